"""/setelan: an officer's own password, sessions and language."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.access import SignedIn, session_token
from api.desk.forms import Op, Visit
from api.desk.inbox import menu_context
from api.desk.login import SLOW_DOWN
from api.errors import refused, sentence
from api.pages import render
from api.world import hash_apart, world
from core import audit, db, officers, operations, passwords, terms, throttles
from core.access import Who
from core.audit import Entry
from core.errors import Conflict, DomainError, Invalid
from core.models import Officer

router = APIRouter(prefix="/setelan", dependencies=[Visit])
TRIES, WINDOW = 5, timedelta(minutes=15)
OLD_PAGE = "Kata sandi sudah diganti dari halaman itu. Isi sekali lagi untuk menggantinya lagi."
OFFICER = {"access": "officer"}
Secret = Annotated[str, Form(max_length=1000)]


@router.get("", openapi_extra=OFFICER)
def show(request: Request, who: SignedIn) -> Response:
    return _page(request, who)


@router.post("/sandi", openapi_extra=OFFICER)
async def password(request: Request, who: SignedIn, old: Secret, new: Secret, op: Op = "") -> Response:
    try:
        await world(request).writer.do(lambda s: _count(s, who))
        hashed = await hash_apart(world(request), lambda: _checked(request, who, old, new, op))
    except DomainError as error:
        if isinstance(error, Invalid) and error.field != "old":  # the old one was right: that is no guess
            await world(request).writer.do(lambda s: throttles.give_back(s, _tries(who)))
        return await run_in_threadpool(_page, request, who, error=error)
    token = session_token(request)

    def change(session: db.Session) -> str:
        officer = session.get_one(Officer, who.officer_id)
        officers.change_password(session, officer, new_hash=hashed, keep_session=token)
        return ""

    def finish(session: db.Session) -> None:
        throttles.give_back(session, _tries(who))
        if hashed:
            operations.once(session, actor=who.actor, op=op, work=lambda: change(session))

    await world(request).writer.do(finish)
    return await run_in_threadpool(_page, request, who, done="Kata sandi diganti. Sesi lain sudah ditutup.")


@router.post("/keluar-semua", openapi_extra=OFFICER)
async def everywhere(request: Request, who: SignedIn) -> Response:
    assert who.officer_id is not None
    token, officer_id = session_token(request), who.officer_id

    def close(session: db.Session) -> None:
        officers.end_other_sessions(session, officer_id, keep_session=token)
        audit.record(session, Entry(who.actor, "logout.everywhere"))

    await world(request).writer.do(close)
    return await run_in_threadpool(_page, request, who, done="Semua sesi lain sudah ditutup.")


@router.post("/bahasa", openapi_extra=OFFICER)
async def language(request: Request, who: SignedIn, language: Annotated[str, Form(max_length=8)]) -> Response:
    def change(session: db.Session) -> None:
        if language not in terms.LANGUAGES:
            raise Invalid("Bahasa itu belum ada.", field="language")
        session.get_one(Officer, who.officer_id).language = language

    await world(request).writer.do(change)
    return RedirectResponse("/setelan", status_code=303)


def _count(session: db.Session, who: Who) -> None:
    """Limits the tries: who finds an unlocked desk must not be able to guess the password."""
    throttles.spend(session, _tries(who), limit=TRIES, window=WINDOW, text=SLOW_DOWN)


async def confirm(request: Request, who: Who, password: str) -> None:
    """Makes sure by the password that it is this officer, before what cannot be undone. Raises Invalid or TooMany."""
    await world(request).writer.do(lambda s: _count(s, who))
    if not await hash_apart(world(request), lambda: _is_own(request, who, password)):
        raise Invalid("Kata sandi Anda tidak cocok.", field="password")
    await world(request).writer.do(lambda s: throttles.give_back(s, _tries(who)))


def _tries(who: Who) -> str:
    return f"password of {who.actor}"


def _is_own(request: Request, who: Who, password: str) -> bool:
    with db.reading(world(request).reader) as session:
        hashed = session.get_one(Officer, who.officer_id).password_hash
    return passwords.verify(password, hashed)


def _checked(request: Request, who: Who, old: str, new: str, op: str) -> str:
    """The new hash; "" for the second click of a double click, when the old password is not valid any more."""
    with db.reading(world(request).reader) as session:
        is_again = operations.done(session, actor=who.actor, op=op)
        officer = session.get_one(Officer, who.officer_id)
        email, name, hashed = officer.email, officer.name, officer.password_hash
    if is_again and not passwords.verify(new, hashed):
        raise Conflict(OLD_PAGE)
    if is_again:
        return ""
    if not passwords.verify(old, hashed):
        raise Invalid("Kata sandi lama tidak cocok.", field="old")
    return passwords.hash_new(new, context=(email, name))


def _page(request: Request, who: Who, *, error: DomainError | None = None, done: str = "") -> Response:
    with db.reading(world(request).reader) as session:
        context = menu_context(session, who)
    notice = sentence(error, request) if error else ""
    return refused(render(request, "desk/account.html", done=done, notice=notice, **context), error)
