"""Letting officers in and out: login, one-time links, logout."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api import cookies
from api.access import COOKIE, LoginNeeded, SignedIn, address_of, session_token
from api.desk import devices, sifting
from api.desk.forms import own_path
from api.errors import refused, sentence
from api.pages import render
from api.world import hash_apart, world
from core import audit, db, officers, passwords, sessions, throttles, units
from core.audit import Entry
from core.errors import DomainError, NotFound, TooMany
from core.models import Officer

router = APIRouter()
WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 20
WRONG = "E-mail atau kata sandi tidak cocok."
NOTHING = {"email": "", "name": ""}  # typed so far
SLOW_DOWN = "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."
STRANGE = "Terlalu banyak percobaan. Tunggu beberapa menit, atau masuk dari peramban yang biasa Anda pakai."


def login_page(
    request: Request, *, status: int = 200, text: str = "", email: str = "", onward: str = ""
) -> HTMLResponse:
    """`onward`: where to go after the login; by default what `lanjut` names, or the list with its filters."""
    onward = onward or request.query_params.get("lanjut") or sifting.of(request.query_params).address()
    return render(request, "desk/login.html", status=status, text=text, email=email, onward=own_path(onward))


@router.post("/masuk/login", openapi_extra={"access": "anyone"})
async def log_in(
    request: Request,
    email: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=1000)],
    lanjut: Annotated[str, Form(max_length=2500)] = "/masuk",
) -> Response:
    """A try is counted before the password is checked. Answer and time are the same if there is no such account."""
    writer, address, device = world(request).writer, address_of(request), devices.known(request, email)
    try:
        await run_in_threadpool(_refuse, request, email, device, address)
        await writer.do(lambda s: _count(s, email, device, address))
    except TooMany as error:
        return refused(login_page(request, text=sentence(error, request), email=email, onward=lanjut), error)
    right = await hash_apart(world(request), lambda: _verified(request, email, password))
    token = await writer.do(lambda s: _open(s, right, email, device, address))
    if not token:
        return login_page(request, status=422, text=WRONG, email=email, onward=lanjut)
    response = RedirectResponse(own_path(lanjut), status_code=303)
    _let_in(request, response, token, email)
    return response


@router.post("/masuk/keluar", openapi_extra={"access": "anyone"})
async def log_out(request: Request) -> Response:
    token = session_token(request)
    if await run_in_threadpool(_is_open, request, token):
        await world(request).writer.do(lambda s: officers.log_out(s, token))
    response = RedirectResponse("/masuk", status_code=303)
    cookies.drop(request, response, COOKIE)
    sifting.forget(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _is_open(request: Request, token: str) -> bool:
    with db.reading(world(request).reader) as session:
        return sessions.ends(session, token) is not None


@router.get("/masuk/sesi", openapi_extra={"access": "officer"})
def time_left(request: Request, _who: SignedIn) -> Response:
    return _left(request)


@router.post("/masuk/sesi", openapi_extra={"access": "officer"})
async def go_on(request: Request, _who: SignedIn) -> Response:
    token = session_token(request)
    await world(request).writer.do(lambda s: sessions.seen(s, token))
    return await run_in_threadpool(_left, request)


def _left(request: Request) -> Response:
    """How long the session lasts, so that the page can warn, and whose it is. Raises LoginNeeded."""
    token = session_token(request)
    with db.reading(world(request).reader) as session:
        found, live = sessions.ends(session, token), sessions.officer_of(session, token)
        if found is None or live is None:
            raise LoginNeeded
        email = session.get_one(Officer, live[0]).email
    return JSONResponse({"left": found[0], "longest": found[1], "email": email})


@router.get("/masuk/undangan/{token}", openapi_extra={"access": "anyone"})
def show_link(request: Request, token: str) -> HTMLResponse:
    with db.reading(world(request).reader) as session:
        try:
            kind, officer = officers.open_link(session, token)
        except NotFound as error:
            return render(request, "desk/link.html", status=404, kind="", officer=None, text=error.text, values=NOTHING)
    return render(request, "desk/link.html", kind=kind, officer=officer, text="", values=NOTHING)


@router.post("/masuk/undangan/{token}", openapi_extra={"access": "anyone"})
async def use_link(
    request: Request,
    token: str,
    password: Annotated[str, Form(max_length=1000)],
    email: Annotated[str, Form(max_length=254)] = "",
    name: Annotated[str, Form(max_length=120)] = "",
) -> Response:
    try:
        opened = await run_in_threadpool(_look, request, token)
        context = (email, name) if opened[0] == "first" else (opened[1], opened[2])
        hashed = await hash_apart(world(request), lambda: passwords.hash_new(password, context=context))
        opens = await world(request).writer.do(lambda s: _use(s, token, hashed, email=email, name=name))
    except DomainError as error:
        return await run_in_threadpool(_again, request, token, error, email, name)
    response = RedirectResponse("/masuk", status_code=303)
    _let_in(request, response, opens, context[0])
    return response


def _look(request: Request, token: str) -> tuple[str, str, str]:
    with db.reading(world(request).reader) as session:
        kind, officer = officers.open_link(session, token)
        return kind, officer.email if officer else "", officer.name if officer else ""


def _use(session: db.Session, token: str, hashed: str, *, email: str, name: str) -> str:
    officer = officers.use_link(session, token, new_hash=hashed, email=email, name=name, root=units.root(session))
    return sessions.open_for(session, officer.id)


def _again(request: Request, token: str, error: DomainError, email: str, name: str) -> Response:
    with db.reading(world(request).reader) as session:
        try:
            kind, officer = officers.open_link(session, token)
        except NotFound as gone:
            kind, officer, error = "", None, gone
    values, text = {"email": email, "name": name}, sentence(error, request)
    return refused(render(request, "desk/link.html", kind=kind, officer=officer, text=text, values=values), error)


def _verified(request: Request, email: str, password: str) -> tuple[int, str] | None:
    """(officer id, password hash) if the password is right."""
    with db.reading(world(request).reader) as session:
        found = officers.password_hash(session, email)
    right = passwords.verify(password, found[1] if found else None)
    return found if right else None


def _refuse(request: Request, email: str, device: str, address: str) -> None:
    """Raises TooMany."""
    with db.reading(world(request).reader) as session:
        for key, limit in _limits(email, device, address):
            throttles.refuse(session, key, limit=limit, text=SLOW_DOWN if device else STRANGE)


def _count(session: db.Session, email: str, device: str, address: str) -> None:
    """Counts a try. Raises TooMany."""
    for key, limit in _limits(email, device, address):
        throttles.spend(session, key, limit=limit, window=WINDOW, text=SLOW_DOWN if device else STRANGE)


def _limits(email: str, device: str, address: str) -> list[tuple[str, int]]:
    """A browser that the officer has used before has a count of its own: strangers cannot use it up."""
    own = (_tries(email, device), PER_ACCOUNT)
    return [own] if device else [own, (f"login from {address}", PER_ADDRESS)]


def _tries(email: str, device: str) -> str:
    name = f"login {email.strip().lower()}"
    return f"{name} with {device}" if device else name


def _open(session: db.Session, right: tuple[int, str] | None, email: str, device: str, address: str) -> str:
    """The new session's token; "" if the password is wrong, or was changed while it was being checked."""
    if right is None or officers.password_hash(session, email) != right:
        audit.record(session, Entry("system", "login.refused"))
        return ""
    officer_id = right[0]
    throttles.clear(session, _tries(email, device))
    if not device:  # many officers share one address: a right password is not counted for it
        throttles.give_back(session, f"login from {address}")
    audit.record(session, Entry(f"officer:{officer_id}", "login"))
    return sessions.open_for(session, officer_id)


def _let_in(request: Request, response: Response, token: str, email: str) -> None:
    devices.remember(request, response, email)
    # Lax, not Strict: a link from the duty chat must open the report for an officer who is logged in.
    cookies.put(request, response, COOKIE, token, samesite="lax")
