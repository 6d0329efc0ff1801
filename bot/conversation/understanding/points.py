"""Danger by the sum of what its words say, for what no phrase of the lexicon says.

Every word has points for danger that goes on now, or against it; `danger_points.py` holds them.
"""

from __future__ import annotations

from bot.conversation.understanding import danger_points
from bot.conversation.understanding.words import Words

ASKS, OVER = "?", "<"  # what no word says: a question mark, and a time that lies well back
CAUSES = 3  # words that are named

_OF = {sign: points for points, signs in danger_points.POINTS.items() for sign in signs.split()}


def signs(words: Words, *, over: bool) -> set[str]:
    """What a message gets points for."""
    found = {stem for stem in words.stems if len(stem) > 1 and stem.isalpha()}
    if words.question:
        found.add(ASKS)
    if over:
        found.add(OVER)
    return found


def weigh(words: Words, *, over: bool) -> int:
    return danger_points.BEGIN + sum([_OF.get(sign, 0) for sign in signs(words, over=over)])


def loudest(words: Words) -> tuple[str, ...]:
    """The words that say most for danger, as they were written, in their order."""
    said = {stem: place for place, stem in enumerate(words.stems) if _OF.get(stem, 0) > 0}
    first = sorted(said, key=lambda stem: -_OF[stem])[:CAUSES]
    return tuple(words.shown[place] for place in sorted(said[stem] for stem in first))
