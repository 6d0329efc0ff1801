"""How the name is treated is asked of whoever speaks of it, and chosen by nobody else."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT

ANONYMOUS = {"id": "Anonim penuh", "en": "Fully anonymous"}
SEND = {"id": "Kirim laporan", "en": "Send report"}


@pytest.mark.parametrize("change", [False, True])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "saya mau anonim"),
        ("id", "bisa anonim ga pak?"),
        ("id", "jangan sebut nama saya ya"),
        ("en", "can I be anonymous?"),
        ("en", "nobody can know it was me"),
        ("en", "make it anonymous"),
    ],
)
def test_who_speaks_of_it_at_the_card_is_asked(language: str, words: str, *, change: bool) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses()
    if change:
        chat.tap(1)
    chat.says(words).pauses().sees(f"{ANONYMOUS[language]}: ").taps(ANONYMOUS[language]).sees(THEFT).sees_no(words)
    chat.taps(SEND[language])
    assert (chat.report.anonymous, len(chat.report.messages)) == (True, 2)


@pytest.mark.parametrize(
    "words",
    ["kalau anonim saya masih bisa dapat kabar?", "apa bedanya", "takut ketahuan pak", "bisa dihubungi gimana?"],
)
def test_nothing_is_chosen_for_who_asks_about_it(words: str) -> None:
    chat = Chat().says(THEFT).pauses().taps("Ubah").taps("Nama")
    for _ in range(3):
        chat.says(words).pauses().sees("kabar hanya dengan kode dan PIN").sees_no("Ini laporan Anda")
    chat.sees("atau tulis LEWATI").says("saya mau anonim").sees("Ini laporan Anda", "anonim penuh").sees_no(words)


def test_who_leaves_it_is_not_asked_for_ever() -> None:
    chat = Chat().says(THEFT).pauses().says("jangan sebut nama saya ya").says("LEWATI")
    chat.sees("Ini laporan Anda", "dirahasiakan")
