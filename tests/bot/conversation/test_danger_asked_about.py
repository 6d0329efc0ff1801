"""R1 answered in free words: a grave sign of danger is a yes, fear is asked about once more."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

OUTSIDE = "ada orang berdiri di luar pintu kamar kos saya"


@pytest.mark.parametrize("words", ["pintu digedor", "jgn telp", "gedor2 pintu", "dia pegang pisau dapur", "sembunyi"])
def test_a_further_sign_of_danger_rings(words: str) -> None:
    chat = Chat().says(OUTSIDE).pauses().sees("Apakah ").says(words).sees("110", "Tak bisa bicara")
    assert chat.report.view.priority == 1
    assert words in chat.report.draft.text


@pytest.mark.parametrize(
    "words",
    [
        "tidak ada yang luka",
        "sudah pergi, tapi saya takut",
        "tadi pagi pintu digedor",
        "pak saya takut",
        "belum telepon polisi",
    ],
)
def test_what_is_denied_or_over_does_not(words: str) -> None:
    chat = Chat().says(OUTSIDE).pauses().says(words).pauses().sees_no("TELEPON 110")
    assert chat.reports == []
