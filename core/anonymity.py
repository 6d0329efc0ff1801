"""An anonymous report keeps no link to its contact, and nothing of the contact leads to the report.

The caller moves the messages of the report itself. Here the rest is removed: what was said around them (cards,
buttons, answers to the bot), the raw events, and the exact times. What remains is that somebody wrote on this
account at about that time.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.orm import Session

from core import inbound
from core.models import Attachment, Attempt, Contact, ContactId, Conversation, Inbound, Message, Outbox, Report
from core.threads import FORGOTTEN

AT_ONCE = 500  # contacts of one round
SILENCE = timedelta(days=1)  # after it the contact is not in the middle of a conversation any more
BLUR = timedelta(hours=1)  # short beside a channel's free window, which it makes shorter


def unlink(session: Session, contact_id: int, *, kept: Sequence[str]) -> None:
    """`kept`: ids of the messages that belong to the report now. The receipt of an earlier report stays until its own
    time is over (core.receipts)."""
    session.flush()  # outcomes of this batch are only in memory yet, and would be written after the deletes
    inbound.forget_contact(session, contact_id)
    receipt = exists().where(Outbox.id == Message.id, Outbox.forget, Outbox.payload.is_not(None))
    around = session.scalars(
        select(Message.id).where(
            Message.contact_id == contact_id, Message.report_id.is_(None), Message.id.not_in(list(kept)),
            Message.text != FORGOTTEN,
            ~and_(Message.id < min(kept, default=""), receipt),
        )
    ).all()  # fmt: skip
    under_way = Outbox.state.in_(("queued", "sending"))
    session.execute(update(Outbox).where(Outbox.id.in_(around), under_way).values(forget=True))
    past = select(Outbox.id).where(Outbox.id.in_(around), ~under_way)
    session.execute(delete(Attempt).where(Attempt.outbox_id.in_(past)))
    session.execute(delete(Outbox).where(Outbox.id.in_(around), ~under_way))
    session.execute(delete(Attachment).where(Attachment.message_id.in_(around)))
    session.execute(delete(Message).where(Message.id.in_(around)))
    _blur(session, contact_id)


def _blur(session: Session, contact_id: int) -> None:
    """An exact time would link the contact to its report as surely as a key."""
    contact, conversation = session.get_one(Contact, contact_id), session.get_one(Conversation, contact_id)
    contact.created_at -= _some(BLUR)
    conversation.version = 1  # it counts the steps: how much was said
    if conversation.heard_at is not None:
        conversation.heard_at -= _some(BLUR)


def empty(session: Session, *, now: datetime, among: Sequence[int] | None = None) -> list[int]:
    """Contacts without messages, reports or events. That such a row exists tells of an anonymous report too."""
    rows = select(Contact.id).join(Conversation, Conversation.contact_id == Contact.id)
    for table in (Message, Report, Inbound):
        rows = rows.where(~exists().where(table.contact_id == Contact.id))
    if among is not None:
        rows = rows.where(Contact.id.in_(among))
    found = session.scalars(rows.where(Conversation.heard_at < now - SILENCE).limit(AT_ONCE)).all()
    under_way = set(session.scalars(select(Outbox.contact_id).where(Outbox.contact_id.in_(found))))
    return [id_ for id_ in found if id_ not in under_way]


def forget_empty(session: Session, contact_ids: Sequence[int], *, now: datetime) -> None:
    """Deletes those of these contacts that are still empty."""
    if not contact_ids:
        return
    gone = empty(session, now=now, among=contact_ids)
    for table in (Conversation, ContactId):
        session.execute(delete(table).where(table.contact_id.in_(gone)))
    session.execute(delete(Contact).where(Contact.id.in_(gone)))


def _some(most: timedelta) -> timedelta:
    """A random time in microseconds: with whole seconds the fraction would stay the same, and link the two again."""
    return timedelta(microseconds=1 + secrets.randbelow(most // timedelta(microseconds=1)))
