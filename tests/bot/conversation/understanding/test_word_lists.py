"""The lists of words themselves: of a phrase that stands twice only one weight would ever be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from bot.conversation.understanding import category_words, danger_words, harm_words


def twice(phrases: Iterable[str]) -> list[str]:
    return [phrase for phrase, times in Counter(phrases).items() if times > 1]


@pytest.mark.parametrize("kind", category_words.CATEGORIES)
def test_no_phrase_of_a_kind_stands_twice(kind: str) -> None:
    assert twice(phrase for phrase, _ in category_words.CATEGORIES[kind]) == []


def test_no_sign_of_danger_stands_twice() -> None:
    assert twice(phrase for phrase, _ in (*danger_words.DANGER, *danger_words.HINTS)) == []
    assert twice(harm_words.SEXUAL_OR_CHILD) == []
    assert twice(danger_words.HARMLESS) == []
