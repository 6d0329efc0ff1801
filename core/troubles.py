"""Messages to citizens that did not arrive, or of which nobody knows: what an officer may see of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, func, literal_column, select
from sqlalchemy.orm import Session

from core.access import Who, visible
from core.models import Message, Outbox, Report

STUCK = Outbox.trouble != literal_column("''")  # no parameter: SQLite would not see that an index holds just these


def messages(session: Session, who: Who, *, limit: int = 100) -> Sequence[Any]:
    """(outbox row, report, its words), newest first."""
    newest = _seen_by(who).order_by(Outbox.id.desc()).limit(limit)
    return session.execute(
        select(Outbox, Report, Message.text)
        .join(Report, Report.id == Outbox.report_id)
        .join(Message, Message.id == Outbox.id, isouter=True)
        .where(Outbox.id.in_(newest))
        .order_by(Outbox.id.desc())
    ).all()


def count(session: Session, who: Who) -> int:
    return session.scalar(select(func.count()).select_from(_seen_by(who).subquery())) or 0


def _seen_by(who: Who) -> Any:
    """Their ids. As EXISTS and not as a join, which SQLite would begin at the reports: at the whole archive."""
    return select(Outbox.id).where(STUCK, exists().where(Report.id == Outbox.report_id, *visible(who)))
