"""Who says that there is something to report, and no more yet, is asked what happened."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

OPENINGS = (
    "Saya mau lapor", "mau lapor pak", "sy mau lapor", "aku mau ngelapor", "gw mau lapor", "lapor pak!",
    "pengen lapor", "halo pak, saya mau lapor", "mo lapor dong bang", "permisi mau melapor bu", "mau bikin laporan",
    "saya mau laporan pak", "ingin melaporkan sesuatu", "min mau lapor nih",
)  # fmt: skip


@pytest.mark.parametrize("words", OPENINGS)
def test_it_is_understood_as_people_say_it(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words).sees("Ceritakan apa yang terjadi")
    assert chat.state.step == "describe"


@pytest.mark.parametrize("words", ["i want to report something", "hello sir I'd like to report a crime", "report"])
def test_it_is_understood_in_english(words: str) -> None:
    Chat(language="en").has_chosen_a_language().says(words).sees("Tell us what happened")


@pytest.mark.parametrize("words", OPENINGS)
def test_it_is_no_part_of_the_description(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("MENU").tap(0).says(words).pauses().sees("Ceritakan apa yang terjadi")
    chat.says("motor saya dicuri di Pasar Baru").pauses()
    assert chat.state.draft is not None
    assert chat.state.draft.text == "motor saya dicuri di Pasar Baru"
    chat = (
        Chat().has_chosen_a_language().says("MENU").tap(0).says(words).says("motor saya dicuri di Pasar Baru").pauses()
    )
    assert chat.state.draft is not None
    assert chat.state.draft.text == "motor saya dicuri di Pasar Baru"


@pytest.mark.parametrize(
    "words", ["mau lapor motor hilang", "lapor pak motor saya dicuri", "saya mau lapor polisi nakal"]
)
def test_who_says_what_it_is_has_told_it(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words).pauses()
    assert chat.state.draft is not None
    assert chat.state.draft.text == words
