"""Takes a batch of events through the conversation, in one transaction. The writer calls `Ingest.batch`.

What takes time (sealing, understanding) is done in `prepare`, before the transaction begins, and for the whole batch
at once: the processor then has the rules at hand, and each event costs half of what it would cost by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple, get_args

import orjson
import structlog

from bot import bare_alarm, effects, remedies, rows
from bot.conversation import step as steps
from bot.conversation.flows.alarm_words import is_danger
from bot.conversation.understanding import Understanding, understand
from bot.house import House
from bot.messages import DeliveryState, Event, Ignored, Inbound, StatusEvent, state_id
from bot.remedies import Refusal
from bot.rows import Route
from bot.work import Work
from core import clock, conversations, db, inbound, jobs, outbox, terms, threads, tracking
from core.codes import hide_pin
from core.conversations import Arrival, Person
from core.db import Session
from core.i18n import translator
from core.ids import new_id
from core.inbound import Raw
from core.outbox import Outcome
from core.text import clean

log = structlog.get_logger(__name__)

LONGEST_ID = 120  # characters of Inbound.event_id
STATES: tuple[DeliveryState, ...] = get_args(DeliveryState)
PUT_OFF = timedelta(minutes=10)  # until a failed wake-up is tried again, perhaps by a newer version
LATE = timedelta(minutes=2)  # a message that took longer stands in the thread at the time when it was written


class Came(NamedTuple):
    """A provider's event, as the writer gets it. `tail` is the path behind /webhooks/<kind>, for a replay."""

    event: Event
    tail: str = ""


class Arrived(NamedTuple):
    """An event ready to be stored: sealed and understood."""

    event: Event
    raw: Raw
    arrival: Arrival | None = None  # who it is from; None for what no person did
    message_id: str = ""
    sealed_refs: tuple[bytes, ...] = ()
    understood: Understanding | None = None


class StepFailed(Exception):
    """A step of a conversation met a fault of ours, its cause. Nothing of its transaction may stay."""


@dataclass(frozen=True, slots=True)
class TimerDue:
    job_id: int
    contact_id: int
    account: str


class Ingest:
    def __init__(self, house: House) -> None:
        self.house = house

    # Before the transaction

    def prepare(self, event: Event, *, tail: str = "") -> Arrived:
        """Never raises: an event that cannot be prepared is kept raw, in quarantine."""
        try:
            return self._prepare(event, tail)
        except Exception as error:
            log.exception("event set aside", error=type(error).__name__)
            reason = f"prepare: {type(error).__name__}"
            return self._prepare(Ignored(event.account, event.event_id, reason, quarantine=True, raw=event.raw), tail)

    def _prepare(self, event: Event, tail: str) -> Arrived:
        now, vault = clock.now(), self.house.vault
        if isinstance(event, Inbound):
            event = event._replace(text=hide_pin(event.text))
        sealed = vault.seal(event.raw, about=b"inbound") if event.raw else None
        if not isinstance(event, Inbound):
            return Arrived(event, self._raw(event, now, sealed, tail))
        said_at = min(event.sent_at or now, now)
        ids = (event.sender, *event.aliases)
        arrival = Arrival(
            keys=tuple([(event.account, vault.blind(event.account, id_)) for id_ in ids]),
            sealed=tuple([vault.seal(id_.encode(), about=b"address") for id_ in ids]),
            language="en" if event.language.startswith("en") else "id",
            sealed_name=vault.seal(event.name.encode(), about=b"name") if event.name else None,
            at=said_at,
        )
        settings = self.house.settings
        understood = (
            understand(event.text, now=said_at, zone=settings.zone, places=self.house.places()) if event.text else None
        )
        return Arrived(
            event, self._raw(event, now, sealed, tail), arrival, new_id(),
            tuple([vault.seal(media.ref.encode(), about=b"media") for media in event.media]),
            understood,
        )  # fmt: skip

    def _raw(self, event: Event, now: datetime, sealed: bytes | None, tail: str) -> Raw:
        outcome, reason = "done", ""
        if isinstance(event, StatusEvent):
            outcome = "status"
        elif not isinstance(event, Inbound):
            outcome, reason = ("quarantined" if event.quarantine else "ignored"), event.reason
        # This row must be storable whatever the event holds: it is kept when everything else fails.
        return Raw(event.account, _name(event.event_id), now, outcome, sealed, clean(reason)[:200], clean(tail)[:80])

    # Inside the transaction

    def batch(self, session: Session, items: Sequence[Any]) -> list[str]:
        """One result per item: "stored", "repeat", "ignored", "fired", "stale" or "recorded"."""
        # The transaction begins with the first statement.
        items = [self.prepare(item.event, tail=item.tail) if isinstance(item, Came) else item for item in items]
        work = Work(session, self.house)
        arrived = [item for item in items if isinstance(item, Arrived)]
        people = conversations.load_many(session, [a.arrival for a in arrived if a.arrival])
        fresh = inbound.store_many(session, [_with_contact(a, people) for a in arrived])
        statuses: list[dict[str, Any]] = []
        results = [self._one(work, item, people, fresh, statuses) for item in items]
        outcomes = [item for item in items if isinstance(item, Outcome)]
        outbox.record_many(session, outcomes, now=work.now)
        statuses += self._heard_before(session, outcomes)
        self._advance_statuses(session, statuses, work.now)
        remedies.mend(work, _refusals(outcomes, statuses), now=work.now)
        work.write()
        return results

    def poison(self, session: Session, item: Any, error: Exception) -> str:
        """For what cannot be carried out even when it is alone. An event is kept raw, in quarantine; a timer is put
        off; of an outcome is recorded what can be stored, because the message would be sent again otherwise."""
        reason, now = type(error).__name__, clock.now()
        if isinstance(item, Outcome):
            bare = replace(item, provider_id="", reason=f"program error: {reason}", blocked=False, closed=False)
            outbox.record_many(session, [bare], now=now)
            return "recorded"
        if isinstance(item, TimerDue):
            log.error("timer put off", error=reason, exc_info=error)
            if jobs.fire(session, item.job_id, now=now):
                jobs.set_one(session, jobs.TIMER, str(item.contact_id), due_at=now + PUT_OFF, payload=item.account)
            return "put off"
        arrived = self.prepare(item.event, tail=item.tail)
        if isinstance(error, StepFailed) and arrived.arrival is not None:
            self._set_aside(session, arrived, error.__cause__ or error)
        else:
            inbound.store_many(session, [arrived.raw._replace(outcome="quarantined", reason=reason)])
        return "quarantined"

    def _set_aside(self, session: Session, item: Arrived, cause: BaseException) -> None:
        """Its message stands in the thread, and danger rings: who is in danger cannot wait for the repair."""
        assert isinstance(item.event, Inbound)
        assert item.arrival is not None
        log.error("step failed", error=type(cause).__name__, exc_info=cause)
        people = conversations.load_many(session, [item.arrival])
        raw = _with_contact(item, people)._replace(outcome="quarantined", reason=f"step: {type(cause).__name__}")
        id_ = inbound.store_many(session, [raw]).get((raw.account, raw.event_id))
        work, person = Work(session, self.house), people[item.arrival.keys[0]]
        if id_ is None:
            return
        if _is_stray(work, person, item.event):
            inbound.forget(session, id_)
            return
        _came(work, item, person)
        self._store(work, item._replace(event=_in_words(item.event, person.language)), person)
        for line in [*work.messages]:
            line["data"] = threads.marked(line["data"], id_)
            self._call_out(work, item, person)
        work.write()

    def _call_out(self, work: Work, item: Arrived, person: Person) -> None:
        assert isinstance(item.event, Inbound)
        assert item.arrival is not None
        number = self.house.settings.emergency_number
        if not item.event.forwarded and is_danger(item.event.text, item.understood, number=number):
            route = Route(item.event.account, item.arrival.sealed[0])
            bare_alarm.ring(work, person, route, item.message_id, item.understood)

    def _one(
        self, work: Work, item: Any, people: dict[Any, Person], fresh: dict[Any, int], statuses: list[dict[str, Any]]
    ) -> str:
        if isinstance(item, TimerDue):
            return self._fire(work, item)
        if isinstance(item, Outcome):
            return "recorded"
        id_ = fresh.pop((item.raw.account, item.raw.event_id), None)
        if id_ is None:
            return "repeat"
        if isinstance(item.event, StatusEvent):
            statuses.append(_status(item.event))
            return "stored"
        if item.arrival is None:
            return "ignored"
        self._hear(work, item, people[item.arrival.keys[0]], id_)
        return "stored"

    def _hear(self, work: Work, item: Arrived, person: Person, inbound_id: int) -> None:
        """Raises StepFailed: the batch is undone then, and its events run one by one."""
        _came(work, item, person)
        try:
            self.hear(work, item, person, inbound_id)
        except db.Refused:
            raise
        except Exception as error:
            raise StepFailed from error

    def hear(self, work: Work, item: Arrived, person: Person, inbound_id: int, *, stored: bool = False) -> None:
        """Makes a line of the thread from the event, unless it is `stored` already, and a step of the conversation."""
        assert isinstance(item.event, Inbound)
        event = _in_words(item.event, person.language)
        item = item._replace(event=event)
        assert item.arrival is not None
        stray = not stored and _is_stray(work, person, event)
        if stray:
            inbound.forget(work.session, inbound_id)
        elif not stored:
            self._store(work, item, person)
        named, other = _named(work, item, person), event.reply_to or event.edits
        about = threads.replied_to(work.session, person.id, other) if other else ""
        before = () if stray or event.kind != "edit" else _said_before(work, person, event.edits)
        heard = steps.Heard(item.message_id, event, item.understood, about, named, stray, before)
        effects.step(work, person, Route(event.account, item.arrival.sealed[0]), heard)
        if stray and any(item.message_id in ids for _, ids, _ in work.moves):  # it called for help
            self._store(work, item, person)
        person.known = True

    def _store(self, work: Work, item: Arrived, person: Person) -> None:
        """Makes a line of the thread from the message, whatever the conversation does with it."""
        event = item.event
        assert isinstance(event, Inbound)
        if event.kind in {"reachable", "unreachable", "group"}:
            return
        assert item.arrival is not None
        point, at = event.point, item.arrival.at
        is_late = work.now - inbound.KEPT < at < work.now - LATE
        notes = ({"forwarded": True} if event.forwarded else {}) | ({"arrived": work.now} if is_late else {})
        work.messages.append(
            rows.message_row(
                item.message_id, at if is_late else work.now, contact_id=person.id, author="citizen", text=event.text,
                kind=event.kind if event.kind in {"choice", "edit", "unsupported", "call"} else "text",
                provider_id=event.message_id[:80] if event.kind == "message" else "",
                data=orjson.dumps(notes) if notes else b"",
                lat=point.lat if point else None, lon=point.lon if point else None,
            )
        )  # fmt: skip
        abilities = self.house.abilities(event.account)
        for media, sealed in zip(event.media, item.sealed_refs, strict=True):
            id_, takes = new_id(), abilities.takes(media)
            work.attachments.append({
                "id": id_, "message_id": item.message_id, "account": event.account, "kind": media.kind,
                "mime": media.mime[:80], "size": media.size, "state": "waiting" if takes else "too_large",
                "ref": sealed if takes else None, "at": work.now,
                "name": self.house.vault.seal(media.name.encode(), about=b"file") if media.name else None,
            })  # fmt: skip
            if takes:
                work.later.append({"kind": jobs.FETCH, "key": id_, "due_at": work.now, "payload": ""})

    def _fire(self, work: Work, item: TimerDue) -> str:
        if not jobs.fire(work.session, item.job_id, now=work.now):
            return "stale"
        person = work.people.get(item.contact_id) or conversations.load(work.session, [item.contact_id]).get(
            item.contact_id
        )
        address = conversations.address_of(work.session, item.contact_id, item.account)
        if person is None or address is None:
            return "stale"
        effects.step(work, person, Route(item.account, address), steps.TimerFired())
        return "fired"

    def _heard_before(self, session: Session, outcomes: list[Outcome]) -> list[dict[str, Any]]:
        """Callbacks that came before the answer to our send: they had only the provider's id, which is known now."""
        sent = [o for o in outcomes if o.provider_id and not o.final]
        ids: dict[str, tuple[Outcome, DeliveryState]] = {
            state_id(o.provider_id, state): (o, state) for o in sent for state in STATES
        }
        accounts = [c.account for c in self.house.channels.values() if c.abilities.delivered] if ids else []
        found = [ids[id_] for account in accounts for id_ in inbound.known(session, account, list(ids))]
        return [
            _status(StatusEvent("", "", state, o.ticket, o.provider_id, reason="provider reports a failure"))
            for o, state in found
        ]

    def _advance_statuses(self, session: Session, statuses: list[dict[str, Any]], now: datetime) -> None:
        missing = [s for s in statuses if not s["message"]]
        for account in {s["account"] for s in missing}:
            theirs = [s for s in missing if s["account"] == account]
            ids = outbox.by_provider_ids(session, account, [s["provider_id"] for s in theirs])
            for status in theirs:
                status["message"] = ids.get(status["provider_id"], "")
        outbox.advance_many(session, [s for s in statuses if s["message"]], now=now)


def _in_words(event: Inbound, language: str) -> Inbound:
    """A message that is only the sender's own contact card gets a text: the phone number."""
    if event.kind != "message" or not event.phone or event.text or event.media or event.point:
        return event
    t = translator(language)
    return event._replace(text=t("Nomor telepon: {phone}").format(phone=event.phone))


def _came(work: Work, item: Arrived, person: Person) -> None:
    assert item.arrival is not None
    if person.heard_at is None or item.arrival.at >= person.heard_at:
        person.heard_at, person.wrote_from = item.arrival.at, item.arrival.keys[0][1]
    work.people[person.id] = person


def _is_stray(work: Work, person: Person, event: Inbound) -> bool:
    """Whether it edits a message that is not known. Of a contact that was cut off in this batch only messages in
    reports it still has count as known."""
    if event.kind != "edit":
        return False
    if any(row["provider_id"] == event.edits and row["contact_id"] == person.id for row in work.messages):
        return False
    original = threads.revised(work.session, person.id, event.edits)
    cut_off = person.id in work.anonymous
    return original is None or (cut_off and original.report_id not in {report.id for report in person.reports})


def _said_before(work: Work, person: Person, provider_id: str) -> tuple[str, ...]:
    here = [row for row in work.messages if row["provider_id"] == provider_id and row["contact_id"] == person.id]
    return *threads.versions(work.session, person.id, provider_id), *(row["text"] for row in here)


def _named(work: Work, item: Arrived, person: Person) -> steps.Standing | None:
    code = item.understood.code if item.understood else None
    if code is None or work.report(person, code) is not None or code in work.filing:
        return None
    if tracking.tried_out(work.session, person.id):
        return steps.Standing("", work.now)
    found = tracking.in_chat(work.session, person.id, code)
    return steps.Standing(found.status, dict(found.times).get(found.status, found.filed_at)) if found else None


def _name(event_id: str) -> str:
    """The event's id; if it cannot be stored, a hash of it, which is the same for a repeat."""
    if event_id == clean(event_id) and len(event_id) <= LONGEST_ID:
        return event_id
    return "sha256:" + hashlib.sha256(event_id.encode("utf-8", "replace")).hexdigest()


def _status(event: StatusEvent) -> dict[str, Any]:
    assert event.state in terms.DELIVERY_RANK
    return {
        "message": event.message_id, "provider_id": event.provider_id, "state": event.state, "why": event.reason,
        "account": event.account, "blocked": event.blocked, "remedy": event.remedy,
    }  # fmt: skip


def _refusals(outcomes: list[Outcome], statuses: list[dict[str, Any]]) -> list[Refusal]:
    said = [Refusal(o.ticket, "template", o.reason) for o in outcomes if o.closed]
    return said + [Refusal(s["message"], s["remedy"], s["why"]) for s in statuses if s["remedy"]]


def _with_contact(item: Arrived, people: dict[Any, Person]) -> Raw:
    raw = item.raw
    if item.arrival is None:
        return raw
    contact_id = people[item.arrival.keys[0]].id
    return Raw(raw.account, raw.event_id, raw.at, raw.outcome, raw.sealed, raw.reason, raw.tail, contact_id)
