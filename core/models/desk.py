"""What officers use while they write."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import SWEPT, Base, UTCDateTime

UNSEEN = text("seen_at IS NULL")


class Unsent(Base):
    """What an officer has written about a report and not sent yet."""

    __tablename__ = "unsent"
    __table_args__ = (
        Index("ix_unsent_at", "at"),  # forgotten after a while: unsent.expire()
        SWEPT,
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)  # reply or note
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class CannedReply(Base):
    """A prepared reply, for a unit and the units below it. Its gaps are filled from the report."""

    __tablename__ = "canned_replies"
    __table_args__ = (Index("ix_canned_replies_unit_id", "unit_id"),)  # canned.of_units()

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    language: Mapped[str] = mapped_column(String(8))  # of the citizen
    category: Mapped[str] = mapped_column(String(24), default="")  # "": for all
    title: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")


class Mention(Base):
    """A colleague called to a report by a note."""

    __tablename__ = "mentions"
    __table_args__ = (
        # the view of those who were called: inbox.page()
        Index("ix_mentions_unseen", "officer_id", "report_id", sqlite_where=UNSEEN, postgresql_where=UNSEEN),
    )

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
