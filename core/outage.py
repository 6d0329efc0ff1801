"""While the database is away everybody who asks for it is refused, many times a second. The log says so when it
begins, now and then while it lasts, and when it is over."""

from __future__ import annotations

import threading
import time

import structlog
from sqlalchemy.exc import SQLAlchemyError

from core import db
from core.errors import Unavailable

log = structlog.get_logger(__name__)

AGAIN = 900.0  # seconds between two lines while it lasts
SILENCE = 60.0  # after one is over the next is said no sooner, and one without a refusal for so long is no more
STORE, READ, LISTEN = "stores nothing", "cannot be read", "sends no notifications"


class Outage:
    """What storing, reading and listening meet. Its lines stand for those of each refusal. From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed: set[str] = set()
        self._began = self._last = 0.0
        self._silent_until = 0.0
        self._said = False

    @property
    def lasts(self) -> bool:
        return bool(self._closed)

    def covers(self, error: BaseException) -> bool:
        """Whether its lines tell of this error: the database's, or of who waited for the writer in vain meanwhile."""
        if not isinstance(error, Unavailable):
            return False
        if isinstance(error.__cause__, SQLAlchemyError):
            self.met(READ, error.__cause__)
            return True
        return error.__cause__ is None and self.lasts

    def met(self, door: str, error: BaseException) -> None:
        now = time.monotonic()
        with self._lock:
            if self._closed and now - self._last >= SILENCE:
                self._closed, self._silent_until = set(), 0.0
            if not self._closed:
                self._began, self._said = now, False
            self._closed.add(door)
            self._last = now
            if now >= self._silent_until:
                self._silent_until, self._said = now + AGAIN, True
                log.error(f"the database {door}", reason=db.reason(error), seconds=round(now - self._began))

    def passed(self, door: str) -> None:
        """Over once every door that was closed is open."""
        if door not in self._closed:
            return
        now = time.monotonic()
        with self._lock:
            self._closed.discard(door)
            if not self._closed and self._said:
                self._silent_until = now + SILENCE
                log.warning("the database is back", seconds=round(now - self._began))
