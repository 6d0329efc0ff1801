"""Learns from the messages of this folder how much each word says of danger that is going on, and of each kind.

    python -m tests.messages.learning

writes points.tsv of bot/conversation/understanding. A line of a message file is urgency, kind, place and text, with
tabs between. Urgency: `now`, `ask` (one question would be right) or `no`. Nothing is learned from `unseen_*.tsv`.

It is a logistic regression: the points of a message's words add up to tenths of the logarithm of the odds. Words that
say little get none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from bot.conversation.understanding.points import BEGIN, DANGER, FILE, TENTHS
from core import terms
from tests.messages import Message, read, written

SCARCE, VOICES = 4, 2  # a word that is in fewer messages, or in the messages of fewer files, tells of its author
ROUNDS = 25
Row = tuple[list[int], float, float]  # words, 1 for what is looked for, how much the message counts
URGENCY = {"now": (1.0, 1.0), "ask": (0.0, 0.3), "no": (0.0, 1.0)}


class Cost(NamedTuple):
    few: float  # of a word's having points at all
    small: float  # of its having many
    step: int  # points are given in such steps: the few rough ones are easier to read


OF_DANGER, OF_KIND = Cost(0.3, 0.7, 1), Cost(0.4, 0.6, 4)


def main() -> None:
    FILE.write_text(danger() + "".join(kind(name) for name in terms.CATEGORIES))


def danger() -> str:
    return shown(DANGER, learned(lambda message: URGENCY[message.urgency], OF_DANGER))


def kind(name: str) -> str:
    return shown(name, learned(lambda message: (float(message.kind == name), 1.0), OF_KIND))


def learned(wanted: Callable[[Message], tuple[float, float]], cost: Cost) -> dict[str, int]:
    """The points of each word, and those that every message begins with."""
    vocabulary, messages = known()
    bias, weights = fit([(words, *wanted(message)) for message, words in messages], len(vocabulary), cost)
    steps = {word: round(TENTHS * weight / cost.step) for word, weight in zip(vocabulary, weights, strict=True)}
    return {BEGIN: round(TENTHS * bias)} | {word: number * cost.step for word, number in steps.items() if number}


@cache
def known() -> tuple[list[str], list[tuple[Message, list[int]]]]:
    heard = [(message, read(message)) for message in written()]
    counted: Counter[str] = Counter()
    voices: dict[str, set[str]] = defaultdict(set)
    for message, words in heard:
        counted.update(words)
        for word in words:
            voices[word].add(message.source)
    vocabulary = sorted(w for w, count in counted.items() if count >= SCARCE and len(voices[w]) >= VOICES)
    place = {word: at for at, word in enumerate(vocabulary)}
    return vocabulary, [(message, sorted(place[w] for w in words if w in place)) for message, words in heard]


def fit(rows: list[Row], width: int, cost: Cost) -> tuple[float, list[float]]:
    """One weight after the other is moved to where it is best while the others stand: always the same result."""
    holding: list[list[int]] = [[] for _ in range(width)]
    for at, (words, _, _) in enumerate(rows):
        for word in words:
            holding[word].append(at)
    weights, totals = [0.0] * width, [0.0] * len(rows)
    bias = 0.0
    for _ in range(ROUNDS):
        move = _best(rows, totals, range(len(rows)), bias, Cost(0.0, 0.0, 1)) - bias
        bias += move
        totals = [total + move for total in totals]
        for word, there in enumerate(holding):
            move = _best(rows, totals, there, weights[word], cost) - weights[word]
            if move:
                weights[word] += move
                for at in there:
                    totals[at] += move
    return bias, weights


def _best(rows: list[Row], totals: list[float], there: Sequence[int], weight: float, cost: Cost) -> float:
    """One step of Newton's, held to one, and then towards nothing."""
    slope, bend = cost.small * weight, cost.small + 1e-6
    for at in there:
        _, wanted, counts = rows[at]
        chance = 1 / (1 + math.exp(-totals[at]))
        slope += counts * (chance - wanted)
        bend += counts * chance * (1 - chance)
    best = weight - max(-1.0, min(1.0, slope / bend))
    return math.copysign(max(0.0, abs(best) - cost.few / bend), best)


def shown(of: str, points: dict[str, int]) -> str:
    """A line for each number of points."""
    by_points: dict[int, list[str]] = defaultdict(list)
    for word, number in points.items():
        by_points[number].append(word)
    return "".join(f"{of}\t{number}\t{' '.join(by_points[number])}\n" for number in sorted(by_points, reverse=True))


if __name__ == "__main__":
    main()
