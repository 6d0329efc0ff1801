"""Pictures and voices before words: words are waited for, and a voice that told all is not asked for its kind."""

from __future__ import annotations

import pytest

from bot.messages import Point
from tests.bot.conversation.chat import Chat

WORDS = {"id": "apa yang terjadi?", "en": "what happened?"}
KINDS = {"id": "Ini tentang apa?", "en": "What is this about?"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_pictures_alone_are_asked_for_words(language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language()
    for _ in range(3):
        chat.sends(photos=1).pauses().sees(WORDS[language]).sees_no(KINDS[language])
    chat.says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan" if language == "id" else "Send report")
    assert chat.report.draft.media == ("photo",) * 3


def test_whoever_writes_no_word_at_all_can_go_on() -> None:
    chat = Chat()
    for _ in range(4):
        chat.sends(photos=1).pauses()
    chat.sees(KINDS["id"])
    Chat().sends(photos=1).pauses().says("LEWATI").sees(KINDS["id"])


def test_a_place_after_a_picture_is_no_story_either() -> None:
    Chat().sends(photos=1).pauses().sends(pin=Point(-6.17, 106.83)).pauses().sees("Apa yang terjadi di sana?")


def test_what_was_told_in_a_voice_message_is_not_asked_for_its_kind() -> None:
    chat = Chat().has_chosen_a_language().sends(voice=True).pauses().taps("Tidak")
    chat.says("itu udah saya ceritain di rekaman").pauses()
    chat.sees("Di mana").sees_no(KINDS["id"]).says("di Pasar Baru").pauses()
    chat.sees("Lainnya / tidak yakin (cek)", "1 suara").taps("Kirim laporan")
    assert chat.report.draft.category == ""
