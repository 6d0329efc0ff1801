"""Pages of reports by keyset: open ones in the inbox's order, finished ones newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Who, visible
from core.models import Report


@dataclass(frozen=True, slots=True)
class Page:
    reports: Sequence[Report]
    next: str  # "" when there is no further page


def page(
    session: Session, who: Who, *, status: str = "", category: str = "", priority: int = 0, unit_id: int = 0,
    after: str = "", limit: int = 50,
) -> Page:  # fmt: skip
    """`after` is the `next` of the page before."""
    conditions = visible(who)
    if category:
        conditions.append(Report.category == category)
    if priority:
        conditions.append(Report.priority == priority)
    if unit_id:
        conditions.append(Report.unit_id == unit_id)
    finished = status == "finished"
    if finished:
        key = Report.id
        conditions += [Report.status == "finished"] + ([key < int(after)] if after else [])
    else:
        key = Report.sort_key
        conditions += [Report.status != "finished"] + ([key > int(after)] if after else [])
        if status:
            conditions.append(Report.status == status)
    order = key.desc() if finished else key
    rows = session.scalars(select(Report).where(*conditions).order_by(order).limit(limit + 1)).all()
    more = rows[limit - 1] if len(rows) > limit else None
    following = "" if more is None else str(more.id if finished else more.sort_key)
    return Page(rows[:limit], following)
