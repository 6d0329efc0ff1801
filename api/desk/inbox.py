"""/masuk: the list of reports, live, with its filters in the address. Without a session: the login."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access import LoginNeeded, signed_in
from api.desk import chips, words
from api.desk.login import login_page
from api.pages import render
from api.world import world
from core import access, clock, codes, db, inbox, units
from core.access import Who
from core.errors import NotFound
from core.inbox import Filters
from core.text import clean

router = APIRouter()
Short = Annotated[str, Query(max_length=40)]


@router.get("/masuk", openapi_extra={"access": "anyone"})
def show(
    request: Request,
    tampilan: Short = "semua",
    kategori: Short = "",
    prioritas: Annotated[str, Query(pattern=r"^[1-4]?$")] = "",
    status: Short = "",
    unit: Annotated[str, Query(pattern=r"^[0-9]{0,9}$")] = "",
    kanal: Short = "",
    q: Annotated[str, Query(max_length=200)] = "",
    sesudah: Annotated[str, Query(pattern=r"^[0-9]{0,19}$")] = "",
    blok: Annotated[str, Query(pattern=r"^(list)?$")] = "",
) -> Response:
    try:
        who = signed_in(request)
    except LoginNeeded:
        return login_page(request)
    with db.reading(world(request).reader) as session:
        if found := _go_to(session, who, q):
            return RedirectResponse(f"/laporan/{found}", status_code=303)
        filters = Filters(
            view=words.VIEWS.get(tampilan, words.VIEWS["semua"])[0], category=kategori,
            priority=int(prioritas or 0), status=status, unit_id=int(unit or 0), channel=kanal,
            words=clean(q), after=sesudah,
        )  # fmt: skip
        context = list_context(session, who, filters)
    context |= {"view": tampilan if tampilan in words.VIEWS else "semua", "q": q, "query": _query(request)}
    return render(request, "desk/inbox.html", block=blok, **context)


def list_context(session: db.Session, who: Who, filters: Filters) -> dict[str, Any]:
    now = clock.now()
    found = inbox.page(session, who, filters)
    return {
        "page": found, "filters": filters, "counts": inbox.counts(session, who), "words": words, "selected": "",
        "chip": lambda report: chips.of(report, now), "age": lambda at: chips.span(now - at),
        "units": [u for u in units.everything(session) if u.id in who.units],
    }  # fmt: skip


def _go_to(session: db.Session, who: Who, text: str) -> str | None:
    """A whole code in the search field leads straight to its report, if it is theirs."""
    code = codes.parse_code(text) if text else None
    if code is None:
        return None
    try:
        return access.report_for(session, who, code).code
    except NotFound:
        return None


def _query(request: Request) -> Any:
    """Builds the list's address with some values changed: query(kategori="theft")."""

    def changed(**values: str) -> str:
        kept = {k: v for k, v in request.query_params.items() if v and k not in {"sesudah", "blok"}}
        kept |= values
        return "/masuk?" + urlencode({k: v for k, v in kept.items() if v})

    return changed
