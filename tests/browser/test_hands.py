"""Two officers at once, a hasty hand, no mouse, no scripts: the desk does its work for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from core import holders
from core.models import Message, Report
from tests.browser.desk import PHONE, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def sits(chromium: Browser, site: Site) -> Iterator[Any]:
    """Officers with browsers of their own, at the list."""
    contexts = []

    def sit_down(email: str = "ayu@polres.example", name: str = "Ayu L.", **more: Any) -> Page:
        site.officer(email, name=name)
        contexts.append(opened(chromium, **more))
        return signed_in(contexts[-1], site, email)

    yield sit_down
    for context in contexts:
        context.close()


def report(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


def said(site: Site, author: str = "officer") -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter(Message.author == author).all()])


# Two officers


def test_of_two_who_take_at_once_one_wins_and_the_other_learns_who_and_when(site: Site, sits: Any) -> None:
    code = site.write(lambda s: make_report(s).code)
    pages = {"Ayu L.": sits(), "Citra M.": sits("citra@polres.example", "Citra M.")}
    for page in pages.values():
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    for page in pages.values():  # neither click waits for what comes of it
        page.evaluate("document.querySelector('[data-take] button').click()")
    for page in pages.values():
        page.locator("[data-take]").wait_for(state="detached")
    winner = site.read(lambda s: holders.name(s, s.query(Report).one()))
    loser = next(name for name in pages if name != winner)
    assert pages[winner].locator("[role=alert].alert").count() == 0
    told = pages[loser].locator("[role=alert].alert").inner_text()
    assert winner in told
    assert report(site).taken_at.astimezone(site.settings.zone).strftime("%H.%M") in told


def test_who_was_too_late_hears_it_before_clicking(site: Site, sits: Any) -> None:
    code = site.write(lambda s: make_report(s).code)
    ayu, citra = sits(), sits("citra@polres.example", "Citra M.")
    for page in (ayu, citra):
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    citra.fill("#reply", "Saya ke sana")
    ayu.click("[data-take] button")
    citra.locator(".line-system", has_text="Ayu L. mengambil laporan").wait_for()
    citra.locator("[data-take]").wait_for(state="hidden")
    assert citra.input_value("#reply") == "Saya ke sana"


# A hasty hand


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_double_click_sends_once(site: Site, sits: Any, scripts: bool) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = sits(java_script_enabled=scripts)
    page.goto(f"{site.url}/laporan/{code}")
    page.fill("#reply", "Petugas menuju lokasi.")
    page.dblclick(".send")
    page.locator(".bubble-officer", has_text="Petugas menuju lokasi.").wait_for()
    page.click("label[for=mode-note]")
    page.fill("#note", "hati-hati")
    page.dblclick(".note-button")
    page.locator(".bubble-note", has_text="hati-hati").wait_for()
    assert (said(site), said(site, "note")) == (["Petugas menuju lokasi."], ["hati-hati"])


def test_logged_out_elsewhere_is_said_on_the_open_page(site: Site, sits: Any, chromium: Browser) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = sits()
    page.goto(f"{site.url}/laporan/{code}")
    connected(page).fill("#reply", "Petugas sudah di jalan.")
    elsewhere = opened(chromium)
    other = signed_in(elsewhere, site)
    other.goto(f"{site.url}/setelan")
    other.click("form[action$='/keluar-semua'] button")
    page.click(".send")
    page.locator("a:has-text('Ke halaman masuk')").or_(page.locator("[data-ended]:visible")).first.wait_for()
    assert said(site) == []
    elsewhere.close()


# No mouse


def test_from_the_list_to_the_closing_by_keyboard_alone(site: Site, sits: Any) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = connected(sits())
    press, write = page.keyboard.press, page.keyboard.type

    press("j")
    press("Enter")
    page.wait_for_url(f"**/laporan/{code}")
    connected(page)
    press("a")
    page.locator(".line-system", has_text="Ayu L. mengambil laporan").wait_for()

    connected(page)
    press("r")
    write("Petugas menuju lokasi.")
    assert in_sight(page)
    press("Control+Enter")
    page.locator(".bubble-officer", has_text="Petugas menuju lokasi.").wait_for()

    connected(page)
    press("s")
    page.locator("details.act[open] :focus").wait_for()  # the sheet takes the focus once it is open
    while "Selesai" not in focused(page):
        press("Tab")
    press("Enter")
    page.locator("[data-result]").wait_for()
    press("Tab")
    write("Ditangani")
    press("Tab")
    write("Motor ditemukan")
    press("Tab")
    press("Tab")
    assert "Ubah menjadi Selesai" in focused(page)
    assert in_sight(page)
    press("Enter")
    page.locator("[data-facts]", has_text="Selesai · Ditangani").wait_for()
    assert (report(site).status, report(site).result) == ("finished", "solved")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


# Its own outline, that of the label that stands for it, or that of the sheet it is written on.
IN_SIGHT = """() => {
    const it = document.activeElement, shown = [it, it.matches(".mode") && it.nextElementSibling, it.closest(".write")];
    const place = (it.matches(".mode") ? it.nextElementSibling : it).getBoundingClientRect();
    const top = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
    const outlined = shown.some((node) => node && getComputedStyle(node).outlineStyle !== "none");
    return outlined && (it.contains(top) || it.nextElementSibling?.contains(top));
}"""


def in_sight(page: Page) -> bool:
    """What has the focus shows it, and nothing lies over it."""
    return bool(page.evaluate(IN_SIGHT))


def test_every_control_of_a_report_shows_its_focus_and_none_is_covered(site: Site, sits: Any) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = sits()
    page.goto(f"{site.url}/laporan/{code}")
    seen, hidden = set(), []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = str(page.evaluate("document.activeElement.outerHTML.slice(0, 160)"))
        if here.startswith("<body") or here in seen:
            break
        seen.add(here)
        if not in_sight(page):
            hidden.append(here)
    assert len(seen) > 15
    assert hidden == []


# No scripts


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_without_scripts_a_report_is_taken_answered_and_closed(site: Site, sits: Any, size: Any) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = sits(java_script_enabled=False, **({"viewport": size} if size else {}))
    page.click(f"[data-code='{code}']")
    page.wait_for_url(f"**/laporan/{code}")  # with its styles, which say what is visible
    page.click("form[action$='/ambil'] button:visible")
    page.locator(".line-system", has_text="Ayu L. mengambil laporan").wait_for()
    page.fill("#reply", "Petugas menuju lokasi.")
    page.click(".send")
    page.locator(".bubble-officer", has_text="Petugas menuju lokasi.").wait_for()
    page.click("[data-act=s] > summary")
    page.click(".next:has([data-result]) > summary")
    page.select_option("[data-result]", label="Ditangani")
    page.fill("[name=reason]", "Motor ditemukan")
    page.click("form:has([data-result]) button")
    page.locator("[data-facts]", has_text="Selesai · Ditangani").wait_for()
    assert (report(site).status, report(site).result) == ("finished", "solved")
    page.click(".account summary")
    page.click("form[action='/masuk/keluar'] button")
    page.locator("[name=password]").wait_for()
