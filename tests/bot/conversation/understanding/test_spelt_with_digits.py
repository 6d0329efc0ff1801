"""Letters written as digits, prefixes cut short, words doubled, and further words of the regions."""

from __future__ import annotations

import pytest

from bot.conversation.understanding.words import split
from tests.bot.conversation.understanding.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "keb4karan!! rmh pak rt",
        "k3bakaran rumah nenek",
        "di tod0ng piso",
        "gw dtodong",
        "t0l0ng d4ng3r dia bawa p1sau",
        "tetangga bacok2an",
        "wong gendeng nggowo bendo nang pasar",
        "aya jalma mawa bedog ngudag-ngudag warga di lembur",
        "rumah urang tabaka",
        "malinge isih ning njero omah pak",
    ],
)
def test_it_rings(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "emergency"


@pytest.mark.parametrize(("text", "kind"), [("r4mpok masuk ind0maret", "theft"), ("sepeda onthel kulo ical", "theft")])
def test_the_kind_is_read(text: str, kind: str) -> None:
    found = read(text).category
    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize("word", ["b3421kjl", "jl4", "rt04", "no3", "2jt", "j4ya", "ps5", "covid19", "a1", "mp3"])
def test_what_is_no_word_with_digits_stays(word: str) -> None:
    assert split(word).plain == (word,)
