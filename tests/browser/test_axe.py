"""axe on every page of the route table, with something on it: for people who need more. And nothing scrolls sideways.

A route that answers GET is among the pages here, or among what is none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from playwright.sync_api import Browser, Page

from api import demo
from core import codes, officers
from core.models import Report
from core.settings import Settings
from tests.browser.desk import DESK, EARS, PHONE, connected, opened, signed_in, with_photos
from tests.browser.test_citizen import say, to_the_card
from tests.ground import Site, open_site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
# Each route with the addresses that are looked at.
OFFICERS_PAGES = {
    "/masuk": ("/masuk", "/masuk?tampilan=selesai"),
    # The second report has no map and nothing to click beside its thread, the third does not exist.
    "/laporan/{code}": ("/laporan/{code}", "/laporan/{bare}", "/laporan/{none}"),
    "/masalah": ("/masalah",), "/unit": ("/unit",), "/unit/balasan": ("/unit/balasan",), "/setelan": ("/setelan",),
    "/masuk/undangan/{token}": ("/masuk/undangan/{link}", "/masuk/undangan/x"),
}  # fmt: skip
CITIZENS_PAGES = {
    "/lapor": ("/lapor",), "/lacak": ("/lacak", "/lacak?kode=x"), "/privasi": ("/privasi",),
    "/lapor/data/{key}": ("{data}", "/lapor/data/x"),
}  # fmt: skip
NO_PAGES = {
    "/": "leads on to /lapor", "/lapor/keluar": "leads on elsewhere at once", "/lapor/pesan": "a part of /lapor",
    "/peta": "a dialog: test_map.py", "/lapor/dilihat/{upto}": "empty", "/lapor/berkas/{id_}": "a picture",
    "/lampiran/{id_}": "a file", "/lapor/langsung": "a stream", "/masuk/langsung": "a stream", "/masuk/sesi": "data",
    "/laporan/{code}/siap": "data", "/laporan/{code}/rekan": "data", "/api/v1/openapi.json": "data",
    "/api/v1/reports": "data", "/api/v1/reports/{code}": "data", "/healthz": "data", "/readyz": "data",
    "/metrics": "data",
}  # fmt: skip
# One menu of each kind, opened with all that is in it.
MENUS = """async () => {
  const found = {}, faults = [];
  for (const menu of document.querySelectorAll("details:not(details details)"))
    if (menu.checkVisibility()) found[menu.className + menu.name + menu.dataset.act] ??= menu;
  for (const menu of Object.values(found)) {
    const was = menu.open;
    for (const one of [menu, ...menu.querySelectorAll("details")]) one.open = true;
    const done = await axe.run(menu, { resultTypes: ["violations"] });
    faults.push(...done.violations.filter((v) => ["serious", "critical"].includes(v.impact))
      .map((v) => `menu: ${v.id} ${v.nodes[0].target}`));
    menu.open = was;
  }
  return [faults, Object.keys(found).length];
}"""


@pytest.fixture(autouse=True)
def axe() -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make assets)")


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


def test_every_page_of_the_route_table_is_looked_at(station: Site) -> None:
    found = {c.path for c in iter_route_contexts(station.app.routes) if "GET" in (c.methods or ())}
    assert found == {*OFFICERS_PAGES, *CITIZENS_PAGES, *NO_PAGES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_serious_fault_on_an_officers_page(
    chromium: Browser, station: Site, scheme: str, size: dict[str, int]
) -> None:
    context = opened(chromium, viewport=size, color_scheme=scheme)
    page = context.new_page()
    faults, menus = _visit(page, f"{station.url}/masuk"), 0
    page = signed_in(context, station, demo.PEOPLE[0][0], demo.PASSWORD)
    codes_ = station.read(lambda s: [r.code for r in s.query(Report).filter(Report.status != "finished").limit(2)])
    bare = station.read(lambda s: s.query(Report).filter(Report.lat.is_(None), Report.taken_by != "").first().code)
    link = station.write(lambda s: officers.reset_link(s, officers.by_email(s, demo.PEOPLE[1][0]), actor="test"))
    known = {"code": codes_[0], "bare": bare, "none": codes.new_code(), "link": link}
    for path in [path for paths in OFFICERS_PAGES.values() for path in paths]:
        faults += _visit(page, station.url + path.format(**known))
        bad, count = page.evaluate(MENUS)
        faults, menus = faults + [f"{path}: {one}" for one in bad], menus + count
    context.close()
    assert faults == []
    assert menus > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_on_what_refuses(chromium: Browser, station: Site, scheme: str) -> None:
    context = opened(chromium, viewport=PHONE, color_scheme=scheme)
    page, form = context.new_page(), f"/laporan/{codes.new_code()}/tugaskan"
    faults, seen = [], []
    for status, action in ((404, ""), (401, form)):
        seen.append(_refused(page, station.url, action) == status)
        faults += _faults(page, f"{status}")
    page = signed_in(context, station, demo.PEOPLE[-1][0], demo.PASSWORD, page=page)
    for status, action in ((404, ""), (422, form), (403, "/unit")):
        seen.append(_refused(page, station.url, action) == status)
        faults += _faults(page, f"{status} to an officer")
    context.close()
    assert (faults, seen) == ([], [True] * 5)


def _refused(page: Page, url: str, action: str) -> int:
    """The status of a page that is not there, of one that is, or of a form sent without all that it needs."""
    if action.count("/") < 2:
        answer = page.goto(url + (action or "/tidak-ada"))
    else:
        page.goto(f"{url}/privasi")
        page.evaluate(f"""document.body.insertAdjacentHTML("beforeend", `<form id="odd" method="post" action="{action}">
            <input name="text" value="Yang sudah saya tulis."></form>`)""")
        with page.expect_navigation() as gone:
            page.evaluate("document.getElementById('odd').submit()")
        answer = gone.value
    assert answer
    return answer.status


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault_on_a_citizens_page(chromium: Browser, site: Site, theme: str) -> None:
    """Nor any sideways scrolling at 320 pixels."""
    context = opened(chromium, viewport={"width": 320, "height": 640}, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    found = _visit(page, f"{site.url}/lapor")
    to_the_card(page)
    found += _faults(page, "card")
    page.click(".button-send")
    page.locator(".bubble-sent .code").first.wait_for()
    found += _faults(page, "sent")
    code, pin = page.locator(".bubble-sent .code").all_inner_texts()
    say(page, "PRIVASI")
    page.check(".pick:has-text('Lihat data saya') input")
    page.click("[data-on]")
    link = page.locator(".bubble-bot a[href*='/lapor/data/']").last
    data = link.get_attribute("href")
    say(page, "tolong ada orang bawa pisau di depan rumah")
    page.locator(".danger").wait_for()
    found += _faults(page, "danger")
    page.goto(f"{site.url}/lacak")
    page.fill("#kode", code)
    page.click(".look button")
    found += _faults(page, "status")
    page.fill("#pin", pin)
    page.click(".pin-row button")
    page.locator("#info").wait_for()
    found += _faults(page, "opened")
    for path in [path for paths in CITIZENS_PAGES.values() for path in paths]:
        found += _visit(page, site.url + path.format(data=data))
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_serious_fault_in_what_opens_over_a_page(
    chromium: Browser, site: Site, scheme: str, size: dict[str, int]
) -> None:
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


def _visit(page: Page, url: str) -> list[str]:
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
