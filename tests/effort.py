"""What queries make a database do, counted: the same on any day and machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


def analysed(engine: Engine) -> None:
    """Vacuumed too, as PostgreSQL does by itself sooner or later: until then queries pass over what was deleted. Nobody
    does it for SQLite, so there the plans must be good without."""
    if engine.dialect.name == "sqlite":
        return
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        driver.autocommit = True
        driver.execute("VACUUM (ANALYZE)")
    finally:
        connection.invalidate()  # it is not as the pool gave it
        connection.close()


def effort(engine: Engine, work: Callable[[], object]) -> int:
    """What the queries of `work` make the database do: SQLite's steps, PostgreSQL's pages. The same on any day."""
    return _steps(engine, work) if engine.dialect.name == "sqlite" else _pages(engine, work)


def _steps(engine: Engine, work: Callable[[], object]) -> int:
    steps, every = 0, 10

    def count() -> int:
        nonlocal steps
        steps += every
        return 0

    with _noticing(engine, lambda c, *_: c.connection.driver_connection.set_progress_handler(count, every)):
        work()
    return steps


def _pages(engine: Engine, work: Callable[[], object]) -> int:
    asked: list[tuple[str, Any]] = []
    with _noticing(engine, lambda _c, _cursor, statement, values, *_: asked.append((statement, values))):
        work()
    pages = 0
    with engine.connect() as connection:
        for statement, values in asked:
            row = connection.exec_driver_sql(
                f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values
            ).scalar_one()
            pages += row[0]["Plan"]["Shared Hit Blocks"] + row[0]["Plan"]["Shared Read Blocks"]
    return pages


def statements(engine: Engine, work: Callable[[], object]) -> list[str]:
    """What `work` asks the database."""
    asked: list[str] = []
    with _noticing(engine, lambda _connection, _cursor, statement, *_: asked.append(statement)):
        work()
    return asked


@contextmanager
def _noticing(engine: Engine, note: Callable[..., object]) -> Iterator[None]:
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)
