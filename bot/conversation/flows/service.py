"""A matter with the police: a complaint goes to the oversight alone, papers to everybody who can answer.

Who does not say which is treated as complaining.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.drafting import absorb, gather, keep_file
from bot.conversation.turn import Option, Question, Turn


def ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Ini keluhan tentang polisi, atau urusan surat?"),
        (
            Option("complaint", t("Keluhan soal polisi"), also=("keluhan", "komplain", "complaint")),
            Option("papers", t("SIM, SKCK, surat"), also=("surat", "sim", "skck", "papers")),
            Option("unsure", t("Tidak yakin")),
        ),
    )


def answer(proceed: Callable[[Turn], None]) -> Callable[[Turn, str], bool]:
    def heard(turn: Turn, choice: str) -> bool:
        if not choice and (keep_file(turn) or gather(turn)):
            return True
        if not choice:
            absorb(turn)
            understood = turn.heard.understood if turn.heard else None
            guess = understood.category if understood is not None else None
            choice = "papers" if guess is not None and guess.value == "paperwork" else ""
        if choice == "papers":
            turn.change(category="paperwork")
        proceed(turn)
        return True

    return heard
