"""Messages with code and PIN. Where they are not sent but shown, they are wiped a while later.

A pushed message forgets its text once it is delivered (core.outbox); a page has no such moment.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.models import Message, Outbox

SHOWN_FOR = timedelta(hours=1)
LOOK_BACK = timedelta(days=30)  # a machine that was off for longer is somebody's to look after
WIPED = "wiped"  # the shape that pages explain


def due(session: Session, *, before: datetime, contact_id: int | None = None) -> list[str]:
    """Ids of messages shown before this time whose secrets are still there."""
    since = f"{int((before - LOOK_BACK).timestamp() * 1000):012x}"  # ids begin with their time: core.ids
    rows = select(Outbox.id).where(
        Outbox.id > since, Outbox.forget, Outbox.state == "sent", Outbox.payload.is_not(None),
        Outbox.created_at < before,
    )  # fmt: skip
    if contact_id is not None:
        rows = rows.where(Outbox.contact_id == contact_id)
    return list(session.scalars(rows))


def wipe(session: Session, message_ids: list[str]) -> None:
    session.execute(update(Outbox).where(Outbox.id.in_(message_ids)).values(payload=None))
    data = json.dumps({"shape": WIPED})
    session.execute(update(Message).where(Message.id.in_(message_ids)).values(text="", data=data))
