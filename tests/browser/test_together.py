"""Two officers at one report, and what changes before one's eyes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from core import clock, db, ids, units
from core.models import Message, Report
from tests.browser.desk import Desk, connected
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


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


def came(page: Page, code: str, name: str, doing: str) -> None:
    """What the stream tells of a colleague."""
    told = {"code": code, "officer": 900, "name": name, "doing": doing}
    page.evaluate("told => document.dispatchEvent(new CustomEvent('jembatan:present', { detail: told }))", told)


def test_who_comes_and_goes_moves_nothing_from_under_a_click(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two

    def file(session: db.Session) -> str:
        report, lines = make_report(session), "Motor saya hilang.\n" * 60
        session.add(
            Message(id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text=lines, at=clock.now())
        )
        return report.code

    code = site.write(file)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu)
    where = """() => ['[data-take] button', '[data-act=s]', '.bubble-citizen', '.mode-tab']
        .map((part) => document.querySelector(part).getBoundingClientRect().y)"""
    ayu.evaluate("document.querySelector('[data-thread]').scrollTop = 400")
    before = ayu.evaluate(where)
    came(ayu, code, "Bripka Budi Santoso", "reading")
    ayu.locator("[data-presence]").wait_for()
    assert ayu.evaluate(where) == before
    came(ayu, code, "Bripka Budi Santoso", "gone")
    ayu.locator("[data-presence]").wait_for(state="hidden")
    assert ayu.evaluate(where) == before


def test_who_loads_the_page_anew_or_closes_one_of_two_tabs_is_still_there(
    site: Site, code: str, two: tuple[Page, Page]
) -> None:
    ayu, budi = two
    for page in two:
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    here = ayu.locator("[data-presence]", has_text="Bripka Budi Santoso")
    here.wait_for()
    ayu.evaluate("""() => {
        const strip = document.querySelector("[data-presence]");
        window.went = 0;
        new MutationObserver(() => { window.went += strip.hidden; }).observe(strip, { attributes: true });
    }""")
    with budi.expect_request("**/hadir*"):
        budi.reload()
    connected(budi)
    other = budi.context.new_page()
    other.goto(f"{site.url}/laporan/{code}")
    connected(other)
    with (
        ayu.expect_event("console", lambda line: line.text == "gone"),
        ayu.expect_event("console", lambda line: line.text == "reading"),
    ):
        ayu.evaluate("document.addEventListener('jembatan:present', ({ detail }) => console.log(detail.doing))")
        other.goto(f"{site.url}/setelan")
    assert here.is_visible()
    assert ayu.evaluate("window.went") == 0


def test_a_name_with_odd_signs_has_whole_signs_as_its_face(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu)
    for name, face in (
        ("\N{OLD PERSIAN SIGN A}ri", "\N{OLD PERSIAN SIGN A}"),
        ("Sri", "S"),
        ("<b>A</b> Dewi Sri", "DS"),
    ):
        came(ayu, code, name, "reading")
        assert ayu.locator(".present .person").inner_text() == face
        assert ayu.locator(".present").inner_text().endswith(name)


def test_what_another_changed_lights_up(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, budi = two
    for page in two:
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    Desk(budi).takes()
    ayu.locator("[data-details] dd.flash", has_text="Bripka Budi Santoso").wait_for()
    assert ayu.locator("[data-details] dd.flash", has_text="Polsek").count() == 0


def test_a_form_that_shows_what_was_before_changes_nothing_back(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, budi = two
    for page in two:
        page.goto(f"{site.url}/laporan/{code}")
        connected(page)
    budi.click("[data-act=p] > summary")
    budi.select_option("[name=priority]", "2")
    budi.click("[data-act=p] button")
    ayu.locator("[data-moved]").wait_for()
    ayu.click("[data-act=p] > summary")
    ayu.select_option("[name=priority]", "3")
    ayu.click("[data-act=p] button")
    ayu.locator("[role=alert]", has_text="diubah").first.wait_for()
    assert site.read(lambda s: s.query(Report).one().priority) == 2


def test_who_takes_over_leaves_the_report_in_the_unit_it_was_passed_to(
    site: Site, code: str, two: tuple[Page, Page]
) -> None:
    ayu, budi = two
    unit = site.write(lambda s: units.add(s, units.root(s), name="Polsek Melati").id)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu)
    budi.goto(f"{site.url}/laporan/{code}")
    budi.click("[data-take] button")
    ayu.locator("[data-held]", has_text="Bripka Budi Santoso").wait_for()
    budi.click("[data-act=t] > summary")
    budi.select_option("[data-act=t] [name=unit]", label="Polsek Melati")
    budi.select_option("[data-act=t] [name=officer]", label="Bripka Budi Santoso")
    budi.click("[data-act=t] button")
    ayu.locator("[data-details]", has_text="Polsek Melati").wait_for()
    ayu.click("[data-held] button")
    ayu.locator("[data-details]", has_text="Aipda Ayu Lestari").first.wait_for()
    assert site.read(lambda s: s.query(Report).one().unit_id) == unit


def test_a_key_on_the_row_of_another_report_does_nothing_to_the_open_one(
    site: Site, code: str, two: tuple[Page, Page]
) -> None:
    ayu, _ = two
    other = site.write(lambda s: make_report(s).code)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu)
    ayu.locator(f"[data-list] [data-code='{other}']").focus()
    ayu.keyboard.press("1")
    ayu.locator(f"[data-report='{other}']").wait_for()
    assert site.read(lambda s: [report.taken_by for report in s.query(Report)]) == ["", ""]


def test_beyond_a_page_who_reads_the_list_sees_what_left_it_and_nothing_else_as_new(
    site: Site, two: tuple[Page, Page]
) -> None:
    ayu, budi = two
    codes = site.write(lambda s: [make_report(s).code for _ in range(53)])
    ayu.goto(f"{site.url}/masuk?tampilan=baru")
    connected(ayu)
    shown = ayu.locator("[data-code]")
    assert shown.count() < len(codes)
    shown.nth(3).focus()
    taken = shown.nth(10)
    budi.goto(f"{site.url}/laporan/{taken.get_attribute('data-code')}")
    budi.click("[data-take] button")
    ayu.locator(".row.away").wait_for()
    assert "Belum diambil" not in taken.inner_text()
    assert not ayu.locator("[data-new-bar]").is_visible()


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


def test_alt_e_beside_other_rows_leads_to_none_of_them(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    mine = site.write(lambda s: make_report(s).code)
    ayu.request.post(f"{site.url}/laporan/{mine}/ambil")
    ayu.goto(f"{site.url}/masuk?tampilan=saya")
    ayu.goto(f"{site.url}/laporan/{code}")
    ayu.locator(f"[data-list] [data-code='{mine}']").wait_for()
    connected(ayu).keyboard.press("Alt+e")
    ayu.locator("[data-result]:focus").wait_for()
    closes_and_stays(ayu, code)


def closes_and_stays(page: Page, code: str) -> None:
    """In the form that is open; no next report is gone on to."""
    page.select_option("[data-result]", label="Ditangani")
    page.fill("[name=reason]", "Barang kembali")
    page.click("form:has([data-result]) button")
    connected(page).locator("[data-facts]", has_text="Selesai").wait_for()
    assert page.url.endswith(code)


def test_an_alt_e_that_was_dropped_leads_nowhere(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    site.write(lambda s: make_report(s, priority=4))
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).keyboard.press("Alt+e")
    ayu.locator("[data-result]:focus").wait_for()
    ayu.keyboard.press("Escape")
    ayu.locator("details.act[open]").wait_for(state="detached")
    ayu.keyboard.press("3")
    ayu.locator("[data-result]:focus").wait_for()
    closes_and_stays(ayu, code)


def test_a_slip_is_taken_back_by_a_key_while_it_is_offered(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, budi = two
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).locator("[data-head]").focus()
    ayu.keyboard.press("p")
    ayu.select_option("[data-act=p] select", "1")
    ayu.click("[data-act=p] button")
    connected(ayu).locator("[data-toast]").wait_for()
    ayu.locator("[data-head]").focus()
    ayu.keyboard.press("z")
    connected(ayu).locator(".line-system", has_text="P1 → P3").wait_for()
    budi.goto(f"{site.url}/laporan/{code}")
    connected(budi).click("[data-take] button")
    ayu.locator("[data-toast]").wait_for(state="detached")  # there is more to take back now
    ayu.locator("[data-held]", has_text="Bripka Budi Santoso menangani laporan ini.").wait_for()
    ayu.click("[data-held] button")
    ayu.locator(".line-system", has_text="Ditugaskan ke").wait_for()
    budi.locator("[data-held]", has_text="Aipda Ayu Lestari menangani laporan ini.").wait_for()


def test_the_offer_goes_after_a_while(site: Site, code: str, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.clock.install()
    ayu.goto(f"{site.url}/laporan/{code}")
    ayu.click("[data-take] button")
    ayu.locator("[data-toast]").wait_for()
    ayu.mouse.move(5, 300)
    ayu.clock.fast_forward(9000)
    ayu.locator("[data-toast]").wait_for(state="detached")
