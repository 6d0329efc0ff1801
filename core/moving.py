"""A backup of SQLite in PostgreSQL, for a station that has grown: every row of every table, in one transaction."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from alembic import command
from sqlalchemy import URL, Connection, Table, delete, func, insert, select, text

from core import db, file_owner, schema
from core.models import Report

ROWS = 1000  # at once


def copy(dump: Path, url: str, *, first: str) -> None:
    """Replaces what is in the PostgreSQL, which the statement `first` empties. A dump of an earlier version is brought
    up to date. Raises BadSettings while another process uses the PostgreSQL, Invalid for what it does not hold."""
    source = URL.create("sqlite", database=str(dump)).render_as_string()
    schema.migrate(source)
    reader = db.migrating_engine(source)  # no statement is too long for it
    try:
        with db.alone(url) as engine, reader.connect() as old, engine.begin() as new:
            new.execute(text(first))
            command.upgrade(schema.config(_Open(new)), "head")
            for table in Report.metadata.sorted_tables:
                _copy(old, new, table)
            file_owner.renew(new)  # the old database, if it is started by mistake, is refused where the files are
    finally:
        reader.dispose()


class _Open:
    """An engine, for Alembic, whose transaction is one that has begun already."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection)


def _copy(old: Connection, new: Connection, table: Table) -> None:
    new.execute(delete(table))  # what migrations put there
    rows = old.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key))
    for part in rows.mappings().partitions():
        new.execute(insert(table), [{name: _kept(value) for name, value in row.items()} for row in part])
    counted = table.autoincrement_column
    if counted is not None:  # the next row gets the next number
        sequence = func.pg_get_serial_sequence(table.name, counted.name)
        new.execute(select(func.setval(sequence, func.max(counted))))


def _kept(value: object) -> object:
    """PostgreSQL refuses NUL in a text."""
    return value.replace("\x00", "") if isinstance(value, str) else value
