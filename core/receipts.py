"""Messages with code and PIN: sealed, and soon deleted.

A pushed message loses its text when it was delivered (core.outbox). A message on a page has no such moment, so it is
wiped after a while. One that never arrived is kept for as long as it is tried: nobody can open the report without it.
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
LONGEST = timedelta(days=7)  # longer than any page shows one
UNSENT_FOR = max(TRIED_FOR)  # so much later a message that never arrived is wiped: until then it can be sent again
LOOK_BACK = timedelta(days=30)  # older ones are not looked for: that keeps the query small
WIPED = "wiped"  # the shape of such a message, for which pages have words
TRACELESS = "anonymous"  # the kind of a message that is deleted without a trace: of an anonymous report, a link


ABOUT = b"receipt"
WITHOUT = {"payload": None, "contact_id": None, "address": b"", "trouble": ""}


def seal(vault: Vault, text: str) -> str:
    """The result never begins with "{", as a payload that is not sealed does."""
    return base64.b64encode(vault.seal(text.encode(), about=ABOUT)).decode()


def unseal(vault: Vault, sealed: str) -> str:
    """Raises Unreadable."""
    return vault.open(base64.b64decode(sealed), about=ABOUT).decode()


def shown(vault: Vault, line: Line) -> Line:
    """The line as its reader sees it: a sealed one is opened."""
    if "sealed" not in line.data:
        return line
    try:
        data = json.loads(unseal(vault, line.data["sealed"]))
    except Unreadable:
        data = {"text": "", "shape": WIPED}
    return replace(line, text=data.pop("text"), data=data)


def mark(vault: Vault, visitor: str) -> str:
    """By this mark a visitor's page finds traceless messages. Without the key nothing leads from it to the visitor."""
    return vault.blind(TRACELESS, visitor).hex()


def mark_at(vault: Vault, address: bytes) -> str:
    """The mark of who has this sealed address; if its key is lost, "", which finds nothing."""
    try:
        return mark(vault, vault.open(address, about=b"address").decode())
    except Unreadable:
        return ""


def of_mark(session: Session, mark: str, *, after: str = "") -> list[Line]:
    return threads.lines(session, and_(_marked(mark), Message.id > after))


def due(session: Session, *, before: datetime) -> list[str]:
    """Ids of messages with secrets that were shown before this time. One that is shown for longer was given a later
    time when it was written."""
    return list(session.scalars(_kept(before)))


def forget(session: Session, mark: str, *, contact_id: int | None = None) -> None:
    """Wipes at once all secrets that this visitor's page shows."""
    mine: ColumnElement[bool] = Outbox.id.in_(select(Message.id).where(_marked(mark)))
    if contact_id is not None:
        mine = or_(mine, Outbox.contact_id == contact_id)
    wipe(session, list(session.scalars(_kept(clock.now() + LONGEST).where(mine))))


def wipe(session: Session, message_ids: list[str]) -> None:
    """Deletes the secrets. The chat still says that there was a receipt, unless that would reveal who is anonymous."""
    if not message_ids:
        return
    session.execute(update(Outbox).where(Outbox.id.in_(message_ids)).values(**WITHOUT))
    session.execute(delete(Message).where(Message.id.in_(message_ids), Message.kind == TRACELESS))
    data = json.dumps({"shape": WIPED})
    session.execute(update(Message).where(Message.id.in_(message_ids)).values(text="", data=data))


def _marked(mark: str) -> ColumnElement[bool]:
    """The last condition is there for its partial index."""
    return and_(Message.provider_id == mark, Message.contact_id.is_(None), Message.provider_id != "")


def _kept(before: datetime) -> Select[str]:
    since = first_of(before - LOOK_BACK)
    never_arrived = or_(Outbox.state == "failed", and_(Outbox.state == "sending", Outbox.trouble == "unknown"))
    return select(Outbox.id).where(
        Outbox.id > since, Outbox.forget, Outbox.payload.is_not(None), Outbox.due_at < before,
        or_(Outbox.state == "sent", and_(never_arrived, Outbox.created_at < before - UNSENT_FOR)),
    )  # fmt: skip
