"""Messages with code and PIN: sealed while they exist, and gone soon.

A pushed message forgets its text once it is delivered (core.outbox); a page has no such moment, so there it is
wiped a while later. One that never arrived is kept for as long as it is tried: without it nobody can open the report.
"""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from core import clock, threads
from core.ids import first_of
from core.models import Message, Outbox
from core.outbox import TRIED_FOR
from core.threads import Line
from core.vault import Unreadable, Vault

SHOWN_FOR = timedelta(hours=1)
LONGEST = timedelta(days=7)  # no page shows any of them for so long
UNSENT_FOR = max(TRIED_FOR)  # how much later what never arrived is wiped, so that somebody can send it again
LOOK_BACK = timedelta(days=30)  # a machine that was off for longer is somebody's to look after
WIPED = "wiped"  # the shape that pages explain
TRACELESS = "anonymous"  # the kind of message of which nothing stays: the receipt of an anonymous report, a link


ABOUT = b"receipt"
WITHOUT = {"payload": None, "contact_id": None, "address": b"", "trouble": ""}  # nobody can do anything about it now


def seal(vault: Vault, text: str) -> str:
    """Never begins with "{", as an open payload does."""
    return base64.b64encode(vault.seal(text.encode(), about=ABOUT)).decode()


def unseal(vault: Vault, sealed: str) -> str:
    """Raises Unreadable."""
    return vault.open(base64.b64decode(sealed), about=ABOUT).decode()


def shown(vault: Vault, line: Line) -> Line:
    """The line as its reader may see it: a sealed one opened, with its text and data in place."""
    if "sealed" not in line.data:
        return line
    try:
        data = json.loads(unseal(vault, line.data["sealed"]))
    except Unreadable:
        data = {"text": "", "shape": WIPED}
    return replace(line, text=data.pop("text"), data=data)


def mark(vault: Vault, visitor: str) -> str:
    """By which a page finds what is traceless. Without the key nothing leads from it to the visitor's contact, which
    wrote at that very moment."""
    return vault.blind(TRACELESS, visitor).hex()


def mark_at(vault: Vault, address: bytes) -> str:
    """Of whoever has this sealed address; "", which finds nothing, where its key is lost."""
    try:
        return mark(vault, vault.open(address, about=b"address").decode())
    except Unreadable:
        return ""


def of_mark(session: Session, mark: str, *, after: str = "") -> list[Line]:
    return threads.lines(session, and_(_marked(mark), Message.id > after))


def due(session: Session, *, before: datetime) -> list[str]:
    """Ids of messages shown before this time whose secrets are still there. What is to be shown for longer has a later
    time from the beginning."""
    return list(session.scalars(_kept(before)))


def forget(session: Session, mark: str, *, contact_id: int | None = None) -> None:
    """Wipes all that a page of this visitor shows, now."""
    mine: ColumnElement[bool] = Outbox.id.in_(select(Message.id).where(_marked(mark)))
    if contact_id is not None:
        mine = or_(mine, Outbox.contact_id == contact_id)
    wipe(session, list(session.scalars(_kept(clock.now() + LONGEST).where(mine))))


def wipe(session: Session, message_ids: list[str]) -> None:
    """A word of it stays in the chat of a receipt, unless that would tell who sent an anonymous report."""
    if not message_ids:
        return
    session.execute(update(Outbox).where(Outbox.id.in_(message_ids)).values(**WITHOUT))
    session.execute(delete(Message).where(Message.id.in_(message_ids), Message.kind == TRACELESS))
    data = json.dumps({"shape": WIPED})
    session.execute(update(Message).where(Message.id.in_(message_ids)).values(text="", data=data))


def _marked(mark: str) -> ColumnElement[bool]:
    """The last condition is that of the index."""
    return and_(Message.provider_id == mark, Message.contact_id.is_(None), Message.provider_id != "")


def _kept(before: datetime) -> Select[str]:
    since = first_of(before - LOOK_BACK)
    never_arrived = or_(Outbox.state == "failed", and_(Outbox.state == "sending", Outbox.trouble == "unknown"))
    return select(Outbox.id).where(
        Outbox.id > since, Outbox.forget, Outbox.payload.is_not(None), Outbox.due_at < before,
        or_(Outbox.state == "sent", and_(never_arrived, Outbox.created_at < before - UNSENT_FOR)),
    )  # fmt: skip
