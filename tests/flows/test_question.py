"""An officer asks, and the citizen answers with one tap: the whole way on each channel."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import orjson
import time_machine

from api.desk import chips
from core import questions
from core.models import Message, Outbox, Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.factories import make_report
from tests.flows import test_telegram, test_whatsapp
from tests.ground import Site, eventually

STORY = "motor saya dicuri di Pasar Baru tadi pagi"
QUESTION = "Petugas bertanya: Warna motornya apa? Balas di sini."


def asks(site: Site) -> httpx2.Client:
    code = site.read(lambda s: s.query(Report).one().code)
    officer = site.officer()
    assert officer.post(f"/laporan/{code}/balas", data={"text": "Warna motornya apa?", "ask": "1"}).status_code == 200
    return officer


def answered(site: Site) -> None:
    eventually(lambda: site.read(lambda s: s.query(Report).one().status), until=lambda found: found == "handling")


async def test_by_telegram(sqlite_settings: Settings) -> None:
    async with test_telegram.town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says(STORY)
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        await asyncio.to_thread(asks, site)
        await siti.expects(QUESTION)
        await siti.taps("Tidak tahu")
        await siti.expects("jawaban Anda sudah diteruskan")
        await asyncio.to_thread(answered, site)


async def asked(site: Site, twilio: TwilioEmulator) -> Person:
    """Somebody reported, and an officer asks."""
    budi = twilio.person("+6281234567890", "Budi")
    await budi.says(STORY)
    await budi.expects("Sudah benar?")
    await budi.says("1")
    await budi.expects("Terkirim")
    await asyncio.to_thread(asks, site)
    return budi


async def test_by_whatsapp(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        budi = await asked(site, twilio)
        question = await budi.expects(QUESTION)
        assert question.endswith("\n\n- Tidak tahu\n- Nanti")
        await budi.says("tidak tahu")
        await budi.expects("jawaban Anda sudah diteruskan")
        await asyncio.to_thread(answered, site)


async def test_a_letter_by_whatsapp_is_the_answer(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        budi = await asked(site, twilio)
        await budi.expects(QUESTION)
        await budi.says("B")
        await budi.expects("jawaban Anda sudah diteruskan")
        await asyncio.to_thread(answered, site)
        assert await asyncio.to_thread(site.read, lambda s: s.query(Message).filter_by(text="B").one().report_id)


def test_who_puts_the_question_off_is_heard_and_still_waited_for(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    asks(site)
    phone.wait_for("Warna motornya apa?")
    assert "Balas di sini kapan saja" in phone.say("nanti")
    report = site.read(lambda s: s.query(Report).one())
    assert site.read(lambda s: s.query(Message).filter_by(text="nanti").one().report_id) == report.id
    assert (report.status, report.waiting) == ("need_info", "officer")
    assert "jawaban Anda sudah diteruskan" in phone.say("merah")
    answered(site)


def test_by_web_chat(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    asks(site)
    phone.wait_for("Warna motornya apa?")
    assert list(phone.buttons) == ["Tidak tahu", "Nanti"]
    assert "jawaban Anda sudah diteruskan" in phone.press("Tidak tahu")
    answered(site)


def test_whoever_answers_what_a_status_asked_is_being_handled_again(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    report = site.read(lambda s: s.query(Report).one())
    asked = {"status": "need_info", "text": "Warna motornya apa?", "version": str(report.version)}
    officer = site.officer()
    page = officer.post(f"/laporan/{report.code}/status", data=asked)
    assert page.status_code == 200
    assert "· pertanyaan" in page.text
    report = site.read(lambda s: s.query(Report).one())
    assert (report.waiting, report.replied_at is not None, report.taken_by != "") == ("citizen", True, True)
    assert report.code in officer.get("/masuk?tampilan=menunggu-warga").text.partition("data-list")[2]
    phone.wait_for("Warna motornya apa?")
    phone.say("hitam, ada stiker biru di depan")
    answered(site)


def test_a_status_without_words_is_no_reply(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    report = site.read(lambda s: s.query(Report).one())
    asked = {"status": "need_info", "text": "", "version": str(report.version)}
    assert site.officer().post(f"/laporan/{report.code}/status", data=asked).status_code == 200
    report = site.read(lambda s: s.query(Report).one())
    assert (report.waiting, report.replied_at, report.taken_by) == ("citizen", None, "")


def test_the_words_that_the_desk_offers_ask_once_for_an_answer(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    report, officer = site.read(lambda s: s.query(Report).one()), site.officer()
    offered = re.findall(
        r'<textarea name="text" rows="4"[^>]*>([^<]*minta info[^<]*)<', officer.get(f"/laporan/{report.code}").text
    )
    asked = {"status": "need_info", "text": offered[0], "version": str(report.version)}
    officer.post(f"/laporan/{report.code}/status", data=asked)
    sent = site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains("minta info")).one().payload)
    words = f"Petugas bertanya: Boleh kami minta info tambahan untuk laporan {report.code}? Balas di sini."
    assert orjson.loads(sent)["text"] == words


def test_a_question_goes_out_as_it_stands_in_the_thread(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    words = {"text": "  Apa warna\x00 motornya, cafe\u0301?\n", "ask": "1"}
    assert site.officer().post(f"/laporan/{code}/balas", data=words).status_code == 200
    clean = "Apa warna motornya, caf\u00e9?"
    message = site.read(lambda s: s.query(Message).filter_by(author="officer").one())
    sent = site.read(lambda s: s.get_one(Outbox, message.id).payload)
    assert message.text == clean
    assert orjson.loads(sent)["text"] == f"Petugas bertanya: {clean} Balas di sini."


def test_a_question_that_nobody_answers_goes_back_to_the_officers(site: Site) -> None:
    with time_machine.travel("2026-03-11T03:00:00Z", tick=True) as clock:
        phone = Phone(site)
        phone.file_a_report()
        asks(site)
        clock.shift(timedelta(days=3, minutes=1))
        phone.wait_for("Petugas menunggu jawaban Anda: Warna motornya apa? Balas di sini.")
        clock.shift(timedelta(days=2))
        eventually(lambda: site.read(lambda s: s.query(Report).one().status), until=lambda found: found == "checking")


def test_of_two_questions_to_one_citizen_both_come_back(site_on_both: Site, later: Callable[..., None]) -> None:
    """The conversation waits for an answer in one report at a time."""
    phone, officer = Phone(site_on_both), site_on_both.officer()
    phone.file_a_report()
    contact = site_on_both.read(lambda s: s.query(Report).one().contact_id)
    site_on_both.write(lambda s: make_report(s, contact_id=contact, identity="contactable"))
    for code in site_on_both.read(lambda s: [r.code for r in s.query(Report).order_by(Report.id)]):
        officer.post(f"/laporan/{code}/balas", data={"text": "Warna motornya apa?", "ask": "1"})
    assert statuses(site_on_both) == ["need_info", "need_info"]
    later(days=5, minutes=1)
    eventually(lambda: statuses(site_on_both), until=lambda found: found == ["checking", "checking"])


def test_a_question_in_an_anonymous_report_comes_back_too_once(site_on_both: Site, later: Callable[..., None]) -> None:
    site = site_on_both
    code = site.write(lambda s: make_report(s).code)
    site.officer().post(f"/laporan/{code}/balas", data={"text": "Warna motornya apa?", "ask": "1"})
    later(days=4, hours=23)
    site.write(questions.lapse)
    assert statuses(site) == ["need_info"]
    later(days=5, minutes=1)
    eventually(lambda: statuses(site), until=lambda found: found == ["checking"])
    site.write(questions.lapse)
    report = site.read(lambda s: s.query(Report).one())
    assert (report.waiting, report.version) == ("officer", 3)


def test_a_pause_that_is_over_is_not_counted_upwards(site: Site) -> None:
    with time_machine.travel("2026-03-11T03:00:00Z"):
        report = site.write(lambda s: make_report(s, status="need_info"))
        chip = chips.of(report, report.due_at + timedelta(days=4), str)
    assert (chip.label, chip.text) == ("Jeda", "0:00")


def statuses(site: Site) -> list[str]:
    return site.read(lambda s: [r.status for r in s.query(Report).order_by(Report.id)])


def test_who_changes_the_language_is_written_to_in_that_one(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    phone.say("english")
    code = site.read(lambda s: s.query(Report).one().code)
    page = site.officer().get(f"/laporan/{code}").text
    assert f"Report {code} is being handled." in page
