"""Messages to citizens that did not arrive, or of which nobody knows: what an officer may see of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.access import Who, visible
from core.models import Message, Outbox, Report


def messages(session: Session, who: Who, *, limit: int = 100) -> Sequence[Any]:
    """(outbox row, report, its words), newest first."""
    query = select(Outbox, Report, Message.text).join(Message, Message.id == Outbox.id, isouter=True)
    return session.execute(_seen_by(who, query).order_by(Outbox.id.desc()).limit(limit)).all()


def count(session: Session, who: Who) -> int:
    return session.scalar(_seen_by(who, select(func.count(Outbox.id)).select_from(Outbox))) or 0


def _seen_by(who: Who, query: Any) -> Any:
    return query.join(Report, Report.id == Outbox.report_id).where(Outbox.trouble != "", *visible(who))
