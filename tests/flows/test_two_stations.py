"""Two stations whose files are in one place, by a copied setting or a restored copy: neither removes the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic import command
from pydantic import SecretStr
from structlog.testing import capture_logs

from api import cli, groundwork
from core import db, file_owner, schema, units
from core.errors import BadSettings
from core.files import Files, open_files
from core.models import Attachment, Audit
from core.settings import Settings
from tests.api.test_attachments import filed
from tests.conftest import make_settings
from tests.emulators.running import running
from tests.emulators.s3 import S3Emulator
from tests.flows.test_backup import commands  # noqa: F401 - a fixture
from tests.ground import eventually, open_site
from tests.postgres import create_database

REFUSED = "those of another station"


@dataclass
class Town:
    first: Settings
    other: Settings  # the same place for files, another database
    files: Files
    store: S3Emulator
    kept: str  # name of a file of the first one

    def is_kept(self) -> bool:
        return self.files.exists(self.kept)


@pytest.fixture
def store() -> Iterator[S3Emulator]:
    with running(S3Emulator()) as found:
        yield found.emulator


@pytest.fixture(params=["folder", "bucket"])
def town(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path, store: S3Emulator, sqlite_template: Path
) -> Town:
    bucket = store.settings | {"s3_secret": SecretStr(str(store.settings["s3_secret"]))}
    first = settings.model_copy(update=bucket if request.param == "bucket" else {})
    other = first.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'other.db'}"})
    (tmp_path / "other.db").write_bytes(sqlite_template.read_bytes())
    groundwork.write(other, file_owner.renew)
    groundwork.prepare(first)
    with open_site(first) as site:
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        id_ = filed(site)
    return Town(first, other, open_files(first), store, f"media/{id_[-2:]}/{id_}.orig")


def test_another_station_does_not_start_where_the_files_of_one_are(town: Town) -> None:
    for start in (groundwork.prepare, groundwork.check):
        with pytest.raises(BadSettings, match=REFUSED):
            start(town.other)
    groundwork.prepare(town.first)
    groundwork.check(town.first)


def test_one_that_runs_all_the_same_removes_nothing(town: Town, later: Callable[..., None]) -> None:
    with capture_logs() as logs, open_site(town.other):
        eventually(lambda: [line for line in logs if "another station" in line["event"]])
        later(days=2)
        eventually(lambda: len([line for line in logs if "another station" in line["event"]]) > 1)
    assert town.is_kept()
    town.files.write(f"media/ab/{'0' * 30}ab.orig", b"of a draft that was discarded")
    with open_site(town.first) as site:
        eventually(lambda: not town.files.exists(f"media/ab/{'0' * 30}ab.orig"))
        assert site.read(lambda s: s.query(Attachment).one()).state == "stored"


def test_a_mark_that_was_lost_comes_back_to_whose_database_knows_a_file_there(town: Town) -> None:
    town.files.remove(file_owner.NAME)
    with pytest.raises(BadSettings, match=REFUSED):
        groundwork.prepare(town.other)
    assert not town.files.exists(file_owner.NAME)
    groundwork.prepare(town.first)
    assert town.files.exists(file_owner.NAME)


def test_an_empty_place_belongs_to_who_comes_first(town: Town) -> None:
    town.files.remove(file_owner.NAME, town.kept, town.kept.replace("orig", "copy"))
    groundwork.prepare(town.other)
    with pytest.raises(BadSettings, match=REFUSED):
        groundwork.prepare(town.first)


def test_a_database_takes_the_place_of_another_when_somebody_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load", lambda **_: town.other)
    assert cli.main(["files", "accept"]) == 0
    groundwork.prepare(town.other)
    assert groundwork.read(town.other, lambda s: s.query(Audit).filter_by(action="files.accepted").count()) == 1
    with pytest.raises(BadSettings, match=REFUSED):
        groundwork.prepare(town.first)


def test_a_mark_that_a_way_back_took_along_costs_no_file(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Revisions before 0008 know none: on the way up again a new one is made."""
    engine = db.writer_engine(town.first.database)
    command.downgrade(schema.config(engine), "0007")
    engine.dispose()
    with pytest.raises(BadSettings, match=r"files accept"):
        groundwork.prepare(town.first)
    assert town.is_kept()
    monkeypatch.setattr(cli, "load", lambda **_: town.first)
    assert cli.main(["files", "accept"]) == 0
    groundwork.prepare(town.first)
    assert town.is_kept()


@pytest.mark.parametrize("trouble", [403, 500])
def test_a_store_that_is_down_stops_no_start(town: Town, trouble: int) -> None:
    town.store.trouble = trouble
    groundwork.prepare(town.first)
    groundwork.check(town.first)


# Backups


def test_the_backup_of_a_station_brings_its_files_into_the_folder_of_another(
    sqlite_settings: Settings, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "jembatan.db").write_bytes(sqlite_template.read_bytes())
    other = make_settings(folder, "")
    (folder / "secret.key").write_bytes(sqlite_settings.key_file.read_bytes())
    groundwork.write(other, file_owner.renew)
    for settings in (sqlite_settings, other):
        groundwork.prepare(settings)
        with open_site(settings) as site:
            site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
            filed(site)
    monkeypatch.setattr(cli, "load", lambda **_: sqlite_settings)
    assert cli.main(["backup", str(tmp_path / "backups")]) == 0
    [backup] = (tmp_path / "backups").iterdir()
    monkeypatch.setattr(cli, "load", lambda **_: other)
    assert cli.main(["restore", str(backup)]) == 0
    groundwork.prepare(other)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_backup_in_a_new_database_says_first_that_it_takes_the_place_of_the_old(
    settings: Settings, store: S3Emulator, postgres: str, tmp_path: Path, commands: None,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    first = make_settings(settings.data_dir, settings.database_url, **store.settings)
    new = first.model_copy(update={"database_url": create_database(postgres, f"new_{tmp_path.name[-40:]}")})
    groundwork.prepare(first)
    monkeypatch.setattr(cli, "load", lambda **_: first)
    assert cli.main(["backup", str(tmp_path / "backups")]) == 0
    [backup] = (tmp_path / "backups").iterdir()
    assert cli.main(["restore", str(backup)]) == 0
    groundwork.prepare(first)  # put back where it was made it is the same
    monkeypatch.setattr(cli, "load", lambda **_: new)
    capsys.readouterr()
    assert cli.main(["restore", str(backup)]) == 0
    assert "files accept" in capsys.readouterr().out
    with pytest.raises(BadSettings, match=REFUSED):
        groundwork.prepare(new)
    assert cli.main(["files", "accept"]) == 0
    groundwork.prepare(new)
