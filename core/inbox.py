"""The officers' list: views, filters, counts and pages by keyset. Every query goes through access.visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, exists, func, or_, select, union_all
from sqlalchemy.orm import Session

from core import clock, codes, troubles
from core.access import Who, visible
from core.models import Attachment, Mention, Message, Officer, Report

OPEN = Report.status != "finished"
UNTAKEN_P1 = (OPEN, Report.priority == 1, Report.taken_by == "")
MOST_UNITS = 400  # SQLite joins at most 500 selects
SOON = timedelta(minutes=10)  # "late" shows what is late or falls due within this time


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the address of the list. Empty values do not filter."""

    view: str = "all"
    category: str = ""
    priority: int = 0
    status: str = ""
    unit_id: int = 0
    channel: str = ""
    words: str = ""
    after: str = ""  # `next` of the page before

    @property
    def count(self) -> int:
        """How many filters are set, beside the view and the words."""
        return sum(map(bool, (self.category, self.priority, self.status, self.unit_id, self.channel)))

    @property
    def finished(self) -> bool:
        """Whether the list shows finished reports; it never shows both kinds."""
        return "finished" in {self.view, self.status}


@dataclass(frozen=True, slots=True)
class Row:
    report: Report
    holder: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Row]
    next: str  # "" when there is no further page

    @property
    def reports(self) -> list[Report]:
        return [row.report for row in self.rows]


def page(session: Session, who: Who, filters: Filters, *, limit: int = 50) -> Page:
    """Open reports in the order of what is due; finished ones newest first."""
    finished = filters.finished
    key = Report.id if finished else Report.sort_key
    conditions = [*visible(who), *_conditions(who, filters)]
    if filters.after:
        conditions.append(key < int(filters.after) if finished else key > int(filters.after))
    if finished and 0 < len(who.units) <= MOST_UNITS:
        conditions = [*visible(who), Report.id.in_(_newest(who, conditions, limit=limit + 1))]
    rows = session.execute(
        select(Report, Officer.name)
        .join(Officer, Officer.id == Report.officer_id, isouter=True)
        .where(*conditions)
        .order_by(key.desc() if finished else key)
        .limit(limit + 1)
    ).all()
    found = [Row(report, name or "") for report, name in rows[:limit]]
    last = found[-1].report if len(rows) > limit else None
    return Page(found, "" if last is None else str(last.id if finished else last.sort_key))


def _newest(who: Who, conditions: list[ColumnElement[bool]], *, limit: int) -> CompoundSelect[tuple[int]]:
    """The newest reports of each unit, by an index; one query over all units would sort the whole archive."""
    units = [
        select(Report.id).where(Report.unit_id == unit, *conditions).order_by(Report.id.desc()).limit(limit).subquery()
        for unit in sorted(who.units)
    ]
    return union_all(*(select(unit.c.id) for unit in units))


def counts(session: Session, who: Who) -> dict[str, int]:
    """How many reports each view holds, in one query over the open ones."""
    views = ("new", "mine", "all", "late", "waiting_me", "waiting_citizen", "restricted")
    sums = [func.sum(case((and_(True, *_view(who, view)), 1), else_=0)).label(view) for view in views]
    calls = select(func.count(Report.id)).where(Report.id.in_(_calls_to(who)), *visible(who)).correlate(None)
    sums += [
        func.sum(case((and_(*UNTAKEN_P1), 1), else_=0)).label("untaken_p1"),
        calls.scalar_subquery().label("mentioned"),
    ]
    row = session.execute(select(*sums).where(OPEN, *visible(who))).one()
    return {name: int(value or 0) for name, value in row._mapping.items()}


def files(session: Session, found: Page) -> dict[int, int]:
    """How many files came with each report of the page; those without any are left out."""
    ids = [report.id for report in found.reports]
    counted = select(Message.report_id, func.count(Attachment.id)).join(Attachment, Attachment.message_id == Message.id)
    rows = session.execute(counted.where(Message.report_id.in_(ids)).group_by(Message.report_id))
    return {report_id: count for report_id, count in rows if report_id is not None}


def unreached(session: Session, found: Page) -> frozenset[int]:
    """The reports of the page whose citizen the officers' last words did not reach."""
    ids = [report.id for report in found.reports]
    return frozenset(session.scalars(select(Report.id).where(Report.id.in_(ids), troubles.unreached())))


def last_filed(session: Session, who: Who) -> datetime | None:
    """When the newest report that they may see came in."""
    if not 0 < len(who.units) <= MOST_UNITS:
        return None
    newest = _newest(who, visible(who), limit=1)
    return session.scalar(select(func.max(Report.filed_at)).where(Report.id.in_(newest)))


def untaken_p1(session: Session, who: Who) -> int:
    return session.scalar(select(func.count()).where(*UNTAKEN_P1, *visible(who))) or 0


def most_urgent(session: Session, who: Who) -> str:
    """The code of the P1 that has waited longest for somebody to take it, "" for none."""
    waiting = select(Report.code).where(*UNTAKEN_P1, *visible(who))
    return session.scalar(waiting.order_by(Report.sort_key).limit(1)) or ""


def _conditions(who: Who, filters: Filters) -> list[ColumnElement[bool]]:
    found = _view(who, filters.view)
    if filters.finished:
        found.append(Report.status == "finished")
    elif filters.view != "mentioned":  # who is called to a finished report still finds it
        found.append(OPEN)
    if filters.category:
        found.append(Report.category == filters.category)
    if filters.priority:
        found.append(Report.priority == filters.priority)
    if filters.status:
        found.append(Report.status == filters.status)
    if filters.unit_id:
        found.append(Report.unit_id == filters.unit_id)
    if filters.channel:
        found.append(Report.account.startswith(filters.channel, autoescape=True))
    return found + [_has(word) for word in filters.words.split()[:6]]


def _view(who: Who, view: str) -> list[ColumnElement[bool]]:
    match view:
        case "new":
            return [Report.taken_by == ""]
        case "mine":
            return [Report.taken_by == who.actor]
        case "late":
            return [OPEN, Report.due_at < clock.now() + SOON, Report.status != "need_info"]
        case "waiting_me":
            return [OPEN, Report.taken_by == who.actor, or_(Report.waiting == "officer", troubles.unreached())]
        case "waiting_citizen":
            return [Report.status == "need_info", Report.waiting == "citizen"]
        case "mentioned":
            return [Report.id.in_(_calls_to(who))]
        case "restricted":
            return [Report.restricted != ""]
    return []


def _calls_to(who: Who) -> Select[int]:
    return select(Mention.report_id).where(Mention.officer_id == who.officer_id, Mention.seen_at.is_(None))


def _has(word: str) -> ColumnElement[bool]:
    """In what stands in the list, and of open reports in all that people wrote there; or a part of the code."""
    said = exists().where(
        Message.report_id == Report.id,
        Message.author.in_(("citizen", "officer", "note")),
        Message.text.icontains(word, autoescape=True),
    )
    shown = or_(Report.summary.icontains(word, autoescape=True), Report.place.icontains(word, autoescape=True))
    code = [func.replace(Report.code, "-", "").contains(part)] if (part := codes.part(word)) else []
    return or_(shown, and_(OPEN, said), *code)
