"""Messages as people may send them, written for this purpose, and what is right to make of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.conversation.understanding import OVER, when
from bot.conversation.understanding.points import signs
from bot.conversation.understanding.words import split

NOW = datetime(2026, 3, 11, 14, 0, tzinfo=UTC)


class Message(NamedTuple):
    source: str
    urgency: str  # now, ask, no
    kind: str
    place: str
    text: str


def written(pattern: str = "[!u]*.tsv") -> Iterator[Message]:
    for file in sorted(Path(__file__).parent.glob(pattern)):
        for line in file.read_text().splitlines():
            yield Message(file.stem, *line.split("\t"))


def read(message: Message) -> set[str]:
    told = when(message.text, now=NOW, zone=UTC)
    return signs(split(message.text), over=told is not None and NOW - told.start > OVER)
