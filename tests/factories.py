"""Rows for tests, as functions with overrides."""

from __future__ import annotations

from typing import Any

from core import clock, codes, db, reports, units
from core.models import Report


def make_report(session: db.Session, **over: Any) -> Report:
    """A report of an unreachable, anonymous citizen in the root unit, unless said otherwise."""
    values: dict[str, Any] = {
        "code": codes.new_code(), "pin_hash": b"p" * 32, "contact_id": None, "account": "webchat",
        "unit_id": units.root(session).id, "category": "theft", "priority": 3, "status": "received",
        "complete": True, "identity": "anonymous", "language": "id", "filed_at": clock.now(),
        "summary": "motor hilang di pasar", "place": "Pasar Baru",
    } | over  # fmt: skip
    id_ = reports.file_many(session, [values])[values["code"]]
    return session.get_one(Report, id_)
