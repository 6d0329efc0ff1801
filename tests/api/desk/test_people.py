"""/unit: inviting, changing, deactivating, and what an admin may not do to people of other units."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from core import access, officers, units
from core.models import Audit, Officer, Unit
from tests.factories import make_report
from tests.ground import PASSWORD, Site

SECRET = re.compile(r'id="secret"[^>]*value="([^"]+)"')


@pytest.fixture
def admin(site: Site) -> httpx2.Client:
    return site.officer("chief@polres.example", name="Kepala", roles=("admin",))


def unit_id(site: Site, name: str = "") -> str:
    return str(site.read(lambda s: (units.named(s, name) if name else units.root(s)).id))


def officer_id(site: Site, email: str) -> int:
    return site.read(lambda s: officers.by_email(s, email).id)


def secret_in(answer: httpx2.Response) -> str:
    found = SECRET.search(answer.text)
    assert found, answer.text
    return found[1]


def invite(site: Site, admin: httpx2.Client, email: str = "baru@polres.example", **more: object) -> httpx2.Response:
    fields = {"email": email, "name": "Baru B.", "unit": unit_id(site), "role": ["operator"], **more}
    return admin.post("/unit/undang", data=fields)


def can_log_in(site: Site, email: str, password: str = PASSWORD) -> bool:
    answer = site.client().post("/masuk/login", data={"email": email, "password": password}, follow_redirects=False)
    return answer.status_code == 303


def test_an_invited_officer_sets_a_password_and_is_in(site: Site, admin: httpx2.Client) -> None:
    link = secret_in(invite(site, admin))
    newcomer = site.client()
    answer = newcomer.post(link.removeprefix(site.url), data={"password": PASSWORD})
    assert answer.status_code == 200
    assert "Baru B." in answer.text
    assert newcomer.get("/unit").status_code == 403  # an operator, not an admin


def test_a_link_is_shown_once_and_a_double_click_invites_once(site: Site, admin: httpx2.Client) -> None:
    first = invite(site, admin, op="a" * 32)
    second = invite(site, admin, op="a" * 32)
    assert secret_in(first)
    assert second.status_code == 409
    assert "hanya tampil sekali" in second.text
    assert not SECRET.search(second.text)
    assert site.read(lambda s: s.query(Officer).count()) == 2
    assert not SECRET.search(admin.get("/unit").text)


def test_an_address_in_use_is_refused_with_a_reason(site: Site, admin: httpx2.Client) -> None:
    answer = invite(site, admin, email="CHIEF@polres.example")
    assert answer.status_code == 409
    assert "sudah dipakai" in answer.text


def invitation(answer: httpx2.Response) -> str:
    """The form to invite somebody, as it came back."""
    return answer.text.partition('action="/unit/undang"')[2].partition("</form>")[0]


def test_a_refused_invitation_gives_back_what_was_typed(site: Site, admin: httpx2.Client) -> None:
    admin.post("/unit/baru", data={"name": "Polsek Sirih", "parent": unit_id(site)})
    unit = unit_id(site, "Polsek Sirih")
    more = {"name": 'Cici "C" <b>', "unit": unit, "role": ["admin"], "ppa": "1"}
    form = invitation(invite(site, admin, email="chief@polres.example", **more))
    assert 'name="name" maxlength="120" required autocomplete="off" value="Cici &#34;C&#34; &lt;b&gt;"' in form
    assert 'value="chief@polres.example"' in form
    assert f'<option value="{unit}" selected>' in form
    assert re.findall(r'name="(\w+)" value="(\w+)" checked', form) == [("role", "admin"), ("ppa", "1")]
    assert 'name="oversight" value="1">' in form
    assert 'value="Cici' not in invitation(invite(site, admin, role=[], name="Didi"))
    assert 'value="Didi"' in invitation(invite(site, admin, role=[], name="Didi"))


def test_an_invitation_that_was_carried_out_is_not_typed_in_again(site: Site, admin: httpx2.Client) -> None:
    first, second = (invite(site, admin, op="a" * 32) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    for answer in (first, second, admin.get("/unit")):
        assert "baru@polres.example" not in invitation(answer)
        assert re.findall(r'value="(\w+)" checked', invitation(answer)) == ["operator"]


def test_an_invitation_sent_without_a_session_can_be_sent_once_more(site: Site, admin: httpx2.Client) -> None:
    late, fields = site.client(), {"role": ["operator", "admin"], "name": 'Cici "C" <b>', "op": "c" * 32}
    answer = invite(site, late, **fields)
    assert answer.status_code == 401
    assert 'value="baru@polres.example"' in answer.text
    assert 'value="Cici &#34;C&#34; &lt;b&gt;"' in answer.text
    form = answer.text.partition('<form method="post" action="/unit/undang">')[2].partition("</form>")[0]
    typed = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form)
    assert [name for name, _ in typed] == ["email", "name", "unit", "role", "role", "op"]
    again: dict[str, list[str]] = {}
    for name, value in typed:
        again.setdefault(name, []).append(html.unescape(value))
    assert secret_in(admin.post("/unit/undang", data=again))
    invited = officer_id(site, "baru@polres.example")
    assert site.read(lambda s: {role for _, role in officers.roles(s, invited)}) == {"operator", "admin"}
    assert site.read(lambda s: officers.by_email(s, "baru@polres.example").name) == 'Cici "C" <b>'


def test_an_invitation_from_another_officers_page_is_shown_and_not_sent(site: Site, admin: httpx2.Client) -> None:
    answer = invite(site, admin, who="999")
    assert answer.status_code == 409
    assert 'value="baru@polres.example" readonly' in answer.text
    assert site.read(lambda s: s.query(Officer).count()) == 1


def test_a_password_never_comes_back(site: Site) -> None:
    for address in ("/unit/undang", "/setelan/sandi"):
        fields = {"name": "Cici", "password": "rahasia sekali", "old": "rahasia sekali", "new": "rahasia sekali"}
        answer = site.client().post(address, data=fields)
        assert (answer.status_code, "rahasia sekali" in answer.text, 'value="Cici"' in answer.text) == (
            401,
            False,
            True,
        )


def test_an_invitation_needs_a_role(site: Site, admin: httpx2.Client) -> None:
    answer = invite(site, admin, role=[])
    assert answer.status_code == 422
    assert "satu peran" in answer.text
    assert site.read(lambda s: s.query(Officer).count()) == 1


def test_the_deactivated_are_out_at_once_and_come_back_with_their_password(site: Site, admin: httpx2.Client) -> None:
    ayu, id_ = site.officer(), officer_id(site, "ayu@polres.example")
    admin.post(f"/unit/petugas/{id_}/nonaktif")
    assert ayu.get("/setelan", follow_redirects=False).status_code == 401
    assert not can_log_in(site, "ayu@polres.example")
    admin.post(f"/unit/petugas/{id_}/aktif")
    assert can_log_in(site, "ayu@polres.example")


def test_a_reset_link_replaces_the_password_and_ends_sessions(site: Site, admin: httpx2.Client) -> None:
    ayu, id_ = site.officer(), officer_id(site, "ayu@polres.example")
    link = secret_in(admin.post(f"/unit/petugas/{id_}/reset")).removeprefix(site.url)
    assert ayu.get("/setelan", follow_redirects=False).status_code == 200  # until the link is used
    site.client().post(link, data={"password": "lima kuda di lapangan"})
    assert ayu.get("/setelan", follow_redirects=False).status_code == 401
    assert not can_log_in(site, "ayu@polres.example")
    assert can_log_in(site, "ayu@polres.example", "lima kuda di lapangan")


def test_a_new_link_takes_the_place_of_the_one_before(site: Site, admin: httpx2.Client) -> None:
    """Which may have gone to the wrong person."""
    site.officer()
    ayu = officer_id(site, "ayu@polres.example")
    first = [secret_in(admin.post(f"/unit/petugas/{ayu}/reset")), secret_in(invite(site, admin))]
    people = (ayu, officer_id(site, "baru@polres.example"))
    second = [secret_in(admin.post(f"/unit/petugas/{id_}/reset")) for id_ in people]
    opened = [site.client().get(link.removeprefix(site.world.base_url)).status_code for link in (*first, *second)]
    assert opened == [404, 404, 200, 200]


def test_no_link_is_made_that_would_let_nobody_in(site: Site, admin: httpx2.Client) -> None:
    site.officer()
    id_ = officer_id(site, "ayu@polres.example")
    assert f"/unit/petugas/{id_}/reset" in admin.get("/unit").text
    admin.post(f"/unit/petugas/{id_}/nonaktif")
    assert f"/unit/petugas/{id_}/reset" not in admin.get("/unit").text
    answer = admin.post(f"/unit/petugas/{id_}/reset")
    assert answer.status_code == 409
    assert "Aktifkan dulu" in answer.text


def test_new_roles_count_from_the_next_click(site: Site, admin: httpx2.Client) -> None:
    ayu, id_ = site.officer(), officer_id(site, "ayu@polres.example")
    admin.post(
        f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": unit_id(site), "role": ["admin"], "ppa": "1"}
    )
    assert ayu.get("/setelan", follow_redirects=False).status_code == 401
    who = site.read(lambda s: access.officer(s, id_))
    assert (bool(who.units), who.is_admin, "ppa" in who.restrictions) == (False, True, True)


def test_a_page_from_the_browsers_memory_changes_what_it_says_now(site: Site, admin: httpx2.Client) -> None:
    """Its op is an old one: the same sent twice is one change, anything else another."""
    site.officer()
    id_ = officer_id(site, "ayu@polres.example")
    path, old = f"/unit/peran/{id_}", {"unit": unit_id(site), "op": "b" * 32, "held": site.rights(id_)}
    for role in (["operator", "admin"], ["operator", "admin"], ["operator"]):
        answer = admin.post(path, data=old | {"role": role}, follow_redirects=False)
        if answer.status_code == 409:  # said first: roles are not what the page showed
            answer = admin.post(path, data=old | {"role": role, "held": site.rights(id_)}, follow_redirects=False)
        assert answer.status_code == 303
        assert site.read(lambda s: {role for _, role in officers.roles(s, id_)}) == set(role)
    told = site.read(lambda s: [a.detail for a in s.query(Audit).filter_by(action="officer.roles", actor="officer:1")])
    assert len(told) == 2
    first, second = (invite(site, admin, email=f"{n}@polres.example", op="c" * 32) for n in ("budi", "cici"))
    assert secret_in(first) != secret_in(second)


def test_nobody_is_left_without_a_role_where_no_list_would_show_them(site: Site, admin: httpx2.Client) -> None:
    site.officer()
    id_ = officer_id(site, "ayu@polres.example")
    answer = admin.post(f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": unit_id(site)})
    assert answer.status_code == 422
    assert site.read(lambda s: [role for _, role in officers.roles(s, id_)]) == ["operator"]


def test_admins_cannot_lock_themselves_out(site: Site, admin: httpx2.Client) -> None:
    id_ = officer_id(site, "chief@polres.example")
    assert f"/unit/petugas/{id_}/nonaktif" not in admin.get("/unit").text
    assert admin.post(f"/unit/petugas/{id_}/nonaktif").status_code == 409
    answer = admin.post(
        f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": unit_id(site), "role": ["operator"]}
    )
    assert answer.status_code == 409
    assert admin.get("/unit").status_code == 200


@pytest.mark.parametrize("action", ["reset", "nonaktif"])
def test_an_admin_of_a_part_has_no_power_over_people_of_the_whole(site: Site, action: str) -> None:
    """Else the admin of one unit could become, by a reset link, the admin of the station."""
    site.officer("chief@polres.example", roles=("admin",))
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    id_ = officer_id(site, "chief@polres.example")
    both = {(int(unit_id(site)), "admin"), (int(unit_id(site, "Polsek Sirih")), "operator")}
    site.write(lambda s: officers.set_roles(s, s.get_one(Officer, id_), both, actor="test"))
    small = site.officer("small@polres.example", roles=("admin",), unit="Polsek Sirih")

    answer = small.post(f"/unit/petugas/{id_}/{action}")
    assert answer.status_code == 409
    assert "/masuk/undangan/" not in answer.text
    assert f"/unit/petugas/{id_}/{action}" not in small.get("/unit").text
    small.post(
        f"/unit/peran/{id_}",
        data={"held": site.rights(id_), "unit": unit_id(site, "Polsek Sirih"), "role": ["operator"], "ppa": "1"},
    )
    chief = site.read(lambda s: s.get_one(Officer, id_))
    assert (chief.active, chief.sees_ppa) == (True, False)


def test_units_and_people_of_others_do_not_exist(site: Site, admin: httpx2.Client) -> None:
    for name in ("Polsek Sirih", "Polsek Lontar"):
        admin.post("/unit/baru", data={"name": name, "parent": unit_id(site)})
    small = site.officer("small@polres.example", roles=("admin",), unit="Polsek Sirih")
    site.officer(unit="Polsek Lontar")
    id_ = officer_id(site, "ayu@polres.example")
    assert "ayu@polres.example" not in small.get("/unit").text
    assert small.post(f"/unit/petugas/{id_}/reset").status_code == 404
    assert invite(site, small, unit=unit_id(site, "Polsek Lontar")).status_code == 404
    assert invite(site, small, unit=unit_id(site, "Polsek Sirih")).status_code == 200


def test_a_double_click_adds_one_unit(site: Site, admin: httpx2.Client) -> None:
    fields = {"name": "Polsek Sirih", "parent": unit_id(site), "op": "b" * 32}
    answers = [admin.post("/unit/baru", data=fields) for _ in range(2)]
    assert [a.status_code for a in answers] == [200, 200]
    assert site.read(lambda s: s.query(Unit).filter(Unit.name == "Polsek Sirih").count()) == 1


@pytest.fixture
def small(site: Site) -> httpx2.Client:
    """The admin of one unit below the station."""
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    return site.officer("small@polres.example", roles=("admin",), unit="Polsek Sirih")


def marks(site: Site, email: str) -> tuple[bool, bool]:
    officer = site.read(lambda s: officers.by_email(s, email))
    return officer.sees_ppa, officer.sees_oversight


def test_a_unit_does_not_open_the_complaints_about_itself(site: Site, small: httpx2.Client) -> None:
    """Marks that an admin does not hold are not theirs to give, to nobody and not to themselves."""
    sirih, both = unit_id(site, "Polsek Sirih"), {"ppa": "1", "oversight": "1"}
    id_ = officer_id(site, "small@polres.example")
    fields = {"held": site.rights(id_), "unit": sirih, "role": ["admin", "operator"], **both}
    invite(site, small, unit=sirih, **both)
    small.post(f"/unit/peran/{id_}", data=fields)
    assert [marks(site, e) for e in ("small@polres.example", "baru@polres.example")] == [(False, False)] * 2
    again = site.client()
    again.post("/masuk/login", data={"email": "small@polres.example", "password": PASSWORD})
    assert 'name="oversight"' not in again.get("/unit").text


def test_an_admin_gives_the_mark_they_hold_and_takes_no_other(site: Site, small: httpx2.Client) -> None:
    sirih = unit_id(site, "Polsek Sirih")
    site.officer(unit="Polsek Sirih", oversight=True)
    chief = site.officer("ppa@polres.example", roles=("admin",), unit="Polsek Sirih", ppa=True)
    id_ = officer_id(site, "ayu@polres.example")
    chief.post(f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": sirih, "role": ["operator"], "ppa": "1"})
    assert marks(site, "ayu@polres.example") == (True, True)
    small.post(f"/unit/peran/{id_}", data={"held": site.rights(id_), "unit": sirih, "role": ["operator"]})
    assert marks(site, "ayu@polres.example") == (True, True)


def test_a_new_password_for_the_marked_is_not_for_an_admin_without_the_mark(site: Site, small: httpx2.Client) -> None:
    site.officer(unit="Polsek Sirih", ppa=True)
    answer = small.post(f"/unit/petugas/{officer_id(site, 'ayu@polres.example')}/reset")
    assert answer.status_code == 409
    assert "laporan sensitif, Anda tidak" in answer.text
    assert not SECRET.search(answer.text)


def test_a_link_dies_when_what_it_would_open_grows(site: Site, small: httpx2.Client, admin: httpx2.Client) -> None:
    """Else the admin of a unit keeps a link of somebody who is made an admin of the station tomorrow."""
    sirih = unit_id(site, "Polsek Sirih")
    site.officer(unit="Polsek Sirih")
    id_ = officer_id(site, "ayu@polres.example")
    links = [secret_in(small.post(f"/unit/petugas/{id_}/reset")), secret_in(invite(site, small, unit=sirih))]
    for email in ("ayu@polres.example", "baru@polres.example"):
        id_ = officer_id(site, email)
        fields = {"held": site.rights(id_), "unit": unit_id(site), "role": ["admin"]}
        assert admin.post(f"/unit/peran/{id_}", data=fields).status_code == 200
    for link in links:
        path = link.removeprefix(site.url)
        assert site.client().post(path, data={"password": "lima kuda di lapangan"}).status_code == 404


@pytest.mark.parametrize("by", ["another link", "its owner"])
def test_a_link_dies_with_the_password_it_was_made_for(site: Site, admin: httpx2.Client, by: str) -> None:
    ayu, id_ = site.officer(), officer_id(site, "ayu@polres.example")
    old, new = (secret_in(admin.post(f"/unit/petugas/{id_}/reset")).removeprefix(site.url) for _ in range(2))
    if by == "its owner":
        ayu.post("/setelan/sandi", data={"old": PASSWORD, "new": "lima kuda di lapangan"})
    else:
        site.client().post(new, data={"password": "lima kuda di lapangan"})
    assert site.client().post(old, data={"password": "enam kuda di lapangan"}).status_code == 404
    assert can_log_in(site, "ayu@polres.example", "lima kuda di lapangan")


@pytest.mark.parametrize("way", ["mark", "role", "deactivated"])
def test_the_last_who_may_open_what_is_sensitive_stays_while_it_is_open(
    site: Site, admin: httpx2.Client, way: str
) -> None:
    site.officer(ppa=True)
    id_, root = officer_id(site, "ayu@polres.example"), unit_id(site)
    path, fields = {
        "mark": (f"/unit/peran/{id_}", {"held": site.rights(id_), "unit": root, "role": ["operator"]}),
        "role": (f"/unit/peran/{id_}", {"held": site.rights(id_), "unit": root, "role": ["admin"], "ppa": "1"}),
        "deactivated": (f"/unit/petugas/{id_}/nonaktif", {}),
    }[way]
    site.write(lambda s: make_report(s, restricted="ppa"))
    answer = admin.post(path, data=fields)
    assert answer.status_code == 409
    assert "Tandai petugas lain" in answer.text
    assert site.read(lambda s: access.officer(s, id_).sees(int(root), "ppa"))
    site.officer("dewi@polres.example", ppa=True)
    assert admin.post(path, data=fields).status_code == 200
    assert not site.read(lambda s: s.get_one(Officer, id_).active and access.officer(s, id_).sees(int(root), "ppa"))


def test_a_sensitive_report_that_nobody_could_open_anyway_holds_nobody_back(site: Site, admin: httpx2.Client) -> None:
    site.officer()
    site.write(lambda s: make_report(s, restricted="oversight"))
    assert admin.post(f"/unit/petugas/{officer_id(site, 'ayu@polres.example')}/nonaktif").status_code == 200


def test_a_unit_that_was_written_wrongly_is_renamed(site: Site, admin: httpx2.Client) -> None:
    admin.post("/unit/baru", data={"name": "Polsek Sirrih", "parent": unit_id(site)})
    unit = unit_id(site, "Polsek Sirrih")
    assert (
        "Polsek Sirih"
        in admin.post("/unit/nama", data={"unit": unit, "was": "Polsek Sirrih", "name": " Polsek Sirih "}).text
    )
    assert unit_id(site, "Polsek Sirih") == unit
    entries = site.read(lambda s: s.query(Audit).filter_by(subject=f"unit:{unit}").order_by(Audit.id).all())
    assert [(entry.actor, entry.action, entry.detail) for entry in entries] == [
        ("officer:1", "unit.added", "Polsek Sirrih"),
        ("officer:1", "unit.renamed", "Polsek Sirrih -> Polsek Sirih"),
    ]


@pytest.mark.parametrize(("name", "why"), [("POLSEK LADA", "sudah ada"), (" ", "Tulis nama unit.")])
def test_a_name_that_is_refused_is_given_back(site: Site, admin: httpx2.Client, name: str, why: str) -> None:
    for polsek in ("Polsek Sirih", "Polsek Lada"):
        admin.post("/unit/baru", data={"name": polsek, "parent": unit_id(site)})
    unit = unit_id(site, "Polsek Sirih")
    answer = admin.post("/unit/nama", data={"unit": unit, "was": "Polsek Sirih", "name": name})
    assert answer.status_code == 422
    assert why in answer.text
    form = re.search(r'<details open>(?:(?!</details>).)*action="/unit/nama"(.*?)</form>', answer.text, re.DOTALL)
    assert form
    assert f'value="{name}"' in form[1]


def test_the_main_unit_is_named_by_the_settings_alone(site: Site, admin: httpx2.Client) -> None:
    assert 'action="/unit/nama"' not in admin.get("/unit").text
    assert admin.post("/unit/nama", data={"unit": unit_id(site), "name": "Polres Lain"}).status_code == 422
