"""Things to do later. A timer fires by deleting its row in the transaction of its effect, so it fires exactly once.

Work that talks to the network (fetching a file) takes a lease on its row instead, and is tried again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.bulk import write_many
from core.models import Job

TIMER = "conversation"  # key: contact id
DUTY = "duty"  # key: report code and number of the call
LIMIT = 200  # due jobs read at once
FETCH = "fetch"  # key: attachment id
BACKFILL = "backfill"  # key: account; due_at: from when on the provider's list is still to be read
_NEW = insert(Job)
_UPSERT = _NEW.on_conflict_do_update(
    index_elements=["kind", "key"],
    set_={"due_at": _NEW.excluded.due_at, "payload": _NEW.excluded.payload},
)
_KINDS_DUE = select(Job.kind).where(Job.kind.in_((TIMER, DUTY, FETCH)), Job.due_at <= bindparam("now")).distinct()


def set_many(session: Session, jobs: Sequence[dict[str, Any]]) -> None:
    """Rows of kind, key, due_at and payload; a job that exists under the key is moved to the new time."""
    if jobs:
        write_many(session, _UPSERT, jobs)


def set_one(session: Session, kind: str, key: str, *, due_at: datetime, payload: str = "") -> None:
    set_many(session, [{"kind": kind, "key": key, "due_at": due_at, "payload": payload}])


def duty_call(code: str, *, at: datetime, number: int = 1) -> dict[str, Any]:
    """A row for `set_many`: the first or the second call of the duty chat to this report (bot.duty)."""
    return {"kind": DUTY, "key": f"{code} {number}", "due_at": at, "payload": code}


def cancel_many(session: Session, kind: str, keys: Sequence[str]) -> None:
    if keys:
        session.execute(delete(Job).where(Job.kind == kind, Job.key.in_(keys)))


def kinds_due(session: Session, *, now: datetime) -> set[str]:
    """The kinds for which due() would find something. One query for all, as this is asked twice a second."""
    return set(session.scalars(_KINDS_DUE, {"now": now}))


def due(session: Session, kind: str, *, now: datetime, limit: int = LIMIT) -> list[tuple[int, str, str]]:
    """(id, key, payload) of what is due, oldest first. Reading only: whoever fires it deletes the row."""
    rows = (
        select(Job.id, Job.key, Job.payload)
        .where(Job.kind == kind, Job.due_at <= now)
        .order_by(Job.due_at)
        .limit(limit)
    )
    return [(id_, key, payload) for id_, key, payload in session.execute(rows)]


def fire(session: Session, id_: int, *, now: datetime) -> bool:
    """Removes the timer. False when it has fired, or was cancelled or moved: then its effect must not happen."""
    done = session.execute(delete(Job).where(Job.id == id_, Job.due_at <= now))
    return bool(done.rowcount)  # type: ignore[attr-defined]  # a CursorResult, as for every DELETE


def lease(session: Session, kind: str, *, now: datetime, seconds: float, limit: int) -> list[tuple[int, str, int]]:
    """(id, key, attempts so far) of jobs that this caller alone may work on for so many seconds."""
    free = or_(Job.lease_until.is_(None), Job.lease_until <= now)
    ids = session.scalars(
        select(Job.id).where(and_(Job.kind == kind, Job.due_at <= now, free)).order_by(Job.due_at).limit(limit)
    ).all()
    if not ids:
        return []
    rows = session.execute(
        update(Job)
        .where(Job.id.in_(ids), free)
        .values(lease_until=now + timedelta(seconds=seconds), attempts=Job.attempts + 1)
        .returning(Job.id, Job.key, Job.attempts)
    )
    return [(id_, key, attempts) for id_, key, attempts in rows]


def orphan(session: Session) -> None:
    """Ends all leases, as senders.orphan does: for a process that knows that it is the only one."""
    session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=None))


def finish(session: Session, id_: int) -> None:
    session.execute(delete(Job).where(Job.id == id_))


def retry(session: Session, id_: int, *, due_at: datetime) -> None:
    session.execute(update(Job).where(Job.id == id_).values(due_at=due_at, lease_until=None))


def when(session: Session, kind: str, key: str) -> datetime | None:
    return session.scalar(select(Job.due_at).where(Job.kind == kind, Job.key == key))
