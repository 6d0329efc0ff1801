"""Messages whose outcome is not known, for a channel whose provider can be asked about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from core.ids import first_of
from core.models import Outbox
from core.outbox import TRIED_FOR, ticket


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message that may have been sent: the provider's answer was lost."""

    id: str
    address: bytes  # sealed
    payload: str
    created_at: datetime
    known: tuple[str, ...]  # provider ids of the contact's other messages


def unknown(session: Session, account: str, *, since: datetime, after: str, limit: int) -> list[Unknown]:
    """Recent sends of unknown outcome whose id is larger than `after`, the one that was asked about last."""
    rows = session.scalars(
        select(Outbox)
        .where(Outbox.account == account, Outbox.changed_at > since)
        .where(Outbox.trouble == "unknown", Outbox.trouble != "")  # the second names the index of troubles
        .where(Outbox.payload.is_not(None), Outbox.id > after)
        .order_by(Outbox.id)
        .limit(limit)
    ).all()
    return [Unknown(row.id, row.address, row.payload or "", row.created_at, _others(session, row)) for row in rows]


def unheard(
    session: Session, account: str, *, between: Sequence[tuple[datetime, datetime]], below: str, limit: int
) -> list[tuple[str, str, str]]:
    """(id, ticket, provider id) of messages that became "sent" in one of these spans of time and of which nothing was
    heard since, newest first. With `below`, only those with a smaller id."""
    oldest = min(since for since, _ in between) - max(TRIED_FOR)
    spans = or_(*(and_(Outbox.changed_at > since, Outbox.changed_at <= until) for since, until in between))
    rows = select(Outbox.provider_id, Outbox.id, Outbox.rank).where(
        Outbox.id > first_of(oldest), Outbox.account == account, Outbox.state == "sent", Outbox.provider_id != "", spans
    )
    newest = (rows.where(Outbox.id < below) if below else rows).order_by(Outbox.id.desc()).limit(limit)
    return [(row.id, ticket(row.id, row.rank), row.provider_id) for row in session.execute(newest)]


def _others(session: Session, row: Outbox) -> tuple[str, ...]:
    ids = select(Outbox.provider_id).where(
        Outbox.contact_id == row.contact_id, Outbox.id != row.id, Outbox.provider_id != ""
    )
    return tuple(session.scalars(ids.order_by(Outbox.id.desc()).limit(50)))
