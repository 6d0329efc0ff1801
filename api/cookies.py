"""Our cookies: for this host alone, out of reach of scripts, and over https alone where the station has it."""

from __future__ import annotations

from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.world import world


def read(connection: HTTPConnection, name: str) -> str:
    return connection.cookies.get(_full(connection, name), "")


def put(
    connection: HTTPConnection, response: Response, name: str, value: str, *, samesite: Literal["lax", "strict"],
    max_age: int | None = None,
) -> None:  # fmt: skip
    """`max_age` in seconds; without it the cookie goes when the browser is closed."""
    response.set_cookie(
        _full(connection, name), value, max_age=max_age, httponly=True, samesite=samesite, path="/",
        secure=world(connection).settings.secure_cookies,
    )  # fmt: skip


def drop(connection: HTTPConnection, response: Response, name: str) -> None:
    secure = world(connection).settings.secure_cookies
    response.delete_cookie(_full(connection, name), path="/", secure=secure, httponly=True, samesite="lax")


def _full(connection: HTTPConnection, name: str) -> str:
    """`__Host-` binds the cookie to this very host; browsers accept that over https alone."""
    return f"__Host-{name}" if world(connection).settings.secure_cookies else name
