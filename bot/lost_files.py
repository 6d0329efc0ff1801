"""Tells the sender that a file could not be fetched, in the transaction that records it."""

from __future__ import annotations

from bot import effects
from bot.answers import waits_to_be_read
from bot.conversation import step as steps
from bot.house import House
from bot.rows import Route
from bot.work import Work
from core import attachments, conversations
from core.db import Session


def tell(session: Session, house: House, attachment_id: str, *, too_large: bool) -> None:
    """Says nothing if the sender has no address any more, or if a locked phone would show what nobody may see."""
    lost = attachments.lost(session, attachment_id)
    address = conversations.address_of(session, lost.contact_id, lost.account) if lost is not None else None
    if lost is None or address is None or (lost.report is not None and waits_to_be_read(session, house, lost.report)):
        return
    person = conversations.load(session, [lost.contact_id])[lost.contact_id]
    work = Work(session, house)
    effects.step(work, person, Route(lost.account, address), steps.FileLost(lost.message_id, lost.kind, too_large))
    work.write()
