"""L1: takes effect at once, and the question that was open is asked again in that language."""

from __future__ import annotations

from bot.conversation.flows import officer
from bot.conversation.step import Remember
from bot.conversation.turn import Option, Question, Stage, Turn
from core.terms import LANGUAGES

PASSED_THROUGH = frozenset({"privacy", "idcard", "tracking", "sent", "menu"})  # nothing else comes back to them


def start(turn: Turn) -> None:
    turn.data.pop("beneath", None)
    if turn.flow in PASSED_THROUGH:  # which may have broken into a question themselves
        turn.data["beneath"], turn.resume = turn.resume, (turn.flow, turn.step)
    else:
        turn.interrupt()
    turn.go("language", "ask")


def _go_back(turn: Turn) -> None:
    turn.go_back()
    flow, step = turn.data.pop("beneath", ("", ""))
    turn.resume = (flow, step)


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
    use(turn, choice)
    turn.tell(turn.t("Baik, kita pakai bahasa Indonesia."))
    _go_back(turn)
    return True


def choose(turn: Turn, language: str) -> None:
    """ENGLISH, BAHASA INDONESIA: by its name, from wherever the conversation is. An officer who talks here reads it."""
    use(turn, language)
    turn.tell(turn.t("Baik, kita pakai bahasa Indonesia."))
    if turn.flow == "language":
        _go_back(turn)
    elif (turn.flow, turn.step) == ("officer", "talking"):
        officer.talk(turn)
    else:
        turn.again()


def use(turn: Turn, language: str) -> None:
    turn.data["spoken"] = True
    turn.language = language
    turn.t = turn.context.translator(language)
    turn.do(Remember(language=language))


def guess(turn: Turn) -> None:
    """The first clear sentence decides, until somebody chooses: an app's language is only a hint.

    Who goes on in whole sentences of the other language is followed there; what they pass on is not theirs."""
    heard = turn.heard
    understood = heard.understood if heard else None
    spoken = understood.language if understood is not None else None
    if heard is None or heard.inbound.forwarded or understood is None or spoken not in LANGUAGES:
        return
    decided = turn.data.get("spoken")
    if decided is True or (decided and not understood.fluent):
        return
    if spoken != turn.language:
        use(turn, spoken)
    turn.data["spoken"] = "guessed"


STAGES = {"ask": Stage(_ask, _answer, skip=_go_back, back=_go_back)}
