"""What the words of a message say together, where no phrase of the lexicon says it: danger, and the kind of report.

Every word has points for a thing or against it; `points.tsv` holds them, learned from `tests/messages`. Points are
tenths of the logarithm of odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from pathlib import Path

from bot.conversation.understanding.words import Words

FILE = Path(__file__).with_name("points.tsv")  # a line: danger or a kind, points, the words that have so many
ASKS, OVER, BEGIN = "?", "<", "^"  # what no word says: a question, a time that lies well back; and any message
DANGER = "danger"
CAUSES = 3  # words that are named
TENTHS = 10
FEW = 8  # words: each weighs too much among so few, and a phrase says all there is
LONG, END = 60, 12  # words; of a longer story the end is looked at by itself as well, for all before it may be calm


def _loaded() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in FILE.read_text().splitlines():
        of, points, words = line.split("\t")
        found.setdefault(of, {}).update(dict.fromkeys(words.split(), int(points)))
    return found


_KINDS = _loaded()
_DANGER = _KINDS.pop(DANGER)
_BEGIN = {kind: points[BEGIN] for kind, points in _KINDS.items()}
_OF_KINDS = {  # word -> kinds and points
    word: tuple((kind, points[word]) for kind, points in _KINDS.items() if word in points)
    for word in {word for points in _KINDS.values() for word in points}
}


def signs(words: Words, *, over: bool) -> set[str]:
    """What a message may get points for."""
    return {stem for stem in words.stems if len(stem) > 1 and stem.isalpha()} | _said_by_no_word(words, over=over)


def _said_by_no_word(words: Words, *, over: bool) -> set[str]:
    return {sign for sign, stands in ((ASKS, words.question), (OVER, over)) if stands}


def danger(words: Words, *, over: bool) -> int:
    said = _said_by_no_word(words, over=over)
    sum_ = _sum(said.union(words.stems))
    return max(sum_, _sum(said.union(words.stems[-END:]))) if len(words.stems) > LONG else sum_


def _sum(said: set[str]) -> int:
    get = _DANGER.get
    return _DANGER[BEGIN] + sum([get(sign, 0) for sign in said])


def kinds(words: Words, said: Mapping[str, int]) -> dict[str, float]:
    """How likely each kind is, from 0 to 1; all together are 1. said: points that phrases give."""
    sums = _BEGIN | {kind: _BEGIN[kind] + points for kind, points in said.items()}
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
