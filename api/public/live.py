"""The chat's live stream: that there is something new, or that an officer writes. The page then fetches messages."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from sse_starlette import ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.live import Stream
from api.public import visitors
from api.world import world
from core import db
from core.contacts import Known

router = APIRouter()
EVENTS = {"enough": "enough", "writing": "writing"}


@router.get("/lapor/langsung", openapi_extra={"access": "anyone"})
async def stream(request: Request) -> Response:
    known = await run_in_threadpool(_known, request)
    if known is None:
        return Response(status_code=204)  # tells the browser not to connect again
    live, topic = world(request).live, f"contact:{known.id}"
    live.check_room(topic)

    async def events() -> AsyncIterator[ServerSentEvent]:
        async with live.listen(topic, owner=topic) as hints:
            yield ServerSentEvent(event="hello", data="", retry=2000)
            async for update in hints:
                yield ServerSentEvent(event=EVENTS.get(update.kind, "message"), data="")

    return Stream(events())


def _known(request: Request) -> Known | None:
    with db.reading(world(request).reader) as session:
        return visitors.known(request, session, visitors.visitor(request))
