"""A citizen looks at their chat, and the officer's page shows the second tick by itself."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, Page

from core import clock, outbox
from core.models import Outbox, Report
from tests.api.public.phone import Phone
from tests.browser.desk import PHONE, Desk, opened, signed_in
from tests.ground import Site

pytestmark = pytest.mark.browser

HIDE = """hidden => {
    Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def siti(site: Site) -> Phone:
    made = Phone(site)
    made.file_a_report()
    return made


@pytest.fixture
def code(site: Site, siti: Phone) -> str:
    return site.read(lambda s: s.query(Report).one().code)


@pytest.fixture
def ayu(chromium: Browser, site: Site, code: str) -> Iterator[Desk]:
    site.officer()
    context = opened(chromium)
    desk = Desk(signed_in(context, site))
    desk.opens(code)
    yield desk
    context.close()


def chat(chromium: Browser, site: Site, browser: httpx2.Client, **more: object) -> Page:
    """The same visitor with a real browser."""
    context = opened(chromium, viewport=PHONE, **more)
    context.add_cookies([{"name": name, "value": value, "url": site.url} for name, value in browser.cookies.items()])
    return context.new_page()


def test_the_tick_comes_when_the_open_chat_is_in_sight(chromium: Browser, site: Site, siti: Phone, ayu: Desk) -> None:
    page, told = chat(chromium, site, siti.browser), []
    page.goto(f"{site.url}/lapor")
    page.on("response", lambda answer: told.append(answer.url) if "/dilihat/" in answer.url else None)
    page.evaluate(HIDE, True)
    ayu.replies("Kami ke sana.")
    ayu.stays()
    page.locator(".msg-officer", has_text="Kami ke sana.").wait_for()
    ayu.receives_tick("Kami ke sana.", "Terkirim")
    assert told == []
    page.evaluate(HIDE, False)
    ayu.receives_tick("Kami ke sana.", "Dibaca")
    page.evaluate(HIDE, True)
    page.evaluate(HIDE, False)
    ayu.replies("Sepuluh menit lagi.")
    ayu.stays()
    ayu.receives_tick("Sepuluh menit lagi.", "Dibaca")
    assert len(told) == 2  # one for each change
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_the_tick_comes_when_the_chat_is_opened_later(
    chromium: Browser, site: Site, siti: Phone, ayu: Desk, scripts: bool
) -> None:
    ayu.replies("Kami ke sana.")
    ayu.stays()
    ayu.receives_tick("Kami ke sana.", "Terkirim")
    page = chat(chromium, site, siti.browser, java_script_enabled=scripts)
    page.goto(f"{site.url}/lapor")
    ayu.receives_tick("Kami ke sana.", "Dibaca")
    page.context.close()


def test_what_was_tried_stays_open_when_the_tick_changes(
    chromium: Browser, site: Site, siti: Phone, ayu: Desk, code: str
) -> None:
    ayu.replies("Kami ke sana.")
    site.write(lambda s: [outbox.tried(s, o.id, "retry", "no answer", now=clock.now()) for o in s.query(Outbox)])
    ayu.opens(code)
    ayu.stays()
    ayu.page.click(".bubble-officer .tried > summary")
    page = chat(chromium, site, siti.browser, java_script_enabled=False)
    page.goto(f"{site.url}/lapor")
    ayu.receives_tick("Kami ke sana.", "Dibaca")
    assert ayu.page.locator(".bubble-officer .tries", has_text="penyedia tidak menjawab").is_visible()
    page.context.close()
