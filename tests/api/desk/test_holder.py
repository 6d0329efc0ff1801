"""Nobody holds a report that they may not open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
import time_machine

from core import api_tokens, officers, units
from core.models import Audit, Report
from tests.api.desk.test_undo import offered
from tests.api.test_live import two_units
from tests.factories import make_report
from tests.flows.test_restricted_alarm import invited
from tests.ground import Site

PROBLEM = "Petugas itu tidak bisa membuka laporan ini di unit itu. Pilih petugas lain."


def stored(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


def id_of(site: Site, email: str) -> int:
    return site.read(lambda s: officers.by_email(s, email).id)


def assign(browser: httpx2.Client, site: Site, *, officer: int, unit: int) -> httpx2.Response:
    fields = {"officer": str(officer), "unit": str(unit), "version": str(stored(site).version)}
    return browser.post(f"/laporan/{stored(site).code}/tugaskan", data=fields)


def test_what_was_handed_over_is_unread_until_its_new_holder_has_opened_it(site: Site) -> None:
    ayu, budi = site.officer(), site.officer("budi@polres.example", name="Budi")
    code, root = site.write(lambda s: make_report(s).code), site.read(lambda s: units.root(s).id)
    ayu.get(f"/laporan/{code}")
    ayu.post(f"/laporan/{code}/ambil")
    assert not stored(site).unread
    assert assign(ayu, site, officer=id_of(site, "budi@polres.example"), unit=root).status_code == 200
    assert stored(site).unread
    ayu.get(f"/laporan/{code}")
    assert f"{code}, belum dibaca" in budi.get("/masuk?tampilan=saya").text
    budi.get(f"/laporan/{code}")
    assert f"{code}, belum dibaca" not in budi.get("/masuk?tampilan=saya").text
    assign(budi, site, officer=id_of(site, "budi@polres.example"), unit=root)  # to oneself
    assert not stored(site).unread


@pytest.mark.parametrize("holder", ["plain", "marked", "program"])
def test_a_report_that_is_restricted_is_held_by_whoever_may_open_it_or_by_nobody(
    site_on_both: Site, holder: str
) -> None:
    site, dewi = site_on_both, site_on_both.officer("dewi@polres.example", name="Dewi", ppa=True)
    code = site.write(lambda s: make_report(s).code)
    if holder == "program":
        token = site.write(
            lambda s: api_tokens.create(s, name="papan", role="operator", unit=units.root(s), actor="test")
        )
        program = site.client(headers={"Authorization": f"Bearer {token}"})
        assert program.post(f"/api/v1/reports/{code}/take").status_code == 200
    else:
        site.officer("bram@polres.example", name="Bram", ppa=holder == "marked").post(f"/laporan/{code}/ambil")
    held = stored(site).taken_by
    assert held
    fields = {"category": "sexual_or_child", "version": str(stored(site).version)}
    page = dewi.post(f"/laporan/{code}/kategori", data=fields).text
    assert offered(page) is None
    report, stays = stored(site), holder == "marked"
    assert (report.restricted, report.taken_by) == ("ppa", held if stays else "")
    assert (report.officer_id is None, report.taken_at is None) == (not stays, not stays)
    assert (code in dewi.get("/masuk?tampilan=baru").text, "Ditugaskan ke Polres" in page) == (not stays, not stays)
    assert site.read(lambda s: s.query(Audit).filter_by(action="report.assigned").count()) == int(not stays)


def test_it_is_assigned_only_to_who_may_open_it_and_nobody_else_is_offered(site_on_both: Site) -> None:
    site = site_on_both
    sirih, lontar = two_units(site)
    dewi = site.officer("dewi@polres.example", name="Dewi", ppa=True)
    for email, unit, marked in (
        ("plain", "", False),
        ("sirih", "Polsek Sirih", True),
        ("lontar", "Polsek Lontar", True),
    ):
        site.officer(f"{email}@polres.example", name=email, unit=unit, ppa=marked)
    site.officer("admin@polres.example", name="admin", roles=("admin",), ppa=True)
    site.write(lambda s: invited(s, ppa=True))
    code = site.write(lambda s: make_report(s, restricted="ppa", unit_id=sirih).code)
    select = re.search(r'<select name="officer">.*?</select>', dewi.get(f"/laporan/{code}").text, re.DOTALL)
    assert re.findall(r'<option value="\d+">([^<]+)', select[0]) == ["Dewi", "sirih"]
    for name in ("plain", "lontar", "admin", "citra"):  # Citra is invited, and cannot log in yet
        refused = assign(dewi, site, officer=id_of(site, f"{name}@polres.example"), unit=sirih)
        assert (refused.status_code, PROBLEM in refused.text) == (422, True), name
    assert assign(dewi, site, officer=999, unit=sirih).status_code == 422
    assert (stored(site).taken_by, stored(site).version) == ("", 1)
    there = id_of(site, "lontar@polres.example")
    assert assign(dewi, site, officer=there, unit=lontar).status_code == 200
    assert stored(site).officer_id == there


@pytest.mark.parametrize(
    ("hours", "language", "said"),
    [
        (0, "id", "Sudah diambil Citra M. pukul 23.30."),
        (0, "en", "Already taken by Citra M. at 23:30."),
        (1, "id", "Sudah diambil Citra M. pukul 23.30, Rabu 11 Maret."),
        (1, "en", "Already taken by Citra M. at 23:30, Wednesday 11 March."),
    ],
)
def test_who_took_it_on_another_day_took_it_on_that_day(site: Site, hours: int, language: str, said: str) -> None:
    """In the station's zone: in UTC it is the eleventh all the time."""
    with time_machine.travel(datetime(2026, 3, 11, 16, 30, tzinfo=UTC), tick=True) as clock:
        ayu, citra = site.officer(), site.officer("citra@polres.example", name="Citra M.")
        ayu.post("/setelan/bahasa", data={"language": language})
        code = site.write(lambda s: make_report(s).code)
        citra.post(f"/laporan/{code}/ambil")
        clock.shift(timedelta(hours=hours))
        assert said in ayu.post(f"/laporan/{code}/ambil").text


def loses(site: Site, admin: httpx2.Client, way: str) -> httpx2.Response:
    """Bram, an operator of the station who is marked, may do less from here on."""
    bram, root = id_of(site, "bram@polres.example"), site.read(lambda s: units.root(s).id)
    polsek = next((u.id for u in site.read(units.everything) if u.id != root), 0)
    if way == "unit":  # moved to a Polsek: the station's own reports are not its
        admin.post(
            f"/unit/peran/{bram}", data={"held": site.rights(bram), "unit": polsek, "role": ["operator"], "ppa": "1"}
        )
    path, fields = {
        "mark": (f"/unit/peran/{bram}", {"held": site.rights(bram), "unit": root, "role": ["operator"]}),
        "role": (f"/unit/peran/{bram}", {"held": site.rights(bram), "unit": root, "role": ["admin"], "ppa": "1"}),
        "unit": (f"/unit/peran/{bram}", {"held": site.rights(bram), "unit": root, "role": [], "ppa": "1"}),
        "left": (f"/unit/petugas/{bram}/nonaktif", {}),
    }[way]
    return admin.post(path, data=fields)


@pytest.mark.parametrize("way", ["mark", "role", "unit", "left"])
def test_what_an_officer_may_not_open_any_more_waits_for_those_who_may(site_on_both: Site, way: str) -> None:
    site = site_on_both
    two_units(site)
    admin = site.officer("chief@polres.example", name="Kepala", roles=("admin",), ppa=True)
    dewi = site.officer("dewi@polres.example", name="Dewi", ppa=True)
    bram = site.officer("bram@polres.example", name="Bram", ppa=True)
    code = site.write(lambda s: make_report(s, restricted="ppa", priority=1).code)
    bram.post(f"/laporan/{code}/ambil")
    before = stored(site)
    assert code not in dewi.get("/masuk?tampilan=baru").text
    assert loses(site, admin, way).status_code == 200
    report = stored(site)
    assert (report.taken_by, report.officer_id, report.taken_at) == ("", None, None)
    assert report.version > before.version
    assert code in dewi.get("/masuk?tampilan=baru").text
    assert "Ditugaskan ke Polres" in dewi.get(f"/laporan/{code}").text
    assert site.read(lambda s: s.query(Audit).filter_by(action="report.assigned").count()) == 1
    assert dewi.post(f"/laporan/{code}/ambil").status_code == 200


def test_what_they_may_still_open_stays_theirs(site_on_both: Site) -> None:
    site = site_on_both
    admin = site.officer("chief@polres.example", name="Kepala", roles=("admin",), ppa=True)
    bram = site.officer("bram@polres.example", name="Bram", ppa=True)
    code = site.write(lambda s: make_report(s, priority=1).code)
    bram.post(f"/laporan/{code}/ambil")
    before = stored(site)
    assert loses(site, admin, "mark").status_code == 200
    assert (stored(site).officer_id, stored(site).version) == (before.officer_id, before.version)


def test_who_closed_a_report_and_left_holds_it_no_more_once_it_is_open_again(site_on_both: Site) -> None:
    """Until then it says whose work it was."""
    site = site_on_both
    admin = site.officer("chief@polres.example", name="Kepala", roles=("admin",), ppa=True)
    dewi, bram = site.officer("dewi@polres.example"), site.officer("bram@polres.example", name="Bram", ppa=True)
    code = site.write(lambda s: make_report(s).code)
    bram.post(f"/laporan/{code}/ambil")
    close = {"status": "finished", "result": "solved", "reason": "Sudah selesai."}
    bram.post(f"/laporan/{code}/status", data=close | {"version": str(stored(site).version)})
    loses(site, admin, "left")
    assert (stored(site).status, stored(site).officer_id) == ("finished", id_of(site, "bram@polres.example"))
    again = {"status": "handling", "version": str(stored(site).version)}
    assert dewi.post(f"/laporan/{code}/status", data=again).status_code == 200
    assert (stored(site).status, stored(site).taken_by) == ("handling", "")


def test_what_a_program_held_waits_once_its_token_is_revoked(site_on_both: Site) -> None:
    site, admin = site_on_both, site_on_both.officer("chief@polres.example", name="Kepala", roles=("admin",))
    token = site.write(lambda s: api_tokens.create(s, name="papan", role="operator", unit=units.root(s), actor="test"))
    code = site.write(lambda s: make_report(s).code)
    program = site.client(headers={"Authorization": f"Bearer {token}"})
    assert program.post(f"/api/v1/reports/{code}/take").status_code == 200
    assert admin.post("/unit/token/1/cabut").status_code == 200
    assert stored(site).taken_by == ""
