"""The citizen sees in their own channel that an officer writes; of a note, or on a locked phone, they see nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx2
import time_machine

from core.models import Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.emulators.telegram import TelegramEmulator
from tests.flows.test_telegram import town
from tests.ground import Site, eventually

START = datetime(2030, 3, 12, 3, 0, tzinfo=UTC)
TYPING = (7, "typing")


async def filed(site: Site, telegram: TelegramEmulator, words: str) -> str:
    siti = telegram.person(7)
    await siti.says(words)
    if "dicuri" in words:
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
    await siti.expects("JB-")
    return await asyncio.to_thread(site.read, lambda s: s.query(Report).one().code)


async def tell(officer: httpx2.Client, code: str, doing: str) -> None:
    answer = await asyncio.to_thread(officer.post, f"/laporan/{code}/hadir", data={"doing": doing})
    assert answer.status_code == 204


async def test_on_telegram_the_chat_says_that_somebody_types(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        code = await filed(site, telegram, "motor saya dicuri di Pasar Baru tadi pagi")
        officer = await asyncio.to_thread(site.officer)
        before = len(telegram.actions)
        for doing in ("reading", "noting", "idle", "gone"):
            await tell(officer, code, doing)
        await tell(officer, code, "typing")
        await asyncio.to_thread(eventually, lambda: TYPING in telegram.actions[before:])
        assert telegram.actions[before:] == [TYPING]


async def test_many_who_write_at_once_cost_no_more_than_one(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        code = await filed(site, telegram, "motor saya dicuri di Pasar Baru tadi pagi")
        crowd = [await asyncio.to_thread(site.officer, f"o{n}@polres.example") for n in range(3)]
        before = len(telegram.actions)
        for officer in crowd * 2:
            await tell(officer, code, "typing")
        await asyncio.to_thread(crowd[0].post, f"/laporan/{code}/balas", data={"text": "Kami cek."})
        await telegram.person(7).expects("Kami cek.")
        assert telegram.actions[before:].count(TYPING) == 1


async def test_a_locked_phone_of_somebody_who_told_of_harm_shows_nothing(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, telegram):
            code = await filed(site, telegram, "saya diperkosa paman saya")
            rina = await asyncio.to_thread(lambda: site.officer("rina@polres.example", ppa=True))
            clock.shift(timedelta(minutes=30))
            await tell(rina, code, "typing")
            await telegram.person(7).says("saya takut pulang", wait=True)  # the phone is in their hands
            assert TYPING not in telegram.actions
            await tell(rina, code, "typing")
            await asyncio.to_thread(eventually, lambda: TYPING in telegram.actions)


def test_on_the_web_the_page_hears_of_it_and_of_nothing_else(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    officer = site.officer()
    with phone.browser.stream("GET", "/lapor/langsung", timeout=10) as stream:
        lines = (line for line in stream.iter_lines() if line.startswith("event:"))
        assert next(lines) == "event: hello"
        for doing in ("noting", "reading", "typing"):
            officer.post(f"/laporan/{code}/hadir", data={"doing": doing})
        assert next(lines) == "event: writing"


def test_a_channel_that_was_switched_off_since_is_nobodys_trouble(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    report = site.read(lambda s: s.query(Report).one())
    site.write(lambda s: s.query(Report).update({"account": "telegram:1"}))  # switched off since
    answer = site.officer().post(f"/laporan/{report.code}/hadir", data={"doing": "typing"})
    assert answer.status_code == 204
