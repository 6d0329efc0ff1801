"""Statements given straight to the driver, without SQLAlchemy: for what a batch of events writes in bulk.

On PostgreSQL they are sent in a pipeline, without waiting for the answer of each. The answers are read at the next
statement of SQLAlchemy, or at the commit; what PostgreSQL refused is raised there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
from psycopg.errors import InFailedSqlTransaction
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

_OPEN = "pipeline"  # in Connection.info


@contextmanager
def refusals(connection: Connection) -> Iterator[None]:
    """Raises errors of the driver as SQLAlchemy would have raised them."""
    errors: Any = connection.dialect.dbapi
    try:
        yield
    except errors.Error as error:
        lost = connection.dialect.is_disconnect(error, connection.connection.driver_connection, None)
        if lost:
            _give_up(connection)
            connection.invalidate(error)
        why = error if lost else _first(error)
        raise DBAPIError.instance(None, None, why, errors.Error, connection_invalidated=lost) from error


def _first(error: BaseException) -> BaseException:
    """The first error of a pipeline is the cause; psycopg may raise a later one that only follows from it."""
    while isinstance(error.__context__, psycopg.Error):
        error = error.__context__
    return error


def cursor(connection: Connection) -> Any:
    """Takes ? on SQLite and $1 on PostgreSQL. Errors need `refusals` around them."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return driver.cursor()
    if _OPEN not in connection.info:
        end = ExitStack()
        connection.info[_OPEN] = (end.enter_context(driver.pipeline()), end)
    return psycopg.RawCursor(driver)


def mark(connection: Connection) -> None:
    """Marks the end of what was sent. From then on PostgreSQL counts how long the transaction is idle, and ends it: a
    process that is stopped here would keep the writing lock for ever. psycopg's `sync` would wait for the answer."""
    if _OPEN in connection.info:
        pipeline, _ = connection.info[_OPEN]
        pipeline._enqueue_sync()
        pipeline._conn.wait(pipeline._communicate_gen())


def watch(engine: Engine) -> None:
    """For the writer's engine on PostgreSQL."""
    event.listen(engine, "before_cursor_execute", _settle)
    event.listen(engine, "commit", _settle_for_good)
    event.listen(engine, "rollback", _give_up)


def _settle(connection: Connection, *_: Any) -> None:
    _, end = connection.info.pop(_OPEN, (None, None))
    if end is not None:
        with refusals(connection):
            end.close()


def _settle_for_good(connection: Connection) -> None:
    """PostgreSQL reports no error when a failed transaction is committed, so we look."""
    _settle(connection)
    driver: Any = connection.connection.driver_connection
    if driver.info.transaction_status == TransactionStatus.INERROR:
        with refusals(connection):
            raise InFailedSqlTransaction("a refusal was passed over")


def _give_up(connection: Connection) -> None:
    if not connection.invalidated:
        with suppress(DBAPIError):
            _settle(connection)
