"""/lacak: how far a report is, by its code; its messages and additions, with the PIN as well."""

from __future__ import annotations

import base64
import binascii
import contextlib
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated

import orjson
from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api import danger
from api.access import address_of
from api.errors import refused, sentence
from api.public import gate
from api.public.bridge import Bridge, steps
from api.public.bubbles import Bubble, bubbles
from api.public.show import show
from api.world import World, world
from bot.conversation.wording import RESULTS, promise
from core import clock, db, operations, ringing, seen, throttles, tracking
from core.codes import parse_code, parse_pin
from core.errors import TooMany, Unavailable
from core.ids import new_id
from core.text import clean
from core.tracking import TRIES, TRIES_WINDOW, Progress
from core.vault import Unreadable

router = APIRouter()
ANYONE = {"access": "anyone"}
PIN_TRIES, PIN_WINDOW = 10, timedelta(days=1)
TICKET_FOR = timedelta(minutes=30)
OLD = "Halaman tadi sudah terlalu lama terbuka. Tulis kode dan PIN sekali lagi, lalu kirim."
FAILED = "Kode atau PIN itu tidak cocok."
TOO_OFTEN = "Terlalu banyak percobaan. Coba lagi nanti."


@dataclass(frozen=True, slots=True)
class Opened:
    """A report that was opened with its PIN. In the page's next form the ticket takes the place of the PIN."""

    ticket: str
    bubbles: tuple[Bubble, ...]
    op: str
    promised: tuple[str, datetime] | None
    result: str
    added: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Info that could not be added to its report, and why. Without a ticket the page asks for code and PIN."""

    text: str
    op: str
    alarm: bool
    ticket: str
    why: str


@router.get("/lacak", openapi_extra=ANYONE)
async def page(request: Request, kode: str = "") -> Response:
    if not kode.strip():
        return _page(request)
    return await _look(request, kode, "")


@router.post("/lacak", openapi_extra=ANYONE)
async def look(request: Request, kode: Annotated[str, Form()] = "", pin: Annotated[str, Form()] = "") -> Response:
    return await _look(request, kode, pin)


@router.post("/lacak/info", openapi_extra=ANYONE)
async def add(
    request: Request, tiket: Annotated[str, Form()] = "", info: Annotated[str, Form()] = "",
    op: Annotated[str, Form()] = "", kode: Annotated[str, Form()] = "", pin: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """If the page was open for too long, it asks for code and PIN once more, and keeps what was written."""
    built, text = world(request), clean(info)
    code, alarm = _ticket_code(built, tiket), await run_in_threadpool(danger.told_in, built, text)
    kept = Kept(text, clean(op)[:36], alarm, tiket if code else "", FAILED if kode else OLD)
    try:
        if code is None and kode:
            code = await _guessed(request, kode, pin, has_pin=True)  # a PIN of spaces, or none, is a wrong one
        if code is None:
            return _page(request, status=404, kept=kept) if text else _failed(request)
        if text:
            added = Added(code, new_id(), text, alarm, address_of(request), operations.of_content(kept.op, text))
            await built.writer.do(lambda session: _add(session, added))
    except (TooMany, Unavailable) as error:
        return refused(_page(request, kept=replace(kept, why=sentence(error, request)), wait=_wait(error)), error)
    return await _open(request, code, added=bool(text), alarm=alarm)


async def _look(request: Request, kode: str, pin: str) -> Response:
    try:
        code = await _guessed(request, kode, pin, has_pin=bool(pin.strip()))
    except TooMany as error:
        return refused(_page(request, too_many=True, wait=_wait(error)), error)
    if code is None:
        return _failed(request)
    if pin.strip():
        return await _open(request, code)
    return await run_in_threadpool(_progress_page, request, code)


async def _guessed(request: Request, kode: str, pin: str, *, has_pin: bool) -> str | None:
    """The code, if it is right, and with `has_pin` the PIN too; else None. Raises TooMany."""
    built, code = world(request), parse_code(kode)
    guess = Guess(address_of(request), code, parse_pin(pin), has_pin=has_pin)
    if await run_in_threadpool(_needs_no_count, built, guess):
        return code
    return code if await built.writer.do(lambda session: _try(session, built, guess)) else None


@dataclass(frozen=True, slots=True)
class Added:
    code: str
    message_id: str
    text: str
    alarm: bool
    address: str
    op: str


def _add(session: db.Session, new: Added) -> None:
    def work() -> str:
        gate.slow_down(session, f"add {new.code}", text=gate.TOO_FAST)
        rings = new.alarm and ringing.may_ring(session, ringing.knock(address=new.address, sender=new.code))
        return str(tracking.add(session, code=new.code, message_id=new.message_id, text=new.text, alarm=rings))

    operations.once(session, actor=f"lacak {new.code}", op=new.op, work=work)


@dataclass(frozen=True, slots=True)
class Guess:
    address: str
    code: str | None
    pin: str | None
    has_pin: bool


def _needs_no_count(built: World, guess: Guess) -> bool:
    """Whether it is a right code without a PIN. Raises TooMany."""
    with db.reading(built.reader) as session:
        throttles.refuse(session, _by(guess.address), limit=TRIES, text=TOO_OFTEN)
        return not guess.has_pin and tracking.progress(session, guess.code) is not None


def _by(address: str) -> str:
    return f"track {address}"


def _try(session: db.Session, built: World, guess: Guess) -> bool:
    """Whether the guess is right. It is counted before it is checked; a right one is not counted."""
    by_address = _by(guess.address)
    throttles.refuse(session, by_address, limit=TRIES, text=TOO_OFTEN)
    if not guess.has_pin:
        if tracking.progress(session, guess.code) is not None:
            return True
        throttles.count(session, by_address, window=TRIES_WINDOW)
        return False
    by_code = f"track code {guess.code}"
    if guess.code is not None:  # no code at all is counted for no report
        throttles.spend(session, by_code, limit=PIN_TRIES, window=PIN_WINDOW, text=TOO_OFTEN)
    throttles.count(session, by_address, window=TRIES_WINDOW)
    if not tracking.opens(session, built.vault, code=guess.code, pin=guess.pin):
        return False
    for key in (by_address, by_code):
        throttles.give_back(session, key)
    return True


# Pages


def _page(
    request: Request, *, status: int = 200, progress: Progress | None = None, bridge: Bridge | None = None,
    opened: Opened | None = None, failed: bool = False, too_many: bool = False, kept: Kept | None = None,
    wait: tuple[str, int] = ("", 0),
) -> Response:  # fmt: skip
    return show(
        request, "tracking.html", status=status, progress=progress, bridge=bridge, opened=opened, failed=failed,
        too_many=too_many, kept=kept, wait=wait,
    )  # fmt: skip


def _wait(error: TooMany | Unavailable) -> tuple[str, int]:
    """When to come again, in minutes or hours, rounded up."""
    minutes = -(-error.retry_after // 60)
    return ("{n} menit", minutes) if minutes < 100 else ("{n} jam", -(-minutes // 60))


def _failed(request: Request) -> Response:
    """The same answer for a wrong code, a wrong PIN, and no such report. It does not repeat what was typed."""
    return _page(request, status=404, failed=True)


def _progress_page(request: Request, code: str) -> Response:
    with db.reading(world(request).reader) as session:
        progress = tracking.progress(session, code)
    if progress is None:
        return _failed(request)
    return _page(request, progress=progress, bridge=steps(progress))


async def _open(request: Request, code: str, *, added: bool = False, alarm: bool = False) -> Response:
    built = world(request)
    response, is_new = await run_in_threadpool(_opened, request, code, added=added, alarm=alarm)
    if is_new:
        with contextlib.suppress(Unavailable):  # the next time it is noted
            await built.writer.do(lambda session: seen.open_all(session, code))
    return response


def _opened(request: Request, code: str, *, added: bool, alarm: bool) -> tuple[Response, bool]:
    """The page, and whether it shows officers' messages that were not shown before."""
    built = world(request)
    with db.reading(built.reader) as session:
        progress = tracking.progress(session, code)
        lines = tracking.messages(session, code)
        is_new = not seen.is_opened(session, code)
    if progress is None:
        return _failed(request), False
    shown = tuple(bubbles(lines, built.vault, zone=built.settings.zone))
    settings = built.settings
    promised = promise(progress, now=clock.now(), hours=settings.hours, zone=settings.zone)
    opened = Opened(
        _ticket(built, code), shown, str(uuid.uuid4()), promised, RESULTS.get(progress.result, ""), added, alarm
    )
    return _page(request, progress=progress, bridge=steps(progress), opened=opened), is_new


# Tickets


def _ticket(built: World, code: str) -> str:
    until = (clock.now() + TICKET_FOR).isoformat()
    sealed = built.vault.seal(orjson.dumps([code, until]), about=b"tracking ticket")
    return base64.urlsafe_b64encode(sealed).decode()


def _ticket_code(built: World, ticket: str) -> str | None:
    """The code in the ticket; None if its time is over, or if it is no ticket of ours."""
    try:
        sealed = base64.urlsafe_b64decode(ticket[:400])
        code, until = orjson.loads(built.vault.open(sealed, about=b"tracking ticket"))
    except (Unreadable, binascii.Error, ValueError):
        return None
    return str(code) if datetime.fromisoformat(until) > clock.now() else None
