"""Citizens' pages in a real browser: live, quick to leave, and usable by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bot import answers
from core import access, officers, units
from core.models import Message, Report
from tests.browser.desk import PATIENCE
from tests.ground import PASSWORD, Site, eventually

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
THEFT = "Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(
        viewport=PHONE, permissions=["geolocation"], geolocation={"latitude": -6.2, "longitude": 106.8}
    )
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    opened = context.new_page()
    opened.goto(f"{site.url}/lapor")
    return opened


def say(page: Page, text: str) -> None:
    page.fill("#tulis", text)
    page.keyboard.press("Enter")
    page.locator(".bubble-own", has_text=text).last.wait_for()


def to_the_card(page: Page) -> None:
    say(page, THEFT)
    page.locator(".choice", has_text="Lewati").or_(page.locator(".card")).first.wait_for()
    if page.locator(".choice", has_text="Lewati").count():
        page.click(".choice:has-text('Lewati')")
    page.locator(".button-send").wait_for()


def reply(site: Site, text: str, *, ask: bool = False) -> None:
    def write(session) -> None:
        officers.add(
            session, email="ayu@x.example", name="Ayu L.", password=PASSWORD, unit=units.root(session),
            roles=["operator"], actor="test",
        )  # fmt: skip
        session.flush()
        who = access.officer(session, officers.by_email(session, "ayu@x.example").id)
        answers.reply(session, site.world.house, session.query(Report).one(), who, text=text, ask=ask)

    site.write(write)


def test_a_report_by_chat_and_the_answer_without_a_reload(site: Site, page: Page) -> None:
    to_the_card(page)
    page.click(".button-send")
    page.locator(".bubble-sent .code").first.wait_for()
    assert page.locator("[data-choices]").count() == 1
    report = site.read(lambda s: s.query(Report).one())
    assert report.code in page.locator(".bubble-sent").inner_text()
    reply(site, "Apa warna motornya?")
    page.locator(".bubble-officer", has_text="Apa warna motornya?").wait_for()
    say(page, "Merah")
    assert page.evaluate("document.activeElement.id") == "tulis"


def test_a_double_click_sends_once(site: Site, page: Page) -> None:
    page.fill("#tulis", "Halo")
    page.dblclick("[data-send]")
    page.locator(".bubble-own").first.wait_for()
    page.locator(".bubble-bot").first.wait_for()
    assert page.locator(".bubble-own").count() == 1
    assert site.read(lambda s: s.query(Message).filter(Message.author == "citizen").count()) == 1


def test_a_button_leaves_what_is_being_written(page: Page) -> None:
    page.fill("#tulis", "setengah kalim")
    page.check(".pick:has-text('Lapor kejadian') input")
    page.dblclick("[data-on]")
    page.locator(".bubble-bot", has_text="Ceritakan apa yang terjadi").wait_for()
    assert page.input_value("#tulis") == "setengah kalim"
    assert page.locator(".bubble-own .text").all_inner_texts() == ["Lapor kejadian"]
    assert page.locator(".list").count() == 0


def test_a_list_is_answered_by_the_keyboard_alone(page: Page) -> None:
    page.focus("#log")
    page.keyboard.press("Tab")  # to the number in the greeting
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[data-state]", has_text="Pilih satu jawaban dulu").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("[data-state]").inner_text() == ""
    page.keyboard.press("Enter")
    page.locator(".bubble-own", has_text="Bicara dengan petugas").wait_for()


def test_what_is_picked_stays_while_news_come_in(site: Site, page: Page) -> None:
    to_the_card(page)
    page.click(".button-send")
    page.locator(".bubble-sent").wait_for()
    say(page, "menu")
    page.check(".pick:has-text('Privasi') input")
    reply(site, "Kami ke sana.")
    page.locator(".msg-officer", has_text="Kami ke sana.").wait_for()
    assert page.locator(".pick:has-text('Privasi') input").is_checked()
    page.click("[data-on]")
    page.locator(".bubble-own", has_text="Privasi & data saya").wait_for()
    assert page.locator("[data-choices]").count() == 1


@pytest.fixture
def slow(page: Page) -> Iterator[list[Route]]:
    """The first message stays on its way until it is let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held or route.request.method != "POST":
            route.continue_()
        else:
            held.append(route)

    page.route("**/lapor", hold)
    yield held
    page.unroute("**/lapor")


def press(page: Page, held: list[Route], key: str) -> None:
    with page.expect_request("**/lapor"):
        page.click(key)
    eventually(lambda: bool(held) or page.wait_for_timeout(20))


def texts(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen").order_by(Message.id)])


def test_what_is_typed_while_the_first_words_are_on_their_way_is_sent_after_them(
    site: Site, page: Page, slow: list[Route]
) -> None:
    page.fill("#tulis", "halo")
    press(page, slow, "[data-send]")
    page.locator("#tulis").press_sequentially(" pak, mau tanya")
    page.keyboard.press("Enter")
    page.locator("#tulis").press_sequentially(" ya")
    slow[0].continue_()
    page.locator(".bubble-own", has_text="pak, mau tanya").wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    assert (texts(site), page.input_value("#tulis")) == (["halo", "pak, mau tanya ya"], "")


def test_pressing_twice_sends_once_on_a_slow_line_too(site: Site, page: Page, slow: list[Route]) -> None:
    page.fill("#tulis", "menu")
    press(page, slow, "[data-send]")
    page.click("[data-send]")
    slow.pop().continue_()
    page.locator(".pick").first.wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    page.check(".pick:has-text('Privasi') input")
    press(page, slow, "[data-on]")
    page.click("[data-on]")
    slow[0].continue_()
    page.locator(".bubble-own", has_text="Privasi & data saya").wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    assert texts(site) == ["menu", "Privasi & data saya"]


def test_a_photo_chosen_while_words_are_on_their_way_stays_chosen(page: Page, slow: list[Route]) -> None:
    page.fill("#tulis", THEFT)
    press(page, slow, "[data-send]")
    page.set_input_files("#berkas", {"name": "kunci.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    slow[0].continue_()
    page.locator(".bubble-own", has_text=THEFT).wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    assert page.locator("[data-picked] button").all_inner_texts() == ["kunci.jpg ×"]


def test_every_row_of_a_list_is_large_enough_for_a_thumb(page: Page) -> None:
    sizes = [row.bounding_box()["height"] for row in page.locator(".pick, [data-on]").all()]
    assert len(sizes) == 6
    assert min(sizes) >= 44


def test_who_comes_first_reads_the_greeting_from_its_first_word(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 560})
    page.goto(f"{page.url}?lagi")
    expect(page.locator("html.scripted")).to_be_attached()
    assert page.evaluate("scrollY") == 0
    to_the_card(page)
    assert page.evaluate("scrollY + innerHeight > document.scrollingElement.scrollHeight - 160")


def test_change_beside_a_row_asks_that_question(page: Page) -> None:
    to_the_card(page)
    page.click(".row:nth-child(3) .row-change button")
    page.locator(".bubble-bot", has_text="Kapan kejadiannya?").wait_for()
    assert page.locator(".row-change").count() == 0


def test_whoever_writes_has_the_whole_width_of_a_phone_and_still_sees_the_question(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    say(page, "Motor saya dicuri tadi pagi waktu saya belanja")
    page.locator(".choice", has_text="Lewati").wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    page.fill("#tulis", "Di depan pasar\nyang lama")
    assert page.locator("#tulis").bounding_box()["width"] > 280
    for tool in ("[data-place]", ".tool-mark", "[data-send]"):
        expect(page.locator(tool)).to_be_in_viewport(ratio=1)
    answer, composer = page.locator(".choice", has_text="Lewati").bounding_box(), page.locator("#pesan").bounding_box()
    assert answer["y"] + answer["height"] <= composer["y"]


def test_the_next_answer_is_one_key_after_the_last(page: Page) -> None:
    to_the_card(page)
    page.locator(".row-change button").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator(".choice", has_text="Ketik tempat").wait_for()
    expect(page.locator("#pesan")).not_to_have_attribute("aria-busy", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText.trim()") == "Kirim lokasi"


def test_danger_shows_the_number_and_the_place_is_one_tap(site: Site, page: Page) -> None:
    assert page.locator("[data-strip]").is_visible()
    say(page, "tolong ada orang bawa pisau di depan rumah")
    page.locator(".danger .call").wait_for()
    assert page.locator(".danger .call").bounding_box()["height"] >= 72
    eventually(lambda: page.locator("[data-strip]").is_hidden() or page.wait_for_timeout(50))
    page.click("[data-wants=location]")
    page.locator(".bubble-own", has_text="Lokasi terkirim").wait_for()
    assert site.read(lambda s: s.query(Report).one().lat) == -6.2


def test_what_was_written_stays_when_the_line_breaks(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.fill("#tulis", "Ini penting")
    page.keyboard.press("Enter")
    page.locator("[data-state]", has_text="belum terkirim").wait_for()
    assert page.input_value("#tulis") == "Ini penting"
    context.set_offline(False)
    page.keyboard.press("Enter")
    page.locator(".bubble-own", has_text="Ini penting").wait_for()


def test_shift_three_times_leaves_and_going_back_shows_nothing(page: Page, context: BrowserContext) -> None:
    context.route(re.compile("google"), lambda route: route.fulfill(body="cuaca"))
    say(page, "Ini rahasia saya")
    for _ in range(2):
        page.keyboard.press("Shift+A")
        page.keyboard.press("Shift")
    assert "/lapor" in page.url
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(re.compile("google"))
    # The window is elsewhere before the server has answered.
    eventually(lambda: not any(cookie["name"].endswith("lapor") for cookie in context.cookies()))
    page.go_back()
    assert "rahasia" not in page.content()


def test_leaving_works_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.route(re.compile("google"), lambda route: route.fulfill(body="cuaca"))
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    page.fill("#tulis", "Ini rahasia saya")
    page.click("[data-send]")
    page.locator(".bubble-own", has_text="rahasia").wait_for()
    page.click(".exit")
    page.wait_for_url(re.compile("google"))
    assert context.cookies() == []
    context.close()


def test_the_page_follows_the_language_of_the_chat(page: Page) -> None:
    say(page, "english")
    page.locator("html[lang=en]").wait_for()
    page.get_by_placeholder("Message", exact=True).wait_for()
    assert page.locator(".bubble-bot", has_text="All right, we will use English.").count() == 1


def test_an_officers_question_is_answered_with_one_tap(site: Site, page: Page) -> None:
    to_the_card(page)
    page.click(".button-send")
    page.locator(".bubble-sent").wait_for()
    reply(site, "Warna motornya apa?", ask=True)
    page.locator(".msg-officer .choice", has_text="Tidak tahu").wait_for()
    assert page.locator("[data-choices]").count() == 1
    page.click(".choice:has-text('Tidak tahu')")
    page.locator(".bubble-bot", has_text="jawaban Anda sudah diteruskan").wait_for()
