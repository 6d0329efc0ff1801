"""Officers' questions that are open for too long. A conversation gives up its own; it knows of one at a time, of none
in an anonymous report, and of none in one that was cut off from it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock, reports
from core.models import Report
from core.models.reports import OPEN


def overdue(session: Session) -> Sequence[Report]:
    """The condition OPEN is that of the index."""
    found = select(Report).where(OPEN, Report.status == "need_info", Report.due_at < clock.now())
    return session.scalars(found.order_by(Report.id)).all()


def lapse(session: Session) -> None:
    for report in overdue(session):
        reports.lapse(session, report)
