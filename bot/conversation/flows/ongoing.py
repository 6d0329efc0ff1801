"""Which alarm is meant: the one in which somebody is heard now, or the last one."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.step import ReportView
from bot.conversation.turn import Turn, stamp
from core.terms import SAME_ALARM

HIDES = timedelta(hours=6)  # so long somebody who cannot speak is listened to without a word from them


def last(turn: Turn) -> ReportView | None:
    current = turn.view(code(turn))
    if current is not None and current.status != "finished":
        return current
    since = turn.now - SAME_ALARM
    alarms = (r for r in turn.open_reports() if r.priority == 1 or not r.complete)
    return next((r for r in alarms if r.filed_at > since), None)


def code(turn: Turn) -> str:
    """The code of the alarm in which somebody is heard now, by the bot or by an officer; "" for none."""
    view = turn.view(turn.report)
    if view is None or (view.priority != 1 and view.complete):
        return ""
    talks = (turn.flow, turn.step) == ("officer", "talking") and view.status != "finished"
    return view.code if talks or "over" in turn.due else ""


def is_on(turn: Turn) -> bool:
    view = turn.view(code(turn))
    return view is not None and view.status != "finished"


def hides(turn: Turn) -> bool:
    """Whether somebody in an alarm that nobody closed said that they cannot speak, and not that they are safe."""
    view = turn.view(turn.data.get("hides", ""))
    return view is not None and view.status != "finished"


def end(turn: Turn) -> None:
    """Nobody is in danger any more, or nobody listens."""
    turn.calm("silence", "untaken", "over", "hides")
    turn.data.pop("hides", None)
    turn.data.pop("alarmed", None)


def was_lately(turn: Turn) -> bool:
    """So long the telephone of somebody who may hide makes no sound for a draft."""
    return hides(turn) or str(turn.data.get("alarmed", "")) > stamp(turn.now - HIDES)
