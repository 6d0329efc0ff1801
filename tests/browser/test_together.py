"""Two officers at one report, photos seen large, and what changes before one's eyes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from core import clock, db, ids, media
from core.models import Attachment, Message, Report
from tests.browser.desk import Desk, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


@pytest.fixture
def two(chromium: Browser, site: Site) -> Iterator[tuple[Page, Page]]:
    site.officer(name="Aipda Ayu Lestari")
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    contexts = [opened(chromium) for _ in range(2)]
    yield signed_in(contexts[0], site), signed_in(contexts[1], site, "budi@polres.example")
    for context in contexts:
        context.close()


def test_each_sees_who_else_has_the_report_open_and_writes(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, budi = two
    for page in two:
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    ayu.locator("[data-presence]", has_text="Bripka Budi Santoso").wait_for()
    budi.locator("[data-presence]", has_text="Aipda Ayu Lestari").wait_for()
    budi.locator("#reply").press_sequentially("Kami")
    ayu.locator(".present-typing", has_text="Bripka Budi Santoso (menulis)").wait_for()
    budi.goto(f"{site.url}/masuk")
    ayu.locator("[data-presence]").wait_for(state="hidden")


def test_what_another_changed_lights_up(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, budi = two
    for page in two:
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    Desk(budi).takes()
    ayu.locator("[data-details] dd.flash", has_text="Bripka Budi Santoso").wait_for()
    assert ayu.locator("[data-details] dd.flash", has_text="Polsek").count() == 0


def with_photos(site: Site, count: int, **over: Any) -> str:
    def make(session: db.Session) -> tuple[str, list[str]]:
        report = make_report(session, **over)
        said = Message(
            id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text="Lihat ini", at=clock.now()
        )
        session.add(said)
        session.flush()
        names = [ids.new_id() for _ in range(count)]
        for id_ in names:
            session.add(
                Attachment(
                    id=id_, message_id=said.id, account="webchat", kind="photo", mime="", state="waiting",
                    at=clock.now(),
                )
            )  # fmt: skip
        return report.code, names

    code, names = site.write(make)
    for place, id_ in enumerate(names):
        body = io.BytesIO()
        Image.new("RGB", (320 + place, 240), (30, 90, 60 * place)).save(body, "JPEG")
        stored = media.store(site.world.vault, site.settings.media_dir, id_, body.getvalue())
        site.write(lambda s, id_=id_, stored=stored: media.record(s, id_, stored, state="stored"))
    return code


def width(page: Page) -> int:
    page.wait_for_function("() => document.querySelector('[data-viewer] img').naturalWidth")
    return page.evaluate("document.querySelector('[data-viewer] img').naturalWidth")


def test_photos_are_looked_at_large_with_the_keyboard_alone(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 3)}")
    connected(ayu).focus("[data-head]")
    press = ayu.keyboard.press
    press("v")
    ayu.locator("[data-viewer][open] [data-caption]", has_text="(3/3)").wait_for()
    assert width(ayu) == 322
    press("ArrowLeft")
    ayu.locator("[data-caption]", has_text="(2/3)").wait_for()
    assert width(ayu) == 321
    for _ in range(9):
        press("+")
    press("r")
    assert ayu.locator("[data-viewer] img").evaluate("one => one.style.transform").endswith("rotate(90deg) scale(5)")
    press("Escape")
    ayu.locator("[data-viewer]").wait_for(state="hidden")


def test_a_click_on_a_photo_stays_on_the_page(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 1)}")
    connected(ayu).click(".file img")
    ayu.locator("[data-viewer][open]").wait_for()
    assert len(ayu.context.pages) == 1
    ayu.click("[data-viewer] [data-do=close]")
    ayu.locator("[data-viewer]").wait_for(state="hidden")


def test_a_veiled_photo_is_not_shown_by_a_key(site: Site, chromium: Browser) -> None:
    site.officer(ppa=True)
    context = opened(chromium)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{with_photos(site, 1, category='sexual_or_child', restricted='ppa')}")
    connected(page).focus("[data-head]")
    page.keyboard.press("v")
    assert page.locator("[data-viewer]").is_hidden()
    page.click(".veil summary")
    page.click(".veil img")
    page.locator("[data-viewer][open]").wait_for()
    context.close()


def test_ctrl_k_finds_actions_reports_and_views(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{code}")
    press, write = connected(ayu).keyboard.press, ayu.keyboard.type
    ayu.focus("#reply")
    press("Control+k")
    write("ambil")
    press("Enter")
    ayu.locator(".line-system", has_text="mengambil laporan").wait_for()
    connected(ayu)
    press("Control+k")
    write("catatan")
    press("Enter")
    ayu.locator("#note:focus").wait_for()
    press("Control+k")
    press("Escape")
    ayu.locator("#note:focus").wait_for()
    press("Control+k")
    write(code.lower())
    assert "Pencurian atau begal" in ayu.locator("[role=option][aria-selected=true]").inner_text()
    press("Escape")
    press("Control+k")
    write("motor hilang")
    press("Enter")
    ayu.wait_for_url("**/masuk?q=motor%20hilang")


def test_list_and_details_stay_folded(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).focus("[data-head]")
    ayu.keyboard.press("[")
    ayu.keyboard.press("]")
    ayu.reload()
    connected(ayu)
    assert not ayu.locator("[data-list]").is_visible()
    assert not ayu.locator("[data-details]").is_visible()
    ayu.focus("[data-head]")
    ayu.keyboard.press("[")
    ayu.locator("[data-list]").wait_for()


def test_alt_e_closes_and_opens_the_next(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    later = site.write(lambda s: make_report(s, priority=4).code)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).keyboard.press("Alt+e")
    ayu.locator("[data-result]:focus").wait_for()
    ayu.select_option("[data-result]", label="Ditangani")
    ayu.fill("[name=reason]", "Barang kembali")
    ayu.click("form:has([data-result]) button")
    ayu.locator(f"[data-report='{later}']").wait_for()
    assert site.read(lambda s: s.query(Report).filter_by(code=code).one().status) == "finished"
