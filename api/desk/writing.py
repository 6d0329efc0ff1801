"""/laporan/{code}, while an officer writes: who else is there, drafts, canned replies, colleagues to call."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from api.access import SignedIn
from api.desk import words
from api.desk.forms import Visit, find
from api.pages import day, hour
from api.world import World, world
from bot import answers
from bot.rows import Route
from core import canned, clock, db, mentions, reports, threads, unsent
from core.deadlines import NEWS_EVERY
from core.i18n import translator
from core.models import Report
from core.vault import Unreadable
from core.writer import announce

router = APIRouter(prefix="/laporan/{code}", dependencies=[Visit])
OPERATOR = {"access": "operator"}
Doing = Annotated[str, Form(pattern=r"^(reading|typing|noting|idle|gone)$")]
Kind = Annotated[str, Form(pattern=r"^(reply|note)$")]


@router.post("/hadir", openapi_extra=OPERATOR, status_code=204)
async def present(
    request: Request, code: str, who: SignedIn, doing: Doing, called: Annotated[str, Form(max_length=2)] = "",
    upto: Annotated[str, Form(max_length=32)] = "",
) -> Response:  # fmt: skip
    """Tells the others who have this report open what this officer does. Nothing of it is stored. The citizen sees that
    a reply is being written. `called`: the page shows a new note that calls this officer. `upto`: the id of the newest
    message of others that they have seen; later ones are still unread."""
    built = world(request)

    def tell(session: db.Session) -> Route | None:
        now, report = find(session, who, code)
        announce(session, "present", f"{report.code} {now.officer_id} {doing}")
        newest = threads.newest_of_others(session, report.id, now.officer_id) if upto else ""
        if doing not in {"idle", "gone"} and newest <= upto:
            reports.read(session, report, now)
        if called:
            mentions.seen(session, report, now)
        return answers.writing(session, built.house, report) if doing == "typing" else None

    route = await built.writer.do(tell)
    return Response(status_code=204, background=BackgroundTask(_show, built, route) if route else None)


@router.post("/draf", openapi_extra=OPERATOR, status_code=204)
async def keep(
    request: Request, code: str, who: SignedIn, kind: Kind, text: Annotated[str, Form(max_length=10_000)] = ""
) -> Response:
    def work(session: db.Session) -> None:
        now, report = find(session, who, code)
        unsent.keep(session, report, now, kind=kind, text=text)

    await world(request).writer.do(work)
    return Response(status_code=204)


@router.get("/siap", openapi_extra=OPERATOR)
def offers(request: Request, code: str, who: SignedIn) -> JSONResponse:
    """The canned replies for this report, with what is known of it filled in."""
    with db.reading(world(request).reader) as session:
        _, report = find(session, who, code)
        values = _values(request, report)
        kinds = {"": "", **{name: translator(who.language)(label) for name, label in words.CATEGORIES.items()}}
        found = [
            {"name": row.title, "kind": kinds[row.category], "text": canned.filled(row.text, values)}
            for row in canned.for_report(session, report)
        ]
    return JSONResponse(found)


@router.get("/rekan", openapi_extra=OPERATOR)
def colleagues(request: Request, code: str, who: SignedIn) -> JSONResponse:
    """The officers whom a note may call to this report."""
    with db.reading(world(request).reader) as session:
        now, report = find(session, who, code)
        found = [{"name": officer.name, "kind": ""} for officer in mentions.colleagues(session, report, now)]
    return JSONResponse(found)


def _values(request: Request, report: Report) -> dict[str, str]:
    """`batas` is when the next news after this reply is due; what is due now is this reply."""
    due = (clock.now() + NEWS_EVERY).astimezone(world(request).settings.zone)
    when = f"{day(due, report.language)}, {hour(due, report.language)}" if report.status != "finished" else ""
    return {"kode": report.code, "tempat": report.place, "batas": when}


async def _show(built: World, route: Route) -> None:
    channel = built.house.channels.get(route.account)
    try:
        address = built.vault.open(route.address, about=b"address").decode()
    except Unreadable:
        return
    if channel is not None:
        await channel.typing(address)
