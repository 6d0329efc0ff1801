"""L1: takes effect at once, and the question that was open is asked again in that language."""

from __future__ import annotations

from bot.conversation.step import Remember
from bot.conversation.turn import Option, Question, Stage, Turn


def start(turn: Turn) -> None:
    turn.interrupt()
    turn.go("language", "ask")


def _ask(turn: Turn) -> Question:
    return Question(
        turn.t("Pilih bahasa:"),
        (
            Option("id", "Indonesia", also=("id", "bahasa indonesia")),
            Option("en", "English", also=("en", "inggris", "bahasa inggris")),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if not choice:
        return False
    turn.language = choice
    turn.t = turn.context.translator(choice)
    turn.do(Remember(language=choice))
    turn.note(turn.t("Baik, kita pakai bahasa Indonesia."))
    turn.go_back()
    return True


STAGES = {"ask": Stage(_ask, _answer)}
