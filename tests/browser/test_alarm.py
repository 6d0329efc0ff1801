"""The desk while nobody clicks: an emergency rings until it is taken, words stay."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from core import tracking
from core.ids import new_id
from core.models import Report
from tests.browser.desk import EARS, PHONE, beeps, connected, emergency, opened, signed_in
from tests.factories import make_report
from tests.ground import PASSWORD, Site, eventually

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/masuk", "/setelan", "/unit"])
def test_an_emergency_rings_on_every_page_until_somebody_takes_it(desk: BrowserContext, site: Site, path: str) -> None:
    page = signed_in(desk, site)
    page.goto(site.url + path)
    connected(page).locator("h1, [data-head]").first.click(force=True)  # browsers allow sound after a click
    code = emergency(site)
    banner = page.locator("[data-p1-banner]:visible")
    banner.locator("button", has_text=f"Ambil {code}").wait_for()
    eventually(lambda: beeps(page), until=lambda heard: heard == 2)
    assert page.title().startswith("P1! ")

    other = site.client()
    other.post("/masuk/login", data={"email": "ayu@polres.example", "password": PASSWORD})
    connected(page)
    other.post(f"/laporan/{code}/ambil")
    page.locator("[data-p1-banner]").wait_for(state="hidden")
    assert not page.title().startswith("P1!")


def test_it_is_taken_from_the_banner_and_the_next_one_is_offered(desk: BrowserContext, site: Site) -> None:
    first, second = emergency(site), emergency(site)
    page = connected(signed_in(desk, site))
    page.click(f"[data-p1-take] button:has-text('{first}')")
    page.wait_for_url(f"**/laporan/{first}")
    page.locator(f"[data-p1-take] button:has-text('{second}')").wait_for()
    assert site.read(lambda s: s.query(Report).filter(Report.code == first).one().taken_by) != ""
    page.click(f"[data-p1-take] button:has-text('{second}')")
    page.wait_for_url(f"**/laporan/{second}")
    page.locator("[data-p1-banner]").wait_for(state="hidden")


def test_the_sound_repeats_and_can_be_muted(desk: BrowserContext, site: Site) -> None:
    page = signed_in(desk, site)
    page.clock.install()
    page.reload()
    connected(page).locator("h1").first.click(force=True)
    emergency(site)
    page.locator("[data-p1-banner]").wait_for()
    eventually(lambda: beeps(page), until=lambda heard: heard == 2)
    page.clock.run_for(31_000)
    assert beeps(page) == 4
    page.click("[data-mute]")
    assert "dibisukan sampai" in page.locator("[data-mute]").inner_text()
    page.clock.run_for(61_000)
    assert beeps(page) == 4
    page.clock.run_for(300_000)
    assert beeps(page) > 4


@pytest.mark.parametrize("path", ["/masuk", "/setelan"])
def test_a_list_asked_for_before_an_emergency_does_not_end_it(desk: BrowserContext, site: Site, path: str) -> None:
    page = signed_in(desk, site)
    page.goto(site.url + path)
    connected(page).locator("h1, [data-head]").first.click(force=True)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/masuk?*blok=list*", hold, times=1)
    site.write(lambda s: make_report(s, priority=4))
    eventually(lambda: page.title() and held)  # asking the page lets the route work
    before = held[0].fetch()
    code = emergency(site)
    page.locator("[data-p1-banner]:visible button", has_text=f"Ambil {code}").wait_for()
    page.evaluate("""() => {
      const banner = document.querySelector("[data-p1-banner]");
      new MutationObserver(() => { window.gone ||= banner.hidden; }).observe(banner, { attributes: true });
    }""")
    with page.expect_response("**/masuk?*blok=list*"):
        held[0].fulfill(response=before)
    with page.expect_response("**/masuk?*blok=list*"):  # the next one: the late answer was drawn or left before
        site.write(lambda s: make_report(s, priority=4))
    assert not page.evaluate("window.gone")
    assert beeps(page) == 2


def test_a_page_that_nobody_touched_says_that_it_is_mute(desk: BrowserContext, site: Site) -> None:
    page = signed_in(desk, site)
    page.reload()
    connected(page).locator("[data-silent]", has_text="Ketuk agar alarm berbunyi").wait_for()
    emergency(site)
    page.locator("[data-p1-banner]").wait_for()
    assert beeps(page) == 0
    page.locator("h1").first.click(force=True)
    page.locator("[data-silent]").wait_for(state="hidden")
    eventually(lambda: beeps(page), until=lambda heard: heard == 2)


def test_a_finger_that_taps_makes_it_heard(chromium: Browser, site: Site) -> None:
    site.officer()
    context = opened(chromium, viewport=PHONE, has_touch=True)
    context.add_init_script(EARS)
    page = signed_in(context, site)
    page.reload()
    told = connected(page).locator("[data-silent]", has_text="Ketuk agar alarm berbunyi")
    told.tap()
    told.wait_for(state="hidden")
    emergency(site)
    eventually(lambda: beeps(page), until=lambda heard: heard == 2)
    context.close()


def test_danger_in_the_open_report_appears_in_it_and_can_be_taken(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.request.post(f"{site.url}/laporan/{code}/ambil")
    page.goto(f"{site.url}/laporan/{code}")
    connected(page)
    site.write(lambda s: tracking.add(s, code=code, message_id=new_id(), text="dia bawa pisau", alarm=True))
    page.locator(".bubble-citizen", has_text="dia bawa pisau").wait_for()
    page.locator("[data-p1-take] button:visible", has_text=f"Ambil {code}").wait_for()
    assert page.locator("[data-new-bar]").is_hidden()
    expect(page.locator(".write-reply [name=upto]")).to_have_value(re.compile("^[0-9a-f]{32}$"))


def test_without_a_shared_worker_the_tab_in_sight_streams(desk: BrowserContext, site: Site) -> None:
    desk.add_init_script("delete window.SharedWorker")
    page = connected(signed_in(desk, site))
    code = site.write(lambda s: make_report(s).code)
    page.locator(f"[data-code='{code}']").wait_for()


def test_single_keys_work_in_the_list_only_and_can_be_switched_off(desk: BrowserContext, site: Site) -> None:
    codes = [site.write(lambda s: make_report(s).code) for _ in range(3)]
    page = connected(signed_in(desk, site))
    focused = "document.activeElement.dataset.code ?? document.activeElement.name"
    for key, there in (("j", codes[0]), ("j", codes[1]), ("k", codes[0]), ("/", "q")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == there
    page.keyboard.press("j")  # a letter in the search field, nothing else
    assert page.locator("[data-search]").input_value() == "j"

    page.goto(f"{site.url}/laporan/{codes[0]}")
    connected(page).focus("[data-head]")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "note"
    page.keyboard.type("a1j?")
    assert page.locator("#note").input_value() == "a1j?"
    page.keyboard.press("Control+Enter")
    page.locator(".bubble-note", has_text="a1j?").wait_for()
    connected(page).focus("[data-head]")
    page.keyboard.press("?")
    page.locator("[data-sheet]").wait_for()
    page.check("[data-keys-off]")
    page.keyboard.press("Escape")
    page.focus("[data-head]")
    page.keyboard.press("a")
    assert site.read(lambda s: s.query(Report).filter(Report.code == codes[0]).one().taken_by) == ""


def test_a_half_typed_reply_and_its_focus_survive_what_comes_in(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    connected(page).fill("#reply", "Petugas sed")
    other = site.officer("citra@polres.example", name="Citra M.")
    other.post(f"/laporan/{code}/catatan", data={"text": "hati-hati"})
    other.post(f"/laporan/{code}/prioritas", data={"priority": "1", "version": "1"})
    page.locator(".bubble-note", has_text="hati-hati").wait_for()
    page.locator("[data-facts]", has_text="P1 Darurat").wait_for()
    page.keyboard.type("ang")
    assert page.locator("#reply").input_value() == "Petugas sedang"


def test_rows_do_not_move_under_the_focus(desk: BrowserContext, site: Site) -> None:
    codes = [site.write(lambda s: make_report(s).code) for _ in range(2)]
    page = connected(signed_in(desk, site))
    page.focus(f"[data-code='{codes[1]}']")
    emergency(site)
    bar = page.locator("[data-new-bar]:visible", has_text="1 laporan baru")
    bar.wait_for()
    shown = [row.get_attribute("data-code") for row in page.locator("[data-list] [data-code]").all()]
    assert shown == codes
    bar.click()
    eventually(lambda: page.locator("[data-list] [data-code]").count(), until=lambda n: n == 3)


def test_rows_that_are_on_their_way_do_not_move_under_the_focus_either(desk: BrowserContext, site: Site) -> None:
    codes = [site.write(lambda s: make_report(s).code) for _ in range(2)]
    page = signed_in(desk, site)
    page.goto("about:blank")
    with page.expect_response("**/masuk?*blok=list*"):  # asked for at every connection, and not what is held below
        page.goto(f"{site.url}/masuk")
    held: list[Route] = []
    focused: list[bool] = []  # what is asked for later goes through
    page.route("**/masuk?*", lambda route: route.continue_() if focused else held.append(route))
    emergency(site)
    eventually(lambda: page.evaluate("1") and len(held))
    page.focus(f"[data-code='{codes[1]}']")
    focused.append(True)
    for route in held:
        route.continue_()
    page.locator("[data-new-bar]:visible", has_text="1 laporan baru").wait_for()
    assert [row.get_attribute("data-code") for row in page.locator("[data-list] [data-code]").all()] == codes


def test_the_closing_text_follows_the_result_until_it_is_rewritten(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    page.click("[data-act=s] > summary")
    page.click(".next:has([data-result]) > summary")
    text = page.locator("form:has([data-result]) textarea")
    page.select_option("[data-result]", "unfounded")
    assert text.input_value().endswith("patokan dalam 24 jam untuk membuka lagi.")
    text.fill("Kami sudah ke sana dua kali.")
    page.select_option("[data-result]", "solved")
    assert text.input_value() == "Kami sudah ke sana dua kali."


def test_a_channel_that_closes_or_opens_is_told_without_touching_the_words(
    chromium: Browser, site: Site, desk: BrowserContext
) -> None:
    """The open page asks for its facts anew; here the composer was drawn for another state than the facts tell."""
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    connected(page).fill("#reply", "Petugas sed")
    page.evaluate("document.querySelector('.composer').dataset.open = '0'")
    site.officer("citra@polres.example").post(f"/laporan/{code}/catatan", data={"text": "hati-hati"})
    page.locator("[data-moved]").wait_for()
    expect(page.locator("#reply")).to_have_value("Petugas sed")
