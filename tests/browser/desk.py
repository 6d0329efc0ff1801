"""Officers at their browsers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.ground import PASSWORD, Site

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def opened(chromium: Browser, **more: Any) -> BrowserContext:
    context = chromium.new_context(**({"viewport": DESK} | more))
    context.set_default_timeout(12_000)
    return context


def signed_in(context: BrowserContext, site: Site, email: str = "ayu@polres.example", password: str = PASSWORD) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}/masuk")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.locator("form[action='/masuk/keluar']").first.wait_for(state="attached")
    return page
