"""One step of a conversation, and its effects carried out: noted in the batch's `Work`, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import orjson

from bot import alarms, own_data, rows
from bot.conversation import memory
from bot.conversation import step as steps
from bot.conversation.engine import advance
from bot.messages import Outbound
from bot.rows import Route
from bot.work import Work
from core import alerts, audit, holdings, outbox, receipts, reports, ringing, terms, threads
from core.audit import Entry
from core.codes import new_code, new_pin
from core.conversations import Person
from core.i18n import translator
from core.ids import new_id
from core.models import Outbox
from core.writer import announce

LANES = {name: number for number, name in enumerate(terms.LANES)}


def step(work: Work, person: Person, route: Route, event: steps.Event) -> None:
    """Advances one conversation and notes its effects. Raises what the engine raises."""
    state = memory.unpack(orjson.loads(person.state)) if person.state else steps.State()
    result = advance(state, event, _context(work, person, route.account))
    carry_out(work, person, route, result.effects)
    person.state, person.version = orjson.dumps(memory.pack(result.state)).decode(), person.version + 1
    work.people[person.id] = person
    if result.wake_at is not None:
        work.wake(person, route.account, at=result.wake_at)
    elif state.due:
        work.let_sleep(person)


def carry_out(work: Work, person: Person, route: Route, effects: Iterable[steps.Effect]) -> None:
    for effect in effects:
        _APPLY[type(effect)](work, person, route, effect)


def _context(work: Work, person: Person, account: str) -> steps.Context:
    settings, abilities = work.house.settings, work.house.abilities(account)
    return steps.Context(
        now=work.now, zone=settings.zone, language=person.language, known=person.known,
        station=settings.station_name, hours=settings.hours,
        site=settings.public_url if abilities.push else "", emergency_number=settings.emergency_number,
        abilities=abilities, places=work.house.places(), code=work.fresh[0], pin=work.fresh[1],
        reports=_views(work, person), translator=translator, read_within=terms.TAKE_WITHIN,
        rings=partial(_rings, work, person), may_ring=partial(ringing.may_ring, work.session),
    )  # fmt: skip


def _rings(work: Work, person: Person, code: str) -> bool:
    """Whether somebody was told of this P1: a desk hears it, or the duty chat's alert has arrived."""
    report = work.report(person, code)
    told = report is not None and alerts.arrived(work.session, report.id)
    return told or work.house.desk_hears(work.root)


def _views(work: Work, person: Person) -> tuple[steps.ReportView, ...]:
    pending = [rows.pending_view(row) for row in work.filing.values() if row["contact_id"] == person.id]
    return (*reversed(pending), *(rows.view(report) for report in person.reports))


# Effects, one function each


def _say(work: Work, person: Person, route: Route, effect: steps.Say) -> None:
    message, id_ = effect.message, new_id()
    push = work.house.abilities(route.account).push
    announce(work.session, "contact", str(person.id))
    anonymous = effect.forget and person.id in work.anonymous
    traceless = anonymous or effect.shown_for > receipts.SHOWN_FOR
    marked = anonymous and not push  # a row with its contact would link it to the report by its time
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
        work.loosen(person, effect.draft.messages)
    work.judge_place(effect.code, effect.draft.point)
    if effect.priority == 1 or not alarms.is_heard(work, restricted):
        work.ring(effect.code)


def _append(work: Work, person: Person, _route: Route, effect: steps.Append) -> None:
    work.moves.append((effect.code, (effect.message_id,), False))
    report, point = work.report(person, effect.code), effect.point
    if report is None:
        row = work.filing[effect.code]
        row |= ({"priority": 1} if effect.alarm else {}) | ({"lat": point.lat, "lon": point.lon} if point else {})
        return
    was = report.priority
    answers = effect.answer or reports.asked_at(work.session, report) is None
    reports.heard(work.session, report, alarm=effect.alarm, reopen=effect.reopens, answers=answers)
    if effect.alarm and was != 1:
        work.ring(effect.code)
    if point is not None and report.lat is None:
        report.lat, report.lon = point.lat, point.lon
        work.judge_place(effect.code, (point.lat, point.lon))


def _tag(work: Work, _person: Person, _route: Route, effect: steps.Tag) -> None:
    work.tags.append((effect.code, effect.tag, new_id()))  # the id is made now, so the line stands before the answer


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
    if site or not push:  # on a page of ours a path is enough
        key = holdings.new_key(work.house.vault, person.id, held.created_at)
        address = f"{site if push else ''}/lapor/data/{key}"
    for said in own_data.says(held, effect.message, zone=work.house.settings.zone, address=address):
        _say(work, person, route, said)


def _withdraw(work: Work, person: Person, _route: Route, effect: steps.Withdraw) -> None:
    person.consent = person.changes["consent"] = ""
    person.changes["consent_at"] = work.now
    audit.record(work.session, Entry("bot", "consent.withdrawn", effect.code))


def _erase(work: Work, person: Person, route: Route, _effect: steps.Erase) -> None:
    work.erased.append(person.id)
    work.anonymous[person.id] = ()
    work.loosen(person, ())
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
        asked = reports.asked_at(work.session, report)  # what was said before the question is no answer to it
        reports.heard(work.session, report, alarm=False, answers=asked is not None and original.at > asked)


def _reveal(work: Work, person: Person, route: Route, effect: steps.Reveal) -> None:
    report = work.report(person, effect.code)
    for id_, text in threads.held(work.session, report.id) if report is not None else ():
        refused = work.session.get(Outbox, id_)
        if refused is not None:
            outbox.anew(work.session, refused, now=work.now)  # with new time for its tries: it may have waited for long
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
