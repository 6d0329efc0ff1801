"""/laporan/{code}: one report with its thread, and everything an officer does to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn
from api.desk import report_page, sifting
from api.desk.account import Secret, confirm
from api.desk.forms import Op, Visit, change, find
from api.desk.inbox import list_context
from api.errors import refused, sentence
from api.pages import render
from api.world import world
from bot import answers
from core import (
    access,
    audit,
    clock,
    codes,
    db,
    holders,
    mentions,
    reports,
    sessions,
    slips,
    terms,
    threads,
)
from core.access import Who
from core.audit import Entry
from core.errors import Conflict, DomainError, Invalid, TooMany
from core.i18n import translator
from core.models import Report
from core.text import clean

router = APIRouter(prefix="/laporan/{code}", dependencies=[Visit])
OPERATOR = {"access": "operator"}
SLIP = timedelta(minutes=15)  # the same words again within this time, with nothing said between, were sent by mistake
UNKNOWN = "{names} tidak dikenal di laporan ini: catatan tersimpan, tetapi tidak memanggil siapa pun dengan nama itu."
UNREAD = "Ada pesan lain sejak Anda membaca. Baca dulu di atas; bila tetap cocok, kirim sekali lagi."
Number = Annotated[int, Form(ge=0, le=2**31 - 1)]
Words = Annotated[
    str, Form(max_length=30_000)
]  # more than a message may have, so that the page itself can refuse and keep them
Key = Annotated[str, Form(max_length=24)]
Sure = Annotated[str, Form(max_length=2)]  # the officer insists, after core.slips asked


@dataclass(frozen=True, slots=True)
class Typed:
    """What an officer had typed: after a refusal it is still in the forms."""

    text: str = ""
    mode: str = "reply"  # or "note": the field the text belongs to
    ask: bool = False
    sure: bool = False
    status_form: dict[str, str] = field(default_factory=dict)


NOTHING = Typed()


@router.get("", openapi_extra=OPERATOR)
async def show(
    request: Request, code: str, who: SignedIn, blok: Annotated[str, Query(pattern=r"^(thread|details)?$")] = ""
) -> Response:
    """Opening a report is audited before the page is shown. A block only refreshes an open page."""
    if blok:
        return await _shown(request, who, code, block=blok)
    await world(request).writer.do(lambda s: _opened(s, who, code))
    return await run_in_threadpool(_page, request, who, code)


@router.post("/ambil", openapi_extra=OPERATOR)
async def take(request: Request, code: str, who: SignedIn, op: Op = "") -> Response:
    return await _done(request, who, code, op, reports.take)


@router.post("/balas", openapi_extra=OPERATOR)
async def reply(
    request: Request, code: str, who: SignedIn, text: Words = "", ask: Annotated[str, Form(max_length=2)] = "",
    sure: Sure = "", upto: Annotated[str, Form(max_length=32)] = "", op: Op = "",
) -> Response:  # fmt: skip
    """`upto`: the id of the newest message of others that the officer had seen; "" asks for no check."""
    house = world(request).house

    def work(session: db.Session, report: Report, now: Who) -> str:
        _said_once(session, report, now, "officer", text)
        if upto and threads.newest_of_others(session, report.id, now.officer_id) > upto:
            raise Conflict(UNREAD)
        if not sure:
            slips.check(text, code=report.code)
        return answers.reply(session, house, report, now, text=text, ask=bool(ask))

    return await _done(request, who, code, op, work, typed=Typed(text, ask=bool(ask), sure=bool(sure)))


@router.post("/catatan", openapi_extra=OPERATOR)
async def note(request: Request, code: str, who: SignedIn, text: Words = "", op: Op = "") -> Response:
    strangers: list[str] = []

    def work(session: db.Session, report: Report, now: Who) -> str:
        _said_once(session, report, now, "note", text)
        strangers.extend(mentions.strangers(session, report, text=text))
        return mentions.note(session, report, now, text=text)

    answer = await _done(request, who, code, op, work, typed=Typed(text, mode="note"))
    if not strangers or answer.status_code != 303:
        return answer
    return await _shown(request, who, code, told=translator(who.language)(UNKNOWN).format(names=", ".join(strangers)))


@router.post("/status", openapi_extra=OPERATOR)
async def status(
    request: Request, code: str, who: SignedIn, status: Key, result: Key = "", reason: Words = "", text: Words = "",
    category: Key = "", version: Number = 0, sure: Sure = "", op: Op = "",
) -> Response:  # fmt: skip
    """`category`: a report whose category is still unsure gets one in the form that closes it."""
    house = world(request).house
    form = {"status": status, "result": result, "reason": reason, "text": text, "category": category}

    def work(session: db.Session, report: Report, now: Who) -> None:
        _match_text(report, form)
        if not sure:
            slips.check(text, code=report.code)
        seen = version
        if status == "finished" and report.category == terms.UNSURE and category:
            reports.set_category(session, report, now, category=category, version=version)
            seen = report.version
        answers.set_status(
            session, house, report, now, status=status, version=seen, result=result, reason=reason, text=text
        )

    return await _done(request, who, code, op, work, typed=Typed(status_form=form))


@router.post("/tugaskan", openapi_extra=OPERATOR)
async def assign(
    request: Request, code: str, who: SignedIn, unit: Number,
    officer: Annotated[str, Form(pattern=r"^[0-9]{0,9}$")] = "",
    version: Number = 0, op: Op = "",
) -> Response:  # fmt: skip
    def work(session: db.Session, report: Report, now: Who) -> None:
        if unit not in now.units:
            raise Invalid("Unit itu di luar wewenang Anda.", field="unit")
        holders.assign(
            session, report, now, officer_id=int(officer) if officer else None, unit_id=unit, version=version
        )

    return await _done(request, who, code, op, work)


@router.post("/prioritas", openapi_extra=OPERATOR)
async def priority(
    request: Request, code: str, who: SignedIn, priority: Number, version: Number = 0, op: Op = ""
) -> Response:
    return await _done(
        request, who, code, op,
        lambda s, r, w: reports.set_priority(s, r, w, priority=priority, version=version),
    )  # fmt: skip


@router.post("/kategori", openapi_extra=OPERATOR)
async def category(
    request: Request, code: str, who: SignedIn, category: Key, version: Number = 0, op: Op = ""
) -> Response:
    return await _done(
        request, who, code, op,
        lambda s, r, w: reports.set_category(s, r, w, category=category, version=version),
    )  # fmt: skip


@router.post("/kirim-ulang", openapi_extra=OPERATOR)
async def resend(
    request: Request, code: str, who: SignedIn, message: Annotated[str, Form(max_length=32)], op: Op = ""
) -> Response:
    return await _done(request, who, code, op, lambda s, _r, w: answers.resend(s, message, w))


@router.post("/hapus-data", openapi_extra={"access": "admin"})
async def erase(
    request: Request, code: str, who: SignedIn, password: Secret = "", version: Number = 0, op: Op = ""
) -> Response:
    """Deletes a citizen's data, as they asked for: only for admins of the unit, and with their password each time."""
    house = world(request).house

    def work(session: db.Session, report: Report, now: Who) -> None:
        access.require_admin(now, report.unit_id)
        answers.erase(session, house, report, now, version=version)

    try:
        await confirm(request, who, password)
    except (Invalid, TooMany) as error:
        return await _shown(request, who, code, error=error)
    return await _done(request, who, code, op, work)


async def _done(request: Request, who: Who, code: str, op: str, work: Any, *, typed: Typed = NOTHING) -> Response:
    """Leads back to the report. After a refusal the page shows the reason, and still has what was typed."""
    try:
        found = await change(request, who, code, op, work)
    except (Conflict, Invalid) as error:
        return await _shown(request, who, code, error=error, typed=typed)
    onward = f"/laporan/{found}" if found else sifting.remembered(request).address(lepas=code)
    return RedirectResponse(onward, status_code=303)


def _said_once(session: db.Session, report: Report, who: Who, author: str, text: str) -> None:
    """Raises Conflict for words that were sent a moment ago: who goes back in the browser finds them in the field
    again, in a form with a new `op`."""
    last = threads.newest(session, report.id)
    if last is None or (last.author, last.officer_id, last.text) != (author, who.officer_id, clean(text)):
        return
    if clock.now() - last.at < SLIP:
        raise Conflict("Tulisan yang sama sudah Anda kirim pukul {time}.", time=last.at)


def _match_text(report: Report, form: dict[str, str]) -> None:
    """Raises Invalid where the text is the prepared one of another result, which would tell the citizen something
    untrue; the form then holds the right one."""
    texts = report_page.closing_texts(report)
    right = texts.get(form["result"])
    if form["status"] == "finished" and right and clean(form["text"]) in set(texts.values()) - {right}:
        form["text"] = right
        raise Invalid("Teks untuk warga kini sesuai dengan hasilnya. Baca, lalu kirim sekali lagi.", field="text")


def _opened(session: db.Session, who: Who, code: str) -> None:
    now, report = find(session, who, code)
    reports.opened(session, report, now)
    mentions.seen(session, report, now)


async def _shown(request: Request, who: Who, code: str, **more: Any) -> Response:
    """The page or a part of it, never without an audit row that says that this officer has opened the report."""
    if not await run_in_threadpool(_was_opened, request, who, code):
        await world(request).writer.do(lambda s: _noticed(s, who, code))
    return await run_in_threadpool(_page, request, who, code, **more)


def _was_opened(request: Request, who: Who, code: str) -> bool:
    row = Entry(who.actor, reports.OPENED, codes.parse_code(code) or "")
    with db.reading(world(request).reader) as session:
        return audit.has(session, row, since=clock.now() - sessions.LONGEST)


def _noticed(session: db.Session, who: Who, code: str) -> None:
    now, report = find(session, who, code)
    audit.record(session, Entry(now.actor, reports.OPENED, report.code))


def _page(
    request: Request, who: Who, code: str, *, block: str = "", error: DomainError | None = None, told: str = "",
    typed: Typed = NOTHING,
) -> Response:  # fmt: skip
    with db.reading(world(request).reader) as session:
        now, report = find(session, who, code)
        context = report_page.context(session, request, now, report)
        context |= list_context(session, now, sifting.remembered(request))
    context |= {
        "selected": report.code, "notice": sentence(error, request) if error else told,
        "asked": isinstance(error, Invalid) and error.field == slips.FIELD,
        "typed": typed.text, "mode": typed.mode, "ask": typed.ask, "sure": typed.sure, "kept": typed.status_form,
    }  # fmt: skip
    return refused(render(request, "desk/report.html", block=block, **context), error)
