"""/masuk: the list of reports, live, with its filters in the address. Without a session: the login."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import LoginNeeded, note_visit, signed_in
from api.desk import chips, sifting, words
from api.desk.login import login_page
from api.desk.sifting import Sifting
from api.pages import render
from api.world import world
from core import access, clock, codes, db, inbox, senders, troubles, units
from core.access import Who
from core.errors import NotFound
from core.i18n import translator

router = APIRouter()


@router.get("/masuk", openapi_extra={"access": "anyone"})
async def show(
    request: Request,
    sesudah: Annotated[str, Query(pattern=r"^[0-9]{0,19}$")] = "",
    lepas: str = "",
    blok: Annotated[str, Query(pattern=r"^(list)?$")] = "",
) -> Response:
    """`lepas` is the code of a report that the officer cannot see any more after their own change.

    The rest of the address is read by sifting.of, which ignores what it does not know."""
    try:
        who = await run_in_threadpool(signed_in, request)
    except LoginNeeded:
        return await run_in_threadpool(login_page, request)
    if blok:  # fetched by the page itself: that is no visit
        return await run_in_threadpool(_page, request, who, sifting.of(request.query_params), sesudah, blok)
    await note_visit(request)
    if not who.units:
        return RedirectResponse("/unit" if who.is_admin else "/setelan", status_code=303)
    sifted = sifting.of(request.query_params)
    response = await run_in_threadpool(_page, request, who, sifted, sesudah, "", codes.parse_code(lepas) or "")
    sifting.remember(request, response, sifted)
    return response


def _page(request: Request, who: Who, sifted: Sifting, after: str, block: str, gone: str = "") -> Response:
    with db.reading(world(request).reader) as session:
        if found := _go_to(session, who, sifted.words):
            return RedirectResponse(f"/laporan/{found}", status_code=303)
        context = list_context(session, who, sifted, after=after)
    return render(request, "desk/inbox.html", block=block, gone=gone, **context)


def list_context(session: db.Session, who: Who, sifted: Sifting, *, after: str = "") -> dict[str, Any]:
    now, say = clock.now(), translator(who.language)
    filters = sifted.filters(after)
    page = inbox.page(session, who, filters)
    own_units = [unit for unit in units.everything(session) if unit.id in who.units]
    return menu_context(session, who) | {
        "page": page, "filters": filters, "selected": "", "files": inbox.files(session, page),
        "unreached": inbox.unreached(session, page),
        "aged": lambda report: chips.is_aged(report, now),
        "last": None if page.rows else inbox.last_filed(session, who),
        "chip": lambda report: chips.of(report, now, say), "age": lambda at: chips.span(now - at, say),
        "units": own_units, "filter_names": sifting.names(filters, own_units, say), "filtered": filters.count,
        "view": sifted.view, "q": sifted.words, "query": sifted.address,
    }  # fmt: skip


def menu_context(session: db.Session, who: Who) -> dict[str, Any]:
    """What the frame around every page shows: how many reports wait in which view."""
    counts = inbox.counts(session, who) | {"trouble": troubles.count(session, who)}
    urgent = inbox.most_urgent(session, who) if counts["untaken_p1"] else ""
    deaf = access.deaf_kinds(session) if who.is_station_admin else []
    refused = senders.refused(session) if who.sees_trouble or who.is_admin else []
    return {"words": words, "counts": counts, "urgent": urgent, "deaf": deaf, "refused": refused}


def _go_to(session: db.Session, who: Who, text: str) -> str | None:
    """The code of a report, if the search text is one and the officer may see it: the search then leads to it."""
    code = codes.parse_code(text) if text else None
    if code is None:
        return None
    try:
        return access.report_for(session, who, code).code
    except NotFound:
        return None
