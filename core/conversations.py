"""Contacts and where their conversations stand: loaded and saved in sets, for a whole batch at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from core.bulk import write_many
from core.ids import new_number
from core.models import Contact, ContactId, Conversation, Report

Key = tuple[str, bytes]  # (account, blind index)
NOTHING_SAID = "{}"  # the state of a conversation before its first word

_NEW_CONTACT = insert(Contact)
NEW_ID = upsert(ContactId).on_conflict_do_nothing(index_elements=["account", "blind"])
_STATE = upsert(Conversation)
_SAVE_STATE = _STATE.on_conflict_do_update(
    index_elements=["contact_id"],
    set_={name: _STATE.excluded[name] for name in ("state", "version", "heard_at")}
    | {"wrote_from": func.coalesce(_STATE.excluded.wrote_from, Conversation.wrote_from)},
)
_FACTS = (
    Contact.id, Contact.language, Contact.consent, Contact.reachable, Conversation.heard_at, Conversation.state,
    Conversation.version,
    exists().where(Report.contact_id == Contact.id),
)  # fmt: skip
_PEOPLE = (
    select(*_FACTS)
    .join(Conversation, Conversation.contact_id == Contact.id, isouter=True)
    .where(Contact.id.in_(bindparam("ids", expanding=True)))
)
_KNOWN = (
    select(*_FACTS, ContactId.account, ContactId.blind)
    .select_from(ContactId)
    .join(Contact, Contact.id == ContactId.contact_id)
    .join(Conversation, Conversation.contact_id == Contact.id, isouter=True)
    .where(
        ContactId.account.in_(bindparam("accounts", expanding=True)),
        ContactId.blind.in_(bindparam("blinds", expanding=True)),
    )
)
_MOST_REPORTS = 10
# Which of many reports a conversation knows: those with an open question, then the open ones, then the newest.
_PRESSING = (Report.status != "need_info", Report.status == "finished", Report.id.desc())
_RANKED = (
    select(Report.id, func.row_number().over(partition_by=Report.contact_id, order_by=_PRESSING).label("place"))
    .where(Report.contact_id.in_(bindparam("ids", expanding=True)))
    .subquery()
)
_REPORTS = (
    select(Report)
    .join(_RANKED, _RANKED.c.id == Report.id)
    .where(_RANKED.c.place <= _MOST_REPORTS)
    .order_by(Report.id.desc())
)


@dataclass(slots=True)
class Person:
    """A contact as a batch needs it. `changes` are column values to write at the end of the batch."""

    id: int
    language: str
    consent: str
    reachable: bool
    heard_at: datetime | None  # when they last wrote
    wrote_from: bytes | None = None  # the blind index of the id they did it from, if it was in this batch
    state: str = ""
    version: int = 0
    known: bool = True
    changes: dict[str, Any] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


class Arrival(NamedTuple):
    """Who wrote: the ids they are known by. They wrote from the first one, and answers go to it."""

    keys: tuple[Key, ...]
    sealed: tuple[bytes, ...]
    language: str
    sealed_name: bytes | None
    at: datetime  # when they wrote it, which may be long before it got here


def load_many(session: Session, arrivals: Sequence[Arrival]) -> dict[Key, Person]:
    """The people behind these arrivals, created where new, by each of their keys."""
    if not arrivals:
        return {}
    people = _known(session, {key for arrival in arrivals for key in arrival.keys})
    _create(session, arrivals, people)
    _join_aliases(session, arrivals, people)
    return people


def load(session: Session, contact_ids: Iterable[int]) -> dict[int, Person]:
    rows = session.connection().execute(_PEOPLE, {"ids": list(contact_ids)})
    return _people(session, rows)


def save_many(session: Session, people: Collection[Person]) -> None:
    """Saves the states of these people's conversations, and what changed about them. Each person is given once."""
    states = [
        {
            "contact_id": p.id, "state": p.state or NOTHING_SAID, "version": p.version, "heard_at": p.heard_at,
            "wrote_from": p.wrote_from,
        }
        for p in people
    ]  # fmt: skip
    write_many(session, _SAVE_STATE, states)
    for person in people:
        if person.changes:
            session.execute(update(Contact).where(Contact.id == person.id).values(person.changes))


def address_of(session: Session, contact_id: int, account: str) -> bytes | None:
    """The sealed id to write to on this account: the one they last wrote from, where that is known."""
    last = select(Conversation.wrote_from).where(Conversation.contact_id == contact_id).scalar_subquery()
    mine = select(ContactId.sealed).where(ContactId.contact_id == contact_id, ContactId.account == account)
    return session.scalar(mine.order_by((ContactId.blind == last).desc()).limit(1))


def _known(session: Session, keys: set[Key]) -> dict[Key, Person]:
    accounts, blinds = {account for account, _ in keys}, {blind for _, blind in keys}
    rows = session.connection().execute(_KNOWN, {"accounts": list(accounts), "blinds": list(blinds)}).all()
    people = _people(session, rows)
    return {(account, blind): people[id_] for id_, *_, account, blind in rows}


def _people(session: Session, rows: Iterable[Any]) -> dict[int, Person]:
    people: dict[int, Person] = {}
    reporters = []
    for id_, language, consent, reachable, heard_at, state, version, has_reports, *_ in rows:
        people[id_] = Person(id_, language, consent, reachable, heard_at, state=state or "", version=version or 0)
        people[id_].known = state != NOTHING_SAID
        if has_reports:
            reporters.append(id_)
    _load_reports(session, people, reporters)
    return people


def _load_reports(session: Session, people: dict[int, Person], reporters: list[int]) -> None:
    if not reporters:
        return
    for report in session.scalars(_REPORTS, {"ids": reporters}):
        people[report.contact_id or 0].reports.append(report)


def _create(session: Session, arrivals: Sequence[Arrival], people: dict[Key, Person]) -> None:
    new: dict[Key, Arrival] = {}
    theirs: set[Key] = set()
    for arrival in arrivals:
        if not any(key in people or key in theirs for key in arrival.keys):
            new[arrival.keys[0]] = arrival
        theirs.update(arrival.keys)
    if not new:
        return
    for key, a in new.items():
        people[key] = Person(
            id=new_number(), language=a.language, consent="", reachable=True, heard_at=a.at, known=False
        )
    rows = [
        {"id": people[key].id, "language": a.language, "name": a.sealed_name, "created_at": a.at}
        for key, a in new.items()
    ]
    ids = [
        {"account": key[0], "blind": key[1], "contact_id": people[key].id, "sealed": arrival.sealed[0]}
        for key, arrival in new.items()
    ]
    write_many(session, _NEW_CONTACT, rows)
    write_many(session, NEW_ID, ids)


def _join_aliases(session: Session, arrivals: Sequence[Arrival], people: dict[Key, Person]) -> None:
    """A new id of a known person, such as a phone number beside the provider's own id, becomes one more row."""
    rows = []
    for arrival in arrivals:
        person = next(people[key] for key in arrival.keys if key in people)
        for key, sealed in zip(arrival.keys, arrival.sealed, strict=True):
            if key not in people:
                people[key] = person
                rows.append({"account": key[0], "blind": key[1], "contact_id": person.id, "sealed": sealed})
    write_many(session, NEW_ID, rows)
