"""A server starts only with the key that its database was begun with, or with more keys; else it could open nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from alembic import command

from api import cli, groundwork
from core import clock, db, schema
from core.errors import BadSettings
from core.models import Audit, Contact, ContactId, KeyMark
from core.settings import Settings
from core.vault import open_vault
from tests.conftest import make_settings

Start = Callable[..., tuple[int, str]]
KEY, OTHER = ("k1 " + letter * 43 + "=\n" for letter in "AB")


@pytest.fixture
def first(settings: Settings) -> Settings:
    """A machine that has served from this database."""
    settings.key_file.write_text(KEY)
    groundwork.prepare(settings)
    return settings


def machine(first: Settings, key: str) -> Settings:
    """Another one, with a data folder of its own."""
    folder = first.data_dir / "elsewhere"
    folder.mkdir(exist_ok=True)
    (folder / "secret.key").write_text(key)
    return make_settings(folder, first.database)


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    """Exit status and standard error of a command on that machine, in this process."""

    def run(settings: Settings, *words: str) -> tuple[int, str]:
        for name, value in where(settings).items():
            monkeypatch.setenv(name, value)
        return cli.main(words), capsys.readouterr().err

    return run


def where(settings: Settings) -> dict[str, str]:
    return {"JEMBATAN_DATA_DIR": str(settings.data_dir), "JEMBATAN_DATABASE_URL": settings.database}


def serve(settings: Settings, command: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: one that is not refused would not end."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli", command], cwd=schema.ROOT, env=os.environ | where(settings), text=True,
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def marks(settings: Settings) -> dict[str, bytes]:
    return groundwork.read(settings, lambda s: {row.name: row.mark for row in s.query(KeyMark)})


def test_a_machine_with_another_key_does_not_start_and_leaves_the_first_one_working(
    first: Settings, start: Start
) -> None:
    before, other = marks(first), machine(first, OTHER)
    for command_ in ("serve", "deliver") if first.database.startswith("postgresql") else ("serve",):
        done = serve(other, command_)
        assert done.returncode == cli.BAD_SETTINGS
        assert "begun with another key" in done.stderr
    status, words = start(other, "migrate")
    assert (status, "begun with another key" in words) == (cli.BAD_SETTINGS, True)
    assert marks(first) == before
    groundwork.prepare(first)


def test_a_machine_without_a_key_is_refused_too_and_makes_none(first: Settings) -> None:
    other = machine(first, OTHER)
    other.key_file.unlink()
    with pytest.raises(BadSettings, match="no key file"):
        groundwork.prepare(other)
    assert not other.key_file.exists()


def test_a_database_stays_at_its_revision_for_another_key(first: Settings, start: Start) -> None:
    engine = db.writer_engine(first.database)
    command.downgrade(schema.config(engine), "0007")
    status, words = start(machine(first, OTHER), "migrate")
    assert (status, "begun with another key" in words) == (cli.BAD_SETTINGS, True)
    with pytest.raises(BadSettings, match="begun with another key"):  # what serving begins with
        groundwork.prepare(machine(first, OTHER))
    with db.Session(engine) as session:
        assert not schema.is_current(session)
    engine.dispose()
    assert start(machine(first, KEY), "migrate") == (0, "")


def test_who_only_sends_waits_for_the_newest_revision(first: Settings) -> None:
    engine = db.writer_engine(first.database)
    command.downgrade(schema.config(engine), "0008")
    engine.dispose()
    with pytest.raises(BadSettings, match="`serve` or `migrate`"):
        groundwork.check(first)
    groundwork.prepare(first)
    groundwork.check(first)


def test_one_that_was_begun_before_there_were_marks_is_for_its_key_too(first: Settings, start: Start) -> None:
    begun_long_ago(first)
    assert start(machine(first, OTHER), "migrate")[0] == cli.BAD_SETTINGS
    assert start(machine(first, KEY), "migrate") == (0, "")
    assert marks(first) == {}


def test_a_first_migration_binds_the_database_to_no_key(settings: Settings, start: Start) -> None:
    settings.key_file.write_text(KEY)
    engine = db.writer_engine(settings.database)
    command.downgrade(schema.config(engine), "base")
    engine.dispose()
    for key in (KEY, OTHER):
        assert start(machine(settings, key), "migrate") == (0, "")
    groundwork.prepare(settings)


def test_any_number_of_processes_start_with_the_same_key(first: Settings) -> None:
    for _ in range(2):
        groundwork.prepare(machine(first, KEY))
        groundwork.check(machine(first, KEY))


def test_a_key_that_came_later_is_needed_from_then_on(first: Settings) -> None:
    later = OTHER.replace("k1", "k2")
    groundwork.check(machine(first, KEY + later))
    groundwork.prepare(machine(first, KEY + later))
    with pytest.raises(BadSettings):
        groundwork.prepare(first)
    with pytest.raises(BadSettings):  # the first one finds people: the order counts
        groundwork.prepare(machine(first, later + KEY))


def begun_long_ago(first: Settings) -> None:
    """Somebody is known by this key, and the key is not known yet."""
    sealed = open_vault(first.key_file).seal(b"62811", about=b"address")

    def as_before(session: db.Session) -> None:
        session.query(KeyMark).delete()
        contact = Contact(language="id", created_at=clock.now())
        session.add(contact)
        session.flush()
        session.add(ContactId(account="whatsapp", blind=b"b" * 16, contact_id=contact.id, sealed=sealed))

    groundwork.write(first, as_before)


def test_what_was_sealed_before_there_were_marks_tells_the_key_too(first: Settings) -> None:
    begun_long_ago(first)
    with pytest.raises(BadSettings):
        groundwork.prepare(machine(first, OTHER))
    assert marks(first) == {}
    groundwork.prepare(first)
    assert set(marks(first)) == {"", "k1"}


def test_where_the_key_is_lost_the_station_goes_on_with_a_new_one_when_it_says_so(
    first: Settings, start: Start
) -> None:
    other = machine(first, OTHER)
    assert start(other, "key", "accept") == (0, "")
    groundwork.prepare(other)
    with pytest.raises(BadSettings):
        groundwork.prepare(first)
    assert groundwork.read(other, lambda s: s.query(Audit).filter(Audit.action == "key.accepted").count()) == 1
