"""Ids of messages: unguessable (they stand in callback addresses), sorted by time within a process."""

from __future__ import annotations

import os
import secrets
import threading
from datetime import datetime

from core import clock

_lock = threading.Lock()
_last = 0


def new_number() -> int:
    """A random positive number of 62 bits, for a contact. It holds no time: when a contact first wrote could link it to
    its anonymous report (core.anonymity)."""
    return secrets.randbits(62) | 1


def new_id() -> str:
    """32 hexadecimal digits in the shape of UUID version 7: milliseconds, a counter, 62 random bits."""
    tick = _tick()
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return f"{tick >> 12:012x}7{tick & 0xFFF:03x}{0x8 << 60 | random:016x}"


def first_of(at: datetime) -> str:
    """A text that sorts before every id that `new_id` makes at this time or later."""
    return f"{int(at.timestamp() * 1000):012x}"


def _tick() -> int:
    """Milliseconds since 1970 and 12 more bits; always larger than the one before in this process."""
    global _last  # noqa: PLW0603 - the counter that keeps one process's ids in order
    with _lock:
        _last = max(int(clock.now().timestamp() * 1000) << 12, _last + 1)
        return _last
