"""A forwarded message: is it the report itself, or evidence for one?

ask --[Laporkan]------> report
    --[Jadikan bukti]-> the open report, the draft, or a new report that it opens
    --"hoax bukan?"---> an officer, as a question
"""

from __future__ import annotations

from bot.conversation.drafting import absorb
from bot.conversation.flows import adding, apart, danger, emergency, menu
from bot.conversation.turn import Option, Question, Stage, Turn
from bot.conversation.understanding import DOUBTED


def take(turn: Turn) -> None:
    if turn.flow != "forwarded":
        apart.go_on(turn)
        if turn.aside is not None:
            adding.take(turn)
            return
        if turn.draft is not None and turn.draft.messages:
            turn.interrupt()
            turn.data["had_draft"] = True
        turn.flow, turn.step = "forwarded", "ask"
    turn.data["forwarded"] = True
    absorb(turn, describes=not turn.data.get("had_draft"))
    _doubt(turn)
    turn.wait_quiet()


def _doubt(turn: Turn) -> None:
    """Harm that is told of others: whoever reports it is asked whether it is that."""
    understood = turn.heard.understood if turn.heard else None
    harm = understood.sexual_or_child if understood is not None else None
    if harm is not None and not turn.data.get("had_draft"):
        turn.change(category=harm.value, category_words=harm.words, category_sure=DOUBTED)


def _ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Pesan terusan. Mau diapakan?"),
        (Option("report", t("Laporkan")), Option("evidence", t("Jadikan bukti"))),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "report":
        _go_on(turn)
    elif choice == "evidence":
        _evidence(turn)
    elif danger.calls_after_harm(turn, turn.current_report()):
        emergency.open(turn)
    elif turn.data.get("had_draft") or not menu.settles(turn):
        absorb(turn)
        turn.wait_quiet()
    return True


def _go_on(turn: Turn) -> None:
    turn.data.pop("had_draft", None)
    turn.resume = ("", "")
    turn.go("report", "next")


def _evidence(turn: Turn) -> None:
    reports = turn.open_reports()
    if turn.data.get("had_draft"):
        turn.tell(turn.t("Disimpan sebagai bukti."))
        _go_on(turn)
    elif len(reports) == 1:
        adding.open_for(turn, reports[0].code)
        adding.from_draft(turn, reports[0].code)
    elif reports:
        turn.data["holding"] = True
        turn.go("adding", "choose")
    else:
        turn.tell(turn.t("Disimpan sebagai bukti."))
        turn.go("report", "describe")


def _again(turn: Turn) -> None:
    turn.again()


STAGES = {"ask": Stage(_ask, _answer, quiet=_again, skip=_go_on)}
