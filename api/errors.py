"""Errors become answers here, in one table: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import contextlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.access import LoginNeeded, TokenNeeded
from api.pages import language_of, render, when
from api.world import world
from core import audit, clock, db, reports, sessions, throttles
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
OWN_WORDS = (
    "title",
    "reason",
    "text",
    "info",
    "name",
    "email",
)  # fields of forms; what was typed into them is shown again
SECRETS = frozenset({"password", "old", "new", "pin"})  # are typed anew
Typed = list[tuple[str, str]]

TEXTS = {
    400: "Permintaan ini tidak bisa dibaca.",
    401: "Token tidak ada atau tidak berlaku.",
    403: "Permintaan ini ditolak. Muat ulang halaman lalu coba lagi.",
    404: "Halaman ini tidak ada. Periksa alamatnya, atau cari dengan kode laporan.",
    405: "Cara itu tidak dikenal di alamat ini.",
    422: "Ada isian yang belum bisa dipakai.",
    500: "Ada gangguan di pihak kami. Coba lagi, atau sebutkan rujukan di bawah ini.",
}


def install(app: FastAPI) -> None:
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(LoginNeeded, _login)
    app.add_exception_handler(TokenNeeded, _token)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _fields)
    app.add_exception_handler(Exception, _unexpected)


def sentence(error: DomainError, request: Request) -> str:
    """The error's text in the reader's language, with its values filled in."""
    zone = world(request).settings.zone
    values = {
        name: when(value.astimezone(zone), language_of(request)) if isinstance(value, datetime) else value
        for name, value in error.values.items()
    }
    return translator(language_of(request))(error.text).format(**values)


def status_of(error: DomainError) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def refused(response: Response, error: DomainError | None) -> Response:
    """A page with its error's status, and when to come again where that is known; without an error as it is."""
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
    return refused(_answer(request, status_of(error), sentence(error, request), typed=typed, **extra), error)


async def _record(request: Request) -> None:
    """Whoever is known and was refused: once a minute for each report or page, so that no script fills the audit."""
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
    """From a page that was open when its report was restricted or passed on: nobody did anything."""
    return "blok" in request.query_params or _pattern(request).endswith(("/hadir", "/draf"))


async def _login(request: Request, _error: Exception) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", "text/html"):
        return RedirectResponse(f"/masuk?lanjut={request.url.path}", status_code=303)
    text = translator(language_of(request))("Sesi berakhir. Masuk lagi.")
    if _wants_json(request):
        return _answer(request, 401, text)
    return _page(request, 401, text, typed=await _typed(request))


async def _typed(request: Request) -> Typed:
    """The form that was sent, if somebody's own words are in it: on this page they outlive the session, and the
    report that was passed on meanwhile."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return []
    form = await request.form()
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in SECRETS]
    return fields if any(name in OWN_WORDS and value.strip() for name, value in fields) else []


async def _token(request: Request, _error: Exception) -> Response:
    response = _answer(request, 401, TEXTS[401])
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = TEXTS.get(error.status_code, TEXTS[400])
    response = _answer(request, error.status_code, translator(language_of(request))(text))
    response.headers.update(error.headers or {})
    return response


async def _fields(request: Request, error: Exception) -> Response:
    """Names the fields. What was typed into them goes back to a page of ours alone."""
    assert isinstance(error, RequestValidationError)
    found = {".".join(str(part) for part in e["loc"][1:]) or str(e["loc"][0]) for e in error.errors()}
    names = sorted(clean(name)[:60] for name in found)[:MOST_NAMES]  # an unknown field's name is input too
    say = translator(language_of(request))
    return _answer(request, 422, say(TEXTS[422]), typed=await _typed(request), fields=names)


async def _unexpected(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error("request failed", reference=reference, error=type(error).__name__, path=_pattern(request))
    return _answer(request, 500, translator(language_of(request))(TEXTS[500]), reference=reference)


def _answer(
    request: Request, status: int, text: str, *, typed: Typed | None = None, **extra: object
) -> Response:  # fmt: skip
    if _wants_json(request):
        problem = {"type": "about:blank", "title": text, "status": status, **extra}
        return JSONResponse(problem, status_code=status, media_type="application/problem+json")
    return _page(request, status, text, typed=typed or [], reference=str(extra.get("reference", "")))


def _page(request: Request, status: int, text: str, *, typed: Typed, reference: str = "") -> Response:
    return render(
        request, "error.html", status=status, text=text, code=status, reference=reference, typed=typed,
        own_words=OWN_WORDS,
    )  # fmt: skip


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "json" in request.headers.get("accept", "")


def _pattern(request: Request) -> str:
    """The route's pattern, not the address: addresses may hold codes."""
    route = request.scope.get("route")
    return str(getattr(route, "path", "?"))
