"""The lease on an account: one process sends for it. Each lease has a number, the fence, which is checked whenever an
outcome is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core import clock
from core.models import Outbox, Sender


def hold(
    session: Session, account: str, *, holder: str, now: datetime, seconds: float, refused: bool = False
) -> int | None:
    """The fence of this holder's lease on the account, renewed; None while somebody else holds it. `refused`: the
    provider does not accept the account, as far as this holder knows."""
    row = session.get(Sender, account)
    if row is None:
        session.execute(
            upsert(Sender)
            .values(account=account, holder=holder, fence=1, lease_until=now + timedelta(seconds=seconds))
            .on_conflict_do_nothing(index_elements=["account"])
        )
        return 1
    if row.holder != holder:
        if row.lease_until > now:
            return None
        row.holder, row.fence = holder, row.fence + 1
        _abandon(session, account, before=row.fence, now=now)
    row.lease_until = now + timedelta(seconds=seconds)
    row.refused_at = (row.refused_at or now) if refused else None
    return row.fence


def refused(session: Session) -> list[tuple[str, datetime]]:
    """The accounts in use that their providers do not accept, as of a token that was revoked, and since when."""
    rows = select(Sender.account, Sender.refused_at).where(Sender.lease_until > clock.now())
    return [(account, at) for account, at in session.execute(rows.order_by(Sender.account)) if at is not None]


def _abandon(session: Session, account: str, *, before: int, now: datetime) -> None:
    """Rows under an older fence will be recorded by nobody: their leases end now."""
    stale = (Outbox.account == account, Outbox.state == "sending", Outbox.fence < before, Outbox.lease_until > now)
    session.execute(update(Outbox).where(*stale).values(lease_until=now))


def release(session: Session, account: str, *, holder: str, now: datetime) -> None:
    session.execute(update(Sender).where(Sender.account == account, Sender.holder == holder).values(lease_until=now))


def orphan(session: Session, *, now: datetime) -> None:
    """Ends all leases: for a process that knows that it is the only one, and need not wait for those of a dead one."""
    session.execute(update(Sender).values(lease_until=now))
    session.execute(update(Outbox).where(Outbox.state == "sending", Outbox.lease_until > now).values(lease_until=now))
