"""Strangers who guess cannot lock out whoever sits at the browser they always use."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
import pytest

from core import officers
from core.models import Throttle
from tests.ground import PASSWORD, Site

WRONG = "bukan sandi saya ini"
AYU, BRAM = "ayu@polres.example", "bram@polres.example"
COOKIE = "perangkat"


def tries(browser: httpx2.Client, password: str = PASSWORD, email: str = AYU) -> int:
    fields = {"email": email, "password": password}
    return browser.post("/masuk/login", data=fields, follow_redirects=False).status_code


def guess(site: Site, email: str = AYU) -> None:
    """Until nobody who comes from nowhere gets in any more."""
    found = [tries(site.client(), WRONG, email) for _ in range(6)]
    assert found[-1] == 429


def test_a_stranger_who_guesses_does_not_lock_out_a_browser_that_is_known(site_on_both: Site) -> None:
    site = site_on_both
    own = site.officer()
    own.post("/masuk/keluar")
    guess(site)
    assert tries(site.client()) == 429  # the right password, from nowhere
    assert tries(own) == 303


def test_neither_does_the_address_that_both_come_from(site: Site) -> None:
    own = site.officer()
    for n in range(21):
        tries(site.client(), WRONG, f"p{n}@polres.example")
    assert tries(site.client(), WRONG, "x@polres.example") == 429
    assert tries(own) == 303


def test_a_known_browser_has_no_more_tries_than_others_and_takes_none_from_them(
    site: Site, later: Callable[..., None]
) -> None:
    own = site.officer()
    assert [tries(own, WRONG) for _ in range(6)] == [422] * 5 + [429]
    assert tries(own) == 429
    assert tries(site.client()) == 303
    assert tries(own) == 429  # nor does a login elsewhere give it new ones
    later(minutes=16)
    assert tries(own) == 303


def test_who_logs_in_with_a_known_browser_gives_strangers_no_new_tries(site: Site) -> None:
    own = site.officer()
    guess(site)
    assert tries(own) == 303
    assert tries(site.client(), WRONG) == 429


def test_officers_who_share_a_computer_are_each_known_there(site: Site) -> None:
    desk = site.officer(AYU)
    site.officer(BRAM, name="Bram")
    assert tries(desk, email=BRAM) == 303
    for email in (AYU, BRAM):
        guess(site, email)
        assert tries(desk, email=email) == 303


def test_a_browser_known_for_one_officer_is_a_stranger_to_another(site: Site) -> None:
    own = site.officer(AYU)
    site.officer(BRAM, name="Bram")
    guess(site, BRAM)
    assert tries(own, email=BRAM) == 429


@pytest.mark.parametrize("change", [lambda v: v[:-1] + ("0" if v[-1] != "0" else "1"), lambda v: "A" * 22 + v[22:]])
def test_what_this_server_did_not_make_is_not_believed(site: Site, change: Callable[[str], str]) -> None:
    value = site.officer().cookies[COOKIE]
    guess(site)
    assert tries(site.client(cookies={COOKIE: value})) == 303
    assert tries(site.client(cookies={COOKIE: change(value)})) == 429


@pytest.mark.parametrize("value", ["", "x", "." * 400, "A" * 22, "A" * 22 + ".zz", "A" * 22 + ".0" * 4000])
def test_odd_cookies_are_no_cookies(site: Site, value: str) -> None:
    site.officer()
    assert tries(site.client(headers={"cookie": f"{COOKIE}={value}"})) == 303


def test_the_one_time_link_makes_a_browser_known_too(site: Site) -> None:
    site.officer()
    link = site.write(lambda s: officers.reset_link(s, officers.by_email(s, AYU), actor="test"))
    guess(site)
    fresh = site.client()
    answer = fresh.post(f"/masuk/undangan/{link}", data={"password": "lima kuda di lapangan"})
    assert answer.status_code == 200, answer.text
    assert tries(fresh, "lima kuda di lapangan") == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_names_nobody(site: Site) -> None:
    site.officer()
    fields = {"email": AYU, "password": PASSWORD}
    answer = site.client().post("/masuk/login", data=fields, follow_redirects=False)
    header = next(h for h in answer.headers.get_list("set-cookie") if h.startswith(f"{COOKIE}="))
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in header.split(";")}
    assert "ayu" not in header
    device = header.partition("=")[2].partition(".")[0]
    keys = site.read(lambda s: [bytes(row.key) for row in s.query(Throttle)])
    assert keys
    assert not any(device.encode() in key for key in keys)
