"""Nothing can be stored, and somebody is in danger: the number comes all the same, on every channel."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core import db
from core.models import Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.flows import test_telegram, test_whatsapp
from tests.ground import Site, eventually


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_by_telegram(sqlite_settings: Settings, webhook: bool) -> None:
    async with test_telegram.town(sqlite_settings, webhook=webhook) as (site, telegram):
        siti, john = telegram.person(7), telegram.person(8, language="en")
        await siti.says("halo")
        await siti.expects("Halo, ini layanan")
        await asyncio.to_thread(site.world.writer.stop)
        await siti.says("tolong dia bawa pisau")
        await siti.expects("TELEPON 110")
        await john.says("SOS")
        await john.expects("CALL 110")
        await siti.says("darurat")
        await john.says("hello")
        ani = telegram.person(9)  # her answer comes after what the others would get
        await ani.says("tolong dia bawa pisau")
        await ani.expects("TELEPON 110")
        assert [str(person).count("110") for person in (siti, john)] == [2, 1]  # the first greeting has it as well


@pytest.mark.parametrize("words", ["110", "112!", "telepon 110"])
async def test_a_number_that_one_calls_is_a_call_for_help(sqlite_settings: Settings, words: str) -> None:
    async with test_telegram.town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7, started=True)
        await asyncio.to_thread(site.world.writer.stop)
        await siti.says(words)
        await siti.expects("TELEPON 110")


async def test_by_whatsapp(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        await asyncio.to_thread(site.world.writer.stop)
        await twilio.person("+6281234567890", "Budi").says("kebakaran di rumah tetangga")
        await twilio.person("+6281234567890", "Budi").expects("TELEPON 110")
        await twilio.person("+447911123456", "John").says("help, he has a knife")
        await twilio.person("+447911123456", "John").expects("CALL 110")


@contextmanager
def hanging(site: Site) -> Iterator[None]:
    """The database does not answer, neither yes nor no."""
    begun, end = threading.Event(), threading.Event()

    def wait(_session: db.Session) -> None:
        begun.set()
        end.wait()

    threading.Thread(target=site.write, args=(wait,), daemon=True).start()
    begun.wait()
    try:
        yield
    finally:
        end.set()


@pytest.mark.as_shipped
@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_a_database_that_hangs_keeps_nobody_in_danger_waiting(sqlite_settings: Settings, webhook: bool) -> None:
    async with test_telegram.town(sqlite_settings, webhook=webhook) as (site, telegram):
        siti = telegram.person(7)
        with hanging(site):
            asked = time.monotonic()
            await siti.says("tolong dia bawa pisau")
            await siti.expects("TELEPON 110")
            assert time.monotonic() - asked < 8  # anybody else waits for ten seconds
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Report).count()) == 1)


@pytest.mark.as_shipped
@pytest.mark.parametrize("words", ["tolong dia bawa pisau", "119"])
def test_a_page_does_not_wait_for_a_database_that_hangs(site: Site, words: str) -> None:
    phone = Phone(site)
    with hanging(site):
        asked = time.monotonic()
        page = phone.say(words)
        assert time.monotonic() - asked < 8
    assert 'href="tel:110"' in page
    assert words in page


def test_by_web_chat(site: Site) -> None:
    phone = Phone(site)
    site.world.writer.stop()
    page = phone.say("tolong dia bawa pisau")
    assert 'href="tel:110"' in page
    assert "tolong dia bawa pisau" in page  # what was typed waits in the composer
