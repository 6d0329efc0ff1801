"""The wish that it goes fast. Whoever reported what is over is impatient and in no danger: no alarm rings for it."""

from __future__ import annotations

from bot.conversation.flows import ongoing
from bot.conversation.step import ReportView
from bot.conversation.turn import Turn
from bot.conversation.understanding import only_hurries

# Kinds of report in which nobody is hurt; in the others it is asked whether somebody is in danger.
CALM = frozenset({"theft", "fraud", "drugs", "disorder", "police_service", "paperwork"})


def is_impatience(turn: Turn) -> bool:
    """Beside a report that was sent, which tells of no danger."""
    heard, view = turn.heard, _view(turn)
    if heard is None or heard.understood is None or not heard.understood.hurries or view is None:
        return False
    drafting = turn.draft is not None and bool(turn.draft.messages)
    in_danger = turn.flow in {"emergency", "danger"} or drafting or ongoing.code(turn) or ongoing.hides(turn)
    return not in_danger and view.priority > 1 and view.category != "sexual_or_child"


def is_wish(turn: Turn) -> bool:
    """ "Mohon segera ditindaklanjuti", and nothing else, beside a report in which nobody is hurt."""
    view = _view(turn)
    return view is not None and view.category in CALM and is_impatience(turn) and only_hurries(turn.text)


def _view(turn: Turn) -> ReportView | None:
    return turn.view(turn.heard.about if turn.heard else "") or turn.view(turn.current_report())
