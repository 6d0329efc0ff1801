"""A station that has grown moves from SQLite to PostgreSQL: `backup`, the setting, `restore`."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from alembic import command
from sqlalchemy import select

from api import cli, demo, groundwork
from core import db, schema
from core.errors import BadSettings
from core.models import Report, Unit
from core.settings import Settings
from tests.conftest import make_settings
from tests.factories import make_report
from tests.ground import open_site
from tests.postgres import Reused

Move = Callable[[], int]


@pytest.fixture
def station(sqlite_settings: Settings) -> Settings:
    """Officers, reports in every state and a file, on SQLite."""
    demo.fill(sqlite_settings)
    (sqlite_settings.media_dir / "ab").mkdir()
    (sqlite_settings.media_dir / "ab" / "abc.orig").write_bytes(b"sealed")
    return sqlite_settings


@pytest.fixture
def moved(station: Settings, postgres_in_turn: Reused) -> Settings:
    """The same data folder with a PostgreSQL, which holds a database already."""
    return make_settings(station.data_dir, postgres_in_turn.fresh())


@pytest.fixture
def move(station: Settings, moved: Settings, monkeypatch: pytest.MonkeyPatch) -> Move:
    def run() -> int:
        for settings, words in ((station, ["backup", "kept"]), (moved, ["restore", "kept/{}"])):
            monkeypatch.setenv("JEMBATAN_DATA_DIR", str(settings.data_dir))
            monkeypatch.setenv("JEMBATAN_DATABASE_URL", settings.database_url)
            made = [path.name for path in Path("kept").glob("*.tar")]
            status = cli.main([word.format(*made) for word in words])
        return status

    monkeypatch.chdir(station.data_dir)
    return run


def rows(settings: Settings) -> dict[str, list[Any]]:
    with db.pool(settings.database) as engine, db.reading(engine) as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Report.metadata.sorted_tables
        }


def test_everything_is_there_afterwards_and_work_goes_on(
    station: Settings, moved: Settings, move: Move, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move() == 0
    before, after = rows(station), rows(moved)
    assert before.pop("station_mark") != after.pop("station_mark")
    assert after == before
    assert (moved.media_dir / "ab" / "abc.orig").read_bytes() == b"sealed"
    assert cli.main(["audit", "verify"]) == 0
    assert "chain intact" in capsys.readouterr().out
    with open_site(moved) as site:
        officer: httpx2.Client = site.client()
        officer.post("/masuk/login", data={"email": "ayu@sagara.example", "password": demo.PASSWORD})
        newest = max(site.read(lambda s: list(s.scalars(select(Report.id)))))
        code = site.write(lambda s: make_report(s).code)
        assert code in officer.get("/masuk").text
        assert site.read(lambda s: s.scalar(select(Report.id).where(Report.code == code))) == newest + 1


def test_the_database_that_was_left_is_not_started_by_mistake(station: Settings, moved: Settings, move: Move) -> None:
    """It would remove the files that came after the move."""
    assert move() == 0
    groundwork.prepare(moved)
    with pytest.raises(BadSettings, match="another station, or of another copy"):
        groundwork.prepare(station)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(station: Settings, moved: Settings, move: Move) -> None:
    engine = db.migrating_engine(station.database)
    command.downgrade(schema.config(engine), "0007")
    engine.dispose()
    assert move() == 0
    with db.pool(moved.database) as reader, db.reading(reader) as session:
        assert schema.is_current(session)
        assert len(session.scalars(select(Report.id)).all()) > 30


@pytest.mark.parametrize(("name", "status"), [("Polsek\x00 Timur", 0), ("P" * 2000, 1)])
def test_what_postgresql_does_not_hold_leaves_all_or_nothing(
    station: Settings, moved: Settings, move: Move, name: str, status: int
) -> None:
    with contextlib.closing(sqlite3.connect(str(station.sqlite_file))) as database, database:
        database.execute("UPDATE units SET name = ? WHERE id = 2", [name])
    before = rows(moved)
    assert move() == status
    if status:
        assert rows(moved) == before
    else:
        with db.pool(moved.database) as reader, db.reading(reader) as session:
            assert session.get_one(Unit, 2).name == "Polsek Timur"


def test_a_postgresql_that_is_in_use_is_left_alone(moved: Settings, move: Move) -> None:
    before = rows(moved)
    with db.pool(moved.database) as reader, db.reading(reader) as session:
        session.scalar(select(Report.id).limit(1))
        assert move() == 1
    assert rows(moved) == before
