"""Two units under the station, people and programs of every kind, and what each route of theirs can be aimed at."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, get_args

import httpx2
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel

from core import api_tokens, canned, clock, codes, db, media, officers, outbox, units
from core.ids import new_id
from core.models import ApiToken, Attachment, CannedReply, Inbound, Message, Outbox, Unit
from tests.api.test_attachments import FILM
from tests.factories import make_report
from tests.ground import PASSWORD, Site

SIRIH, LONTAR = "Polsek Sirih", "Polsek Lontar"
OFFICERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "operator": (SIRIH, ("operator",)), "admin": (SIRIH, ("admin",)), "chief": (SIRIH, ("operator", "admin")),
    "ppa": (SIRIH, ("operator",)), "disabled": (SIRIH, ("operator", "admin")), "stranger": (LONTAR, ("operator",)),
    "strange-admin": (LONTAR, ("operator", "admin")), "station": ("", ("operator", "admin")),
}  # fmt: skip
PROGRAMS = {
    "token": (SIRIH, "operator"), "admin-token": (SIRIH, "admin"), "revoked-token": (SIRIH, "operator"),
    "strange-token": (LONTAR, "operator"),
}  # fmt: skip
# What a form may ask for, besides the ids of what it is aimed at. What is not here is left out, where it may be.
WORDS: dict[str, Any] = {
    "text": "halo", "title": "Salam", "status": "handling", "priority": 2, "category": "fraud", "doing": "reading",
    "kind": "note", "language": "id", "role": "operator", "version": 1, "password": PASSWORD,
    "old": PASSWORD, "new": "sepeda merah tua 42",
}  # fmt: skip
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Cell:
    method: str
    path: str
    access: str
    fields: tuple[str, ...] = ()  # that are sent
    missing: tuple[str, ...] = ()  # that are wanted, and WORDS has nothing for them
    is_json: bool = False

    @property
    def concerns_a_report(self) -> bool:
        return "{code}" in self.path or "{id_}" in self.path or "message" in self.fields

    def __repr__(self) -> str:
        return f"{self.method} {self.path}"


def routes(site: Site) -> list[Cell]:
    cells = []
    for context in iter_route_contexts(site.app.routes):
        extra = getattr(context.route, "openapi_extra", None) or {}
        wanted, is_json = _fields(getattr(context.route, "dependant", None))
        sent = tuple(name for name in wanted if name in WORDS or name in _AIMS)
        missing = tuple(name for name, needed in wanted.items() if needed and name not in sent)
        for method in sorted((context.methods or set()) - {"HEAD"}):
            cells.append(Cell(method, context.path, extra.get("access", ""), sent, missing, is_json))
    return cells


def _fields(dependant: Any) -> tuple[dict[str, bool], bool]:
    """(The fields of the route's body, each with whether it must be there; whether the body is JSON.)"""
    found: dict[str, bool] = {}
    for field in getattr(dependant, "body_params", ()):
        kinds = get_args(field.field_info.annotation) or (field.field_info.annotation,)
        if models := [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]:
            return {name: one.is_required() for name, one in models[0].model_fields.items()}, True
        found[field.alias] = field.field_info.is_required()
    return found, False


@dataclass
class Town:
    site: Site
    units: dict[str, int]
    people: dict[str, httpx2.Client]

    def aim(self, unit: str, restricted: str = "") -> dict[str, Any]:
        """A report of that unit with a file and a message that did not arrive, and whatever else a unit has."""
        made: dict[str, Any] = self.site.write(lambda s: _aim(s, s.get_one(Unit, self.units[unit]), restricted))
        stored = media.store(self.site.world.vault, self.site.world.house.files, made["id_"], FILM)
        self.site.write(lambda s: media.record(s, made["id_"], stored, state="stored"))
        return made

    def ask(self, person: str, cell: Cell, aim: dict[str, Any]) -> httpx2.Response:
        path, browser = cell.path.format(**aim, action="nonaktif"), self.people[person]
        if cell.path == "/masuk/langsung":  # an endless stream when it is granted: only its head is wanted
            with browser.stream(cell.method, path, follow_redirects=False) as answer:
                return answer
        body = {name: aim.get(name, WORDS.get(name)) for name in cell.fields}
        more = {"json" if cell.is_json else "data": body} if cell.method == "POST" else {}
        return browser.request(cell.method, path, follow_redirects=False, **more)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that an officer or a program could have changed."""
        tables = [table for table in db.Base.metadata.sorted_tables if table.name not in _MOVE]
        return self.site.read(
            lambda s: {t.name: [tuple(r) for r in s.execute(t.select().order_by(*t.primary_key))] for t in tables}
        )


# They keep what was tried, and who is there.
_MOVE = {"audit", "throttles", "sessions", "jobs", "senders", "places"}
_AIMS = {"held", "was", "unit", "parent", "email", "name", "message", "row", "event"}


def build(site: Site) -> Town:
    made = site.write(lambda s: {name: units.add(s, units.root(s), name=name).id for name in (SIRIH, LONTAR)})
    people = {"nobody": site.client()}
    for kind, (unit, roles) in OFFICERS.items():
        people[kind] = site.officer(f"{kind}@x.example", name=kind, roles=roles, unit=unit, ppa=kind == "ppa")
    site.write(lambda s: officers.deactivate(s, officers.by_email(s, "disabled@x.example"), actor="test"))
    for kind, token in site.write(_tokens).items():
        people[kind] = site.client(headers={"Authorization": f"Bearer {token}"})
    return Town(site, made, people)


def _tokens(session: db.Session) -> dict[str, str]:
    made = {
        kind: api_tokens.create(session, name=kind, role=role, unit=units.named(session, unit), actor="test")
        for kind, (unit, role) in PROGRAMS.items()
    }
    found = api_tokens.id_of(session, made["revoked-token"])
    assert found is not None
    api_tokens.revoke(session, found, units=frozenset({units.named(session, SIRIH).id}), actor="test")
    return made


def nothing(aim: dict[str, Any]) -> dict[str, Any]:
    """Of that unit, and not there."""
    ids = {"code": codes.new_code(), "message": new_id(), "id_": new_id()}
    return aim | ids | dict.fromkeys(("officer_id", "token_id", "row", "event"), 999_999)


def _aim(session: db.Session, unit: Unit, restricted: str) -> dict[str, Any]:
    number, now = next(_numbers), clock.now()
    report = make_report(session, unit_id=unit.id, restricted=restricted)
    message, file = new_id(), new_id()
    session.add(Message(id=message, report_id=report.id, author="officer", kind="text", text="Kami ke sana.", at=now))
    email = f"petugas{number}@x.example"
    officer = officers.add(
        session, email=email, name="Petugas", password=PASSWORD, unit=unit, roles=["operator"], actor="test"
    )
    canned.put(session, unit, language="id", category="", title="Halo", text="Halo.", actor="test")
    api_tokens.create(session, name="program", role="operator", unit=unit, actor="test")
    event = Inbound(account="telegram:1", event_id=f"{number}", at=now, outcome="quarantined", raw=b"x")
    session.add_all([event, _stuck(message, report.id)])
    session.flush()
    session.add(
        Attachment(id=file, message_id=message, account="webchat", kind="photo", mime="", state="waiting", at=now)
    )
    return {
        "held": officers.rights(officer, officers.roles(session, officer.id)), "was": unit.name,
        "code": report.code, "message": message, "id_": file, "unit": unit.id, "parent": unit.id,
        "officer_id": officer.id, "email": f"baru{number}@x.example", "name": f"Pos {number}", "event": event.id,
        "row": session.query(CannedReply.id).order_by(CannedReply.id.desc()).limit(1).scalar(),
        "token_id": session.query(ApiToken.id).order_by(ApiToken.id.desc()).limit(1).scalar(),
    }  # fmt: skip


def _stuck(message: str, report_id: int) -> Outbox:
    now = clock.now()
    return Outbox(
        id=message, report_id=report_id, account="webchat", address=b"x", lane=outbox.TALK, payload="{}",
        state="failed", trouble="blocked: Forbidden", rank=0, due_at=now, created_at=now, changed_at=now,
    )  # fmt: skip
