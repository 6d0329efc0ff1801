"""/lapor/dilihat: the visitor's page tells that it shows an officer's messages, so that the desk can say "read"."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.public import visitors
from api.world import world
from core import db, seen

router = APIRouter()


# GET is for pages without scripts, which can only load a picture. The cookie is not sent from other sites.
@router.get("/lapor/dilihat/{upto}", openapi_extra={"access": "anyone"})
@router.post("/lapor/dilihat/{upto}", openapi_extra={"access": "anyone"})
async def mark(request: Request, upto: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]) -> Response:
    """Up to this message, in the visitor's own chat. Writes nothing when nothing is new."""
    contact_id = await run_in_threadpool(_whose, request, upto)
    if contact_id is not None:
        await world(request).writer.do(lambda session: seen.mark(session, contact_id, upto=upto))
    return Response(status_code=204)


def _whose(request: Request, upto: str) -> int | None:
    with db.reading(world(request).reader) as session:
        known = visitors.known(request, session, visitors.visitor(request))
        return known.id if known and seen.unseen(session, known.id, upto=upto) else None
