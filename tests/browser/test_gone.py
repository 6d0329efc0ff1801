"""A report leaves an officer's reach while it lies open before them."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, Page

from core import units
from core.models import Message, Report
from tests.browser.desk import connected, opened, signed_in, with_photos
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser

SECRET = "motor hilang di pasar"


@pytest.fixture
def ayu(chromium: Browser, site: Site) -> Iterator[Page]:
    """At a unit under the station."""
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    site.officer(unit="Polsek Sirih")
    context = opened(chromium)
    yield connected(signed_in(context, site))
    context.close()


@pytest.fixture
def chief(site: Site) -> httpx2.Client:
    return site.officer("chief@polres.example", name="Kepala", ppa=True)


def filed(site: Site) -> str:
    return site.write(lambda s: make_report(s, unit_id=units.named(s, "Polsek Sirih").id).code)


def pass_on(site: Site, officer: httpx2.Client, code: str) -> None:
    root = site.read(lambda s: units.root(s).id)
    assert officer.post(f"/laporan/{code}/tugaskan", data={"unit": str(root), "version": "1"}).status_code == 200


def restrict(officer: httpx2.Client, code: str) -> None:
    fields = {"category": "sexual_or_child", "version": "1"}
    assert officer.post(f"/laporan/{code}/kategori", data=fields).status_code == 200


def test_a_lost_row_goes_at_once_also_from_under_the_focus(site: Site, ayu: Page, chief: httpx2.Client) -> None:
    codes = [filed(site) for _ in range(3)]
    connected(ayu).reload()
    connected(ayu).focus(f"[data-code='{codes[1]}']")
    ayu.route("**/masuk?*blok=list*", lambda route: route.abort())  # the list itself is not asked for again
    pass_on(site, chief, codes[1])
    ayu.locator(f"[data-code='{codes[1]}']").wait_for(state="detached")
    assert ayu.evaluate("document.activeElement.dataset.code") == codes[2]
    restrict(chief, codes[2])
    ayu.locator(f"[data-code='{codes[2]}']").wait_for(state="detached")
    assert ayu.evaluate("document.activeElement.dataset.code") == codes[0]


def test_a_photo_that_is_looked_at_large_goes_with_its_report(site: Site, ayu: Page, chief: httpx2.Client) -> None:
    unit = site.read(lambda s: units.named(s, "Polsek Sirih").id)
    code = with_photos(site, 1, unit_id=unit)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).click(".file img")
    ayu.locator("[data-viewer][open]").wait_for()
    restrict(chief, code)
    ayu.locator("[data-lost]").wait_for()
    assert ayu.locator("[data-viewer]").is_hidden()
    assert ayu.locator("[data-viewer] img").get_attribute("src") is None
    told: list[str] = []
    ayu.on("request", lambda request: told.append(request.url))
    ayu.evaluate("document.dispatchEvent(new Event('jembatan:linked')); fetch('/healthz')")
    assert [url for url in told if "/hadir" in url] == []  # and nobody is told of who had it open


@pytest.mark.parametrize("way", ["passed on", "restricted", "unheard"])
def test_an_open_report_that_is_lost_closes_and_leaves_only_what_was_typed(
    site: Site, ayu: Page, chief: httpx2.Client, way: str
) -> None:
    code = filed(site)
    ayu.goto(f"{site.url}/laporan/{code}")
    connected(ayu).fill("#reply", "Kami sedang ke")
    match way:
        case "passed on":
            pass_on(site, chief, code)
        case "restricted":
            restrict(chief, code)
        case "unheard":  # as if the hint had been lost between two servers
            site.write(lambda s: s.query(Report).update({"restricted": "ppa"}))
            site.world.live.refetch()
    ayu.locator("[data-lost]", has_text="tidak terbuka untuk Anda lagi").wait_for()
    ayu.locator(f"[data-list] [data-code='{code}']").wait_for(state="detached")
    assert SECRET not in ayu.locator("main").inner_text()
    assert ayu.locator("main").inner_text().count("Pasar Baru") == 0
    assert "anonim" not in ayu.locator("main").inner_text()
    assert ayu.input_value("#reply") == "Kami sedang ke"
    assert ayu.locator("[data-report] button:visible").count() == 0
    assert site.read(lambda s: s.query(Message).filter(Message.author == "officer").count()) == 0
