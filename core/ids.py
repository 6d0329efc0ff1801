"""Ids of messages: unguessable (they stand in callback addresses), sorted by time within a process."""

from __future__ import annotations

import os
import secrets
import threading

from core import clock

_lock = threading.Lock()
_last = 0


def new_number() -> int:
    """A number of 63 bits that grows with time: milliseconds, a counter, 9 random bits.

    People who write at the same time lie side by side in every index: at random, each would cost a page of its own.
    """
    return _tick() << 9 | secrets.randbits(9)


def new_id() -> str:
    """32 hexadecimal digits in the shape of UUID version 7: milliseconds, a counter, 62 random bits."""
    tick = _tick()
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return f"{tick >> 12:012x}7{tick & 0xFFF:03x}{0x8 << 60 | random:016x}"


def _tick() -> int:
    """Milliseconds since 1970 and 12 more bits; each is larger than all that this process had before."""
    global _last  # noqa: PLW0603 - the counter that keeps one process's ids in order
    with _lock:
        _last = max(int(clock.now().timestamp() * 1000) << 12, _last + 1)
        return _last
