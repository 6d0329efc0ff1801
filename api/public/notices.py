"""The way in, the privacy notice, and the language of the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.public import visitors
from api.public.show import show
from api.public.visitors import Visitor
from api.world import world
from bot.channels.webchat import ACCOUNT
from core import contacts, db
from core.terms import LANGUAGES

router = APIRouter()
ANYONE = {"access": "anyone"}
PAGES = ("/lapor", "/lacak", "/privasi")


@router.get("/", openapi_extra=ANYONE)
def front() -> Response:
    return RedirectResponse("/lapor", status_code=303)


@router.get("/privasi", openapi_extra=ANYONE)
def privacy(request: Request) -> Response:
    return show(request, "privacy.html")


@router.post("/bahasa", openapi_extra=ANYONE)
async def speak(request: Request, ke: Annotated[str, Form()] = "", kembali: Annotated[str, Form()] = "") -> Response:
    """Pages and, where there is one, the conversation change together."""
    response = RedirectResponse(kembali if kembali in PAGES else "/lapor", status_code=303)
    if ke not in LANGUAGES:
        return response
    who = visitors.visitor(request)
    if await run_in_threadpool(_has_chatted, request, who):
        blind = visitors.blind(request, who)
        await world(request).writer.do(
            lambda session: contacts.set_language(session, account=ACCOUNT, blind=blind, language=ke)
        )
    secure = world(request).settings.secure_cookies
    response.set_cookie("bahasa", ke, httponly=True, samesite="strict", secure=secure)
    return response


def _has_chatted(request: Request, who: Visitor) -> bool:
    with db.reading(world(request).reader) as session:
        return visitors.known(request, session, who) is not None
