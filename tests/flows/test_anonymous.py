"""Fully anonymous: whoever reads the whole database, even with its key, finds no way from contact to report."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import time_machine
from sqlalchemy.exc import NoResultFound

from core import anonymity, clock, db, receipts
from core.models import Contact, Conversation, Inbound, Message, Outbox, Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram_people import Person
from tests.flows.test_telegram import code_of, picture, town
from tests.ground import Site, eventually

WORDS = "motor saya dicuri di Pasar Baru tadi pagi"
PIN_OF_HARM = re.compile(r"PIN Anda ([0-9A-Z]{4}-[0-9A-Z]{4})")
AGAIN = "/masalah/kirim-ulang"
PIN = re.compile(r"PIN ([0-9A-Z]{4}-[0-9A-Z]{4})")


def rows(site: Site) -> list[dict[str, Any]]:
    """Every row of every table."""

    def look(session: db.Session) -> list[dict[str, Any]]:
        tables = db.Base.metadata.sorted_tables
        return [{"table": t.name, **row._mapping} for t in tables for row in session.execute(t.select())]

    return site.read(look)


def of_contact(site: Site) -> Iterator[dict[str, Any]]:
    """The rows that name the one contact there is."""
    contact_id = site.read(lambda s: s.query(Contact).one().id)
    for row in rows(site):
        if row.get("contact_id") == contact_id or row.get("key") == str(contact_id) or row["table"] == "contacts":
            yield row


def of_report(site: Site) -> list[dict[str, Any]]:
    ids = site.read(lambda s: [m.id for m in s.query(Message).filter(Message.report_id.is_not(None))])
    named = [row for row in rows(site) if row.get("report_id") or row["table"] == "reports" or row.get("id") in ids]
    assert named
    return named


def times(found: Any) -> set[datetime]:
    return {value for row in found for value in row.values() if isinstance(value, datetime)}


def joined(site: Site, *secrets: str) -> list[str]:
    """What leads from the contact to the report: shared words, shared ids, shared moments."""
    known, told = list(of_contact(site)), of_report(site)
    ids = {row["id"] for row in told if row["table"] != "reports"}
    text = str(known)
    traces = [word for word in (*secrets, *ids) if word in text]
    traces += [str(row) for row in told if row.get("contact_id") is not None]
    return traces + [str(at) for at in times(known) & times(told)]


def seconds_shared(site: Site) -> list[str]:
    """Times as the conversation's state would hold them: a report's moments, named in a row of its contact."""
    known, moments = str(list(of_contact(site))), times(of_report(site))
    return [second for second in {str(int(at.timestamp())) for at in moments} if second in known]


async def choose_anonymity(siti: Person) -> None:
    for label, answer in (("Ubah", "ingin diubah"), ("Nama", "ditangani?"), ("Anonim penuh", "anonim penuh")):
        await siti.taps(label)
        await siti.expects(answer)


async def test_nothing_leads_from_a_telegram_chat_to_its_anonymous_report(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        first = await siti.sends_photo(picture(), caption=WORDS)
        await siti.expects("Ini laporan Anda")
        await siti.edits(first, WORDS + " jam enam")
        await siti.says("pelakunya dua orang")
        await siti.expects("pelakunya dua orang")
        await choose_anonymity(siti)
        await siti.taps("Kirim laporan")
        receipt = (await siti.expects("Terkirim")).text
        code, pin = code_of(receipt), PIN.search(receipt)
        assert pin
        secrets = (code, pin[1], "dicuri", "Pasar Baru", "pelakunya", "anonim", "Pencurian")
        await asyncio.to_thread(eventually, lambda: joined(site, *secrets) == [])
        assert await asyncio.to_thread(seconds_shared, site) == []
        told = await asyncio.to_thread(site.read, lambda s: [m.text for m in s.query(Message).order_by(Message.id)])
        assert told == [WORDS, WORDS + " jam enam", "pelakunya dua orang"]

        officer = await asyncio.to_thread(site.officer)
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Kami cari."})
        page = await asyncio.to_thread(site.client().post, "/lacak", data={"kode": code, "pin": pin[1]})
        assert "Kami cari." in page.text
        await siti.says("menu")
        await siti.expects("Ceritakan saja kejadiannya")
        assert "Kami cari." not in str(siti)
        assert await asyncio.to_thread(joined, site, *secrets) == []


async def test_what_is_edited_later_leads_nowhere_either(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        place = await siti.shares_live_location(-6.9, 107.6)
        await siti.expects("Apa yang terjadi di sana?")
        first = await siti.says(WORDS)
        await siti.expects("Ini laporan Anda")
        await choose_anonymity(siti)
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        await siti.moves(place, -6.9, 107.6001, wait=True)
        await siti.edits(first, WORDS + " jam enam", wait=True)
        await siti.expects("/lacak dengan kode dan PIN")
        await asyncio.to_thread(eventually, lambda: joined(site, "dicuri", "Pasar Baru", "anonim", "107.6") == [])
        assert site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen")]) == ["", WORDS]
        kept = site.read(lambda s: s.query(Inbound).filter(Inbound.raw.is_not(None)).count())
        assert kept == 0


async def test_words_of_harm_leave_an_anonymous_report_anonymous(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("tetangga saya jual narkoba di Pasar Baru")
        await siti.expects("Bagaimana nama Anda ditangani?")
        await siti.taps("Anonim penuh")
        await siti.expects("anonim penuh")
        await siti.says("dia juga mencabuli saya, saya masih kelas 5 sd")
        await siti.expects("Ini bukan salah Anda")
        receipt = (await siti.expects("Catat keduanya")).text
        code, pin = code_of(receipt), PIN_OF_HARM.search(receipt)
        assert pin
        secrets = (code, pin[1], "narkoba", "mencabuli", "salah Anda", "orang dewasa", "anonim")
        await asyncio.to_thread(eventually, lambda: joined(site, *secrets) == [])
        assert await asyncio.to_thread(seconds_shared, site) == []
        report = site.read(lambda s: s.query(Report).one())
        assert (report.identity, report.contact_id, report.restricted) == ("anonymous", None, "ppa")
        page = await asyncio.to_thread(site.client().post, "/lacak", data={"kode": code, "pin": pin[1]})
        assert "mencabuli" in page.text


def left(site: Site) -> list[tuple[str, str, int]]:
    """What the conversations remember: where they stand, and how often they were saved."""
    return site.read(lambda s: [("conversation", c.state, c.version) for c in s.query(Conversation)])


async def test_a_conversation_after_an_anonymous_report_stands_as_if_nothing_was_sent(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says(WORDS)
        await siti.expects("Ini laporan Anda")
        await choose_anonymity(siti)
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        found = await asyncio.to_thread(left, site)
        assert found == [("conversation", '{"data":{"spoken":"guessed"}}', 1)]
        later(hours=40)  # and nobody who is told of nothing more was ever there
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Contact).count() == 0))
        assert site.read(lambda s: s.query(Report).count()) == 1
        await siti.says("halo")
        await siti.expects("Ceritakan saja kejadiannya")


def test_whoever_said_something_that_is_kept_stays(site_on_both: Site) -> None:
    Phone(site_on_both).say("halo")
    Phone(site_on_both).file_a_report()
    after = clock.now() + timedelta(days=40)
    assert site_on_both.read(lambda s: anonymity.empty(s, now=after)) == []


def secrets_of(phone: Phone) -> list[str]:
    return re.findall(r'<strong class="code">([^<]+)</strong>', phone.page.text)


def send_anonymously(phone: Phone, words: str = WORDS) -> list[str]:
    """Code and PIN as the page shows them."""
    phone.say(words)
    eventually(phone.open, until=lambda _: "Kirim laporan" in phone.buttons)
    change = phone.buttons["Kirim laporan"].partition(":")[0] + ":change>identity"
    phone.say(choice=change)
    phone.press("Anonim penuh")
    phone.press("Kirim laporan")
    return secrets_of(phone)[-2:]


def test_the_web_chat_shows_the_receipt_for_an_hour_and_stores_it_sealed(site_on_both: Site) -> None:
    site = site_on_both
    with time_machine.travel(datetime(2030, 3, 12, 3, 0, tzinfo=UTC), tick=True) as time:
        phone = Phone(site)
        code, pin = send_anonymously(phone)
        secrets = (code, pin, "dicuri", "Pasar Baru", "anonim", "Pencurian")
        assert joined(site, *secrets) == []
        assert seconds_shared(site) == []
        assert code in phone.open()
        again = send_anonymously(phone, "ada tabrakan motor di Pasar Sirih tadi pagi")
        assert set(secrets_of(phone)) == {code, pin, *again}  # a second report leaves the first receipt
        time.shift(timedelta(minutes=62))
        eventually(phone.open, until=lambda _: secrets_of(phone) == [])
        assert joined(site, *secrets, *again) == []
    assert site.client().post("/lacak", data={"kode": code, "pin": pin}).text.count(WORDS) == 1


def test_neither_what_is_left_nor_what_comes_later_tells_which_events_were_the_report(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    send_anonymously(phone)
    unnamed = [row for row in rows(site) if row["table"] == "inbound"]
    assert {row["contact_id"] for row in unnamed} == {None}
    left = {at.microsecond for at in times(of_contact(site))}
    assert left.isdisjoint(at.microsecond for at in times(unnamed))  # a blurred time keeps no part of the true one
    phone.say("halo")
    later = [row for row in of_contact(site) if row["table"] == "inbound"]
    parts = {part for row in unnamed for part in re.findall(r"\w{12,}", row["event_id"])}
    assert later
    assert [part for row in later for part in parts if part in row["event_id"]] == []


def test_the_receipt_comes_with_what_is_new_on_a_page_and_goes_with_whoever_leaves(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    phone.say("halo")
    last = re.findall(r'data-id="([0-9a-f]{32})"', phone.page.text)[-1]
    code, _ = send_anonymously(phone)
    assert code in phone.browser.get(f"/lapor/pesan?sesudah={last}").text
    assert code not in Phone(site).page.text
    same = Phone(site)
    same.browser.cookies.update(dict(phone.browser.cookies))
    assert code in same.open()
    phone.browser.post("/lapor/keluar", follow_redirects=False)
    assert code not in same.open()


def test_the_receipt_goes_with_whoever_asks_to_be_forgotten(site_on_both: Site) -> None:
    phone = Phone(site_on_both)
    code, _ = send_anonymously(phone)
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    assert code not in phone.open()
    assert site_on_both.read(lambda s: s.query(Report).count()) == 1


def test_a_report_with_a_way_back_keeps_its_thread(site: Site) -> None:
    """The same steps without the choice: what is erased is erased for the anonymous alone."""
    phone = Phone(site)
    phone.file_a_report()
    contact = site.read(lambda s: s.query(Contact).one())
    report = site.read(lambda s: s.query(Report).one())
    assert (report.contact_id, contact.consent) == (contact.id, "2026-11")
    assert any("Nama dirahasiakan" in text for text in phone.thread)


def test_the_officer_hears_that_an_answer_was_opened_with_code_and_pin_and_not_when(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    code, pin = send_anonymously(phone)
    officer = site.officer()
    officer.post(f"/laporan/{code}/balas", data={"text": "Kami sudah memeriksa tempatnya."})
    report = f"/laporan/{code}"
    assert "Menunggu dibuka dengan kode dan PIN" in officer.get(report).text
    site.client().post("/lacak", data={"kode": code})
    assert "Menunggu dibuka dengan kode dan PIN" in officer.get(report).text
    for _ in range(2):
        assert "Kami sudah memeriksa" in site.client().post("/lacak", data={"kode": code, "pin": pin}).text
    assert "Sudah dibuka dengan kode dan PIN" in officer.get(report).text
    officer.post(f"/laporan/{code}/balas", data={"text": "Terima kasih."})
    page = officer.get(report).text
    assert ("Menunggu dibuka dengan kode" in page, "Sudah dibuka dengan kode" in page) == (True, True)
    assert [row["data"] for row in of_report(site) if row.get("author") == "officer"] == ['{"opened": true}', ""]


async def receipt_lost(telegram: TelegramEmulator) -> Person:
    """Somebody reported anonymously, and what says code and PIN was refused."""
    siti = telegram.person(7)
    await siti.says(WORDS)
    await siti.expects("Ini laporan Anda")
    await choose_anonymity(siti)
    telegram.fault("sendMessage", code=400)
    await siti.taps("Kirim laporan")
    return siti


async def test_an_anonymous_receipt_that_did_not_leave_can_be_sent_again_for_a_day_and_is_then_wiped(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with town(settings) as (site, telegram):
        siti = await receipt_lost(telegram)

        def receipt() -> Outbox | None:
            return site.read(lambda s: s.query(Outbox).filter(Outbox.forget, Outbox.state == "failed").one_or_none())

        failed = await asyncio.to_thread(eventually, receipt)
        assert failed is not None
        chief = await asyncio.to_thread(partial(site.officer, "chief@polres.example", roles=("admin",)))
        ayu = await asyncio.to_thread(site.officer)
        assert failed.id not in (await asyncio.to_thread(ayu.get, "/masalah")).text
        assert (await asyncio.to_thread(ayu.post, AGAIN, data={"message": failed.id})).status_code == 404
        page = (await asyncio.to_thread(chief.get, "/masalah")).text
        assert failed.id in page
        assert [word for word in ("JB-", "PIN", siti.name, "dicuri") if word in page] == []

        def due() -> list[str]:
            return site.read(lambda s: receipts.due(s, before=clock.now() - receipts.SHOWN_FOR))

        later(hours=24)
        assert await asyncio.to_thread(due) == []
        chief = await asyncio.to_thread(partial(site.officer, "deputy@polres.example", roles=("admin",)))
        assert (await asyncio.to_thread(chief.post, AGAIN, data={"message": failed.id})).status_code == 200
        text = (await siti.expects("Terkirim")).text
        code, pin = code_of(text), PIN.search(text)
        assert pin
        await asyncio.to_thread(eventually, lambda: joined(site, code, pin[1], "anonim") == [])


async def test_an_anonymous_receipt_that_nobody_sends_again_is_wiped_after_a_day(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with town(settings) as (site, telegram):
        await receipt_lost(telegram)

        def receipts_kept() -> list[tuple[str, bool]]:
            kept = site.read(lambda s: s.query(Outbox).filter(Outbox.forget, Outbox.state == "failed").all())
            return [(row.trouble != "", row.contact_id is not None) for row in kept]

        await asyncio.to_thread(eventually, receipts_kept, until=lambda kept: kept == [(True, True)])
        later(hours=26)
        await asyncio.to_thread(eventually, receipts_kept, until=lambda kept: kept == [(False, False)])
        with contextlib.suppress(NoResultFound):  # the empty contact may go at this very moment
            assert joined(site, "anonim") == []
