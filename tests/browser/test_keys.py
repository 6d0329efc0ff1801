"""Single keys can be given others, for whoever speaks to the machine or has another keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core.models import Report
from tests.browser.desk import connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site, eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


@pytest.fixture
def page(chromium: Browser, site: Site, code: str) -> Iterator[Page]:
    site.officer()
    with opened(chromium) as context:
        page = signed_in(context, site)
        page.goto(f"{site.url}/laporan/{code}")
        yield connected(page)


def change(page: Page, name: str, key: str) -> None:
    page.locator("[data-head]").focus()
    page.keyboard.press("?")
    page.click("[data-keys-change]")
    page.locator(f"input.key[aria-label='{name}']").press(key)
    page.keyboard.press("Escape")


def is_taken(site: Site) -> bool:
    return site.read(lambda s: bool(s.query(Report).one().taken_by))


def test_a_chosen_key_works_from_then_on_and_the_old_one_does_not(site: Site, page: Page) -> None:
    change(page, "Ambil", "x")
    expect(page.locator("[data-take] kbd")).to_have_text("x")
    expect(page.locator("[data-take] button")).to_have_attribute("aria-keyshortcuts", "x")
    page.reload()
    connected(page).locator("[data-head]").focus()
    page.keyboard.press("1")
    page.keyboard.press("a")
    page.keyboard.press("n")  # what is heard after those two shows that they did nothing
    expect(page.locator("#note")).to_be_focused()
    assert not is_taken(site)
    page.locator("[data-head]").focus()
    page.keyboard.press("x")
    eventually(lambda: is_taken(site))


def test_two_actions_change_keys_and_the_usual_ones_come_back(page: Page) -> None:
    change(page, "Balas", "n")
    page.locator("[data-head]").focus()
    page.keyboard.press("n")
    expect(page.locator("#reply")).to_be_focused()
    page.locator("[data-head]").focus()
    page.keyboard.press("r")
    expect(page.locator("#note")).to_be_focused()
    page.locator("[data-head]").focus()
    page.keyboard.press("?")
    page.click("[data-keys-usual]")
    page.locator("[data-head]").focus()
    page.keyboard.press("r")
    expect(page.locator("#reply")).to_be_focused()
