"""What Twilio took and WhatsApp refused afterwards: it goes out once more in another way, or an officer sees why."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest

from bot import backfill
from core import clock
from core.models import Attempt, Contact, Outbox
from core.settings import Settings
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.emulators.twilio_rules import Template
from tests.flows.test_telegram import code_of
from tests.flows.test_whatsapp import town
from tests.ground import Site, eventually

UPDATE = Template("HX" + "b" * 32, body="Kabar dari polisi: {{1}} Balas di sini.", approved=True)
UNAPPROVED = Template("HX" + "b" * 32, body="Kabar dari polisi: {{1}} Balas di sini.")
WORDS = "Petugas menuju lokasi."


async def reported(site: Site, budi: Person) -> tuple[httpx2.Client, str]:
    """Budi has sent a report, and an officer is at the desk."""
    await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
    await budi.expects("Sudah benar?")
    await budi.taps("Kirim laporan")
    code = code_of(await budi.expects("Terkirim"))
    return await asyncio.to_thread(site.officer), code


async def reply(officer: httpx2.Client, code: str, text: str = WORDS) -> None:
    await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": text})


async def page(officer: httpx2.Client, code: str) -> str:
    return (await asyncio.to_thread(officer.get, f"/laporan/{code}")).text


async def settled(site: Site, state: str, *, attempts: int, words: str = "menuju") -> Outbox:
    """The message in this state after so many sends."""

    def look() -> list[tuple[str, int]]:
        return [(row.state, row.attempts) for row in rows()]

    def rows() -> list[Outbox]:
        return site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains(words)).all())

    await asyncio.to_thread(eventually, look, until=lambda found: found == [(state, attempts)])
    return rows()[0]


def sends(twilio: TwilioEmulator, words: str = "menuju") -> list[str]:
    return [words for send in twilio.sends if words in "".join(send.form.values())]


async def test_a_reply_after_the_window_goes_out_again_as_a_template(settings: Settings) -> None:
    async with town(settings, UPDATE) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()  # by WhatsApp's count; by ours the window is open
        await reply(officer, code)
        assert await budi.expects("menuju") == f"Kabar dari polisi: {WORDS} Balas di sini."
        await settled(site, "delivered", attempts=2)
        shown = await page(officer, code)
        assert "pesan dikirim lagi sebagai templat" in shown
        assert "dikirim sebagai templat, tanpa ganti baris" in shown  # so will the next one
        assert shown.count('data-open="template"') == 2  # for the live page to tell it from an open window
        await reply(officer, code, "Petugas sudah tiba.")
        await budi.expects("tiba")
        assert len(sends(twilio)) == 2
        assert len(sends(twilio, "tiba")) == 1
        await budi.says("terima kasih")
        assert "dikirim sebagai templat, tanpa ganti baris" not in await page(officer, code)


async def test_without_a_template_the_officer_sees_that_the_words_wait(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()
        await reply(officer, code)
        await settled(site, "failed", attempts=1)
        shown = await page(officer, code)
        assert "Menunggu warga menulis lagi" in shown
        assert "Belum bisa sampai sekarang" in shown
        assert "Menunggu warga menulis lagi" in (await asyncio.to_thread(officer.get, "/masalah")).text
        assert len(sends(twilio)) == 1


async def test_a_template_that_is_refused_as_well_is_not_tried_a_third_time(settings: Settings) -> None:
    async with town(settings, UNAPPROVED) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()
        twilio.callbacks = "early"  # both refusals come before the answers to our sends
        await reply(officer, code)
        await settled(site, "failed", attempts=2)
        assert "Menunggu warga menulis lagi" in await page(officer, code)
        assert len(sends(twilio)) == 2


async def test_a_long_reply_whose_parts_all_fail_goes_out_again_once(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, UPDATE) as (site, twilio):
        twilio.callbacks, twilio.duplicates = "permuted", True
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()
        await reply(officer, code, "Petugas menuju. " + " ".join(f"Kalimat nomor {n}." for n in range(150)) + " Akhir.")
        await budi.expects("Akhir.")
        await settled(site, "delivered", attempts=2)
        assert len(sends(twilio, "Akhir.")) == 2


@pytest.mark.parametrize("code", [63013, 63021])
async def test_buttons_that_are_refused_become_numbered_text(settings: Settings, code: int) -> None:
    async with town(settings, shapes=True) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("halo")
        await budi.expects("Lapor")
        twilio.fault(code)
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        assert "1. Kirim laporan" in await budi.expects("Sudah benar?")
        await budi.says("1")
        await budi.expects("Terkirim")
        tries = site.read(lambda s: [(a.outcome, a.reason) for a in s.query(Attempt).order_by(Attempt.id)])
        why = f"content refused: twilio {code}"
        assert tries[tries.index(("failed", why)) + 1] == ("plain", why)
        assert len(sends(twilio, "Sudah benar?")) == 2


async def test_numbered_text_that_is_refused_too_stays_failed(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, shapes=True) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("halo")
        await budi.expects("Lapor")
        twilio.fault(63013, times=2)
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        found = await settled(site, "failed", attempts=2, words="Sudah benar?")
        assert found.trouble == "content refused: twilio 63013"
        assert len(sends(twilio, "Sudah benar?")) == 2


async def test_a_pin_whose_buttons_are_refused_still_arrives_and_is_then_forgotten(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, shapes=True) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        twilio.fault(63013)
        await budi.taps("Kirim laporan")
        assert "PIN" in await budi.expects("Terkirim")

        def secrets() -> list[str | None]:
            return [o.payload for o in site.read(lambda s: s.query(Outbox).filter(Outbox.forget).all())]

        await asyncio.to_thread(eventually, secrets, until=lambda kept: kept == [None])


async def test_a_limit_that_is_reported_later_is_waited_out(settings: Settings, later: Callable[..., None]) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        twilio.fault(63018)
        await reply(officer, code)
        waiting = await settled(site, "queued", attempts=1)
        assert waiting.due_at > clock.now() + timedelta(seconds=5)
        later(minutes=1)
        await budi.expects("menuju")
        await settled(site, "delivered", attempts=2)
        assert len(sends(twilio)) == 2


async def test_somebody_who_is_not_on_whatsapp_is_named_as_the_reason(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        twilio.fault(63024)
        await reply(officer, code)
        await settled(site, "failed", attempts=1)
        assert "Gagal: penerima tidak ditemukan" in await page(officer, code)


async def test_a_reply_that_arrives_after_all_is_no_dead_letter_any_more(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        twilio.fault(63024)
        await reply(officer, code)
        await settled(site, "failed", attempts=1)
        assert code in (await asyncio.to_thread(officer.get, "/masalah")).text
        (record,) = [r for r in twilio.records.values() if "menuju" in r.form.get("Body", "")]
        for state in ("delivered", "undelivered", "sent"):
            await twilio.report(record, state)
        row = await settled(site, "delivered", attempts=1)
        assert row.trouble == ""
        assert code not in (await asyncio.to_thread(officer.get, "/masalah")).text
        assert re.sub("<li>.*?</li>", "", await page(officer, code)).count("Gagal") == 0
        tries = site.read(lambda s: [(a.outcome, a.reason) for a in s.query(Attempt).filter_by(outbox_id=row.id)])
        assert ("delivered", "after it was reported as failed") in tries
        assert site.read(lambda s: [c.reachable for c in s.query(Contact).all()]) == [True]


async def test_a_refusal_whose_callback_met_a_closed_door_is_asked_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, later: Callable[..., None]
) -> None:
    """Twilio repeats no callback that failed: without asking, the message would stand as sent for ever."""
    monkeypatch.setattr(backfill, "EVERY", 0.05)
    async with town(settings, UPDATE) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        officer, code = await reported(site, budi)
        budi.falls_silent()
        twilio.callbacks = "none"
        await reply(officer, code)
        await settled(site, "sent", attempts=1)
        twilio.callbacks = "normal"
        later(minutes=11)
        assert "Kabar dari polisi: Petugas menuju lokasi." in await budi.expects("menuju")
        await settled(site, "delivered", attempts=2)


async def test_of_many_without_a_callback_each_is_asked_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, later: Callable[..., None]
) -> None:
    monkeypatch.setattr(backfill, "EVERY", 0.05)
    monkeypatch.setattr(backfill, "ASKED_AT_ONCE", 1)
    async with town(settings) as (site, twilio):
        officer, code = await reported(site, twilio.person("+6281234567890", "Budi"))
        twilio.callbacks = "none"
        replies = ("Satu: kami menuju.", "Dua: kami di jalan.", "Tiga: kami tiba.")
        for words in replies:
            await reply(officer, code, words)
            await settled(site, "sent", attempts=1, words=words)
        later(minutes=11)
        for words in replies:
            await settled(site, "delivered", attempts=1, words=words)
