"""A citizen of a channel that takes nothing a day after their last message, where no template is approved: the truth
is told on both sides, and what waited is there as soon as they write again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
import time_machine

from core.models import Message, Outbox, Report
from core.settings import Settings
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.flows.test_telegram import code_of
from tests.flows.test_whatsapp import town
from tests.flows.test_whatsapp_refusals import UPDATE, page, reply, reported, settled
from tests.ground import Site, eventually

START = datetime(2030, 3, 12, 3, 0, tzinfo=UTC)
LATE = timedelta(hours=25)


def sent(twilio: TwilioEmulator) -> list[str]:
    return ["".join(send.form.values()) for send in twilio.sends]


def nothing_left(twilio: TwilioEmulator, words: str) -> bool:
    return not any(words in text for text in sent(twilio))


async def a_day_later(site: Site, clock: time_machine.Coordinates) -> httpx2.Client:
    """An officer who logs in then."""
    clock.shift(LATE)
    return await asyncio.to_thread(site.officer, "citra@polres.example")


async def silent_for_a_day(
    site: Site, twilio: TwilioEmulator, clock: time_machine.Coordinates
) -> tuple[Person, str, httpx2.Client]:
    """Somebody who reported and wrote nothing since, their code, and an officer who logs in then."""
    budi = twilio.person("+6281234567890", "Budi")
    _, code = await reported(site, budi)
    return budi, code, await a_day_later(site, clock)


async def change(officer: httpx2.Client, site: Site, code: str, **fields: str) -> None:
    version = await asyncio.to_thread(site.read, lambda s: s.query(Report).filter_by(code=code).one().version)
    await asyncio.to_thread(officer.post, f"/laporan/{code}/status", data={"version": str(version), **fields})


async def test_the_receipt_says_how_news_comes_where_it_can_wait(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.taps("Kirim laporan")
        told = await budi.expects("Terkirim")
        assert "Setelah 24 jam tanpa pesan dari Anda, kabar menunggu" in told
        assert "/lacak" in told
        await budi.says("makasih pak")
        assert "Belum ada kabar setelah 24 jam? Tulis apa saja di sini." in await budi.expects("Sama-sama")


async def test_an_approved_template_keeps_the_plain_promise(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, UPDATE) as (_, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.taps("Kirim laporan")
        told = await budi.expects("Terkirim")
        assert "Kabar dari petugas datang di sini." in told
        assert "24 jam" not in told


async def test_a_reply_waits_and_comes_with_the_next_message(settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            assert "Belum bisa sampai sekarang: lebih dari 24 jam" in await page(officer, code)
            await reply(officer, code)
            await reply(officer, code, "Tolong bawa STNK.")
            assert (await page(officer, code)).count("Menunggu warga menulis lagi") == 2
            assert nothing_left(twilio, "menuju")
            await budi.says("halo")
            assert "Petugas menuju lokasi." in await budi.expects("menuju")
            await budi.expects("Tolong bawa STNK.")
            await budi.expects("Anda bisa membalas di sini.")
            assert [text for text in sent(twilio) if "menuju" in text or "STNK" in text] == sent(twilio)[-3:-1]
            await settled(site, "delivered", attempts=1)
            assert "Menunggu warga menulis lagi" not in await page(officer, code)
            await budi.says("baik, saya bawa")
            await asyncio.to_thread(eventually, lambda: site.read(lambda s: thread(s, code)), until=joined)


def thread(session, code: str) -> list[str]:
    report = session.query(Report).filter_by(code=code).one()
    return [m.text for m in session.query(Message).filter_by(report_id=report.id, author="citizen")]


def joined(texts: list[str]) -> bool:
    return "baik, saya bawa" in texts


async def test_what_waited_for_long_is_tried_as_long_as_any_message(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        twilio.fault(63016)
        await reply(officer, code)
        await asyncio.to_thread(
            eventually, lambda: "Menunggu warga menulis lagi" in officer.get(f"/laporan/{code}").text
        )
        later(hours=30)
        twilio.fault(503)
        await budi.says("halo")
        assert "Petugas menuju lokasi." in await budi.expects("menuju")


async def test_what_the_channel_refused_waits_too(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()  # by WhatsApp's count; by ours the window is open
        await reply(officer, code)
        await settled(site, "failed", attempts=1)
        shown = await page(officer, code)
        assert "Menunggu warga menulis lagi" in shown
        assert "Belum bisa sampai sekarang" in shown
        await budi.says("ada kabar pak?")
        await budi.expects("menuju")
        row = await settled(site, "delivered", attempts=1)
        assert row.trouble == ""


async def test_a_closing_is_told_later_and_is_not_undone_by_what_was_written_before_it_was_read(
    settings: Settings,
) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            await change(officer, site, code, status="finished", result="solved", reason="x", text="Motor ketemu.")
            assert nothing_left(twilio, "ketemu")
            await budi.says("saya mau tambah: platnya hitam")
            await budi.expects("Motor ketemu.")
            assert status(site, code) == "finished"
            await budi.says("belum beres pak, motornya bukan itu")
            await asyncio.to_thread(eventually, lambda: status(site, code), until=lambda found: found == "handling")


def status(site: Site, code: str) -> str:
    return str(site.read(lambda s: s.query(Report).filter_by(code=code).one().status))


async def test_a_question_that_was_not_seen_is_not_answered_by_a_greeting(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Platnya?", "ask": "1"})
            await budi.says("selamat pagi pak")
            await budi.expects("Platnya?")
            assert status(site, code) == "need_info"
            await budi.says("B 1234 XY")
            await budi.expects("jawaban Anda sudah diteruskan")
            assert status(site, code) == "handling"


async def test_a_question_that_is_never_seen_goes_back_to_the_officers(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Platnya?", "ask": "1"})
            clock.shift(timedelta(days=5, minutes=1))
            await asyncio.to_thread(eventually, lambda: status(site, code), until=lambda found: found == "checking")
            await budi.says("halo")
            await budi.expects("Platnya?")


async def test_a_new_incident_is_heard_as_one_and_the_news_comes_all_the_same(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            await reply(officer, code)
            await budi.says("ada tabrakan di Pasar Sirih, tidak ada yang luka")
            await budi.expects("menuju")
            await budi.expects("Kecelakaan lalu lintas")
            assert not any("tabrakan" in text for text in site.read(lambda s: thread(s, code)))


async def test_news_of_two_reports_comes_whole(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, twilio):
            budi = twilio.person("+6281234567890", "Budi")
            _, first = await reported(site, budi)
            clock.shift(LATE)
            await budi.says("ada tabrakan di Pasar Sirih kemarin")
            await budi.expects("Sudah benar?")
            await budi.taps("Kirim laporan")
            second = code_of(await budi.expects("Terkirim"))
            officer = await a_day_later(site, clock)
            await reply(officer, first, "Kabar satu.")
            await reply(officer, second, "Kabar dua.")
            await budi.says("halo")
            await budi.expects("Kabar satu.")
            await budi.expects("Kabar dua.")


async def test_danger_after_days_of_silence_brings_the_number_beside_the_news(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, twilio):
            budi, code, officer = await silent_for_a_day(site, twilio, clock)
            await reply(officer, code)
            before = len(sent(twilio))
            await budi.says("tolong dia bawa pisau")

            def brought() -> set[str]:
                return {words for words in ("TELEPON 110", "menuju") for text in sent(twilio)[before:] if words in text}

            await asyncio.to_thread(eventually, brought, until=lambda found: len(found) == 2)


async def test_inside_the_day_nothing_waits(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        assert "Belum bisa sampai" not in await page(officer, code)
        await reply(officer, code)
        await budi.expects("menuju")


@pytest.mark.parametrize("words", ["halo", "kapan selesai pak?"])
async def test_the_waiting_words_are_on_the_tracking_page_at_once(
    sqlite_settings: Settings, words: str, later: Callable[..., None]
) -> None:
    async with town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.taps("Kirim laporan")
        told = await budi.expects("Terkirim")
        code, pin = code_of(told), told.split("PIN ")[1].split(" ")[0].strip("*")
        later(hours=25)
        officer = await asyncio.to_thread(site.officer)
        await reply(officer, code)
        with httpx2.Client(base_url=site.url, follow_redirects=True) as browser:
            found = await asyncio.to_thread(browser.post, "/lacak", data={"kode": code, "pin": pin})
        assert "Petugas menuju lokasi." in found.text
        await budi.says(words)
        await budi.expects("menuju")
        assert site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains("menuju")).count()) == 1
