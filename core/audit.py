"""The hash-chained record of who did what. Each row's hash covers the row before it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from core import clock
from core.bulk import write_many
from core.models import Audit

START = "0" * 64
_INSERT = insert(Audit)
_NEXT = select(Audit).where(Audit.id > bindparam("last")).order_by(Audit.id).limit(1000)
_HEAD = select(Audit.hash).order_by(Audit.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """`detail` holds words of ours only: never a name, id, phone number or text of a person."""

    actor: str
    action: str
    subject: str = ""
    detail: str = ""


def record(session: Session, *entries: Entry) -> None:
    if not entries:
        return
    head = session.scalar(_HEAD) or START
    at = _text(clock.now())
    rows: list[dict[str, Any]] = []
    for entry in entries:
        head = _hash(head, at, entry.actor, entry.action, entry.subject, entry.detail)
        rows.append({
            "at": at, "actor": entry.actor, "action": entry.action, "subject": entry.subject,
            "detail": entry.detail, "hash": head,
        })  # fmt: skip
    write_many(session, _INSERT, rows)


def of(session: Session, subject: str, *, but: str = "", limit: int = 200) -> Sequence[Audit]:
    rows = select(Audit).where(Audit.subject == subject, Audit.action != but).order_by(Audit.id.desc()).limit(limit)
    return session.scalars(rows).all()


@dataclass(frozen=True, slots=True)
class Often:
    """An act that one actor repeated."""

    actor: str
    action: str
    at: str  # the last time
    times: int


def often(session: Session, subject: str, action: str) -> list[Often]:
    counted = select(Audit.actor, func.max(Audit.at), func.count()).where(
        Audit.subject == subject, Audit.action == action
    )
    return [Often(actor, action, at, times) for actor, at, times in session.execute(counted.group_by(Audit.actor))]


def has(session: Session, entry: Entry, *, since: datetime) -> bool:
    """Whether this was recorded since then, whatever its detail."""
    same = (Audit.subject == entry.subject, Audit.actor == entry.actor, Audit.action == entry.action)
    rows = select(Audit.at).where(*same).order_by(Audit.id.desc()).limit(1)
    return (session.scalar(rows) or "") > _text(since)


def by_officers(session: Session, subject: str, *, since: datetime) -> bool:
    """Whether an officer has looked at it or changed it since then."""
    rows = select(Audit.at).where(Audit.subject == subject, Audit.actor.like("officer:%"))
    newest = rows.where(Audit.action != "access.refused").order_by(Audit.id.desc()).limit(1)
    return (session.scalar(newest) or "") > _text(since)


def verify(session: Session) -> tuple[int, str, int | None]:
    """(rows checked, head hash, id of the first row that does not fit or None)."""
    head, count, last = START, 0, 0
    while rows := session.scalars(_NEXT, {"last": last}).all():
        for row in rows:
            head = _hash(head, row.at, row.actor, row.action, row.subject, row.detail)
            if head != row.hash:
                return count, head, row.id
            count, last = count + 1, row.id
        session.expunge_all()
    return count, head, None


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
