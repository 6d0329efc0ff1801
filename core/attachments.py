"""Files to be fetched from a provider, and what is needed to tell the sender that one is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.models import Attachment, Message, Report


@dataclass(frozen=True, slots=True)
class Wanted:
    id: str
    account: str
    ref: bytes  # sealed
    mime: str


def wanted(session: Session, id_: str) -> Wanted | None:
    """None when it was fetched, refused or forgotten meanwhile."""
    row = session.get(Attachment, id_)
    if row is None or row.state != "waiting" or row.ref is None:
        return None
    return Wanted(row.id, row.account, row.ref, row.mime)


@dataclass(frozen=True, slots=True)
class Lost:
    account: str
    contact_id: int
    message_id: str
    kind: Any  # one of bot.messages.MediaKind
    report: Report | None


def lost(session: Session, id_: str) -> Lost | None:
    """Who sent the file; None where nobody can be told."""
    row = session.execute(
        select(Attachment.account, Message.contact_id, Message.id, Attachment.kind, Report)
        .join(Message, Message.id == Attachment.message_id)
        .join(Report, Report.id == Message.report_id, isouter=True)
        .where(Attachment.id == id_, Message.contact_id.is_not(None))
    ).first()
    if row is None or row.contact_id is None:
        return None
    return Lost(row.account, row.contact_id, row.id, row.kind, row.Report)
