"""A station in its own network: plain http under a name that is not localhost, where browsers say less of a request."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from core import officers, units
from tests.browser.conftest import NAMED
from tests.ground import PASSWORD, Site

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def at(site: Site, path: str) -> str:
    return f"http://{NAMED}:{urlsplit(site.url).port}{path}"


def test_a_citizen_writes_and_looks_up(site: Site, page: Page) -> None:
    page.goto(at(site, "/lapor"))
    page.fill("#tulis", "motor saya hilang")
    page.click("[data-send]")
    page.get_by_text("motor saya hilang").wait_for()
    page.goto(at(site, "/lacak"))
    page.fill("#kode", "JB-7K4M-2QXV-C")
    with page.expect_response(lambda answer: answer.request.method == "POST") as looked:
        page.click(".look button")
    assert looked.value.status != 403


def test_the_first_officer_comes_in(site: Site, page: Page) -> None:
    def invited(session) -> str:
        return officers.invite(
            session, email="ayu@polres.example", name="Ayu", unit=units.root(session), roles=["admin"], actor="test"
        )

    page.goto(at(site, f"/masuk/undangan/{site.write(invited)}"))
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit")
