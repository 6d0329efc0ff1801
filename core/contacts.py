"""Who a visitor is, for pages that only want to know; conversations are loaded in core.conversations."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.models import Contact, ContactId


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
