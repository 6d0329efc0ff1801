"""How far a message to the citizen has come, as its line in the thread shows it."""

from __future__ import annotations

from typing import Literal

from bot import answers
from bot.house import House
from core.db import Session
from core.errors import Conflict
from core.models import Report
from core.outbox import WAITS
from core.threads import Line

Way = Literal[
    "",  # nothing to show
    "waits",  # it is sent when the citizen writes again
    "trouble",  # it failed, or nobody knows
    "delivery",  # its delivery state says how far it is
    "opened",  # the citizen has read it at /lacak
    "notice",  # the citizen was told that there is news, and has not opened it
    "behind_pin",  # the sender is anonymous: it can only be read at /lacak
]


def waits(session: Session, house: House, report: Report) -> bool:
    """Whether words to this citizen have to wait now."""
    try:
        return answers.is_out_of_reach(session, house, report)
    except Conflict:  # nobody is at the other end any more
        return False


def way_of(line: Line, report: Report, *, waits: bool, neutral: bool) -> Way:
    """`waits` and `neutral`: whether words to this citizen have to wait now, or are only announced."""
    if line.trouble:
        return "waits" if line.trouble == WAITS else "trouble"
    if line.delivery:
        return "delivery"
    if line.author != "officer":
        return ""
    if line.data.get("opened"):
        return "opened"
    if neutral:
        return "notice"
    if waits:
        return "waits"
    return "behind_pin" if report.identity == "anonymous" else ""
