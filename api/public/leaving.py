"""[Keluar cepat]: removes the chat from this browser and shows something harmless."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.pages import EXIT_TO
from api.public import visitors
from api.public.show import show
from api.public.visitors import Visitor
from api.world import world
from bot.channels.webchat import ACCOUNT
from core import contacts, db, receipts
from core.errors import Unavailable

router = APIRouter()


@router.post("/lapor/keluar", openapi_extra={"access": "anyone"})
async def leave(request: Request) -> Response:
    await _forget_secrets(request)
    # Over a page of ours, as the content policy lets forms lead only to our own pages.
    response = RedirectResponse("/lapor/keluar", status_code=303)
    visitors.forget(request, response)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response


async def _forget_secrets(request: Request) -> None:
    """Wipes codes and PINs. If the database is busy, nobody waits for it: they are wiped within the hour anyway."""
    who = visitors.leaver(request)
    blind, mark = visitors.blind(request, who), visitors.mark(request, who)

    def forget(session: db.Session) -> None:
        known = contacts.find(session, account=ACCOUNT, blind=blind)
        receipts.forget(session, mark, contact_id=known.id if known else None)

    with suppress(Unavailable):
        if await run_in_threadpool(_has_chatted, request, who, mark):
            await world(request).writer.do(forget, deadline=2.0)


def _has_chatted(request: Request, who: Visitor, mark: str) -> bool:
    with db.reading(world(request).reader) as session:
        return visitors.known(request, session, who) is not None or bool(receipts.of_mark(session, mark))


@router.get("/lapor/keluar", openapi_extra={"access": "anyone"})
def left(request: Request) -> Response:
    """An empty page that leads on to another site at once, also without scripts."""
    response = show(request, "left.html")
    response.headers["Refresh"] = f"0; url={EXIT_TO}"
    return response
