"""Live updates: what the writer's hints are about. Enough to decide who may hear of it, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Who
from core.models import Officer, Report
from core.writer import Hint

OF_REPORTS = frozenset({"new", "report", "gone", "present", "mention"})  # their subject begins with a code


@dataclass(frozen=True, slots=True)
class Update:
    kind: str  # new, report, ticks, gone, present, mention, contact, writing, session, units
    subject: str
    code: str = ""
    unit_id: int = 0
    restricted: str = ""
    priority: int = 0
    was_unit_id: int = 0  # of what is gone: where it stood
    was_restricted: str = ""
    officer_id: int = 0  # who is present, or who is called
    name: str = ""
    doing: str = ""


def look_up(session: Session, hints: Sequence[Hint]) -> list[Update]:
    """The updates of these hints, in their order; hints about what does not exist are dropped."""
    codes = {subject.partition(" ")[0] for kind, subject in hints if kind in OF_REPORTS}
    ids = {int(subject) for kind, subject in hints if kind == "ticks" and subject}
    columns = (Report.id, Report.code, Report.unit_id, Report.restricted, Report.priority)
    rows = session.execute(select(*columns).where(Report.code.in_(codes) | Report.id.in_(ids))).all()
    by_subject = {row.code: row for row in rows} | {str(row.id): row for row in rows}
    found = []
    for kind, subject in hints:
        if kind in {"contact", "writing", "session", "units"}:
            found.append(Update(kind, subject))
        elif kind == "gone":
            found += _gone(subject, by_subject)
        elif kind == "present":
            found += _present(session, subject, by_subject)
        elif kind == "mention":
            found += _mention(subject, by_subject)
        elif row := by_subject.get(subject):
            found.append(Update(kind, subject, row.code, row.unit_id, row.restricted, row.priority))
    return found


def hears(who: Who, update: Update) -> bool:
    """Whether this officer gets the update: one about a report goes to who may see it; "gone" to who could see it
    before and cannot any more; a mention to the officer who is called."""
    sees = who.sees(update.unit_id, update.restricted)
    if update.kind == "mention":
        return sees and who.officer_id == update.officer_id
    return who.sees(update.was_unit_id, update.was_restricted) and not sees if update.kind == "gone" else sees


def _gone(subject: str, rows: Mapping[str, Any]) -> list[Update]:
    """Without its priority, as that is no longer theirs to know."""
    code, unit, restricted = subject.split(" ")
    row = rows.get(code)
    if row is None:
        return []
    return [Update("gone", code, code, row.unit_id, row.restricted, was_unit_id=int(unit), was_restricted=restricted)]


def _mention(subject: str, rows: Mapping[str, Any]) -> list[Update]:
    code, officer_id = subject.split(" ")
    row = rows.get(code)
    if row is None:
        return []
    return [Update("mention", code, code, row.unit_id, row.restricted, row.priority, officer_id=int(officer_id))]


def _present(session: Session, subject: str, rows: Mapping[str, Any]) -> list[Update]:
    code, officer_id, doing = subject.split(" ")
    row, officer = rows.get(code), session.get(Officer, int(officer_id))
    if row is None or officer is None:
        return []
    update = Update("present", code, code, row.unit_id, row.restricted, row.priority)
    return [replace(update, officer_id=officer.id, name=officer.name, doing=doing)]
