"""What officers wrote and the citizen's own page has shown: on a channel without a provider only we can tell."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock, outbox
from core.models import Message, Outbox

MOST = 200  # as many as a page shows


def unseen(session: Session, contact_id: int, *, upto: str) -> Sequence[str]:
    """Tickets of officers' messages to this contact, up to this one, that nobody is known to have read."""
    rows = session.execute(
        select(Outbox.id, Outbox.rank)
        .join(Message, Message.id == Outbox.id)
        .where(Message.contact_id == contact_id, Message.id <= upto, Message.author == "officer")
        .where(Outbox.state == "sent")
        .order_by(Message.id.desc())
        .limit(MOST)
    )
    return [outbox.ticket(row.id, row.rank) for row in rows]


def mark(session: Session, contact_id: int, *, upto: str) -> None:
    events = [{"message": ticket, "state": "read"} for ticket in unseen(session, contact_id, upto=upto)]
    outbox.advance_many(session, events, now=clock.now())
