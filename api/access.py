"""Who is asking: FastAPI dependencies over core.access and core.sessions. Every route names one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Form, Request
from starlette.requests import HTTPConnection

from api import cookies
from api.networks import network_of
from api.world import world
from core import access, api_tokens, db, sessions
from core.access import Who
from core.errors import Conflict, NotFound

COOKIE = "jembatan"
NOT_YOURS = "Anda sekarang masuk sebagai {name}. Halaman tadi milik petugas lain: belum ada yang dikirim. Muat ulang."


class LoginNeeded(Exception):
    """A page for officers was asked for without a live session: api/errors.py sends to the login."""


class TokenNeeded(Exception):
    """The API was called without a valid bearer token."""


def session_token(connection: HTTPConnection) -> str:
    return cookies.read(connection, COOKIE)


def address_of(connection: HTTPConnection) -> str:
    """The network as a blind index."""
    return world(connection).vault.blind("address", network_of(connection.client)).hex()


def reading(request: Request) -> Iterator[db.Session]:
    with db.reading(world(request).reader) as session:
        yield session


def signed_in(request: Request) -> Who:
    """The officer of this session. Raises LoginNeeded."""
    token = session_token(request)
    if not token:
        raise LoginNeeded
    with db.reading(world(request).reader) as session:
        found = sessions.officer_of(session, token)
        if found is None:
            raise LoginNeeded
        request.state.seen_due = found[1]
        try:
            who = access.officer(session, found[0])
        except NotFound:
            raise LoginNeeded from None
    request.state.who = request.state.asks = who
    return who


async def on_own_page(
    who: Annotated[Who, Depends(signed_in)], drawn_for: Annotated[str, Form(alias="who", max_length=20)] = ""
) -> Who:
    """Refuses what is sent from a page of another officer: somebody else has logged in in this browser, and it would be
    done in the wrong name. Every form says whose page it is on (api/pages.py). Raises Conflict."""
    if drawn_for not in {"", str(who.officer_id)}:
        raise Conflict(NOT_YOURS, name=who.name)
    return who


async def remember_visit(request: Request, _who: Annotated[Who, Depends(on_own_page)]) -> None:
    """Writes "seen", at most every few minutes, so that an officer at work is not logged out.

    It depends on `on_own_page` itself, because a router's dependencies run before those of the route."""
    await note_visit(request)


async def note_visit(request: Request) -> None:
    """Not for a part of a page, which a page fetches by itself: perhaps nobody is there."""
    if getattr(request.state, "seen_due", False) and not request.query_params.get("blok"):
        token = session_token(request)
        await world(request).writer.do(lambda s: sessions.seen(s, token))


def bearer(request: Request) -> Who:
    """The program behind the bearer token. Raises TokenNeeded."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenNeeded
    with db.reading(world(request).reader) as session:
        token_id = api_tokens.id_of(session, token.strip())
        if token_id is None:
            raise TokenNeeded
        request.state.asks = who = access.token(session, token_id)
        return who


Reading = Annotated[db.Session, Depends(reading, scope="function")]
SignedIn = Annotated[Who, Depends(on_own_page)]
Bearer = Annotated[Who, Depends(bearer)]
