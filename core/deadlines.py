"""What is to happen next with a report, by when, and where that puts it in the inbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from core import terms
from core.hours import Office
from core.models import Report

_ID_BITS = (1 << 26) - 1
NEWS_EVERY = timedelta(days=3)
PATIENCE = timedelta(days=5)  # how long a question to the citizen may stay open


def sort_key(*, priority: int, due_at: datetime, id_: int = 0) -> int:
    """Ascending, it gives the order of the inbox: P1 first, then what is due first, then the oldest."""
    rank = 0 if priority == 1 else 1
    return rank << 60 | int(due_at.timestamp()) << 26 | id_ & _ID_BITS


class Next(NamedTuple):
    what: str  # take, reply, news; or answer, for which the citizen is waited for
    since: datetime
    within: timedelta


def next_of(report: Report) -> Next:
    """What is to happen next, and how much time it has."""
    if report.status == "need_info":
        return Next("answer", report.changed_at, PATIENCE)
    if report.taken_at is None:
        return Next("take", report.filed_at, terms.take_within(report.priority, report.category))
    if report.replied_at is None:
        return Next("reply", report.filed_at, terms.reply_within(report.priority, report.category))
    return Next("news", report.changed_at, NEWS_EVERY)


def due_at(report: Report, office: Office) -> datetime:
    what, since, within = next_of(report)
    if what == "answer" or not terms.counts_office_hours(report.priority, report.category):
        return since + within
    return office.by(since, within)


def first_due(priority: int, category: str, filed_at: datetime, office: Office) -> datetime:
    """When a new report is to be taken."""
    within = terms.take_within(priority, category)
    return office.by(filed_at, within) if terms.counts_office_hours(priority, category) else filed_at + within
