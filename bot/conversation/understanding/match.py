"""Finding phrases of a lexicon among words: one dict probe per word, longest phrase first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.conversation.understanding.words import Words, split


@dataclass(frozen=True, slots=True)
class Hit:
    value: Any
    start: int
    end: int  # behind the last word
    words: tuple[str, ...]  # as the person wrote them


class Phrases:
    """Built once from (phrase, value) pairs. A phrase may hold `*` for one or two words in between."""

    def __init__(self, entries: Iterable[tuple[str, Any]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in entries:
            parts = tuple("*" if part == "*" else split(part).plain[0] for part in phrase.split())
            self._by_first.setdefault(parts[0], []).append((parts, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, words: Words) -> Iterator[Hit]:
        """Every hit, of the word as written or of its stem; a longer phrase hides shorter ones in it."""
        by_first, plain, stems = self._by_first, words.plain, words.stems
        covered = 0
        for place, word in enumerate(plain):
            options = by_first.get(word) or by_first.get(stems[place])
            if not options or place < covered:
                continue
            for parts, value in options:
                end = _fits(parts, plain, stems, place)
                if end:
                    covered = end
                    yield Hit(value, place, end, words.shown[place:end])
                    break


def _fits(parts: tuple[str, ...], plain: tuple[str, ...], stems: tuple[str, ...], place: int) -> int:
    """The place behind the phrase when it stands here, else 0."""
    for index, part in enumerate(parts):
        if part == "*":
            rest = parts[index + 1 :]
            return next((end for skip in (0, 1, 2) if (end := _fits(rest, plain, stems, place + skip))), 0)
        if place >= len(plain) or (plain[place] != part and stems[place] != part):
            return 0
        place += 1
    return place
