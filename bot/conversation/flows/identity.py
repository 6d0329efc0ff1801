"""R7, how the name is treated. Once an emergency opened the report from this chat, or its words were in another
report, full anonymity is gone."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.assent import LONGEST
from bot.conversation.drafting import absorb, gather, keep_file
from bot.conversation.flows.places import says_nothing
from bot.conversation.turn import Option, Question, Turn
from bot.conversation.understanding import asks

CONTACT = ("boleh", "boleh hubungi saya", "hubungi saya", "bisa dihubungi", "contact me", "you can contact me")
PRIVATE = ("rahasia", "rahasiakan", "dirahasiakan", "rahasiakan aja", "rahasiakan saja", "rahasiakan nama saya",
           "rahasia aja", "rahasia saja", "private", "keep it private", "keep my name private")  # fmt: skip
ANONYMOUS = ("anonim", "anonim aja", "anonim saja", "anonim dong", "anonim penuh aja", "mau anonim", "saya mau anonim",
             "anonymous", "anonymously", "fully anonymous", "make it anonymous", "i want to be anonymous",
             "tanpa nama", "tanpa nama aja", "tanpa nama saja", "no name", "without my name")  # fmt: skip


def ask(turn: Turn) -> Question:
    t = turn.t
    options = [
        Option("contactable", t("Boleh dihubungi"), also=CONTACT, means="other"),
        Option("private", t("Rahasiakan nama"), also=PRIVATE, means="other"),
    ]
    if (turn.draft is None or not turn.draft.emergency_code) and not turn.data.get("filed"):
        options.append(Option("anonymous", t("Anonim penuh"), also=ANONYMOUS, means="other"))
    text = t("Bagaimana nama Anda ditangani?")
    if turn.draft is not None and turn.draft.category == "police_service":
        text = t("Keluhan tentang polisi hanya dibaca petugas pengawas. Bagaimana nama Anda ditangani?")
    if turn.misses:
        text = t(
            "Boleh dihubungi: petugas melihat nama Anda. Rahasiakan nama: petugas hanya membalas "
            "lewat chat ini. "
            "Anonim penuh: sambungan ke Anda dihapus, kabar hanya dengan kode dan PIN."
        )
    return Question(text, tuple(options))


def is_spoken_of(turn: Turn) -> bool:
    """Which of them is asked; who fears to be known tells nothing of what happened by that."""
    understood = turn.heard.understood if turn.heard is not None else None
    return understood is not None and understood.secrecy and len(turn.text) <= LONGEST


def explain(turn: Turn) -> None:
    """From the card, whose author speaks of the name: straight back afterwards."""
    absorb(turn, describes=False)
    turn.data["fixing"] = True
    turn.go("report", "identity")
    turn.misses = 1


def _explain(turn: Turn) -> None:
    """Nothing is chosen for who asks."""
    absorb(turn, describes=len(turn.text) > LONGEST)
    turn.misses += 1
    if turn.misses > 1:
        turn.tell(turn.t("Pilih salah satu, atau tulis LEWATI bila tidak ingin mengubahnya."))
    turn.again()


def answer(proceed: Callable[[Turn], None]) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if choice:
            turn.change(identity=choice)
        elif keep_file(turn) or gather(turn):
            return True
        elif asks(turn.text) or is_spoken_of(turn):
            _explain(turn)
            return True
        else:
            empty = says_nothing(turn)
            absorb(turn, describes=not empty)
            turn.misses += 1
            if turn.misses == 1:
                if not empty:
                    turn.tell(turn.t("Kami tambahkan ke laporan."))
                turn.again()
                return True
        proceed(turn)
        return True

    return heard
