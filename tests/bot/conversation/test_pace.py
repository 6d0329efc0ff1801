"""A flood of messages: everything is kept, danger is heard at once, and the bot does not flood back."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import WHATSAPP, Chat

STORY = "motor saya dicuri di Pasar Baru tadi pagi"
NOTICE = "masuk cepat sekali"


def flood(chat: Chat, number: int, text: str = "ciri nomor {}", *, every: float = 0.0) -> int:
    """Sends them and returns how many messages the bot sent meanwhile."""
    before = len(chat.house.said)
    for at in range(number):
        chat.says(text.format(at))
        if every:
            chat.passes(every)
    return len(chat.house.said) - before


def test_twenty_in_a_minute_are_nothing_unusual() -> None:
    chat = Chat()
    chat.says(STORY).pauses()
    flood(chat, 19, every=2.0)
    assert NOTICE not in chat.transcript


def test_a_flood_is_told_once_to_wait_and_answered_once_when_it_ends() -> None:
    chat = Chat()
    chat.says(STORY)
    flood(chat, 20)
    assert flood(chat, 1) == 0
    said = chat.transcript
    assert said.count(NOTICE) == 1
    assert "Telepon 110" in said.rpartition(NOTICE)[2]
    assert flood(chat, 20) == 0
    chat.passes(10.1).sees("Ini laporan Anda")
    assert all(f"ciri nomor {at}" in chat.state.draft.text for at in range(20))


def test_the_longest_flood_makes_one_report_and_all_of_it_is_there() -> None:
    chat = Chat()
    chat.says(STORY)
    sent = flood(chat, 600, "bukti {}", every=0.1)
    assert sent < 25
    chat.passes(11)
    assert len(chat.report.messages) == 601
    assert chat.transcript.count(NOTICE) == 1


def test_after_the_flood_the_bot_answers_as_before() -> None:
    chat = Chat()
    flood(chat, 40, "halo")
    chat.passes(11)
    chat.says("menu").sees("Lapor kejadian")


def test_a_slow_stream_of_words_does_not_stay_unanswered() -> None:
    chat = Chat()
    flood(chat, 40, "halo")
    flood(chat, 14, "halo", every=9.0)
    assert flood(chat, 7, "halo", every=9.0) > 0


@pytest.mark.parametrize("words", ["DARURAT", "tolong dia bawa pisau sekarang"])
@pytest.mark.parametrize("abilities", [None, WHATSAPP])
def test_danger_in_a_flood_rings_and_is_answered_at_once(words: str, abilities) -> None:
    chat = Chat(**({"abilities": abilities} if abilities else {}))
    flood(chat, 50, "halo")
    chat.says(words).sees("TELEPON 110")
    assert [filed.view.priority for filed in chat.reports] == [1]


@pytest.mark.parametrize("words", ["DARURAT", "tolong dia bawa pisau sekarang", "1", "masih di sini", "Sudah aman"])
def test_a_flood_of_danger_is_one_report_and_few_answers(words: str) -> None:
    chat = Chat()
    chat.says("DARURAT")
    flood(chat, 25, words)
    assert flood(chat, 300, words, every=0.1) <= 5
    assert len([filed for filed in chat.reports if filed.view.priority == 1]) == 1


def test_harm_to_a_child_in_a_flood_gets_its_first_sentences() -> None:
    chat = Chat()
    flood(chat, 50, "halo")
    chat.says("anak saya diperkosa gurunya").sees("129")
    assert chat.report.view.restricted


def test_despair_in_a_flood_is_answered_once() -> None:
    chat = Chat()
    flood(chat, 50, "halo")
    chat.says("saya mau bunuh diri saja").sees("Anda tidak sendirian")
    assert flood(chat, 100, "saya mau bunuh diri saja {}", every=0.1) <= 5


def test_a_flood_of_taps_is_not_answered_and_the_button_still_works() -> None:
    chat = Chat()
    chat.says("menu")
    old = chat.button("Bahasa").key
    for _ in range(25):
        chat.taps_key(old)
    before = len(chat.house.said)
    for _ in range(50):
        chat.taps_key(old)
    assert len(chat.house.said) == before
    chat.passes(11)
    chat.says("menu").taps("Bahasa").sees("Pilih bahasa")


def test_a_report_that_was_sent_takes_the_flood_up() -> None:
    chat = Chat()
    chat.says(STORY).pauses().taps("Kirim laporan")
    flood(chat, 60)
    assert len(chat.report.messages) >= 61
    assert len(chat.reports) == 1
