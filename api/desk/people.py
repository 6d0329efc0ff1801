"""/unit: who may do what in which unit. For admins of that unit and of the ones above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn
from api.desk.forms import Op, Visit, once, own_unit
from api.desk.inbox import menu_context
from api.errors import refused, sentence
from api.pages import render
from api.world import world
from core import access, api_tokens, db, officers, terms, units
from core.access import Who
from core.errors import Conflict, DomainError, Invalid, NotFound
from core.models import Officer, Unit
from core.text import clean

router = APIRouter(prefix="/unit", dependencies=[Visit])
ADMIN = {"access": "admin"}
Id = Annotated[int, Form(ge=1, le=2**31 - 1)]
Name = Annotated[str, Form(max_length=254)]
Roles = Annotated[list[str], Form(default_factory=list)]
Rights = Annotated[str, Form(max_length=8000)]
Mark = Annotated[str, Form(max_length=2)]
MARKS = frozenset({"ppa", "oversight"})
SHOWN_ONCE = "Permintaan ini sudah dijalankan. Tautan dan token hanya tampil sekali; buat yang baru bila belum disalin."
ELSEWHERE = "Petugas ini juga bertugas di unit yang bukan wewenang Anda. Minta admin unit di atasnya."
NO_ROLE = "Pilih paling sedikit satu peran. Petugas yang pergi dinonaktifkan, bukan dikosongkan."
MARKED = "Petugas ini boleh membuka laporan sensitif, Anda tidak. Minta admin unit di atasnya."
NOTHING = {  # what the forms hold at first
    "invite": {"email": "", "name": "", "unit": 0, "role": ["operator"], "ppa": "", "oversight": ""},
    "unit": {"name": "", "parent": 0}, "renamed": {"name": "", "unit": 0}, "roles": {"officer": 0},
    "token": {"name": "", "unit": 0, "role": ["operator"]},
}  # fmt: skip
HOST = r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?"
THIS_MACHINE = r"https?://(127\.[0-9.]+|localhost|\[::1\])[:/]"
ONESELF = "Hak admin Anda sendiri hanya bisa dicabut oleh admin lain."


@router.get("", openapi_extra=ADMIN)
def show(request: Request, who: SignedIn) -> Response:
    access.require_admin(who)
    return _page(request, who)


@router.post("/undang", openapi_extra=ADMIN)
async def invite(
    request: Request, who: SignedIn, email: Name, name: Name, unit: Id, role: Roles, ppa: Mark = "",
    oversight: Mark = "", op: Op = "",
) -> Response:  # fmt: skip
    typed = {"email": email, "name": name, "unit": unit, "role": role, "ppa": ppa, "oversight": oversight}

    def work(session: db.Session, now: Who) -> str:
        if not role:
            raise Invalid(NO_ROLE, field="role")
        may = _marks_to_give(now)
        return officers.invite(
            session, email=email, name=name, unit=own_unit(session, now, unit), roles=role, actor=now.actor,
            ppa=bool(ppa) and "ppa" in may, oversight=bool(oversight) and "oversight" in may,
        )  # fmt: skip

    return await _do(request, who, op, work, link=True, kept={"invite": typed})


@router.post("/petugas/{officer_id}/{action}", openapi_extra=ADMIN)
async def act(request: Request, who: SignedIn, officer_id: int, action: str, op: Op = "") -> Response:
    """`action` is nonaktif, aktif, or reset, which shows a new one-time link."""

    def work(session: db.Session, now: Who) -> str | None:
        officer = _officer(session, now, officer_id)
        if not _is_whole(session, now, officer):
            raise Conflict(ELSEWHERE)
        match action:
            case "nonaktif":
                if officer.id == now.officer_id:
                    raise Conflict(ONESELF)
                officers.deactivate(session, officer, actor=now.actor)
            case "aktif":
                officers.activate(session, officer, actor=now.actor)
            case "reset":
                if _marks_of(officer) - _marks_to_give(now):
                    raise Conflict(MARKED)
                return officers.reset_link(session, officer, actor=now.actor)
            case _:
                raise NotFound
        return None

    return await _do(request, who, op, work, link=action == "reset")


@router.post("/peran/{officer_id}", openapi_extra=ADMIN)
async def roles(
    request: Request, who: SignedIn, officer_id: int, unit: Id, role: Roles,
    ppa: Mark = "", oversight: Mark = "", held: Rights = "", op: Op = "",
) -> Response:  # fmt: skip
    """Replaces the officer's roles in this unit; roles in other units stay. `held`: what the form showed.

    The marks for restricted reports count in every unit of the officer, so only an admin of all of these sets them."""

    def work(session: db.Session, now: Who) -> None:
        officer, where = _officer(session, now, officer_id), own_unit(session, now, unit)
        officers.same_rights(session, officer, held)
        has = {(u.id, r) for u, r in officers.roles(session, officer.id)}
        wanted = {(u, r) for u, r in has if u != where.id} | {(where.id, r) for r in role}
        if officer.id == now.officer_id and (where.id, "admin") in has - wanted:
            raise Conflict(ONESELF)
        if not wanted:
            raise Invalid(NO_ROLE, field="role")
        if _is_whole(session, now, officer):
            asked, may = {m for m, on in (("ppa", ppa), ("oversight", oversight)) if on}, _marks_to_give(now)
            marks = asked & may | _marks_of(officer) - may
            officers.set_marks(session, officer, ppa="ppa" in marks, oversight="oversight" in marks, actor=now.actor)
        officers.set_roles(session, officer, wanted, actor=now.actor)

    typed = {"officer": officer_id, "unit": unit, "role": role, "ppa": ppa, "oversight": oversight}
    return await _do(request, who, op, work, kept={"roles": typed})


@router.post("/baru", openapi_extra=ADMIN)
async def add_unit(request: Request, who: SignedIn, name: Name, parent: Id, op: Op = "") -> Response:
    def work(session: db.Session, now: Who) -> None:
        units.add(session, own_unit(session, now, parent), name=_unit_name(name), actor=now.actor)

    return await _do(request, who, op, work, kept={"unit": {"name": name, "parent": parent}})


@router.post("/nama", openapi_extra=ADMIN)
async def rename_unit(request: Request, who: SignedIn, name: Name, unit: Id, was: Name = "", op: Op = "") -> Response:
    """`was`: the name that the form showed."""

    def work(session: db.Session, now: Who) -> None:
        units.rename(session, own_unit(session, now, unit), name=_unit_name(name), was=was, actor=now.actor)

    return await _do(request, who, op, work, kept={"renamed": {"name": name, "unit": unit}})


@router.post("/token", openapi_extra=ADMIN)
async def add_token(request: Request, who: SignedIn, name: Name, unit: Id, role: Name, op: Op = "") -> Response:
    def work(session: db.Session, now: Who) -> str:
        if role not in terms.TOKEN_ROLES:
            raise Invalid("Peran itu tidak ada.", field="role")
        return api_tokens.create(session, name=name, role=role, unit=own_unit(session, now, unit), actor=now.actor)

    return await _do(request, who, op, work, token=True, kept={"token": {"name": name, "unit": unit, "role": [role]}})


@router.post("/token/{token_id}/cabut", openapi_extra=ADMIN)
async def revoke_token(request: Request, who: SignedIn, token_id: int, op: Op = "") -> Response:
    return await _do(
        request, who, op, lambda s, now: api_tokens.revoke(s, token_id, units=now.admin_units, actor=now.actor)
    )


async def _do(
    request: Request, who: Who, op: str, work: Any, *, link: bool = False, token: bool = False,
    kept: dict[str, dict[str, Any]] | None = None,
) -> Response:  # fmt: skip
    """A link or token is shown once, on this answer, and stored nowhere: a double click does not get it again. `kept`
    is what was typed, which is shown again after a refusal."""
    secret = ""

    def job(session: db.Session, now: Who) -> None:
        nonlocal secret
        access.require_admin(now)
        secret = work(session, now) or ""

    try:
        await once(request, who, op, job)
    except (Conflict, Invalid) as error:
        return await run_in_threadpool(_page, request, who, error=error, kept=kept)
    if not secret and (link or token):
        return await run_in_threadpool(_page, request, who, error=Conflict(SHOWN_ONCE))
    if not secret:
        return RedirectResponse("/unit", status_code=303)
    shown = f"{_address(request)}/masuk/undangan/{secret}" if link else secret
    return await run_in_threadpool(_page, request, who, secret=shown, is_token=token)


def _address(request: Request) -> str:
    """Where a colleague opens the link: the station's address, or where none is set the one that the admin's own
    browser used. Only that browser can write it, and it is logged in there."""
    built, host = world(request), request.headers.get("host", "")
    if built.settings.public_url or not re.fullmatch(HOST, host):
        return built.base_url
    return f"{request.url.scheme}://{host}"


def _page(
    request: Request, who: Who, *, error: DomainError | None = None, secret: str = "", is_token: bool = False,
    kept: dict[str, Any] | None = None,
) -> Response:  # fmt: skip
    with db.reading(world(request).reader) as session:
        mine = [u for u in units.everything(session) if u.id in who.admin_units]
        people = officers.of_units(session, who.admin_units)
        held = officers.roles_of(session, [officer.id for officer in people])
        context: dict[str, Any] = menu_context(session, who) | {
            "units": mine, "unit_names": {unit.id: unit.name for unit in mine}, "people": people, "roles": held,
            "rights": {officer.id: officers.rights(officer, held[officer.id]) for officer in people},
            "first_roles": {id_: _first_roles(pairs) for id_, pairs in held.items()},
            "whole": {id_ for id_, pairs in held.items() if all(u.id in who.admin_units for u, _ in pairs)},
            "tokens": api_tokens.of_units(session, who.admin_units), "secret": secret,
            "is_token": is_token, "notice": sentence(error, request) if error else "",
            "opens_here_only": bool(re.match(THIS_MACHINE, secret)),
            "may_mark": _marks_to_give(who), "kept": NOTHING | (kept or {}),
        }  # fmt: skip
    return refused(render(request, "desk/people.html", **context), error)


def _first_roles(held: Sequence[tuple[Unit, str]]) -> tuple[int, list[str]]:
    """(unit id, the roles in it): what the form that changes an officer's roles shows at first."""
    first = held[0][0].id if held else 0
    return first, [role for unit, role in held if unit.id == first]


def _unit_name(typed: str) -> str:
    if not clean(typed):
        raise Invalid("Tulis nama unit.", field="name")
    return clean(typed)[:120]


def _officer(session: db.Session, who: Who, officer_id: int) -> Officer:
    """An officer with a role in one of the admin's units."""
    officer = session.get(Officer, officer_id)
    if officer is None or not any(u.id in who.admin_units for u, _ in officers.roles(session, officer_id)):
        raise NotFound("Petugas itu tidak ada.")
    return officer


def _is_whole(session: db.Session, who: Who, officer: Officer) -> bool:
    """Whether the admin is one of all units of this officer: a new password or a mark counts in every unit."""
    return all(u.id in who.admin_units for u, _ in officers.roles(session, officer.id))


def _marks_to_give(who: Who) -> frozenset[str]:
    """An admin gives only their own marks, the root unit's admin all: else a unit could read complaints about it."""
    return MARKS if who.is_station_admin else who.restrictions & MARKS


def _marks_of(officer: Officer) -> frozenset[str]:
    return frozenset(m for m, on in (("ppa", officer.sees_ppa), ("oversight", officer.sees_oversight)) if on)
