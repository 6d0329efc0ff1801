"""Many reports, as years would leave them: for what must not get slower with the archive."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from core import clock, db, deadlines, terms
from core.models import Report

UNITS = 20
OPEN_EVERY = 25  # 4 of 100 of the first reports are open, none of those after them
FEW, MANY = 10_000, 100_000


def fill(session: db.Session, start: int, end: int, unit_ids: list[int]) -> None:
    """Reports as years would leave them: most of them closed, unit sizes very unlike, the last one tiny."""
    now = clock.now()
    rows = []
    for n in range(start, end):
        priority, at = 1 + n % 4, now - timedelta(minutes=n % 50_000)
        open_ = n < FEW and n % OPEN_EVERY == 0
        rank = 0 if n % 1000 == 0 else (n // OPEN_EVERY if open_ else n) % (UNITS - 1)
        unit = unit_ids[-1] if n % 2500 == 0 or n % 100 == 7 else unit_ids[rank]
        rows.append({
            "id": n + 1, "code": f"JB-{n:010d}", "pin_hash": b"p" * 32, "account": "webchat", "unit_id": unit,
            "category": terms.CATEGORIES[n // OPEN_EVERY % len(terms.CATEGORIES)], "priority": priority,
            "status": "received" if open_ else "finished", "complete": True, "identity": "anonymous",
            "language": "id", "summary": f"kejadian nomor {n} di pasar", "place": "Pasar Baru", "taken_by": "",
            "result": "", "restricted": "", "filed_at": at, "changed_at": at, "due_at": at, "unread": False,
            "waiting": "officer", "version": 1,
            "sort_key": deadlines.sort_key(priority=priority, due_at=at, id_=n + 1),
        })  # fmt: skip
    for chunk in range(0, len(rows), 5_000):
        session.execute(insert(Report.__table__), rows[chunk : chunk + 5_000])
