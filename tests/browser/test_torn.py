"""A line that breaks while a page is loading: the page says that it hears nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import PHONE, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("missing", ["live.js", "alarm.js"])  # itself, and one that it needs
def test_a_desk_whose_scripts_did_not_come_says_so(chromium: Browser, site: Site, missing: str) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s, priority=1).code)
    context = opened(chromium, viewport=PHONE)
    page = signed_in(context, site)
    torn = re.compile(rf"/static/{re.escape(missing)}")
    for path in ("/masuk", f"/laporan/{code}"):
        page.route(torn, lambda route: route.abort())
        page.goto(site.url + path)
        page.locator("[data-link].off", has_text="Halaman belum lengkap").wait_for()
        page.unroute(torn)
        page.reload()
        connected(page)
        assert page.locator("[data-link].off").count() == 0
    context.close()
