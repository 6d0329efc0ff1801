"""What is sent to PostgreSQL without a wait for its answer: whatever goes wrong, it is said, and the next one works."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, insert, select, text

from core import clock, db, driver, inbound, threads
from core.bulk import write_many
from core.conversations import NEW_ID
from core.errors import Invalid, Unavailable
from core.inbound import Raw
from core.models import Contact, ContactId, Inbound

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

NOBODY = {"account": "test:1", "blind": b"b", "contact_id": 77, "sealed": b"s"}
BEFORE_IT_IS_PREPARED = 5  # psycopg prepares what it has sent so often
Work = Callable[[db.Session], Any]

NEXT: dict[str, Work] = {
    "the commit": lambda s: None,
    "a question": lambda s: s.scalar(select(1)),
    "an INSERT that returns": lambda s: store(s, 1),
    "an UPDATE of many": lambda s: write_many(s, threads._MOVE, [{"message": str(n), "report": 1} for n in range(3)]),
    "more in bulk": lambda s: add(s, 9),
}


@pytest.fixture
def engine(database: str) -> Iterator[db.Engine]:
    made = db.writer_engine(database)
    yield made
    made.dispose()


def carry_out(engine: db.Engine, work: Work) -> Any:
    """As the writer does."""
    options: dict[str, Any] = {"autoflush": False, "expire_on_commit": False, "close_resets_only": False}
    with db.translated(), db.Session(engine, **options) as session, session.begin():
        return work(session)


def add(session: db.Session, number: int, language: str = "id") -> None:
    write_many(
        session, insert(Contact), [{"id": number, "language": language, "name": None, "created_at": clock.now()}]
    )


def store(session: db.Session, *numbers: int) -> dict[Any, int]:
    return inbound.store_many(session, [Raw("test:1", str(n), clock.now(), "done", b"x") for n in numbers])


def count(session: db.Session) -> list[int]:
    return [len(session.scalars(select(column)).all()) for column in (Contact.id, ContactId.blind, Inbound.id)]


def is_left_clean(engine: db.Engine, database: str) -> None:
    """The lock is free, no transaction is open, nothing is left of a pipeline, and the next ones are carried out."""
    with psycopg.connect(_plain(database)) as other:
        assert other.execute("SELECT pg_try_advisory_xact_lock(%s)", (db.WRITER_LOCK,)).fetchone() == (True,)
    raw = engine.raw_connection()
    driver: Any = raw.driver_connection
    assert driver.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
    assert (driver.info.pipeline_status, dict(raw.info)) == (psycopg.pq.PipelineStatus.OFF, {})
    raw.close()
    for number in range(1001, 1003):
        carry_out(engine, lambda s, number=number: (add(s, number), store(s, number)))
    assert carry_out(engine, lambda s: s.scalar(text("SHOW transaction_isolation"))) == "read committed"
    assert carry_out(engine, lambda s: s.get(Contact, 1002).language) == "id"


def end_backend(connection: Any, database: str) -> None:
    pid = connection.connection.driver_connection.info.backend_pid
    with psycopg.connect(_plain(database), autocommit=True) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,)).fetchone() == (True,)


def _plain(database: str) -> str:
    return database.replace("postgresql+psycopg://", "postgresql://", 1)


@pytest.mark.parametrize("then", NEXT)
@pytest.mark.parametrize("before", [0, BEFORE_IT_IS_PREPARED])
def test_the_first_refusal_is_the_one_that_is_told(engine: db.Engine, database: str, then: str, before: int) -> None:
    for number in range(before):
        carry_out(engine, lambda s, n=number: (add(s, 100 + n), write_many(s, NEW_ID, [_id_of(100 + n)])))
    with pytest.raises(db.Refused) as refusal:
        carry_out(engine, lambda s: (add(s, 1), write_many(s, NEW_ID, [NOBODY]), NEXT[then](s)))
    assert isinstance(refusal.value.orig, psycopg.errors.ForeignKeyViolation)
    assert carry_out(engine, count) == [before, before, 0]
    is_left_clean(engine, database)


def test_of_two_refusals_that_come_together_the_first_is_told(engine: db.Engine) -> None:
    with engine.connect() as connection, pytest.raises(db.Refused) as refusal, driver.refusals(connection):
        try:
            raise psycopg.errors.ForeignKeyViolation("nobody")
        finally:  # as psycopg ends a pipeline
            raise psycopg.errors.InFailedSqlTransaction("aborted")
    assert isinstance(refusal.value.orig, psycopg.errors.ForeignKeyViolation)


def _id_of(contact: int) -> dict[str, Any]:
    return {"account": f"test:{contact}", "blind": b"b", "contact_id": contact, "sealed": b"s"}


@pytest.mark.parametrize("then", NEXT)
def test_a_connection_that_ends_in_the_middle_is_unavailable_and_replaced(
    engine: db.Engine, database: str, then: str, caplog
) -> None:
    with pytest.raises(Unavailable), caplog.at_level(logging.ERROR):
        carry_out(engine, lambda s: (add(s, 1), end_backend(s.connection(), database), NEXT[then](s)))
    assert not caplog.records
    assert carry_out(engine, count) == [0, 0, 0]
    is_left_clean(engine, database)


@pytest.mark.parametrize(("moment", "first"), [("begin", True), ("begin", False), ("commit", True), ("commit", False)])
def test_a_connection_that_ends_at_an_end_of_a_transaction_is_unavailable_and_replaced(
    engine: db.Engine, database: str, moment: str, first: bool
) -> None:
    moments: list[str] = []

    def end_once(connection: Any) -> None:
        moments.append(moment)
        if len(moments) == 1:
            end_backend(connection, database)

    event.listen(engine, moment, end_once, insert=first)
    with pytest.raises(Unavailable):
        carry_out(engine, lambda s: add(s, 1))
    assert carry_out(engine, count) == [0, 0, 0]
    is_left_clean(engine, database)


def test_a_connection_that_ended_while_nobody_used_it_is_replaced_unseen(engine: db.Engine, database: str) -> None:
    with engine.connect() as connection:
        end_backend(connection, database)
    carry_out(engine, lambda s: add(s, 1))
    is_left_clean(engine, database)


@pytest.mark.parametrize("limit", ["lock_timeout", "statement_timeout"])
def test_a_statement_that_takes_too_long_is_unavailable(engine: db.Engine, database: str, limit: str) -> None:
    with psycopg.connect(_plain(database)) as other:
        other.execute("LOCK TABLE contacts")
        with pytest.raises(Unavailable):
            carry_out(engine, lambda s: (s.execute(text(f"SET LOCAL {limit} = 100")), add(s, 1), store(s, 1)))
    is_left_clean(engine, database)


def test_a_lock_that_somebody_keeps_is_waited_for_in_vain(engine: db.Engine, database: str, monkeypatch) -> None:
    monkeypatch.setattr(db, "LOCK_SECONDS", 1)
    with psycopg.connect(_plain(database)) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (db.WRITER_LOCK,))
        with pytest.raises(Unavailable) as refusal:
            carry_out(engine, lambda s: add(s, 1))
        assert isinstance(refusal.value.__cause__, db.Refused)
        assert db.waited_in_vain(refusal.value.__cause__)
    is_left_clean(engine, database)


@pytest.mark.parametrize("words", ["\0", "\ud800", "x" * 500])
def test_what_cannot_be_stored_leaves_nothing_behind(engine: db.Engine, database: str, words: str) -> None:
    with pytest.raises(Invalid):
        carry_out(engine, lambda s: (add(s, 1), add(s, 2, words), add(s, 3)))
    assert carry_out(engine, count) == [0, 0, 0]
    is_left_clean(engine, database)


def test_who_stops_in_the_middle_does_not_keep_the_lock(engine: db.Engine, database: str, monkeypatch) -> None:
    monkeypatch.setattr(db, "_PAGES", "-c idle_in_transaction_session_timeout=100")

    def stop_for_a_while(session: db.Session) -> None:
        add(session, 1)
        with psycopg.connect(_plain(database), options="-c lock_timeout=5s") as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", (db.WRITER_LOCK,))

    stopping = db.writer_engine(database)
    with pytest.raises(Unavailable):
        carry_out(stopping, stop_for_a_while)
    stopping.dispose()
    assert carry_out(engine, count) == [0, 0, 0]


def test_a_refusal_that_was_passed_over_is_not_taken_for_a_commit(engine: db.Engine, database: str) -> None:
    def pass_over(session: db.Session) -> None:
        store(session, 1)
        with pytest.raises(db.Refused):
            session.execute(text("SELECT * FROM no_such_table"))

    with pytest.raises(db.Refused):
        carry_out(engine, pass_over)
    is_left_clean(engine, database)


def test_what_was_prepared_for_another_table_is_prepared_anew(engine: db.Engine, database: str) -> None:
    for number in range(BEFORE_IT_IS_PREPARED + 3):
        carry_out(engine, lambda s, n=number: store(s, n))
    with psycopg.connect(_plain(database)) as other:
        other.execute("ALTER TABLE inbound ALTER COLUMN id TYPE numeric")
    with pytest.raises(db.Refused):  # the writer then takes each event of the batch alone
        carry_out(engine, lambda s: store(s, 100))
    for number in range(101, 110):
        assert len(carry_out(engine, lambda s, n=number: store(s, n))) == 1
    is_left_clean(engine, database)


def test_all_that_was_sent_is_there_when_somebody_asks(engine: db.Engine, database: str) -> None:
    def mixed(session: db.Session) -> list[int]:
        for number in range(1, 131):
            add(session, number)
        assert len(store(session, *range(131))) == 131
        write_many(session, NEW_ID, [_id_of(number) for number in range(1, 131)])
        assert write_many(session, NEW_ID, []) == []
        return count(session)

    assert carry_out(engine, mixed) == [130, 130, 131]
    is_left_clean(engine, database)
