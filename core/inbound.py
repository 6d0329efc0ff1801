"""Raw events: stored once per (account, provider event id), kept sealed, replayable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.bulk import write_many
from core.models import Inbound

KEPT = timedelta(days=30)
# PostgreSQL's insert compiles on SQLite too: both know ON CONFLICT and RETURNING.
_STORE = (
    insert(Inbound)
    .on_conflict_do_nothing(index_elements=["account", "event_id"])
    .returning(Inbound.account, Inbound.event_id, Inbound.id)
)


class Raw(NamedTuple):
    account: str
    event_id: str
    at: datetime
    outcome: str  # done, status, ignored, quarantined
    sealed: bytes | None
    reason: str = ""
    tail: str = ""
    contact_id: int | None = None


def store_many(session: Session, raws: Sequence[Raw]) -> dict[tuple[str, str], int]:
    """Stores what is new and returns its ids by (account, event id). Repeats are not in the result.

    The raw form of a status callback is not stored: its state goes into the outbox, and it would hold a phone number
    beside the id of our message."""
    if not raws:
        return {}
    rows = [
        {
            "account": raw.account, "event_id": raw.event_id, "at": raw.at, "outcome": raw.outcome,
            "raw": None if raw.outcome == "status" else raw.sealed,
            "reason": raw.reason, "tail": raw.tail, "contact_id": raw.contact_id,
        }
        for raw in {(r.account, r.event_id): r for r in reversed(raws)}.values()
    ]  # fmt: skip
    return {(row[0], row[1]): row[2] for row in write_many(session, _STORE, rows)}


def quarantined(session: Session, *, limit: int = 100) -> Sequence[Inbound]:
    """Newest first."""
    rows = select(Inbound).where(Inbound.outcome == "quarantined").order_by(Inbound.id.desc()).limit(limit)
    return session.scalars(rows).all()


def count_quarantined(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Inbound).where(Inbound.outcome == "quarantined")) or 0


def discard(session: Session, id_: int) -> bool:
    """For an event that nobody can use: it loses its content. False when it is not quarantined any more."""
    gone = update(Inbound).where(Inbound.id == id_, Inbound.outcome == "quarantined")
    done = session.execute(gone.values(outcome="ignored", raw=None, contact_id=None))
    return bool(done.rowcount)  # type: ignore[attr-defined]  # a CursorResult, as for every UPDATE


def mark_replayed(session: Session, id_: int) -> bool:
    """False when it is not quarantined any more: somebody was faster."""
    done = session.execute(
        update(Inbound).where(Inbound.id == id_, Inbound.outcome == "quarantined").values(outcome="replayed")
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]  # a CursorResult, as for every UPDATE


def known(session: Session, account: str, event_ids: Sequence[str]) -> set[str]:
    """Which of these events have arrived before."""
    rows = select(Inbound.event_id).where(Inbound.account == account, Inbound.event_id.in_(event_ids))
    return set(session.scalars(rows))


def forget(session: Session, id_: int) -> None:
    """This raw event loses its content and the link to its contact."""
    session.execute(update(Inbound).where(Inbound.id == id_).values(raw=None, contact_id=None))


def forget_contact(session: Session, contact_id: int) -> None:
    """The contact's raw events lose their content and the link; that they existed stays."""
    session.execute(update(Inbound).where(Inbound.contact_id == contact_id).values(raw=None, contact_id=None))


def expire(session: Session, *, now: datetime) -> None:
    """Ids grow with time, so the old rows are the first ones and no index on the time is needed."""
    old = Inbound.at < now - KEPT
    young = session.scalar(select(Inbound.id).where(~old, Inbound.at <= now).order_by(Inbound.id).limit(1))
    first = old if young is None else and_(old, Inbound.id < young)
    session.execute(delete(Inbound).where(first, Inbound.outcome != "quarantined"))
