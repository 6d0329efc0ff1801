"""Many rows at once: what a batch of events writes, in as few statements as there are tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.db import UTCDateTime

# psycopg keeps the translation of statements with so many values; a longer one it reads anew at every call, which
# costs more than several short ones where nobody waits for their answers.
MOST_VALUES = 50
LARGEST_CHUNK = 64  # rows of one INSERT; databases keep a prepared statement for every number of rows


def write_many(session: Session, statement: Any, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """One INSERT or UPDATE for all rows, which have the same keys; what an INSERT returns, in no order.

    Past the ORM, which would split the rows by their nulls, and past SQLAlchemy's own way with many rows,
    which works out every value's name anew at every call.
    """
    if not rows:
        return []
    connection = session.connection()
    ready = _ready(statement, connection.dialect, tuple(rows[0]))
    values = [ready.values(row) for row in rows]
    if not statement.is_insert:
        connection.exec_driver_sql(ready.sql, values)
        return []
    found: list[Any] = []
    for start in range(0, len(values), ready.chunk):
        chunk = values[start : start + ready.chunk]
        result = connection.exec_driver_sql(ready.insert(len(chunk)), tuple(chain.from_iterable(chunk)))
        if result.returns_rows:
            found += result.all()
    return found


@contextmanager
def pipelined(session: Session) -> Iterator[None]:
    """Statements that return nothing go to PostgreSQL without a wait for each one's answer; errors come at the end."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    errors: Any = connection.dialect.dbapi
    try:
        with driver.pipeline():
            yield
    except errors.Error as error:  # past SQLAlchemy, which would have wrapped it
        lost = connection.dialect.is_disconnect(error, driver, None)
        raise DBAPIError.instance(None, None, error, errors.Error, connection_invalidated=lost) from error


class _Ready:
    """A statement compiled once for a database and a set of keys, with the values in the order it wants them."""

    def __init__(self, statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> None:
        columns = statement.table.columns
        defaults = {c.key: c.default.arg for c in columns if statement.is_insert and c.default is not None}
        kind: Any = type(dialect)
        positional = kind(paramstyle="qmark" if dialect.name == "sqlite" else "format")
        names = [*keys, *(name for name in defaults if name not in keys)]
        compiled = statement.compile(dialect=positional, column_keys=names)
        self.sql = str(compiled)
        fixed = {**compiled.params, **defaults}
        self._fixed = {name: fixed[name] for name in compiled.positiontup if name not in keys}
        self._get = itemgetter(*compiled.positiontup)
        self._changes = tuple(_changes(compiled, dialect))
        self._inserts: dict[int, str] = {}  # by number of rows
        short = dialect.name != "sqlite" and " RETURNING " not in self.sql
        self.chunk = max(1, MOST_VALUES // len(compiled.positiontup)) if short else LARGEST_CHUNK

    def values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._get({**self._fixed, **row} if self._fixed else row)
        if not self._changes:
            return found
        changed = list(found)
        for place, change in self._changes:
            changed[place] = change(changed[place])
        return tuple(changed)

    def insert(self, count: int) -> str:
        if count not in self._inserts:
            before, mark, after = self.sql.partition(" VALUES ")
            end = after.index(")") + 1
            self._inserts[count] = before + mark + ", ".join([after[:end]] * count) + after[end:]
        return self._inserts[count]


def _changes(compiled: Any, dialect: Dialect) -> Iterator[tuple[int, Callable[[Any], Any]]]:
    """(place, conversion) of the values that the driver does not take as they are."""
    for place, name in enumerate(compiled.positiontup):
        type_ = compiled.binds[name].type
        change = type_.dialect_impl(dialect).bind_processor(dialect)
        if change is not None:
            # The rows of a batch share their times, and formatting one is dear.
            yield place, lru_cache(maxsize=64)(change) if isinstance(type_, UTCDateTime) else change


@lru_cache(maxsize=256)
def _ready(statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> _Ready:
    return _Ready(statement, dialect, keys)
