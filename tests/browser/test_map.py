"""A place on the map: a citizen marks one by thumb, keys or name; an officer looks at one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route

from core.models import Message
from core.settings import Settings
from tests.browser.desk import PHONE, boxes, opened, signed_in
from tests.factories import make_report
from tests.ground import Site, eventually, open_site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
PASAR_SIRIH = (-6.9312, 107.6331)
DEGREES = 360 / (256 * 2**16)  # of longitude in a pixel, at the zoom of a chosen place
TILES = {"tiles_url": "https://tiles.example/{z}/{x}/{y}.png", "tiles_attribution": "Dinas Peta"}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = opened(chromium, viewport=PHONE, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    return at_the_chat(context, site)


def at_the_chat(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}/lapor")
    return page


def open_map(page: Page, button: str = ".tool-mark") -> None:
    page.click(button)
    page.locator(".map-name span:not(:empty)").first.wait_for()


def points(site: Site) -> list[tuple[float | None, float | None]]:
    found = site.read(lambda s: s.query(Message).filter(Message.author == "citizen").order_by(Message.id).all())
    return [(message.lat, message.lon) for message in found]


def send(page: Page) -> None:
    page.click("[data-send-point]")
    page.locator(".bubble-own", has_text="Lokasi terkirim").wait_for()
    page.locator(".map-dialog").wait_for(state="hidden")


def test_by_keyboard_alone_and_with_what_was_being_written_kept(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#tulis", "setengah kalim")
    page.focus(".tool-mark")
    assert not page.evaluate("'L' in window")
    page.keyboard.press("Enter")
    page.locator(".map-name span:not(:empty)").first.wait_for()
    assert all(url.startswith(site.url) for url in asked)
    assert page.evaluate("document.activeElement.id") == "map-place"
    page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        before = page.locator("[data-at]").inner_text()
        page.keyboard.press(key)
        page.locator("[data-at]", has_not_text=before).wait_for()
    told = page.locator("[data-at]").inner_text()
    page.focus("[data-send-point]")
    page.keyboard.press("Enter")
    page.locator(".map-dialog").wait_for(state="hidden")
    [(lat, lon)] = points(site)
    assert told.startswith(f"{lat:.5f}, {lon:.5f}")
    assert page.input_value("#tulis") == "setengah kalim"
    assert page.evaluate("document.activeElement.className") == "tool tool-mark"


def test_a_name_from_the_list_is_the_way_without_sight(site: Site, page: Page) -> None:
    open_map(page)
    page.select_option("[data-places]", label="Pasar Sirih")
    page.locator("[data-at]", has_text="dekat Pasar Sirih").wait_for()
    send(page)
    [(lat, lon)] = points(site)
    assert (lat, lon) == pytest.approx(PASAR_SIRIH, abs=2e-5)


def test_a_tap_puts_the_mark_there_and_dragging_moves_it(site: Site, page: Page) -> None:
    open_map(page)
    page.select_option("[data-places]", label="Pasar Sirih")
    box = page.locator("[data-ground]").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x + 100, y)
    page.locator("[data-places] option[value='']:checked").wait_for(state="attached")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=3)
    page.mouse.move(x - 60, y, steps=3)
    page.mouse.up()
    send(page)
    [(lat, lon)] = points(site)
    assert lat == pytest.approx(PASAR_SIRIH[0], abs=3e-5)
    assert lon == pytest.approx(PASAR_SIRIH[1] + 160 * DEGREES, abs=5 * DEGREES)


def test_what_nobody_has_chosen_is_not_sent(site: Site, page: Page) -> None:
    open_map(page)
    page.click("[data-send-point]", force=True)
    for _ in range(5):
        page.click(".leaflet-control-zoom-in")
    page.click("[data-send-point]", force=True)
    assert "Geser peta" in page.locator("[data-at]").inner_text()
    for _ in range(9):
        page.click(".leaflet-control-zoom-out")
    page.focus("[data-ground]")
    page.keyboard.press("ArrowUp")
    page.locator("[data-at]", has_text="Perbesar peta dulu").wait_for()
    page.click("[data-send-point]", force=True)
    page.keyboard.press("Escape")
    page.locator(".map-dialog").wait_for(state="hidden")
    assert points(site) == []


def test_a_double_tap_sends_one_point_and_nothing_else(site: Site, page: Page) -> None:
    page.fill("#tulis", "setengah kalim")
    open_map(page)
    page.select_option("[data-places]", label="Pasar Sirih")
    page.dblclick("[data-send-point]")
    page.locator(".map-dialog").wait_for(state="hidden")
    page.locator(".bubble-bot").last.wait_for()
    assert (len(points(site)), page.input_value("#tulis")) == (1, "setengah kalim")


def test_the_point_waits_while_the_line_is_broken(site: Site, page: Page, context: BrowserContext) -> None:
    open_map(page)
    page.select_option("[data-places]", label="Pasar Sirih")
    context.set_offline(True)
    page.click("[data-send-point]")
    page.locator("[data-at]", has_text="Belum terkirim").wait_for()
    context.set_offline(False)
    send(page)
    assert len(points(site)) == 1


def test_without_a_map_a_name_can_still_be_chosen(site: Site, page: Page, context: BrowserContext) -> None:
    context.route("**/vendor/leaflet.js*", lambda route: route.abort())
    page.click(".tool-mark")
    page.locator("[data-at]", has_text="Peta tidak bisa dimuat").wait_for()
    page.select_option("[data-places]", label="Pasar Sirih")
    send(page)
    assert points(site) == [PASAR_SIRIH]
    context.unroute_all()
    open_map(page)
    assert "dekat Pasar Sirih" in page.locator("[data-at]").inner_text()


def test_a_dialog_that_cannot_be_had_is_said_and_asked_for_again(page: Page, context: BrowserContext) -> None:
    context.route("**/peta?*", lambda route: route.abort())
    page.click(".tool-mark")
    page.locator("[data-state]", has_text="Peta tidak bisa dimuat").wait_for()
    context.unroute_all()
    open_map(page)


def test_a_dialog_closed_while_the_map_was_on_its_way_draws_it_the_next_time(
    page: Page, context: BrowserContext
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    context.route("**/vendor/leaflet.js*", hold)
    with page.expect_request("**/vendor/leaflet.js*"):
        page.click(".tool-mark")
    page.keyboard.press("Escape")
    page.locator(".map-dialog").wait_for(state="hidden")
    page.click(".tool-mark")
    eventually(lambda: held or page.wait_for_timeout(10))
    held[0].continue_()
    page.locator(".map-name span:not(:empty)").first.wait_for()
    assert page.locator(".leaflet-control-zoom").count() == 1
    page.select_option("[data-places]", label="Pasar Sirih")
    page.locator("[data-at]", has_text="dekat Pasar Sirih").wait_for()


def test_where_the_bot_asks_for_a_place_the_map_is_beside_it(site: Site, page: Page) -> None:
    page.fill("#tulis", "tolong ada orang bawa pisau di depan rumah")
    page.keyboard.press("Enter")
    page.locator(".danger").wait_for()
    open_map(page, ".choices [data-mark]")
    assert page.locator(".map-dialog a[href='tel:110']").is_visible()
    page.select_option("[data-places]", label="Pasar Sirih")
    send(page)
    assert points(site)[-1] == pytest.approx(PASAR_SIRIH, abs=2e-5)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_quick_exit_is_in_the_dialog_too(page: Page, context: BrowserContext) -> None:
    context.route("**/www.google.com/**", lambda route: route.fulfill(body="cuaca"))
    open_map(page)
    page.click(".map-exit")
    page.wait_for_url("**/www.google.com/**")


def faults(page: Page) -> list[list[str]]:
    """What axe finds serious in the dialog."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run('.map-dialog').then(done => done.violations.map(v => [v.impact, v.id, v.nodes[0].html]))"
    )
    return [fault for fault in found if fault[0] in {"serious", "critical"}]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_shut_out(chromium: Browser, site: Site, theme: str) -> None:
    context = opened(chromium, viewport={"width": 320, "height": 640}, color_scheme=theme)
    page = at_the_chat(context, site)
    open_map(page)
    assert faults(page) == []
    assert page.locator(".map-dialog").evaluate("dialog => dialog.scrollWidth") == 320
    for control in page.locator(".map-dialog :is(button, select, .map-danger a, .leaflet-bar a)").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.9
    context.close()


def tile(route: Route) -> None:
    body = io.BytesIO()
    Image.new("RGB", (256, 256), "tan").save(body, "PNG")
    route.fulfill(body=body.getvalue(), content_type="image/png")


@pytest.fixture
def tiled(sqlite_settings: Settings) -> Iterator[Site]:
    with open_site(sqlite_settings.model_copy(update=TILES)) as site:
        yield site


def test_street_tiles_of_the_station_lie_over_the_land_and_under_the_names(
    tiled: Site, context: BrowserContext
) -> None:
    context.route("https://tiles.example/**", tile)
    page = at_the_chat(context, tiled)
    open_map(page)
    page.locator("img.leaflet-tile-loaded").first.wait_for()
    assert page.evaluate("document.querySelector('img.leaflet-tile-loaded').naturalWidth") == 256
    assert page.locator(".map-by").inner_text() == "Dinas Peta"
    page.locator(".leaflet-land-pane .land").first.wait_for(state="attached")
    order = [page.locator(f".leaflet-{pane}-pane").evaluate("e => +getComputedStyle(e).zIndex") for pane in
             ("land", "tile", "marker")]  # fmt: skip
    assert order == sorted(set(order))
    assert page.evaluate(
        """() => new Promise(done => {
            const other = new Image();
            [other.onload, other.onerror] = [() => done("let in"), () => done("refused")];
            other.src = "https://elsewhere.example/x.png";
        })"""
    ) == "refused"  # fmt: skip


def test_an_officer_looks_at_the_place_on_a_large_map(chromium: Browser, tiled: Site) -> None:
    tiled.officer()
    code = tiled.write(lambda s: make_report(s, lat=-6.9305, lon=107.6325).code)
    context = opened(chromium, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    context.route("https://tiles.example/**", tile)
    page = signed_in(context, tiled)
    page.goto(f"{tiled.url}/laporan/{code}")
    page.locator("[data-map] .here").wait_for()
    page.locator("[data-map] img.leaflet-tile-loaded").first.wait_for()
    page.click("text=Buka di peta")
    page.locator(".map-dialog .here").wait_for()
    assert page.locator("[data-at]").inner_text() == "-6.93050, 107.63250, dekat Pasar Sirih, 100 m"
    assert page.get_attribute("[data-way]", "href") == "geo:-6.9305,107.6325?q=-6.9305,107.6325"
    assert faults(page) == []
    page.click("[data-copy-point]")
    page.locator("[data-at]", has_text="Tersalin").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "-6.93050, 107.63250"
    page.select_option("[data-places]", label="Batu Layar")
    page.locator(".map-name").get_by_text("Batu Layar", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.locator(".map-dialog").wait_for(state="hidden")
    context.close()


def test_of_a_sensitive_report_the_tile_server_hears_only_when_an_officer_asks(chromium: Browser, tiled: Site) -> None:
    tiled.officer(ppa=True)
    code = tiled.write(lambda s: make_report(s, lat=-6.9305, lon=107.6325, restricted="ppa").code)
    context, asked = opened(chromium, reduced_motion="reduce"), []

    def told(route: Route) -> None:
        asked.append(route.request.headers)
        tile(route)

    context.route("https://tiles.example/**", told)
    page = signed_in(context, tiled)
    page.goto(f"{tiled.url}/laporan/{code}")
    page.locator("[data-map] .here").wait_for()
    assert (page.locator("[data-map] img").count(), asked) == (0, [])
    page.click("text=Buka di peta")
    page.locator(".map-dialog img.leaflet-tile-loaded").first.wait_for()
    assert [headers for headers in asked if "referer" in headers or "cookie" in headers] == []
    context.close()


NAMES_ON_THE_MARK = """() => {
    const box = (part) => part.getBoundingClientRect(), mark = box(document.querySelector("[data-map] .near"));
    const meets = ({ left, right, top, bottom }) =>
        left < mark.right && mark.left < right && top < mark.bottom && mark.top < bottom;
    const names = [...document.querySelectorAll("[data-map] .map-name span:not(:empty)")];
    return names.filter((name) => meets(box(name))).map((name) => name.textContent);
}"""  # drawn anew whenever the map has moved


def test_without_tiles_the_small_map_shows_the_neighbourhood_by_its_names(chromium: Browser, site: Site) -> None:
    site.officer()
    code = site.write(lambda s: make_report(s, lat=-6.9305, lon=107.6325).code)
    context = opened(chromium, reduced_motion="reduce")
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{code}")
    names = "[data-map] .map-name span:not(:empty)"
    for name in ("Teluk Sirih", "Kota Sagara"):  # the district that it lies in, and the next
        page.locator(names, has_text=name).wait_for()
    assert page.evaluate(NAMES_ON_THE_MARK) == []
    [ground], told = boxes(page, "[data-map]"), boxes(page, names)
    assert told
    assert all(
        ground["left"] <= name["left"] and name["right"] <= ground["right"] for name in told
    )  # whole, as nobody can move it
    context.close()
