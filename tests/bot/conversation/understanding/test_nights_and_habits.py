"""Nights belong to the evening before, "malam minggu" is Saturday's, and what is always so happened at no time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.understanding import when

JAKARTA = ZoneInfo("Asia/Jakarta")
FRIDAY = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)  # 13.00 in Jakarta


def read(text: str, now: datetime = FRIDAY) -> str:
    found = when(text, now=now, zone=JAKARTA)
    return f"{found.start.astimezone(JAKARTA):%d %H.%M}" if found else ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("malam minggu kemarin ada tawuran", "21 20.00"),
        ("malam minggu jam 11 ada yang balapan di sini", "21 23.00"),
        ("jam 11.45 malem minggu", "21 23.45"),
        ("malam minggu jam 2 motor saya dicuri", "22 02.00"),
        ("mlm senin kmrn jam 3 sapi bapak ilang 2 ekor", "23 03.00"),
        ("malam jumat jam 9 rumah saya kemasukan maling", "26 21.00"),
        ("hari minggu malam jam 9 hp saya dijambret", "22 21.00"),
        ("semalem jam 1an motor saya raib", "27 01.00"),
        ("tadi malam jam 2 rumah saya dibobol", "27 02.00"),
        ("kemarin malam jam 1 kios saya dibobol", "27 01.00"),
        ("last night at 2 am my bag was stolen", "27 02.00"),
        ("tadi malam jam 9", "26 21.00"),
        ("kemarin jam 2 pagi", "26 02.00"),
        ("jam 1 malam tadi", "27 01.00"),
        ("jam 2 malam", "27 02.00"),
    ],
)
def test_a_night_begins_in_the_evening(text: str, time: str) -> None:
    assert read(text) == time


def test_no_night_lies_ahead() -> None:
    at_half_past_one = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
    assert read("jam 2 malam", at_half_past_one) == "26 02.00"


@pytest.mark.parametrize(
    "text",
    [
        "tetangga karaokean sampe jam 2 pagi tiap hari",
        "The bar next to my hotel plays loud music until 4am every day",
        "balap liar di jalan lingkar tiap sabtu jam 1 malem pak",
        "warung buka sampai jam 3 pagi jual miras",
        "setiap jam 5 sore truk parkir di sini",
        "perpanjang sim buka jam 8 ya",
    ],
)
def test_what_is_always_so_has_no_time(text: str) -> None:
    assert read(text) == ""


def test_beside_it_the_time_that_is_told_is_read() -> None:
    assert read("tiap malam ribut, kemarin jam 9 malam sampai jam 2 pagi") == "26 21.00"
