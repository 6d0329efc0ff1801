"""Colleagues called to a report by @ and their name in a note."""

from __future__ import annotations

import re
from itertools import groupby

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from core import access, clock, reports
from core.access import Who
from core.models import Mention, Officer, Report
from core.text import clean
from core.writer import announce

_CALL = re.compile(r"(?<!\w)@\w+")


def note(session: Session, report: Report, who: Who, *, text: str) -> str:
    """Writes the note. Each officer whom it names finds the report in their list of mentions."""
    id_ = reports.note(session, report, who, text=text)
    session.flush()
    for officer in _named(text, colleagues(session, report, who)):
        session.add(Mention(message_id=id_, officer_id=officer.id, report_id=report.id))
        announce(session, "mention", f"{report.code} {officer.id}")
    return id_


def colleagues(session: Session, report: Report, who: Who) -> list[Officer]:
    """Everybody else who may see this report."""
    able = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    return [officer for officer in able if officer.id != who.officer_id]


def strangers(session: Session, report: Report, *, text: str) -> list[str]:
    """The words with an @ in this note that name no officer who may see the report."""
    able = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
    left = set(_CALL.findall(_called(text, able)[0]))
    return list(dict.fromkeys(call for call in _CALL.findall(clean(text)) if call.casefold() in left))


def unseen(session: Session, report: Report, who: Who) -> set[str]:
    """The notes that call this officer and that they have not seen yet."""
    return set(session.scalars(select(Mention.message_id).where(*_unseen(report, who))))


def seen(session: Session, report: Report, who: Who) -> None:
    found = session.execute(update(Mention).where(*_unseen(report, who)).values(seen_at=clock.now()))
    if found.rowcount:  # type: ignore[attr-defined]  # a CursorResult, as for every UPDATE
        announce(session, "report", report.code)


def _unseen(report: Report, who: Who) -> tuple[ColumnElement[bool], ...]:
    return (Mention.report_id == report.id, Mention.officer_id == who.officer_id, Mention.seen_at.is_(None))


def _named(text: str, officers: list[Officer]) -> list[Officer]:
    return _called(text, officers)[1]


def _called(text: str, officers: list[Officer]) -> tuple[str, list[Officer]]:
    """The text without the names in it, and the officers who are named. If one name begins with another, the longer one
    is meant. Officers of the same name are all called. An "@" inside a word, as in an e-mail address, calls nobody."""
    text, named = _plain(text), list[Officer]()
    by_length = sorted(officers, key=lambda o: (-len(_plain(o.name)), _plain(o.name)))
    for name, namesakes in groupby(by_length, key=lambda o: _plain(o.name)):
        text, calls = re.subn(rf"(?<!\w)@{re.escape(name)}(?!\w)", "\n", text)
        named += namesakes if calls else ()
    return text, named


def _plain(words: str) -> str:
    return " ".join(clean(words).casefold().split())
