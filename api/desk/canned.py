"""/unit/balasan: prepared replies for the officers of a unit and the units below it. For its admins."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn
from api.desk import words
from api.desk.forms import Op, Visit, once, own_unit
from api.desk.inbox import menu_context
from api.errors import refused, sentence
from api.pages import render
from api.world import world
from core import access, canned, db, units
from core.access import Who
from core.errors import Conflict, DomainError, Invalid, NotFound
from core.i18n import translator
from core.models import CannedReply

router = APIRouter(prefix="/unit/balasan", dependencies=[Visit])
ADMIN = {"access": "admin"}
ALL_KINDS = "Semua, kecuali yang sensitif"
Id = Annotated[int, Form(ge=1, le=2**31 - 1)]
Number = Annotated[int, Form(ge=0, le=2**31 - 1)]  # 0: a new one
Word = Annotated[str, Form(max_length=24)]
Text = Annotated[str, Form(max_length=10_000)]


@router.get("", openapi_extra=ADMIN)
def show(request: Request, who: SignedIn) -> Response:
    access.require_admin(who)
    return _page(request, who)


@router.post("", openapi_extra=ADMIN)
async def put(
    request: Request, who: SignedIn, unit: Id, language: Word = "", category: Word = "", title: Text = "",
    text: Text = "", row: Number = 0, version: Number = 0, op: Op = "",
) -> Response:  # fmt: skip
    kept = {"row": row, "unit": unit, "language": language, "category": category, "title": title, "text": text}

    def work(session: db.Session, now: Who) -> None:
        canned.put(
            session, own_unit(session, now, unit), language=language, category=category, title=title, text=text,
            actor=now.actor, row=_row(session, now, row) if row else None, version=version,
        )  # fmt: skip

    return await _do(request, who, op, work, kept)


@router.post("/hapus", openapi_extra=ADMIN)
async def remove(request: Request, who: SignedIn, row: Id, version: Number = 0, op: Op = "") -> Response:
    def work(session: db.Session, now: Who) -> None:
        canned.remove(session, _row(session, now, row), version=version, actor=now.actor)

    return await _do(request, who, op, work)


@router.post("/contoh", openapi_extra=ADMIN)
async def begin(request: Request, who: SignedIn, unit: Id, op: Op = "") -> Response:
    return await _do(request, who, op, lambda s, now: canned.begin(s, own_unit(s, now, unit), actor=now.actor))


async def _do(request: Request, who: Who, op: str, work: Any, kept: dict[str, Any] | None = None) -> Response:
    def job(session: db.Session, now: Who) -> None:
        access.require_admin(now)
        work(session, now)

    try:
        await once(request, who, op, job)
    except (Conflict, Invalid) as error:
        return await run_in_threadpool(_page, request, who, error=error, kept=kept)
    return RedirectResponse("/unit/balasan", status_code=303)


def _page(
    request: Request, who: Who, *, error: DomainError | None = None, kept: dict[str, Any] | None = None
) -> Response:  # fmt: skip
    say = translator(who.language)
    with db.reading(world(request).reader) as session:
        unit_names = {unit.id: unit.name for unit in units.everything(session) if unit.id in who.admin_units}
        context = menu_context(session, who) | {
            "unit_names": unit_names, "first_unit": next(iter(unit_names)),
            "kinds": {"": say(ALL_KINDS)} | {key: say(label) for key, label in words.CATEGORIES.items()},
            "replies": canned.of_units(session, who.admin_units), "holes": canned.HOLES,
            "longest": canned.LONGEST_TEXT, "notice": sentence(error, request) if error else "", "kept": kept or {},
        }  # fmt: skip
    return refused(render(request, "desk/canned.html", **context), error)


def _row(session: db.Session, who: Who, id_: int) -> CannedReply:
    row = session.get(CannedReply, id_)
    if row is None or row.unit_id not in who.admin_units:
        raise NotFound("Balasan itu tidak ada.")
    return row
