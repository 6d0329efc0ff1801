"""An open desk and its session: on watch without a click, heard when it is over, and no word lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from core.models import LoginSession, Officer
from tests.browser.desk import beeps, connected, emergency, opened, signed_in
from tests.factories import make_report
from tests.ground import PASSWORD, Site, eventually

pytestmark = pytest.mark.browser


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


def test_a_page_whose_session_is_over_sounds_until_somebody_logs_in(desk: BrowserContext, site: Site) -> None:
    """Nobody may believe to be on watch before a page that hears nothing."""
    page = signed_in_by_a_clock(desk, site)
    connected(page).locator("h1").first.click(force=True)  # browsers allow sound after a click
    end_session(site)
    emergency(site)
    page.locator("[data-ended]", has_text="Laporan darurat tidak terdengar").wait_for()
    eventually(lambda: beeps(page), until=lambda heard: heard == 2)
    assert page.title().startswith("SESI BERAKHIR!")
    page.clock.run_for(31_000)
    assert beeps(page) == 4
    page.click("[data-ended] [data-again-open]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[data-ended]").wait_for(state="hidden")
    page.click("[data-p1-take] button")
    page.locator("[data-p1-banner]").wait_for(state="hidden")
    assert not page.title().startswith("SESI BERAKHIR!")


def test_who_logs_out_in_one_tab_hears_no_alarm_in_the_others(desk: BrowserContext, site: Site) -> None:
    page = signed_in_by_a_clock(desk, site)
    connected(page).locator("h1").first.click(force=True)
    other = desk.new_page()
    other.goto(f"{site.url}/masuk")
    other.locator("form[action='/masuk/keluar']").first.evaluate("form => form.requestSubmit()")
    page.locator("[data-ended]").wait_for()
    page.clock.run_for(61_000)
    assert beeps(page) == 0


def test_whoever_moves_before_an_open_page_is_on_watch(desk: BrowserContext, site: Site, later: Any) -> None:
    page = signed_in_by_a_clock(desk, site)
    later(minutes=100)
    page.clock.fast_forward(360_000)
    with page.expect_response(lambda answer: answer.url.endswith("/masuk/sesi") and answer.request.method == "POST"):
        page.mouse.move(300, 300)
        page.mouse.move(320, 310)
    later(minutes=200)
    page.goto(f"{site.url}/setelan")
    assert page.locator("details.account").count() == 1


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
