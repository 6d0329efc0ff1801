"""A double click, a repeated request: the same `op` of the same actor has one effect and one result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core import clock
from core.models import Operation

KEPT = timedelta(days=1)


def once(session: Session, *, actor: str, op: str, work: Callable[[], str]) -> str:
    """Runs `work` and keeps its result under `op`; a repeat returns that result. Empty `op`: always runs."""
    if not op:
        return work()
    before = session.get(Operation, _key(actor, op))
    if before is not None:
        return before.result
    result = work()
    session.execute(insert(Operation).values(op=_key(actor, op), result=result, at=clock.now()))
    return result


def of_content(op: str, content: object) -> str:
    """The `op` for this very content. A page that the browser shows again has its old `op`: with other words in it, it
    is another act."""
    return f"{op} {hashlib.sha256(repr(content).encode('utf-8', 'replace')).hexdigest()[:16]}" if op else ""


def done(session: Session, *, actor: str, op: str) -> bool:
    return bool(op) and session.get(Operation, _key(actor, op)) is not None


def expire(session: Session) -> None:
    session.execute(delete(Operation).where(Operation.at < clock.now() - KEPT))


def _key(actor: str, op: str) -> str:
    return f"{actor} {op}"[:80]
