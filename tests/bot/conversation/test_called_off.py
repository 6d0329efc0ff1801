"""Whoever says at the card that it came to nothing is asked whether the draft goes, and not told to send it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


@pytest.mark.parametrize(
    "text", ["ga jadi deh pak, ketemu di tas", "maaf pak tidak jadi, sudah ketemu", "gajadi hpnya ada"]
)
def test_it_is_asked_about(text: str) -> None:
    chat = Chat().says("hp saya dicopet di Pasar Baru").pauses().sees("Ini laporan Anda").says(text).pauses()
    chat.sees("Hapus draf ini?").taps("Lanjutkan").sees("Ini laporan Anda", text[:20])
    chat.says("BATAL").taps("Hapus").sees("Draf sudah dihapus.")
    assert chat.reports == []


@pytest.mark.parametrize("text", ["nevermind i found it", "forget it, my brother has it", "cancel my report please"])
def test_it_is_asked_about_in_english(text: str) -> None:
    chat = Chat(language="en").says("my phone was stolen at Pasar Baru").pauses().sees("Is it right?").says(text)
    chat.sees("Delete this draft?").taps("Delete").sees("The draft is deleted.")
