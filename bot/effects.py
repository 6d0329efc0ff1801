"""Carries the effects of conversation steps out, collected for a whole batch and written in sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from bot import alarms, own_data, rows
from bot.channels.contract import Channel
from bot.conversation import memory
from bot.conversation import step as steps
from bot.conversation.engine import advance
from bot.messages import Abilities, Outbound
from bot.place_list import PlaceList
from bot.rows import Route
from core import (
    anonymity,
    audit,
    clock,
    conversations,
    erasure,
    holdings,
    jobs,
    outbox,
    receipts,
    reports,
    terms,
    threads,
    troubles,
    units,
)
from core.audit import Entry
from core.codes import new_code, new_pin
from core.conversations import Person
from core.db import Session
from core.files import Files
from core.i18n import translator
from core.ids import new_id
from core.models import Outbox, Report
from core.settings import Settings
from core.vault import Vault
from core.writer import announce

LANES = {name: number for number, name in enumerate(terms.LANES)}


@dataclass(frozen=True, slots=True)
class House:
    """What a step needs to know of the station and its channels; built once per process."""

    settings: Settings
    vault: Vault
    files: Files
    channels: Mapping[str, Channel]  # by account
    places: PlaceList
    desk_hears: Callable[[int], bool]  # whether an alarm of this unit is heard there; asked from the writer's thread

    @property
    def duty_channel(self) -> Channel | None:
        """Over which the duty chat is told of a P1, where the station has set one."""
        telegrams = (c for c in self.channels.values() if c.kind == "telegram")
        return next(telegrams, None) if self.settings.duty_telegram_chat else None

    def abilities(self, account: str) -> Abilities:
        channel = self.channels.get(account)
        return channel.abilities if channel else Abilities()


@dataclass(slots=True)
class Work:
    """Everything a batch will write, in the order in which `write` needs it."""

    session: Session
    house: House
    now: datetime = field(default_factory=lambda: clock.now())  # noqa: PLW0108 - asked each time, not kept
    people: dict[int, Person] = field(default_factory=dict)
    filing: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    outgoing: list[dict[str, Any]] = field(default_factory=list)
    asks: Outbound | None = None  # the form in which an officer's question goes out
    timers: dict[str, dict[str, Any]] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    later: list[dict[str, Any]] = field(default_factory=list)
    moves: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    tags: list[tuple[str, str, str]] = field(default_factory=list)
    anonymous: dict[int, tuple[str, ...]] = field(default_factory=dict)  # contact -> messages of the report
    erased: list[int] = field(default_factory=list)  # contacts
    fresh: tuple[str, str] = field(default_factory=lambda: (new_code(), new_pin()))  # until a report uses them
    root: int = field(init=False)  # the unit that gets whatever comes in

    def __post_init__(self) -> None:
        self.root = units.root_id(self.session, name=self.house.settings.station_name)

    # A step

    def step(self, person: Person, route: Route, event: steps.Event) -> None:
        """Advances one conversation and notes its effects. Raises what the engine raises."""
        state = memory.unpack(orjson.loads(person.state)) if person.state else steps.State()
        result = advance(state, event, self._context(person, route.account))
        person.state, person.version = orjson.dumps(memory.pack(result.state)).decode(), person.version + 1
        self.people[person.id] = person
        self._wake(person, route, state, result)
        self.carry_out(person, route, result.effects)

    def carry_out(self, person: Person, route: Route, effects: Iterable[steps.Effect]) -> None:
        for effect in effects:
            _APPLY[type(effect)](self, person, route, effect)

    def _context(self, person: Person, account: str) -> steps.Context:
        settings, abilities = self.house.settings, self.house.abilities(account)
        return steps.Context(
            now=self.now, zone=settings.zone, language=person.language, known=person.known,
            consented=bool(person.consent), station=settings.station_name, hours=settings.hours,
            site=settings.public_url if abilities.push else "", emergency_number=settings.emergency_number,
            abilities=abilities, places=self.house.places(), code=self.fresh[0], pin=self.fresh[1],
            reports=self._views(person), translator=translator, read_within=terms.TAKE_WITHIN,
            rings=partial(self._rings, person),
        )  # fmt: skip

    def _rings(self, person: Person, code: str) -> bool:
        """Whether somebody was told of this P1: a desk hears it, or the duty chat's alert has arrived."""
        report = next((report for report in person.reports if report.code == code), None)
        told = report is not None and troubles.alert_arrived(self.session, report.id)
        return told or self.house.desk_hears(self.root)

    def _views(self, person: Person) -> tuple[steps.ReportView, ...]:
        pending = [rows.pending_view(row) for row in self.filing.values() if row["contact_id"] == person.id]
        return (*reversed(pending), *(rows.view(report) for report in person.reports))

    def _wake(self, person: Person, route: Route, before: steps.State, result: steps.Step) -> None:
        if result.wake_at is not None:
            self.wake(person, route.account, at=result.wake_at)
        elif before.due:
            self.timers.pop(str(person.id), None)
            self.cancelled.add(str(person.id))

    def wake(self, person: Person, account: str, *, at: datetime) -> None:
        """The one wake-up that a conversation has."""
        key = str(person.id)
        self.timers[key] = {"kind": jobs.TIMER, "key": key, "due_at": at, "payload": account}
        self.cancelled.discard(key)

    def report(self, person: Person, code: str) -> Report | None:
        return next((report for report in person.reports if report.code == code), None)

    def judge_place(self, code: str, point: tuple[float, float] | None) -> None:
        if point is not None and self.house.places().ground.is_outside(*point):
            self.tags.append((code, "outside_area", new_id()))

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
        moves = self._place(ids)
        threads.add_many(session, self.messages)
        threads.move_many(session, moves)
        threads.attach_many(session, self.attachments)
        outbox.enqueue_many(session, self.outgoing)
        jobs.set_many(session, [*self.timers.values(), *self.later])
        jobs.cancel_many(session, jobs.TIMER, list(self.cancelled))

    def _file(self) -> dict[str, int]:
        for row in self.filing.values():
            row["unit_id"] = self.root
        ids = reports.file_many(self.session, list(self.filing.values()))
        for person in self.people.values():
            ids.update((report.code, report.id) for report in person.reports)
        return ids

    def _place(self, ids: dict[str, int]) -> list[tuple[str, int]]:
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


# Effects, one function each


def _say(work: Work, person: Person, route: Route, effect: steps.Say) -> None:
    message, id_ = effect.message, new_id()
    push = work.house.abilities(route.account).push
    announce(work.session, "contact", str(person.id))
    anonymous = effect.forget and person.id in work.anonymous
    traceless = anonymous or effect.shown_for > receipts.SHOWN_FOR
    marked = anonymous and not push  # a row that named its contact would join it to the report by its time
    contact_id = None if marked else person.id
    if not (traceless and push):
        work.messages.append(
            rows.message_row(
                id_, work.now, contact_id=contact_id, author="bot", code=effect.code,
                provider_id=receipts.mark_at(work.house.vault, route.address) if marked else "",
                kind=receipts.TRACELESS if traceless else "text", **rows.kept(work.house.vault, effect, push=push),
            )
        )  # fmt: skip
    work.outgoing.append(
        rows.out_row(
            id_, work.now, contact_id=contact_id, route=Route(route.account, b"") if marked else route,
            lane=LANES[effect.lane], message=message, code=effect.code, state="queued" if push else "sent",
            secret_of=work.house.vault if effect.forget else None,
        )
        | ({} if push else {"due_at": work.now + effect.shown_for - receipts.SHOWN_FOR})
    )  # fmt: skip


def _file(work: Work, person: Person, route: Route, effect: steps.File) -> None:
    anonymous = effect.draft.identity == "anonymous"
    restricted = effect.restricted if effect.complete else alarms.kept_from(work, effect.restricted)
    row = rows.columns(effect.draft) | {
        "code": effect.code, "pin_hash": work.house.vault.hash_pin(effect.code, effect.pin),
        "contact_id": None if anonymous else person.id, "account": route.account,
        "category": effect.draft.category or terms.UNSURE, "priority": effect.priority, "status": "received",
        "restricted": restricted, "complete": effect.complete, "language": person.language,
        "tags": " ".join(effect.tags), "filed_at": work.now, "guesses": rows.guesses(effect.draft, effect.reasons),
    }  # fmt: skip
    work.filing[effect.code] = row
    work.fresh = (new_code(), new_pin())
    work.moves.append((effect.code, effect.draft.messages, anonymous))
    if anonymous:
        work.anonymous[person.id] = effect.draft.messages
        _loosen(work, person, effect.draft.messages)
    work.judge_place(effect.code, effect.draft.point)
    if effect.priority == 1 or not alarms.is_heard(work, restricted):
        ring(work, effect.code)


def _append(work: Work, person: Person, _route: Route, effect: steps.Append) -> None:
    work.moves.append((effect.code, (effect.message_id,), False))
    report = work.report(person, effect.code)
    if report is None:
        row = work.filing[effect.code]
        row["priority"] = 1 if effect.alarm else row["priority"]
    else:
        was = report.priority
        reports.heard(work.session, report, alarm=effect.alarm, reopen=effect.reopens, answers=not effect.puts_off)
        if effect.alarm and was != 1:
            ring(work, effect.code)
    if effect.point is not None:
        target: Any = report if report is not None else None
        if target is not None and target.lat is None:
            target.lat, target.lon = effect.point.lat, effect.point.lon
            work.judge_place(effect.code, (effect.point.lat, effect.point.lon))
        elif report is None:
            work.filing[effect.code] |= {"lat": effect.point.lat, "lon": effect.point.lon}


def _tag(work: Work, _person: Person, _route: Route, effect: steps.Tag) -> None:
    work.tags.append((effect.code, effect.tag, new_id()))  # ahead of what is answered


def _forget(work: Work, _person: Person, _route: Route, effect: steps.ForgetDraft) -> None:
    for row in (row for row in work.messages if row["id"] in effect.messages):
        row.update(text=threads.FORGOTTEN, lat=None, lon=None)
    for file in (file for file in work.attachments if file["message_id"] in (*effect.messages, *effect.told)):
        file.update(threads.NO_FILE)
    threads.forget(work.session, effect.messages, told=effect.told)


def _remember(work: Work, person: Person, _route: Route, effect: steps.Remember) -> None:
    if effect.language:
        person.language = person.changes["language"] = effect.language
        for report in person.reports:
            report.language = effect.language
    if effect.consent:
        person.consent = person.changes["consent"] = effect.consent
        person.changes["consent_at"] = work.now
    if effect.reachable is not None:
        person.reachable = person.changes["reachable"] = effect.reachable


def _export(work: Work, person: Person, route: Route, effect: steps.Export) -> None:
    held = own_data.held(work.session, person, work.messages, list(work.filing.values()))
    push, site = work.house.abilities(route.account).push, work.house.settings.public_url
    address = ""
    if site or not push:  # whoever is on a page of ours needs no site
        ticket = holdings.ticket(work.house.vault, person.id, held.created_at)
        address = f"{site if push else ''}/lapor/data/{ticket}"
    for said in own_data.says(held, effect.message, zone=work.house.settings.zone, address=address):
        _say(work, person, route, said)


def _withdraw(work: Work, person: Person, _route: Route, effect: steps.Withdraw) -> None:
    person.consent = person.changes["consent"] = ""
    person.changes["consent_at"] = work.now
    audit.record(work.session, Entry("bot", "consent.withdrawn", effect.code))


def _erase(work: Work, person: Person, route: Route, _effect: steps.Erase) -> None:
    work.erased.append(person.id)
    work.anonymous[person.id] = ()
    _loosen(work, person, ())
    receipts.forget(work.session, receipts.mark_at(work.house.vault, route.address))
    person.reports, person.consent = [], ""
    person.changes.update(name=None, consent="", consent_at=None)


def _revise(work: Work, person: Person, _route: Route, effect: steps.Revise) -> None:
    original = threads.revised(work.session, person.id, effect.edits)
    if original is None:
        return
    for row in work.messages:
        if row["id"] == effect.message_id:
            row.update(revises=original.id)
    report = next((r for r in person.reports if r.id == original.report_id), None)
    if report is not None:
        work.moves.append((report.code, (effect.message_id,), False))
        reports.heard(work.session, report, alarm=False)


def _reveal(work: Work, person: Person, route: Route, effect: steps.Reveal) -> None:
    report = work.report(person, effect.code)
    for id_, text in threads.held(work.session, report.id) if report is not None else ():
        refused = work.session.get(Outbox, id_)
        if refused is not None:
            outbox.anew(work.session, refused, now=work.now)  # it may have waited for longer than it is tried
            continue
        said = Outbound(text, template="status_update")
        work.outgoing.append(
            rows.out_row(
                id_, work.now, contact_id=person.id, route=route, lane=outbox.TALK, message=said, code=effect.code
            )
        )


def _ask(work: Work, _person: Person, _route: Route, effect: steps.Ask) -> None:
    work.asks = effect.message


def _lapse(work: Work, person: Person, _route: Route, effect: steps.Lapse) -> None:
    report = work.report(person, effect.code)
    if report is not None:
        reports.lapse(work.session, report)


_APPLY: dict[type, Callable[[Work, Person, Route, Any], None]] = {
    steps.Say: _say, steps.File: _file, steps.Complete: alarms.complete, steps.Append: _append, steps.Tag: _tag,
    steps.ForgetDraft: _forget, steps.Remember: _remember, steps.Revise: _revise, steps.Reveal: _reveal,
    steps.Ask: _ask, steps.Lapse: _lapse, steps.Export: _export, steps.Withdraw: _withdraw,
    steps.Erase: _erase, steps.Harm: alarms.harm, steps.Follow: alarms.follow,
}  # fmt: skip


def ring(work: Work, code: str) -> None:
    """A P1 calls the duty chat at once, and again after a minute while nobody took it (bot.jobs)."""
    work.later.append({"kind": jobs.DUTY, "key": f"{code} 1", "due_at": work.now, "payload": code})


def _loosen(work: Work, person: Person, message_ids: tuple[str, ...]) -> None:
    """Of this very batch: what goes into an anonymous report keeps no contact either, and the rest is gone."""
    mine = [row for row in work.messages if row["contact_id"] == person.id]
    around = {row["id"] for row in mine if row["id"] not in message_ids and not row["code"]}
    work.messages = [row for row in work.messages if row["id"] not in around]
    work.attachments = [row for row in work.attachments if row["message_id"] not in around]
    for row in mine:
        if row["id"] in message_ids:
            row.update(contact_id=None, provider_id="")
    for row in work.outgoing:
        if row["id"] in around:
            row["forget"] = True
