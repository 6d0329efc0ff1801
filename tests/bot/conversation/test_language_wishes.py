"""Another language, wished for in a sentence: taken at once, and nothing of it stands in the report."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import at

TO_ENGLISH = ("sorry i dont speak indonesian well, can you repeat in english?", "can we speak english please?",
              "Do you speak English?", "I don't understand, please use English", "english, not indonesian please",
              "bisa pakai bahasa inggris?", "saya gak ngerti bahasa indonesia")  # fmt: skip
TO_INDONESIAN = ("balik ke bahasa indonesia aja", "pake bahasa indonesia aja ya pak", "sorry I can't speak english",
                 "saya tidak bisa bahasa inggris", "can you use indonesian?")  # fmt: skip


def in_draft(chat: Chat) -> tuple[str, str]:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft.place, chat.state.draft.text


@pytest.mark.parametrize("words", TO_ENGLISH)
def test_the_question_is_repeated_in_english(words: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(words)
    chat.sees("All right, we will use English.", "Where did it happen?")
    assert in_draft(chat.pauses()) == ("", "motor saya dicuri")


@pytest.mark.parametrize("words", TO_INDONESIAN)
def test_the_question_is_repeated_in_indonesian(words: str) -> None:
    chat = Chat(language="en").says("my bike was stolen").pauses().says(words)
    chat.sees("Baik, kita pakai bahasa Indonesia.", "Di mana kejadiannya?")
    assert in_draft(chat.pauses()) == ("", "my bike was stolen")


def test_the_card_is_shown_again() -> None:
    chat = at("review/card").says("can we speak english please?").sees("All right", "This is your report", "Pasar Baru")
    chat.says("balik ke bahasa indonesia aja").sees("Baik, kita pakai", "Ini laporan Anda").sees_no("english", "balik")


@pytest.mark.parametrize("words", ["guru bahasa inggris di SD Melati", "in Indonesia", "dia ngomong bahasa inggris"])
def test_what_only_names_a_language_is_no_wish(words: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(words).pauses()
    chat.sees_no("kita pakai", "we will use")
    assert words in chat.house.texts.values()


def test_an_officer_who_talks_here_reads_the_wish() -> None:
    chat = at("officer/talking").says("can we speak english please?").sees("All right, we will use English.")
    assert chat.house.texts[chat.report.messages[-1]] == "can we speak english please?"
    assert (chat.state.flow, chat.state.step) == ("officer", "talking")
