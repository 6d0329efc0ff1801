"""Two officers who want the same report."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from core.models import Report
from tests.api.public.phone import Phone
from tests.browser.desk import opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


def test_the_second_who_takes_learns_who_was_first(chromium: Browser, site: Site) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s).code)
    context = opened(chromium, java_script_enabled=False)  # its page is a moment old, as it may always be
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    site.officer("citra@polres.example", name="Citra M.").post(f"/laporan/{code}/ambil")
    page.click("form[action$='/ambil'] button")
    notice = page.locator("[role=alert]", has_text="Citra M.")
    notice.wait_for()
    assert site.read(lambda s: s.query(Report).one().version) > 1
    context.close()


def test_a_long_thread_scrolls_in_its_pane_and_never_the_page(chromium: Browser, site: Site) -> None:
    phone, ayu = Phone(site), site.officer()
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    for number in range(20):
        ayu.post(f"/laporan/{code}/balas", data={"text": f"Kabar ke-{number}."})
    context = opened(chromium)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    page.locator(".bubble-officer .unseen").last.wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    context.close()
