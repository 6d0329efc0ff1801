"""What rings nobody beside a story that is over, in which nobody was hurt: the wish that it goes fast, and how the
thief ran away. Where it may be danger, it is asked about."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.flows import ongoing
from bot.conversation.step import Draft, Heard, ReportView
from bot.conversation.turn import SURE, Turn
from bot.conversation.understanding import Understanding, only_hurries
from bot.conversation.understanding.urgency import BLOODLESS, BY_WORDS

OVER = timedelta(hours=1)  # what lies so far back is told as over


def rings(turn: Turn, understood: Understanding | None) -> bool:
    """Danger, where it is said; neither of the two."""
    if understood is None or not understood.is_emergency:
        return False
    return not (_is_impatience(turn, understood) or _goes_on_telling(turn, understood))


def rings_now(turn: Turn, heard: Heard) -> bool:
    """A forwarded warning about others is asked about (R1), not rung like a cry for help."""
    own = not heard.inbound.forwarded or (heard.understood is not None and heard.understood.first_person_danger)
    return own and rings(turn, heard.understood)


def _is_impatience(turn: Turn, understood: Understanding) -> bool:
    """Beside a report that was sent, or that is about to be, and tells of no danger."""
    if not understood.hurries or _is_alarmed(turn):
        return False
    return _beside_draft(turn) if turn.draft is not None and turn.draft.messages else _beside_report(turn)


def _goes_on_telling(turn: Turn, understood: Understanding) -> bool:
    """No phrase tells of danger, the words do together: "he went in by the back door and pushed it out"."""
    if understood.urgent is None or understood.urgent.sure > BY_WORDS or _is_alarmed(turn):
        return False
    draft, view = turn.draft, _view(turn)
    if draft is not None and draft.messages:
        calm = draft.category in BLOODLESS and draft.category_sure >= SURE and not draft.emergency_code
        return calm and _is_over(turn, draft)
    return view is not None and view.category in BLOODLESS and view.priority > 1


def _is_alarmed(turn: Turn) -> bool:
    return turn.flow in {"emergency", "danger"} or bool(ongoing.code(turn)) or ongoing.hides(turn)


def is_wish(turn: Turn) -> bool:
    """ "Mohon segera ditindaklanjuti", and nothing else, beside a report in which nobody is hurt."""
    view, unsent = _view(turn), turn.draft is not None and bool(turn.draft.messages)
    understood = turn.heard.understood if turn.heard else None
    if understood is None or view is None or view.category not in BLOODLESS or unsent:
        return False
    return _is_impatience(turn, understood) and only_hurries(turn.text)


def recall(turn: Turn) -> bool:
    """Such a wish after a day or more: the only open report is talked about again."""
    view = _view(turn)
    if view is None or turn.current_report() or turn.unsent is not None or not is_wish(turn):
        return False
    turn.open_report(view.code)
    return True


def _beside_report(turn: Turn) -> bool:
    view = _view(turn)
    return view is not None and view.priority > 1 and not view.is_of_harm


def _beside_draft(turn: Turn) -> bool:
    """What it tells is over, as it says; at the card it need not, for there it is asked at once whether it goes on."""
    draft = turn.draft
    if draft is None or turn.flow not in {"report", "review"} or draft.emergency_code or draft.urgent_words:
        return False
    if turn.flow == "report" and (turn.step == "danger" or not _is_over(turn, draft)):
        return False
    return draft.category in BLOODLESS and draft.category_sure >= SURE


def _is_over(turn: Turn, draft: Draft) -> bool:
    return bool(draft.when) and datetime.fromisoformat(draft.when) <= turn.now - OVER


def _view(turn: Turn) -> ReportView | None:
    view = turn.view(turn.heard.about if turn.heard else "") or turn.view(turn.current_report())
    found = turn.open_reports()
    return found[0] if view is None and len(found) == 1 and only_hurries(turn.text) else view
