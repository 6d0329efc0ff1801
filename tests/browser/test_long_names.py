"""Whatever a station and its officers are called, the bars above the pages keep their height and their parts apart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import opened, signed_in
from tests.conftest import make_settings
from tests.ground import Site, open_site

pytestmark = pytest.mark.browser

STATION = "Kepolisian Resor Kota Besar Banjarmasin Tengah"
OFFICER = "Komisaris Besar Polisi Dr. Raden Mas Bambang Kusumaningrat-Hadiprawirodinoto, S.H."
# What sticks out of the window, or lies over the part before it.
LAID = """selector => {
  const parts = [...document.querySelectorAll(selector)].filter((part) => part.checkVisibility());
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const over = boxes.filter((box, at) => at && meet(box, boxes[at - 1]));
  return [document.documentElement.scrollWidth - innerWidth, over.length];
}"""


@pytest.fixture(scope="module")
def station(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("long")
    shutil.copy(sqlite_template, folder / "jembatan.db")
    settings = make_settings(folder, f"sqlite:///{folder / 'jembatan.db'}")
    with open_site(settings.model_copy(update={"station_name": STATION})) as site:
        site.officer(name=OFFICER, roles=("operator", "admin"))
        yield site


def height(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["height"]


def test_the_desk_keeps_its_bar_in_one_line(chromium: Browser, station: Site) -> None:
    context = opened(chromium)
    page = signed_in(context, station)
    for width, most in ((1440, 60), (1100, 60), (1024, 60), (800, 60), (768, 60), (390, 120), (320, 120)):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/masuk", "/unit", "/laporan/JB-0000-0000-0"):
            page.goto(station.url + path)
            page.locator("[data-silent]:visible").wait_for()  # the bar is at its fullest
            assert (width, path, page.evaluate(LAID, ".brand, .seek, .top-right > *")) == (width, path, [0, 0])
            assert height(page, ".top") <= most
    context.close()


@pytest.mark.parametrize("width", [320, 340, 360, 390, 800])
def test_a_citizens_page_keeps_its_bars_low(chromium: Browser, station: Site, width: int) -> None:
    context = opened(chromium, viewport={"width": width, "height": 640})
    page = context.new_page()
    for path in ("/lapor", "/lacak"):
        page.goto(station.url + path)
        assert page.evaluate(LAID, ".top-in > *") == [0, 0]
        assert height(page, ".strip") < 60
        assert height(page, ".top") <= 80
    context.close()
