"""The back button, two hands at once, and a page that was left open overnight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from core import holders
from core.models import Message, Report
from tests.browser.desk import connected, opened, signed_in
from tests.factories import make_report
from tests.ground import PASSWORD, Site

pytestmark = pytest.mark.browser


@pytest.fixture
def sits(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Officers before the same report, each with a browser of their own."""
    contexts = []

    def sit_down(code: str, email: str = "ayu@polres.example", name: str = "Ayu L.", **more: Any) -> Page:
        site.officer(email, name=name)
        contexts.append(opened(chromium, **more))
        page = signed_in(contexts[-1], site, email)
        page.goto(f"{site.url}/laporan/{code}")
        return connected(page) if more.get("java_script_enabled", True) else page

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


def said(site: Site, author: str = "officer") -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter(Message.author == author).order_by(Message.id)])


def report(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


def send(page: Page, text: str) -> None:
    page.fill("#reply", text)
    page.click(".send")
    page.locator(".bubble-officer", has_text=text).wait_for()


SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


def change_status(page: Page, to: str, text: str) -> None:
    form = f".next:has(input[value={to}])"
    if not page.locator(".act[open] .card-form").count():
        page.click("[data-act=s] > summary")
    if not page.locator(f"{form}[open]").count():
        page.click(f"{form} > summary")
    page.fill(f"{form} textarea", text)
    page.click(f"{form} button")


# Back


@SCRIPTS
def test_who_goes_back_after_a_reply_does_not_send_it_twice(site: Site, sits: Any, code: str, scripts: bool) -> None:
    page = sits(code, java_script_enabled=scripts)
    send(page, "Petugas menuju lokasi.")
    page.go_back()
    if scripts:
        assert page.input_value("#reply") == ""
        page.fill("#reply", "Petugas menuju lokasi.")
    assert page.input_value("#reply") == "Petugas menuju lokasi."  # without scripts the browser puts it there
    page.click(".send")
    page.locator(".alert", has_text="sudah Anda kirim pukul").wait_for()
    assert said(site) == ["Petugas menuju lokasi."]


def test_what_was_sent_is_known_again_with_signs_that_turn_the_writing(site: Site, sits: Any, code: str) -> None:
    page = sits(code)
    page.fill("#reply", "Hubungi \u202a+62 812\u202c.")
    page.click(".send")
    page.locator(".bubble-officer", has_text="Hubungi [U+202A]+62 812[U+202C].").wait_for()
    page.go_back()
    assert page.input_value("#reply") == ""


@SCRIPTS
def test_what_is_written_after_going_back_is_sent(site: Site, sits: Any, code: str, scripts: bool) -> None:
    page = sits(code, java_script_enabled=scripts)
    send(page, "Petugas menuju lokasi.")
    page.go_back()
    send(page, "Sepuluh menit lagi.")
    assert said(site) == ["Petugas menuju lokasi.", "Sepuluh menit lagi."]


@SCRIPTS
def test_half_a_reply_is_still_there_after_going_away_and_back(site: Site, sits: Any, code: str, scripts: bool) -> None:
    page = sits(code, java_script_enabled=scripts)
    page.fill("#reply", "Petugas sed")
    page.click("a[href='/setelan'] >> visible=true")
    page.wait_for_url("**/setelan")
    page.go_back()
    assert page.input_value("#reply") == "Petugas sed"


@SCRIPTS
def test_a_status_chosen_after_going_back_is_that_of_the_report_as_it_is(
    site: Site, sits: Any, code: str, scripts: bool
) -> None:
    page = sits(code, java_script_enabled=scripts)
    change_status(page, "checking", "Kami periksa.")
    page.locator("[data-facts]", has_text="Dicek").wait_for()
    page.go_back()
    page.locator("[data-facts]", has_text="Dicek").wait_for()
    change_status(page, "handling", "Kami tangani.")
    page.locator("[data-facts]", has_text="Ditangani").wait_for()
    assert said(site) == ["Kami periksa.", "Kami tangani."]


# Two at once


def both(pages: list[Page], click: str) -> None:
    for page in pages:  # neither click waits for what comes of it
        page.evaluate("selector => document.querySelector(selector).click()", click)


def test_two_who_reply_at_once_are_both_heard_and_see_each_other(site: Site, sits: Any, code: str) -> None:
    texts = {"Ayu L.": "Kami ke sana.", "Citra M.": "Mohon tunggu di dalam."}
    pages = [sits(code), sits(code, "citra@polres.example", "Citra M.")]
    for page, text in zip(pages, texts.values(), strict=True):
        page.fill("#reply", text)
    both(pages, ".send")
    for page, text in zip(pages, texts.values(), strict=True):
        page.locator(".bubble-officer", has_text=text).or_(page.locator(".report-head .alert")).first.wait_for()
        if page.input_value("#reply"):  # the other was faster: who has read it sends on
            assert page.input_value("#reply") == text
            page.click(".send")
    for page in pages:
        for text in texts.values():
            page.locator(".bubble-officer", has_text=text).wait_for()
        assert page.input_value("#reply") == ""
    assert sorted(said(site)) == sorted(texts.values())
    assert reports_holder(site) in texts


def reports_holder(site: Site) -> str:
    return site.read(lambda s: holders.name(s, s.query(Report).one()))


@pytest.mark.parametrize("order", [1, -1], ids=["reply-first", "status-first"])
def test_a_status_chosen_while_another_replies_either_counts_or_keeps_its_words(
    site: Site, sits: Any, code: str, order: int
) -> None:
    ayu, citra = sits(code), sits(code, "citra@polres.example", "Citra M.")
    ayu.fill("#reply", "Kami ke sana.")
    citra.click("[data-act=s] > summary")
    citra.click(".next:has(input[value=checking]) > summary")
    citra.fill(".next:has(input[value=checking]) textarea", "Sedang kami periksa dengan saksi.")
    button = ".next:has(input[value=checking]) button"
    for page, pressed in [(ayu, ".send"), (citra, button)][::order]:
        page.evaluate("selector => document.querySelector(selector).click()", pressed)
    replied = ayu.locator(".bubble-officer", has_text="Kami ke sana.")
    replied.or_(ayu.locator(".report-head .alert")).first.wait_for()
    if ayu.input_value("#reply"):  # Citra was faster: who has read her words sends on
        ayu.click(".send")
    replied.wait_for()
    counted = citra.locator(".bubble-officer", has_text="dengan saksi")
    refused = citra.locator(".alert", has_text="baru saja diubah")
    counted.or_(refused).first.wait_for()
    assert "dengan saksi" in (citra.content() if counted.count() else citra.input_value(".next[open] textarea"))
    assert said(site).count("Sedang kami periksa dengan saksi.") == counted.count()


def test_a_status_form_that_was_overtaken_says_so_and_keeps_its_words(site: Site, sits: Any, code: str) -> None:
    """Without the live stream, as on a bad line: the form is as old as the page."""
    citra = sits(code, "citra@polres.example", "Citra M.", java_script_enabled=False)
    send(sits(code), "Kami ke sana.")
    change_status(citra, "need_info", "Jam berapa kejadiannya?")
    citra.locator(".alert", has_text="baru saja diubah").wait_for()
    assert citra.input_value(".next[open] textarea") == "Jam berapa kejadiannya?"
    citra.click(".next[open] button")
    citra.locator(".bubble-officer", has_text="Jam berapa kejadiannya?").wait_for()
    assert report(site).status == "need_info"


# Overnight


def log_in(page: Page) -> None:
    page.fill("[name=email]", "ayu@polres.example")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")


def test_a_reply_typed_before_the_night_is_there_after_logging_in_again(
    site: Site, sits: Any, code: str, later: Callable[..., None]
) -> None:
    page = sits(code)
    page.fill("#reply", "Petugas menuju lokasi.")
    later(hours=13)
    page.click(".send")
    page.click("a:has-text('Ke halaman masuk')")
    log_in(page)
    page.locator(f"[data-report='{code}']").wait_for()
    assert said(site) == []
    expect(page.locator("#reply")).to_have_value("Petugas menuju lokasi.")
    send(page, "Petugas menuju lokasi.")
    assert said(site) == ["Petugas menuju lokasi."]


@SCRIPTS
def test_what_was_sent_after_the_session_ended_waits_on_the_page_that_says_so(
    site: Site, sits: Any, code: str, later: Callable[..., None], scripts: bool
) -> None:
    page = sits(code, java_script_enabled=scripts)
    page.click("label[for=mode-note]")
    page.fill("#note", "saksi <b>Rina</b>")
    later(hours=13)
    page.click(".note-button")
    with page.expect_popup() as opening:
        page.click("a:has-text('Masuk lagi di tab baru')")
    log_in(opening.value)
    opening.value.locator("[data-list]").wait_for()
    assert page.input_value("textarea") == "saksi <b>Rina</b>"
    page.click("button:has-text('Kirim lagi')")
    page.locator(".bubble-note", has_text="saksi <b>Rina</b>").wait_for()
    assert said(site, "note") == ["saksi <b>Rina</b>"]
