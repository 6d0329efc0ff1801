"""Databases: engines for SQLite and PostgreSQL, column types, and driver errors as ours.

Reading sessions never write; the one writing connection of a process belongs to core/writer.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event, text
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from core.errors import Invalid, Unavailable

__all__ = [
    "Base",
    "Engine",
    "Refused",
    "Session",
    "UTCDateTime",
    "empty_log",
    "reader",
    "reading",
    "translated",
    "writer_engine",
]

Refused = DBAPIError  # a statement that the database did not carry out
_SQLITE = {"check_same_thread": False, "timeout": 10, "cached_statements": 512}
READ_POOL = 16  # equals the thread limit of the reading routes (api/app.py)
WRITER_LOCK = 0x4A454D42  # any constant: the advisory lock that is PostgreSQL's BEGIN IMMEDIATE


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UTCDateTime(TypeDecorator[datetime]):
    """Aware in, aware UTC out. SQLite would drop the offset silently, so naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - alike
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - alike
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def writer_engine(url: str) -> Engine:
    """One connection; every transaction takes the database's writing lock at its first statement."""
    engine = _engine(url, pool_size=1, max_overflow=0, pool_timeout=5)
    begin = _begin_immediate if engine.dialect.name == "sqlite" else _lock_postgresql
    event.listen(engine, "begin", begin)
    return engine


def reader(url: str) -> Engine:
    """A pool for pages and look-ups. Its transactions cannot write."""
    engine = _engine(url, pool_size=READ_POOL, max_overflow=0, pool_timeout=5)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        return engine
    return engine.execution_options(postgresql_readonly=True)


def _engine(url: str, **pool: Any) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args=_SQLITE, hide_parameters=True, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # Session settings instead of statements per transaction: 5 s for any statement a page runs.
    options = "-c lock_timeout=3s -c idle_in_transaction_session_timeout=5s -c statement_timeout=15s -c jit=off"
    return create_engine(url, pool_pre_ping=True, connect_args={"options": options}, hide_parameters=True, **pool)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own BEGIN loses updates
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000",
        "cache_size=-65536", "temp_store=MEMORY", "secure_delete=ON",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _lock_postgresql(connection: Any) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


@contextmanager
def translated() -> Iterator[None]:
    """Turns "the database cannot do this now" into Unavailable; data errors pass as they are."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable from error
    except (DataError, UnicodeEncodeError, OverflowError) as error:
        raise Invalid("Isian ini tidak bisa disimpan.") from error
    except DBAPIError as error:
        if error.connection_invalidated or _passes(error):
            raise Unavailable from error
        raise


# SQLite calls a missing table "operational" too; only these primary codes say "not now":
# busy, locked, out of memory, read-only, interrupted, I/O error, full, cannot open, protocol.
_NOT_NOW = {5, 6, 7, 8, 9, 10, 13, 14, 15}


def _passes(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW
    return isinstance(error, (OperationalError, InterfaceError))


def empty_log(engine: Engine) -> None:
    """SQLite's log holds replaced pages until it is emptied: what was forgotten could still be read there.

    Gives up within 0.1 s while somebody reads or writes. PostgreSQL's log is its administrator's.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        for pragma in ("busy_timeout=100", "wal_checkpoint(TRUNCATE)", "busy_timeout=10000"):
            connection.cursor().execute(f"PRAGMA {pragma}").fetchall()
    finally:
        connection.close()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A closed session stays closed: used once more, it would take a connection that nobody gives back."""
    with translated(), Session(engine, autoflush=False, close_resets_only=False) as session:
        yield session
