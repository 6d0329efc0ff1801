"""A cheap phone on a bad line: answers come late, never, or too late for whoever has left already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from core.models import Attachment, Contact, Message
from tests.browser.desk import PATIENCE
from tests.ground import Site, eventually

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DANGER = "tolong ada orang bawa pisau di depan rumah"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport=PHONE)
    opened.set_default_timeout(PATIENCE)
    opened.route(re.compile("google"), lambda route: route.fulfill(body="cuaca"))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    return opened(context, site)


def opened(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    return page


def say(page: Page, text: str) -> None:
    page.fill("#tulis", text)
    page.click("[data-send]")
    page.locator(".bubble-own", has_text=text).last.wait_for()


def texts(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen").order_by(Message.id)])


def held(page: Page, pattern: str, method: str = "", only: int = 99) -> list[Route]:
    """Requests that stay on their way until they are let go."""
    found: list[Route] = []

    def hold(route: Route) -> None:
        if len(found) == only or (method and route.request.method != method):
            route.fallback()
        else:
            found.append(route)

    page.route(pattern, hold)
    return found


def on_its_way(page: Page, requests: list[Route], count: int = 1) -> None:
    eventually(lambda: len(requests) >= count or page.wait_for_timeout(20))


def has_chat(context: BrowserContext) -> bool:
    return any(cookie["name"].endswith("lapor") for cookie in context.cookies())


def cookies(context: BrowserContext) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in context.cookies()}


# Leaving


def leave(page: Page) -> None:
    """Does not wait for the weather."""
    page.evaluate("setTimeout(() => document.querySelector('.exit').click())")


def test_what_is_answered_after_leaving_opens_no_chat_again(site: Site, page: Page, context: BrowserContext) -> None:
    """The weather is as slow as everything else: the old page lives on behind the empty one."""
    weather, busy = held(page, "**/search?q=cuaca"), Event()
    Thread(target=lambda: site.write(lambda _: busy.wait(9))).start()
    for words in ("Ini rahasia saya", "Ini rahasia saya dan ini juga"):
        page.fill("#tulis", words)
        page.evaluate("document.querySelector('[data-send]').click()")
    page.locator("[data-state]", has_text="Mengirim").wait_for()
    leave(page)
    on_its_way(page, weather)
    busy.set()
    eventually(lambda: texts(site) or page.wait_for_timeout(20))
    weather[0].fulfill(body="cuaca")
    page.wait_for_url(re.compile("google"))
    assert (texts(site), has_chat(context)) == (["Ini rahasia saya"], False)


def test_leaving_on_a_dead_line_closes_the_chat_as_well(site: Site, page: Page, context: BrowserContext) -> None:
    say(page, "Ini rahasia saya")
    context.route("**/lapor/keluar", lambda route: route.abort())
    page.click(".exit")
    page.wait_for_url(re.compile("google"))
    next_one = opened(context, site)
    assert "rahasia" not in next_one.content()
    say(next_one, "Halo")
    next_one.reload()
    assert next_one.locator(".bubble-own").count() == 1
    assert site.read(lambda s: s.query(Contact).count()) == 2


def test_leaving_in_one_tab_leaves_in_all(site: Site, page: Page, context: BrowserContext) -> None:
    say(page, "Ini rahasia saya")
    other = opened(context, site)
    other.locator(".bubble-own", has_text="rahasia").wait_for()
    page.click(".exit")
    other.wait_for_url(re.compile("google"))
    eventually(lambda: not has_chat(context) or page.wait_for_timeout(20))


# Answers that do not come


def test_what_never_gets_an_answer_is_given_up_and_the_next_press_sends_it_once(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site.url}/lapor")
    sending = held(page, "**/lapor", "POST", only=1)
    page.fill("#tulis", "Ini penting")
    page.click("[data-send]")
    on_its_way(page, sending)
    page.clock.fast_forward(31_000)
    page.locator("[data-state]", has_text="Tekan sekali lagi").wait_for()
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="Ini penting").wait_for()
    expect(page.locator("#tulis")).to_have_value("")
    assert texts(site) == ["Ini penting"]


def test_a_look_for_news_that_never_gets_an_answer_is_not_the_last(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site.url}/lapor")
    say(page, "Halo")
    page.locator(".bubble-bot").last.wait_for()
    looking = held(page, "**/lapor/pesan*", only=1)
    page.evaluate("dispatchEvent(new Event('online'))")
    on_its_way(page, looking)
    site.client(cookies=cookies(context)).post("/lapor", data={"text": "dari tab lain"})
    page.clock.fast_forward(31_000)
    page.locator(".bubble-own", has_text="dari tab lain").wait_for()


def test_a_stream_that_is_dead_and_does_not_know_it_keeps_nothing_back(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.add_init_script("EventSource = class { static OPEN = 1; readyState = 1; addEventListener() {} }")
    page.goto(f"{site.url}/lapor")
    say(page, "Halo")
    site.client(cookies=cookies(context)).post("/lapor", data={"text": "dari tab lain"})
    page.clock.fast_forward(61_000)
    page.locator(".bubble-own", has_text="dari tab lain").wait_for()


def test_words_whose_answer_got_lost_leave_the_composer_once_they_are_in_the_chat(site: Site, page: Page) -> None:
    say(page, "Halo")

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route("**/lapor", lose)
    page.fill("#tulis", "Ini penting")
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="Ini penting").wait_for()
    expect(page.locator("#tulis")).to_have_value("")
    expect(page.locator("[data-state]")).to_have_text("")
    page.unroute("**/lapor")
    page.locator("#tulis").press_sequentially("dan ini juga")
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="dan ini juga").wait_for()
    assert texts(site) == ["Halo", "Ini penting", "dan ini juga"]


def test_another_language_waits_for_what_is_not_sent_yet(page: Page) -> None:
    page.fill("#tulis", "Halo pak")
    page.click(".aside-links .quiet")
    page.locator("[data-state]", has_text="Send your words first").wait_for()
    assert page.input_value("#tulis") == "Halo pak"
    say(page, "Halo pak")
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    page.click(".aside-links .quiet")
    page.locator("html[lang=en]").wait_for()


# Files


def jpeg(name: str, size: int = 1) -> dict[str, Any]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": b"x" * size}


def test_danger_is_heard_while_its_photo_is_still_on_its_way(site: Site, page: Page) -> None:
    sending: list[Route] = []

    def hold(route: Route) -> None:
        is_photo = b"filename" in (route.request.post_data_buffer or b"")
        sending.append(route) if is_photo else route.fallback()

    page.route("**/lapor", hold)
    page.set_input_files("#berkas", jpeg("pisau.jpg"))
    page.fill("#tulis", DANGER)
    page.click("[data-send]")
    page.locator(".danger .call").wait_for()
    on_its_way(page, sending)
    say(page, "dia masih di depan")
    sending[0].continue_()
    expect(page.locator("[data-picked] button")).to_have_count(0)
    assert texts(site) == [DANGER, "dia masih di depan", ""]


def test_a_photo_that_is_too_slow_is_said_to_be_so_and_can_be_left_out(site: Site, page: Page) -> None:
    page.route("**/lapor", lambda route: route.fulfill(status=408, body="Too slow"))
    page.set_input_files("#berkas", jpeg("foto.jpg"))
    page.click("[data-send]")
    page.locator("[data-state]", has_text="tanpa berkas").wait_for()
    page.unroute("**/lapor")
    page.click("[aria-label='Jangan kirim foto.jpg']")
    say(page, "tanpa foto")
    assert texts(site) == ["tanpa foto"]


def test_a_file_that_is_too_large_holds_no_words_back(site: Site, page: Page) -> None:
    page.set_input_files("#berkas", [jpeg("video.mp4", 20_000_001), jpeg("foto.jpg")])
    page.locator("[data-state]", has_text="20 MB").wait_for()
    assert page.locator("[data-picked] button").all_inner_texts() == ["foto.jpg ×"]
    page.click("[aria-label='Jangan kirim foto.jpg']")
    say(page, DANGER)
    page.locator(".danger .call").wait_for()
    assert texts(site) == [DANGER]


def test_one_photo_after_the_other_is_chosen_and_all_are_sent(site: Site, page: Page) -> None:
    for name in ("satu.jpg", "dua.jpg"):
        page.set_input_files("#berkas", jpeg(name))
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="satu.jpg").wait_for()
    expect(page.locator("[data-picked] button")).to_have_count(0)
    assert (len(texts(site)), site.read(lambda s: s.query(Attachment).count())) == (1, 2)
