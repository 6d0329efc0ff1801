import contextlib
import errno
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
import threading
from pathlib import Path

import pytest

from api import cli, serving
from core import backup, clock, db, inbound
from core.errors import Invalid
from core.inbound import Raw
from core.models import Inbound
from core.settings import Settings


def store(engine, number: int) -> None:
    with db.Session(engine) as session, session.begin():
        inbound.store_many(session, [Raw("test", str(number), clock.now(), "done", b"x" * 500)])


def stored(settings: Settings) -> set[str]:
    engine = db.reader(settings.database)
    with db.reading(engine) as session:
        found = {row.event_id for row in session.query(Inbound)}
    engine.dispose()
    return found


def test_a_backup_made_under_load_restores_to_one_moment(sqlite_settings: Settings, tmp_path: Path) -> None:
    engine = db.writer_engine(sqlite_settings.database)
    for number in range(200):
        store(engine, number)
    media = sqlite_settings.media_dir / "ab" / "x.orig"
    media.parent.mkdir()
    media.write_bytes(b"sealed")
    done, made = threading.Event(), []

    def keep_writing() -> None:
        number = 200
        while not done.is_set():
            store(engine, number)
            number += 1

    thread = threading.Thread(target=keep_writing)
    thread.start()
    made.append(backup.create(sqlite_settings, tmp_path / "backups"))
    done.set()
    thread.join()
    engine.dispose()
    after = stored(sqlite_settings)
    media.unlink()
    backup.restore(sqlite_settings, made[0])
    restored = stored(sqlite_settings)
    assert {str(n) for n in range(200)} <= restored <= after
    assert media.read_bytes() == b"sealed"


def test_the_key_is_not_in_the_backup(sqlite_settings: Settings, tmp_path: Path) -> None:
    path = backup.create(sqlite_settings, tmp_path / "backups")
    with tarfile.open(path) as archive:
        assert not [name for name in archive.getnames() if "key" in name]
    assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_is_refused_and_nothing_is_lost(sqlite_settings: Settings, tmp_path: Path) -> None:
    engine = db.writer_engine(sqlite_settings.database)
    store(engine, 1)
    path = backup.create(sqlite_settings, tmp_path / "backups")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(Invalid):
        backup.restore(sqlite_settings, path)
    assert stored(sqlite_settings) == {"1"}
    engine.dispose()


def test_a_file_that_is_still_being_written_stays_out(sqlite_settings: Settings, tmp_path: Path) -> None:
    folder = sqlite_settings.media_dir / "ab"
    folder.mkdir()
    for name in ("1ab.orig", "2ab.orig.part"):
        (folder / name).write_bytes(b"sealed")
    with tarfile.open(backup.create(sqlite_settings, tmp_path / "backups")) as archive:
        assert [name for name in archive.getnames() if name.startswith("media")] == ["media/ab/1ab.orig"]


def test_a_restore_beside_a_running_server_is_refused(
    sqlite_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = backup.create(sqlite_settings, tmp_path / "backups")
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(sqlite_settings.data_dir))
    with serving.only_one(sqlite_settings):
        assert cli.main(["restore", str(path)]) == 1
    assert "another process serves" in capsys.readouterr().err
    assert cli.main(["restore", str(path)]) == 0


def test_no_file_of_a_backup_lands_outside_the_data_folder(sqlite_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("../../outside.txt")
        archive.addfile(info)
    with pytest.raises(Invalid):
        backup.restore(sqlite_settings, path)
    assert not (tmp_path.parent / "outside.txt").exists()


DEEP = b"[" * 200_000


def foreign() -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
        return database.serialize()


@pytest.mark.parametrize(
    ("manifest", "database"),
    [
        (b"[1]", b"x"), (b"null", b"x"), (b'{"made": 1}', b"x"), (DEEP, b"x"), (b"\xff\xfe", b"x"), (b"", b"x"),
        (None, b"not a database"), (None, b""), (None, foreign()),
    ],
)  # fmt: skip
def test_an_archive_that_is_no_backup_of_ours_is_refused_and_nothing_is_lost(
    sqlite_settings: Settings, tmp_path: Path, manifest: bytes | None, database: bytes
) -> None:
    engine = db.writer_engine(sqlite_settings.database)
    store(engine, 1)
    right = json.dumps({"sha256": hashlib.sha256(database).hexdigest()}).encode()
    with tarfile.open(tmp_path / "made_up.tar", "w") as archive:
        for name, content in (("manifest.json", right if manifest is None else manifest), ("database", database)):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    with pytest.raises(Invalid):
        backup.restore(sqlite_settings, tmp_path / "made_up.tar")
    assert stored(sqlite_settings) == {"1"}
    engine.dispose()


def test_a_database_on_another_disk_is_restored_there(sqlite_settings: Settings, tmp_path: Path) -> None:
    path = backup.create(sqlite_settings, tmp_path / "backups")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as disk:
        assert Path(disk).stat().st_dev != sqlite_settings.data_dir.stat().st_dev
        there = sqlite_settings.model_copy(update={"database_url": f"sqlite:///{disk}/jembatan.db"})
        backup.restore(there, path)
        assert stored(there) == set()


def test_what_root_restores_belongs_to_the_owner_of_the_folder(
    sqlite_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = sqlite_settings.media_dir / "ab" / "x.orig"
    media.parent.mkdir()
    media.write_bytes(b"sealed")
    path = backup.create(sqlite_settings, tmp_path / "backups")
    given: dict[Path, tuple[int, int]] = {}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, uid, gid, **_: given.update({path: (uid, gid)}))
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(sqlite_settings.data_dir))
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", sqlite_settings.database)
    cli.main(["restore", str(path)])
    owner = sqlite_settings.data_dir.stat()
    database = Path(sqlite_settings.database.removeprefix("sqlite:///"))
    assert {database, media.parent, media} <= set(given)
    assert set(given.values()) == {(owner.st_uid, owner.st_gid)}


def test_files_go_back_where_their_folder_is_a_disk_of_its_own(sqlite_settings: Settings, tmp_path: Path) -> None:
    """A link, or a mount, cannot be taken away: what is in it is replaced."""
    disk = tmp_path / "disk"
    (disk / "ab").mkdir(parents=True)
    sqlite_settings.media_dir.rmdir()
    sqlite_settings.media_dir.symlink_to(disk)
    (disk / "ab" / f"{'0' * 30}ab.orig").write_bytes(b"sealed")
    made = backup.create(sqlite_settings, tmp_path / "backups")
    (disk / "ab" / f"{'0' * 30}ab.orig").unlink()
    (disk / "cd").mkdir()
    (disk / "cd" / f"{'0' * 30}cd.orig").write_bytes(b"of later")
    backup.restore(sqlite_settings, made)
    assert {path.name for path in disk.rglob("*.orig")} == {f"{'0' * 30}ab.orig"}
    assert (disk / "ab" / f"{'0' * 30}ab.orig").read_bytes() == b"sealed"


def test_a_disk_that_is_full_blames_no_backup(
    sqlite_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = tmp_path / "backups"
    made = backup.create(sqlite_settings, kept)
    monkeypatch.setattr("core.backup.shutil.copyfileobj", full)
    with pytest.raises(OSError, match="No space left"):
        backup.restore(sqlite_settings, made)
    monkeypatch.setattr("core.backup.tarfile.TarFile.add", full)
    with pytest.raises(OSError, match="No space left"):
        backup.create(sqlite_settings, kept)
    assert list(kept.iterdir()) == [made]
