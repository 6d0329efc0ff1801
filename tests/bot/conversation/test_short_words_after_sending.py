"""A word or two after a report was sent: thanks, or somebody who wants to know whether anybody is there."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_after_sending import sent

THERE = {"id": "Ya, pesan Anda sampai di sini.", "en": "Yes, your messages arrive here."}
HARM = {"id": "saya diperkosa", "en": "I was raped"}


@pytest.mark.parametrize(("language", "words"), [("id", "kak?"), ("id", "pak?"), ("id", "min"), ("en", "sir?")])
@pytest.mark.parametrize("restricted", [True, False])
def test_whoever_calls_for_somebody_is_told_to_write_and_whom_to_call(
    language: str, words: str, *, restricted: bool
) -> None:
    if restricted:
        chat = Chat(language=language).has_chosen_a_language().says(HARM[language])
    else:
        chat = sent()
        chat.house.language = language
    chat.says(words).pauses().sees(THERE[language], "110").sees_no("Sama-sama", "welcome")
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize("words", ["baik pak", "ok", "makasih kak", "iya bu", "siap"])
def test_thanks_and_consent_are_thanked(words: str) -> None:
    sent().says(words).pauses().sees("Sama-sama")


@pytest.mark.parametrize(("words", "reopens"), [("pak?", True), ("makasih pak", False), ("ok", False), ("👍", False)])
def test_a_report_that_was_closed_is_opened_again_by_a_call_and_not_by_thanks(words: str, *, reopens: bool) -> None:
    chat = sent()
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says(words)
    assert len(chat.report.messages) == 2
    assert (chat.report.view.status == "handling") == reopens
