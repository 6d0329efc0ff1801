"""What a citizen adds on /lacak is never thrown away: where it cannot go in, it is given back with the reason."""

# ruff: noqa: F811 - tests name the fixture that is imported
from __future__ import annotations

import html
import re
from datetime import timedelta

import httpx2
import pytest

from core.models import Message
from tests.api.public.test_limits import somebody_writing
from tests.api.public.test_tracking import DANGER, Filed, clock, field, file, look, stored  # noqa: F401 - a fixture
from tests.ground import Site

CALL = 'class="call" href="tel:110"'


def opened(site: Site) -> tuple[Filed, httpx2.Client, dict[str, str]]:
    """A report, the browser it is open in, and what its form sends with the words."""
    filed, browser = file(site), site.client()
    page = look(browser, filed.code, filed.pin).text
    return filed, browser, {name: field(page, name) for name in ("tiket", "op")}


def given_back(page: httpx2.Response) -> str:
    found = re.search(r'<textarea[^>]*name="info"[^>]*>(.*?)</textarea>', page.text, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def added(site: Site, words: str) -> int:
    return site.read(lambda s: s.query(Message).filter_by(text=words).count())


@pytest.mark.parametrize("words", ["Warnanya <b>merah</b>", "Nomornya \u202a+62 812\u202c", DANGER])
def test_a_page_that_was_open_for_long_asks_for_code_and_pin_once_more(site_on_both: Site, clock, words: str) -> None:
    site = site_on_both
    filed, browser, form = opened(site)
    clock.shift(timedelta(minutes=31))
    page = browser.post("/lacak/info", data={**form, "info": words})
    assert (given_back(page), added(site, words), "tidak cocok" in page.text) == (words, 0, False)
    assert "sudah terlalu lama terbuka" in page.text
    assert (CALL in page.text) == (words == DANGER)
    again = {"op": field(page.text, "op"), "kode": filed.code, "info": words}
    wrong = browser.post("/lacak/info", data={**again, "pin": "0000-0000"})
    assert (given_back(wrong), "tidak cocok" in wrong.text, added(site, words)) == (words, True, 0)
    for _ in range(2):
        assert "Info Anda sudah masuk" in browser.post("/lacak/info", data={**again, "pin": filed.pin}).text
    assert added(site, words) == 1
    assert (stored(site, filed).priority == 1) == (words == DANGER)


def test_words_that_come_too_fast_or_while_nothing_can_be_stored_are_given_back(site: Site, clock) -> None:
    _, browser, form = opened(site)
    for n in range(30):
        browser.post("/lacak/info", data={**form, "info": f"info {n}"})
    fast = browser.post("/lacak/info", data={**form, "info": "Satu lagi"})
    assert (fast.status_code, given_back(fast), field(fast.text, "tiket")) == (429, "Satu lagi", form["tiket"])
    assert ("terlalu cepat" in fast.text, "jam" in fast.text) == (True, False)
    site.write(lambda s: s.connection().exec_driver_sql("PRAGMA busy_timeout=50"))
    with somebody_writing(site):
        busy = browser.post("/lacak/info", data={**form, "info": DANGER})
    assert (busy.status_code, given_back(busy), CALL in busy.text) == (503, DANGER, True)


def test_who_has_to_wait_is_told_for_how_long(site: Site, clock) -> None:
    filed, browser = file(site), site.client()
    for _ in range(5):
        look(browser, filed.code, "0000-0000")
    assert "Tunggu 60 menit" in look(browser, filed.code).text
    clock.shift(timedelta(minutes=40))
    assert "Tunggu 20 menit" in look(browser, filed.code).text
    clock.shift(timedelta(minutes=21))
    for _ in range(5):
        look(browser, filed.code, "0000-0000")
    clock.shift(timedelta(minutes=61))
    assert "Tunggu 22 jam" in look(browser, filed.code, filed.pin).text
