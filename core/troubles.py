"""What became of messages to citizens, as far as an officer may see it: why one did not arrive, what was tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from core import clock
from core.access import Who, visible
from core.models import Attempt, Message, Outbox, Report, Sender
from core.outbox import SAFETY, TALK

STUCK = Outbox.trouble != literal_column("''")  # no parameter: SQLite would not see that an index holds just these
SHOWN_FOR = timedelta(days=7)  # what belongs to no report: afterwards it helps nobody any more
REFUSED = 5  # tries, within a minute, after which a channel and not a message is in trouble
_CODE = re.compile(r"(twilio|status) [0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Tried:
    """One try to send, or what was heard of it later."""

    at: datetime
    outcome: str  # core.models.Attempt says which there are
    reason: str  # our own words, perhaps with a provider's code; "" where there is nothing to say


def shown(reason: str) -> str:
    """The words and a code: what a provider or a library said beside them may quote anybody, and stays here."""
    words, _, detail = reason.partition(": ")
    return f"{words}: {detail}" if _CODE.fullmatch(detail) else words


def attempts(session: Session, message_ids: Iterable[str]) -> dict[str, list[Tried]]:
    """Of those messages that were tried at all, oldest first."""
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
    """(id, account, trouble, when) of what belongs to no report, newest first, for the station's own admins. Neither
    words nor recipient: it may be the code of an anonymous report."""
    shown = select(Outbox.id, Outbox.account, Outbox.trouble, Outbox.changed_at).where(*_unreported())
    return session.execute(shown.order_by(Outbox.id.desc()).limit(limit)).all() if who.is_station_admin else []


def count(session: Session, who: Who) -> int:
    found = session.scalar(select(func.count()).select_from(_seen_by(who).subquery())) or 0
    if who.is_station_admin:
        found += session.scalar(select(func.count()).select_from(Outbox).where(*_unreported())) or 0
    return found + len(session.execute(_STALLED).all())


def total(session: Session) -> int:
    """Of all units together: what an officer finds there, and can see to."""
    shown = or_(Outbox.report_id.is_not(None), and_(*_unreported()))
    return session.scalar(select(func.count()).select_from(Outbox).where(STUCK, shown)) or 0


@dataclass(frozen=True, slots=True)
class Stalled:
    """A channel that takes nothing, as of a token that was revoked: messages to citizens wait."""

    account: str
    waiting: int
    since: datetime
    reason: str  # of the last try


# Of those that were refused again and again: a single "busy" is none. By account, as their index is.
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


def alert_arrived(session: Session, report_id: int) -> bool:
    """Whether the duty chat was told of this report."""
    alerts = (Outbox.report_id == report_id, Outbox.lane == SAFETY, Outbox.contact_id.is_(None), Outbox.address != b"")
    return bool(session.scalar(select(exists().where(*alerts, Outbox.state == "sent"))))


def is_alert(out: Outbox) -> bool:
    """Whether it was for the duty chat, and not for a citizen."""
    return out.lane == SAFETY and out.contact_id is None and out.address != b""


def _unreported() -> list[Any]:
    return [
        STUCK, Outbox.report_id.is_(None), Outbox.payload.is_not(None), Outbox.changed_at > clock.now() - SHOWN_FOR
    ]  # fmt: skip


def _seen_by(who: Who) -> Any:
    """Their ids. As EXISTS and not as a join, which SQLite would begin at the reports: at the whole archive."""
    return select(Outbox.id).where(STUCK, exists().where(Report.id == Outbox.report_id, *visible(who)))
