"""Single look-ups and changes of contacts; for a batch they are loaded in core.conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.models import Contact, ContactId, Conversation


@dataclass(frozen=True, slots=True)
class Known:
    id: int
    language: str


def find(session: Session, *, account: str, blind: bytes) -> Known | None:
    row = session.execute(
        select(Contact.id, Contact.language)
        .join(ContactId, ContactId.contact_id == Contact.id)
        .where(ContactId.account == account, ContactId.blind == blind)
    ).first()
    return Known(row.id, row.language) if row else None


def set_language(session: Session, *, account: str, blind: bytes, language: str) -> None:
    known = find(session, account=account, blind=blind)
    if known is not None:
        session.execute(update(Contact).where(Contact.id == known.id).values(language=language))


def close_window(session: Session, contact_id: int, *, now: datetime, hours: int, unless_after: datetime) -> None:
    """The provider says that the free window is over. Not if the contact has written after `unless_after`."""
    over = now - timedelta(hours=hours)
    session.execute(
        update(Conversation)
        .where(
            Conversation.contact_id == contact_id, Conversation.heard_at > over, Conversation.heard_at <= unless_after
        )
        .values(heard_at=over)
    )


def heard_at(session: Session, contact_id: int) -> datetime | None:
    """When the contact last wrote to us: it opens a channel's free window."""
    return session.scalar(select(Conversation.heard_at).where(Conversation.contact_id == contact_id))
