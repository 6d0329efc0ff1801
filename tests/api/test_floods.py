"""What is refused, or changes nothing, takes no time of the writer: everybody's messages wait for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx2
import pytest

from api.public import gate
from api.public.gate import Knock
from core.settings import Settings
from tests.factories import make_report
from tests.ground import Site, open_site

STRANGER = "A" * 43


@pytest.fixture
def quiet(sqlite_settings: Settings) -> Iterator[Site]:
    """Nobody but those who ask gives its writer anything to do."""
    with open_site(sqlite_settings, roles=frozenset({"http"})) as site:
        yield site


def used_up(site: Site) -> None:
    address = site.world.vault.blind("address", "127.0.0.1").hex()
    knocks = [Knock(address, f"neighbour {n}", is_new=False, is_alarm=False) for n in range(gate.OF_AN_ADDRESS)]
    site.write(lambda s: [gate.enter(s, knock) for knock in knocks])


def log_in(browser: httpx2.Client) -> int:
    return browser.post("/masuk/login", data={"email": "a@b.example", "password": "salah"}).status_code


def guess(browser: httpx2.Client) -> int:
    return browser.post("/lacak", data={"kode": "JB-0000-0000-0", "pin": "0000-0000"}).status_code


def write(browser: httpx2.Client) -> int:
    return browser.post("/lapor", data={"text": "Halo"}).status_code


@pytest.mark.parametrize("attempt", [log_in, guess, write])
def test_a_try_beyond_the_limit(quiet: Site, attempt: Callable[[httpx2.Client], int]) -> None:
    browser = quiet.client()
    if attempt is write:
        used_up(quiet)
    while attempt(browser) != 429:
        pass
    before = quiet.world.writer.jobs
    assert [attempt(browser) for _ in range(3)] == [429] * 3
    assert quiet.world.writer.jobs == before


def test_what_changes_nothing(quiet: Site) -> None:
    code = quiet.write(lambda s: make_report(s).code)
    before = quiet.world.writer.jobs
    browser = quiet.client(cookies={"jembatan": STRANGER, "lapor": STRANGER})
    browser.follow_redirects = False
    asked = [
        browser.get("/lacak", params={"kode": code}), browser.post("/bahasa", data={"ke": "en"}),
        browser.post("/masuk/keluar"), browser.post("/lapor/keluar"),
    ]  # fmt: skip
    assert [answer.status_code for answer in asked] == [200, 303, 303, 303]
    assert quiet.world.writer.jobs == before
