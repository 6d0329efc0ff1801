"""Which report the next words are for, where they may be for two.

An officer wrote in one report while its citizen was writing another, or a question of theirs was left without an
answer. flows/whose.py asks about it, once.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.turn import DRAFTING, REPORT_OPEN, Turn, stamp

REMEMBERED = timedelta(days=30)  # a question, after it lapsed


def expect(turn: Turn, code: str, *, asked: bool = False, lasts: timedelta = REPORT_OPEN) -> None:
    """An officer's words in this report may be what comes next is about."""
    turn.data["doubt"] = {"code": code, "until": stamp(turn.now + lasts), "asked": asked, "off": False}


def put_off(turn: Turn) -> None:
    """The other report goes first."""
    if "doubt" in turn.data:
        turn.data["doubt"] = {**turn.data["doubt"], "off": True}


def is_writing(turn: Turn) -> bool:
    """In the middle of a report that was not sent yet, even if an officer's question broke into it."""
    flow, _ = turn.resume if turn.flow == "officer" else (turn.flow, "")
    return turn.draft is not None or turn.aside is not None or flow in DRAFTING


def report(turn: Turn) -> str:
    """The code of the report that the message just heard may be for; "" where there is no doubt."""
    doubt = turn.data.get("doubt")
    view = turn.view(doubt["code"]) if doubt else None
    if turn.aside is not None and turn.draft is None:  # what is said is for the harm, or for the alarm
        return ""
    if doubt is None or view is None or doubt["until"] <= stamp(turn.now):
        return ""
    writing = is_writing(turn)
    if doubt["off"] if writing else turn.current_report() == view.code:
        return ""
    if turn.draft is not None and turn.draft.emergency_code:  # all that is written is for the alarm
        return ""
    if doubt["asked"] and (view.status == "finished" or _is_overtaken(turn, view.code)):
        return ""
    return view.code


def _is_overtaken(turn: Turn, code: str) -> bool:
    """Nobody waits for the answer any more, and a newer report was sent since."""
    return turn.data.get("asked") != code and turn.context.reports[0].code != code


def recall(turn: Turn) -> bool:
    """The other report is sent or deleted: the question that was put off for it is asked again."""
    doubt = turn.data.get("doubt")
    view = turn.view(doubt["code"]) if doubt is not None and doubt["off"] else None
    if doubt is None or view is None or turn.data.get("asked") != view.code or view.status != "need_info":
        return False
    turn.data["doubt"] = {**doubt, "off": False}
    turn.go("officer", "asked")
    return True
