"""Messages to citizens that did not arrive, as officers see them: why, and what was tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from core import clock, senders
from core.access import Who, visible
from core.models import Attempt, Message, Outbox, Report, Sender
from core.outbox import SAFETY, TALK, WAITS

STUCK = Outbox.trouble != literal_column("''")  # a literal: with a parameter SQLite would not use the partial index
SHOWN_FOR = timedelta(days=7)  # a message of a finished report, or of none; later it helps nobody
REFUSED = 5  # tries, within a minute; after so many the channel is in trouble, not the message
_CODE = re.compile(r"(twilio|status) [0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Tried:
    """One try to send, or what was heard of it later."""

    at: datetime
    outcome: str  # core.models.Attempt says which there are
    reason: str  # our own words, perhaps with a provider's code; "" where there is nothing to say


def shown(reason: str) -> str:
    """Our own words, with the provider's error code. What else the provider said may quote people, and is not shown."""
    words, _, detail = reason.partition(": ")
    return f"{words}: {detail}" if _CODE.fullmatch(detail) else words


def unreached() -> ColumnElement[bool]:
    """Of a report: the officers' last words failed, and do not even wait for the citizen to write again."""
    said = select(func.max(Message.id)).where(Message.report_id == Report.id, Message.author == "officer")
    last = Outbox.id == said.correlate(Report).scalar_subquery()
    return exists().where(last, Outbox.state == "failed", Outbox.trouble != WAITS)


def is_unreached(session: Session, report_id: int) -> bool:
    return session.scalar(select(Report.id).where(Report.id == report_id, unreached())) is not None


def attempts(session: Session, message_ids: Iterable[str]) -> dict[str, list[Tried]]:
    """The tries of each message, oldest first; a message without any is left out."""
    found: dict[str, list[Tried]] = {}
    rows = select(Attempt.outbox_id, Attempt.at, Attempt.outcome, Attempt.reason)
    for id_, at, outcome, reason in session.execute(
        rows.where(Attempt.outbox_id.in_(list(message_ids))).order_by(Attempt.id)
    ):
        found.setdefault(id_, []).append(Tried(at, outcome, shown(reason)))
    return found


def messages(session: Session, who: Who, *, limit: int = 100) -> Sequence[Any]:
    """(outbox row, report, its words), newest first."""
    newest = _seen_by(who).order_by(Outbox.id.desc()).limit(limit)
    return session.execute(
        select(Outbox, Report, Message.text)
        .join(Report, Report.id == Outbox.report_id)
        .join(Message, Message.id == Outbox.id, isouter=True)
        .where(Outbox.id.in_(newest))
        .order_by(Outbox.id.desc())
    ).all()


def unreported(session: Session, who: Who, *, limit: int = 100) -> Sequence[Any]:
    """(id, account, trouble, when) of messages that belong to no report, newest first, for admins of the root unit. No
    text and no recipient: it may be the receipt of an anonymous report."""
    shown = select(Outbox.id, Outbox.account, Outbox.trouble, Outbox.changed_at).where(*_unreported())
    return session.execute(shown.order_by(Outbox.id.desc()).limit(limit)).all() if who.is_station_admin else []


def count(session: Session, who: Who) -> int:
    found = session.scalar(select(func.count()).select_from(_seen_by(who).subquery())) or 0
    if who.is_station_admin:
        found += session.scalar(select(func.count()).select_from(Outbox).where(*_unreported())) or 0
    return found + len({account for account, *_ in (*session.execute(_STALLED), *senders.refused(session))})


def total(session: Session) -> int:
    """Of all units together: as many as officers find on their pages."""
    shown = or_(_reported(), and_(*_unreported()))
    return session.scalar(select(func.count()).select_from(Outbox).where(STUCK, shown)) or 0


@dataclass(frozen=True, slots=True)
class Stalled:
    """A channel that takes no message, perhaps because its token was revoked."""

    account: str
    waiting: int
    since: datetime
    reason: str  # of the last try


# Counted are messages that were refused several times, not just once. Grouped by account, as the index is.
_STALLED = (
    select(Outbox.account, func.min(Outbox.id), func.min(Outbox.created_at), func.count())
    .where(Outbox.state == literal_column("'queued'"), Outbox.lane.in_((SAFETY, TALK)), Outbox.attempts >= REFUSED)
    .where(Outbox.account.in_(select(Sender.account)))
    .group_by(Outbox.account)
)


def stalled(session: Session) -> list[Stalled]:
    found = session.execute(_STALLED).all()
    tries = attempts(session, [id_ for _, id_, *_ in found])
    return [
        Stalled(account, n, since, tries[id_][-1].reason if id_ in tries else "") for account, id_, since, n in found
    ]


def _unreported() -> list[Any]:
    return [
        STUCK, Outbox.report_id.is_(None), Outbox.payload.is_not(None), Outbox.changed_at > clock.now() - SHOWN_FOR
    ]  # fmt: skip


def _seen_by(who: Who) -> Any:
    """The ids of messages in reports that this officer sees. EXISTS, as SQLite would begin a join at all reports."""
    return select(Outbox.id).where(STUCK, _reported(*visible(who)))


def _reported(*seen: ColumnElement[bool]) -> ColumnElement[bool]:
    matters = or_(Report.status != "finished", Outbox.changed_at > clock.now() - SHOWN_FOR)
    return exists().where(Report.id == Outbox.report_id, matters, *seen).correlate(Outbox)
