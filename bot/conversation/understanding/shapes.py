"""What can be read out of a message. Each guess names the words that caused it and can be edited.

Tuples, as in bot.messages: they are made for every message."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple


class Guess(NamedTuple):
    value: str
    words: tuple[str, ...]
    sure: float  # 0 to 1


class WhenGuess(NamedTuple):
    start: datetime  # aware, UTC
    precision: Literal["minute", "hour", "part", "day"]
    words: tuple[str, ...]
    sure: float
    future: bool


class PlaceGuess(NamedTuple):
    name: str
    lat: float | None
    lon: float | None
    words: tuple[str, ...]
    sure: float


class Understanding(NamedTuple):
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
    code: str | None = None  # as it was written where its check symbol is wrong: then it is no report's
    first_person_danger: bool = False
    first_person_harm: bool = False  # what is told in `sexual_or_child` happened to the writer or their own
    rumour: bool = False  # asks whether a piece of news about others is true, and tells of nothing
    rumour_of_harm: bool = False  # ... of sexual harm, or about a child
    self_harm: bool = False  # the writer may want to die
    secrecy: bool = False  # the writer fears that somebody learns who told
    hurries: bool = False  # nothing in it tells of danger but the wish that it goes fast
    child: bool = False  # the writer says to be one
    asked: tuple[str, ...] = ()  # what many ask, and nothing else (usual_questions.py)

    @property
    def is_emergency(self) -> bool:
        return self.urgent is not None and self.urgent.value == "emergency"
