"""Browsers that an officer has logged in with before. Their wrong passwords are counted apart from those of strangers:
a stranger who knows an officer's e-mail address could lock them out otherwise (OWASP, "device cookies").

The cookie holds a random number for the browser and, for each officer who logged in there, a mark that only this server
can make.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api import cookies
from api.world import world

COOKIE = "perangkat"
KEPT = timedelta(days=180)
MOST = 12  # officers who take turns at one computer
_WHOLE = re.compile(rf"[A-Za-z0-9_-]{{22}}(\.[0-9a-f]{{32}}){{1,{MOST}}}")


def known(connection: HTTPConnection, email: str) -> str:
    """The number of this browser if this officer has logged in with it, else ""."""
    device, marks = _read(connection)
    mine = _mark(connection, device, email)
    return device if any(hmac.compare_digest(mine, mark) for mark in marks) else ""


def remember(connection: HTTPConnection, response: Response, email: str) -> None:
    """The cookie outlives the session. It gives no access: it only says whose tries are counted apart."""
    device, marks = _read(connection)
    device = device or secrets.token_urlsafe(16)
    mine = _mark(connection, device, email)
    value = ".".join([device, *[mine, *(mark for mark in marks if mark != mine)][:MOST]])
    cookies.put(connection, response, COOKIE, value, samesite="strict", max_age=int(KEPT.total_seconds()))


def _read(connection: HTTPConnection) -> tuple[str, list[str]]:
    value = cookies.read(connection, COOKIE)
    if not _WHOLE.fullmatch(value):
        return "", []
    device, *marks = value.split(".")
    return device, marks


def _mark(connection: HTTPConnection, device: str, email: str) -> str:
    return world(connection).vault.blind("device", f"{device} {email.strip().lower()}").hex()
