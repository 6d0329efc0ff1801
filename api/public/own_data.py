"""/lapor/data/…: all that is kept of somebody, for a day after they asked for it in their chat.

The address holds the key. Opening it shows no data yet, as some apps open every link to make a preview.
"""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.public import visitors
from api.public.show import show
from api.world import world
from bot.channels.webchat import ACCOUNT
from core import db, holdings
from core.errors import NotFound

router = APIRouter(prefix="/lapor/data/{key}")
ANYONE = {"access": "anyone"}
OVER = "Tautan ini sudah tidak berlaku. Minta lagi di chat: tulis PRIVASI, lalu pilih Lihat data saya."


@router.get("", openapi_extra=ANYONE)
def page(request: Request, key: str) -> Response:
    with db.reading(world(request).reader) as session:
        contact_id = _whose(request, session, key)
        language = holdings.accounts_and_language(session, contact_id)[1]
    return show(request, "own_data.html", language=language)


@router.post("", openapi_extra=ANYONE)
def download(request: Request, key: str) -> Response:
    built = world(request)
    with db.reading(built.reader) as session:
        found = holdings.whole(session, built.vault, _whose(request, session, key))
    content = orjson.dumps(found, option=orjson.OPT_INDENT_2)
    headers = {"Content-Disposition": 'attachment; filename="jembatan-data.json"', "X-Robots-Tag": "noindex"}
    return Response(content, media_type="application/json", headers=headers)


def _whose(request: Request, session: db.Session, key: str) -> int:
    """The contact of this key. For a web chat only in its own browser, as others may find the link in the history."""
    contact_id = holdings.contact_of(session, world(request).vault, key)
    if contact_id is None:
        raise NotFound(OVER)
    if holdings.accounts_and_language(session, contact_id)[0] == (ACCOUNT,):
        known = visitors.known(request, session, visitors.visitor(request))
        if known is None or known.id != contact_id:
            raise NotFound(OVER)
    return contact_id
