"""Who may do what: every route of the app, every kind of person, every kind of report.

The cells come from the route table. A route that does not say who may use it fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from fastapi.routing import iter_route_contexts

from core import api_tokens, clock, codes, db, officers, reports, units
from core.models import Report
from tests.ground import PASSWORD, Site

LABELS = {"anyone", "officer", "operator", "admin", "token"}
OFFICERS = ("operator", "admin", "stranger", "disabled", "ppa")
PROGRAMS = ("token", "strange-token", "admin-token", "revoked-token")
REPORTS = ("own", "other", "restricted", "missing")


@dataclass(frozen=True)
class Cell:
    method: str
    path: str
    access: str


def routes(app) -> list[Cell]:
    cells = []
    for context in iter_route_contexts(app.routes):
        extra = getattr(context.route, "openapi_extra", None) or {}
        for method in sorted((context.methods or set()) - {"HEAD"}):
            cells.append(Cell(method, context.path, extra.get("access", "")))
    return cells


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("matrix")


@pytest.fixture(scope="module")
def town(folder, sqlite_template) -> Iterator[tuple[Site, dict[str, httpx2.Client], dict[str, str]]]:
    """Two units under the station, officers and programs of every kind, and reports of every kind."""
    import shutil

    from tests.conftest import make_settings
    from tests.ground import open_site

    shutil.copy(sqlite_template, folder / "jembatan.db")
    with open_site(make_settings(folder, f"sqlite:///{folder / 'jembatan.db'}")) as site:
        site.write(_units)
        people = {"nobody": site.client()}
        for kind in OFFICERS:
            unit = "Polsek Lontar" if kind == "stranger" else "Polsek Sirih"
            role = "admin" if kind == "admin" else "operator"
            people[kind] = site.officer(f"{kind}@x.example", name=kind, roles=(role,), unit=unit, ppa=kind == "ppa")
        site.write(lambda s: officers.deactivate(s, officers.by_email(s, "disabled@x.example"), actor="test"))
        tokens = site.write(_tokens)
        for kind, token in tokens.items():
            people[kind] = site.client(headers={"Authorization": f"Bearer {token}"})
        yield site, people, site.write(_reports) | {"missing": codes.new_code()}


def _units(session: db.Session) -> None:
    root = units.root(session)
    for name in ("Polsek Sirih", "Polsek Lontar"):
        units.add(session, root, name=name)


def _tokens(session: db.Session) -> dict[str, str]:
    def make(name: str, role: str, unit: str) -> str:
        return api_tokens.create(session, name=name, role=role, unit=units.named(session, unit), actor="test")

    made = {
        "token": make("t", "operator", "Polsek Sirih"), "strange-token": make("s", "operator", "Polsek Lontar"),
        "admin-token": make("a", "admin", "Polsek Sirih"), "revoked-token": make("r", "operator", "Polsek Sirih"),
    }  # fmt: skip
    found = api_tokens.id_of(session, made["revoked-token"])
    api_tokens.revoke(session, found, units=frozenset({units.named(session, "Polsek Sirih").id}), actor="test")
    return made


def _reports(session: db.Session) -> dict[str, str]:
    rows = {}
    for kind, unit, restricted in (
        ("own", "Polsek Sirih", ""), ("other", "Polsek Lontar", ""), ("restricted", "Polsek Sirih", "ppa")
    ):  # fmt: skip
        rows[kind] = {
            "code": codes.new_code(), "pin_hash": b"p" * 32, "contact_id": None, "account": "webchat",
            "unit_id": units.named(session, unit).id, "category": "theft", "priority": 3, "status": "received",
            "complete": True, "identity": "anonymous", "language": "id", "filed_at": clock.now(),
            "summary": f"isi {kind}", "restricted": restricted,
        }  # fmt: skip
    reports.file_many(session, list(rows.values()))
    return {kind: row["code"] for kind, row in rows.items()}


def _fill(path: str, code: str) -> str:
    path = path.replace("{code}", code)
    while "{" in path:
        start, end = path.index("{"), path.index("}")
        path = path[:start] + ("1" if "id" in path[start:end] else "x" * 43) + path[end + 1 :]
    return path


def _ask(person: httpx2.Client, cell: Cell, code: str) -> httpx2.Response:
    path = _fill(cell.path, code)
    if cell.path == "/masuk/langsung":  # an endless stream when it is granted: only its head is wanted
        with person.stream(cell.method, path, follow_redirects=False) as answer:
            return answer
    body: dict[str, Any] = {"json": {}} if path.startswith("/api/") and cell.method == "POST" else {}
    return person.request(cell.method, path, follow_redirects=False, **body)


def _refused(answer: httpx2.Response) -> bool:
    return answer.status_code in {401, 403, 404} or (
        answer.status_code == 303 and answer.headers["location"].startswith("/masuk?")
    )


def test_every_route_says_who_may_use_it(town) -> None:
    site, _, _ = town
    app = site.app
    assert [cell for cell in routes(app) if cell.access not in LABELS] == []


def test_nobody_gets_into_what_is_not_for_everybody(town) -> None:
    site, people, found = town
    cells = [c for c in routes(site.app) if c.access != "anyone"]
    violations = [
        (kind, c)
        for c in cells
        for kind in ("nobody", "disabled", "revoked-token")
        if not _refused(_ask(people[kind], c, found["own"]))
    ]
    assert len(cells) > 20
    assert violations == []


def test_programs_get_no_pages_and_officers_no_api(town) -> None:
    site, people, found = town
    violations = []
    for cell in routes(site.app):
        kinds = {"token": ("operator", "admin"), "anyone": ()}.get(cell.access, ("token", "admin-token"))
        violations += [(k, cell) for k in kinds if not _refused(_ask(people[k], cell, found["own"]))]
    assert violations == []


def test_reports_of_others_are_as_if_they_did_not_exist(town) -> None:
    """Another unit, a restriction, or no such report: the same answer to the letter, for every method."""
    site, people, found = town
    violations, cells = [], 0
    for cell in routes(site.app):
        if "{code}" not in cell.path or cell.access == "anyone":
            continue
        askers = ("token", "admin-token") if cell.access == "token" else ("operator", "admin")
        for kind in askers:
            missing = _ask(people[kind], cell, found["missing"])
            for report in ("other", "restricted"):
                cells += 1
                answer = _ask(people[kind], cell, found[report])
                same = answer.status_code == missing.status_code and len(answer.content) == len(missing.content)
                if not same or answer.status_code not in {403, 404, 422}:
                    violations.append((kind, report, cell, answer.status_code))
    assert cells >= 40
    assert violations == []


def test_the_own_report_is_open_and_a_stranger_sees_none(town) -> None:
    _, people, found = town
    assert people["operator"].get(f"/laporan/{found['own']}").status_code == 200
    assert people["stranger"].get(f"/laporan/{found['own']}").status_code == 404
    assert people["ppa"].get(f"/laporan/{found['restricted']}").status_code == 200
    assert people["token"].get(f"/api/v1/reports/{found['own']}").status_code == 200
    assert people["strange-token"].get(f"/api/v1/reports/{found['own']}").status_code == 404
    assert people["admin-token"].get(f"/api/v1/reports/{found['own']}").status_code == 403


def test_lists_show_only_what_is_theirs(town) -> None:
    _, people, found = town
    for kind, sees in (("operator", {"own"}), ("stranger", {"other"}), ("ppa", {"own", "restricted"})):
        page = people[kind].get("/masuk?tampilan=semua").text
        assert {name for name in ("own", "other", "restricted") if found[name] in page} == sees, kind
    listed = people["token"].get("/api/v1/reports").json()["reports"]
    assert [r["code"] for r in listed] == [found["own"]]


def test_nothing_was_changed_by_all_these_refusals(town) -> None:
    site, _, found = town
    other = site.read(lambda s: s.query(Report).filter(Report.code == found["other"]).one())
    assert (other.status, other.taken_by, other.version) == ("received", "", 1)


def test_a_deactivated_officer_cannot_log_in(town) -> None:
    site, _, _ = town
    answer = site.client().post("/masuk/login", data={"email": "disabled@x.example", "password": PASSWORD})
    assert answer.status_code in {401, 403, 422}
