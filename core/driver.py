"""Past SQLAlchemy, straight to the driver: for what a batch of events writes in bulk.

On PostgreSQL such statements are sent without a wait for each one's answer. It is waited for when somebody wants
one: at the next statement of SQLAlchemy, and at the commit. What PostgreSQL refused comes up there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

_OPEN = "pipeline"  # in Connection.info


@contextmanager
def refusals(connection: Connection) -> Iterator[None]:
    """The driver's own errors as SQLAlchemy would have raised them."""
    errors: Any = connection.dialect.dbapi
    try:
        yield
    except errors.Error as error:
        lost = connection.dialect.is_disconnect(error, connection.connection.driver_connection, None)
        raise DBAPIError.instance(None, None, error, errors.Error, connection_invalidated=lost) from error


def cursor(connection: Connection) -> Any:
    """Takes ? on SQLite and $1 on PostgreSQL. Errors need `refusals` around them."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return driver.cursor()
    if _OPEN not in connection.info:
        pipeline = ExitStack()
        pipeline.enter_context(driver.pipeline())
        connection.info[_OPEN] = pipeline
    return psycopg.RawCursor(driver)


def watch(engine: Engine) -> None:
    """For the writer's engine on PostgreSQL."""
    event.listen(engine, "before_cursor_execute", _settle)
    event.listen(engine, "commit", _settle)
    event.listen(engine, "rollback", _give_up)


def _settle(connection: Connection, *_: Any) -> None:
    pipeline = connection.info.pop(_OPEN, None)
    if pipeline is not None:
        with refusals(connection):
            pipeline.close()


def _give_up(connection: Connection) -> None:
    if not connection.invalidated:
        with suppress(DBAPIError):
            _settle(connection)
