"""Errors become answers here, in one table: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.access import LoginNeeded, TokenNeeded, session_token, signed_in
from api.pages import language_of, render, when
from api.world import world
from core import audit, clock, db, reports, sessions, throttles
from core.access import Who
from core.audit import Entry
from core.codes import parse_code
from core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, TooMany, Unavailable
from core.i18n import translator
from core.text import clean

log = structlog.get_logger(__name__)

STATUS: dict[type[DomainError], int] = {
    NotFound: 404, Forbidden: 403, Conflict: 409, Invalid: 422, TooMany: 429, Unavailable: 503
}  # fmt: skip

MOST_NAMES = 20
REFUSED_AGAIN = timedelta(minutes=1)
OWN_WORDS = ("title", "reason", "text", "info", "name", "email")  # fields whose content is shown again after an error
DESK = ("/masuk", "/laporan", "/lampiran", "/masalah", "/unit", "/setelan")
CITIZENS = frozenset({"lapor", "lacak", "privasi"})
SECRETS = frozenset({"password", "old", "new", "pin"})  # fields whose content is not
Typed = list[tuple[str, str]]
Menu = Callable[[db.Session, Who], dict[str, Any]]

TEXTS = {
    400: "Permintaan ini tidak bisa dibaca.",
    401: "Token tidak ada atau tidak berlaku.",
    403: "Permintaan ini ditolak. Muat ulang halaman lalu coba lagi.",
    404: "Halaman ini tidak ada. Periksa alamatnya, atau cari dengan kode laporan.",
    405: "Cara itu tidak dikenal di alamat ini.",
    422: "Ada isian yang belum bisa dipakai.",
    500: "Ada gangguan di pihak kami. Coba lagi, atau sebutkan rujukan di bawah ini.",
}


def install(app: FastAPI, *, menu: Menu) -> None:
    """`menu`: what the frame of the desk shows to an officer."""
    app.state.menu = menu
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(LoginNeeded, _login)
    app.add_exception_handler(TokenNeeded, _token)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _fields)
    app.add_exception_handler(ClientDisconnect, _hung_up)
    app.add_exception_handler(Exception, _unexpected)


def sentence(error: DomainError, request: Request) -> str:
    """The error's text in the reader's language, with its values filled in."""
    zone = world(request).settings.zone
    values = {
        name: when(value.astimezone(zone), language_of(request)) if isinstance(value, datetime) else value
        for name, value in error.values.items()
    }
    return translator(language_of(request))(error.text).format(**values)


async def cross_site(request: Request) -> Response:
    """The answer to a change that another site asked the browser for."""
    return await _answer(request, 403, translator(language_of(request))(TEXTS[403]))


def status_of(error: DomainError) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def refused(response: Response, error: DomainError | None) -> Response:
    """Gives a page its error's status, and Retry-After where it is known. Without an error the page stays as it is."""
    if error is not None:
        response.status_code = status_of(error)
    if isinstance(error, (TooMany, Unavailable)):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


async def _domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)
    extra: dict[str, Any] = {"field": error.field} if isinstance(error, Invalid) and error.field else {}
    typed = await _typed(request)
    if isinstance(error, (NotFound, Forbidden)):
        await _record(request)
    answer = await _answer(request, status_of(error), sentence(error, request), typed=typed, **extra)
    return refused(answer, error)


async def _record(request: Request) -> None:
    """A refusal of a known officer or program is audited: once a minute for each report or page, so that no script
    fills the audit."""
    who, code = getattr(request.state, "asks", None), parse_code(str(request.path_params.get("code", ""))) or ""
    if who is None:
        return

    def write(session: db.Session) -> None:
        subject = code if code and reports.by_code(session, code) else ""
        opened = Entry(who.actor, reports.OPENED, subject)
        if _comes_by_itself(request) and audit.has(session, opened, since=clock.now() - sessions.LONGEST):
            return
        if throttles.count(session, f"refused {who.actor} {subject or _pattern(request)}", window=REFUSED_AGAIN) == 1:
            audit.record(session, Entry(who.actor, "access.refused", subject, _pattern(request)))

    with contextlib.suppress(Unavailable):
        await world(request).writer.do(write)


def _comes_by_itself(request: Request) -> bool:
    """Requests that an open page makes by itself, also after its report was passed on: nobody tried anything."""
    return "blok" in request.query_params or _pattern(request).endswith(("/hadir", "/draf"))


async def _login(request: Request, _error: Exception) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", "text/html"):
        return RedirectResponse(f"/masuk?lanjut={request.url.path}", status_code=303)
    text = translator(language_of(request))("Sesi berakhir. Masuk lagi.")
    return await _answer(request, 401, text, typed=await _typed(request))


async def _typed(request: Request) -> Typed:
    """The fields of the form that was sent, if somebody's own words are in it: the error page shows them again, so they
    are not lost with the session or with access to the report."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return []
    form = await request.form()
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in SECRETS]
    return fields if any(name in OWN_WORDS and value.strip() for name, value in fields) else []


async def _token(request: Request, _error: Exception) -> Response:
    response = await _answer(request, 401, translator(language_of(request))(TEXTS[401]))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _is_lost(request, error.status_code):
        with contextlib.suppress(LoginNeeded, Unavailable):
            await run_in_threadpool(signed_in, request)
    text = TEXTS.get(error.status_code, TEXTS[400])
    response = await _answer(request, error.status_code, translator(language_of(request))(text))
    response.headers.update(error.headers or {})
    return response


async def _fields(request: Request, error: Exception) -> Response:
    """Names the fields that were refused, and what may stand in one of few words. Their content is shown on a page of
    ours only, never in JSON."""
    assert isinstance(error, RequestValidationError)
    found = {".".join(str(part) for part in e["loc"][1:]) or str(e["loc"][0]) for e in error.errors()}
    names = sorted(clean(name)[:60] for name in found)[:MOST_NAMES]  # an unknown field's name is input too
    say = translator(language_of(request))
    allowed = {str(e["loc"][-1]): _words_of(e) for e in error.errors() if e["type"] == "literal_error"}
    return await _answer(
        request, 422, say(TEXTS[422]), typed=await _typed(request), fields=names,
        **({"allowed": allowed} if allowed else {}),
    )  # fmt: skip


def _words_of(error: dict[str, Any]) -> list[str]:
    return re.findall(r"'([a-z_]+)'", error["ctx"]["expected"])


async def _hung_up(_request: Request, _error: Exception) -> Response:
    """In the middle of a form, as a telephone does on a bad line: nobody reads this, and nothing of ours failed."""
    return Response(status_code=400)


async def _unexpected(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error("request failed", reference=reference, error=type(error).__name__, path=_pattern(request))
    return await _answer(request, 500, translator(language_of(request))(TEXTS[500]), reference=reference)


async def _answer(
    request: Request, status: int, text: str, *, typed: Typed | None = None, **extra: object
) -> Response:  # fmt: skip
    if _wants_json(request):
        problem = {"type": "about:blank", "title": text, "status": status, **extra}
        return JSONResponse(problem, status_code=status, media_type="application/problem+json")
    reference = str(extra.get("reference", ""))
    return await run_in_threadpool(_page, request, status, text, typed=typed or [], reference=reference)


def _page(request: Request, status: int, text: str, *, typed: Typed, reference: str) -> Response:
    template = "error.html" if _is_desk(request, status) else "public/error.html"
    page = _page_of(request.url.path)
    onward = f"/masuk?lanjut={page}" if status == 401 and page.startswith("/laporan/") else "/masuk"
    return render(
        request, template, status=status, text=text, code=status, reference=reference, typed=typed,
        own_words=OWN_WORDS, page=page, onward=onward, **_menu(request, status),
    )  # fmt: skip


def _menu(request: Request, status: int) -> dict[str, Any]:
    """For a known officer, unless the database may be what fails."""
    who = getattr(request.state, "who", None)
    if who is None or status >= 500:
        return {}
    with contextlib.suppress(Unavailable), db.reading(world(request).reader) as session:
        return dict(request.app.state.menu(session, who))
    return {}


def _page_of(path: str) -> str:
    """The page that a form stands on which is sent to this path."""
    parts = path.split("/")
    if parts[1] == "lampiran":
        return "/masuk"
    deep = parts[1] == "laporan" or "balasan" in parts
    return "/".join(parts[: 3 if deep else 2])


def _is_desk(request: Request, status: int) -> bool:
    """Whose page it is. Without a database no officer is known; citizens keep the number to call and the way out."""
    known = getattr(request.state, "who", None) is not None
    return known or _is_lost(request, status) or status == 401 or request.url.path.startswith(DESK)


def _is_lost(request: Request, status: int) -> bool:
    """An address that leads nowhere asks for no session: a browser that holds one is taken for an officer's."""
    return status == 404 and bool(session_token(request)) and request.url.path.split("/")[1] not in CITIZENS


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "json" in request.headers.get("accept", "")


def _pattern(request: Request) -> str:
    """The route's pattern, not the address: addresses may hold codes."""
    route = request.scope.get("route")
    return str(getattr(route, "path", "?"))
