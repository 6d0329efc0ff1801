"""R1 answered in free words: a grave sign of danger is a yes, fear is asked about once more."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

OUTSIDE = "ada orang mondar mandir di depan rumah saya"


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


def test_who_is_all_right_after_a_theft_of_this_morning_rings_nobody() -> None:
    chat = Chat(language="en").has_chosen_a_language()
    chat.says(
        "Good morning dear, this morning around 8 when I came from the market at Pasar Baru two boys on a black "
        "motorbike snatched my handbag with my purse and my pills, I fell but I am all right, only a scratch, please "
        "help, God bless"
    ).pauses()
    assert (chat.reports, chat.state.flow) == ([], "report")
