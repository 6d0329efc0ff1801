"""Reports, their threads and the files in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import SWEPT, Base, UTCDateTime

OPEN = text("status <> 'finished'")
REPORTED = text("report_id IS NOT NULL")
NAMED = text("provider_id <> ''")


class Report(Base):
    __tablename__ = "reports"
    __table_args__ = (
        # inbox page, all units an officer sees, by sort key: inbox.page()
        Index("ix_reports_open_sort", "sort_key", sqlite_where=OPEN, postgresql_where=OPEN),
        # inbox page of one unit: inbox.page()
        Index("ix_reports_open_unit", "unit_id", "sort_key", sqlite_where=OPEN, postgresql_where=OPEN),
        # inbox page of one unit and category: inbox.page()
        Index(
            "ix_reports_open_unit_category", "unit_id", "category", "sort_key",
            sqlite_where=OPEN, postgresql_where=OPEN,
        ),
        # archive page by unit, newest first: inbox.page()
        Index("ix_reports_unit_id", "unit_id", "id"),
        # "my reports" of a contact: conversations.load_many()
        Index("ix_reports_contact", "contact_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    pin_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))  # None: fully anonymous
    account: Mapped[str] = mapped_column(String(80))  # the channel it came by
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    taken_by: Mapped[str] = mapped_column(String(24), default="")  # actor: officer:7 or token:3
    category: Mapped[str] = mapped_column(String(24))
    priority: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    result: Mapped[str] = mapped_column(String(16), default="")
    restricted: Mapped[str] = mapped_column(String(16), default="")
    complete: Mapped[bool]  # False: opened by an emergency, the citizen has not pressed [Kirim laporan]
    identity: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    summary: Mapped[str] = mapped_column(Text)  # the citizen's first words, for lists
    place: Mapped[str] = mapped_column(Text, default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    happened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    happened_precision: Mapped[str] = mapped_column(String(8), default="")
    happened_text: Mapped[str] = mapped_column(Text, default="")
    tags: Mapped[str] = mapped_column(Text, default="")  # space separated, for the desk
    times: Mapped[str] = mapped_column(Text, default="{}")  # JSON: status -> when it was reached
    guesses: Mapped[str] = mapped_column(Text, default="{}")  # JSON: field -> the words that caused it
    # Since its officer looked, the citizen wrote or it was handed over.
    unread: Mapped[bool] = mapped_column(default=True)
    waiting: Mapped[str] = mapped_column(String(8), default="officer")  # who is to act: officer or citizen
    filed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)  # as the citizen sees it: a status, a reply
    taken_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    replied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # first human reply
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)  # when the next step is due (core.deadlines)
    sort_key: Mapped[int] = mapped_column(BigInteger)  # deadlines.sort_key()
    version: Mapped[int]


class Message(Base):
    """One line of a thread. Without a report it belongs to a draft or to small talk with the bot."""

    __tablename__ = "messages"
    __table_args__ = (
        # the thread: threads.of(); most lines of a chat have no report yet
        Index("ix_messages_report", "report_id", "id", sqlite_where=REPORTED, postgresql_where=REPORTED),
        Index("ix_messages_contact", "contact_id", "id"),  # the web chat's page: threads.of_contact()
        # an edit finds the message it changes: threads.revised(). Ids of providers that count up stay together.
        Index("ix_messages_provider", "provider_id", "contact_id", sqlite_where=NAMED, postgresql_where=NAMED),
        SWEPT,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    author: Mapped[str] = mapped_column(String(8))  # terms.MESSAGE_AUTHORS
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(16))  # text, choice, edit, status, take, assign, ...
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text, default="")  # JSON: choices and card shown, or old and new value
    provider_id: Mapped[str] = mapped_column(String(80), default="")
    revises: Mapped[str | None] = mapped_column(String(32))  # the message this one is a newer text of
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Attachment(Base):
    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_message", "message_id"),)  # files of a thread: threads.of()

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"))
    account: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(8))  # photo, video, voice, document
    mime: Mapped[str] = mapped_column(String(80))
    size: Mapped[int | None] = mapped_column(BigInteger)  # bytes
    state: Mapped[str] = mapped_column(String(10))  # waiting, stored, too_large, gone, refused, unreached, forgotten
    ref: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed provider reference
    name: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed file name as sent
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # of the original bytes
    copy: Mapped[bool] = mapped_column(default=False)  # a picture without metadata exists beside it
    at: Mapped[datetime] = mapped_column(UTCDateTime)
