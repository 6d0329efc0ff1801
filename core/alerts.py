"""Calls of the duty chat (bot.duty), as rows of the outbox: in the lane of safety, and to no contact."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from core.models import Attempt, Outbox, Report
from core.outbox import SAFETY

_ALERT = (Outbox.lane == SAFETY, Outbox.contact_id.is_(None), Outbox.address != b"")


def is_alert(out: Outbox) -> bool:
    """Whether it was for the duty chat, and not for a citizen."""
    return out.lane == SAFETY and out.contact_id is None and out.address != b""


def arrived(session: Session, report_id: int) -> bool:
    """Whether the duty chat was told of this report."""
    return _is_any(session, Outbox.report_id == report_id, Outbox.state == "sent")


def is_under_way(session: Session, report_id: int) -> bool:
    """Whether it will be, once the provider takes it."""
    return _is_any(session, Outbox.report_id == report_id, Outbox.state.in_(("queued", "sending")))


def waiting(session: Session, account: str) -> list[tuple[str, Report]]:
    """(id, report) of what was not sent yet."""
    found = select(Outbox.id, Report).join(Report, Report.id == Outbox.report_id)
    rows = session.execute(found.where(*_ALERT, Outbox.account == account, Outbox.state == "queued"))
    return [(id_, report) for id_, report in rows]


def withdraw(session: Session, ids: Sequence[str]) -> None:
    if ids:
        session.execute(delete(Attempt).where(Attempt.outbox_id.in_(ids)))
        session.execute(delete(Outbox).where(Outbox.id.in_(ids)))


def _is_any(session: Session, *such: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(*_ALERT, *such))))
