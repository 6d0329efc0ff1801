"""People on channels, known by (account, provider user id), and where their conversation stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import SWEPT, Base, UTCDateTime


class Contact(Base):
    __tablename__ = "contacts"

    # A random number, made before the INSERT: a batch need not ask the database for the ids of new rows.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed
    language: Mapped[str] = mapped_column(String(8))
    consent: Mapped[str] = mapped_column(String(16), default="")  # version of the notice agreed to
    consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reachable: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ContactId(Base):
    """One id of a contact. A phone number or a provider's new kind of id is only one more row."""

    __tablename__ = "contact_ids"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account: Mapped[str] = mapped_column(String(80), primary_key=True)
    blind: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)  # conversations.address_of()
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Conversation(Base):
    __tablename__ = "conversations"
    __table_args__ = (SWEPT,)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    heard_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # opens WhatsApp's 24 hour window
    wrote_from: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # ContactId.blind of what was heard last
