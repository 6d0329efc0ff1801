"""The report that an alarm opened: completed with what is said later, and restricted where officers still hear it."""

from __future__ import annotations

from typing import Any

from bot import rows
from bot.conversation import step as steps
from bot.rows import Route
from bot.work import Work
from core import access, holders, reports, terms, threads
from core.conversations import Person
from core.ids import new_id
from core.models import Report
from core.writer import announce


def kept_from(work: Work, restricted: str, report: Report | None = None, *, now: str = "") -> str:
    """The restriction of an alarm's report: `restricted`, if some officer may open it then and its holder still may;
    else `now`. An alarm must never be hidden from everybody."""
    session = work.session
    unit_id = report.unit_id if report else work.root
    holder = report.taken_by if report else ""
    heard = restricted and access.openers(session, unit_id=unit_id, restricted=restricted)
    kept = not holder or access.may_open(session, holder, unit_id=unit_id, restricted=restricted)
    return restricted if heard and kept else now


def is_heard(work: Work, restricted: str) -> bool:
    """Whether somebody may open a report under this restriction; without one, always."""
    return not restricted or bool(access.openers(work.session, unit_id=work.root, restricted=restricted))


def follow(work: Work, person: Person, _route: Route, effect: steps.Follow) -> None:
    _change(work, person, effect.code, _told(effect.draft))
    announce(work.session, "report", effect.code)
    work.judge_place(effect.code, effect.draft.point)


def complete(work: Work, person: Person, _route: Route, effect: steps.Complete) -> None:
    values = _told(effect.draft) | {"complete": True}
    report = _change(work, person, effect.code, values, restricted=effect.restricted)
    if report is not None:
        reports.heard(work.session, report, alarm=False, reopen=True)
    work.moves.append((effect.code, effect.draft.messages, False))
    work.tags.extend((effect.code, tag, new_id()) for tag in effect.tags)
    work.judge_place(effect.code, effect.draft.point)


def harm(work: Work, person: Person, _route: Route, effect: steps.Harm) -> None:
    report = work.report(person, effect.code)
    known = report.category if report else work.filing[effect.code]["category"]
    values = {"category": "sexual_or_child"} if known == terms.UNSURE else {}
    _change(work, person, effect.code, values, restricted="ppa")
    work.tags.append((effect.code, "sensitive", new_id()))


def _told(draft: steps.Draft) -> dict[str, Any]:
    """The values that the draft has. One that it lacks must not overwrite what the report may have from elsewhere."""
    values = rows.columns(draft) | {"category": draft.category}
    return {name: value for name, value in values.items() if value not in {None, ""}}


def _change(work: Work, person: Person, code: str, values: dict[str, Any], *, restricted: str = "") -> Report | None:
    """Changes the report; None for one that is new in this batch, whose row is changed. A category that an officer
    chose stays."""
    report = work.report(person, code)
    if report is None:
        row = work.filing[code]
        row |= values | {"restricted": kept_from(work, restricted, now=row["restricted"])}
        return None
    now = kept_from(work, restricted, report, now=report.restricted)
    holders.move(work.session, report, unit_id=report.unit_id, restricted=now)
    if "category" in values and threads.is_sorted(work.session, report.id):
        values = values | {"category": report.category}
    for name, value in values.items():
        setattr(report, name, value)
    return report
