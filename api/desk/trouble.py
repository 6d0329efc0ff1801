"""/masalah: messages that did not arrive, and events that could not be read, each with a way to try again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.access import Reading, SignedIn
from api.desk.forms import Op, Visit, once
from api.desk.inbox import menu_context
from api.pages import render
from api.world import world
from bot import answers
from bot.replay import replay
from core import access, alerts, audit, db, inbound, troubles
from core.access import Who
from core.audit import Entry

router = APIRouter(prefix="/masalah", dependencies=[Visit])


@router.get("", openapi_extra={"access": "officer"})
def show(request: Request, session: Reading, who: SignedIn) -> Response:
    access.require_trouble(who)
    messages = troubles.messages(session, who)
    return render(
        request, "desk/trouble.html", **menu_context(session, who),
        stalled=troubles.stalled(session), messages=messages, unreported=troubles.unreported(session, who),
        attempts=troubles.attempts(session, [out.id for out, *_ in messages]), is_alert=alerts.is_alert,
        events=inbound.quarantined(session) if who.is_station_admin else [],
        set_aside=inbound.count_quarantined(session) if who.is_station_admin else 0,
    )  # fmt: skip


@router.post("/kirim-ulang", openapi_extra={"access": "officer"})
async def resend(
    request: Request, who: SignedIn, message: Annotated[str, Form(max_length=32)], op: Op = ""
) -> Response:
    await once(request, who, op, lambda s, now: answers.resend(s, message, now))
    return RedirectResponse("/masalah", status_code=303)


@router.post("/putar-ulang", openapi_extra={"access": "admin"})
async def play_again(
    request: Request, who: SignedIn, event: Annotated[int, Form(ge=1, le=2**31 - 1)], op: Op = ""
) -> Response:
    ingest = world(request).ingest
    await once(request, who, op, lambda s, now: replay(s, ingest, event, now))
    return RedirectResponse("/masalah", status_code=303)


@router.post("/buang", openapi_extra={"access": "admin"})
async def discard(
    request: Request, who: SignedIn, event: Annotated[int, Form(ge=1, le=2**31 - 1)], op: Op = ""
) -> Response:
    def work(session: db.Session, now: Who) -> None:
        access.require_station_admin(now)
        if inbound.discard(session, event):
            audit.record(session, Entry(now.actor, "inbound.discarded", f"inbound:{event}"))

    await once(request, who, op, work)
    return RedirectResponse("/masalah", status_code=303)
