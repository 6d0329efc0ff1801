"""Databases: engines for SQLite and PostgreSQL, column types, and driver errors as ours.

Reading sessions never write; the one writing connection of a process belongs to core/writer.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf
from time import monotonic
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, NullPool, create_engine, event, text
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from core import driver
from core.errors import BadSettings, Invalid, NotNow, Unavailable

__all__ = [
    "SWEPT",
    "Base",
    "Engine",
    "Refused",
    "Session",
    "UTCDateTime",
    "alone",
    "empty_log",
    "migrating_engine",
    "passes",
    "reader",
    "reading",
    "reason",
    "translated",
    "waited_in_vain",
    "writer_engine",
]

Refused = DBAPIError  # a statement that the database did not carry out
_SQLITE = {"check_same_thread": False, "timeout": 10, "cached_statements": 512}
READ_POOL = 16  # equals the thread limit of the reading routes (api/app.py)
WRITER_LOCK = 0x4A454D42  # any constant: the advisory lock that is PostgreSQL's BEGIN IMMEDIATE
USERS_LOCK = WRITER_LOCK + 1  # shared by all our connections to a PostgreSQL; a restore has it alone
LOCK_SECONDS = 3  # a statement waits no longer for a lock on PostgreSQL
LOG_PAGES = 4000  # of 4 KB, then SQLite's log goes into the database: each page once, however often it was changed
LONGEST = 15  # seconds for any statement a page runs; a migration may take what it needs
STEPS = 1_000_000  # of SQLite's machine, some hundredths of a second, after which it looks at the time
# A PostgreSQL whose machine lost its power closes no connection: after half a minute it counts as gone.
ALIVE: dict[str, Any] = {
    "connect_timeout": 10, "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}  # fmt: skip
_PAGES = f"-c idle_in_transaction_session_timeout=5s -c statement_timeout={LONGEST}s"
_MIGRATION = "-c idle_in_transaction_session_timeout=0 -c statement_timeout=0"


# For tables with texts that may have to be forgotten: PostgreSQL removes the old versions of their rows within about a
# minute. By default it would wait until a fifth of the table has changed.
SWEPT = {"postgresql_with": {"autovacuum_vacuum_scale_factor": 0, "autovacuum_vacuum_threshold": 0}}


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
    return _writing(_engine(url, _PAGES, pool_size=1, max_overflow=0, pool_timeout=5))


def migrating_engine(url: str) -> Engine:
    """The writer's, except that no statement is too long."""
    return _writing(_engine(url, _MIGRATION, pool_size=1, max_overflow=0, pool_timeout=5))


def _writing(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _begin_immediate)
    else:
        event.listen(engine, "connect", _begin_ourselves)
        event.listen(engine, "begin", _begin_locked)
        driver.watch(engine)
    return engine


def reader(url: str) -> Engine:
    """A pool for pages and look-ups. Its transactions cannot write."""
    engine = _engine(url, _PAGES, pool_size=READ_POOL, max_overflow=0, pool_timeout=5)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        event.listen(engine, "connect", _look_at_the_time)
        event.listen(engine, "before_cursor_execute", _limit)
        return engine
    return engine.execution_options(postgresql_readonly=True)


def _look_at_the_time(connection: Any, record: Any) -> None:
    """SQLite's stand-in for statement_timeout: a statement that takes too long is interrupted, and raises."""
    ends = record.info["ends"] = [inf]
    connection.set_progress_handler(lambda: monotonic() > ends[0], STEPS)


def _limit(connection: Any, *_: Any) -> None:
    connection.info["ends"][0] = monotonic() + LONGEST


def _engine(url: str, limits: str, **pool: Any) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args=_SQLITE, hide_parameters=True, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    # Set once for the session, not in each transaction. Text is UTF-8 whatever the user's environment says.
    options = {"options": f"-c lock_timeout={LOCK_SECONDS}s {limits} -c jit=off", "client_encoding": "utf8", **ALIVE}
    engine = create_engine(_driven(url), pool_pre_ping=True, connect_args=options, hide_parameters=True, **pool)
    event.listen(engine, "connect", _refuse_other_encodings)
    event.listen(engine, "connect", _join_users)
    return engine


def _driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _refuse_other_encodings(connection: Any, _record: Any) -> None:
    """SQL_ASCII would store broken text, and other encodings refuse some of what people write."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise BadSettings(
            f"JEMBATAN_DATABASE_URL: this database is in {encoding}, which cannot hold every text. "
            "Make one in UTF-8: CREATE DATABASE jembatan ENCODING 'UTF8' TEMPLATE template0"
        )


def _join_users(connection: Any, _record: Any) -> None:
    """Takes the lock that all our connections share. It cannot be had while a backup is being restored."""
    try:
        connection.execute("SELECT pg_advisory_lock_shared(%s)", (USERS_LOCK,))
        connection.commit()
    except BaseException:
        connection.close()
        raise


@contextmanager
def alone(url: str) -> Iterator[Engine]:
    """Keeps all our other connections out of this PostgreSQL, and gives one that may work there meanwhile. Raises
    BadSettings while there is another."""
    encoded = {"client_encoding": "utf8"}
    engine = create_engine(_driven(url), poolclass=NullPool, connect_args=encoded, hide_parameters=True)
    event.listen(engine, "connect", _refuse_other_encodings)
    with translated(), engine.connect() as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": USERS_LOCK}):
            raise NotNow("another process uses this database: stop every serve and deliver first")
        connection.commit()
        yield engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own BEGIN loses updates
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000",
        "cache_size=-65536", "temp_store=MEMORY", "secure_delete=ON", f"wal_autocheckpoint={LOG_PAGES}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_ourselves(connection: Any, _record: Any) -> None:
    """We say BEGIN together with the lock: psycopg's own BEGIN would be one more round trip."""
    connection.autocommit = True


def _begin_locked(connection: Any) -> None:
    with driver.refusals(connection):
        begin = f"BEGIN; SELECT pg_advisory_xact_lock({WRITER_LOCK})"
        connection.connection.driver_connection.execute(begin, prepare=False)


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
        if error.connection_invalidated or passes(error):
            raise Unavailable from error
        raise


def reason(error: BaseException) -> str:
    """The driver's name for it, such as SQLITE_FULL, or the kind of error. Its message could quote stored data."""
    orig = getattr(error, "orig", None) or error
    return getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or type(orig).__name__


def waited_in_vain(error: DBAPIError) -> bool:
    """Whether it was raised because somebody else held a lock for too long."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code == sqlite3.SQLITE_BUSY or getattr(error.orig, "sqlstate", "") == "55P03"


# SQLite raises OperationalError for a missing table too; only these primary codes mean "not now":
# busy, locked, out of memory, read-only, interrupted, I/O error, full, cannot open, protocol.
_NOT_NOW = {5, 6, 7, 8, 9, 10, 13, 14, 15}


def passes(error: DBAPIError) -> bool:
    """Whether it may go well later, without anybody seeing to it."""
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _NOT_NOW
    return isinstance(error, (OperationalError, InterfaceError))


def empty_log(engine: Engine) -> None:
    """Empties SQLite's log (WAL). It holds the old content of changed pages, so what was forgotten could be read there.

    Gives up within 0.1 s while somebody reads or writes. PostgreSQL's log is its administrator's business.
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
    """A session for reading. It cannot be used after the block, where it would keep a connection for good."""
    with translated(), Session(engine, autoflush=False, close_resets_only=False) as session:
        yield session


@contextmanager
def pool(url: str) -> Iterator[Engine]:
    """A reader for a command that ends."""
    engine = reader(url)
    try:
        yield engine
    finally:
        engine.dispose()


def close(engine: Engine) -> None:
    """Closes it for good. A thread that still reads is not disturbed: its connection closes when it is given back."""
    event.listen(engine, "checkin", lambda _, record: record.invalidate())
    engine.dispose()
