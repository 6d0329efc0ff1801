"""`make demo`: a fictional station that shows every state."""

from __future__ import annotations

import html
import re

import httpx2

from api import demo, groundwork
from core import db, terms
from core.models import Report
from core.settings import Settings
from tests.ground import Site, open_site


def test_the_demo_has_reports_in_every_state_and_fills_only_an_empty_station(sqlite_settings: Settings) -> None:
    groundwork.prepare(sqlite_settings)
    assert demo.fill(sqlite_settings)
    assert not demo.fill(sqlite_settings)
    engine = db.reader(sqlite_settings.database)
    with db.reading(engine) as session:
        found = session.query(Report).all()
    engine.dispose()
    assert len(found) >= 40
    assert {report.status for report in found} == set(terms.STATUSES)
    assert {report.account.partition(":")[0] for report in found} == {"webchat", "telegram", "whatsapp"}


def test_everybody_of_the_demo_finds_work_and_troubles_to_look_at(sqlite_settings: Settings) -> None:
    groundwork.prepare(sqlite_settings)
    demo.fill(sqlite_settings)
    with open_site(sqlite_settings) as site:
        desks = {email: _signed_in(site, email) for email, *_ in demo.PEOPLE}
        mine = {email: _rows(desk, "saya") for email, desk in desks.items()}
        assert {email: found for email, found in mine.items() if not found} == {}
        ayu, *_, eka = desks.values()
        assert set(mine["ayu@sagara.example"]) & set(_rows(eka, "semua"))  # two may work on the same report
        assert len(_rows(eka, "disebut")) == 1
        assert ayu.get("/masalah").text.count('name="message"') == 2


def test_reports_of_whatsapp_have_its_ticks_and_its_window(sqlite_settings: Settings) -> None:
    """Also while it is not connected, as it never is in the demo."""
    groundwork.prepare(sqlite_settings)
    demo.fill(sqlite_settings)
    with open_site(sqlite_settings) as site:
        desk = _signed_in(site, "ayu@sagara.example")
        codes = site.read(lambda s: [r.code for r in s.query(Report) if r.account.startswith("whatsapp")])
        pages = [desk.get(f"/laporan/{code}").text for code in codes]
    assert not any("WhatsApp tidak memberi tahu apakah pesan diterima" in page for page in pages)
    assert any("tick-read" in page for page in pages)
    assert any("sisa 2" in page and "data-window" in page for page in pages)


def _signed_in(site: Site, email: str) -> httpx2.Client:
    browser = site.client()
    browser.post("/masuk/login", data={"email": email, "password": demo.PASSWORD})
    return browser


def _rows(desk: httpx2.Client, view: str) -> list[str]:
    pages, found = [desk.get("/masuk", params={"tampilan": view}).text], []
    while pages:
        page = pages.pop()
        found += re.findall('data-code="([^"]+)"', page)
        onward = re.search('class="more" href="([^"]+)"', page)
        pages += [desk.get(html.unescape(onward[1])).text] if onward else []
    return found
