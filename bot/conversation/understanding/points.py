"""What the words of a message say together, where no phrase of the lexicon says it: danger, and the kind of report.

Every word has points for a thing or against it; `danger_points.py` and `kind_points.py` hold them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from bot.conversation.understanding import danger_points, kind_points
from bot.conversation.understanding.words import Words

ASKS, OVER = "?", "<"  # what no word says: a question mark, and a time that lies well back
CAUSES = 3  # words that are named
TOPIC = 16  # points of a word that speaks for a kind by itself
TENTHS = 10  # points of one natural logarithm of odds


def _of(points: Mapping[int, str]) -> dict[str, int]:
    return {sign: number for number, signs in points.items() for sign in signs.split()}


_DANGER = _of(danger_points.POINTS)
_KINDS = {kind: _of(points) for kind, points in kind_points.POINTS.items()}
_NAMES, _BEGIN = tuple(kind_points.BEGIN), tuple(kind_points.BEGIN.values())
_OF_KINDS = {  # word -> (place of a kind in _NAMES, points)
    word: tuple((at, _KINDS[kind][word]) for at, kind in enumerate(_NAMES) if word in _KINDS[kind])
    for word in {word for points in _KINDS.values() for word in points}
}


def signs(words: Words, *, over: bool) -> set[str]:
    """What a message may get points for."""
    return {stem for stem in words.stems if len(stem) > 1 and stem.isalpha()} | _said_by_no_word(words, over=over)


def _said_by_no_word(words: Words, *, over: bool) -> set[str]:
    return {sign for sign, stands in ((ASKS, words.question), (OVER, over)) if stands}


def danger(words: Words, *, over: bool) -> int:
    said, get = set(words.stems), _DANGER.get
    if words.question or over:
        said |= _said_by_no_word(words, over=over)
    return danger_points.BEGIN + sum([get(sign, 0) for sign in said])


def kinds(words: Words) -> dict[str, float]:
    """How likely each kind is, from 0 to 1; all together are 1."""
    sums = list(_BEGIN)
    for stem in set(words.stems):
        for at, points in _OF_KINDS.get(stem, ()):
            sums[at] += points
    odds = [exp(points / TENTHS) for points in sums]
    total = sum(odds)
    return {kind: odd / total for kind, odd in zip(_NAMES, odds, strict=True)}


def is_topic(words: Words, kind: str) -> bool:
    """Whether one of the words speaks for the kind by itself: many that hardly do are no reason."""
    points = _KINDS[kind]
    return any(points.get(stem, 0) >= TOPIC for stem in words.stems)


def loudest(words: Words, kind: str = "") -> tuple[str, ...]:
    """The words that say most for the kind, or for danger, as they were written, in their order."""
    points = _KINDS[kind] if kind else _DANGER
    said = {stem: place for place, stem in enumerate(words.stems) if points.get(stem, 0) > 0}
    first = sorted(said, key=lambda stem: -points[stem])[:CAUSES]
    return tuple(words.shown[place] for place in sorted(said[stem] for stem in first))
