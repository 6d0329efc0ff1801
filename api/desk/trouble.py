"""/masalah: what could not be delivered, and what could not be read. Each with a way to go on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.access import Reading, SignedIn
from api.desk.forms import Visit, new_op
from api.pages import render
from api.world import world
from bot import answers
from bot.replay import replay
from core import access, db, inbound, outbox

router = APIRouter(prefix="/masalah", dependencies=[Visit])


@router.get("", openapi_extra={"access": "officer"})
def show(request: Request, session: Reading, who: SignedIn) -> Response:
    return render(
        request, "desk/trouble.html", op=new_op,
        messages=outbox.troubled(session, units=who.units, restrictions=who.restrictions),
        events=inbound.quarantined(session) if who.is_admin else [],
    )  # fmt: skip


@router.post("/kirim-ulang", openapi_extra={"access": "operator"})
async def resend(request: Request, who: SignedIn, message: Annotated[str, Form(max_length=32)]) -> Response:
    assert who.officer_id is not None
    officer_id = who.officer_id
    await world(request).writer.do(lambda s: answers.resend(s, message, access.officer(s, officer_id)))
    return RedirectResponse("/masalah", status_code=303)


@router.post("/putar-ulang", openapi_extra={"access": "admin"})
async def play_again(request: Request, who: SignedIn, event: Annotated[int, Form(ge=1, le=2**31 - 1)]) -> Response:
    assert who.officer_id is not None
    officer_id, ingest = who.officer_id, world(request).ingest

    def job(session: db.Session) -> None:
        replay(session, ingest, event, access.officer(session, officer_id))

    await world(request).writer.do(job)
    return RedirectResponse("/masalah", status_code=303)
