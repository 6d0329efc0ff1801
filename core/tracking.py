"""A report from outside its own chat, by code and PIN: what somebody may see and add."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core import clock, holders, jobs, reports, terms, threads, throttles
from core.codes import hide_pin, parse_code
from core.models import Report
from core.threads import Line
from core.vault import Vault

SPOKEN = ("citizen", "bot", "officer")  # no notes, no system lines
NO_PIN = bytes(32)
TRIES, TRIES_WINDOW = 5, timedelta(hours=1)  # wrong codes of one address or chat


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a report is, and since when: all that its code alone shows."""

    code: str
    status: str
    times: tuple[tuple[str, datetime], ...]
    # The rest is shown only with the PIN: when news will come tells how urgent the report is.
    filed_at: datetime
    priority: int
    taken: bool
    next_news_by: datetime | None
    result: str  # of what is finished; the officer's reason is not for here


def progress(session: Session, code: str | None) -> Progress | None:
    report = _report(session, code)
    if report is None:
        return None
    times = {name: datetime.fromisoformat(at) for name, at in json.loads(report.times).items()}
    news = report.due_at if report.status != "finished" else None
    return Progress(
        report.code, report.status, tuple(times.items()), report.filed_at, report.priority, bool(report.taken_by), news,
        report.result,
    )  # fmt: skip


def in_chat(session: Session, contact_id: int, code: str) -> Progress | None:
    """For a code that somebody sent in a chat. After five wrong ones within an hour no code is looked up."""
    if parse_code(code) is None or tried_out(session, contact_id):
        return None  # a code that cannot exist is a typing mistake, and does not count as a guess
    found = progress(session, code)
    if found is None:
        throttles.count(session, _in_chat(contact_id), window=TRIES_WINDOW)
    return found


def tried_out(session: Session, contact_id: int) -> bool:
    return throttles.used(session, _in_chat(contact_id)) >= TRIES


def _in_chat(contact_id: int) -> str:
    return f"code in chat {contact_id}"


def opens(session: Session, vault: Vault, *, code: str | None, pin: str | None) -> bool:
    """Whether this is the report's PIN. Takes the same time for a code that does not exist."""
    report = _report(session, code)
    stored = report.pin_hash if report is not None else NO_PIN
    return hmac.compare_digest(stored, vault.hash_pin(code or "", pin or "")) and report is not None


def messages(session: Session, code: str) -> list[Line]:
    report = _report(session, code)
    if report is None:
        return []
    return [line for line in threads.of(session, report.id) if line.author in SPOKEN and (line.text or line.files)]


def add(session: Session, *, code: str, message_id: str, text: str, alarm: bool) -> bool:
    """Adds the citizen's words to the report; an alarm rings, whoever holds it. False if there is no such report."""
    report = _report(session, code)
    if report is None:
        return False
    now = clock.now()
    threads.add_many(
        session,
        [
            {
                "id": message_id, "report_id": report.id, "contact_id": None, "author": "citizen", "kind": "text",
                "text": hide_pin(text), "at": now, "data": "", "provider_id": "", "revises": None, "lat": None,
                "lon": None, "officer_id": None,
            }
        ],
    )  # fmt: skip
    if alarm and _is_new_alarm(session, report):
        holders.free(session, report)  # the officer who took it may be off duty by now
        jobs.set_many(session, [jobs.duty_call(code, at=now)])
    reports.heard(session, report, alarm=alarm, reopen=True)
    return True


def _is_new_alarm(session: Session, report: Report) -> bool:
    """As in a chat: an alarm within half an hour of the last one is the same, while the report is urgent and open."""
    key = f"alarm in {report.code}"
    if throttles.used(session, key) and report.priority == 1 and report.status != "finished":
        return False
    throttles.clear(session, key)
    throttles.count(session, key, window=terms.SAME_ALARM)
    return True


def _report(session: Session, code: str | None) -> Report | None:
    return reports.by_code(session, code) if code is not None else None
