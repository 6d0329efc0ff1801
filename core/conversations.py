"""Contacts and where their conversations stand: loaded and saved in sets, for a whole batch at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core.db import write_many
from core.ids import new_number
from core.models import Contact, ContactId, Conversation, Report

Key = tuple[str, bytes]  # (account, blind index)

_NEW_CONTACT = insert(Contact)
NEW_ID = upsert(ContactId).on_conflict_do_nothing(index_elements=["account", "blind"])
_STATE = upsert(Conversation)
_SAVE_STATE = _STATE.on_conflict_do_update(
    index_elements=["contact_id"],
    set_={"state": _STATE.excluded.state, "version": _STATE.excluded.version},
)
_CONTACTS = cast("Table", Contact.__table__)
_SEEN = (
    update(_CONTACTS)
    .where(_CONTACTS.c.id == bindparam("contact"), _CONTACTS.c.last_seen_at < bindparam("seen"))
    .values(last_seen_at=bindparam("seen"))
)


@dataclass(slots=True)
class Person:
    """A contact as a batch needs it. `changes` are column values to write at the end of the batch."""

    id: int
    language: str
    consent: str
    reachable: bool
    last_seen_at: datetime
    state: str = ""
    version: int = 0
    known: bool = True
    changes: dict[str, Any] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who wrote: the ids they are known by, the first one being where answers go."""

    keys: tuple[Key, ...]
    sealed: tuple[bytes, ...]
    language: str
    sealed_name: bytes | None
    at: datetime  # when they wrote it, which may be long before it got here


def load_many(session: Session, arrivals: Sequence[Arrival]) -> dict[Key, Person]:
    """The people behind these arrivals, created where new, by each of their keys."""
    keys = {key for arrival in arrivals for key in arrival.keys}
    people = _known(session, keys)
    _create(session, arrivals, people)
    _join_aliases(session, arrivals, people)
    return people


def load(session: Session, contact_ids: Iterable[int]) -> dict[int, Person]:
    found = _people(session, select(Contact, Conversation).where(Contact.id.in_(list(contact_ids))))
    _load_reports(session, found)
    return found


def save_many(session: Session, people: Iterable[Person]) -> None:
    """States, last-seen times and changed facts of these people."""
    people = {person.id: person for person in people}.values()
    states = [{"contact_id": p.id, "state": p.state, "version": p.version} for p in people if p.state]
    if states:
        write_many(session, _SAVE_STATE, states)
    for person in people:
        if person.changes:
            session.execute(update(Contact).where(Contact.id == person.id).values(person.changes))


def save_seen(session: Session, seen: dict[int, datetime]) -> None:
    """When each contact last wrote: it opens WhatsApp's 24 hour window."""
    if seen:
        write_many(session, _SEEN, [{"contact": id_, "seen": at} for id_, at in seen.items()])


def addresses(session: Session, contact_id: int, account: str) -> bytes | None:
    """The sealed id to write to on this account: the one seen first."""
    return session.scalar(
        select(ContactId.sealed).where(ContactId.contact_id == contact_id, ContactId.account == account).limit(1)
    )


def _known(session: Session, keys: set[Key]) -> dict[Key, Person]:
    rows = session.execute(
        select(ContactId.account, ContactId.blind, ContactId.contact_id).where(
            ContactId.account.in_({account for account, _ in keys}), ContactId.blind.in_({blind for _, blind in keys})
        )
    ).all()
    people = load(session, {row.contact_id for row in rows}) if rows else {}
    return {(row.account, row.blind): people[row.contact_id] for row in rows}


def _people(session: Session, query: Any) -> dict[int, Person]:
    rows = session.execute(
        query.with_only_columns(
            Contact.id, Contact.language, Contact.consent, Contact.reachable, Contact.last_seen_at,
            Conversation.state, Conversation.version,
        ).join(Conversation, Conversation.contact_id == Contact.id, isouter=True)
    )  # fmt: skip
    return {
        row[0]: Person(
            id=row[0], language=row[1], consent=row[2], reachable=row[3], last_seen_at=row[4],
            state=row[5] or "", version=row[6] or 0,
        )
        for row in rows
    }  # fmt: skip


def _load_reports(session: Session, people: dict[int, Person]) -> None:
    """Their reports, newest first; what a finished one needs is shown for 90 days by the caller."""
    if not people:
        return
    rows = session.scalars(select(Report).where(Report.contact_id.in_(list(people))).order_by(Report.id.desc()))
    for report in rows:
        mine = people[report.contact_id or 0].reports
        if len(mine) < 10:
            mine.append(report)


def _create(session: Session, arrivals: Sequence[Arrival], people: dict[Key, Person]) -> None:
    new: dict[Key, Arrival] = {}
    for arrival in arrivals:
        if not any(key in people or key in new for key in arrival.keys):
            new[arrival.keys[0]] = arrival
    if not new:
        return
    for key, a in new.items():
        people[key] = Person(
            id=new_number(), language=a.language, consent="", reachable=True, last_seen_at=a.at, known=False
        )
    rows = [
        {
            "id": people[key].id, "language": a.language, "name": a.sealed_name, "last_seen_at": a.at,
            "created_at": a.at,
        }
        for key, a in new.items()
    ]  # fmt: skip
    write_many(session, _NEW_CONTACT, rows)
    write_many(
        session,
        NEW_ID,
        [
            {"account": key[0], "blind": key[1], "contact_id": people[key].id, "sealed": arrival.sealed[0]}
            for key, arrival in new.items()
        ],
    )


def _join_aliases(session: Session, arrivals: Sequence[Arrival], people: dict[Key, Person]) -> None:
    """A further id of somebody known (a number beside a provider's own id) becomes a row of its own."""
    rows = []
    for arrival in arrivals:
        person = next(people[key] for key in arrival.keys if key in people)
        for key, sealed in zip(arrival.keys, arrival.sealed, strict=True):
            if key not in people:
                people[key] = person
                rows.append({"account": key[0], "blind": key[1], "contact_id": person.id, "sealed": sealed})
    if rows:
        write_many(session, NEW_ID, rows)
