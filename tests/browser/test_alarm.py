"""The desk while nobody clicks: an emergency rings until it is taken, a session ends, words stay."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from core.models import LoginSession, Officer, Report
from tests.browser.desk import opened, signed_in
from tests.factories import make_report
from tests.ground import PASSWORD, Site, eventually

pytestmark = pytest.mark.browser

# Headless browsers have no ears: what would sound is counted instead.
EARS = """
window.beeps = 0;
class Tone {
  frequency = {};
  gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  connect(to) { return to; }
  start() { window.beeps += 1; }
  stop() {}
}
window.AudioContext = class {
  currentTime = 0;
  destination = {};
  createOscillator() { return new Tone(); }
  createGain() { return new Tone(); }
};
"""


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Any:
    site.officer(roles=("operator", "admin"))
    context = opened(chromium)
    context.add_init_script(EARS)
    yield context
    context.close()


def emergency(site: Site) -> str:
    return site.write(lambda s: make_report(s, priority=1).code)


def beeps(page: Page) -> int:
    return int(page.evaluate("window.beeps"))


def connected(page: Page) -> Page:
    page.locator("[data-link]", has_text="Tersambung").wait_for(state="attached")
    return page


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


def signed_in_by_a_clock(context: BrowserContext, site: Site) -> Page:
    """Its timers go on when the test says so."""
    page = context.new_page()
    page.clock.install()
    return knows_its_end(signed_in(context, site, page=page))


def knows_its_end(page: Page) -> Page:
    """The answer has been read, and the timer for the next look is set."""
    page.locator("#again-email[readonly]").wait_for(state="attached")
    return page


def end_session(site: Site) -> None:
    site.write(lambda s: s.query(LoginSession).delete())


def test_an_ended_session_says_so_and_loses_no_word(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    connected(page)
    page.fill("#reply", "Petugas sudah di jalan.")
    page.locator("[data-stale]").evaluate("told => { told.hidden = false }")  # the list failed before it was known why
    end_session(site)
    site.write(make_report)  # the next hint asks for what nobody may see any more
    page.locator("[data-ended]").wait_for()
    assert page.locator("[data-stale]").is_hidden()  # one reason is enough
    expect(page.locator("#reply")).to_have_value("Petugas sudah di jalan.")

    with desk.expect_page() as opening:
        page.click("[data-ended] a")
    login = opening.value
    login.fill("#email", "ayu@polres.example")
    login.fill("#password", PASSWORD)
    login.keyboard.press("Enter")
    login.locator(".composer").wait_for()
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("[data-ended]").wait_for(state="hidden")
    page.click(".send")
    page.locator(".bubble-officer", has_text="Petugas sudah di jalan.").wait_for()
    assert page.locator("#reply").input_value() == ""


def test_who_logs_in_again_on_the_page_goes_on_where_they_were(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    knows_its_end(page)
    connected(page).fill("#reply", "Petugas sudah di jalan.")
    end_session(site)
    site.write(make_report)
    page.click("[data-ended] [data-again-open]")
    page.keyboard.type("salah sekali")
    page.keyboard.press("Enter")
    page.locator("[data-wrong]", has_text="tidak cocok").wait_for()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[data-ended]").wait_for(state="hidden")
    expect(page.locator("#reply")).to_have_value("Petugas sudah di jalan.")
    connected(page).click(".send")
    page.locator(".bubble-officer", has_text="Petugas sudah di jalan.").wait_for()


def test_two_minutes_before_its_end_a_session_can_be_made_to_last(desk: BrowserContext, site: Site, later) -> None:
    page = signed_in_by_a_clock(desk, site)
    later(minutes=118, seconds=30)
    with page.expect_response("**/masuk/sesi"):
        page.clock.fast_forward(3_600_000)
    page.locator("[data-soon]", has_text="Sesi berakhir pukul").wait_for()
    page.click("[data-stay]")
    page.locator("[data-soon]").wait_for(state="hidden")
    later(minutes=236)
    page.goto(f"{site.url}/setelan")
    assert page.locator("details.account").count() == 1


def test_a_server_in_trouble_is_asked_again_slowly_and_the_login_keeps_its_name(
    desk: BrowserContext, site: Site
) -> None:
    page = signed_in(desk, site)
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, json={"title": "sibuk"})

    page.route("**/masuk/sesi", fail)
    with page.expect_response("**/masuk/sesi"):
        page.goto(f"{site.url}/masuk")
    connected(page)
    page.evaluate("(async () => { for (let n = 0; n < 20; n += 1) await fetch('/healthz') })()")
    assert len(asked) <= 2  # this page and the one before
    assert page.input_value("#again-email") == ""


def test_a_page_without_a_stream_tells_of_the_end_and_of_what_keeps_a_login_from_happening(
    chromium: Browser, site: Site
) -> None:
    site.officer(roles=("admin",))
    context = opened(chromium)
    page = signed_in_by_a_clock(context, site)
    page.goto(f"{site.url}/unit")
    knows_its_end(page)
    end_session(site)
    with page.expect_response("**/masuk/sesi"):
        page.clock.fast_forward(3_600_000)
    page.locator("[data-ended]").wait_for()
    page.focus("[name=email] >> nth=0")
    page.click("[data-ended] [data-again-open]")
    context.set_offline(True)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[data-wrong]", has_text="sambungan terputus").wait_for()
    context.set_offline(False)
    page.keyboard.press("Enter")
    page.locator("[data-ended]").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.name") == "email"
    context.close()


def test_a_page_whose_session_ended_is_drawn_anew_for_another_officer_and_watches_that_session(
    desk: BrowserContext, site: Site, later: Any
) -> None:
    site.officer("budi@polres.example", name="Budi")
    page = signed_in_by_a_clock(desk, site)
    page.goto(f"{site.url}/setelan")
    knows_its_end(page)
    connected(page)
    end_session(site)
    site.write(make_report)
    page.locator("[data-ended]").wait_for()
    signed_in(desk, site, "budi@polres.example").close()
    page.clock.fast_forward(60_000)
    page.locator(".account-name", has_text="Budi").wait_for()
    knows_its_end(page)
    later(minutes=118, seconds=30)
    page.clock.fast_forward(3_600_000)
    page.locator("[data-soon]").wait_for()
    assert page.input_value("#again-email") == "budi@polres.example"


def test_the_end_of_a_session_is_told_in_the_officers_language(desk: BrowserContext, site: Site, later: Any) -> None:
    site.write(lambda s: setattr(s.query(Officer).one(), "language", "en"))
    page = signed_in_by_a_clock(desk, site)
    page.goto(f"{site.url}/setelan")
    knows_its_end(page)
    later(minutes=118, seconds=30)
    page.clock.fast_forward(3_600_000)
    page.locator("[data-soon]", has_text=re.compile(r"ends at \d\d:\d\d\.")).wait_for()
    page.evaluate("document.querySelector('[data-again-open]').click()")
    page.keyboard.type("wrong once")
    page.keyboard.press("Enter")
    page.locator("[data-wrong]", has_text="does not match").wait_for()


def test_what_was_sent_without_a_session_is_still_there_after_the_login(desk: BrowserContext, site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    page = signed_in(desk, site)
    page.goto(f"{site.url}/laporan/{code}")
    page.fill("#reply", "Petugas sudah di jalan.")
    end_session(site)
    page.click(".send")
    page.click("a:has-text('Ke halaman masuk')")
    page.fill("#email", "ayu@polres.example")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".composer").wait_for()
    assert page.url == f"{site.url}/laporan/{code}"
    expect(page.locator("#reply")).to_have_value("Petugas sudah di jalan.")


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
    page = connected(signed_in(desk, site))
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
