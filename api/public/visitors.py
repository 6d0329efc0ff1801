"""Who chats: a random token in a cookie. Its hash is the sender; the token itself is stored nowhere."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api import cookies
from api.world import world
from bot.channels.webchat import ACCOUNT
from core import contacts, receipts
from core.contacts import Known
from core.db import Session
from core.vault import hash_token

COOKIE = "lapor"
LEFT = "keluar"  # set by exit.js: without a connection the server cannot delete the chat's cookie
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    token: str  # "" before the first message

    @property
    def sender(self) -> str:
        return hash_token(self.token).hex()


def visitor(connection: HTTPConnection) -> Visitor:
    return Visitor("") if LEFT in connection.cookies else leaver(connection)


def leaver(connection: HTTPConnection) -> Visitor:
    """Who chatted here, even if they have left with [Keluar cepat]."""
    token = cookies.read(connection, COOKIE)
    return Visitor(token if _TOKEN.fullmatch(token) else "")


def newcomer(offered: str) -> Visitor:
    """The first page brings a token along, so that sending it twice is one visitor and not two."""
    return Visitor(offered if _TOKEN.fullmatch(offered) else new_token())


def new_token() -> str:
    return secrets.token_urlsafe(32)


def remember(connection: HTTPConnection, response: Response, who: Visitor) -> None:
    """Until the browser is closed."""
    if LEFT in connection.cookies:
        response.delete_cookie(LEFT)
    cookies.put(connection, response, COOKIE, who.token, samesite="strict")


def forget(connection: HTTPConnection, response: Response) -> None:
    response.delete_cookie(LEFT)
    cookies.drop(connection, response, COOKIE)


def known(connection: HTTPConnection, session: Session, who: Visitor) -> Known | None:
    """The contact of this visitor, if anything was ever sent."""
    if not who.token:
        return None
    return contacts.find(session, account=ACCOUNT, blind=blind(connection, who))


def blind(connection: HTTPConnection, who: Visitor) -> bytes:
    return world(connection).vault.blind(ACCOUNT, who.sender)


def mark(connection: HTTPConnection, who: Visitor) -> str:
    """The mark of messages that are shown to this visitor, but have no link to their contact (core.receipts)."""
    return receipts.mark(world(connection).vault, who.sender)
