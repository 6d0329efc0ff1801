"""Officers' questions that stay open for too long. A conversation ends its own question by a timer; here are the
others: a second question, and those in reports that have no conversation any more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock, reports
from core.models import Report
from core.models.reports import OPEN


def overdue(session: Session) -> Sequence[Report]:
    """OPEN is there for its partial index."""
    found = select(Report).where(OPEN, Report.status == "need_info", Report.due_at < clock.now())
    return session.scalars(found.order_by(Report.id)).all()


def lapse(session: Session) -> None:
    for report in overdue(session):
        reports.lapse(session, report)
