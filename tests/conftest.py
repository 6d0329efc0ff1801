"""Shared ground: both databases, migrated once per run, and a real server on a free port."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog
import time_machine
from hypothesis import HealthCheck, settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event

from api import standby
from bot import jobs
from bot.conversation import turn
from core import clock, db, passwords, places, schema, units
from core.settings import Settings
from core.vault import create_key_file
from tests.postgres import Reused, embedded

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.ground import Site

EVENING = datetime(2026, 3, 11, 14, 0, tzinfo=UTC)  # 21.00 in Jakarta
_CONNECTED: dict[str, Engine] = {}  # the first of each kind


# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Without colours and frames around every traceback, over which the writer would sit for seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(),
    ]
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is imported and collected stays to the end: nothing of it is garbage, neither now nor in a test."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With JEMBATAN_NO_SKIPS a skipped test is a failed one: nothing may be left out unseen. But for what measures by
    data that is not ours to give away, and lies beside a few checkouts only."""
    outcome = yield
    report = outcome.get_result()
    owed = os.environ.get("JEMBATAN_NO_SKIPS") and not item.get_closest_marker("external_data")
    if report.skipped and owed and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where skips are forbidden: {report.longrepr}"


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder."""
    return tmp_path_factory.mktemp("nothing")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, nothing: Path
) -> Iterator[None]:
    """Most tests want no folder of their own, and to make one is more work than what they look at."""
    for name in [n for n in os.environ if n.startswith("JEMBATAN_") and n != "JEMBATAN_NO_SKIPS"]:
        monkeypatch.delenv(name)
    own = "tmp_path" in request.fixturenames
    monkeypatch.chdir(request.getfixturevalue("tmp_path") if own else nothing)
    yield
    assert own or not any(nothing.iterdir())


# What the product does slowly on purpose is quick in tests that do not look at it. Marked `as_shipped`, a test
# gets the product as it is; so does everything that runs in a process of its own.


@pytest.fixture(autouse=True)
def cheap_safety(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.node.get_closest_marker("as_shipped"):
        make_safety_cheap(monkeypatch)


def make_safety_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost next to nothing, and SQLite does not wait for the disk."""
    prepare = db._prepare_sqlite

    def prepare_without_waiting(connection: Any, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    monkeypatch.setattr(db, "_prepare_sqlite", prepare_without_waiting)
    monkeypatch.setattr(passwords, "_hasher", _cheap_hasher)
    monkeypatch.setattr(passwords, "_nobody", _cheap_nobody)


@pytest.fixture(autouse=True)
def statements_compiled_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All engines of one kind share their dialect, and so what they have compiled (SQLAlchemy has no other name for
    that store)."""
    if not request.node.get_closest_marker("as_shipped"):
        monkeypatch.setattr(db, "_engine", _with_shared_dialect(db._engine))


def _with_shared_dialect(make: Callable[..., Engine]) -> Callable[..., Engine]:
    def engine(url: str, limits: str, **pool: Any) -> Engine:
        made = make(url, limits, **pool, query_cache_size=5000)
        if first := _CONNECTED.get(made.dialect.name):
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        else:
            event.listen(made, "first_connect", lambda *_: _CONNECTED.setdefault(made.dialect.name, made))
        return made

    return engine


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


@pytest.fixture(autouse=True)
def an_ordinary_evening(request: pytest.FixtureRequest) -> Iterator[None]:
    """What people write ("tadi pagi") is read by the hour, so the hour at which tests run may not matter. A browser
    and a process of its own have the machine's clock, and what meets them keeps it."""
    if any(request.node.get_closest_marker(name) for name in ("as_shipped", "browser", "faults")):
        yield
        return
    with time_machine.travel(EVENING, tick=True):
        yield


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`later(minutes=2)`: the product's clock is so far ahead of the real one from here on."""
    real = clock.now
    return lambda **ahead: monkeypatch.setattr(clock, "now", lambda: real() + timedelta(**ahead))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of its maintenance database."""
    with embedded() as maintenance:
        yield maintenance


@pytest.fixture(scope="session")
def postgres_in_turn(postgres: str) -> Reused:
    return Reused(postgres, _prepare)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _prepare(f"sqlite:///{path}")
    return path


def _prepare(url: str) -> None:
    schema.migrate(url)
    engine = db.writer_engine(url)
    with db.Session(engine) as session, session.begin():
        units.root(session, name="Polres Kota Sagara")
        places.load(session, places.demo())
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, migrated database: the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "jembatan.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    return request.getfixturevalue("postgres_in_turn").fresh()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    return make_settings(tmp_path, database)


@pytest.fixture
def sqlite_settings(sqlite_template: Path, tmp_path: Path) -> Settings:
    """For tests of what does not depend on the kind of database."""
    path = tmp_path / "jembatan.db"
    shutil.copy(sqlite_template, path)
    return make_settings(tmp_path, f"sqlite:///{path}")


def make_settings(folder: Path, database: str, **more: Any) -> Settings:
    create_key_file(folder / "secret.key")
    (folder / "media").mkdir(exist_ok=True)
    (folder / "upload").mkdir(exist_ok=True)
    return Settings(data_dir=folder, database_url=database, _env_file=None, **more)


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
