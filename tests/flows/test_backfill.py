"""Messages that Twilio could not bring to our webhook: they are read from its list, once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot import backfill
from core import clock, jobs, threads
from core.models import Attachment, Conversation, Inbound, Message, Report
from core.settings import Settings
from tests.emulators.twilio import TwilioEmulator
from tests.flows.test_telegram import code_of, picture
from tests.flows.test_whatsapp import PUBLIC, station, town
from tests.ground import Site, eventually

NOBODY = "http://127.0.0.1:9"


def said(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen").order_by(Message.id)])


def mark(site: Site) -> datetime | None:
    account = next(a for a in site.world.house.channels if a.startswith("whatsapp"))
    return site.read(lambda s: jobs.when(s, jobs.BACKFILL, account))


async def test_what_was_written_while_we_were_away_arrives_once(settings: Settings, later: Callable[..., None]) -> None:
    async with TwilioEmulator(public_url=PUBLIC) as twilio:
        budi, siti = twilio.person("+6281234567890", "Budi"), twilio.person("+6281234567891", "Siti")
        async with station(settings, twilio) as site:
            await budi.says("halo")
            await budi.expects("Darurat")
            await asyncio.to_thread(eventually, lambda: mark(site))
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.sends_photo(picture(), caption="banjir di Pasar Sirih")
        assert len(twilio.missed) >= 2
        later(minutes=3)
        async with station(settings, twilio) as site:
            await budi.expects("Sudah benar?")
            await siti.expects("Ini tentang apa")
            assert said(site) == ["halo", "motor saya dicuri di Pasar Baru tadi pagi", "banjir di Pasar Sirih"]

            def stored() -> list[str]:
                return [a.state for a in site.read(lambda s: s.query(Attachment).all())]

            await asyncio.to_thread(eventually, stored, until=lambda states: states == ["stored"])
            sid = next(sid for sid, record in twilio.records.items() if "motor" in record.body)
            assert (await twilio.repeat(sid)).status == 200  # the webhook after all
            assert len(said(site)) == 3
        async with station(settings, twilio) as site:
            assert len(said(site)) == 3


async def test_what_a_running_station_missed_is_found_after_it_had_time_to_come(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, later: Callable[..., None]
) -> None:
    monkeypatch.setattr(backfill, "EVERY", 0.05)
    async with town(settings) as (site, twilio):
        twilio.deliver_to = NOBODY
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("tolong dia bawa pisau")
        begun = clock.now() - backfill.SETTLED
        await asyncio.to_thread(eventually, lambda: mark(site), until=lambda at: at is not None and at > begun)
        assert said(site) == []  # the webhook might still come, and tells more
        later(minutes=3)
        await budi.expects("110")
        assert said(site) == ["tolong dia bawa pisau"]


async def test_a_message_of_yesterday_opens_no_window_today(
    sqlite_settings: Settings, later: Callable[..., None]
) -> None:
    async with TwilioEmulator(public_url=PUBLIC) as twilio:
        async with station(sqlite_settings, twilio) as site:
            await asyncio.to_thread(eventually, lambda: mark(site))
        budi = twilio.person("+6281234567890", "Budi")
        written = clock.now()
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        later(hours=30)
        async with station(sqlite_settings, twilio) as site:
            seen = await asyncio.to_thread(
                eventually, lambda: [c.heard_at for c in site.read(lambda s: s.query(Conversation).all())]
            )
            assert seen[0] - written < timedelta(minutes=1)


async def test_what_comes_late_stands_where_it_was_written_and_the_desk_says_when_it_came(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with TwilioEmulator(public_url=PUBLIC) as twilio:
        budi = twilio.person("+6281234567890", "Budi")
        async with station(settings, twilio) as site:
            await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
            await budi.expects("Sudah benar?")
            await budi.says("1")
            code = code_of(await budi.expects("Terkirim"))
            await asyncio.to_thread(eventually, lambda: mark(site))
        later(minutes=1)  # Twilio's list tells no parts of a second
        written = clock.now()
        await budi.says("warnanya merah")
        later(hours=5)
        async with station(settings, twilio) as site:
            officer = await asyncio.to_thread(site.officer)
            await asyncio.to_thread(eventually, lambda: said(site), until=lambda texts: "warnanya merah" in texts)
            page = (await asyncio.to_thread(officer.get, f"/laporan/{code}")).text
            assert page.count("Terlambat sampai") == 1
            lines = site.read(lambda s: threads.of(s, s.query(Report).one().id))
            first, last = [line for line in lines if line.author == "citizen"]
            assert (first.arrived_at, last.text) == (None, "warnanya merah")
            assert abs(last.at - written) < timedelta(minutes=1)
            assert last.arrived_at is not None
            assert last.arrived_at - last.at > timedelta(hours=4)


async def test_a_new_station_takes_nothing_from_before_its_first_day(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch, later: Callable[..., None]
) -> None:
    async with TwilioEmulator(public_url=PUBLIC) as twilio:
        twilio.deliver_to = NOBODY
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("untuk orang lain")
        later(hours=1)
        async with station(sqlite_settings, twilio) as site:
            await asyncio.to_thread(eventually, lambda: mark(site))
            later(hours=2)
            monkeypatch.setattr(backfill, "EVERY", 0.05)
        async with station(sqlite_settings, twilio) as site:
            done = clock.now() - timedelta(minutes=10)
            await asyncio.to_thread(eventually, lambda: mark(site), until=lambda at: at is not None and at > done)
            assert site.read(lambda s: s.query(Inbound).count()) == 0


async def test_a_clock_that_was_ahead_leaves_no_gap(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch, later: Callable[..., None]
) -> None:
    monkeypatch.setattr(backfill, "EVERY", 0.05)
    async with town(sqlite_settings) as (site, twilio):
        later(days=3)
        ahead = clock.now() - timedelta(hours=1)
        await asyncio.to_thread(eventually, lambda: mark(site), until=lambda at: at is not None and at > ahead)
        later(minutes=0)
        twilio.deliver_to = NOBODY
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("tolong dia bawa pisau")
        later(minutes=3)
        await budi.expects("110")
