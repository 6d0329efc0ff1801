"""Thanks are answered, and asked nothing about."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

SENT = "motor saya dicuri di Pasar Baru"


@pytest.mark.parametrize(
    "text",
    [
        "terima kasih banyak atas bantuannya semoga sehat selalu",
        "makasih pak polisi motor saya udah ketemu, mantap",
        "mantap makasih",
        "thank you so much for your help",
        "mau bilang makasih buat pak polisi yang kemarin bantu saya di jalan",
        "I just want to say thank you to the officer from yesterday",
    ],
)
def test_thanks_without_a_report(text: str) -> None:
    chat = Chat().has_chosen_a_language().says(text).pauses()
    assert chat.text in {"Sama-sama.", "You are welcome."}
    assert chat.state.draft is None


@pytest.mark.parametrize(
    "text",
    [
        "makasih, hp saya hilang",
        "mau bilang makasih tapi motor saya dicuri lagi",
        "terima kasih pak, suami saya pukul saya",
    ],
)
def test_what_tells_more_is_heard(text: str) -> None:
    chat = Chat().says(text).pauses()
    assert chat.state.draft is not None


def test_after_a_report_was_sent_what_was_found_is_added_to_it() -> None:
    chat = Chat().says(SENT).pauses().taps("Kirim laporan").passes(7200)
    chat.says("makasih motor saya sudah ketemu").pauses().sees("Syukurlah")
    chat.says("mantap makasih").pauses().sees("Sama-sama")


@pytest.mark.parametrize("text", ["mantap makasih", "terima kasih banyak pak semoga sehat selalu"])
def test_thanks_reopen_no_report(text: str) -> None:
    chat = Chat().says(SENT).pauses().taps("Kirim laporan")
    chat.house.status(chat.code, "finished")
    chat.passes(7200).says(text).pauses().sees("Sama-sama")
    assert chat.report.view.status == "finished"
