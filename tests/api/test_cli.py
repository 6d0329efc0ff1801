"""The command as an administrator meets it: in a process of its own, and for many small cases in this one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from api import cli, groundwork, serving
from bot.channels import registry
from core import backup, db, units
from core.errors import BadSettings
from core.files import open_files
from core.models import Audit
from core.settings import Settings, load
from tests.conftest import make_settings
from tests.factories import make_report
from tests.ground import Site, free_port

Told = Callable[..., tuple[int, str]]
Does = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


def jembatan(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"JEMBATAN_DATA_DIR": str(data_dir)}
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        cwd=ROOT, env=environment, input="perahu layar kayu\n", text=True, capture_output=True, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A data folder with a database."""
    made = tmp_path / "data"
    made.mkdir()
    shutil.copy(sqlite_template, made / "jembatan.db")
    return made


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Does:
    """Exit status, standard output and standard error of the command over that folder; a traceback fails the test."""

    def run(data_dir: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("JEMBATAN_DATA_DIR", str(data_dir))
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def told(does: Does) -> Told:
    """Exit status and standard error alone."""

    def run(data_dir: Path, *arguments: str) -> tuple[int, str]:
        status, _, words = does(data_dir, *arguments)
        return status, words

    return run


COMMANDS = ["backup {0}/kept", "audit verify", "understand halo", "token create --name x --role operator", "key accept"]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_command_in_a_folder_without_a_database_says_so_and_makes_nothing(
    tmp_path: Path, told: Told, arguments: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    status, words = told(elsewhere, *arguments.format(tmp_path).split())
    assert status == cli.BAD_SETTINGS
    assert str(elsewhere / "jembatan.db") in words
    assert "JEMBATAN_DATA_DIR" in words
    assert not elsewhere.exists()


@pytest.mark.parametrize("command", ["run", "serve", "demo"])
def test_a_second_server_is_refused_before_it_changes_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    folder = tmp_path / "data"
    served = folder / "demo" if command == "demo" else folder
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(served))
    with serving.only_one(load()):
        done = jembatan(folder, command)
    assert (done.returncode, [path.name for path in served.iterdir()]) == (1, ["serving.lock"])
    assert "another process serves" in done.stderr


def test_a_second_server_of_one_database_is_refused_whatever_its_data_folder(
    sqlite_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link.db").symlink_to(tmp_path / "jembatan.db")
    archive = backup.create(sqlite_settings, tmp_path / "backups")
    with serving.only_one(sqlite_settings):
        for path in (tmp_path / "jembatan.db", tmp_path / "elsewhere" / "link.db"):
            monkeypatch.setenv("JEMBATAN_DATABASE_URL", f"sqlite:///{path}")
            status, words = told(tmp_path / "another", "restore", str(archive))
            assert (status, "another process serves" in words) == (1, True)
            with pytest.raises(BadSettings), serving.only_one(load()):
                pass
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'jembatan.db'}")
    status, words = told(tmp_path / "another", "run")
    assert (status, f"no folder {tmp_path / 'none'}" in words) == (cli.BAD_SETTINGS, True)


def test_commands_work_beside_a_running_server(site: Site, told: Told) -> None:
    folder = site.settings.data_dir
    add = "officer add --email Budi@polres.example --name Budi --role admin --role operator".split()
    assert jembatan(folder, *add).returncode == 0
    assert jembatan(folder, *add).returncode == 1
    login = {"email": "budi@polres.example", "password": "perahu layar kayu"}
    assert "/masuk/login" not in str(site.client().post("/masuk/login", data=login).url)
    token = jembatan(folder, *"token create --name kota --role operator".split()).stdout.splitlines()[-1]
    code = site.write(lambda s: make_report(s, unit_id=units.root(s).id).code)
    listed = site.client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/reports").json()["reports"]
    assert [report["code"] for report in listed] == [code]


def test_the_audit_is_verified_to_its_head_and_a_break_is_named(site: Site, does: Does) -> None:
    folder = site.settings.data_dir
    site.write(lambda s: [make_report(s) for _ in range(3)])
    *_, head = site.read(lambda s: [row.hash for row in s.query(Audit).order_by(Audit.id)])
    assert does(folder, "audit", "verify") == (0, f"3 rows, chain intact, head {head}\n", "")
    site.write(lambda s: s.query(Audit).filter_by(id=2).update({"detail": "P4 other"}))
    status, said, words = does(folder, "audit", "verify")
    assert (status, said) == (1, "")
    assert "row 2" in words


def test_a_postgresql_that_is_not_there_is_named_in_a_line(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", "postgresql://jembatan:rahasia@127.0.0.1:1/jembatan")
    status, words = told(tmp_path, "migrate")
    assert status == 1
    assert "127.0.0.1" in words
    assert "JEMBATAN_DATABASE_URL" in words
    assert words.count("\n") == 1
    assert "rahasia" not in words


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_postgresql_that_cannot_hold_every_text_is_refused_with_the_reason(
    postgres: str, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    how = f"TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'"
    with psycopg.connect(postgres, autocommit=True) as maintenance:
        maintenance.execute("DROP DATABASE IF EXISTS no_unicode")
        maintenance.execute(f"CREATE DATABASE no_unicode {how}")
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", postgres.replace("/postgres?", "/no_unicode?"))
    status, words = told(tmp_path, "migrate")
    assert status == cli.BAD_SETTINGS
    assert f"JEMBATAN_DATABASE_URL: this database is in {encoding}" in words


def test_a_database_of_a_newer_version_is_refused_with_the_reason(folder: Path, told: Told) -> None:
    with contextlib.closing(sqlite3.connect(folder / "jembatan.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    status, words = told(folder, "migrate")
    assert status == cli.BAD_SETTINGS
    assert "another version" in words
    assert "9999" in words


@pytest.mark.parametrize("command", ["run", "serve", "migrate"])
def test_a_file_that_is_no_database_any_more_is_not_started_with_again_and_again(
    tmp_path: Path, told: Told, command: str
) -> None:
    """The service stays down until somebody has seen to it (jembatan.service)."""
    tmp_path.chmod(0o700)
    (tmp_path / "jembatan.db").write_bytes(b"the disk was full " * 1000)
    status, words = told(tmp_path, command)
    assert (status, "not a database" in words) == (cli.BAD_SETTINGS, True)


@pytest.mark.parametrize("revision", ["0005", "9999"])
def test_nothing_is_written_into_a_database_of_another_version(folder: Path, told: Told, revision: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "jembatan.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", [revision])
    for command in ("token create --name x --role operator", "key accept"):
        status, words = told(folder, *command.split())
        assert (status, "not at this version's revision" in words) == (1, True)


def test_text_crosses_whole_whatever_encoding_a_user_of_the_database_prefers(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    engine = db.reader(database)
    with db.reading(engine) as session:
        assert session.scalar(text("SELECT '🚓 ' || :name"), {"name": "Sŭng ꦱꦶꦠꦶ"}) == "🚓 Sŭng ꦱꦶꦠꦶ"
    engine.dispose()


def test_a_refusal_ends_the_process_with_its_status_and_no_traceback(tmp_path: Path) -> None:
    done = jembatan(tmp_path / "elsewhere", "audit", "verify")
    assert (done.returncode, done.stdout) == (cli.BAD_SETTINGS, "")
    assert str(tmp_path / "elsewhere" / "jembatan.db") in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_else_on_the_machine_can_read_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert jembatan(folder, "migrate").returncode == 0
    kept = [folder, *folder.rglob("*")]
    assert folder / "jembatan.db" in kept
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("content", [b"", b"not a database"])
def test_what_is_no_database_of_ours_is_named_and_makes_no_backup(
    tmp_path: Path, folder: Path, told: Told, content: bytes
) -> None:
    (folder / "jembatan.db").write_bytes(content)
    status, words = told(folder, "backup", str(tmp_path / "kept"))
    assert (status, words.count("\n")) == (1, 1)
    assert list((tmp_path / "kept").iterdir()) == []
    status, words = told(folder, "audit", "verify")
    assert (status, str(folder / "jembatan.db") in words) == (cli.BAD_SETTINGS, True)


def test_a_backup_that_is_not_there_is_named(tmp_path: Path, folder: Path, told: Told) -> None:
    status, words = told(folder, "restore", str(tmp_path / "none.tar"))
    assert (status, words) == (1, f"{tmp_path / 'none.tar'}: No such file or directory\n")


def test_a_backup_of_the_other_kind_of_database_is_refused_as_such(tmp_path: Path, folder: Path, told: Told) -> None:
    dump, manifest, made = tmp_path / "database", tmp_path / "manifest.json", tmp_path / "kept.tar"
    dump.write_bytes(b"PGDMP and so on")
    manifest.write_text(json.dumps({"sha256": hashlib.sha256(dump.read_bytes()).hexdigest()}))
    with tarfile.open(made, "w") as archive:
        for part in (manifest, dump):
            archive.add(part, part.name)
    status, words = told(folder, "restore", str(made))
    assert (status, "PostgreSQL" in words) == (1, True)


def test_a_backup_that_finds_no_room_says_so_in_a_line(tmp_path: Path, folder: Path, told: Told) -> None:
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, most))
    try:
        status, words = told(folder, "backup", str(tmp_path / "stick"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    assert (status, words.count("\n"), str(tmp_path / "stick") in words) == (1, 1, True)
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.parametrize(("arguments", "made"), [("key accept", "secret.key"), ("restore {}", "serving.lock")])
def test_what_root_leaves_in_the_folder_belongs_to_its_owner(
    folder: Path, told: Told, monkeypatch: pytest.MonkeyPatch, arguments: str, made: str
) -> None:
    """Under systemd commands are root's, and the service another user; also where the command is refused."""
    given: dict[Path, tuple[int, int]] = {}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, uid, gid, **_: given.update({path: (uid, gid)}))
    told(folder, *arguments.format(folder / "jembatan.db").split())
    owner = folder.stat()
    assert given[folder / made] == (owner.st_uid, owner.st_gid)


@pytest.mark.parametrize("content", [None, b"kind,parent\nmarket,Kota\n", b"name\n\xff\xfe\n", b"", b"name\n"])
def test_a_list_of_places_that_is_none_is_refused_in_a_sentence(
    tmp_path: Path, folder: Path, told: Told, content: bytes | None
) -> None:
    file = tmp_path / "places.csv"
    if content is not None:
        file.write_bytes(content)
    status, words = told(folder, "places", "load", str(file))
    assert status == 1
    assert words.startswith("Berkas ")


def test_a_list_of_places_may_come_out_of_a_spreadsheet(tmp_path: Path, folder: Path, does: Does) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes("\ufeffname,kind,parent,lat,lon\r\nPasar Kembang,market,Kota,-7.25,112.75\r\n,,,,\r\n".encode())
    assert does(folder, "places", "load", str(file))[1].startswith("1 ")
    assert '"lat":-7.25' in does(folder, "understand", "motor hilang di Pasar Kembang")[1]


def test_a_list_of_places_may_come_out_of_an_indonesian_spreadsheet(tmp_path: Path, folder: Path, does: Does) -> None:
    """Semicolons, decimal commas, and rows that end where their words do."""
    file = tmp_path / "places.csv"
    file.write_text("name;kind;parent;lat;lon\nPasar Kembang;market;Kota;-7,25;112,75\nAlun-alun\n")
    assert does(folder, "places", "load", str(file))[1].startswith("2 ")
    assert '"lat":-7.25' in does(folder, "understand", "motor hilang di Pasar Kembang")[1]


@pytest.mark.parametrize("place", ["-96.2,300", "112.75,-7.25", "abc,def", "nan,1", "-7.25,"])
def test_a_place_that_is_nowhere_is_named_by_its_line(tmp_path: Path, folder: Path, told: Told, place: str) -> None:
    file = tmp_path / "places.csv"
    file.write_text(f"name,lat,lon\nAlun-alun,-7.25,112.75\nPasar Kembang,{place}\n")
    status, words = told(folder, "places", "load", str(file))
    assert (status, "baris 3" in words) == (1, True)


def test_the_settings_may_be_in_a_file_of_another_name(tmp_path: Path, folder: Path, does: Does) -> None:
    """As under systemd, whose commands are given by hand."""
    file = tmp_path / "jembatan.env"
    file.write_text(f"JEMBATAN_DATABASE_URL=sqlite:///{folder / 'jembatan.db'}\n")
    elsewhere = tmp_path / "elsewhere"
    assert does(elsewhere, "--settings", str(file), "audit", "verify")[0] == 0
    assert does(elsewhere, "--settings", str(tmp_path / "none.env"), "audit", "verify")[0] == cli.BAD_SETTINGS
    file.write_text("JEMBATAN_HOUR=24 jam\n")
    status, _, words = does(elsewhere, "--settings", str(file), "audit", "verify")
    assert (status, "JEMBATAN_HOUR" in words) == (cli.BAD_SETTINGS, True)


def test_what_the_system_refuses_is_said_in_a_line(tmp_path: Path, folder: Path, told: Told) -> None:
    (tmp_path / "stick").write_text("")
    status, words = told(folder, "backup", str(tmp_path / "stick" / "kept"))
    assert (status, words.count("\n"), str(tmp_path / "stick") in words) == (1, 1, True)


@pytest.mark.parametrize("command", ["run", "serve", "demo", "migrate"])
@pytest.mark.parametrize("inside", ["", "data"])
def test_a_data_folder_that_is_a_file_is_named_with_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, command: str, inside: str
) -> None:
    (tmp_path / "file").write_text("ours")
    monkeypatch.setenv("JEMBATAN_PORT", str(free_port()))
    status, words = told(tmp_path / "file" / inside, command)
    assert (status, words.count(f"JEMBATAN_DATA_DIR: {tmp_path / 'file'}")) == (cli.BAD_SETTINGS, 1)
    assert (tmp_path / "file").read_text() == "ours"


def test_where_somebody_listens_already_nothing_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("JEMBATAN_PORT", str(taken.getsockname()[1]))
        status, words = told(tmp_path / "data", "run")
    assert (status, "JEMBATAN_PORT" in words) == (1, True)
    assert not (tmp_path / "data" / "jembatan.db").exists()


def test_the_stations_unit_is_called_as_its_settings_say(sqlite_settings: Settings) -> None:
    """Also where the name was set after the first start."""
    for name in ("Polres Kota Sagara", "Polres Banyuwangi"):
        groundwork.prepare(sqlite_settings.model_copy(update={"station_name": name}))
        with db.pool(sqlite_settings.database) as engine, db.reading(engine) as session:
            assert [unit.name for unit in units.everything(session)] == [name]


def test_the_demo_has_nothing_of_the_stations_own(tmp_path: Path) -> None:
    """Whoever tries it beside a running station must not take its bot away, and its password is no secret."""
    own = make_settings(
        tmp_path, f"sqlite:///{tmp_path / 'own.db'}", telegram_token="123456:ABCDEFGHIJKLMNOP",
        public_url="https://a.example", duty_telegram_chat="1", secret_key_file=tmp_path / "own.key", port=8123,
    )  # fmt: skip
    demo = cli.alone(own)
    assert list(registry.build(demo, open_files(demo))) == ["webchat"]
    assert (demo.public_url, demo.key_file.parent, demo.port) == ("", tmp_path / "demo", 8123)
    assert demo.sqlite_file == (tmp_path / "demo" / "jembatan.db").absolute()


def test_the_demo_looks_as_the_settings_say_and_names_what_it_passes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: Does
) -> None:
    looks = {"EMERGENCY_NUMBER": "112", "HOURS": "08.00-16.00", "TILES_URL": "https://a.example/{z}/{x}/{y}.png",
             "TILES_ATTRIBUTION": "Dinas Peta", "TERRITORY_MARGIN_KM": "10"}  # fmt: skip
    others = {"PUBLIC_URL": "https://a.example", "TELEGRAM_TOKEN": "123456:ABCDEFGHIJKLMNOP", "S3_REGION": "us-east-1"}
    for name, value in (looks | others).items():
        monkeypatch.setenv(f"JEMBATAN_{name}", value)
    own, served = load(), []
    monkeypatch.setattr(serving, "serve", lambda s, *, prepare, announce: (served.append(s), prepare(s)))
    _, said, _ = does(tmp_path, "demo")
    for name in looks:
        assert getattr(served[0], name.lower()) == getattr(own, name.lower())
    assert "Demo tidak memakai JEMBATAN_PUBLIC_URL, JEMBATAN_TELEGRAM_TOKEN.\n" in said


def test_what_is_read_out_of_texts_is_told_line_by_line(folder: Path, does: Does) -> None:
    _, said, _ = does(folder, "understand", "motor saya dicuri tadi pagi", "apa kabar")
    stolen, greeting = map(json.loads, said.splitlines())
    assert stolen["category"] == {"value": "theft", "words": ["dicuri"], "sure": 1.0}
    assert stolen["when"]["precision"] == "part"
    assert greeting["category"] is None
