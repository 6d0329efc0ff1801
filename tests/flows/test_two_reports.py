"""An officer writes in one report while its citizen writes another: the whole way on each channel."""

from __future__ import annotations

import asyncio
import html
from datetime import timedelta

import time_machine

from core.models import Message, Outbox, Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.flows import test_telegram, test_whatsapp
from tests.flows.test_closing import close
from tests.flows.test_telegram import code_of, picture
from tests.ground import Site, eventually

STORY = "motor saya dicuri di Pasar Baru tadi pagi"
QUESTION = "Warna motornya apa?"
CHOICE = "atau untuk laporan baru yang sedang Anda tulis?"


def asks(site: Site, code: str) -> None:
    answer = site.officer().post(f"/laporan/{code}/balas", data={"text": QUESTION, "ask": "1"})
    assert answer.status_code == 200


def first_of(site: Site) -> str:
    return site.read(lambda s: s.query(Report).order_by(Report.id).first().code)


def report_of(site: Site, words: str) -> tuple[str, str]:
    """The report in which these words stand, and how far it is."""

    def look(session) -> list[tuple[str, str]]:
        found = session.query(Report).join(Message, Message.report_id == Report.id).filter(Message.text == words)
        return [(report.code, report.status) for report in found]

    return eventually(lambda: site.read(look))[0]


def writes_another(phone: Phone) -> str:
    """A report is sent, and a second one in the making; the first one's code."""
    phone.file_a_report()
    phone.say("MENU")
    phone.press("Lapor kejadian")
    phone.say("ada tabrakan motor di Pasar Sirih")
    phone.wait_for("Kapan kejadiannya?")
    return first_of(phone.site)


def picks(phone: Phone, label: str) -> str:
    phone.wait_for(CHOICE)
    return html.unescape(phone.press(label))


def test_the_answer_reaches_its_report_and_the_draft_goes_on(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    code = writes_another(phone)
    asks(site, code)
    assert f"Ini tentang laporan {code}." in phone.wait_for(QUESTION)
    phone.say("hitam, ada stiker biru")
    assert "Kapan kejadiannya?" in picks(phone, code)
    assert report_of(site, "hitam, ada stiker biru") == (code, "handling")
    for label in ("Hari ini", "Tidak ada", "Lewati", "Kirim laporan"):
        phone.press(label)
    told = site.read(lambda s: [report.summary for report in s.query(Report).order_by(Report.id)])
    assert told[1:] == ["ada tabrakan motor di Pasar Sirih"]


def test_what_goes_into_the_draft_leaves_the_question_open_until_it_is_sent(site: Site) -> None:
    phone = Phone(site)
    code = writes_another(phone)
    asks(site, code)
    phone.wait_for(QUESTION)
    phone.press("Lanjutkan draf")
    for label in ("Hari ini", "Tidak ada", "Lewati", "Kirim laporan"):
        phone.press(label)
    page = phone.wait_for(f"Petugas menunggu jawaban Anda: {QUESTION}")
    assert "Terkirim. Kode Anda" in page
    assert page.count(f"Ini tentang laporan {code}.") == 2
    assert list(phone.buttons) == ["Tidak tahu", "Nanti"]
    phone.say("hitam")
    assert report_of(site, "hitam") == (code, "handling")


def test_a_closed_report_is_opened_by_the_answer_it_asked_for(site: Site) -> None:
    phone = Phone(site)
    code = writes_another(phone)
    version = site.read(lambda s: str(s.query(Report).one().version))
    closing = {"status": "finished", "result": "no_contact", "reason": "x", "version": version}
    text = f"Laporan {code} kami tutup. Balas dalam 24 jam untuk membuka lagi."
    assert site.officer().post(f"/laporan/{code}/status", data={**closing, "text": text}).status_code == 200
    phone.wait_for("Balas dalam 24 jam")
    phone.say("saya sudah bisa dihubungi")
    assert "Kapan kejadiannya?" in picks(phone, code)
    assert report_of(site, "saya sudah bisa dihubungi") == (code, "handling")


def test_a_photo_opens_a_closed_report_however_polite_its_words(site: Site) -> None:
    phone = Phone(site)
    code = writes_another(phone)
    close(site, site.officer(), code, result="no_contact", reason="x", text="Kami tutup.")
    phone.wait_for("Kami tutup.")
    phone.say("oke siap pak", files=[("a.jpg", picture(), "image/jpeg")])
    picks(phone, code)
    assert report_of(site, "oke siap pak") == (code, "handling")


def test_politeness_does_not_open_a_closed_report(site: Site) -> None:
    phone = Phone(site)
    code = writes_another(phone)
    version = site.read(lambda s: str(s.query(Report).one().version))
    closing = {"status": "finished", "result": "solved", "reason": "x", "version": version, "text": "Selesai, ya?"}
    assert site.officer().post(f"/laporan/{code}/status", data=closing).status_code == 200
    phone.wait_for("Selesai, ya?")
    phone.say("oke siap pak")
    picks(phone, code)
    assert report_of(site, "oke siap pak") == (code, "finished")


def test_a_late_answer_is_asked_about(site: Site) -> None:
    with time_machine.travel("2026-03-11T03:00:00Z", tick=True) as clock:
        phone = Phone(site)
        phone.file_a_report()
        code = first_of(site)
        asks(site, code)
        clock.shift(timedelta(days=5, minutes=1))
        eventually(lambda: site.read(lambda s: s.query(Report).one().status), until=lambda found: found == "checking")
        clock.shift(timedelta(days=9))
        phone.say("hitam, ada stiker biru")
        phone.wait_for("Apakah pesan ini untuk laporan itu?")
        assert "jawaban Anda sudah diteruskan" in phone.press("Ya, laporan itu")
        assert report_of(site, "hitam, ada stiker biru")[0] == code
        assert site.read(lambda s: s.query(Report).count()) == 1


def question_left(site: Site) -> str:
    """The provider's id of the question, once it is known."""

    def look() -> str:
        return site.read(lambda s: s.query(Outbox.provider_id).filter(Outbox.payload.contains(QUESTION)).scalar() or "")

    return eventually(look)


def test_what_was_told_for_one_goes_along_to_another_and_its_deletion_leaves_it_there(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    phone.file_a_report()
    told = ["kemarin ada tabrakan mobil di Pasar Sirih", "kemarin saya ditipu di Pasar Sirih"]
    for words, ends in zip(told, (["Kirim laporan"], ["Batal", "Hapus"]), strict=True):
        phone.say(words)
        eventually(phone.open, until=lambda _: "Kejadian lain" in phone.buttons)
        assert "masuk ke laporan baru ini" in phone.press("Kejadian lain")
        for label in ends:
            phone.press(label)
    reports = site.read(lambda s: [(report.code, report.summary) for report in s.query(Report).order_by(Report.id)])
    assert [summary for _, summary in reports[1:]] == told[:1]
    assert [report_of(site, words)[0] for words in told] == [reports[1][0]] * 2


async def test_by_telegram_a_reply_to_the_question_needs_no_choice(sqlite_settings: Settings) -> None:
    async with test_telegram.town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says(STORY)
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)
        await siti.says("MENU")
        await siti.expects("Halo")
        await siti.taps("Lapor kejadian")
        await siti.expects("Ceritakan apa yang terjadi")
        await siti.says("ada tabrakan motor")
        await siti.expects("Di mana kejadiannya?")
        await asyncio.to_thread(asks, site, code)
        question = await siti.expects(QUESTION)
        await asyncio.to_thread(question_left, site)
        await siti.says("hitam", reply_to_message=siti.as_message(question))
        assert "Di mana kejadiannya?" in (await siti.expects("jawaban Anda sudah diteruskan")).text
        assert await asyncio.to_thread(report_of, site, "hitam") == (code, "handling")


async def test_by_whatsapp_the_choice_is_a_number_and_a_reply_needs_none(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says(STORY)
        await budi.expects("Sudah benar?")
        await budi.says("1")
        code = code_of(await budi.expects("Terkirim"))
        await budi.says("MENU")
        await budi.says("1")
        await budi.expects("Ceritakan apa yang terjadi")
        await budi.says("ada tabrakan motor")
        await budi.expects("Di mana kejadiannya?")
        await asyncio.to_thread(asks, site, code)
        assert "- Lanjutkan draf" in await budi.expects(QUESTION)
        sid = await asyncio.to_thread(question_left, site)
        await budi.says("hitam")
        assert f"1. {code}\n2. Laporan baru" in await budi.expects(CHOICE)
        await budi.says("1")
        await budi.expects("Di mana kejadiannya?")
        assert await asyncio.to_thread(report_of, site, "hitam") == (code, "handling")
        await budi.says("1", OriginalRepliedMessageSid=sid)
        await budi.expects("Ditambahkan ke laporan")
        assert await asyncio.to_thread(report_of, site, "1") == (code, "handling")
