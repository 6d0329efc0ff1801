"""Somebody asks what is kept of them, and takes their consent back: both at once, in the chat itself."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Callable
from typing import Any

import httpx2

from core.models import Audit, Contact, Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.flows import test_whatsapp
from tests.flows.test_anonymous import rows, send_anonymously
from tests.flows.test_erasure import CODE, WORDS, carry_out, opened
from tests.flows.test_telegram import code_of, picture, town
from tests.ground import Site, eventually

LINK = re.compile(r"/lapor/data/[0-9a-f]{60,}")


def asks(phone: Phone) -> str:
    """The address of the download."""
    phone.say("PRIVASI")
    phone.press("Lihat data saya")
    return LINK.findall(phone.page.text)[-1]


def download(browser: httpx2.Client, link: str) -> dict[str, Any]:
    page = browser.get(link)
    assert page.status_code == 200
    assert WORDS not in page.text  # a preview of the link shows nothing
    assert page.headers["referrer-policy"] == "same-origin"
    answer = browser.post(link)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    return dict(json.loads(answer.text))


def test_the_chat_tells_what_is_kept_and_hands_it_out_whole(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    anonymous, _ = send_anonymously(phone, "ada tabrakan motor di Pasar Sirih tadi pagi")
    phone.say("Halo", files=[("kamar.jpg", picture(), "image/jpeg")])
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).filter(Report.contact_id.is_not(None)).one().code)
    admin = site.officer(roles=("operator", "admin"))
    admin.post(f"/laporan/{code}/balas", data={"text": "Kami cari motornya."})
    admin.post(f"/laporan/{code}/catatan", data={"text": "Rahasia petugas: pelaku sudah dikenal."})
    link = asks(phone)
    told = next(text for text in phone.thread if "Ini yang kami simpan" in text)
    assert f"{code} (Sedang ditangani)" in told
    for line in ("Nama: tidak ada", "Kanal: Web", "Berkas: 1", "Bahasa: Indonesia"):
        assert line in told
    assert re.search(r"Persetujuan: versi 2026-11, \w+ \d+ \w+ \d{4} \d\d\.\d\d", told)
    assert "Pesan: 5 dari Anda" in told  # with a photo, about the theft, [Kirim laporan], and the two just now

    found = download(phone.browser, link)
    text = json.dumps(found, ensure_ascii=False)
    assert [report["code"] for report in found["reports"]] == [code]
    assert set(found["reports"][0]) == {"code", "status", "result", "times"}
    assert {"from": "you", "text": WORDS, "report": code}.items() <= spoken(found, WORDS).items()
    assert spoken(found, "Kami cari motornya.")["from"] == "police"
    assert [(file["name"], file["kind"]) for file in found["files"]] == [("kamar.jpg", "photo")]
    assert found["consent"]["version"] == "2026-11"
    for strange in ("Rahasia petugas", "Ayu", anonymous, "tabrakan", "PIN", "priority", "officer"):
        assert strange not in text, strange


def spoken(found: dict[str, Any], text: str) -> dict[str, Any]:
    return next(message for message in found["messages"] if message["text"] == text)


def test_the_link_is_stored_nowhere_in_clear_and_dies(site_on_both: Site, later: Callable[..., None]) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    phone.file_a_report()
    link = asks(phone)
    assert link not in str(rows(site))
    stranger = site.client()
    assert (stranger.get(link).status_code, stranger.post(link).status_code) == (404, 404)
    other = Phone(site)
    other.say("halo")
    assert other.browser.post(link).status_code == 404
    for wrong in (link[:-2] + ("00" if link[-2:] != "00" else "11"), link[:40], "/lapor/data/x", "/lapor/data/ff"):
        assert phone.browser.post(wrong).status_code == 404
    later(hours=23, minutes=55)
    assert phone.browser.post(link).status_code == 200
    phone.open()
    assert link in phone.page.text
    later(hours=24, minutes=2)
    assert (phone.browser.get(link).status_code, phone.browser.post(link).status_code) == (404, 404)
    eventually(phone.open, until=lambda page: link not in page)
    assert not any(link in opened(site, value) for row in rows(site) for value in row.values())


def test_the_link_dies_with_what_it_showed(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    link = asks(phone)
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    wish = site.read(lambda s: s.query(Report).filter(Report.tags == "delete_request").one().code)
    assert phone.browser.post(link).status_code == 200
    carry_out(site.officer(roles=("operator", "admin")), wish)
    assert phone.browser.post(link).status_code == 404


def test_leaving_in_a_hurry_takes_the_link_along(site: Site) -> None:
    phone = Phone(site)
    phone.say("halo")
    link = asks(phone)
    phone.browser.post("/lapor/keluar", follow_redirects=False)
    assert phone.browser.post(link).status_code == 404
    assert not any(link in opened(site, value) for row in rows(site) for value in row.values())


def test_a_consent_that_is_withdrawn_is_gone_at_once_with_the_time_on_record(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    phone.file_a_report()
    given = site.read(lambda s: s.query(Contact).one().consent_at)
    phone.say("PRIVASI")
    phone.press("Tarik persetujuan")
    contact = site.read(lambda s: s.query(Contact).one())
    assert contact.consent == ""
    assert contact.consent_at > given
    request = site.read(lambda s: s.query(Report).filter(Report.tags == "withdraw_request").one().code)
    found = site.read(lambda s: s.query(Audit).filter(Audit.action == "consent.withdrawn").one())
    assert (found.actor, found.subject, found.detail) == ("bot", request, "")
    assert "Menarik persetujuan" in site.officer().get(f"/laporan/{request}").text
    asks(phone)
    assert any("Persetujuan: ditarik" in text for text in phone.thread)
    phone.say("LAPOR")
    phone.file_a_report()
    assert site.read(lambda s: s.query(Contact).one().consent) == "2026-11"


async def test_by_telegram_in_english_with_a_link_to_the_stations_address(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(70_012_345, "Sitirahayu", "en")
        await siti.says("motorcycle stolen at Pasar Baru this morning")
        await siti.expects("This is your report")
        await siti.taps("Send report")
        code = code_of((await siti.expects("Sent.")).text)
        await siti.says("PRIVACY")
        await siti.expects("Who sees it")
        await siti.taps("See my data")
        told = (await siti.expects("This is what we keep of you:")).text
        assert f"{code} (Received)" in told.replace("*", "")
        assert ("Name: kept, encrypted" in told, "Channel: Telegram" in told) == (True, True)
        found = LINK.search((await siti.expects("Download it all, within 24 hours")).text)
        assert found
        data = await asyncio.to_thread(download, site.client(), found[0])
        assert (data["name"], data["channels"], data["language"]) == ("Sitirahayu", ["telegram"], "en")
        assert [report["code"] for report in data["reports"]] == [code]
        stored = await asyncio.to_thread(eventually, lambda: found[0] not in str(rows(site)))
        assert stored

        def kept() -> list[str]:
            return [row["table"] for row in rows(site) if found[0] in " ".join(opened(site, v) for v in row.values())]

        await asyncio.to_thread(eventually, kept, until=lambda tables: tables == [])  # forgotten once it left


async def test_by_whatsapp_the_answer_comes_too(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (_, twilio):
        budi = twilio.person("+6281234567890", "Budiharto")
        await budi.says("PRIVASI")
        await budi.expects("Siapa yang melihat")
        await budi.says("1")
        told = await budi.expects("Ini yang kami simpan")
        assert ("Kanal: WhatsApp" in told, "Laporan: tidak ada" in told, CODE.findall(told)) == (True, True, [])
        assert LINK.search(html.unescape(await budi.expects("Unduh semuanya")))
