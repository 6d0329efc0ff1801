"""What every change of a report leaves: a line in its thread, a row in the audit, a new version, live updates."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core import audit, clock
from core.access import Who
from core.audit import Entry
from core.deadlines import due_at, sort_key
from core.errors import Conflict, Invalid
from core.ids import new_id
from core.models import Message, Report
from core.writer import announce, office_of

NO_VERSION = "Versi laporan yang Anda lihat belum disebut. Baca laporan ini lagi, lalu ubah dari sana."


def same_version(report: Report, version: int) -> None:
    """Raises Conflict if somebody has changed the report since it had this version, Invalid for no version."""
    if version < 1:
        raise Invalid(NO_VERSION, field="version")
    if version != report.version:
        raise Conflict("Laporan ini baru saja diubah orang lain. Muat ulang lalu coba lagi.")


def line(
    session: Session, report: Report, who: Who | None, kind: str, *, text: str = "", data: Any = None, id_: str = "",
    at: datetime | None = None,
) -> None:  # fmt: skip
    """A system line in the thread."""
    session.add(
        Message(
            id=id_ or new_id(), report_id=report.id, contact_id=None, author="system", kind=kind, text=text,
            officer_id=who.officer_id if who else None, data=json.dumps(data) if data else "", at=at or clock.now(),
        )
    )  # fmt: skip


def done(session: Session, report: Report) -> None:
    """Gives the report its next version and its place in the list, and tells live pages."""
    report.version += 1
    report.due_at = due_at(report, office_of(session))
    report.sort_key = sort_key(priority=report.priority, due_at=report.due_at, id_=report.id)
    announce(session, "report", report.code)


def done_by(session: Session, report: Report, who: Who, action: str, detail: str = "") -> None:
    """`done`, and audited."""
    done(session, report)
    audit.record(session, Entry(who.actor, action, report.code, detail))
