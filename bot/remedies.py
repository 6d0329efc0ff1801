"""A message that a provider accepted and refused later is sent once more in another way, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import effects
from bot.conversation.step import NewsWaits
from bot.delivery import WINDOW_TEMPLATE, pause_before
from bot.house import House
from bot.messages import Outbound, Remedy
from bot.rows import Route, outbound, written
from bot.work import Work
from core import contacts, conversations, outbox, threads
from core.models import Message, Outbox, Report

LATER_FROM = 3  # the growing pause begins at eight seconds, as a limit is not over at once


@dataclass(frozen=True, slots=True)
class Refusal:
    """A failed message, and what its channel advises. `reason` is for a person to read."""

    ticket: str
    remedy: Remedy
    reason: str


def mend(work: Work, refusals: list[Refusal], *, now: datetime) -> None:
    for refusal in refusals:
        row = outbox.failed(work.session, refusal.ticket)
        if row is not None and refusal.remedy:
            _mend(work, row, refusal, now)


def _mend(work: Work, row: Outbox, refusal: Refusal, now: datetime) -> None:
    session, house = work.session, work.house
    hours, message = house.abilities(row.account).window_hours, outbound(house.vault, row.payload or "")
    if refusal.remedy == "template" and hours and row.contact_id is not None:
        # The provider knows best: until the contact writes again, the desk offers only templates.
        contacts.close_window(session, row.contact_id, now=now, hours=hours, unless_after=row.created_at)
    changed = _in_another_way(house, row, message, refusal.remedy, now=now)
    if changed is None and refusal.remedy == "template":
        _wait(work, row, now)
    if changed is None:
        return
    row.payload = written(changed, house.vault if row.forget else None)
    pause = pause_before(row.attempts + LATER_FROM, None) if refusal.remedy == "later" else 0.0
    outbox.again(session, row, now=now, due_at=now + timedelta(seconds=pause))
    outbox.tried(session, row.id, "retry" if refusal.remedy == "later" else refusal.remedy, refusal.reason, now=now)
    if refusal.remedy == "template" and row.report_id is not None:
        threads.add_system(session, row.report_id, kind="as_template", at=now)


def _wait(work: Work, row: Outbox, now: datetime) -> None:
    """An officer's message that cannot be sent now waits until the citizen writes again."""
    session, message = work.session, work.session.get(Message, row.id)
    report = session.get(Report, row.report_id) if row.report_id is not None else None
    if message is None or message.author != "officer" or report is None or row.contact_id is None:
        return
    given_up = outbox.is_given_up(row, now=now)
    person = work.people.get(row.contact_id) or conversations.load(session, [row.contact_id])[row.contact_id]
    if person.heard_at is not None and person.heard_at > row.created_at and not given_up:
        outbox.again(session, row, now=now, due_at=now + timedelta(seconds=pause_before(row.attempts, None)))
        return  # the citizen has written in the meantime
    row.trouble = outbox.WAITS
    event = NewsWaits(report.code, asked=report.status == "need_info", late=True)
    effects.step(work, person, Route(row.account, row.address), event)


def _in_another_way(
    house: House, row: Outbox, message: Outbound, remedy: Remedy, *, now: datetime
) -> Outbound | None:  # fmt: skip
    """The message for the next try; None if there is no other way, or it was tried already: then it stays failed."""
    if remedy == "later":
        return None if outbox.is_given_up(row, now=now) else message
    if remedy == "plain":
        return message._replace(again="plain") if message.choices and not message.again else None
    name = message.template or WINDOW_TEMPLATE
    if message.again == "template" or name not in house.abilities(row.account).templates:
        return None
    return message._replace(again="template", template=name)
