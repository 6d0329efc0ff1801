"""Getting in: the first officer's link, the login with its limits, and getting out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from core import audit, clock, officers, passwords
from core.models import Audit, Invite, LoginSession, Officer
from tests.api.public.test_limits import somebody_writing
from tests.ground import PASSWORD, Site, eventually

NEW = "lima kuda di lapangan"
EMAIL = "ayu@polres.example"


def tries(site: Site, password: str, *, email: str = EMAIL, **more: str):
    fields = {"email": email, "password": password, **more}
    return site.client().post("/masuk/login", data=fields, follow_redirects=False)


def test_the_first_officer_comes_by_a_link_that_looking_does_not_burn(site: Site) -> None:
    link = f"/masuk/undangan/{site.write(officers.first_link)}"
    browser = site.client()
    for _ in range(2):  # chat apps look at links too
        assert "Petugas pertama" in browser.get(link).text
    weak = browser.post(link, data={"name": "Ayu L.", "email": EMAIL, "password": "polres12345678"})
    assert weak.status_code == 422
    assert "mudah ditebak" in weak.text
    assert 'value="Ayu L."' in weak.text
    page = browser.post(link, data={"name": "Ayu L.", "email": EMAIL, "password": PASSWORD})
    assert page.status_code == 200
    assert "Ayu L." in page.text
    assert browser.get("/unit").status_code == 200  # admin and operator of the root unit
    assert browser.get("/masuk?tampilan=baru").status_code == 200
    again = site.client().post(link, data={"name": "X", "email": "x@x.example", "password": PASSWORD})
    assert again.status_code == 404
    assert site.read(lambda s: s.query(Officer).count()) == 1
    assert site.write(officers.first_link) is None


def test_a_link_outlasts_a_database_that_is_busy(site: Site) -> None:
    link, fields = f"/masuk/undangan/{site.write(officers.first_link)}", {"name": "A", "email": EMAIL}
    site.write(lambda s: s.connection().exec_driver_sql("PRAGMA busy_timeout=50"))
    with somebody_writing(site):
        answer = site.client().post(link, data=fields | {"password": PASSWORD})
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5")
    assert f'value="{EMAIL}"' in answer.text
    assert site.client().post(link, data=fields | {"password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("meanwhile", ["changed", "deactivated"])
def test_a_password_that_ended_while_it_was_looked_at_lets_nobody_in(
    site: Site, meanwhile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.officer()
    verify = passwords.verify

    def end(session) -> None:
        ayu = officers.by_email(session, EMAIL)
        if meanwhile == "changed":
            officers.change_password(session, ayu, new_hash=passwords.hash_new(NEW, context=()), keep_session="")
        else:
            officers.deactivate(session, ayu, actor="test")

    def slowly(password: str, stored: str | None) -> bool:
        right = verify(password, stored)
        site.write(end)
        return right

    monkeypatch.setattr(passwords, "verify", slowly)
    answer = tries(site, PASSWORD)
    assert (answer.status_code, "tidak cocok" in answer.text) == (422, True)
    assert site.read(lambda s: s.query(LoginSession).count()) == 0


def test_a_newer_first_link_ends_the_older(site: Site) -> None:
    old, new = site.write(officers.first_link), site.write(officers.first_link)
    assert site.client().get(f"/masuk/undangan/{old}").status_code == 404
    assert site.client().get(f"/masuk/undangan/{new}").status_code == 200


def test_a_link_grows_old(site: Site) -> None:
    token = site.write(officers.first_link)

    def age(session) -> None:
        session.query(Invite).one().expires_at = clock.now() - timedelta(seconds=1)

    site.write(age)
    answer = site.client().post(f"/masuk/undangan/{token}", data={"name": "A", "email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 404
    assert site.read(lambda s: s.query(Officer).count()) == 0


def test_the_cookie_is_hidden_from_scripts_and_other_sites(site: Site) -> None:
    site.officer()
    answer = tries(site, PASSWORD)
    assert answer.status_code == 303
    (cookie,) = [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("jembatan=")]
    assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.lower().split("; "))
    token = answer.cookies["jembatan"]
    assert token.encode() not in site.read(lambda s: s.query(LoginSession).first().token_hash)


def test_a_login_opens_a_session_of_its_own_whatever_cookie_was_there(site: Site) -> None:
    site.officer()
    planted = site.client(headers={"cookie": f"jembatan={'p' * 43}"})
    answer = planted.post("/masuk/login", data={"email": EMAIL, "password": PASSWORD}, follow_redirects=False)
    (opened,) = [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("jembatan=")]
    assert "p" * 43 not in opened


def test_a_login_from_another_site_is_refused(site: Site) -> None:
    site.officer()
    browser = site.client(headers={"sec-fetch-site": "cross-site"})
    assert browser.post("/masuk/login", data={"email": EMAIL, "password": PASSWORD}).status_code == 403


def test_an_error_leads_an_officer_to_the_desk(site: Site) -> None:
    """Also at an address that there is not, where nobody was asked who they are."""
    officer, citizen = site.officer(), site.client()
    shown = [citizen.post("/masuk/login", data={}), officer.get("/lapran/JB-1")]
    assert [answer.status_code for answer in shown] == [422, 404]
    assert all('class="button" href="/masuk"' in answer.text for answer in shown)
    for answer in (citizen.get("/lapran/JB-1"), officer.get("/lapor/lama")):
        assert (answer.status_code, 'href="/masuk"' in answer.text) == (404, False)


def test_no_account_and_a_wrong_password_get_one_answer(site: Site) -> None:
    site.officer()
    wrong, nobody = tries(site, "bukan sandi saya ini"), tries(site, PASSWORD, email="siapa@polres.example")
    assert wrong.status_code == nobody.status_code == 422
    assert "tidak cocok" in wrong.text
    assert len(wrong.text) - len(EMAIL) == len(nobody.text) - len("siapa@polres.example")


def test_the_sixth_try_waits_even_with_the_right_password(site: Site) -> None:
    site.officer()
    assert [tries(site, "bukan sandi saya ini").status_code for _ in range(5)] == [422] * 5
    answer = tries(site, PASSWORD)
    assert answer.status_code == 429
    assert "Terlalu banyak percobaan" in answer.text
    assert 0 < int(answer.headers["retry-after"]) <= 15 * 60
    assert tries(site, PASSWORD, email="bram@polres.example").status_code == 422  # others are not held up


def test_one_address_cannot_try_account_after_account(site: Site) -> None:
    found = [tries(site, "bukan sandi saya ini", email=f"p{n}@polres.example").status_code for n in range(21)]
    assert found == [422] * 20 + [429]


def test_a_link_to_a_view_leads_there_after_the_login_also_at_the_second_try(site: Site) -> None:
    site.officer()
    browser, link = site.client(), "/masuk?tampilan=telat&prioritas=3&q=jl+m%C3%A9long"
    page = browser.get(link)
    for password in ("bukan sandi saya ini", PASSWORD):
        onward = html.unescape(re.search(r'name="lanjut" value="([^"]+)"', page.text)[1])
        page = browser.post("/masuk/login", data={"email": EMAIL, "password": password, "lanjut": onward})
    assert str(page.url) == site.url + link


def test_an_office_behind_one_address_is_not_locked_out_by_its_own_logins(site: Site) -> None:
    site.officer()
    assert [tries(site, PASSWORD).status_code for _ in range(21)] == [303] * 21


def test_a_whole_ipv6_network_is_one_address(site: Site) -> None:
    found = []
    for n in range(21):
        browser = site.client(headers={"x-forwarded-for": f"2001:db8:1:2{n:02x}::{n:x}"})
        fields = {"email": f"p{n}@polres.example", "password": "bukan sandi saya ini"}
        found.append(browser.post("/masuk/login", data=fields).status_code)
    assert found == [422] * 20 + [429]


def test_tries_at_the_same_moment_are_counted_like_others(site_on_both: Site) -> None:
    site_on_both.officer("bram@polres.example")
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda _: tries(site_on_both, "bukan sandi saya ini").status_code, range(12)))
    assert sorted(found) == [422] * 5 + [429] * 7


@pytest.mark.as_shipped
def test_a_rush_of_logins_leaves_the_pages_alone(site: Site) -> None:
    done: list[int] = []

    def rush(number: int) -> None:
        browser = site.client(headers={"x-forwarded-for": f"203.0.113.{number}"})
        browser.post("/masuk/login", data={"email": f"p{number}@x.example", "password": "bukan sandi saya ini"})
        done.append(number)

    with ThreadPoolExecutor(24) as pool:  # more than there are threads for pages
        for number in range(24):
            pool.submit(rush, number)
        eventually(lambda: site.world.hashing.statistics().tasks_waiting > 14)
        assert site.client().get("/lapor").status_code == 200
        assert len(done) < 12


def test_one_link_used_by_two_at_once_makes_one_officer(site_on_both: Site) -> None:
    link = f"/masuk/undangan/{site_on_both.write(officers.first_link)}"

    def use(number: int) -> int:
        fields = {"name": "A", "email": f"a{number}@x.example", "password": PASSWORD}
        return site_on_both.client().post(link, data=fields, follow_redirects=False).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [303, 404]
    assert site_on_both.read(lambda s: s.query(Officer).count()) == 1


def test_a_right_password_starts_the_count_anew(site: Site) -> None:
    site.officer()
    for _ in range(2):
        assert [tries(site, "bukan sandi saya ini").status_code for _ in range(4)] == [422] * 4
        assert tries(site, PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("onward", "goes_to"),
    [
        ("/laporan/JB-7K4M-2QXV-Z", "/laporan/JB-7K4M-2QXV-Z"),
        ("//jahat.example/x", "/masuk"),
        ("https://jahat.example/", "/masuk"),
        ("/\\jahat.example", "/masuk"),
        ("javascript:alert(1)", "/masuk"),
    ],
)
def test_the_login_leads_on_within_this_site_only(site: Site, onward: str, goes_to: str) -> None:
    site.officer()
    assert tries(site, PASSWORD, lanjut=onward).headers["location"] == goes_to


def test_who_asks_for_a_page_gets_there_after_the_login(site: Site) -> None:
    site.officer()
    browser = site.client(headers={"accept": "text/html"})
    page = browser.get("/laporan/JB-7K4M-2QXV-Z")
    assert 'value="/laporan/JB-7K4M-2QXV-Z"' in page.text


def test_logging_out_ends_the_session_itself(site: Site) -> None:
    ayu = site.officer()
    copied = site.client(cookies=dict(ayu.cookies))
    answer = ayu.post("/masuk/keluar", follow_redirects=False)
    assert "storage" in answer.headers["clear-site-data"]
    assert copied.get("/setelan", follow_redirects=False).status_code == 401


def test_logins_and_refusals_are_in_the_audit(site: Site) -> None:
    site.officer()
    tries(site, "bukan sandi saya ini")
    rows = site.read(lambda s: [(r.action, r.detail) for r in s.query(Audit)])
    assert ("login", "") in rows
    assert ("login.refused", "") in rows
    assert site.read(audit.verify)[2] is None


@pytest.mark.parametrize("email", ["\x00", "a" * 255, "%", "ayu@polres.example\x00"])
def test_odd_addresses_are_refused_not_stumbled_over(site_on_both: Site, email: str) -> None:
    site_on_both.officer()
    assert tries(site_on_both, PASSWORD, email=email).status_code in {303, 422}


def test_an_admin_without_reports_lands_where_the_work_is(site: Site) -> None:
    chief = site.officer("chief@polres.example", roles=("admin",))
    assert chief.get("/masuk", follow_redirects=False).headers["location"] == "/unit"
    for view in ("semua", "selesai"):
        part = chief.get("/masuk", params={"tampilan": view, "blok": "list"})
        assert part.status_code == 200
        assert "data-code" not in part.text


def test_a_session_says_how_long_it_lasts_and_no_use_makes_it_last_longer_than_a_shift(
    site: Site, later: Callable[..., None]
) -> None:
    ayu = site.officer()
    json = {"accept": "application/json"}

    def left(method: str = "GET") -> tuple[int, int]:
        told = ayu.request(method, "/masuk/sesi", headers=json).json()
        return round(told["left"] / 60), round(told["longest"] / 60)

    assert left() == (120, 720)
    for minutes in range(90, 720, 90):
        later(minutes=minutes)
        assert left()[0] in {30, 720 - minutes}
        assert left("POST") == (min(120, 720 - minutes), 720 - minutes)
    later(minutes=719)
    assert left("POST") == (1, 1)
    later(minutes=721)
    assert ayu.get("/masuk/sesi", headers=json).status_code == 401
