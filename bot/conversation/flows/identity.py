"""R7, how the name is treated. Once an emergency opened the report from this chat, full anonymity is gone."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.drafting import absorb, gather, keep_file
from bot.conversation.flows.places import says_nothing
from bot.conversation.turn import Option, Question, Turn


def ask(turn: Turn) -> Question:
    t = turn.t
    options = [Option("contactable", t("Boleh dihubungi")), Option("private", t("Rahasiakan nama"))]
    if turn.draft is None or not turn.draft.emergency_code:
        options.append(Option("anonymous", t("Anonim penuh")))
    text = t("Bagaimana nama Anda ditangani?")
    if turn.draft is not None and turn.draft.category == "police_service":
        text = t("Keluhan tentang polisi hanya dibaca petugas pengawas. Bagaimana nama Anda ditangani?")
    if turn.misses:
        text = t(
            "Boleh dihubungi: petugas melihat nama Anda. Rahasiakan nama: petugas hanya membalas "
            "lewat chat ini. "
            "Anonim penuh: sambungan ke Anda dihapus, cek hanya dengan kode dan PIN."
        )
    return Question(text, tuple(options))


def answer(proceed: Callable[[Turn], None]) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if choice:
            turn.change(identity=choice)
        elif keep_file(turn) or gather(turn):
            return True
        else:
            empty = says_nothing(turn)
            absorb(turn, describes=not empty)
            turn.misses += 1
            if turn.misses == 1:
                if not empty:
                    turn.note(turn.t("Kami tambahkan ke laporan."))
                turn.again()
                return True
        proceed(turn)
        return True

    return heard
