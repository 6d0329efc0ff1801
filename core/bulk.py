"""Many rows at once: what a batch of events writes, in as few statements as there are tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, count
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, LargeBinary, literal, literal_column
from sqlalchemy.orm import Session

from core import driver
from core.db import UTCDateTime

LARGEST_CHUNK = 64  # rows of one INSERT, a power of two


def write_many(session: Session, statement: Any, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """One INSERT or UPDATE for all rows, which must have the same keys. Returns what an INSERT returns, in no order.

    On PostgreSQL an error may be raised only later, by another statement: see core.driver.

    A column in which all rows have the default is left out of the INSERT, because every value costs time, even a null.

    The ORM is not used, as it would split the rows by their nulls. Nor is SQLAlchemy's own way for many rows, which
    works out the name of every value at every call. SQLAlchemy compiles the statement, the driver executes it.
    """
    if not rows:
        return []
    connection = session.connection()
    ready = _ready(
        statement, connection.dialect, _given(statement.table, rows) if statement.is_insert else tuple(rows[0])
    )
    values = [ready.values(row) for row in rows]
    with driver.refusals(connection):
        found = ready.carry_out(driver.cursor(connection), values)
        driver.mark(connection)
    return found


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Chunks of few different sizes, as databases keep a prepared statement for each number of rows."""
    start = 0
    while start < len(values):
        end = start + min(LARGEST_CHUNK, 1 << (len(values) - start).bit_length() - 1)
        yield values[start:end]
        start = end


def _given(table: Any, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    usual, first = _defaults(table), rows[0]
    return tuple(
        [name for name in first if first[name] != usual[name] or any(row[name] != usual[name] for row in rows)]
    )


@cache
def _defaults(table: Any) -> dict[str, Any]:
    return {column.key: column.default.arg if column.default is not None else None for column in table.columns}


class _Ready:
    """A statement compiled once for a database and a set of keys. It knows in which order the values go in; the
    defaults of the other columns are part of its SQL."""

    def __init__(self, statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> None:
        kind: Any = type(dialect)
        positional = kind(paramstyle="qmark" if dialect.name == "sqlite" else "format")
        if statement.is_insert:
            statement = statement.values(_written(statement.table, dialect, keys)).inline()
        compiled = statement.compile(dialect=positional, column_keys=keys)
        self._pattern, self._is_sqlite = str(compiled), dialect.name == "sqlite"
        self._sql = self._pattern if self._is_sqlite else _numbered(self._pattern)
        self._is_insert = statement.is_insert
        self._returns = bool(compiled.effective_returning)
        self._fixed = {name: value for name, value in compiled.params.items() if name not in keys}
        self._get = itemgetter(*compiled.positiontup)
        self._changes = tuple(_changes(compiled, dialect))
        self._inserts: dict[int, str] = {}  # by number of rows

    def values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._get({**self._fixed, **row} if self._fixed else row)
        if not self._changes:
            return found
        changed = list(found)
        for place, change in self._changes:
            changed[place] = change(changed[place])
        return tuple(changed)

    def carry_out(self, cursor: Any, values: Sequence[tuple[Any, ...]]) -> list[Any]:
        if not self._is_insert:
            cursor.executemany(self._sql, values)
            return []
        return [row for chunk in _chunks(values) for row in self._insert(cursor, chunk)]

    def _insert(self, cursor: Any, chunk: Sequence[tuple[Any, ...]]) -> list[Any]:
        cursor.execute(self._insert_of(len(chunk)), tuple(chain.from_iterable(chunk)))
        found: list[Any] = cursor.fetchall() if self._returns else []
        return found

    def _insert_of(self, rows: int) -> str:
        if rows not in self._inserts:
            before, mark, after = self._pattern.partition(" VALUES ")
            end = after.index(")") + 1
            sql = before + mark + ", ".join([after[:end]] * rows) + after[end:]
            self._inserts[rows] = sql if self._is_sqlite else _numbered(sql)
        return self._inserts[rows]


def _numbered(sql: str) -> str:
    """PostgreSQL itself understands $1, $2 ...; for %s psycopg would search the text at every call."""
    numbers = count(1)
    return re.sub("%[s%]", lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql)


def _written(table: Any, dialect: Dialect, keys: tuple[str, ...]) -> dict[str, Any]:
    """The defaults of the other columns, as SQL."""
    usual = {name: value for name, value in _defaults(table).items() if value is not None and name not in keys}
    literals = {name: literal(value, table.columns[name].type) for name, value in usual.items()}
    in_full = {"literal_binds": True}
    return {
        name: literal_column(str(value.compile(dialect=dialect, compile_kwargs=in_full)))
        for name, value in literals.items()
    }


def _changes(compiled: Any, dialect: Dialect) -> Iterator[tuple[int, Callable[[Any], Any]]]:
    """(place, conversion) of the values that the driver cannot take as they are."""
    for place, name in enumerate(compiled.positiontup):
        type_ = compiled.binds[name].type
        change = type_.dialect_impl(dialect).bind_processor(dialect)
        if change is not None and not isinstance(type_, LargeBinary):  # drivers take bytes
            # The rows of a batch share their times, and formatting one costs much.
            yield place, lru_cache(maxsize=64)(change) if isinstance(type_, UTCDateTime) else change


@lru_cache(maxsize=256)
def _ready(statement: Any, dialect: Dialect, keys: tuple[str, ...]) -> _Ready:
    return _Ready(statement, dialect, keys)
