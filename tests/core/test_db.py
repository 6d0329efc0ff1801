"""What is kept open, and until when."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text

from core import db


def test_a_reader_that_outlives_its_engine_leaves_nothing_open(database: str) -> None:
    opened: list[Any] = []
    engine = db.reader(database)
    event.listen(engine, "connect", lambda connection, _: opened.append(connection))
    with db.reading(engine) as session:
        session.execute(text("SELECT 1"))
        db.close(engine)
        assert session.scalar(text("SELECT 2")) == 2
    with db.reading(engine) as session:  # one that comes too late
        session.execute(text("SELECT 1"))
    assert len(opened) == 2
    assert all(map(is_closed, opened))


def is_closed(connection: Any) -> bool:
    try:
        connection.execute("SELECT 1")
    except Exception as error:  # each driver has its own
        return "closed" in str(error)
    return False


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_is_gone_without_a_word_is_noticed_within_half_a_minute(database: str) -> None:
    engine = db.writer_engine(database)
    with engine.connect() as connection:
        given = connection.connection.driver_connection.info.get_parameters()
    engine.dispose()
    assert int(given["keepalives_idle"]) + int(given["keepalives_interval"]) * int(given["keepalives_count"]) <= 30
    assert int(given["tcp_user_timeout"]) <= 30_000
