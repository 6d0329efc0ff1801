"""A double click, a repeated request: the same `op` of the same actor has one effect and one result."""

from __future__ import annotations

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
    key = f"{actor} {op}"[:80]
    done = session.get(Operation, key)
    if done is not None:
        return done.result
    result = work()
    session.execute(insert(Operation).values(op=key, result=result, at=clock.now()))
    return result


def expire(session: Session) -> None:
    session.execute(delete(Operation).where(Operation.at < clock.now() - KEPT))
