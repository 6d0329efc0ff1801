"""A restricted report on a locked phone: a push says that there is news, and nothing else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.models import Message, Report
from core.settings import Settings
from tests.emulators.telegram import TelegramEmulator
from tests.flows.test_telegram import town
from tests.ground import Site

NOTICE = "Ada kabar untuk Anda."
START = datetime(2030, 3, 12, 3, 0, tzinfo=UTC)


async def filed(site: Site, telegram: TelegramEmulator):
    """Somebody who told of harm, an officer who may read it, and the report's address."""
    sari = telegram.person(7)
    await sari.says("saya diperkosa paman saya")
    await sari.expects("Sudah kami terima")
    code = await asyncio.to_thread(site.read, lambda s: s.query(Report).one().code)
    rina = await asyncio.to_thread(lambda: site.officer("rina@polres.example", name="Rina", ppa=True))
    return sari, rina, f"/laporan/{code}"


def seen(sari) -> str:
    return str(sari)


async def test_a_reply_waits_behind_a_neutral_notice_until_it_is_asked_for(settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(settings) as (site, telegram):
            sari, rina, report = await filed(site, telegram)
            clock.shift(timedelta(minutes=30))
            page = await asyncio.to_thread(rina.post, f"{report}/balas", data={"text": "Visum besok jam 9."})
            assert "Menunggu dibuka pelapor" in page.text
            assert NOTICE in page.text
            await asyncio.to_thread(rina.post, f"{report}/balas", data={"text": "Bawa KTP?", "ask": "1"})
            await sari.expects(NOTICE)
            assert "Visum" not in seen(sari)
            await sari.taps("Baca")
            await sari.expects("Visum besok jam 9.")
            await sari.expects("Bawa KTP?")
            await sari.expects("membalas di sini")
            assert seen(sari).count(NOTICE) == 1
            await sari.says("ya, saya bawa")
            await sari.expects("sudah diteruskan")
            page = await asyncio.to_thread(rina.get, report)
            assert "ya, saya bawa" in page.text
            assert "Menunggu dibuka pelapor" not in page.text
            said = await asyncio.to_thread(site.read, lambda s: s.query(Message).filter(Message.text == "Baca").count())
            assert said <= 1


async def test_who_writes_instead_gets_the_words_too(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, telegram):
            sari, rina, report = await filed(site, telegram)
            clock.shift(timedelta(minutes=30))
            await asyncio.to_thread(rina.post, f"{report}/balas", data={"text": "Visum besok jam 9."})
            await sari.expects(NOTICE)
            await sari.says("saya takut pulang")
            await sari.expects("Visum besok jam 9.")
            assert "saya takut pulang" in (await asyncio.to_thread(rina.get, report)).text
            await asyncio.to_thread(rina.post, f"{report}/balas", data={"text": "Kami jemput."})
            await sari.expects("Kami jemput.")  # the phone is in their hands
            assert seen(sari).count(NOTICE) == 1


async def test_what_was_written_before_a_question_was_seen_is_no_answer_to_it(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, telegram):
            sari, rina, report = await filed(site, telegram)
            clock.shift(timedelta(minutes=30))
            await asyncio.to_thread(rina.post, f"{report}/balas", data={"text": "Bisa bertemu besok?", "ask": "1"})
            await sari.expects(NOTICE)
            await sari.says("saya takut pulang")
            await sari.expects("Bisa bertemu besok?")
            assert "jawaban Anda" not in seen(sari)
            await sari.says("bisa", wait=True)
            page = await asyncio.to_thread(rina.get, report)
            assert "saya takut pulang" in page.text
            assert ">bisa<" in page.text


@pytest.mark.parametrize("status", ["handling", "need_info", "finished"])
async def test_a_status_is_announced_without_a_word_of_it(sqlite_settings: Settings, status: str) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, telegram):
            sari, rina, report = await filed(site, telegram)
            clock.shift(timedelta(minutes=30))
            fields = {"status": status, "result": "solved", "reason": "x", "text": f"Kata {status}.", "version": "1"}
            answer = await asyncio.to_thread(rina.post, f"{report}/status", data=fields)
            assert answer.status_code == 200
            await sari.expects(NOTICE)
            assert f"Kata {status}." not in seen(sari)
            await sari.says("baca")
            await sari.expects(f"Kata {status}.")


async def test_an_ordinary_report_is_answered_in_plain_words(sqlite_settings: Settings) -> None:
    with time_machine.travel(START, tick=True) as clock:
        async with town(sqlite_settings) as (site, telegram):
            budi = telegram.person(8)
            await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
            await budi.expects("Ini laporan Anda")
            await budi.taps("Kirim laporan")
            await budi.expects("Terkirim")
            code = await asyncio.to_thread(site.read, lambda s: s.query(Report).one().code)
            officer = await asyncio.to_thread(site.officer)
            clock.shift(timedelta(minutes=30))
            page = await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Kami cari."})
            await budi.expects("Kami cari.")
            assert NOTICE not in seen(budi) + page.text
