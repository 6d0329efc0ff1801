"""/lapor: the chat as a page and a form. chat.js sends the same form and fetches the same messages."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api import danger, standby
from api.access import address_of
from api.errors import refused
from api.pages import language_of
from api.public import forms, gate, visitors
from api.public.bubbles import bubbles, labels, ringing
from api.public.forms import Filled
from api.public.gate import Knock
from api.public.greeting import greeting
from api.public.show import show
from api.public.visitors import Visitor
from api.world import World, open_file, world
from bot.channels.webchat import ACCOUNT, Tap, Uploads, WebChatChannel, heard
from bot.ingest import Came
from bot.messages import MediaRef
from core import db, media, receipts, threads
from core.errors import DomainError, Invalid, NotFound, TooMany, Unavailable
from core.threads import Line

router = APIRouter()
ANYONE = {"access": "anyone"}
_ID = re.compile(r"[0-9a-f]{32}")
SHOWN = 200  # messages of a chat on one page


@dataclass(frozen=True, slots=True)
class Chat:
    """What a page of this visitor shows."""

    lines: Sequence[Line]
    language: str
    contact_id: int | None = None
    greets: bool = False  # nothing was said yet


@router.get("/lapor", openapi_extra=ANYONE)
def page(request: Request) -> Response:
    who = visitors.visitor(request)
    try:
        return _page(request, who, _chat(request, who))
    except Unavailable as error:
        return _page(request, who, _no_chat(request), trouble=error)


@router.get("/lapor/pesan", openapi_extra=ANYONE)
def fresh(request: Request, sesudah: str = "") -> Response:
    """Messages after the last one that the page has, as HTML; nothing for a visitor who has not written."""
    chat = _chat(request, visitors.visitor(request), after=sesudah)
    return _fragment(request, Chat((), chat.language) if chat.greets else chat, after=sesudah)


@router.get("/lapor/berkas/{id_}", openapi_extra=ANYONE)
async def picture(request: Request, id_: str) -> Response:
    """The visitor's own picture, without its metadata."""
    built = world(request)
    if not await run_in_threadpool(_is_theirs, request, id_):
        raise NotFound("Berkas ini tidak ada.")
    content = await open_file(built, id_, copy=True)
    headers = {"Content-Disposition": "inline", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(content, media_type="image/jpeg", headers=headers)


def _is_theirs(request: Request, id_: str) -> bool:
    with db.reading(world(request).reader) as session:
        known = visitors.known(request, session, visitors.visitor(request))
        return known is not None and media.is_of_contact(session, known.id, id_)


@router.post("/lapor", openapi_extra=ANYONE)
async def say(request: Request) -> Response:
    who, filled = visitors.visitor(request), None
    try:
        filled = await forms.read(request)
        who = who if who.token else visitors.newcomer(filled.newcomer)
        if not filled.is_empty:
            await _say(request, who, filled)
    except (Invalid, TooMany, Unavailable) as error:
        return await run_in_threadpool(_refuse, request, who, filled, error)
    finally:
        await request.close()
    return await run_in_threadpool(_answer, request, who, filled)


async def _say(request: Request, who: Visitor, filled: Filled) -> None:
    """Raises Invalid, TooMany or Unavailable; then nothing was stored."""
    if filled.picks_nothing:
        raise Invalid(forms.NOTHING_PICKED)
    built = world(request)
    chat = await run_in_threadpool(_admitted, request, who)
    tap = Tap(filled.choice, *labels(chat.lines).get(filled.choice, ("", ""))) if filled.choice else None
    knock = Knock(
        address_of(request), visitors.blind(request, who).hex(), is_new=chat.contact_id is None,
        is_alarm=filled.choice in ringing(chat.lines) or danger.told_in(built, filled.text),
    )  # fmt: skip
    deadline = standby.PATIENCE_IN_DANGER if knock.is_alarm else standby.PATIENCE
    may_ring = await built.writer.do(lambda session: gate.enter(session, knock), deadline=deadline)
    uploads = _uploads(built)
    files = await _take_in(filled, uploads, is_alarm=knock.is_alarm)
    said = forms.said(filled, who.sender, media=files, tap=tap, language=chat.language)
    said = replace(said, hushed=not may_ring, knock=knock.name)
    # If this fails the message may be stored all the same, so its files stay; unused ones are cleared later.
    results = await built.writer.take_all([Came(event) for event in heard(said)], deadline=deadline)
    if "repeat" in results:
        await forms.let_go(files, uploads)


def _admitted(request: Request, who: Visitor) -> Chat:
    """Raises TooMany."""
    with db.reading(world(request).reader) as session:
        gate.refuse(session, address_of(request))
    return _chat(request, who)


async def _take_in(filled: Filled, uploads: Uploads, *, is_alarm: bool) -> tuple[MediaRef, ...]:
    """Stores the files. An alarm goes on without files that cannot be stored now; its sender is told to repeat them."""
    try:
        async with asyncio.timeout(standby.PATIENCE if is_alarm else None):
            return await forms.take_in(filled.files, uploads)
    except (Unavailable, TimeoutError):
        if not is_alarm:
            raise
        return tuple(forms.reference(file, "") for file in filled.files)


def _uploads(built: World) -> Uploads:
    channel = built.house.channels[ACCOUNT]
    assert isinstance(channel, WebChatChannel)
    return channel.uploads


# Answers


def _answer(request: Request, who: Visitor, filled: Filled) -> Response:
    if _is_script(request):
        response: Response = _fragment(request, _chat(request, who, after=filled.after), after=filled.after)
    else:
        response = RedirectResponse("/lapor#akhir", status_code=303)
    if not filled.is_empty:
        visitors.remember(request, response, who)
    return response


def _refuse(request: Request, who: Visitor, filled: Filled | None, error: DomainError) -> Response:
    """Says why, shows the number to call, and puts what was typed back into the form."""
    try:
        chat = _chat(request, visitors.visitor(request))
    except Unavailable:
        chat = _no_chat(request)
    if not _is_script(request):
        return _page(request, who, chat, filled=filled, trouble=error)
    alarming = not isinstance(error, Invalid)
    page = show(request, "trouble.html", language=chat.language, trouble=error.text, alarming=alarming)
    return refused(page, error)


def _is_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "") or "hx-request" in request.headers


# Pages


def _chat(request: Request, who: Visitor, *, after: str = "") -> Chat:
    built, after = world(request), after if _ID.fullmatch(after) else ""
    with db.reading(built.reader) as session:
        known = visitors.known(request, session, who)
        found = receipts.of_mark(session, visitors.mark(request, who), after=after) if who.token else []
        if known is not None:
            found += threads.of_contact(session, known.id, after=after, limit=SHOWN)
    if known is None and not found:
        return _no_chat(request)
    lines = [receipts.shown(built.vault, line) for line in sorted(found, key=lambda line: (line.at, line.id))]
    return Chat(lines, known.language, known.id) if known else Chat(lines, language_of(request))


def _no_chat(request: Request) -> Chat:
    language = language_of(request)
    return Chat(greeting(request, language), language, greets=True)


def _fragment(request: Request, chat: Chat, *, after: str) -> Response:
    shown = _shown(request, chat, continues=bool(_ID.fullmatch(after)))
    return show(request, "messages.html", language=chat.language, **shown)


def _shown(request: Request, chat: Chat, *, continues: bool = False) -> dict[str, Any]:
    built = world(request)
    return {"bubbles": bubbles(chat.lines, built.vault, zone=built.settings.zone, continues=continues)}


def _page(
    request: Request, who: Visitor, chat: Chat, *, filled: Filled | None = None, trouble: DomainError | None = None
) -> Response:  # fmt: skip
    stored = bool(visitors.visitor(request).token)
    response = show(
        request, "chat.html", language=chat.language,
        event=filled.event if filled else str(uuid.uuid4()), typed=filled.text if filled else "",
        newcomer="" if stored else who.token or visitors.new_token(), live=chat.contact_id is not None,
        trouble=trouble.text if trouble else "", alarming=trouble is not None and not isinstance(trouble, Invalid),
        **_shown(request, chat),
    )  # fmt: skip
    return refused(response, trouble)
