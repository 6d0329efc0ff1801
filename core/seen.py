"""Which of the officers' messages a citizen's page has shown: no provider tells us that."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from core import clock, outbox
from core.models import Message, Outbox, Report
from core.writer import announce

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


def is_opened(session: Session, code: str) -> bool:
    """Whether /lacak has shown all officers' messages of this report that were sent nowhere else."""
    return all(_was_opened(message) for message in session.scalars(_behind_pin(code)))


def open_all(session: Session, code: str) -> None:
    """Notes that they were shown, but not when: in an anonymous report the time could lead to its sender."""
    for message in session.scalars(_behind_pin(code)):
        message.data = json.dumps(_data(message) | {"opened": True})
    announce(session, "report", code)


def _behind_pin(code: str) -> Select[Message]:
    sent = exists().where(Outbox.id == Message.id)
    return select(Message).join(Report).where(Report.code == code, Message.author == "officer", ~sent)


def _was_opened(message: Message) -> bool:
    return bool(_data(message).get("opened"))


def _data(message: Message) -> dict[str, object]:
    return dict(json.loads(message.data)) if message.data else {}
