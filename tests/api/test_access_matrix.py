"""Who may do what: every route of the app, every kind of person, every kind of report.

The cells come from the route table, and so does what each of them sends: a whole body, so that a refusal is one for
want of a right and never for want of a field. A route that does not say who may use it fails the build.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.town import LONTAR, SIRIH, Town, build, nothing, routes
from tests.conftest import make_safety_cheap, make_settings
from tests.ground import PASSWORD, open_site

LABELS = {"anyone", "officer", "operator", "admin", "token"}
RIGHTFUL = {"officer": "operator", "operator": "operator", "admin": "admin", "token": "token"}
MORE_IS_WANTED = {  # than the role in a unit
    "/laporan/{code}/hapus-data": "chief", "/masalah/putar-ulang": "station", "/masalah/buang": "station",
}  # fmt: skip
WRONG_ROLE = {"operator": ("admin",), "admin": ("operator",), "token": ("admin-token",)}
THROUGH = {200, 201, 204, 303, 409}  # 409: what stands in the way is the report, not the person
FILES = {"/lampiran/{id_}", "/lampiran/{id_}/asli"}  # for who may open no report there is none
NO_TRACE = {"/unit", "/unit/balasan"}  # there each admin has a page, with what is theirs

Aims = dict[str, dict[str, Any]]


@contextmanager
def a_town(folder: Path, template: Path) -> Iterator[Town]:
    shutil.copy(template, folder / "jembatan.db")
    with open_site(make_settings(folder, f"sqlite:///{folder / 'jembatan.db'}")) as site:
        yield build(site)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Town]:
    with pytest.MonkeyPatch.context() as patch:
        make_safety_cheap(patch)
        with a_town(tmp_path_factory.mktemp("matrix"), sqlite_template) as built:
            yield built


@pytest.fixture(scope="module")
def aims(town: Town) -> Aims:
    own = town.aim(SIRIH)
    return {"own": own, "other": town.aim(LONTAR), "restricted": town.aim(SIRIH, "ppa"), "missing": nothing(own)}


@pytest.fixture
def unchanged(town: Town, aims: Aims) -> Iterator[None]:
    before = town.rows()
    yield
    assert town.rows() == before


def _refused(answer: httpx2.Response) -> bool:
    return answer.status_code in {401, 403, 404} or (
        answer.status_code == 303 and answer.headers["location"].startswith("/masuk?lanjut=")
    )


def test_every_route_says_who_may_use_it_and_can_be_asked(town: Town) -> None:
    assert [cell for cell in routes(town.site) if cell.access not in LABELS] == []
    assert [(cell, cell.missing) for cell in routes(town.site) if cell.access != "anyone" and cell.missing] == []


def test_whoever_has_the_right_gets_through_with_the_very_same_request(tmp_path: Path, sqlite_template: Path) -> None:
    with a_town(tmp_path, sqlite_template) as town:
        cells = [cell for cell in routes(town.site) if cell.access != "anyone"]
        answers = {
            cell: town.ask(MORE_IS_WANTED.get(cell.path, RIGHTFUL[cell.access]), cell, town.aim(SIRIH))
            for cell in cells
        }
    stopped = [(cell, a.status_code) for cell, a in answers.items() if _refused(a) or a.status_code not in THROUGH]
    assert stopped == []


@pytest.mark.usefixtures("unchanged")
def test_nobody_gets_into_what_is_not_for_everybody(town: Town, aims: Aims) -> None:
    cells = [c for c in routes(town.site) if c.access != "anyone"]
    violations = [
        (kind, c)
        for c in cells
        for kind in ("nobody", "disabled", "revoked-token")
        if not _refused(town.ask(kind, c, aims["own"]))
    ]
    assert len(cells) > 20
    assert violations == []


@pytest.mark.usefixtures("unchanged")
def test_programs_get_no_pages_and_officers_no_api(town: Town, aims: Aims) -> None:
    violations = []
    for cell in routes(town.site):
        kinds = {"token": ("operator", "admin"), "anyone": ()}.get(cell.access, ("token", "admin-token"))
        violations += [(k, cell) for k in kinds if not _refused(town.ask(k, cell, aims["own"]))]
    assert violations == []


@pytest.mark.usefixtures("unchanged")
def test_the_wrong_role_is_told_so_everywhere(town: Town, aims: Aims) -> None:
    asked = [(kind, cell) for cell in routes(town.site) for kind in WRONG_ROLE.get(cell.access, ())]
    answers = {(kind, cell): town.ask(kind, cell, aims["own"]).status_code for kind, cell in asked}
    assert len(answers) > 30
    wrong = {one: status for one, status in answers.items() if status != 403}
    assert {cell.path for _, cell in wrong} <= FILES
    assert set(wrong.values()) <= {404}


@pytest.mark.usefixtures("unchanged")
def test_an_admin_of_another_unit_gets_at_nothing_of_this_one(town: Town, aims: Aims) -> None:
    cells = [cell for cell in routes(town.site) if cell.access == "admin"]
    answers = {cell: town.ask("strange-admin", cell, aims["own"]) for cell in cells}
    pages = {cell: a for cell, a in answers.items() if cell.method == "GET" and cell.path in NO_TRACE}
    assert [cell for cell, a in pages.items() if a.status_code != 200 or SIRIH in a.text] == []
    writing = {cell: a.status_code for cell, a in answers.items() if cell not in pages}
    assert len(writing) > 10
    assert {cell: status for cell, status in writing.items() if status not in {403, 404}} == {}


@pytest.mark.usefixtures("unchanged")
def test_reports_of_others_are_as_if_they_did_not_exist(town: Town, aims: Aims) -> None:
    """Another unit, a restriction, or no such report: the same answer to the letter, for every method."""
    violations, cells = [], 0
    for cell in [c for c in routes(town.site) if c.concerns_a_report and c.access != "anyone"]:
        for kind in ("token", "admin-token") if cell.access == "token" else ("operator", "admin", "chief"):
            missing = town.ask(kind, cell, aims["missing"])
            for report in ("other", "restricted"):
                cells += 1
                answer = town.ask(kind, cell, aims[report])
                same = answer.status_code == missing.status_code and len(answer.content) == len(missing.content)
                if not same or answer.status_code not in {403, 404}:
                    violations.append((kind, report, cell, answer.status_code))
    assert cells >= 100
    assert violations == []


def test_the_own_report_is_open_and_a_stranger_sees_none(town: Town, aims: Aims) -> None:
    own, restricted = aims["own"]["code"], aims["restricted"]["code"]
    for kind, path, status in (
        ("operator", f"/laporan/{own}", 200), ("stranger", f"/laporan/{own}", 404),
        ("ppa", f"/laporan/{restricted}", 200), ("token", f"/api/v1/reports/{own}", 200),
        ("strange-token", f"/api/v1/reports/{own}", 404), ("admin-token", f"/api/v1/reports/{own}", 403),
    ):  # fmt: skip
        assert town.people[kind].get(path).status_code == status, (kind, path)


def test_lists_show_only_what_is_theirs(town: Town, aims: Aims) -> None:
    for kind, sees in (("operator", {"own"}), ("stranger", {"other"}), ("ppa", {"own", "restricted"})):
        page = town.people[kind].get("/masuk?tampilan=semua").text
        assert {name for name in ("own", "other", "restricted") if aims[name]["code"] in page} == sees, kind
    listed = town.people["token"].get("/api/v1/reports").json()["reports"]
    assert [r["code"] for r in listed] == [aims["own"]["code"]]


def test_a_deactivated_officer_cannot_log_in(town: Town) -> None:
    answer = town.site.client().post("/masuk/login", data={"email": "disabled@x.example", "password": PASSWORD})
    assert answer.status_code in {401, 403, 422}
