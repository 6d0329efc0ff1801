"""GET and POST /api/v1/reports…"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse

from api import ticks
from api.access import Bearer, Reading
from api.rest.shapes import (
    Done,
    ListAsked,
    MessageOut,
    NoteIn,
    Page,
    Problem,
    ReplyIn,
    ReportWithThread,
    StatusIn,
    TakeIn,
    message_out,
    report_out,
)
from api.world import world
from bot import answers
from bot.house import House
from core import access, inbox, mentions, operations, reports, threads, troubles
from core.access import Who
from core.db import Session
from core.models import Report

router = APIRouter(prefix="/api/v1", tags=["reports"])
DESCRIPTION = """\
The reports of the token's unit and of the units below it, without sensitive ones. The token's role is operator.

- Errors are `application/problem+json`, in the language of `Accept-Language` (`id` or `en`).
- To follow many reports, read the list and open those with another `version`: each look at one is on record. A note and
  what becomes of a message do not change the version.
- `after` is the `next` of the page before. A report that changes its place meanwhile may come twice or be left out:
  begin anew from time to time.
"""
PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {
        "description": text,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, text in {
        400: "unreadable", 401: "no valid token", 403: "not for this role", 404: "not found or not yours",
        408: "the body came too slowly", 409: "somebody was faster, or not allowed now", 413: "too large",
        422: "unusable field", 500: "a fault of ours", 503: "try again later, as Retry-After says",
    }.items()
}  # fmt: skip


@router.get("/openapi.json", include_in_schema=False, openapi_extra={"access": "anyone"})
def openapi() -> JSONResponse:
    routes = [route for route in router.routes if getattr(route, "include_in_schema", False)]
    made = get_openapi(title="Jembatan", version="1", description=DESCRIPTION, routes=routes)
    for operation in (found for path in made["paths"].values() for found in path.values()):
        del operation["access"]  # for our own matrix of routes and roles
    made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return JSONResponse(made | {"security": [{"token": []}]})


@router.get("/reports", responses=PROBLEMS, openapi_extra={"access": "token"})
def list_reports(session: Reading, who: Bearer, asked: Annotated[ListAsked, Query()]) -> Page:
    """Open reports in the inbox's order, or with status=finished the archive, newest first."""
    access.require_operator(who)
    filters = inbox.Filters(
        status=asked.status, category=asked.category, priority=asked.priority, unit_id=asked.unit,
        channel=asked.channel, after=asked.after, view="finished" if asked.status == "finished" else "all",
    )  # fmt: skip
    found = inbox.page(session, who, filters, limit=asked.limit)
    return Page(reports=[report_out(report) for report in found.reports], next=found.next or None)


@router.get("/reports/{code}", responses=PROBLEMS, openapi_extra={"access": "token"})
async def show_report(request: Request, who: Bearer, code: str) -> ReportWithThread:
    house = world(request).house

    def opened(session: Session) -> ReportWithThread:
        report = _find(session, who, code)
        reports.opened(session, report, who)
        return ReportWithThread(**report_out(report).model_dump(), thread=_thread(session, house, report))

    return await world(request).writer.do(opened)


@router.post("/reports/{code}/replies", status_code=201, responses=PROBLEMS, openapi_extra={"access": "token"})
async def reply(request: Request, who: Bearer, code: str, body: ReplyIn) -> Done:
    house = world(request).house
    return await _change(
        request, who, code, body.op,
        lambda s, report: answers.reply(s, house, report, who, text=body.text, ask=body.ask),
    )  # fmt: skip


@router.post("/reports/{code}/notes", status_code=201, responses=PROBLEMS, openapi_extra={"access": "token"})
async def note(request: Request, who: Bearer, code: str, body: NoteIn) -> Done:
    return await _change(request, who, code, body.op, lambda s, report: mentions.note(s, report, who, text=body.text))


@router.post("/reports/{code}/status", responses=PROBLEMS, openapi_extra={"access": "token"})
async def status(request: Request, who: Bearer, code: str, body: StatusIn) -> Done:
    house = world(request).house

    def change(session: Session, report: Report) -> str:
        answers.set_status(
            session, house, report, who, status=body.status, version=body.version, result=body.result,
            reason=body.reason, text=body.text,
        )  # fmt: skip
        return ""

    return await _change(request, who, code, body.op, change)


@router.post("/reports/{code}/take", responses=PROBLEMS, openapi_extra={"access": "token"})
async def take(request: Request, who: Bearer, code: str, body: TakeIn | None = None) -> Done:
    def change(session: Session, report: Report) -> str:
        reports.take(session, report, who)
        return ""

    return await _change(request, who, code, body.op if body else "", change)


def _thread(session: Session, house: House, report: Report) -> list[MessageOut]:
    lines = threads.of(session, report.id)
    tried = troubles.attempts(session, [line.id for line in lines if line.delivery])
    waits, neutral = ticks.waits(session, house, report), bool(answers.neutral_notice(house, report))
    ways = (ticks.way_of(line, report, waits=waits, neutral=neutral) for line in lines)
    return [message_out(line, way, tried.get(line.id, [])) for line, way in zip(lines, ways, strict=True)]


async def _change(request: Request, who: Who, code: str, op: str, work: Callable[[Session, Report], str]) -> Done:
    """Loads, authorises and changes in one transaction. A request that is repeated with its `op` gets the first result;
    with another report or other words it is another request."""
    op = operations.of_content(op, (request.url.path, await request.body()))

    def job(session: Session) -> Done:
        report = _find(session, who, code)
        done = operations.once(
            session, actor=who.actor, op=op, work=lambda: f"{work(session, report)} {report.version}"
        )
        message, _, version = done.partition(
            " "
        )  # a repeat learns nothing of later changes, which nobody there has read
        return Done(code=report.code, message=message, version=int(version or report.version))

    return await world(request).writer.do(job)


def _find(session: Session, who: Who, code: str) -> Report:
    now = access.token(session, int(who.actor.removeprefix("token:")))
    return access.find(session, now, code)
