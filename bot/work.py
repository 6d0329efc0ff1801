"""Everything that a batch of conversation steps will write: collected step by step, then written in sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.house import House
from bot.messages import Outbound
from core import anonymity, clock, conversations, erasure, jobs, outbox, reports, threads, units
from core.codes import new_code, new_pin
from core.conversations import Person
from core.db import Session
from core.ids import new_id
from core.models import Report


@dataclass(slots=True)
class Work:
    session: Session
    house: House
    now: datetime = field(default_factory=lambda: clock.now())  # noqa: PLW0108 - asked each time, not kept
    people: dict[int, Person] = field(default_factory=dict)  # by contact id
    filing: dict[str, dict[str, Any]] = field(default_factory=dict)  # new reports, by code
    messages: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    outgoing: list[dict[str, Any]] = field(default_factory=list)
    asks: Outbound | None = None  # the form in which an officer's question goes out
    timers: dict[str, dict[str, Any]] = field(default_factory=dict)  # wake-ups, by contact id as text
    cancelled: set[str] = field(default_factory=set)  # wake-ups that are no longer wanted
    later: list[dict[str, Any]] = field(default_factory=list)  # other jobs: alerts, files to fetch
    moves: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)  # (code, messages, anonymous)
    tags: list[tuple[str, str, str]] = field(default_factory=list)  # (code, tag, id of the thread's line)
    anonymous: dict[int, tuple[str, ...]] = field(default_factory=dict)  # contact -> messages of the report
    erased: list[int] = field(default_factory=list)  # contacts
    fresh: tuple[str, str] = field(default_factory=lambda: (new_code(), new_pin()))  # for the next new report
    _root: int = 0

    @property
    def root(self) -> int:
        """The unit that gets whatever comes in. Most batches never ask."""
        if not self._root:
            self._root = units.root_id(self.session, name=self.house.settings.station_name)
        return self._root

    def report(self, person: Person, code: str) -> Report | None:
        """One of the person's reports; None for another's, and for a new one of this batch."""
        return next((report for report in person.reports if report.code == code), None)

    # Collecting

    def wake(self, person: Person, account: str, *, at: datetime) -> None:
        """A conversation has one wake-up: a new one takes the place of the one before."""
        key = str(person.id)
        self.timers[key] = {"kind": jobs.TIMER, "key": key, "due_at": at, "payload": account}
        self.cancelled.discard(key)

    def let_sleep(self, person: Person) -> None:
        self.timers.pop(str(person.id), None)
        self.cancelled.add(str(person.id))

    def ring(self, code: str) -> None:
        """Calls the duty chat at once, and again after a minute if nobody took the report (bot.duty)."""
        self.later.append(jobs.duty_call(code, at=self.now))

    def judge_place(self, code: str, point: tuple[float, float] | None) -> None:
        if point is not None and self.house.places().ground.is_outside(*point):
            self.tags.append((code, "outside_area", new_id()))

    def loosen(self, person: Person, message_ids: tuple[str, ...]) -> None:
        """Of this batch's rows: the messages of an anonymous report lose their contact; what was said around them is
        dropped, and what is sent of it is forgotten once it has left."""
        mine = [row for row in self.messages if row["contact_id"] == person.id]
        around = {row["id"] for row in mine if row["id"] not in message_ids and not row["code"]}
        self.messages = [row for row in self.messages if row["id"] not in around]
        self.attachments = [row for row in self.attachments if row["message_id"] not in around]
        for row in mine:
            if row["id"] in message_ids:
                row.update(contact_id=None, provider_id="")
        for row in self.outgoing:
            if row["id"] in around:
                row["forget"] = True

    # Writing

    def write(self) -> None:
        session = self.session
        for contact_id in self.erased:
            erasure.cut_off(session, contact_id)
        conversations.save_many(session, self.people.values())
        ids = self._file()
        for contact_id, kept in self.anonymous.items():
            anonymity.unlink(session, contact_id, kept=kept)
        for code, tag, id_ in self.tags:
            report = reports.by_code(session, code)
            if report is not None:
                reports.tag(session, report, tag=tag, line=(id_, self.now))
        moves = self._give_to_reports(ids)
        threads.add_many(session, self.messages)
        threads.move_many(session, moves)
        threads.attach_many(session, self.attachments)
        outbox.enqueue_many(session, self.outgoing)
        jobs.set_many(session, [*self.timers.values(), *self.later])
        jobs.cancel_many(session, jobs.TIMER, list(self.cancelled))

    def _file(self) -> dict[str, int]:
        """Files the new reports. Returns the ids of these and of all reports of the batch's people, by code."""
        for row in self.filing.values():
            row["unit_id"] = self.root
        ids = reports.file_many(self.session, list(self.filing.values()))
        for person in self.people.values():
            ids.update((report.code, report.id) for report in person.reports)
        return ids

    def _give_to_reports(self, ids: dict[str, int]) -> list[tuple[str, int]]:
        """Gives every message its report, and returns the older ones (id, report id) that move to one."""
        here = {row["id"]: row for row in self.messages}
        moves: list[tuple[str, int]] = []
        for code, message_ids, anonymous in self.moves:
            older = [id_ for id_ in message_ids if id_ not in here]
            moves += [(id_, ids[code]) for id_ in older]
            for id_ in message_ids:
                if id_ in here:
                    here[id_]["code"] = code
            if anonymous and older:
                threads.loosen(self.session, older)
        for row in (*self.messages, *self.outgoing):
            row["report_id"] = ids.get(row.pop("code"))
        return moves
