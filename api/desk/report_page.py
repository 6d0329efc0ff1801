"""What the page of one report shows, part by part as its templates are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request

from api import ticks
from api.desk import chips, undo, words
from api.world import world
from bot import answers
from bot.conversation import wording
from core import (
    access,
    audit,
    clock,
    contacts,
    erasure,
    holders,
    mentions,
    officers,
    reports,
    terms,
    threads,
    troubles,
    units,
    unsent,
)
from core.access import Who
from core.audit import Often
from core.db import Session
from core.i18n import translator
from core.models import Report

WINDOW_SOON = timedelta(hours=2)  # what is left of a channel's window when it turns amber


def context(session: Session, request: Request, who: Who, report: Report) -> dict[str, Any]:
    reach = _reach(session, request, who, report)
    return {
        "report": report,
        "is_lost": troubles.is_unreached(session, report.id),
        "holder": holders.name(session, report),
        "mine": report.taken_by == who.actor,
        "alias": report.code[3:7],
        **reach,
        **_forms(session, who, report),
        **_thread(session, who, report, reach),
        **_details(session, request, who, report),
    }


def closing_texts(report: Report) -> dict[str, str]:
    """What the citizen would read, for each result."""
    return {result: answers.status_text(report, status="finished", result=result) for result in terms.RESULTS}


def _reach(session: Session, request: Request, who: Who, report: Report) -> dict[str, Any]:
    """The channel to the citizen: what it can do, how long its free window lasts, and whether a reply must wait."""
    house = world(request).house
    abilities, kind = house.abilities(report.account), report.account.partition(":")[0]
    closes = _window_closes(session, report, abilities.window_hours)
    left = None if closes is None else closes - clock.now()
    is_open = left is None or left > timedelta()
    off = report.contact_id is not None and report.account not in house.channels
    waits = off or (not is_open and not abilities.writes_first)
    return {
        "abilities": abilities, "channel_name": words.CHANNELS.get(kind, kind), "off": off, "waits": waits,
        "window_open": is_open, "window_soon": left is not None and left < WINDOW_SOON,
        "window_left": None if left is None else chips.span(left, translator(who.language)),
        "may_ask": report.status != "finished" and (is_open or waits or "info_request" in abilities.templates),
        "neutral": answers.neutral_notice(house, report),
    }  # fmt: skip


def _window_closes(session: Session, report: Report, hours: int | None) -> datetime | None:
    """When the channel's free window closes; None where it has none."""
    if hours is None or report.contact_id is None:
        return None
    seen = contacts.heard_at(session, report.contact_id)
    return None if seen is None else seen + timedelta(hours=hours)


def _forms(session: Session, who: Who, report: Report) -> dict[str, Any]:
    """What the head and the composer offer to choose from."""
    staff = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    next_statuses = [status for status in terms.STATUSES if terms.may_change(report.status, status)]
    return {
        # The choices that the forms of this page begin with: when they change elsewhere, the page says so (live.js).
        "chosen": f"{report.unit_id} {report.officer_id} {report.priority} {report.category}",
        "next_statuses": next_statuses,
        "status_texts": {s: answers.status_text(report, status=s, result="solved") for s in next_statuses},
        "closing_texts": closing_texts(report),
        # Categories that would take the report out of this officer's reach.
        "closes": {c for c, kind in terms.RESTRICTION_OF_CATEGORY.items() if kind not in who.restrictions},
        "staff": staff, "may_take": any(officer.id == who.officer_id for officer in staff),
        "erasing": _erasing(session, who, report),
    }  # fmt: skip


def _erasing(session: Session, who: Who, report: Report) -> dict[str, Any] | None:
    """A wish to be forgotten that is still open: the citizen's other reports, as far as this officer sees them."""
    if erasure.REQUEST not in report.tags.split() or report.contact_id is None:
        return None
    codes = erasure.codes(session, report.contact_id, but=report.id, who=who)
    return {"codes": codes, "may": report.unit_id in who.admin_units}


def _thread(session: Session, who: Who, report: Report, reach: dict[str, Any]) -> dict[str, Any]:
    waits, neutral = reach["waits"], bool(reach["neutral"])
    lines, drafts = threads.of(session, report.id), unsent.of(session, report.id)
    mine = {draft.kind: draft.text for draft in drafts if draft.officer_id == who.officer_id}
    return {
        "lines": lines, "ways": {line.id: ticks.way_of(line, report, waits=waits, neutral=neutral) for line in lines},
        "first_words": _first_words(report, lines),
        "attempts": troubles.attempts(session, [line.id for line in lines if line.delivery]),
        "calling": mentions.unseen(session, report, who),
        "upto": threads.newest_of_others(session, report.id, who.officer_id),
        "undo": undo.of(lines, who),
        "drafts": drafts, "begun": {kind: mine.get(kind, "") for kind in unsent.KINDS},
    }  # fmt: skip


def _first_words(report: Report, lines: Sequence[threads.Line]) -> str:
    """The first words of an alarm, as long as they stand in none of its messages."""
    first = report.summary.partition("\n")[0]
    return "" if report.complete or first in {line.text.partition("\n")[0] for line in lines} else first


def _details(session: Session, request: Request, who: Who, report: Report) -> dict[str, Any]:
    history = _history(session, report)
    return {
        "history": history, "names": _names(session, history), "guesses": json.loads(report.guesses),
        "happened": _happened(request, who, report),
        "unit_name": next((u.name for u in units.everything(session) if u.id == report.unit_id), ""),
    }  # fmt: skip


def _happened(request: Request, who: Who, report: Report) -> str:
    if report.happened_at is None:
        return ""
    t, zone = translator(who.language), world(request).settings.zone
    return wording.known(t, report.happened_at, report.happened_precision, zone)


def _history(session: Session, report: Report) -> list[Often]:
    """Newest first. An officer opens a report many times: that is one row with a number, so that it hides no act."""
    acts = audit.of(session, report.code, but=reports.OPENED, limit=1000)
    looks = audit.often(session, report.code, reports.OPENED)
    return sorted([*looks, *(Often(row.actor, row.action, row.at, 1) for row in acts)], key=lambda row: row.at)[::-1]


def _names(session: Session, history: Sequence[Often]) -> dict[str, str]:
    """The officers in the history: of every unit, and those who have left too."""
    ids = {int(row.actor[8:]) for row in history if row.actor.startswith("officer:")}
    return {f"officer:{id_}": name for id_, name in officers.names(session, ids).items()}
