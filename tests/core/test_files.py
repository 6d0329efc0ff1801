"""Where files are kept: the folder and the bucket keep the same promises, and say the same when they cannot."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

import core.files
from core import clock
from core.errors import Unavailable
from core.files import Bucket, Files, Folder, open_files
from core.settings import Settings
from tests.emulators.running import Running, running
from tests.emulators.s3 import SECRET, S3Emulator

NAME = "media/ab/" + "0" * 30 + "ab.orig"
Store = Running[S3Emulator]


@pytest.fixture(scope="module")
def _emulator() -> Iterator[Store]:
    with running(S3Emulator()) as store:
        yield store


@pytest.fixture
def s3(_emulator: Store) -> Store:
    _emulator.emulator.__init__()
    return _emulator


def bucket(s3: Store, **over: object) -> Bucket:
    return Bucket(Settings(_env_file=None, database_url="postgresql://h/d", **(s3.emulator.settings | over)))


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return Folder(tmp_path) if request.param == "folder" else bucket(request.getfixturevalue("s3"))


def names(files: Files, folder: str) -> set[str]:
    return {found.name for found in files.list(folder)}


@pytest.mark.parametrize("content", [b"", b"sealed", os.urandom(7_000_000)], ids=["empty", "small", "large"])
def test_what_is_written_is_read_back(files: Files, content: bytes) -> None:
    files.write(NAME, content)
    assert files.read(NAME) == content
    assert files.exists(NAME)


def test_a_name_is_written_once(files: Files) -> None:
    files.write(NAME, b"first")
    with pytest.raises(FileExistsError):
        files.write(NAME, b"second")
    assert files.read(NAME) == b"first"
    assert names(files, "media") == {NAME}


def test_what_is_not_there_says_so(files: Files) -> None:
    assert not files.exists(NAME)
    with pytest.raises(FileNotFoundError):
        files.read(NAME)
    files.remove(NAME)
    assert names(files, "media") == set()


def test_what_is_removed_is_gone(files: Files) -> None:
    files.write(NAME, b"sealed")
    files.remove(NAME)
    assert not files.exists(NAME)
    files.write(NAME, b"another")
    assert files.read(NAME) == b"another"


@pytest.mark.as_shipped  # a disk writes the machine's time
def test_a_list_names_everything_below_its_folder_with_its_time(files: Files) -> None:
    wanted = {f"upload/{number}" for number in range(5)}
    for name in (*wanted, "uploads/other", NAME):
        files.write(name, b"x")
    found = list(files.list("upload"))
    assert {one.name for one in found} == wanted
    assert len(found) == len(wanted)
    assert all(abs(clock.now() - one.written) < timedelta(minutes=1) for one in found)


@pytest.mark.parametrize("folder", ["media", "upload"])
def test_a_file_in_a_folder_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    path, synced = tmp_path / folder / "x", []
    sync = os.fsync

    def watch(handle: int) -> None:
        synced.append((Path(f"/proc/self/fd/{handle}").readlink(), path.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    Folder(tmp_path).write(f"{folder}/x", b"sealed")
    assert synced == [(path.with_name("x.part"), False), (path.parent, True)]


def test_of_two_processes_that_write_one_name_at_once_both_hear_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, others = os.fsync, [Folder(tmp_path)]

    def overtaken(handle: int) -> None:
        sync(handle)
        if others:
            others.pop().write(NAME, b"sealed")

    monkeypatch.setattr(os, "fsync", overtaken)
    with pytest.raises(FileExistsError):
        Folder(tmp_path).write(NAME, b"sealed")
    assert names(Folder(tmp_path), "media") == {NAME}


# A store in trouble

REFUSED = 9  # nobody listens at this port
ACTS = {
    "write": lambda files: files.write(NAME, b"x"), "read": lambda files: files.read(NAME),
    "exists": lambda files: files.exists(NAME), "list": lambda files: list(files.list("media")),
    "remove": lambda files: files.remove(NAME),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("trouble", ["nobody", "500", "403", "key", "secret"])
def test_a_store_that_cannot_be_used_is_unavailable(s3: Store, act: str, trouble: str) -> None:
    over = {"nobody": {"s3_endpoint": f"http://127.0.0.1:{REFUSED}"}, "key": {"s3_key": "other"},
            "secret": {"s3_secret": "wrong-secret"}}.get(trouble, {})  # fmt: skip
    bucket(s3).write(NAME, b"kept")
    s3.emulator.trouble = int(trouble) if trouble.isdigit() else 0
    if act == "write":
        s3.emulator.objects.clear()
    with capture_logs() as logs, pytest.raises(Unavailable):
        ACTS[act](bucket(s3, **over))
    assert "wrong-secret" not in str(logs)
    assert SECRET not in str(logs)


@pytest.mark.parametrize("act", ["write", "list"])
def test_a_bucket_that_does_not_exist_is_not_an_empty_one(s3: Store, act: str) -> None:
    with pytest.raises(Unavailable):
        ACTS[act](bucket(s3, files_url="s3://somebody-elses"))


@pytest.mark.parametrize("act", ["write", "read", "exists", "remove"])
def test_a_folder_that_cannot_be_used_is_unavailable(tmp_path: Path, act: str) -> None:
    (tmp_path / "media").write_bytes(b"a file where a folder should be")
    with pytest.raises(Unavailable):
        ACTS[act](Folder(tmp_path))


def test_a_folder_that_leads_to_a_disk_that_is_away_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "disk" / "data")
    with pytest.raises(Unavailable):
        Folder(tmp_path / "data").write(NAME, b"sealed")


def test_a_store_that_hangs_is_given_up(s3: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.files, "PATIENCE", timedelta(seconds=0.2))
    s3.emulator.hangs, began = True, time.monotonic()
    with pytest.raises(Unavailable):
        bucket(s3).read(NAME)
    assert time.monotonic() - began < 20


def test_the_environment_of_other_programs_changes_nothing(s3: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "ACCESS_KEY_ID": "other", "SECRET_ACCESS_KEY": "other", "SESSION_TOKEN": "other", "SKIP_SIGNATURE": "true",
        "ENDPOINT_URL_S3": "http://127.0.0.1:9", "ENDPOINT_URL": "http://127.0.0.1:9", "REGION": "other",
        "VIRTUAL_HOSTED_STYLE_REQUEST": "true", "CONDITIONAL_PUT": "disabled", "S3_EXPRESS": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"AWS_{name}", value)
    bucket(s3).write(NAME, b"sealed")
    assert bucket(s3).read(NAME) == b"sealed"
    assert s3.emulator.objects == {f"sagara/{NAME}": b"sealed"}


def test_a_station_without_a_bucket_keeps_its_files_in_its_folder(sqlite_settings: Settings) -> None:
    open_files(sqlite_settings).write(NAME, b"sealed")
    assert (sqlite_settings.data_dir / NAME).read_bytes() == b"sealed"
