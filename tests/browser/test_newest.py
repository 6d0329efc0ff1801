"""A report on a phone, where the page scrolls: it opens at its newest words, and stays where it is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from core import access, clock, db, holders, ids, reports
from core.models import Message, Officer, Report
from tests.browser.desk import PHONE, boxes, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser

IN_SIGHT = """text => {
    const bubble = [...document.querySelectorAll(".bubble")].find((one) => one.textContent.includes(text));
    const { top, bottom } = bubble.getBoundingClientRect();
    return top >= 0 && bottom <= document.querySelector(".composer").getBoundingClientRect().top;
}"""


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Page]:
    """At an alarm about which much was said."""
    site.officer()

    def file(session: db.Session) -> str:
        report = make_report(session, priority=1, complete=False, tags="hurt")
        for number in range(12):
            say(session, report, f"Kalimat {number}, di depan pasar.")
        return report.code

    code = site.write(file)
    context = opened(chromium, viewport=PHONE)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    yield connected(page)
    context.close()


def say(session: db.Session, report: Report, text: str) -> None:
    session.add(Message(id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text=text, at=clock.now()))


def adds(site: Site, text: str) -> None:
    def work(session: db.Session) -> None:
        report = session.query(Report).one()
        say(session, report, text)
        reports.heard(session, report, alarm=False)

    site.write(work)


def test_a_report_opens_at_its_newest_words_and_follows_them(site: Site, phone: Page) -> None:
    assert phone.evaluate(IN_SIGHT, "Kalimat 11")
    adds(site, "Sekarang ada asap.")
    phone.locator(".bubble-citizen", has_text="Sekarang ada asap.").wait_for()
    assert phone.evaluate(IN_SIGHT, "Sekarang ada asap.")
    assert phone.locator("[data-added]").is_hidden()


def test_who_reads_further_up_stays_there_and_is_told(site: Site, phone: Page) -> None:
    phone.evaluate("scrollTo(0, 0)")
    upto = phone.locator(".write-reply [name=upto]").input_value()
    adds(site, "Sekarang ada asap.")
    phone.locator("[data-added]").wait_for()
    assert phone.evaluate("scrollY") == 0
    assert phone.locator(".write-reply [name=upto]").input_value() == upto  # not read yet
    phone.click("[data-added]")
    phone.wait_for_function(IN_SIGHT, arg="Sekarang ada asap.")
    phone.wait_for_function("upto => document.querySelector('.write-reply [name=upto]').value !== upto", arg=upto)


def test_why_something_was_refused_is_seen_before_anything_else(site: Site, phone: Page) -> None:
    for told in (".bubble-officer", ".report-head > .alert"):
        phone.focus("#reply")
        phone.keyboard.type("Kami ke sana.")
        phone.click(".send")
        phone.locator(told).wait_for()
    assert "sudah Anda kirim" in phone.locator(".report-head > .alert").inner_text()
    assert phone.evaluate("scrollY") == 0


def test_a_report_that_nobody_took_is_taken_where_its_newest_words_are(site: Site, phone: Page) -> None:
    phone.evaluate("scrollTo(0, 0)")
    expect(phone.locator("[data-take]")).to_be_hidden()  # one filled button, in sight wherever the page is scrolled
    here = phone.locator(".take-here button")
    expect(here).to_be_in_viewport(ratio=1)
    assert here.bounding_box()["height"] >= 44
    here.click()
    expect(here).to_have_count(0)
    assert site.read(lambda s: holders.name(s, s.query(Report).one())) == "Ayu L."


def test_once_a_colleague_took_it_there_is_nothing_left_to_take(site: Site, phone: Page) -> None:
    def take(session: db.Session) -> None:
        budi = session.query(Officer).filter_by(email="budi@polres.example").one()
        reports.take(session, session.query(Report).one(), access.officer(session, budi.id))

    site.officer("budi@polres.example", name="Budi S.")
    site.write(take)
    expect(phone.locator("[data-take]")).to_be_hidden()
    expect(phone.locator(".take-here")).to_be_hidden()


def test_what_says_that_a_draft_is_kept_moves_nothing(phone: Page) -> None:
    phone.focus("#reply")
    phone.keyboard.type("Kami ke sana")
    places = boxes(phone, "#reply, .write-reply .tick-line, .send")
    phone.locator(".write-reply [data-saved]").wait_for()
    assert places == boxes(phone, "#reply, .write-reply .tick-line, .send")
