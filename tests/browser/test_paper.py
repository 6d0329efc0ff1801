"""A report on paper: what a sheet has to say, and nothing of the screen around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from core.models import Report
from tests.browser.desk import boxes, emergency, opened, signed_in, with_photos
from tests.browser.test_citizen import to_the_card
from tests.ground import Site

pytestmark = pytest.mark.browser

A4 = {"width": 794, "height": 1123}
SCREEN = (".p1-banner", ".top", ".list", ".acts", ".composer", ".jump", ".copy", ".file form", ".drawer-close")


@pytest.fixture(params=["light", "dark"])
def sheet(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    site.officer(name="Aipda Ayu Lestari")
    emergency(site)  # its banner is on every page of the desk
    code = with_photos(site, 1)
    context = opened(chromium, viewport=A4, color_scheme=request.param)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    page.locator(".p1-banner").wait_for()
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", request.param)
    page.emulate_media(media="print")
    yield page
    context.close()


def test_a_printed_report_says_whose_it_is_and_fills_the_sheet(site: Site, sheet: Page) -> None:
    code = site.read(lambda s: s.query(Report).order_by(Report.id.desc()).first().code)
    head, by = sheet.locator(".paper-head"), sheet.locator(".paper-by")
    assert site.settings.station_name in head.inner_text()
    assert code in head.inner_text()
    assert re.fullmatch(r"Dicetak oleh Aipda Ayu Lestari, \w+ \d+ \w+ \d{4}, \d\d\.\d\d W\w+", by.inner_text())
    assert [part for part in SCREEN if sheet.locator(part).locator("visible=true").count()] == []
    assert sheet.locator("#rincian h2", has_text="Batas waktu").is_visible()
    assert re.search("SHA-256 [0-9a-f]{64}", sheet.locator(".file").inner_text())
    for part in (".paper-head", ".bubble", "#riwayat"):
        assert sheet.locator(part).first.bounding_box()["width"] == A4["width"]
    tops = [sheet.locator(part).first.bounding_box()["y"] for part in ("h1", "#rincian h2", ".bubble", "#riwayat")]
    assert tops == sorted(tops)
    looks = "part => [getComputedStyle(part).color, getComputedStyle(document.body.parentElement).backgroundColor]"
    assert sheet.locator(".words").evaluate(looks) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_printed_list_names_its_view_who_printed_it_and_each_code(site: Site, sheet: Page) -> None:
    sheet.goto(f"{site.url}/masuk?tampilan=semua&prioritas=1")
    head = sheet.locator(".list-paper").inner_text()
    assert re.search(
        r"^Semua · P1 Darurat\s.*Dicetak oleh Aipda Ayu Lestari, \w+ \d+ \w+ \d{4}, \d\d\.\d\d W\w+$", head, re.DOTALL
    )
    shown = [part for part in (*SCREEN, ".tabs-wrap", ".sift-line", ".open-none") if part != ".list"]
    assert [part for part in shown if sheet.locator(part).locator("visible=true").count()] == []
    codes = site.read(lambda s: {r.code for r in s.query(Report).filter_by(priority=1)})
    assert codes
    assert {text.partition(",")[0] for text in sheet.locator(".row-code").all_inner_texts()} == codes
    assert all(row["height"] > 10 for row in boxes(sheet, ".row-code"))


def test_a_printed_chat_is_its_words_alone(chromium: Browser, site: Site) -> None:
    context = opened(chromium, viewport=A4)
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    to_the_card(page)
    page.click(".button-send")
    page.locator(".bubble-sent .code").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator("button, input, textarea, .strip").locator("visible=true").count() == 0
    assert page.locator(".bubble-sent .code, .card dl").locator("visible=true").count() == 3
    context.close()
