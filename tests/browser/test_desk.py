"""Two officers who want the same report. And axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from api import demo
from core import codes, officers
from core.models import Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.browser.desk import DESK, EARS, PHONE, connected, opened, signed_in, with_photos
from tests.factories import make_report
from tests.ground import Site, open_site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"


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


@pytest.fixture(scope="module")
def station(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo station, with data in every page."""
    from tests.conftest import make_settings

    folder = tmp_path_factory.mktemp("station")
    shutil.copy(sqlite_template, folder / "jembatan.db")
    settings: Settings = make_settings(folder, f"sqlite:///{folder / 'jembatan.db'}")
    assert demo.fill(settings)
    with open_site(settings) as site:
        yield site


PAGES = (
    "/masuk",
    "/masuk?tampilan=selesai",
    "/laporan/{code}",
    "/masalah",
    "/unit",
    "/unit/balasan",
    "/setelan",
    "/laporan/{none}",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_serious_fault_for_people_who_need_more(
    chromium: Browser, station: Site, scheme: str, size: dict[str, int]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make assets)")
    context = opened(chromium, viewport=size, color_scheme=scheme)
    page = context.new_page()
    faults = [*_axe(page, f"{station.url}/masuk")]
    page = signed_in(context, station, demo.PEOPLE[0][0], demo.PASSWORD)
    codes_ = station.read(lambda s: [r.code for r in s.query(Report).filter(Report.status != "finished").limit(2)])
    bare = station.read(lambda s: s.query(Report).filter(Report.lat.is_(None), Report.taken_by != "").first().code)
    for path in (*PAGES, f"/laporan/{bare}"):  # the second report has no map and nothing to click beside its thread
        faults += _axe(page, station.url + path.format(code=codes_[0], none=codes.new_code()))
    link = station.write(lambda s: officers.reset_link(s, officers.by_email(s, demo.PEOPLE[1][0]), actor="test"))
    faults += _axe(page, f"{station.url}/masuk/undangan/{link}")
    context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_serious_fault_in_what_opens_over_a_page(
    chromium: Browser, site: Site, scheme: str, size: dict[str, int]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make assets)")
    site.officer()
    context = opened(chromium, viewport=size, color_scheme=scheme)
    context.add_init_script(EARS)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{with_photos(site, 2)}")
    connected(page).locator("[data-silent]:visible").wait_for()  # until the first touch
    faults = _faults(page, "silent")
    for name, way in (
        ("palette", "document.querySelector('[data-palette-open]').click()"),
        ("sheet", "document.querySelector('[data-sheet-open]').click()"),
        ("session", "document.querySelector('[data-again-open]').click()"),
        ("canned", "document.querySelector('[data-canned-open]').click()"),
        ("colleagues", "document.querySelector('[data-colleagues-open]').click()"),
        ("viewer", "document.dispatchEvent(new Event('jembatan:viewer'))"),
    ):
        connected(page).evaluate(way)
        page.locator(f"[data-{name}][open]").wait_for()
        faults += _faults(page, name)
        page.keyboard.press("Escape")
    context.close()
    assert faults == []


def _axe(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.evaluate("() => document.querySelectorAll('.tried').forEach(details => { details.open = true; })")
    return _faults(page, url)


def _faults(page: Page, url: str) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run({resultTypes: ['violations', 'incomplete']})")
    wide = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    bad = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
    seen = [f"{url}: {v['id']} {v['nodes'][0]['target']}" for v in bad] + [f"{url}: unseen {t}" for t in _unseen(found)]
    return seen + ([f"{url}: scrolls sideways"] if wide else [])


def _unseen(found: dict[str, Any]) -> list[Any]:
    """Words in the colour of what is behind them, which axe leaves for people to judge."""
    nodes = [node for v in found["incomplete"] if v["id"] == "color-contrast" for node in v["nodes"]]
    return [n["target"] for n in nodes if any((c["data"] or {}).get("messageKey") == "equalRatio" for c in n["any"])]
