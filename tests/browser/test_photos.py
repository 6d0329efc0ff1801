"""Photos of a report, seen large."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.desk import PHONE, connected, opened, signed_in, with_photos
from tests.ground import Site

pytestmark = pytest.mark.browser


def width(page: Page) -> int:
    page.wait_for_function("() => document.querySelector('[data-viewer] img').naturalWidth")
    return page.evaluate("document.querySelector('[data-viewer] img').naturalWidth")


def test_photos_are_looked_at_large_with_the_keyboard_alone(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 3)}")
    connected(ayu).focus("[data-head]")
    press = ayu.keyboard.press
    press("v")
    ayu.locator("[data-viewer][open] [data-caption]", has_text="(3/3)").wait_for()
    assert width(ayu) == 322
    press("ArrowLeft")
    ayu.locator("[data-caption]", has_text="(2/3)").wait_for()
    assert width(ayu) == 321
    for _ in range(9):
        press("+")
    press("r")
    assert ayu.locator("[data-viewer] img").evaluate("one => one.style.transform").endswith("rotate(90deg) scale(5)")
    press("Escape")
    ayu.locator("[data-viewer]").wait_for(state="hidden")


def test_at_the_last_photo_the_keys_go_on_and_nothing_behind_it_is_done(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 2)}")
    connected(ayu).focus("[data-head]")
    ayu.keyboard.press("v")
    ayu.keyboard.press("ArrowLeft")
    ayu.focus("[data-do=after]")
    ayu.keyboard.press("Enter")  # there is none after it: the button has no focus any more
    ayu.locator("[data-caption]", has_text="(2/2)").wait_for()
    ayu.keyboard.press("d")
    assert ayu.evaluate("document.documentElement.dataset.bsTheme") is None
    ayu.keyboard.press("ArrowLeft")
    ayu.locator("[data-caption]", has_text="(1/2)").wait_for()


def test_after_a_photo_the_keys_work_where_they_did(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 1)}")
    connected(ayu).focus("[data-head]")
    ayu.keyboard.press("v")
    ayu.locator("[data-viewer][open]").wait_for()
    ayu.keyboard.press("Escape")
    ayu.locator("[data-viewer] img:not([src])").wait_for(state="attached")
    ayu.keyboard.press("v")
    ayu.locator("[data-viewer][open]").wait_for()


def test_photos_are_swiped_and_zoomed_with_two_fingers_and_stay_in_sight(site: Site, chromium: Browser) -> None:
    site.officer()
    context = opened(chromium, viewport=PHONE, has_touch=True)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{with_photos(site, 2)}")
    connected(page).locator(".file img").first.tap()
    page.locator("[data-caption]", has_text="(1/2)").wait_for()
    touch(context, page, [(300, 400)], [(100, 400)])
    page.locator("[data-caption]", has_text="(2/2)").wait_for()
    touch(context, page, [(100, 400)], [(300, 400)])
    page.locator("[data-caption]", has_text="(1/2)").wait_for()
    width(page)
    touch(context, page, [(180, 400), (200, 400)], [(165, 400), (205, 400)])
    moved = page.locator("[data-viewer] img")
    assert "scale(2)" in moved.evaluate("one => one.style.transform")
    touch(context, page, [(380, 400)], [(10, 400)])
    touch(context, page, [(380, 400)], [(10, 400)])
    assert moved.evaluate("one => one.style.transform").startswith("translate(-195px, 0px)")
    context.close()


def touch(context: BrowserContext, page: Page, start: list[tuple[int, int]], end: list[tuple[int, int]]) -> None:
    """Fingers down at the start, up at the end."""
    devices = context.new_cdp_session(page)
    for kind, places in (("touchStart", start), ("touchMove", end), ("touchEnd", [])):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        devices.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_turned_photo_is_whole(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.set_viewport_size({"width": 1440, "height": 300})
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 1)}")
    connected(ayu).focus("[data-head]")
    ayu.keyboard.press("v")
    width(ayu)
    ayu.keyboard.press("r")
    photo = ayu.locator("[data-viewer] img").bounding_box()
    assert photo
    assert photo["y"] >= 0
    assert photo["y"] + photo["height"] <= 300


def test_a_click_on_a_photo_stays_on_the_page(site: Site, two: tuple[Page, Page]) -> None:
    ayu, _ = two
    ayu.goto(f"{site.url}/laporan/{with_photos(site, 1)}")
    connected(ayu).click(".file img")
    ayu.locator("[data-viewer][open]").wait_for()
    assert len(ayu.context.pages) == 1
    ayu.click("[data-viewer] [data-do=close]")
    ayu.locator("[data-viewer]").wait_for(state="hidden")


def test_a_veiled_photo_is_not_shown_by_a_key(site: Site, chromium: Browser) -> None:
    site.officer(ppa=True)
    context = opened(chromium)
    page = signed_in(context, site)
    page.goto(f"{site.url}/laporan/{with_photos(site, 1, category='sexual_or_child', restricted='ppa')}")
    connected(page).focus("[data-head]")
    page.keyboard.press("v")
    assert page.locator("[data-viewer]").is_hidden()
    page.click(".veil summary")
    page.click(".veil img")
    page.locator("[data-viewer][open]").wait_for()
    context.close()
