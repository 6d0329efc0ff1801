"""What was forgotten can no longer be read: in the files of SQLite, in old versions of rows on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from core import clock, db, schema
from core.models import Contact, Conversation
from tests.ground import eventually

SECRET = b"rahasia-yang-dilupakan"


def test_deleted_words_are_in_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'station.db'}"
    schema.migrate(url)
    writer, reader = db.writer_engine(url), db.reader(url)
    with db.Session(writer) as session, session.begin():
        session.add(Contact(language="id", name=SECRET, created_at=clock.now()))
    assert holds(tmp_path)
    with db.Session(writer) as session, session.begin():
        session.query(Contact).delete()
    db.empty_log(reader)
    assert not holds(tmp_path)
    writer.dispose()
    reader.dispose()


def test_a_reader_in_the_way_is_not_waited_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'station.db'}"
    schema.migrate(url)
    reader = db.reader(url)
    with db.reading(reader) as session:
        session.query(Contact).all()
        db.empty_log(reader)
    reader.dispose()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_sweeps_up_the_old_versions_of_one_conversation_among_many(database: str) -> None:
    writer = db.writer_engine(database)
    with db.Session(writer) as session, session.begin():
        session.add_all([Contact(id=n, language="id", created_at=clock.now()) for n in range(1, 1001)])
        session.flush()
        session.add_all([Conversation(contact_id=n, state=SECRET.decode(), version=1) for n in range(1, 1001)])
    with db.Session(writer) as session, session.begin():
        session.get_one(Conversation, 7).state = "{}"
    writer.dispose()
    with psycopg.connect(database, autocommit=True) as connection:

        def left() -> object:
            return connection.execute(
                "SELECT n_dead_tup, autovacuum_count > 0 FROM pg_stat_user_tables WHERE relname = 'conversations'"
            ).fetchone()

        tidying(connection, autovacuum="on", autovacuum_naptime="1s")
        try:
            eventually(left, until=lambda found: found == (0, True), seconds=60)
        finally:
            tidying(connection, autovacuum="off", autovacuum_naptime="1min")  # as all other tests have it


def tidying(connection: psycopg.Connection, **settings: str) -> None:
    for name, value in settings.items():
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    connection.execute("SELECT pg_reload_conf()")


def holds(folder: Path) -> bool:
    return any(SECRET in file.read_bytes() for file in folder.iterdir())
