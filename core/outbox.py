"""Messages on their way out. Order is kept per contact and lane; a state only ever grows.

queued -> sending -> sent -> delivered -> read        failed ranks between sent and delivered
trouble: "" | "unknown" (it may have arrived) | "waits" (it is sent when the citizen writes again) | why it failed.
The desk shows all of them.

A message that is sent once more begins its next round: its rank grows by ROUND, so that late callbacks of an earlier
round rank lower and change nothing. The name under which a channel sends a message (`ticket`) holds its round.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from core import terms
from core.bulk import write_many
from core.models import Attempt, Contact, Conversation, Outbox
from core.writer import announce

RANK = terms.DELIVERY_RANK
ROUND = 10  # above every rank of a state
SAFETY, TALK, BULK = range(3)
WAITS = "waits"
# For how long a message is tried, from when it was written: an outage may last, but nobody wants an old alert.
TRIED_FOR = (timedelta(hours=24), timedelta(hours=24), timedelta(hours=4))  # by lane
LAST_TRY = 12  # tries of unknown outcome: each of them may have arrived
LISTED = 20  # tries of a message that are kept in its history; all are counted
UNKNOWN_BLOCKS = timedelta(seconds=60)  # for so long an unknown outcome holds back what follows in its lane

# Literals, not bound values: with those SQLite would not use the partial index of pending rows.
_PENDING: tuple[ColumnElement[str], ...] = (literal_column("'queued'"), literal_column("'sending'"))

_ENQUEUE = insert(Outbox)
_TABLE = cast("Table", Outbox.__table__)
_FORGOTTEN = and_(_TABLE.c.forget, bindparam("arrived"))
_ADVANCE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("message"), _TABLE.c.rank < bindparam("new_rank"))
    .values(
        state=bindparam("new_state"), rank=bindparam("new_rank"), trouble=bindparam("why"),
        changed_at=bindparam("now"),
        payload=case((_FORGOTTEN, null()), else_=_TABLE.c.payload),
        contact_id=case((_FORGOTTEN, null()), else_=_TABLE.c.contact_id),
        address=case((_FORGOTTEN, b""), else_=_TABLE.c.address),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leased:
    """A row that only this sender may send until its lease ends."""

    id: str
    ticket: str  # what the provider is to call it by
    address: bytes  # sealed
    payload: str
    attempts: int
    fence: int
    until: datetime  # until when it is tried


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a send. outcome: sent, retry, repeat (a retry that may arrive twice), failed or unknown."""

    ticket: str
    fence: int
    outcome: str
    provider_id: str = ""
    reason: str = ""
    due_at: datetime | None = None
    blocked: bool = False  # the contact cannot be reached any more
    closed: bool = False  # it failed because the channel's free window is over
    final: bool = True  # nothing more will be heard of it


def ticket(id_: str, rank: int) -> str:
    return f"{id_}.{rank // ROUND}" if rank >= ROUND else id_


def _opened(ticket: str) -> tuple[str, int]:
    """(id, rank at which its round begins). A name that is not ours gives an id that no message has."""
    id_, dot, number = ticket.partition(".")
    return (id_, int(number[:6]) * ROUND) if dot and number.isdecimal() else (ticket, 0)


def _rank(row: Outbox, state: str) -> int:
    """The rank of this state in the row's present round."""
    return row.rank // ROUND * ROUND + RANK[state]


def enqueue_many(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Rows with id, contact_id, report_id, account, address, lane, payload, state, due_at, created_at."""
    if not rows:
        return
    for account in {row["account"] for row in rows if row["state"] == "queued"}:
        announce(session, "outbox", account)
    for row in rows:
        row["rank"] = RANK[row["state"]]
        row["changed_at"] = row["created_at"]
        row.setdefault("forget", False)
    write_many(session, _ENQUEUE, rows)


# Sending


def lease(session: Session, account: str, *, fence: int, now: datetime, seconds: float, limit: int) -> list[Leased]:
    """Takes what may start now: by lane, then due time; never past an earlier row of the same contact."""
    before = aliased(Outbox)
    blocked = exists().where(
        before.contact_id == Outbox.contact_id,
        before.lane == Outbox.lane,
        before.id < Outbox.id,
        before.state.in_(_PENDING),
        or_(before.trouble != "unknown", before.changed_at > now - UNKNOWN_BLOCKS),
    )
    ids = session.scalars(
        select(Outbox.id)
        .where(Outbox.account == account, Outbox.state == "queued", Outbox.due_at <= now, ~blocked)
        .order_by(Outbox.lane, Outbox.due_at, Outbox.id)
        .limit(limit)
    ).all()
    if not ids:
        return []
    rows = session.execute(
        update(Outbox)
        .where(Outbox.id.in_(ids), Outbox.state == "queued")
        .values(
            state="sending", rank=Outbox.rank + RANK["sending"], fence=fence, attempts=Outbox.attempts + 1,
            lease_until=now + timedelta(seconds=seconds), changed_at=now,
        )
        .returning(
            Outbox.id, Outbox.rank, Outbox.address, Outbox.payload, Outbox.attempts, Outbox.created_at, Outbox.lane
        )
    ).all()  # fmt: skip
    order = {id_: place for place, id_ in enumerate(ids)}
    leased = [Leased(r[0], ticket(r[0], r[1]), r[2], r[3] or "", r[4], fence, r[5] + TRIED_FOR[r[6]]) for r in rows]
    return sorted(leased, key=lambda row: order[row.id])


def record_many(session: Session, outcomes: Sequence[Outcome], *, now: datetime) -> list[str]:
    """Writes outcomes and their attempts. Returns the tickets of rows that belong to another sender or round by now.

    A status callback may have been faster than our own "sent": then the state stays as it is."""
    stale = []
    rows = _rows(session, [_opened(outcome.ticket)[0] for outcome in outcomes])
    for outcome in outcomes:
        id_, begin = _opened(outcome.ticket)
        row = rows.get(id_)
        if row is None or row.fence != outcome.fence or row.rank // ROUND * ROUND != begin:
            stale.append(outcome.ticket)
            continue
        if outcome.outcome == "repeat" and _repeats(session, row) >= LAST_TRY - 1:
            outcome = replace(outcome, outcome="unknown")  # noqa: PLW2901 - the same one
        if outcome.outcome != "retry" or row.attempts <= LISTED:
            tried(session, row.id, outcome.outcome, outcome.reason, now=now)
        if outcome.blocked and row.contact_id is not None:
            session.execute(update(Contact).where(Contact.id == row.contact_id).values(reachable=False))
        _apply(row, outcome, now)
        _announce(session, row)
    session.flush()  # before callbacks of the same batch, which are written past these objects
    return stale


def _rows(session: Session, ids: Sequence[str]) -> dict[str, Outbox]:
    return {row.id: row for row in session.scalars(select(Outbox).where(Outbox.id.in_(ids)))} if ids else {}


def expired(session: Session, account: str, *, now: datetime, resend: bool, but: Sequence[str] = ()) -> int:
    """Handles leases that ended without an outcome: the message is sent again (as a repeat) up to the last try, or
    shown as unknown. Not the messages in `but`, whose outcome the caller will record."""
    over = (Outbox.state == "sending", Outbox.lease_until <= now, Outbox.id.not_in(but))
    rows = session.scalars(select(Outbox).where(Outbox.account == account, *over)).all()
    for row in rows:
        again = resend and not is_given_up(row, now=now) and _repeats(session, row) < LAST_TRY - 1
        tried(session, row.id, "repeat" if again else "unknown", "lease ran out", now=now)
        row.fence += 1
        if again:
            row.state, row.rank, row.due_at = "queued", _rank(row, "queued"), now
        else:
            row.trouble, row.lease_until = "unknown", None
        row.changed_at = now
        _announce(session, row)
    return len(rows)


def _repeats(session: Session, row: Outbox) -> int:
    repeats = (Attempt.outbox_id == row.id, Attempt.outcome == "repeat", Attempt.at >= row.created_at)
    return session.scalar(select(func.count()).where(*repeats)) or 0


def advance_many(session: Session, events: Sequence[dict[str, Any]], *, now: datetime) -> None:
    """Status callbacks: dicts of message (its ticket), state, why, blocked. The largest state ever seen stays. States
    below "sent" are ignored: they say nothing new, and a message that waits for its next try would change its state."""
    rows = [_advance(event, now) for event in events if RANK[event["state"]] >= RANK["sent"]]
    if rows:
        _note_failures(session, rows, now)
        _note_late_arrivals(session, rows, now)
        session.connection().execute(_ADVANCE, rows)
        _announce_many(session, [row["message"] for row in rows])
    lost = [_opened(event["message"])[0] for event in events if event.get("blocked")]
    if lost:
        whose = select(Outbox.contact_id).where(Outbox.id.in_(lost), Outbox.state == "failed")
        session.execute(update(Contact).where(Contact.id.in_(whose.scalar_subquery())).values(reachable=False))


def _advance(event: dict[str, Any], now: datetime) -> dict[str, Any]:
    id_, begin = _opened(event["message"])
    return {
        "message": id_, "new_state": event["state"], "new_rank": begin + RANK[event["state"]], "now": now,
        "why": event.get("why", "") if event["state"] == "failed" else "",
        "arrived": event["state"] in {"delivered", "read"},
    }  # fmt: skip


def _note_failures(session: Session, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    """Notes in the history that a sent message is now reported as failed; once, however often it is reported."""
    failed = [row for row in rows if row["new_state"] == "failed"]
    known = select(Outbox.id, Outbox.rank).where(Outbox.id.in_([row["message"] for row in failed]))
    ranks = {row.id: row.rank for row in session.execute(known)} if failed else {}
    for row in failed:
        if ranks.get(row["message"], row["new_rank"]) < row["new_rank"]:
            ranks[row["message"]] = row["new_rank"]
            tried(session, row["message"], "failed", row["why"], now=now)


def _note_late_arrivals(session: Session, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    """A message that was reported as failed has arrived after all: its history says so, and its contact can be reached
    again."""
    arrived = {row["message"]: row for row in rows if row["arrived"]}
    failed = select(Outbox.id, Outbox.contact_id, Outbox.rank).where(
        Outbox.id.in_(list(arrived)), Outbox.state == "failed"
    )
    for id_, contact_id, rank in session.execute(failed).all() if arrived else ():
        if rank < arrived[id_]["new_rank"]:
            tried(session, id_, arrived[id_]["new_state"], "after it was reported as failed", now=now)
            session.execute(update(Contact).where(Contact.id == contact_id).values(reachable=True))


def settle(session: Session, id_: str, *, provider_id: str, state: str, now: datetime) -> None:
    """The provider has found a message of unknown outcome. Its state is never lowered."""
    row = session.get(Outbox, id_)
    if row is None or row.trouble != "unknown":
        return
    reached = state if RANK[state] > RANK["sent"] else "sent"
    row.provider_id, row.trouble, row.lease_until, row.changed_at = provider_id, "", None, now
    if row.rank < _rank(row, reached):
        row.state, row.rank = reached, _rank(row, reached)
    if row.state == "failed":
        row.trouble = "provider reports a failure"
    session.add(Attempt(outbox_id=id_, at=now, outcome="sent", reason="found at the provider"))
    _announce(session, row)


def again(session: Session, row: Outbox, *, now: datetime, due_at: datetime | None = None) -> None:
    """Puts a failed or unknown message back into the queue, for its next round."""
    row.state, row.rank, row.trouble = "queued", _rank(row, "queued") + ROUND, ""
    row.due_at, row.lease_until, row.changed_at, row.fence = due_at or now, None, now, row.fence + 1
    announce(session, "outbox", row.account)
    _announce(session, row)


def anew(session: Session, row: Outbox, *, now: datetime) -> None:
    """Sends it once more as if it were new: with no tries behind it, and all the time for new ones."""
    row.created_at, row.attempts = now, 0
    again(session, row, now=now)


def is_given_up(row: Outbox, *, now: datetime) -> bool:
    return now >= row.created_at + TRIED_FOR[row.lane]


def strand(session: Session, accounts: Collection[str], *, now: datetime) -> None:
    """Messages for other accounts than these, and too old to be tried, become failed: so the desk shows them."""
    for lane, long in enumerate(TRIED_FOR):
        old = (Outbox.lane == lane, Outbox.created_at <= now - long, Outbox.account.not_in(list(accounts)))
        for row in session.scalars(select(Outbox).where(Outbox.state == literal_column("'queued'"), *old)):
            row.state, row.rank, row.changed_at = "failed", _rank(row, "failed"), now
            row.trouble = "its channel is switched off"
            tried(session, row.id, "failed", row.trouble, now=now)


def failed(session: Session, ticket: str) -> Outbox | None:
    """The message, if it failed in exactly this round and could be sent again."""
    id_, begin = _opened(ticket)
    row = session.get(Outbox, id_, populate_existing=True)
    stands = row is not None and row.rank == begin + RANK["failed"] and row.payload is not None
    return row if stands else None


def tried(session: Session, id_: str, outcome: str, reason: str, *, now: datetime) -> None:
    session.add(Attempt(outbox_id=id_, at=now, outcome=outcome, reason=reason[:200]))


def by_provider_ids(session: Session, account: str, provider_ids: Sequence[str]) -> dict[str, str]:
    """Tickets of the messages that the provider knows by these ids."""
    rows = session.execute(
        select(Outbox.provider_id, Outbox.id, Outbox.rank).where(
            Outbox.account == account, Outbox.provider_id.in_(list(provider_ids)), Outbox.provider_id != ""
        )
    )
    return {row.provider_id: ticket(row.id, row.rank) for row in rows}


def waiting(session: Session, account: str, *, now: datetime) -> bool:
    return bool(
        session.scalar(
            select(exists().where(and_(Outbox.account == account, Outbox.state == "queued", Outbox.due_at <= now)))
        )
    )


def contact_heard(session: Session, id_: str) -> datetime | None:
    """When the message's recipient last wrote to us."""
    return session.scalar(
        select(Conversation.heard_at).join(Outbox, Outbox.contact_id == Conversation.contact_id).where(Outbox.id == id_)
    )


def _apply(row: Outbox, outcome: Outcome, now: datetime) -> None:
    row.lease_until, row.changed_at = None, now
    if outcome.provider_id:
        row.provider_id = outcome.provider_id
    if outcome.outcome in {"retry", "repeat"}:
        if row.rank <= _rank(row, "sending"):
            row.state, row.rank, row.due_at = "queued", _rank(row, "queued"), outcome.due_at or now
        return
    if outcome.outcome == "unknown":
        if row.rank <= _rank(row, "sending"):  # else a callback knew more
            row.trouble = "unknown"
        return
    if row.rank < _rank(row, outcome.outcome):
        row.state, row.rank = outcome.outcome, _rank(row, outcome.outcome)
        row.trouble = outcome.reason[:120] if outcome.outcome == "failed" else ""
    if outcome.outcome == "sent" and row.forget:
        row.report_id = None
        if outcome.final or row.rank > _rank(row, "failed"):
            row.payload, row.contact_id, row.address = None, None, b""


def _announce(session: Session, row: Outbox) -> None:
    announce(session, "ticks", str(row.report_id or ""))


def _announce_many(session: Session, ids: Sequence[str]) -> None:
    for report_id in session.scalars(select(Outbox.report_id).where(Outbox.id.in_(list(ids)))):
        announce(session, "ticks", str(report_id or ""))
