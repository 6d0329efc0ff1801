"""Every revision goes up and down, with data, and ends at what the models say, on both databases."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from core import clock, db, reports, schema, units
from core.models import Contact, Report


def revisions() -> list[str]:
    return [r.revision for r in ScriptDirectory(str(schema.ROOT / "migrations")).walk_revisions()][::-1]


@pytest.fixture
def engine(database: str):
    made = db.writer_engine(database)
    yield made
    made.dispose()


def test_the_head_is_what_the_models_say(engine) -> None:
    command.check(schema.config(engine))


def test_down_to_nothing_and_up_again_leaves_the_same_schema(engine) -> None:
    before = described(engine)
    command.downgrade(schema.config(engine), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    for revision in revisions():
        command.upgrade(schema.config(engine), revision)
    assert described(engine) == before


def test_migrating_again_keeps_the_data(engine, database: str) -> None:
    with db.Session(engine) as session, session.begin():
        fill(session)
    schema.migrate(database)
    with db.Session(engine) as session:
        assert session.query(Report).one().summary == "motor hilang “di pasar” 🙏"


def test_a_start_that_was_interrupted_can_be_repeated(engine, database: str) -> None:
    command.downgrade(schema.config(engine), "base")
    schema.migrate(database)
    schema.migrate(database)
    with db.Session(engine) as session:
        assert schema.is_current(session)


def fill(session: db.Session) -> None:
    now = clock.now()
    contact = Contact(language="id", last_seen_at=now, created_at=now)
    session.add(contact)
    session.flush()
    reports.file_many(
        session,
        [
            {
                "code": "JB-0000-0000-0", "pin_hash": b"p" * 32, "contact_id": contact.id, "account": "webchat",
                "unit_id": units.root(session).id, "category": "theft", "priority": 3, "status": "received",
                "complete": True, "identity": "private", "language": "id", "filed_at": now,
                "summary": "motor hilang “di pasar” 🙏",
            }
        ],
    )  # fmt: skip


def described(engine) -> dict[str, object]:
    look = inspect(engine)
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(name)],
            sorted((i["name"], tuple(i["column_names"]), i["unique"]) for i in look.get_indexes(name)),
            sorted((f["name"], tuple(f["constrained_columns"])) for f in look.get_foreign_keys(name)),
        )
        for name in look.get_table_names()
    }


def test_sqlite_runs_in_wal_with_full_sync(sqlite_template) -> None:
    engine = db.writer_engine(f"sqlite:///{sqlite_template}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
    engine.dispose()
