"""Tries per key and window of time. They are counted in the database: for all processes, and also over a restart."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core import clock
from core.errors import TooMany
from core.models import Throttle


def count(session: Session, key: str, *, window: timedelta) -> int:
    """Counts one more try and returns how many there were in this window, this one included."""
    now = clock.now()
    new = insert(Throttle).values(key=_hashed(key), window_ends=now + window, count=1)
    over = Throttle.window_ends <= now
    statement = new.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": case((over, 1), else_=Throttle.count + 1),
            "window_ends": case((over, now + window), else_=Throttle.window_ends),
        },
    ).returning(Throttle.count)
    return session.scalars(statement).one()


def spend(session: Session, key: str, *, limit: int, window: timedelta, text: str) -> None:
    """Counts a try; raises TooMany beyond the limit, with the seconds until the window ends."""
    if count(session, key, window=window) > limit:
        raise TooMany(text, retry_after=left(session, key))


def refuse(session: Session, key: str, *, limit: int, text: str) -> None:
    """Raises TooMany if the tries are used up; counts nothing. Pages ask this on a reading session first: a flood of
    refused tries must not take the writer's time."""
    if used(session, key) >= limit:
        raise TooMany(text, retry_after=left(session, key))


def used(session: Session, key: str) -> int:
    row = session.get(Throttle, _hashed(key))
    return row.count if row and row.window_ends > clock.now() else 0


def left(session: Session, key: str) -> int:
    """Seconds until the key's window ends."""
    ends = session.scalar(select(Throttle.window_ends).where(Throttle.key == _hashed(key)))
    return max(1, int((ends - clock.now()).total_seconds())) if ends else 0


def give_back(session: Session, key: str) -> None:
    """Takes one counted try back: it turned out to be right."""
    counted = (Throttle.key == _hashed(key), Throttle.count > 0)
    session.execute(update(Throttle).where(*counted).values(count=Throttle.count - 1))


def clear(session: Session, key: str) -> None:
    session.execute(delete(Throttle).where(Throttle.key == _hashed(key)))


def expire(session: Session) -> None:
    session.execute(delete(Throttle).where(Throttle.window_ends < clock.now()))


def _hashed(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]
