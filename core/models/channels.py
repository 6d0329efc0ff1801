"""What comes in, what goes out, and what happens later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import SWEPT, Base, UTCDateTime

PENDING = text("state IN ('queued', 'sending')")
REPORTED = text("report_id IS NOT NULL")
NAMED = text("provider_id <> ''")
QUARANTINED = text("outcome = 'quarantined'")


class Inbound(Base):
    """A verified raw event. The unique key is what makes a repeat harmless."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("account", "event_id"),
        # quarantine page: inbound.quarantined()
        Index("ix_inbound_quarantined", "id", sqlite_where=QUARANTINED, postgresql_where=QUARANTINED),
        Index("ix_inbound_contact", "contact_id"),  # a contact's raw events go with it: inbound.forget_contact()
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(80))
    event_id: Mapped[str] = mapped_column(String(120))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    outcome: Mapped[str] = mapped_column(String(12))  # done, status, ignored, quarantined, replayed
    reason: Mapped[str] = mapped_column(String(200), default="")
    tail: Mapped[str] = mapped_column(String(80), default="")  # path behind /webhooks/<kind>, for a replay
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed


class Outbox(Base):
    """A message to a citizen, written in the same transaction as what caused it."""

    __tablename__ = "outbox"
    __table_args__ = (
        # what may start now: outbox.lease()
        Index(
            "ix_outbox_queue", "account", "lane", "due_at", "id",
            sqlite_where=text("state = 'queued'"), postgresql_where=text("state = 'queued'"),
        ),
        # order per contact and lane: outbox.lease()
        Index("ix_outbox_contact", "contact_id", "lane", "id", sqlite_where=PENDING, postgresql_where=PENDING),
        # leases that ran out: outbox.expired()
        Index(
            "ix_outbox_lease", "account", "lease_until",
            sqlite_where=text("state = 'sending'"), postgresql_where=text("state = 'sending'"),
        ),
        # dead letters and unknown outcomes on the desk: troubles.messages()
        Index(
            "ix_outbox_trouble", "id", sqlite_where=text("trouble <> ''"), postgresql_where=text("trouble <> ''"),
        ),
        # ticks of a thread: threads.of()
        Index("ix_outbox_report", "report_id", sqlite_where=REPORTED, postgresql_where=REPORTED),
        # a status callback that knows only the provider's id: outbox.by_provider_ids()
        Index("ix_outbox_provider", "provider_id", sqlite_where=NAMED, postgresql_where=NAMED),
        SWEPT,
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # also the id of its thread message
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    account: Mapped[str] = mapped_column(String(80))
    address: Mapped[bytes] = mapped_column(LargeBinary)  # sealed provider user id
    lane: Mapped[int] = mapped_column(Integer)  # index into terms.LANES
    payload: Mapped[str | None] = mapped_column(Text)  # JSON of bot.messages.Outbound; None once forgotten
    forget: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12))
    rank: Mapped[int]  # terms.DELIVERY_RANK of state above its round (core.outbox): it only ever grows
    trouble: Mapped[str] = mapped_column(String(120), default="")  # why it failed, or "unknown"
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    fence: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Attempt(Base):
    """One try to send, for a person to read, through core.troubles. No address, no text of ours."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[str] = mapped_column(ForeignKey("outbox.id"), index=True)  # of messages: troubles.attempts()
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    # sent, retry, failed (also what was heard after it was sent), unknown, repeat, template, plain;
    # delivered or read after it had failed
    outcome: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(200), default="")  # as bot.messages.SendError words it


class Sender(Base):
    """Who may send for an account right now. The fence grows with every new holder."""

    __tablename__ = "senders"

    account: Mapped[str] = mapped_column(String(80), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    fence: Mapped[int]
    lease_until: Mapped[datetime] = mapped_column(UTCDateTime)
    refused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # since when the provider does not accept it


class Job(Base):
    """Something to do later: a conversation's wake-up, a file to fetch, a duty alert."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_jobs_due", "kind", "due_at"))  # jobs.due()

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(80))
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    payload: Mapped[str] = mapped_column(Text, default="")
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
