"""/unit: who may do what in which unit. For admins of that unit and of the ones above it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn
from api.desk.forms import Visit, new_op
from api.errors import sentence, status_of
from api.pages import render
from api.world import world
from core import access, api_tokens, db, officers, terms, units
from core.access import Who
from core.errors import DomainError, Forbidden, Invalid, NotFound
from core.models import Officer, Unit

router = APIRouter(prefix="/unit", dependencies=[Visit])
ADMIN = {"access": "admin"}
Id = Annotated[int, Form(ge=1, le=2**31 - 1)]
Name = Annotated[str, Form(max_length=254)]
Roles = Annotated[list[str], Form()]
Mark = Annotated[str, Form(max_length=2)]


@router.get("", openapi_extra=ADMIN)
def show(request: Request, who: SignedIn) -> Response:
    access.require_admin(who)
    return _page(request, who)


@router.post("/undang", openapi_extra=ADMIN)
async def invite(
    request: Request, who: SignedIn, email: Name, name: Name, unit: Id, role: Roles, ppa: Mark = "",
    oversight: Mark = "",
) -> Response:  # fmt: skip
    def work(session: db.Session, now: Who) -> str:
        return officers.invite(
            session, email=email, name=name, unit=_unit(session, now, unit), roles=role, actor=now.actor,
            ppa=bool(ppa), oversight=bool(oversight),
        )  # fmt: skip

    return await _do(request, who, work, link=True)


@router.post("/petugas/{officer_id}/{action}", openapi_extra=ADMIN)
async def act(request: Request, who: SignedIn, officer_id: int, action: str) -> Response:
    """nonaktif, aktif, or reset: the last one shows a new one-time link."""

    def work(session: db.Session, now: Who) -> str | None:
        officer = _officer(session, now, officer_id)
        match action:
            case "nonaktif":
                officers.deactivate(session, officer, actor=now.actor)
            case "aktif":
                officers.activate(session, officer, actor=now.actor)
            case "reset":
                return officers.reset_link(session, officer, actor=now.actor)
            case _:
                raise NotFound
        return None

    return await _do(request, who, work, link=action == "reset")


@router.post("/peran/{officer_id}", openapi_extra=ADMIN)
async def roles(
    request: Request, who: SignedIn, officer_id: int, unit: Id, role: Annotated[list[str], Form()] = [],  # noqa: B006
    ppa: Mark = "", oversight: Mark = "",
) -> Response:  # fmt: skip
    """Replaces the officer's roles in this unit; roles in other units stay."""

    def work(session: db.Session, now: Who) -> None:
        officer, where = _officer(session, now, officer_id), _unit(session, now, unit)
        kept = {(u.id, r) for u, r in officers.roles(session, officer.id) if u.id != where.id}
        officers.set_roles(session, officer, kept | {(where.id, r) for r in role}, actor=now.actor)
        officers.set_marks(session, officer, ppa=bool(ppa), oversight=bool(oversight), actor=now.actor)

    return await _do(request, who, work)


@router.post("/baru", openapi_extra=ADMIN)
async def add_unit(request: Request, who: SignedIn, name: Name, parent: Id) -> Response:
    def work(session: db.Session, now: Who) -> None:
        if not name.strip():
            raise Invalid("Tulis nama unit.", field="name")
        units.add(session, _unit(session, now, parent), name=name.strip()[:120])

    return await _do(request, who, work)


@router.post("/token", openapi_extra=ADMIN)
async def add_token(request: Request, who: SignedIn, name: Name, unit: Id, role: Name) -> Response:
    def work(session: db.Session, now: Who) -> str:
        return api_tokens.create(session, name=name, role=role, unit=_unit(session, now, unit), actor=now.actor)

    return await _do(request, who, work, token=True)


@router.post("/token/{token_id}/cabut", openapi_extra=ADMIN)
async def revoke_token(request: Request, who: SignedIn, token_id: int) -> Response:
    return await _do(
        request, who, lambda s, now: api_tokens.revoke(s, token_id, units=now.admin_units, actor=now.actor)
    )


async def _do(request: Request, who: Who, work: Any, *, link: bool = False, token: bool = False) -> Response:
    """A link or token is shown once, on the answer itself; everything else goes back to the page."""

    def job(session: db.Session) -> str | None:
        assert who.officer_id is not None
        now = access.officer(session, who.officer_id)
        access.require_admin(now)
        found: str | None = work(session, now)
        return found

    try:
        secret = await world(request).writer.do(job)
    except (Forbidden, NotFound):
        raise
    except DomainError as error:
        return await run_in_threadpool(_page, request, who, error=error)
    if not secret:
        return RedirectResponse("/unit", status_code=303)
    shown = f"{world(request).base_url}/masuk/undangan/{secret}" if link else secret
    return await run_in_threadpool(_page, request, who, secret=shown, is_token=token)


def _page(
    request: Request, who: Who, *, error: DomainError | None = None, secret: str = "", is_token: bool = False
) -> Response:
    with db.reading(world(request).reader) as session:
        mine = [u for u in units.everything(session) if u.id in who.admin_units]
        people = officers.of_units(session, who.admin_units)
        context: dict[str, Any] = {
            "units": mine, "people": people, "roles": {o.id: officers.roles(session, o.id) for o in people},
            "tokens": api_tokens.of_units(session, who.admin_units), "op": new_op, "secret": secret,
            "is_token": is_token, "notice": sentence(error, request) if error else "", "role_names": terms.ROLES,
        }  # fmt: skip
    return render(request, "desk/people.html", status=status_of(error) if error else 200, **context)


def _unit(session: db.Session, who: Who, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None or unit_id not in who.admin_units:
        raise NotFound("Unit itu tidak ada.")
    return unit


def _officer(session: db.Session, who: Who, officer_id: int) -> Officer:
    """An officer with a role in one of the admin's units."""
    officer = session.get(Officer, officer_id)
    if officer is None or not any(u.id in who.admin_units for u, _ in officers.roles(session, officer_id)):
        raise NotFound("Petugas itu tidak ada.")
    return officer
