"""What was done by whom, chained; operations already carried out; counters against guessing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime


class Audit(Base):
    """Never holds a name, id, phone number or text of a person: codes and words of ours only."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject", "id"),)  # history of a report: audit.of()

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))  # the text that was hashed, ISO 8601 UTC
    actor: Mapped[str] = mapped_column(String(24))  # officer:7, token:3, bot, system
    action: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class Operation(Base):
    """`op` of a form or request: a repeat gets the first result and changes nothing."""

    __tablename__ = "operations"
    __table_args__ = (Index("ix_operations_at", "at"),)  # forgotten after a day: operations.expire()

    op: Mapped[str] = mapped_column(String(80), primary_key=True)  # "<actor> <uuid>"
    result: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Throttle(Base):
    """Tries per key and window, shared by processes and kept over restarts. Keys are hashed."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    window_ends: Mapped[datetime] = mapped_column(UTCDateTime)
    count: Mapped[int]
