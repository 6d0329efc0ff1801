"""Who may want to die is asked for no kind of report, whatever they tap."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

SAID = {"id": "aku udah ga kuat, mau mati aja malam ini", "en": "I want to die tonight, I have nobody"}
TAPS = {"id": ("Salah tekan", "Sudah aman"), "en": ("Pressed by mistake", "I am safe now")}
THERE = {"id": "Anda tidak sendirian.", "en": "You are not alone."}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("safe", [False, True])
def test_afterwards_nothing_is_asked(language: str, safe: bool) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(SAID[language]).sees("110", THERE[language])
    if safe:
        chat.says("...").taps(TAPS[language][1])
    else:
        chat.taps(TAPS[language][0])
    chat.sees(THERE[language]).sees_no("?")
    chat.says("gapapa kok").pauses()
    assert "gapapa kok" in [chat.house.texts[id_] for id_ in chat.report.messages]


@pytest.mark.parametrize("text", ["ada orang mau loncat dari jembatan", "a man wants to jump, he wants to die"])
def test_who_sees_it_of_another_is_not_consoled(text: str) -> None:
    chat = Chat().has_chosen_a_language().says(text).sees("110").sees_no(*THERE.values())
    assert chat.report.view.priority == 1


@pytest.mark.parametrize(
    "text", ["dia bikin saya ingin mati saja", "mau mati aja malam ini", "pak saya mau bunuh diri"]
)
def test_who_speaks_of_themselves_is(text: str) -> None:
    Chat().says(text).sees(THERE["id"])
