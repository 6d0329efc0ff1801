"""What is kept of a contact, for that contact alone: counted for the chat, and all of it for a file.

Of officers it holds only their words to this contact, and nothing of reports that were cut off from it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from core import clock
from core.models import Attachment, Contact, ContactId, Message, Report
from core.threads import FORGOTTEN
from core.vault import Unreadable, Vault

SPOKEN = {"citizen": "you", "bot": "bot", "officer": "police"}
LINK_LASTS = timedelta(hours=24)
ABOUT = b"own data"


@dataclass(frozen=True, slots=True)
class Held:
    named: bool
    accounts: tuple[str, ...]
    said: int  # by the contact
    answered: int
    files: int
    reports: tuple[tuple[str, str], ...]  # (code, status), newest first
    language: str
    consent: str
    consent_at: datetime | None  # given, or taken back
    created_at: datetime


def of(session: Session, contact_id: int) -> Held:
    contact = session.get_one(Contact, contact_id)
    counted = select(Message.author, func.count()).where(_mine(contact_id)).group_by(Message.author)
    by_author: dict[str, int] = dict(session.execute(counted).all())
    files = select(func.count(Attachment.id)).join(Message, Message.id == Attachment.message_id)
    return Held(
        named=contact.name is not None, accounts=_accounts(session, contact_id), said=by_author.get("citizen", 0),
        answered=by_author.get("bot", 0) + by_author.get("officer", 0),
        files=session.scalar(files.where(_mine(contact_id))) or 0,
        reports=tuple((report.code, report.status) for report in _reports(session, contact_id)),
        language=contact.language, consent=contact.consent, consent_at=contact.consent_at,
        created_at=contact.created_at,
    )  # fmt: skip


def whole(session: Session, vault: Vault, contact_id: int) -> dict[str, Any]:
    """Plain values, ready to be written as JSON."""
    contact = session.get_one(Contact, contact_id)
    reports = _reports(session, contact_id)
    codes = {report.id: report.code for report in reports}
    messages = session.scalars(select(Message).where(_mine(contact_id)).order_by(Message.id)).all()
    files = select(Attachment).join(Message, Message.id == Attachment.message_id).where(_mine(contact_id))
    return {
        "made_at": clock.now(),
        "name": _open(vault, contact.name, b"name"),
        "channels": _accounts(session, contact_id),
        "language": contact.language,
        "consent": {"version": contact.consent, "at": contact.consent_at},
        "reports": [
            {"code": r.code, "status": r.status, "result": r.result, "times": json.loads(r.times)} for r in reports
        ],
        "messages": [_message(m, codes) for m in messages if m.text or m.lat is not None],
        "files": [
            {
                "name": _open(vault, file.name, b"file"), "kind": file.kind, "type": file.mime, "bytes": file.size,
                "state": file.state, "at": file.at,
            }
            for file in session.scalars(files.order_by(Attachment.id))
        ],
    }  # fmt: skip


# The key of the link to the file. It is not stored. Whatever cuts the contact off from a report changes its
# `created_at` (core.anonymity), and then the key opens nothing any more.


def new_key(vault: Vault, contact_id: int, created_at: datetime) -> str:
    until = clock.now() + LINK_LASTS
    return vault.seal(f"{contact_id} {_micro(created_at)} {_micro(until)}".encode(), about=ABOUT).hex()


def contact_of(session: Session, vault: Vault, key: str) -> int | None:
    """The contact whose data this key opens; None when its time is over, or when it is no key of ours."""
    try:
        opened = vault.open(bytes.fromhex(key), about=ABOUT).decode()
    except (Unreadable, ValueError):
        return None
    contact_id, created_at, until = map(int, opened.split())
    contact = session.get(Contact, contact_id)
    if contact is None or _micro(contact.created_at) != created_at or until <= _micro(clock.now()):
        return None
    return contact_id


def accounts_and_language(session: Session, contact_id: int) -> tuple[tuple[str, ...], str]:
    return _accounts(session, contact_id), session.get_one(Contact, contact_id).language


def _mine(contact_id: int) -> ColumnElement[bool]:
    reports = select(Report.id).where(Report.contact_id == contact_id)
    said = or_(Message.contact_id == contact_id, Message.report_id.in_(reports))
    return said & Message.author.in_(SPOKEN) & (Message.text != FORGOTTEN)


def _reports(session: Session, contact_id: int) -> Sequence[Report]:
    return session.scalars(select(Report).where(Report.contact_id == contact_id).order_by(Report.id.desc())).all()


def _accounts(session: Session, contact_id: int) -> tuple[str, ...]:
    """Only which channels: the rest of an account's name is the station's own number."""
    rows = session.scalars(select(ContactId.account).where(ContactId.contact_id == contact_id))
    return tuple(sorted({account.partition(":")[0] for account in rows}))


def _message(message: Message, codes: dict[int, str]) -> dict[str, Any]:
    place = None if message.lat is None else [message.lat, message.lon]
    return {
        "at": message.at, "from": SPOKEN[message.author], "text": message.text, "place": place,
        "report": codes.get(message.report_id or 0),
    }  # fmt: skip


def _open(vault: Vault, sealed: bytes | None, about: bytes) -> str | None:
    try:
        return vault.open(sealed, about=about).decode() if sealed else None
    except Unreadable:
        return None


def _micro(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
