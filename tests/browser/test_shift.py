"""What goes wrong in a night: no connection, a list that fails, long words, a hasty click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from core import clock, ids, reports, units
from core.models import Message, Officer, Report
from tests.browser.desk import DESK, PHONE, boxes, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site, eventually

pytestmark = pytest.mark.browser

PRESS = 500  # milliseconds a finger stays down


@pytest.fixture
def ayu(chromium: Browser, site: Site) -> Iterator[Page]:
    site.officer(roles=("operator", "admin"), ppa=True)
    context = opened(chromium)
    yield signed_in(context, site)
    context.close()


def said(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter(Message.author == "officer")])


def test_a_reply_sent_without_a_connection_stays_on_the_page_and_says_so(site: Site, ayu: Page) -> None:
    code = site.write(lambda s: make_report(s).code)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).fill("#reply", "Petugas di jalan.")
    ayu.context.set_offline(True)
    ayu.click(".send")
    ayu.locator("[role=alert]", has_text="Belum terkirim").wait_for()
    assert ayu.input_value("#reply") == "Petugas di jalan."
    assert ayu.locator(".bubble-officer").count() == 0

    ayu.context.set_offline(False)
    connected(ayu).locator(".unsent").wait_for(state="detached")
    ayu.click(".send")
    ayu.locator(".bubble-officer", has_text="Petugas di jalan.").wait_for()
    assert said(site) == ["Petugas di jalan."]


def test_a_stream_that_broke_does_not_keep_a_reply_from_a_server_that_is_there(site: Site, ayu: Page) -> None:
    code = site.write(lambda s: make_report(s).code)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).evaluate("document.querySelector('[data-link]').classList.add('off')")
    ayu.fill("#reply", "Petugas di jalan.")
    ayu.click(".send")
    ayu.locator(".bubble-officer", has_text="Petugas di jalan.").wait_for()


def test_a_list_that_fails_keeps_its_rows_and_says_of_when_they_are(site: Site, ayu: Page) -> None:
    code = site.write(lambda s: make_report(s).code)
    connected(ayu).locator(f"[data-code='{code}']").wait_for()
    ayu.route("**/masuk?*blok=list*", lambda route: route.fulfill(status=503, body="sibuk"))
    later = site.write(lambda s: make_report(s).code)
    told = ayu.locator("[data-stale]", has_text="Daftar gagal dimuat")
    told.wait_for()
    assert ayu.locator(f"[data-code='{code}']").is_visible()
    ayu.unroute("**/masuk?*blok=list*")
    ayu.click("[data-again]")
    ayu.locator(f"[data-code='{later}']").wait_for()
    assert told.is_hidden()


def test_the_counts_beside_other_pages_are_alive(site: Site, ayu: Page) -> None:
    ayu.goto(f"{site.url}/setelan")
    connected(ayu)
    site.write(make_report)
    ayu.locator(".side [data-count=new]", has_text="1").wait_for()


def test_the_keyboard_goes_from_words_to_report_to_list_and_closes(site: Site, ayu: Page) -> None:
    code = site.write(lambda s: make_report(s).code)
    ayu.goto(f"{site.url}/laporan/{code}")
    press, focus = connected(ayu).keyboard.press, "document.activeElement.%s"
    press("r")
    ayu.keyboard.type("Kami")
    press("Escape")
    assert ayu.evaluate(focus % "matches('[data-head]')")
    assert ayu.input_value("#reply") == "Kami"
    press("3")
    ayu.locator("[data-result]:focus").wait_for()
    press("Escape")
    ayu.locator("details.act[open]").wait_for(state="detached")
    assert ayu.url.endswith(code)
    ayu.focus("[data-head]")
    press("Escape")
    assert ayu.evaluate(focus % "dataset.code") == code
    press("d")
    assert ayu.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_escape_leads_back_to_the_list_where_it_is_not_beside(site: Site, chromium: Browser) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s).code)
    context = opened(chromium, viewport=PHONE)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    connected(page).keyboard.press("Escape")
    page.wait_for_url("**/masuk**")
    context.close()


def test_the_code_is_copied_by_click_and_by_key(site: Site, ayu: Page) -> None:
    code = site.write(lambda s: make_report(s).code)
    ayu.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).keyboard.press(".")
    ayu.locator(".copy.copied").wait_for()
    assert ayu.evaluate("navigator.clipboard.readText()") == code


@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 320, "height": 640}, {"width": 720, "height": 450}], ids=str)
def test_long_words_stay_within_the_page(site: Site, chromium: Browser, size: Any) -> None:
    word = "jalan" * 40

    def file(session) -> str:
        report = make_report(
            session, place=word, summary=word, priority=1, restricted="ppa", category="sexual_or_child"
        )
        session.add(
            Message(id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text=word, at=clock.now())
        )
        return report.code

    site.officer(name=f"Aiptu {'Sri' * 35}", roles=("operator", "admin"), ppa=True)
    code = site.write(file)
    context = opened(chromium, viewport=size)
    page = signed_in(context, site)
    wide = []
    for path in ("/masuk", f"/laporan/{code}", "/masalah", "/unit", "/setelan", "/laporan/JB-0000-0000-0"):
        page.goto(f"{site.url}{path}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    context.close()
    assert wide == []


def test_what_opens_on_the_page_of_units_has_room_for_a_thumb(site: Site, chromium: Browser) -> None:
    site.officer(roles=("operator", "admin"))
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    context = opened(chromium, viewport=PHONE)
    page = signed_in(context, site)
    page.goto(f"{site.url}/unit")
    rename = page.locator("summary", has_text="Ubah nama")
    assert rename.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
    low = [it.inner_text() for it in page.locator("main summary").all() if it.bounding_box()["height"] < 44]
    context.close()
    assert low == []


def test_nobody_is_shut_out_by_one_wrong_click(site: Site, ayu: Page) -> None:
    site.officer("budi@polres.example", name="Budi")
    ayu.goto(f"{site.url}/unit")
    ayu.click("summary:has-text('Nonaktifkan')")
    assert site.read(lambda s: s.query(Officer).filter_by(name="Budi").one().active)
    ayu.click("button:has-text('Nonaktifkan Budi')")
    ayu.locator(".tag", has_text="Nonaktif").wait_for()
    assert not site.read(lambda s: s.query(Officer).filter_by(name="Budi").one().active)


def test_rows_under_the_focus_stay_and_say_what_became_of_them(site: Site, ayu: Page) -> None:
    codes = [site.write(lambda s: make_report(s).code) for _ in range(2)]
    budi = site.officer("budi@polres.example", name="Budi")
    ayu.goto(f"{site.url}/masuk?tampilan=semua")
    connected(ayu).focus(f"[data-code='{codes[0]}']")
    budi.post(f"/laporan/{codes[1]}/ambil")
    ayu.locator(f"[data-code='{codes[1]}'] .row-holder", has_text="Budi").wait_for()
    ayu.goto(f"{site.url}/masuk?tampilan=baru")
    connected(ayu).focus(f"[data-code='{codes[0]}']")
    budi.post(f"/laporan/{codes[0]}/ambil")
    ayu.locator(f"[data-code='{codes[0]}'].away", has_text="Tidak di tampilan ini lagi").wait_for()
    assert ayu.evaluate("document.activeElement.dataset.code") == codes[0]


def test_the_list_lies_where_it_was_left(site: Site, ayu: Page) -> None:
    codes = [site.write(lambda s: make_report(s).code) for _ in range(20)]
    connected(ayu).reload()
    ayu.locator("[data-list]").evaluate("list => { list.scrollTop = 700 }")
    ayu.evaluate("document.querySelector('[data-stale]').hidden = false")  # moves nothing here, and is gone there
    [before] = boxes(ayu, f"[data-list] [data-code='{codes[12]}']")
    ayu.click(f"[data-code='{codes[12]}']")
    connected(ayu).locator(f"[data-report='{codes[12]}']").wait_for()
    [after] = boxes(ayu, f"[data-list] [data-code='{codes[12]}']")
    assert (ayu.locator("[data-stale]").is_hidden(), after["top"]) == (True, before["top"])
    ayu.goto(f"{site.url}/laporan/{codes[-1]}")  # and its own row is always in sight
    [row], [list_] = boxes(ayu, f"[data-list] [data-code='{codes[-1]}']"), boxes(ayu, "[data-list]")
    assert row["bottom"] <= list_["bottom"]
    ayu.goto(f"{site.url}/masuk")  # asked for anew, it begins at its beginning
    assert ayu.locator("[data-list]").evaluate("list => list.scrollTop") == 0


def test_a_small_screen_has_list_and_thread_and_opens_the_details_over_them(site: Site, chromium: Browser) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s, lat=-6.9, lon=107.6).code)
    context = opened(chromium, viewport={"width": 1024, "height": 768})
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    assert page.locator(f"[data-code='{code}']").is_visible()
    assert page.locator("[data-details] h2").first.is_hidden()
    for act in "stpc":  # no card hangs over the edge
        page.click(f"[data-act={act}] > summary")
        card = page.locator(f"[data-act={act}] .card-form").bounding_box()
        assert card
        assert card["x"] + card["width"] <= 1024
        page.keyboard.press("Escape")
    page.click(".drawer")
    page.locator("[data-details] h2").first.wait_for()
    page.click(".drawer-close")
    page.locator("[data-details] h2").first.wait_for(state="hidden")
    assert page.locator("#reply").is_visible()
    context.close()


def test_back_on_a_phone_finds_the_place_in_the_list(site: Site, chromium: Browser) -> None:
    site.officer()
    codes = [site.write(lambda s: make_report(s).code) for _ in range(20)]
    context = opened(chromium, viewport=PHONE)
    page = connected(signed_in(context, site))
    page.reload()
    page.click(f"[data-code='{codes[14]}']")
    page.locator(f"[data-report='{codes[14]}']").wait_for()
    page.click(".back")
    page.wait_for_url("**/masuk")
    page.wait_for_function("scrollY > 300")
    context.close()


def add_message(site: Site, text: str) -> None:
    """Something the citizen wrote, told to the open pages."""

    def write(session) -> None:
        report = session.query(Report).one()
        session.add(
            Message(id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text=text, at=clock.now())
        )
        reports.heard(session, report, alarm=False)

    site.write(write)


def is_unread(site: Site, page: Page) -> bool:
    """Once the page has told again that somebody sits before it."""
    with page.expect_response("**/hadir*"):
        page.evaluate("document.dispatchEvent(new Event('jembatan:linked'))")
    return site.read(lambda s: s.query(Report).one().unread)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_the_citizen_adds_out_of_sight_is_read_before_the_reply_goes(
    site: Site, chromium: Browser, size: Any
) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s).code)
    for number in range(3):
        add_message(site, f"{number}: motor saya hilang.\n" * 20)
    context = opened(chromium, viewport=size)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    connected(page).fill("#reply", "Kami ke sana.")
    page.evaluate("document.querySelector('[data-thread]').scrollTop = 0; scrollTo(0, 0)")
    add_message(site, "Pelakunya masih di sini, bawa pisau.")
    page.locator("[data-added]").wait_for()
    assert is_unread(site, page)
    page.click(".send")
    page.locator("[data-added]").wait_for(state="hidden")  # the new words are in sight now
    eventually(lambda: not is_unread(site, page))
    assert said(site) == []
    assert page.input_value("#reply") == "Kami ke sana."
    page.click(".send")
    page.locator(".bubble-officer", has_text="Kami ke sana.").wait_for()

    page.locator(".bubble-officer").last.scroll_into_view_if_needed()
    if size is DESK:
        add_message(site, "Terima kasih.")
        page.locator(".bubble-citizen", has_text="Terima kasih.").wait_for()  # it came into sight by itself
        assert page.locator("[data-added]").is_hidden()
    context.close()


def test_a_phone_shows_the_thread_until_somebody_writes(site: Site, chromium: Browser) -> None:
    site.officer()

    def file(session) -> str:
        report = make_report(session)
        lines = "Motor saya hilang.\n" * 60  # so that the composer lies over the thread
        session.add(
            Message(id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text=lines, at=clock.now())
        )
        return report.code

    code = site.write(file)
    context = opened(chromium, viewport=PHONE)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    assert page.locator(".send").is_hidden()
    page.focus("#reply")
    page.click("label[for=mode-note]", delay=PRESS)
    page.locator("#note").wait_for()
    page.locator(".bottom").wait_for()  # the bar is back where it was
    page.click("label[for=mode-reply]", delay=PRESS)
    page.focus("#reply")
    page.keyboard.type("Kami ke sana")
    page.click("label[for=mode-note]", delay=PRESS)  # nothing moves from under a finger
    page.locator("#note").wait_for()
    page.locator(".bottom").wait_for()  # the bar is back where it was
    page.click("label[for=mode-reply]", delay=PRESS)
    assert page.locator(".send").is_visible()  # what is typed can be sent wherever the focus is
    page.focus("#reply")
    page.click(".send", delay=PRESS)
    page.locator(".bubble-officer", has_text="Kami ke sana").wait_for()
    assert site.read(lambda s: s.query(Report).one().taken_by) != ""
    context.close()
