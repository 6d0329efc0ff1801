"""What is said to citizens is true and kind: when somebody reads, who reads, and what thanks get."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.wording import read_by
from bot.messages import Point
from core.hours import parse
from tests.bot.conversation.chat import Chat

JAKARTA = Chat().house.zone
THEFT = "motor saya dicuri di Pasar Baru tadi pagi"


def by(at: str, seconds: int, hours: str) -> str:
    now = datetime.fromisoformat(f"2026-03-{at}").replace(tzinfo=JAKARTA).astimezone(UTC)
    return read_by(now, seconds, hours=parse(hours), zone=JAKARTA).astimezone(JAKARTA).strftime("%d %H:%M")


@pytest.mark.parametrize(
    ("at", "seconds", "hours", "expected"),
    [
        ("11 10:00", 3600, "08.00-16.00", "11 11:00"),
        ("11 15:30", 3600, "08.00-16.00", "12 09:00"),
        ("11 22:00", 3600, "08.00-16.00", "12 09:00"),
        ("11 03:00", 3600, "08.00-16.00", "11 09:00"),
        ("11 22:00", 86_400, "08.00-16.00", "13 08:00"),
        ("11 10:00", 86_400, "08.00-16.00", "12 10:00"),
        ("11 22:00", 3600, "24 jam", "11 23:00"),
        ("11 23:30", 3600, "20.00-04.00", "12 00:30"),
        ("12 03:30", 3600, "20.00-04.00", "12 21:00"),
        ("11 22:00", 3600, "08.00-24.00", "11 23:00"),
        ("11 23:30", 3600, "08.00-24.00", "12 09:00"),
        ("11 22:00", 3600, "00.00-24.00", "11 23:00"),
    ],
)
def test_nobody_is_promised_to_be_read_while_nobody_reads(at: str, seconds: int, hours: str, expected: str) -> None:
    assert by(at, seconds, hours) == expected


@pytest.mark.parametrize(("language", "card", "read"), [("id", 0, "Kamis pukul 09.00"), ("en", 0, "Thursday 09:00")])
def test_a_report_of_the_evening_is_read_in_the_morning(language: str, card: int, read: str) -> None:
    chat = Chat(language=language)
    chat.house.language = language
    chat.passes(timedelta(hours=11).total_seconds())  # 21.00; officers read from 8 to 16
    chat.says(THEFT if language == "id" else "my bike was stolen in Pasar Baru this morning").pauses()
    chat.tap(card).sees(read)


def test_who_says_to_be_safe_without_speaking_is_not_told_to_call_any_more() -> None:
    chat = Chat().says("DARURAT").taps("Tak bisa bicara").taps("Sudah aman").sees("Syukurlah")
    chat.passes(300).sees_no("TELEPON")


def test_a_cry_for_help_is_asked_about_danger_and_a_yes_rings() -> None:
    chat = Chat().says("tolong pak").pauses().sees("Apakah ada bahaya sekarang?").taps("Ya").sees("TELEPON 110")
    assert chat.report.view.priority == 1


@pytest.mark.parametrize(("thanks", "answer"), [("makasih pak", "Sama-sama."), ("thank you", "You are welcome.")])
def test_thanks_are_no_question(thanks: str, answer: str) -> None:
    chat = Chat(language="id" if answer.startswith("Sama") else "en")
    chat.says(thanks).sees(answer)
    assert chat.state.draft is None


def test_a_picture_of_sexual_harm_is_not_wanted() -> None:
    chat = Chat().says("saya diperkosa om saya").sends(photos=1).pauses().sees("Tidak perlu mengirim foto")
    chat.says("saya takut").pauses().sees_no("foto")


@pytest.mark.parametrize("words", ["gak ngerti", "bingung pak", "dont understand"])
def test_who_does_not_understand_the_question_names_no_place(words: str) -> None:
    chat = Chat().says("motor saya hilang").pauses().says(words).pauses().sees("Tulis nama tempatnya")
    chat.says(words).pauses().sees_no(f"Di mana: {words}").sees("Di mana: Tidak disebut")


def test_a_sticker_alone_is_answered_with_the_menu() -> None:
    Chat().does("unsupported").sees("belum bisa dibaca", "Lapor kejadian")


def test_a_pin_beside_a_named_place_is_seen_on_the_card() -> None:
    Chat().says(THEFT).pauses().sends(pin=Point(-6.165, 106.8351)).pauses().sees("Di mana: Pasar Baru + titik di peta")


@pytest.mark.parametrize(
    "words", ["my bike got stolen today", "lost wallet at the beach", "where can i report a crash"]
)
def test_whoever_writes_english_is_answered_in_english(words: str) -> None:
    Chat(known=False).says(words).pauses().sees_no("Anda", "Ini").sees("Emergency")


@pytest.mark.parametrize("words", ["motor hilang please help", "hp saya hilang, please", "ditabrak mobil, need help"])
def test_whoever_mixes_english_words_in_is_answered_in_indonesian(words: str) -> None:
    Chat(known=False).says(words).pauses().sees("Darurat").sees_no("Emergency")
