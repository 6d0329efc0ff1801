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
TENTHS = 10  # points of one natural logarithm of odds


def _of(points: Mapping[int, str]) -> dict[str, int]:
    return {sign: number for number, signs in points.items() for sign in signs.split()}


_DANGER = _of(danger_points.POINTS)
_KINDS = {kind: _of(points) for kind, points in kind_points.POINTS.items()}
_OF_KINDS = {  # word -> what it gives to each kind
    word: tuple((kind, points[word]) for kind, points in _KINDS.items() if word in points)
    for word in {word for points in _KINDS.values() for word in points}
}


def signs(words: Words, *, over: bool) -> set[str]:
    """What a message gets points for."""
    found = {stem for stem in words.stems if len(stem) > 1 and stem.isalpha()}
    if words.question:
        found.add(ASKS)
    if over:
        found.add(OVER)
    return found


def danger(words: Words, *, over: bool) -> int:
    return danger_points.BEGIN + sum([_DANGER.get(sign, 0) for sign in signs(words, over=over)])


def kinds(words: Words) -> dict[str, float]:
    """How likely each kind is, from 0 to 1; all together are 1."""
    sums = dict(kind_points.BEGIN)
    for stem in set(words.stems):
        for kind, points in _OF_KINDS.get(stem, ()):
            sums[kind] += points
    odds = {kind: exp(points / TENTHS) for kind, points in sums.items()}
    total = sum(odds.values())
    return {kind: odd / total for kind, odd in odds.items()}


def loudest(words: Words, kind: str = "") -> tuple[str, ...]:
    """The words that say most for the kind, or for danger, as they were written, in their order."""
    points = _KINDS[kind] if kind else _DANGER
    said = {stem: place for place, stem in enumerate(words.stems) if points.get(stem, 0) > 0}
    first = sorted(said, key=lambda stem: -points[stem])[:CAUSES]
    return tuple(words.shown[place] for place in sorted(said[stem] for stem in first))
