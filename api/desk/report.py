"""/laporan/{code}: one report with its thread, and everything an officer does to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn
from api.desk import chips, sifting, undo, words
from api.desk.account import Secret, confirm
from api.desk.forms import Op, Visit, change, find
from api.desk.inbox import list_context
from api.errors import refused, sentence
from api.pages import render
from api.world import world
from bot import answers
from bot.conversation import wording
from core import (
    access,
    audit,
    clock,
    codes,
    contacts,
    db,
    erasure,
    mentions,
    officers,
    reports,
    sessions,
    slips,
    terms,
    threads,
    troubles,
    units,
    unsent,
)
from core.access import Who
from core.audit import Entry, Often
from core.errors import Conflict, DomainError, Invalid, TooMany
from core.i18n import translator
from core.models import Report
from core.text import clean

router = APIRouter(prefix="/laporan/{code}", dependencies=[Visit])
OPERATOR = {"access": "operator"}
WINDOW_SOON = timedelta(hours=2)  # what is left of a channel's window when it turns amber
SLIP = timedelta(minutes=15)  # within which the same words again, with nothing said between, are a slip
UNKNOWN = "{names} tidak dikenal di laporan ini: catatan tersimpan, tetapi tidak memanggil siapa pun dengan nama itu."
UNREAD = "Ada pesan lain sejak Anda membaca. Baca dulu di atas; bila tetap cocok, kirim sekali lagi."
Number = Annotated[int, Form(ge=0, le=2**31 - 1)]
Words = Annotated[str, Form(max_length=30_000)]  # too long for a message is told on the page, where they stay
Key = Annotated[str, Form(max_length=24)]
Sure = Annotated[str, Form(max_length=2)]  # said once more, after core.slips asked


@router.get("", openapi_extra=OPERATOR)
async def show(
    request: Request, code: str, who: SignedIn, blok: Annotated[str, Query(pattern=r"^(thread|details)?$")] = ""
) -> Response:
    """Opening a report is an audit row; the page waits for it. Blocks only refresh an open page."""
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
    """`upto`: the newest words of others that were before the officer's eyes; a page shown anew has them all."""
    house = world(request).house

    def work(session: db.Session, report: Report, now: Who) -> str:
        _said_once(session, report, now, "officer", text)
        if upto and threads.newest_of_others(session, report.id, now.officer_id) > upto:
            raise Conflict(UNREAD)
        if not sure:
            slips.check(text, code=report.code)
        return answers.reply(session, house, report, now, text=text, ask=bool(ask))

    return await _done(request, who, code, op, work, typed=text, ask=bool(ask), sure=bool(sure))


@router.post("/catatan", openapi_extra=OPERATOR)
async def note(request: Request, code: str, who: SignedIn, text: Words = "", op: Op = "") -> Response:
    strangers: list[str] = []

    def work(session: db.Session, report: Report, now: Who) -> str:
        _said_once(session, report, now, "note", text)
        strangers.extend(mentions.strangers(session, report, text=text))
        return mentions.note(session, report, now, text=text)

    answer = await _done(request, who, code, op, work, typed=text, mode="note")
    if not strangers or answer.status_code != 303:
        return answer
    return await _shown(request, who, code, told=translator(who.language)(UNKNOWN).format(names=", ".join(strangers)))


@router.post("/status", openapi_extra=OPERATOR)
async def status(
    request: Request, code: str, who: SignedIn, status: Key, result: Key = "", reason: Words = "", text: Words = "",
    category: Key = "", version: Number = 0, sure: Sure = "", op: Op = "",
) -> Response:  # fmt: skip
    """`category`: what is still unsure is named with the closing, so that no word is lost on the way to that."""
    house = world(request).house
    kept = {"status": status, "result": result, "reason": reason, "text": text, "category": category}

    def work(session: db.Session, report: Report, now: Who) -> None:
        _matching(report, kept)
        if not sure:
            slips.check(text, code=report.code)
        seen = version
        if status == "finished" and report.category == terms.UNSURE and category:
            reports.set_category(session, report, now, category=category, version=version)
            seen = report.version
        answers.set_status(
            session, house, report, now, status=status, version=seen, result=result, reason=reason, text=text
        )

    return await _done(request, who, code, op, work, kept=kept)


@router.post("/tugaskan", openapi_extra=OPERATOR)
async def assign(
    request: Request, code: str, who: SignedIn, unit: Number,
    officer: Annotated[str, Form(pattern=r"^[0-9]{0,9}$")] = "",
    version: Number = 0, op: Op = "",
) -> Response:  # fmt: skip
    def work(session: db.Session, report: Report, now: Who) -> None:
        if unit not in now.units:
            raise Invalid("Unit itu di luar wewenang Anda.", field="unit")
        reports.assign(
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
    """What a citizen asked for: admins of the unit alone, and each time with their password."""
    house = world(request).house

    def work(session: db.Session, report: Report, now: Who) -> None:
        access.require_admin(now, report.unit_id)
        answers.erase(session, house, report, now, version=version)

    try:
        await confirm(request, who, password)
    except (Invalid, TooMany) as error:
        return await _shown(request, who, code, error=error)
    return await _done(request, who, code, op, work)


async def _done(
    request: Request, who: Who, code: str, op: str, work: Any, *, typed: str = "", mode: str = "reply",
    kept: dict[str, str] | None = None, ask: bool = False, sure: bool = False,
) -> Response:  # fmt: skip
    """Back to the report; a refusal shows the page with the reason and what was typed still there."""
    try:
        found = await change(request, who, code, op, work)
    except (Conflict, Invalid) as error:
        return await _shown(request, who, code, error=error, typed=typed, mode=mode, kept=kept, ask=ask, sure=sure)
    onward = f"/laporan/{found}" if found else sifting.remembered(request).address(lepas=code)
    return RedirectResponse(onward, status_code=303)


def _said_once(session: db.Session, report: Report, who: Who, author: str, text: str) -> None:
    """Going back shows the sent words in the field again, in a form with a new op: a slip, not a second message."""
    last = threads.newest(session, report.id)
    if last is None or (last.author, last.officer_id, last.text) != (author, who.officer_id, clean(text)):
        return
    if clock.now() - last.at < SLIP:
        raise Conflict("Tulisan yang sama sudah Anda kirim pukul {time}.", time=last.at)


def _matching(report: Report, kept: dict[str, str]) -> None:
    """The prepared text of another result would tell the citizen what is not true: the right one is shown first."""
    texts = _closing_texts(report)
    right = texts.get(kept["result"])
    if kept["status"] == "finished" and right and clean(kept["text"]) in set(texts.values()) - {right}:
        kept["text"] = right
        raise Invalid("Teks untuk warga kini sesuai dengan hasilnya. Baca, lalu kirim sekali lagi.", field="text")


def _closing_texts(report: Report) -> dict[str, str]:
    return {result: answers.status_text(report, status="finished", result=result) for result in terms.RESULTS}


def _opened(session: db.Session, who: Who, code: str) -> None:
    now, report = find(session, who, code)
    reports.opened(session, report, now)
    mentions.seen(session, report, now)


async def _shown(request: Request, who: Who, code: str, **more: Any) -> Response:
    """Nobody reads a report of which no row says that they opened it, be it a part of its page that they ask for."""
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
    request: Request, who: Who, code: str, *, block: str = "", error: DomainError | None = None, typed: str = "",
    mode: str = "reply", kept: dict[str, str] | None = None, told: str = "", ask: bool = False, sure: bool = False,
) -> Response:  # fmt: skip
    with db.reading(world(request).reader) as session:
        now, report = find(session, who, code)
        context = _context(session, request, now, report) | list_context(session, now, sifting.remembered(request))
    context |= {
        "notice": sentence(error, request) if error else told, "typed": typed, "mode": mode, "selected": report.code,
        "kept": kept or {}, "asked": isinstance(error, Invalid) and error.field == slips.FIELD,
        "ask": ask, "sure": sure,
    }  # fmt: skip
    return refused(render(request, "desk/report.html", block=block, **context), error)


def _context(session: db.Session, request: Request, who: Who, report: Report) -> dict[str, Any]:
    house = world(request).house
    abilities = house.abilities(report.account)
    kind = report.account.partition(":")[0]
    closing = _window(session, report, abilities.window_hours)
    open_ = closing is None or closing > clock.now()
    off = report.contact_id is not None and report.account not in house.channels
    waits = off or (not open_ and not abilities.writes_first)
    history = _history(session, report)
    drafts = unsent.of(session, report.id)
    staff = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    lines = threads.of(session, report.id)
    mine = {draft.kind: draft.text for draft in drafts if draft.officer_id == who.officer_id}
    return {
        "erasing": _erasing(session, who, report),
        "calling": mentions.unseen(session, report, who),
        "drafts": drafts, "begun": {kind: mine.get(kind, "") for kind in unsent.KINDS},
        "chosen": f"{report.unit_id} {report.officer_id} {report.priority} {report.category}",  # as forms offer it
        "report": report, "holder": reports.holder(session, report), "abilities": abilities,
        "channel_name": words.CHANNELS.get(kind, kind),
        "upto": threads.newest_of_others(session, report.id, who.officer_id),
        "lines": lines, "first_words": _first_words(report, lines),
        "attempts": troubles.attempts(session, [line.id for line in lines if line.delivery]),
        "undo": undo.of(lines, who), "history": history, "names": _names(session, history),
        "closes": {c for c, kind in terms.RESTRICTION_OF_CATEGORY.items() if kind not in who.restrictions},
        "neutral": answers.notice(house, report), "guesses": json.loads(report.guesses), "window_closes": closing,
        "window_left": None if closing is None else chips.span(closing - clock.now(), translator(who.language)),
        "window_soon": closing is not None and closing - clock.now() < WINDOW_SOON,
        "window_open": open_, "waits": waits, "off": off,
        "may_ask": report.status != "finished" and (open_ or waits or "info_request" in abilities.templates),
        "next_statuses": [s for s in terms.STATUSES if s in terms.STATUS_CHANGES[report.status]],
        "status_texts": {
            s: answers.status_text(report, status=s, result="solved") for s in terms.STATUS_CHANGES[report.status]
        },
        "closing_texts": _closing_texts(report),
        "unit_name": next((u.name for u in units.everything(session) if u.id == report.unit_id), ""),
        "staff": staff, "may_take": any(o.id == who.officer_id for o in staff), "mine": report.taken_by == who.actor,
        "alias": report.code[3:7], "times": json.loads(report.times), "happened": _happened(request, who, report),
    }  # fmt: skip


def _first_words(report: Report, lines: Sequence[threads.Line]) -> str:
    """The first words of an alarm that stand in none of its messages yet."""
    first = report.summary.partition("\n")[0]
    return "" if report.complete or first in {line.text.partition("\n")[0] for line in lines} else first


def _erasing(session: db.Session, who: Who, report: Report) -> dict[str, Any] | None:
    """What the page says of a wish to be forgotten that is still open; of reports that `who` does not see, nothing."""
    if erasure.REQUEST not in report.tags.split() or report.contact_id is None:
        return None
    codes = erasure.codes(session, report.contact_id, but=report.id, who=who)
    return {"codes": codes, "may": report.unit_id in who.admin_units}


def _happened(request: Request, who: Who, report: Report) -> str:
    if report.happened_at is None:
        return ""
    t, zone = translator(who.language), world(request).settings.zone
    return wording.known(t, report.happened_at, report.happened_precision, zone)


def _history(session: db.Session, report: Report) -> list[Often]:
    """Newest first. Who looks, looks often: once each, with how often, so that no act is pushed out."""
    acts = audit.of(session, report.code, but=reports.OPENED, limit=1000)
    looks = audit.often(session, report.code, reports.OPENED)
    return sorted([*looks, *(Often(row.actor, row.action, row.at, 1) for row in acts)], key=lambda row: row.at)[::-1]


def _names(session: db.Session, history: Sequence[Any]) -> dict[str, str]:
    """Who stands in the history, from every unit, also those who have left."""
    ids = {int(row.actor[8:]) for row in history if row.actor.startswith("officer:")}
    return {f"officer:{id_}": name for id_, name in officers.names(session, ids).items()}


def _window(session: db.Session, report: Report, hours: int | None) -> Any:
    """When the channel's free window closes, or None where there is none."""
    if hours is None or report.contact_id is None:
        return None
    seen = contacts.heard_at(session, report.contact_id)
    return None if seen is None else seen + timedelta(hours=hours)
