"""What a live hint is about: enough to decide who may hear of it, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.access import Who, visible
from core.models import Report
from core.writer import Hint


@dataclass(frozen=True, slots=True)
class Seen:
    kind: str  # new, report, ticks, contact, session
    subject: str
    code: str = ""
    unit_id: int = 0
    restricted: str = ""
    priority: int = 0


def look_up(session: Session, hints: Sequence[Hint]) -> list[Seen]:
    """Reports of the hints, in their order; hints about nothing that exists are dropped."""
    codes = {subject for kind, subject in hints if kind in {"new", "report"}}
    ids = {int(subject) for kind, subject in hints if kind == "ticks" and subject}
    columns = (Report.id, Report.code, Report.unit_id, Report.restricted, Report.priority)
    rows = session.execute(select(*columns).where(Report.code.in_(codes) | Report.id.in_(ids))).all()
    by_subject = {row.code: row for row in rows} | {str(row.id): row for row in rows}
    found = []
    for kind, subject in hints:
        if kind in {"contact", "session"}:
            found.append(Seen(kind, subject))
        elif row := by_subject.get(subject):
            found.append(Seen(kind, subject, row.code, row.unit_id, row.restricted, row.priority))
    return found


def untaken_p1(session: Session, who: Who) -> int:
    rows = select(func.count()).where(
        Report.priority == 1, Report.status != "finished", Report.taken_by == "", *visible(who)
    )
    return session.scalar(rows) or 0
