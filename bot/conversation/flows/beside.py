"""What stands beside an alarm when it is opened: a draft of another matter, and a report that few may read."""

from __future__ import annotations

from typing import Any

from bot.conversation.step import Draft
from bot.conversation.turn import Turn


def told_in(turn: Turn) -> dict[str, Any]:
    """The report that the fear was told in, or may have been."""
    name = {"danger": "feared", "whose": "whose"}.get(turn.flow, "")
    told: dict[str, Any] = turn.data.get(name) or {}
    return told


def spare(turn: Turn) -> Draft | None:
    """A draft of another matter stays one: its place is not where somebody is in danger."""
    draft = turn.draft
    if draft is None or draft.emergency_code:
        return None
    in_doubt = turn.flow == "whose" and told_in(turn).get("draft") is not None  # else it was begun just now
    asked = turn.flow == "danger" or (turn.flow, turn.step) == ("purpose", "other")
    if not (turn.data.get("set_aside") or in_doubt or asked):
        return None
    if turn.flow == "purpose":
        turn.resume = ("", "")
    turn.draft = None
    return draft if draft.messages else None


def restriction_of(turn: Turn, code: str) -> str:
    """What is feared in a report that few may read is not for everybody either."""
    view = turn.view(code)
    if view is None or not view.restricted:
        return ""
    return "ppa" if view.category == "sexual_or_child" else "oversight"
