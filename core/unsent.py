"""What officers have written and not sent yet: one text per report, officer and kind, for them and their colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core import clock, threads
from core.access import Who
from core.models import Officer, Report, Unsent
from core.text import clean
from core.writer import announce

KEPT = timedelta(days=7)
BEHIND = timedelta(minutes=1)
KINDS = {"reply": "officer", "note": "note"}  # kind -> the `author` of the message when it is sent


class Words(NamedTuple):
    officer_id: int
    name: str
    kind: str
    text: str
    at: datetime


def keep(session: Session, report: Report, who: Who, *, kind: str, text: str) -> None:
    """Replaces what was kept before; an empty text deletes it."""
    text = clean(text)
    if not text or _was_sent(session, report, who, kind, text):
        drop(session, report, who, kind=kind)
        return
    row = session.get(Unsent, (report.id, who.officer_id, kind))
    if row is not None:
        row.text, row.at = text, clock.now()
        return
    session.add(Unsent(report_id=report.id, officer_id=who.officer_id, kind=kind, text=text, at=clock.now()))
    announce(session, "report", report.code)


def _was_sent(session: Session, report: Report, who: Who, kind: str, text: str) -> bool:
    """Whether it was sent already: a page's last draft may arrive after the reply, and hold only its beginning."""
    last = threads.newest(session, report.id)
    is_mine = last is not None and (last.author, last.officer_id) == (KINDS[kind], who.officer_id)
    return last is not None and is_mine and last.text.startswith(text) and clock.now() - last.at < BEHIND


def drop(session: Session, report: Report, who: Who, *, kind: str) -> None:
    row = session.get(Unsent, (report.id, who.officer_id, kind)) if who.officer_id is not None else None
    if row is not None:
        session.delete(row)
        announce(session, "report", report.code)


def drop_all(session: Session, officer_id: int) -> None:
    """Deletes the drafts of an officer who left."""
    mine = Unsent.officer_id == officer_id
    for code in session.scalars(select(Report.code).where(Report.id.in_(select(Unsent.report_id).where(mine)))):
        announce(session, "report", code)
    session.execute(delete(Unsent).where(mine))


def of(session: Session, report_id: int) -> Sequence[Words]:
    """Of everybody, oldest first."""
    rows = session.execute(
        select(Unsent.officer_id, Officer.name, Unsent.kind, Unsent.text, Unsent.at)
        .join(Officer, Officer.id == Unsent.officer_id)
        .where(Unsent.report_id == report_id, Unsent.at >= clock.now() - KEPT)  # expire() comes once a day
        .order_by(Unsent.at)
    )
    return [Words(*row) for row in rows]


def expire(session: Session) -> None:
    session.execute(delete(Unsent).where(Unsent.at < clock.now() - KEPT))
