"""/setelan: one's own password, sessions and language; and sessions as they age."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx2
import pytest

from core import clock
from core.models import LoginSession, Officer
from tests.factories import make_report
from tests.ground import PASSWORD, Site

NEW = "lima kuda di lapangan"


def log_in(site: Site, password: str = PASSWORD) -> httpx2.Client:
    browser = site.client()
    browser.post("/masuk/login", data={"email": "ayu@polres.example", "password": password})
    return browser


def is_in(browser: httpx2.Client) -> bool:
    return browser.get("/setelan", follow_redirects=False).status_code == 200


def age(site: Site, **by: float) -> None:
    """As if the sessions had been seen, or opened, so long ago."""

    def change(session) -> None:
        for row in session.query(LoginSession):
            row.seen_at = clock.now() - timedelta(minutes=by.get("seen", 0))
            row.created_at = clock.now() - timedelta(hours=by.get("opened", 0))

    site.write(change)


def test_a_new_password_closes_every_other_session(site: Site) -> None:
    ayu = site.officer()
    other = log_in(site)
    answer = ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": NEW})
    assert "Kata sandi diganti" in answer.text
    assert is_in(ayu)
    assert not is_in(other)
    assert not is_in(log_in(site))
    assert is_in(log_in(site, NEW))


def test_a_double_click_on_a_new_password_is_no_error(site: Site) -> None:
    ayu = site.officer()
    answers = [ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": NEW, "op": "c" * 32}) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert is_in(log_in(site, NEW))


def test_another_password_from_the_page_of_the_last_change_is_not_said_to_be_set(site: Site) -> None:
    ayu, other = site.officer(), "enam perahu di sungai"
    ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": NEW, "op": "c" * 32})
    answer = ayu.post("/setelan/sandi", data={"old": NEW, "new": other, "op": "c" * 32})
    assert (answer.status_code, "Kata sandi diganti" in answer.text) == (409, False)
    assert is_in(log_in(site, NEW))
    (op,) = re.findall(r'action="/setelan/sandi".*?name="op" value="(\w+)"', answer.text, re.DOTALL)
    ayu.post("/setelan/sandi", data={"old": NEW, "new": other, "op": op})
    assert is_in(log_in(site, other))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bukan yang lama ini", NEW, "lama tidak cocok"),
        (PASSWORD, "pendek", "12 sampai 200"),
        (PASSWORD, "jembatan12345", "mudah ditebak"),
        (PASSWORD, "ayu@polres.example", "mudah ditebak"),
    ],
)
def test_a_bad_change_says_why_and_changes_nothing(site: Site, old: str, new: str, words: str) -> None:
    ayu = site.officer()
    answer = ayu.post("/setelan/sandi", data={"old": old, "new": new})
    assert answer.status_code == 422
    assert words in answer.text
    assert new not in answer.text
    assert is_in(log_in(site))


def test_an_open_desk_is_no_place_to_guess_the_password(site: Site) -> None:
    ayu = site.officer()
    found = [ayu.post("/setelan/sandi", data={"old": f"tebakan {n} saja", "new": NEW}).status_code for n in range(6)]
    assert found == [422] * 5 + [429]
    answer = ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": NEW})
    assert (answer.status_code, "retry-after" in answer.headers) == (429, True)
    assert is_in(log_in(site))


def test_a_new_password_that_is_refused_is_no_guess_at_the_old_one(site: Site) -> None:
    ayu = site.officer()
    found = [ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": "pendek"}).status_code for _ in range(6)]
    assert found == [422] * 6
    assert ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": NEW}).status_code == 200


def test_log_out_everywhere_leaves_this_browser(site: Site) -> None:
    ayu, other = site.officer(), log_in(site)
    ayu.post("/setelan/keluar-semua")
    assert (is_in(ayu), is_in(other)) == (True, False)


def test_the_language_is_the_officers_own(site: Site) -> None:
    ayu = site.officer()
    ayu.post("/setelan/bahasa", data={"language": "en"})
    page = ayu.get("/setelan")
    assert '<html lang="en">' in page.text
    assert "Settings" in page.text
    assert ayu.post("/setelan/bahasa", data={"language": "xx"}).status_code == 422
    assert site.read(lambda s: s.query(Officer).one().language) == "en"


@pytest.mark.parametrize("path", ["/masuk", "/setelan", "/masalah"])
def test_an_officer_at_work_stays_logged_in(site: Site, path: str) -> None:
    ayu = site.officer()
    for _ in range(3):
        age(site, seen=100)  # of the 120 minutes that a session lasts unused
        assert ayu.get(path).status_code == 200
        seen = site.read(lambda s: s.query(LoginSession).one().seen_at)
        assert clock.now() - seen < timedelta(minutes=1)


def test_a_list_that_draws_itself_anew_is_nobody_at_work(site: Site) -> None:
    ayu = site.officer()
    age(site, seen=100)
    assert ayu.get("/masuk", params={"blok": "list"}).status_code == 200
    assert clock.now() - site.read(lambda s: s.query(LoginSession).one().seen_at) > timedelta(minutes=99)


@pytest.mark.parametrize("by", [{"seen": 121}, {"opened": 12.1}])
def test_an_unused_and_a_long_session_end(site: Site, by: dict[str, float]) -> None:
    ayu = site.officer()
    age(site, **by)
    assert not is_in(ayu)
    assert "Masuk ke meja petugas" in ayu.get("/masuk").text


def test_an_open_page_that_draws_itself_anew_is_nobody_at_work(site: Site) -> None:
    """Else a report left open keeps a session alive for as long as the machine is on."""
    ayu = site.officer()
    code = site.write(lambda s: make_report(s).code)
    age(site, seen=100)
    before = site.read(lambda s: s.query(LoginSession).one().seen_at)
    for block in ("thread", "details"):
        assert ayu.get(f"/laporan/{code}", params={"blok": block}).status_code == 200
    assert site.read(lambda s: s.query(LoginSession).one().seen_at) == before
    assert ayu.get(f"/laporan/{code}").status_code == 200
    assert site.read(lambda s: s.query(LoginSession).one().seen_at) > before
