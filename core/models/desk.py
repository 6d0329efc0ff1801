"""What officers have at hand while they write."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime


class Unsent(Base):
    """What an officer has written about a report and not sent yet."""

    __tablename__ = "unsent"
    __table_args__ = (Index("ix_unsent_at", "at"),)  # forgotten after a while: unsent.expire()

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)  # reply or note
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
