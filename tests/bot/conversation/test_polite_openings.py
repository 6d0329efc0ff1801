"""A long greeting is one, and who asks for an officer in a sentence gets one."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


@pytest.mark.parametrize(
    "text",
    [
        "Assalamualaikum pak, selamat malam, mohon maaf mengganggu",
        "selamat siang bapak polisi mohon maaf sebelumnya mengganggu waktunya",
        "permisi pak numpang ganggu",
    ],
)
def test_a_greeting_however_long_gets_the_menu(text: str) -> None:
    chat = Chat().says(text).pauses().sees("Halo, ini layanan pesan", "Lapor kejadian")
    assert chat.state.draft is None


@pytest.mark.parametrize("text", ["mohon maaf pak motor saya hilang", "permisi pak di rumah saya ada maling"])
def test_what_tells_more_is_none(text: str) -> None:
    Chat().says(text).pauses().sees_no("Halo, ini layanan pesan")


@pytest.mark.parametrize(
    "text",
    ["mau bicara sama petugas", "Bisa ngomong sama orang ga?", "pak, saya ingin bicara langsung dengan polisi",
     "can I talk to a human please", "I want to speak with an officer"],
)  # fmt: skip
def test_an_officer_is_asked_for_in_a_sentence(text: str) -> None:
    chat = Chat().has_chosen_a_language().says(text)
    assert chat.state.flow == "officer"


@pytest.mark.parametrize(
    "text", ["saya mau bicara dengan polisi soal tetangga saya yang ribut", "he talks to a person"]
)
def test_a_sentence_that_goes_on_is_content(text: str) -> None:
    assert Chat().has_chosen_a_language().says(text).pauses().state.flow != "officer"
