"""What the web chat leaves on the device: what its author asked for, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.desk import PHONE, opened
from tests.browser.test_citizen import say, to_the_card
from tests.ground import Site

pytestmark = pytest.mark.browser

CLIPBOARD = ["clipboard-read", "clipboard-write"]
STORED = "JSON.stringify({ ...sessionStorage, ...localStorage })"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = opened(chromium, viewport=PHONE, permissions=CLIPBOARD)
    context.route(re.compile("google"), lambda route: route.fulfill(body="cuaca"))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    return page


def test_code_and_pin_are_copied_with_one_tap_each(page: Page) -> None:
    to_the_card(page)
    page.click(".button-send")
    shown = page.locator(".bubble-sent .code")
    shown.first.wait_for()
    for label, secret in zip(("Salin kode", "Salin PIN"), shown.all_inner_texts(), strict=True):
        button = page.get_by_role("button", name=label)
        assert button.bounding_box()["height"] >= 44
        button.focus()
        page.keyboard.press("Enter")
        page.locator("[data-copied]", has_text=f"{label[6:].capitalize()} tersalin").wait_for(state="attached")
        assert page.evaluate("navigator.clipboard.readText()") == secret
        button.wait_for()  # says again what it does


def test_what_cannot_be_copied_says_so(page: Page, context: BrowserContext) -> None:
    to_the_card(page)
    page.click(".button-send")
    page.get_by_role("button", name="Salin kode").wait_for()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.click("[data-copy]")
    page.locator("[data-copied]", has_text="catat saja").wait_for(state="attached")


@pytest.mark.parametrize(
    "words",
    [
        "Istri saya dipukul suaminya di Pasar Sirih kemarin", "Polisi minta uang damai di Pasar Sirih kemarin",
        "Saya diperkosa teman kerja minggu lalu",
    ],
)  # fmt: skip
def test_where_somebody_near_may_look_nothing_is_copied(page: Page, words: str) -> None:
    say(page, words)
    secret, onward = page.locator(".bubble-bot .code").first, "Lewati|Rahasiakan nama|Kirim laporan"
    button = page.locator("[data-choice]", has_text=re.compile(onward)).first
    while not secret.or_(button).first.wait_for() and not secret.count():
        button.click()
        page.locator("#pesan:not([aria-busy])").wait_for()
    assert page.locator("[data-copy]").count() == 0


def test_without_scripts_there_is_nothing_to_press(chromium: Browser, site: Site) -> None:
    context = opened(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    page.fill("#tulis", "Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja")
    page.click("[data-send]")
    while not page.locator(".button-send").count():
        page.reload()
    page.click(".button-send")
    page.locator(".bubble-sent .code").first.wait_for()
    assert page.locator(".copies").is_hidden()
    context.close()


def test_half_a_sentence_outlasts_a_reload_and_is_stored_only_meanwhile(site: Site, page: Page) -> None:
    page.fill("#tulis", "Kejadiannya di <b>\n")
    assert page.evaluate(STORED) == "{}"
    page.reload()
    assert page.input_value("#tulis") == "Kejadiannya di <b>\n"
    page.click("footer a[href='/privasi'], .aside-links a[href='/privasi']")
    page.goto(f"{site.url}/lapor")
    assert page.input_value("#tulis") == "Kejadiannya di <b>\n"
    assert page.evaluate(STORED) == "{}"
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="Kejadiannya di").wait_for()
    page.reload()
    assert page.input_value("#tulis") == ""


def test_what_was_on_its_way_is_not_written_twice(page: Page) -> None:
    page.route("**/lapor", lambda route: route.request.method == "POST" and (route.fetch(), route.abort()))
    page.route("**/lapor/pesan*", lambda route: route.abort())
    page.fill("#tulis", "Motor saya hilang")
    page.keyboard.press("Enter")
    page.locator("[data-state]", has_text="Sambungan terputus").wait_for()
    page.unroute_all()
    page.reload()
    page.locator(".bubble-own", has_text="Motor saya hilang").wait_for()
    assert page.input_value("#tulis") == ""


def test_leaving_takes_what_was_written_along_in_every_tab(site: Site, page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(f"{site.url}/lapor")
    for one in (page, other):
        one.fill("#tulis", "Ini rahasia saya")
    page.click(".exit")
    for one in (page, other):
        one.wait_for_url(re.compile("google"))
        one.goto(f"{site.url}/lapor")
        expect(one.locator("#tulis")).to_have_value("")
        assert one.evaluate(STORED) == "{}"
