"""What is looked after every minute or day, and mostly has nothing in it, keeps the one writer from nobody."""

from __future__ import annotations

from sqlalchemy import Engine

from core import anonymity, clock, db, receipts
from tests.effort import statements


def test_where_nothing_is_to_be_wiped_or_forgotten_the_database_is_asked_nothing(session: db.Session) -> None:
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    assert statements(engine, lambda: receipts.wipe(session, [])) == []
    assert statements(engine, lambda: anonymity.forget_empty(session, [], now=clock.now())) == []
