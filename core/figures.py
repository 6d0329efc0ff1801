"""What an operator watches: how much waits, and since when. Counts only, nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock, inbound, senders, troubles
from core.inbox import UNTAKEN_P1
from core.jobs import BACKFILL
from core.models import Job, Outbox, Report


@dataclass(frozen=True, slots=True)
class Waiting:
    number: int
    oldest: float  # how many seconds the oldest one is late; 0 for none


@dataclass(frozen=True, slots=True)
class Figures:
    outbox: dict[str, Waiting]  # messages that could be sent now, by channel
    trouble: int  # messages that failed, or of which nobody knows
    quarantined: int  # events that could not be read
    jobs: dict[str, Waiting]  # timers and files that are due, by kind
    urgent: Waiting  # P1 that nobody has taken
    refused: int  # accounts that their providers do not accept


def figures(session: Session) -> Figures:
    now = clock.now()
    due = (Outbox.state == "queued", Outbox.due_at <= now)
    accounts = session.execute(
        select(Outbox.account, func.count(), func.min(Outbox.due_at)).where(*due).group_by(Outbox.account)
    )
    kinds = session.execute(
        select(Job.kind, func.count(), func.min(Job.due_at))
        .where(
            Job.due_at <= now, Job.kind != BACKFILL
        )  # no job to do: it keeps from when on the provider's list is still to be read
        .group_by(Job.kind)
    )
    number, oldest = session.execute(select(func.count(), func.min(Report.filed_at)).where(*UNTAKEN_P1)).one()
    return Figures(
        outbox=_by_channel(accounts, now),
        trouble=troubles.total(session),
        quarantined=inbound.count_quarantined(session),
        jobs={kind: _waiting(n, at, now) for kind, n, at in kinds},
        urgent=_waiting(number, oldest, now),
        refused=len(senders.refused(session)),
    )


def _by_channel(accounts: Iterable[Any], now: datetime) -> dict[str, Waiting]:
    """A channel may have several accounts."""
    found: dict[str, Waiting] = {}
    for account, number, oldest in accounts:
        kind, more = account.partition(":")[0], _waiting(number, oldest, now)
        before = found.get(kind, Waiting(0, 0.0))
        found[kind] = Waiting(before.number + more.number, max(before.oldest, more.oldest))
    return found


def _waiting(number: int, oldest: datetime | None, now: datetime) -> Waiting:
    return Waiting(number, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)
