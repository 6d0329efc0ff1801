"""[Keluar cepat] works without scripts and leaves nothing behind in the browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import time_machine

from core.models import Message, Outbox
from tests.api.public.phone import Phone
from tests.ground import Site, eventually


def test_leaving_ends_the_session_and_leads_elsewhere(site: Site) -> None:
    phone = Phone(site)
    phone.say("Ini rahasia saya")
    answer = phone.browser.post("/lapor/keluar", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["clear-site-data"] == '"cookies", "storage"'
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    onward = phone.browser.get(answer.headers["location"])
    assert onward.headers["refresh"].startswith("0; url=https://")
    assert "rahasia" not in onward.text
    assert "Ini rahasia saya" not in phone.open()
    assert not phone.browser.cookies.get("lapor")


def test_another_site_cannot_write_or_leave_for_somebody(site: Site) -> None:
    phone = Phone(site)
    phone.say("Halo")
    for path in ("/lapor", "/lapor/keluar", "/bahasa", "/lacak"):
        answer = phone.browser.post(path, data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert "Muat ulang halaman lalu coba lagi." in answer.text
        assert 'href="tel:110"' in answer.text
        assert "content-security-policy" in answer.headers
    assert "Halo" in phone.open()


def test_every_page_has_the_number_the_exit_and_a_strict_policy(site: Site) -> None:
    browser = site.client()
    for path in ("/lapor", "/lacak", "/privasi"):
        page = browser.get(path)
        assert 'href="tel:110"' in page.text
        assert 'action="/lapor/keluar"' in page.text
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-robots-tag"] == "noindex"
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["referrer-policy"] == "same-origin"


def test_a_page_that_says_what_went_wrong_has_the_number_and_the_exit_too(site: Site) -> None:
    page = site.client().get("/tidak-ada")
    assert page.status_code == 404
    assert 'href="tel:110"' in page.text
    assert 'action="/lapor/keluar"' in page.text
    for officer in (site.officer().get("/laporan/JB-0000-0000-0"), site.client().get("/unit/tidak-ada")):
        assert officer.status_code == 404
        assert 'action="/lapor/keluar"' not in officer.text
        assert 'href="/masuk"' in officer.text


def test_pages_weigh_little(site: Site) -> None:
    browser = site.client()
    page = browser.get("/lapor")
    names = ("tokens.css", "public.css", "chat.js", "exit.js", "typed.js", "copy.js", "strip.js")
    parts = [page, *(browser.get(f"/static/{name}") for name in names)]
    assert all(part.status_code == 200 for part in parts)
    assert sum(len(part.content) for part in parts) < 52_000  # bytes, uncompressed; the two fonts add 62,000


def secrets_kept(site: Site, *words: str) -> int:
    """How many messages with code and PIN are stored; the words themselves never are."""

    def look(session) -> int:
        kept = session.query(Outbox).filter(Outbox.forget, Outbox.payload.is_not(None)).all()
        shown = session.query(Message).filter(Message.data.contains("sealed")).all()
        stored = [m.text + m.data for m in session.query(Message)] + [str(o.payload) for o in session.query(Outbox)]
        assert not [word for word in words for text in stored if word in text]
        assert {row.id for row in kept} == {row.id for row in shown}
        return len(kept)

    return site.read(look)


def test_leaving_wipes_code_and_pin(site_on_both: Site) -> None:
    site = site_on_both
    phone = Phone(site)
    phone.file_a_report()
    code, pin = re.findall(r'<strong class="code">([^<]+)</strong>', phone.page.text)
    assert secrets_kept(site, code, pin) == 1
    phone.browser.post("/lapor/keluar", follow_redirects=False)
    assert secrets_kept(site, code, pin) == 0


def test_code_and_pin_are_wiped_after_an_hour(site: Site) -> None:
    with time_machine.travel(datetime(2030, 3, 12, 3, 0, tzinfo=UTC), tick=True) as clock:
        phone = Phone(site)
        phone.file_a_report()
        code, pin = re.findall(r'<strong class="code">([^<]+)</strong>', phone.page.text)
        clock.shift(timedelta(minutes=59))
        assert pin in phone.open()
        clock.shift(timedelta(minutes=3))
        eventually(lambda: secrets_kept(site, code, pin) == 0)
        page = phone.open()
    assert pin not in page
    assert "Kode dan PIN tidak disimpan di chat ini." in page
