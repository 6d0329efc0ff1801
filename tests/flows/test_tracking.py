"""A code that somebody sends into a chat in which the report was not filed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import time_machine
from sqlalchemy import select

from core import codes
from core.models import Message
from tests.api.public.phone import Phone
from tests.ground import Site

START = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
NOT_FOUND = "Kode itu tidak ditemukan."


def answer(phone: Phone, code: str) -> str:
    """What the bot says to it, without the buttons and the time of day."""
    phone.say(f"status {code}")
    return next(line for line in reversed(phone.thread) if line.startswith("Bot"))


def filed(site: Site) -> str:
    found = re.search(r"JB-\w{4}-\w{4}-\w", Phone(site).file_a_report())
    assert found
    return found[0]


def test_the_code_alone_tells_how_far_and_nothing_more(site_on_both: Site) -> None:
    code, stranger = filed(site_on_both), Phone(site_on_both)
    said = answer(stranger, code)
    assert "Laporan itu: Diterima sejak" in said
    assert "dibuka dengan kode dan PIN di halaman /lacak" in said
    assert not re.search(rf"motor|curi|Pasar|{code}", said, re.IGNORECASE)
    site_on_both.officer().post(f"/laporan/{code}/ambil")
    assert "Laporan itu: Sedang dicek sejak" in answer(stranger, code.lower().replace("-", " "))
    assert NOT_FOUND in answer(stranger, codes.new_code())


def test_the_pin_that_comes_alone_after_it_is_kept_nowhere(site_on_both: Site) -> None:
    code, stranger = filed(site_on_both), Phone(site_on_both)
    assert "dibuka dengan kode dan PIN" in answer(stranger, code)
    assert "PIN tidak perlu dikirim di sini" in stranger.say("3H7K-M2PW")
    texts = site_on_both.read(lambda s: s.scalars(select(Message.text)).all())
    assert not [text for text in texts if "3H7K" in text]


def test_a_slip_in_a_code_is_no_guess(site_on_both: Site) -> None:
    code, person = filed(site_on_both), Phone(site_on_both)
    slip = code[:-1] + next(symbol for symbol in codes.SYMBOLS if not codes.parse_code(code[:-1] + symbol))
    assert all(NOT_FOUND in answer(person, slip) for _ in range(6))
    assert "Laporan itu" in answer(person, code)


def test_after_five_wrong_codes_an_hour_none_is_looked_for_and_that_is_said(site_on_both: Site) -> None:
    with time_machine.travel(START, tick=True) as clock:
        code, guesser = filed(site_on_both), Phone(site_on_both)
        assert all(NOT_FOUND in answer(guesser, codes.new_code()) for _ in range(5))
        for one in (code, codes.new_code()):
            said = answer(guesser, one)
            assert "Terlalu banyak kode dicoba. Coba lagi satu jam lagi, atau buka halaman /lacak" in said
        assert "Laporan itu" in answer(Phone(site_on_both), code)
        clock.shift(timedelta(minutes=61))
        assert "Laporan itu" in answer(guesser, code)


def test_a_pin_that_comes_with_a_code_reaches_no_officer(site_on_both: Site) -> None:
    phone = Phone(site_on_both)
    phone.file_a_report()
    phone.say("kemarin saya dapat JB-7K4M-2QXV-Z PIN 3H7K-M2PW juga")
    phone.wait_for("PIN tidak perlu dikirim di sini")
    texts = site_on_both.read(lambda s: list(s.scalars(select(Message.text).where(Message.author == "citizen"))))
    assert "kemarin saya dapat JB-7K4M-2QXV-Z PIN ••••-•••• juga" in texts
    assert not any("M2PW" in text for text in texts)
