"""The progress of a report, drawn as a bridge: what is done is solid, what is to come is hatched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from bot.conversation.wording import STATUSES
from core.tracking import Progress

WIDTH, DECK, ARCH, FOOT = 1000, 18, 36, 78  # units of the drawing
WAY = ("received", "checking", "handling", "finished")

State = Literal["done", "now", "asked", "to_come"]


@dataclass(frozen=True, slots=True)
class Step:
    word: str
    state: State
    at: datetime | None
    x: int


@dataclass(frozen=True, slots=True)
class Bay:
    path: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    now: str
    steps: tuple[Step, ...]
    bays: tuple[Bay, ...]


def steps(progress: Progress) -> Bridge:
    times, status = dict(progress.times), progress.status
    way = [
        name for name in WAY if status != "finished" or name in times
    ]  # a status that was skipped is not shown as done
    if status == "need_info":
        way.insert(way.index("handling" if "handling" in times else "checking") + 1, "need_info")
    current = way.index(status)
    found = tuple(
        Step(STATUSES[name], _state(at, current, status), times.get(name) if at <= current else None, _x(at, len(way)))
        for at, name in enumerate(way)
    )
    bays = tuple(Bay(_bay(a.x, b.x), at < current) for at, (a, b) in enumerate(pairwise(found)))
    return Bridge(STATUSES[status], found, bays)


def _state(at: int, current: int, status: str) -> State:
    if at == current and status != "finished":
        return "asked" if status == "need_info" else "now"
    return "done" if at <= current else "to_come"


def _x(at: int, count: int) -> int:
    return round((at + 0.5) * WIDTH / count)


def _bay(left: int, right: int) -> str:
    """Deck, a pier at each end, and the arch cut out between them."""
    middle, reach = (left + right) // 2, (right - left) // 4
    return (
        f"M{left} {DECK}H{right}V{FOOT}H{right - 12}C{right - 16} {FOOT - 26} {middle + reach} {ARCH} {middle} {ARCH}"
        f"C{middle - reach} {ARCH} {left + 16} {FOOT - 26} {left + 12} {FOOT}H{left}Z"
    )
