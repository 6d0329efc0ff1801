"""Many rows in few statements, the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from core import bulk, db, inbound
from core.conversations import NEW_ID
from core.inbound import Raw
from core.models import Contact, Inbound, Outbox
from core.outbox import BULK, enqueue_many

AT = datetime(2026, 3, 12, 10, 0, tzinfo=timezone(timedelta(hours=7)))


def raws(numbers: range) -> list[Raw]:
    return [Raw("test:1", f"e{n}", AT, "done", b"x" if n % 2 else None, tail=f"/{n}") for n in numbers]


def test_only_what_is_new_comes_back_however_many_there_are(session: db.Session) -> None:
    assert len(inbound.store_many(session, raws(range(3)))) == 3
    fresh = inbound.store_many(session, raws(range(200)))
    assert set(fresh) == {("test:1", f"e{n}") for n in range(3, 200)}
    stored = session.query(Inbound).order_by(Inbound.id).all()
    assert len(stored) == 200
    for row in stored:
        number = int(row.event_id[1:])
        assert (row.tail, row.raw) == (f"/{number}", b"x" if number % 2 else None)
        assert fresh.get(("test:1", row.event_id), row.id) == row.id


def test_times_are_kept_in_utc_and_defaults_are_filled(session: db.Session) -> None:
    rows = [
        {
            "id": f"m{n}", "contact_id": None, "report_id": None, "account": "test:1", "address": b"x", "lane": BULK,
            "payload": "{}", "state": "queued", "due_at": AT + timedelta(minutes=n), "created_at": AT,
        }
        for n in range(3)
    ]  # fmt: skip
    enqueue_many(session, rows)
    for number, row in enumerate(session.query(Outbox).order_by(Outbox.id)):
        assert row.due_at == datetime(2026, 3, 12, 3, number, tzinfo=UTC)
        assert (row.attempts, row.fence, row.trouble, row.forget) == (0, 0, "", False)


@pytest.mark.parametrize("after", [lambda s: s.commit(), lambda s: s.scalar(select(1))])
def test_what_is_refused_comes_up_at_the_next_question_or_the_commit(session: db.Session, after) -> None:
    nobody = {"account": "test:1", "blind": b"b", "contact_id": 77, "sealed": b"s"}
    with pytest.raises(db.Refused):
        bulk.write_many(session, NEW_ID, [nobody])
        after(session)
    session.rollback()


def test_a_time_without_a_zone_is_refused(session: db.Session) -> None:
    row = {"id": 1, "language": "id", "name": None, "created_at": AT.replace(tzinfo=None)}
    with pytest.raises(TypeError):
        bulk.write_many(session, Contact.__table__.insert(), [row])
