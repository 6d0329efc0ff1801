"""One Chromium per file of tests, and who sits at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.desk import EARS, PATIENCE, opened, signed_in
from tests.ground import Site

# The first without what only a screen needs.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


expect.set_options(timeout=PATIENCE)
NAMED = "polres.lan"  # this machine, by a name for which nothing is taken to be safe


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    arguments = ["--no-sandbox", "--accept-lang=id-ID,id", f"--host-resolver-rules=MAP {NAMED} 127.0.0.1"]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=arguments)
        except Exception as error:
            pytest.skip(f"no Chromium here: {type(error).__name__}")
        yield browser
        browser.close()


@pytest.fixture
def two(chromium: Browser, site: Site) -> Iterator[tuple[Page, Page]]:
    """Two officers, each at a browser of their own."""
    site.officer(name="Aipda Ayu Lestari")
    site.officer("budi@polres.example", name="Bripka Budi Santoso")
    contexts = [opened(chromium) for _ in range(2)]
    yield signed_in(contexts[0], site), signed_in(contexts[1], site, "budi@polres.example")
    for context in contexts:
        context.close()


@pytest.fixture
def desk(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """An officer's browser that counts what it sounds."""
    site.officer(roles=("operator", "admin"))
    context = opened(chromium)
    context.add_init_script(EARS)
    yield context
    context.close()
