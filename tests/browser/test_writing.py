"""Words on their way: kept while they are written, seen by colleagues, and their writing seen by the citizen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from core import canned, db, units
from core.models import Message, Report, Unsent
from tests.browser.desk import Desk, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import PASSWORD, Site, eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    site.officer(name="Aipda Ayu Lestari")
    context = opened(chromium)
    yield context
    context.close()


def report(page: Page, site: Site, code: str) -> Page:
    page.goto(f"{site.url}/laporan/{code}")
    return connected(page)


def kept(site: Site) -> list[str]:
    return site.read(lambda s: [row.text for row in s.query(Unsent)])


def test_a_draft_survives_a_closed_tab_and_another_machine(
    site: Site, code: str, desk: BrowserContext, chromium: Browser
) -> None:
    page = report(signed_in(desk, site), site, code)
    page.locator("#reply").press_sequentially("Kami ke sana")
    page.locator(".write-reply [data-saved]", has_text=re.compile(r"^draf tersimpan$")).wait_for()
    page.locator("#reply").press_sequentially(" pukul 9")
    page.close()  # within the second after the last key
    eventually(lambda: kept(site) == ["Kami ke sana pukul 9"])
    with opened(chromium) as other:
        again = report(signed_in(other, site), site, code)
        expect(again.locator("#reply")).to_have_value("Kami ke sana pukul 9")
        Desk(again).replies("Kami ke sana pukul 9.")
        assert again.locator("#reply").input_value() == ""
    assert kept(site) == []


@pytest.mark.parametrize(("key", "field"), [("r", "#reply"), ("n", "#note")])
def test_by_keys_one_writes_on_where_the_draft_ends(
    site: Site, code: str, desk: BrowserContext, key: str, field: str
) -> None:
    page = report(signed_in(desk, site), site, code)
    page.focus("[data-head]")
    page.keyboard.press(key)
    page.keyboard.type("Kami ke")
    eventually(lambda: kept(site) == ["Kami ke"])
    page.reload()
    connected(page).focus("[data-head]")
    page.keyboard.press(key)
    page.keyboard.type(" sana")
    expect(page.locator(field)).to_have_value("Kami ke sana")


def test_a_cut_network_leaves_it_in_this_browser_until_it_is_back(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.route("**/draf", lambda route: route.abort())
    page.click(".mode-tab-note")
    page.fill("#note", "unit 3 dekat")
    page.locator(".write-note [data-saved]", has_text="di peramban ini").wait_for()
    page.unroute("**/draf")
    page.reload()
    expect(page.locator("#note")).to_have_value("unit 3 dekat")
    eventually(lambda: kept(site) == ["unit 3 dekat"])


def test_a_field_that_was_emptied_stays_empty(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.fill("#reply", "salah")
    eventually(lambda: kept(site) == ["salah"])
    page.route("**/draf", lambda route: route.abort())
    page.fill("#reply", "")
    page.reload()
    page.unroute("**/draf")
    expect(page.locator("#reply")).to_have_value("")
    eventually(lambda: kept(site) == [])


def test_a_colleague_sees_it_come_and_go(site: Site, code: str, desk: BrowserContext, chromium: Browser) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    ayu = report(signed_in(desk, site), site, code)
    with opened(chromium) as other:
        budi = report(signed_in(other, site, "budi@polres.example"), site, code)
        ayu.locator("#reply").press_sequentially("Unit 3 menuju")
        line = budi.locator(".begun", has_text="Draf Aipda Ayu Lestari, belum dikirim")
        line.wait_for()
        assert not line.locator(".draft").is_visible()
        line.locator("summary").click()
        expect(line.locator(".draft")).to_have_text("Unit 3 menuju")
        Desk(ayu).replies("Unit 3 menuju lokasi.")
        line.wait_for(state="detached")


def test_a_colleagues_draft_stays_in_sight_when_the_line_comes_back(
    site: Site, code: str, desk: BrowserContext, chromium: Browser
) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    report(signed_in(desk, site), site, code).locator("#reply").fill("Unit 3 menuju")
    eventually(lambda: kept(site) == ["Unit 3 menuju"])
    with opened(chromium) as other:
        budi = report(signed_in(other, site, "budi@polres.example"), site, code)
        line = budi.locator(".begun", has_text="Draf Aipda Ayu Lestari, belum dikirim")
        line.wait_for()
        budi.route("**/laporan/**", lambda route: route.abort())  # nothing draws it anew
        budi.evaluate("dispatchEvent(new Event('online'))")
        assert line.count() == 1


def test_on_a_slow_line_the_newest_words_are_the_kept_ones(site: Site, code: str, desk: BrowserContext) -> None:
    page, held = report(signed_in(desk, site), site, code), []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/draf", hold)
    with page.expect_request("**/draf"):
        page.fill("#reply", "Kami")
    page.fill("#reply", "Kami ke sana")
    page.click(".mode-tab-note")
    page.fill("#note", "ada")
    page.locator(".write-note [data-saved]", has_text="draf tersimpan").wait_for()  # the other had its time too
    held[0].continue_()
    page.click(".mode-tab >> nth=0")
    page.locator(".write-reply [data-saved]", has_text=re.compile(r"^draf tersimpan$")).wait_for()
    assert set(kept(site)) == {"Kami ke sana", "ada"}


def test_long_words_in_any_script_are_kept(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.click(".mode-tab-note")
    page.fill("#note", "\ua9a5" * 9_000)
    page.locator(".write-note [data-saved]", has_text=re.compile(r"^draf tersimpan$")).wait_for()
    assert kept(site) == ["\ua9a5" * 9_000]


def test_a_reply_held_back_by_a_new_message_is_kept_all_the_same(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.evaluate("document.querySelector('[data-added]').hidden = false")
    page.fill("#reply", "Kami ke sana")
    page.click(".send")  # within the second after the last key
    eventually(lambda: kept(site) == ["Kami ke sana"])


def test_what_one_officer_left_in_a_tab_is_not_the_next_ones(site: Site, code: str, desk: BrowserContext) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    page = report(signed_in(desk, site), site, code)
    page.route("**/draf", lambda route: route.abort())
    page.fill("#reply", "hanya milik Ayu")
    page.locator(".write-reply [data-saved]", has_text="di peramban ini").wait_for()
    desk.clear_cookies()  # the session ended, the shift too
    page.unroute("**/draf")
    report(signed_in(desk, site, "budi@polres.example", page=page), site, code)
    expect(page.locator("#reply")).to_have_value("")
    desk.clear_cookies()
    report(signed_in(desk, site, page=page), site, code)
    expect(page.locator("#reply")).to_have_value("hanya milik Ayu")


def test_a_page_left_open_is_drawn_for_whoever_logs_in_next(site: Site, code: str, desk: BrowserContext) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    page = report(signed_in(desk, site), site, code)
    page.route("**/draf", lambda route: route.abort())
    page.fill("#reply", "hanya milik Ayu")
    desk.clear_cookies()  # the session ended, the shift too
    site.write(make_report)  # the page looks for it, and finds its session gone
    page.locator("[data-ended]").wait_for()
    page.unroute("**/draf")
    signed_in(desk, site, "budi@polres.example").close()
    page.evaluate("document.dispatchEvent(new Event('jembatan:back'))")
    page.locator(".account-name", has_text="Bripka Budi Santoso").wait_for()
    expect(page.locator("#reply")).to_have_value("")
    page.locator("#reply").press_sequentially("milik Budi")
    eventually(lambda: kept(site) == ["milik Budi"])


def test_the_same_words_as_once_before_stay_a_draft(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    Desk(page).replies("Masih kami cek.")
    Desk(page).replies("Sudah ada kabar?")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/unsent.js*", hold)
    with page.expect_request("**/unsent.js*"):
        page.goto(f"{site.url}/laporan/{code}", wait_until="commit")
    page.fill("#reply", "Masih kami cek.")  # quicker than the script
    eventually(lambda: page.title() is not None and held)
    held[0].continue_()
    page.unroute("**/unsent.js*")
    eventually(lambda: kept(site) == ["Masih kami cek."])
    page.goto(f"{site.url}/masuk")
    report(page, site, code)
    expect(page.locator("#reply")).to_have_value("Masih kami cek.")
    Desk(page).replies("Masih kami cek ulang.")
    page.go_back()
    expect(page.locator("#reply")).to_have_value("")


def test_a_citizen_on_the_web_sees_that_an_officer_writes(site: Site, desk: BrowserContext, chromium: Browser) -> None:
    with opened(chromium) as street:
        citizen = street.new_page()
        citizen.goto(f"{site.url}/lapor")
        citizen.fill("#tulis", "Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja")
        citizen.click("[data-send]")
        citizen.click("button:has-text('Kirim laporan')")
        (code,) = eventually(lambda: site.read(lambda s: [report.code for report in s.query(Report)]))
        page = report(signed_in(desk, site), site, code)
        page.locator("#reply").press_sequentially("Baik")
        citizen.locator("[data-dots]", has_text="Petugas menulis").wait_for()
        Desk(page).replies("Baik, kami cek.")
        citizen.locator("text=Baik, kami cek.").wait_for()
        citizen.locator("[data-dots]").wait_for(state="hidden")


def test_a_slash_offers_canned_replies_and_an_open_hole_is_typed_over(
    site: Site, code: str, desk: BrowserContext
) -> None:
    def add(session: db.Session) -> None:
        unit = units.root(session)
        canned.begin(session, unit, actor="test")
        session.query(Report).update({"place": ""})

    site.write(add)
    page = report(signed_in(desk, site), site, code)
    page.locator("#reply").press_sequentially("/")
    page.locator("[data-canned] [role=option]").first.wait_for()
    page.keyboard.type("menuju")
    expect(page.locator("[data-canned] [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_have_value("Petugas sedang menuju {tempat}. Tunggulah di tempat yang aman.")
    page.keyboard.press("Control+Enter")
    page.locator(".alert", has_text="Isi dulu {tempat}").wait_for()
    page.fill("#reply", "Baik.\n")
    page.click("[data-canned-open]")
    page.locator("[data-canned] [role=option]", has_text="menuju").click()
    page.keyboard.type("Pasar Baru")
    page.keyboard.press("Control+Enter")
    said = "Baik.\nPetugas sedang menuju Pasar Baru. Tunggulah di tempat yang aman."
    page.locator(".bubble-officer .words", has_text="Pasar Baru").wait_for()
    assert page.locator(".bubble-officer .words").inner_text() == said


def test_a_slash_that_is_only_a_slash_stays_one(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.locator("#reply").press_sequentially("/")
    page.locator("[data-canned] [data-none]", has_text="Belum ada").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.type(" 5 /x")
    expect(page.locator("#reply")).to_have_value("/ 5 /x")
    assert not page.locator("[data-canned]").is_visible()


def test_on_a_slow_line_what_is_typed_on_narrows_the_list(site: Site, code: str, desk: BrowserContext) -> None:
    site.write(lambda s: canned.begin(s, units.root(s), actor="test"))
    page, held = report(signed_in(desk, site), site, code), []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/siap", hold)
    page.locator("#reply").press_sequentially("/menuju")
    page.keyboard.press("Enter")  # there is nothing to choose yet
    eventually(lambda: page.title() and held)  # asking the page lets the route work
    held[0].continue_()
    expect(page.locator("[data-canned] [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_have_value(re.compile("^Petugas sedang menuju [^/]*aman.$"))


def test_a_list_that_cannot_be_loaded_is_not_called_empty(site: Site, code: str, desk: BrowserContext) -> None:
    page = report(signed_in(desk, site), site, code)
    page.route("**/siap", lambda route: route.abort())
    page.click("[data-canned-open]")
    page.locator("[data-canned]", has_text="belum bisa dimuat").wait_for()
    assert not page.locator("[data-canned] [data-none]").is_visible()
    page.keyboard.press("Escape")
    page.unroute("**/siap")
    page.click("[data-canned-open]")
    page.locator("[data-canned] [data-none]").wait_for()
    assert not page.locator("[data-canned] [data-broken]").is_visible()


def test_a_hole_on_a_later_line_is_selected_to_be_typed_over(site: Site, code: str, desk: BrowserContext) -> None:
    def add(session: db.Session) -> None:
        text = "Baik.\r\nKami ke sana.\r\nTempat: {tempat}."  # as a form sends it
        unit = units.root(session)
        canned.put(session, unit, language="id", category="", title="Baris", text=text, actor="test")
        session.query(Report).update({"place": ""})

    site.write(add)
    page = report(signed_in(desk, site), site, code)
    page.click("[data-canned-open]")
    page.locator("[data-canned] [role=option]").first.click()
    page.keyboard.type("Pasar")
    expect(page.locator("#reply")).to_have_value("Baik.\nKami ke sana.\nTempat: Pasar.")


def test_an_at_sign_calls_a_colleague_who_hears_of_it_at_once(
    site: Site, code: str, desk: BrowserContext, chromium: Browser
) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    ayu = report(signed_in(desk, site), site, code)
    with opened(chromium) as other:
        budi = connected(signed_in(other, site, "budi@polres.example"))
        ayu.click(".mode-tab-note")
        ayu.locator("#note").press_sequentially("Unit 3 ke sana @")
        ayu.locator("[data-colleagues] [role=option]", has_text="Bripka Budi Santoso").wait_for()
        ayu.keyboard.type("budi")
        ayu.keyboard.press("Enter")
        ayu.keyboard.type("cek kamera")
        expect(ayu.locator("#note")).to_have_value("Unit 3 ke sana @Bripka Budi Santoso cek kamera")
        ayu.keyboard.press("Control+Enter")
        ayu.locator(".bubble-note").wait_for()
        expect(budi.locator(".views [data-count=mentioned]")).to_have_text("1")
        expect(budi.locator("[data-live]")).to_have_text(f"Anda dipanggil ke laporan {code}.")
        budi.click(".views a[href*=disebut]")
        Desk(budi).opens(code)
        expect(budi.locator(".views [data-count=mentioned]")).to_have_text("0")


SIGHT = """hidden => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_call_to_the_report_before_ones_eyes_is_over_once_it_is_in_sight(
    site: Site, code: str, desk: BrowserContext
) -> None:
    budi = site.officer("budi@polres.example", name="Bripka Budi Santoso")
    page = report(signed_in(desk, site), site, code)
    called, told = page.locator(".views [data-count=mentioned]"), []
    page.on("request", lambda sent: told.append(sent.url) if "called=1" in (sent.post_data or "") else None)
    page.evaluate(SIGHT, True)
    budi.post(f"/laporan/{code}/catatan", data={"text": "@Aipda Ayu Lestari cek kamera"})
    page.locator(".bubble-note[data-calling]").wait_for()
    expect(called).to_have_text("1")
    assert told == []
    page.evaluate(SIGHT, False)
    expect(called).to_have_text("0")
    with page.expect_request(lambda sent: "called=1" in (sent.post_data or "")):  # already in sight
        budi.post(f"/laporan/{code}/catatan", data={"text": "@Aipda Ayu Lestari dan pintu"})
    page.locator(".bubble-note", has_text="dan pintu").wait_for()
    expect(called).to_have_text("0")


def test_a_page_whose_browser_another_officer_uses_shows_and_sends_nothing_as_theirs(
    site: Site, code: str, desk: BrowserContext
) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    page = report(signed_in(desk, site), site, code)
    page.fill("#reply", "hanya milik Ayu")
    eventually(lambda: kept(site) == ["hanya milik Ayu"])
    page.route(re.compile("blok="), lambda route: route.abort())  # it has not found out yet
    login = {"email": "budi@polres.example", "password": PASSWORD}
    assert desk.request.post(f"{site.url}/masuk/login", form=login).ok  # in another tab
    page.click(".send")
    expect(page.locator(".fault")).to_contain_text("Anda sekarang masuk sebagai Bripka Budi Santoso.")
    expect(page.locator(".fault textarea")).to_have_value("hanya milik Ayu")
    page.click(".fault a:text-is('Muat ulang')")
    connected(page)
    expect(page.locator("#reply")).to_have_value("")
    assert site.read(lambda s: s.query(Message).filter(Message.author == "officer").count()) == 0


def test_a_page_takes_in_nothing_that_was_drawn_for_another(site: Site, code: str, desk: BrowserContext) -> None:
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    page = report(signed_in(desk, site), site, code)
    page.evaluate("window.stayed = true")
    login = {"email": "budi@polres.example", "password": PASSWORD}
    assert desk.request.post(f"{site.url}/masuk/login", form=login).ok  # in another tab
    site.write(make_report)  # the page looks for it
    page.locator(".account-name", has_text="Bripka Budi Santoso").wait_for()
    assert page.evaluate("window.stayed") is None
