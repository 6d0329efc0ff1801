"""Learns from the messages of this folder how much each word says of danger that is going on.

    python -m tests.messages.learning

writes bot/conversation/understanding/danger_points.py. A line of a message file is urgency, kind, place and text, with
tabs between. Urgency: `now`, `ask` (one question would be right) or `no`. Nothing is learned from `unseen_*.tsv`.

It is a logistic regression: the points of a message's words add up to tenths of the logarithm of the odds that
somebody is in danger. Words that say little get none.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.messages import Message, read, written

TARGET = Path(__file__).parents[2] / "bot" / "conversation" / "understanding" / "danger_points.py"
SCARCE, VOICES = 4, 2  # a word that is in fewer messages, or in the messages of fewer files, tells of its author
WEIGHTS = {"now": 1.0, "ask": 0.3, "no": 1.0}
FEW, SMALL = 0.3, 1.5  # how much it costs that a word has points at all, and that it has many
ROUNDS = 25
Row = tuple[list[int], float, float]  # words, 1 for danger, how much the message counts


def main() -> None:
    begin, points = learned()
    TARGET.write_text(shown(begin, points))
    print(f"{sum(map(bool, points.values()))} of {len(points)} words have points.")


def learned() -> tuple[int, dict[str, int]]:
    """What every message begins with, and the points of each word."""
    vocabulary, rows = known(written())
    bias, weights = fit(rows, len(vocabulary))
    return round(10 * bias), {word: round(10 * weight) for word, weight in zip(vocabulary, weights, strict=True)}


def known(messages: Iterable[Message]) -> tuple[list[str], list[Row]]:
    heard = [(message, read(message)) for message in messages]
    counted: Counter[str] = Counter()
    voices: dict[str, set[str]] = defaultdict(set)
    for message, words in heard:
        counted.update(words)
        for word in words:
            voices[word].add(message.source)
    vocabulary = sorted(w for w, count in counted.items() if count >= SCARCE and len(voices[w]) >= VOICES)
    place = {word: at for at, word in enumerate(vocabulary)}
    return vocabulary, [
        (sorted(place[w] for w in words if w in place), float(m.urgency == "now"), WEIGHTS[m.urgency])
        for m, words in heard
    ]


def fit(rows: list[Row], width: int) -> tuple[float, list[float]]:
    """One weight after the other is moved to where it is best while the others stand: always the same result."""
    holding: list[list[int]] = [[] for _ in range(width)]
    for at, (words, _, _) in enumerate(rows):
        for word in words:
            holding[word].append(at)
    weights, totals = [0.0] * width, [0.0] * len(rows)
    bias = 0.0
    for _ in range(ROUNDS):
        move = _best(rows, totals, range(len(rows)), bias, few=0.0, small=0.0) - bias
        bias += move
        totals = [total + move for total in totals]
        for word, there in enumerate(holding):
            move = _best(rows, totals, there, weights[word], few=FEW, small=SMALL) - weights[word]
            if move:
                weights[word] += move
                for at in there:
                    totals[at] += move
    return bias, weights


def _best(
    rows: list[Row], totals: list[float], there: Sequence[int], weight: float, *, few: float, small: float
) -> float:
    """One step of Newton's, held to one; towards nothing by `few`."""
    slope, bend = small * weight, small + 1e-6
    for at in there:
        _, wanted, counts = rows[at]
        chance = 1 / (1 + math.exp(-totals[at]))
        slope += counts * (chance - wanted)
        bend += counts * chance * (1 - chance)
    best = weight - max(-1.0, min(1.0, slope / bend))
    return math.copysign(max(0.0, abs(best) - few / bend), best)


def shown(begin: int, points: dict[str, int]) -> str:
    by_points: dict[int, list[str]] = defaultdict(list)
    for word, number in points.items():
        if number:
            by_points[number].append(word)
    lines = [f"    {number}: (\n{_wrapped(by_points[number])}    ),\n" for number in sorted(by_points, reverse=True)]
    return (
        '"""Points of words for danger that goes on now: tenths of a logarithm of odds, of stems. `?` stands for a\n'
        "question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.\n"
        '"""\n\n'
        f"BEGIN = {begin}\nPOINTS: dict[int, str] = {{\n{''.join(lines)}}}  # fmt: skip\n"
    )


def _wrapped(words: list[str]) -> str:
    return "".join(f'        "{line} "\n' for line in textwrap.wrap(" ".join(words), 106))


if __name__ == "__main__":
    main()
