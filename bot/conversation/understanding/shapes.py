"""What can be read out of a message. Each guess names the words that caused it and can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Guess:
    value: str
    words: tuple[str, ...]
    sure: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class WhenGuess:
    start: datetime  # aware, UTC
    precision: Literal["minute", "hour", "part", "day"]
    words: tuple[str, ...]
    sure: float
    future: bool


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    name: str
    lat: float | None
    lon: float | None
    words: tuple[str, ...]
    sure: float


class Understanding(NamedTuple):
    """Made for every message: as a tuple in a third of the time of a frozen dataclass."""

    urgent: Guess | None = None  # "emergency": act at once; "danger_hint": ask
    sexual_or_child: Guess | None = None
    category: Guess | None = None
    others: tuple[Guess, ...] = ()
    places: tuple[PlaceGuess, ...] = ()
    when: WhenGuess | None = None
    language: str | None = None
    fluent: bool = False  # a whole sentence of that language, without a word of the other
    incident: bool = False
    greeting: bool = False
    code: str | None = None
    first_person_danger: bool = False
    self_harm: bool = False  # the writer may want to die
    child: bool = False  # the writer says to be one
