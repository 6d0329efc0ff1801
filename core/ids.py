"""Ids of messages: unguessable (they stand in callback addresses), sorted by time within a process."""

from __future__ import annotations

import secrets
import threading

from core import clock

_lock = threading.Lock()
_last = 0


def new_number() -> int:
    """A random positive number of 62 bits."""
    return secrets.randbits(62) | 1


def new_id() -> str:
    """32 hexadecimal digits in the shape of UUID version 7: milliseconds, a counter, 62 random bits."""
    global _last  # noqa: PLW0603 - the counter that keeps one process's ids in order
    stamp = int(clock.now().timestamp() * 1000) << 12
    with _lock:
        _last = max(stamp, _last + 1)
        milliseconds, counter = _last >> 12, _last & 0xFFF
    return f"{milliseconds:012x}7{counter:03x}{0x8 << 60 | secrets.randbits(62):016x}"
