"""Where sealed files are kept: in a folder of this machine, or in a bucket shared by all machines of a station.

Names are like "media/ab/<id>.orig" and "upload/<name>". A file is whole and outlives a power cut when `write`
returns, and it never changes afterwards. A place that cannot be reached now raises Unavailable.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Protocol

import structlog

from core.errors import Unavailable
from core.settings import Settings

if TYPE_CHECKING:
    from obstore.store import S3Credential

log = structlog.get_logger(__name__)

PATIENCE = timedelta(seconds=8)  # for a store that does not answer
LEFT_FREE = 500 * 1024 * 1024  # bytes of the disk that no file takes: whoever sends many must not stop the database
UNREACHED = "Penyimpanan berkas sedang tidak terjangkau. Coba lagi sebentar lagi."


@dataclass(frozen=True, slots=True)
class Found:
    name: str
    written: datetime


class Files(Protocol):
    def write(self, name: str, content: bytes | bytearray) -> None:
        """Raises FileExistsError where the name is taken, and then changes nothing."""

    def read(self, name: str) -> bytes:
        """Raises FileNotFoundError."""

    def exists(self, name: str) -> bool: ...

    def list(self, folder: str) -> Iterator[Found]: ...

    def remove(self, *names: str) -> None:
        """A file that is not there is no error."""


def open_files(settings: Settings) -> Files:
    """Connects to nothing yet, so that a store that is down does not stop the start."""
    return Bucket(settings) if settings.files_url else Folder(settings.data_dir)


class NoRoom(OSError):
    """The rest of the disk is kept for the database; the log names it."""


class Folder:
    """Written by ourselves, as obstore does not sync its files to the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, name: str, content: bytes | bytearray) -> None:
        path = self._root / name
        with _reaching(OSError):
            if path.exists():
                raise FileExistsError(name)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except FileExistsError as error:  # not a folder: perhaps a link to a disk that is not mounted
                raise NotADirectoryError(path.parent) from error
            if shutil.disk_usage(path.parent).free < LEFT_FREE:
                raise NoRoom
            partial = path.with_name(f"{path.name}.part")
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            try:
                partial.replace(path)
            except FileNotFoundError as error:  # another process wrote the same file at the same time
                raise FileExistsError(name) from error
            _sync(path.parent)

    def read(self, name: str) -> bytes:
        with _reaching(OSError):
            return (self._root / name).read_bytes()

    def exists(self, name: str) -> bool:
        with _reaching(OSError):
            try:
                (self._root / name).stat()
            except FileNotFoundError:
                return False
            return True

    def list(self, folder: str) -> Iterator[Found]:
        for path in (self._root / folder).rglob("*"):
            try:
                entry = path.stat()
            except FileNotFoundError:  # removed meanwhile
                continue
            if S_ISREG(entry.st_mode):
                yield Found(path.relative_to(self._root).as_posix(), datetime.fromtimestamp(entry.st_mtime, UTC))

    def remove(self, *names: str) -> None:
        with _reaching(OSError):
            for name in names:
                (self._root / name).unlink(missing_ok=True)


class Bucket:
    """S3, or a store like it with conditional writes. One that does not answer is given up within 20 seconds."""

    def __init__(self, settings: Settings) -> None:
        from obstore.exceptions import AlreadyExistsError, BaseError
        from obstore.store import S3Store

        self._taken, self._refusals = AlreadyExistsError, (BaseError, OSError)
        name, _, prefix = settings.files_url.removeprefix("s3://").partition("/")
        key: S3Credential = {
            "access_key_id": settings.s3_key, "secret_access_key": settings.s3_secret.get_secret_value(),
            "expires_at": None,
        }  # fmt: skip
        self._store = S3Store(
            name,
            prefix=prefix or None,
            # Everything is given, and the key by a function: obstore would take what is missing from variables AWS_….
            aws_endpoint_url_s3=settings.s3_endpoint or f"https://s3.{settings.s3_region}.amazonaws.com",
            region=settings.s3_region,
            credential_provider=lambda: key,
            skip_signature=False, virtual_hosted_style_request=False, s3_express=False, conditional_put="etag",
            client_options={
                "allow_http": settings.s3_endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=3), "read_timeout": PATIENCE,
            },
            retry_config={"max_retries": 1, "retry_timeout": PATIENCE},
        )  # fmt: skip

    def write(self, name: str, content: bytes | bytearray) -> None:
        with _reaching(*self._refusals):
            try:
                self._store.put(name, content, mode="create")
            except self._taken as error:
                raise FileExistsError(name) from error
            except FileNotFoundError as error:  # there is no such bucket
                raise Unavailable(UNREACHED) from error

    def read(self, name: str) -> bytes:
        with _reaching(*self._refusals):
            return bytes(self._store.get(name).bytes())

    def exists(self, name: str) -> bool:
        with _reaching(*self._refusals):
            try:
                self._store.head(name)
            except FileNotFoundError:
                return False
            return True

    def list(self, folder: str) -> Iterator[Found]:
        with _reaching(*self._refusals):
            for some in self._store.list(folder):
                yield from (Found(one["path"], one["last_modified"]) for one in some)

    def remove(self, *names: str) -> None:
        with _reaching(*self._refusals):
            self._store.delete(names)


@contextmanager
def _reaching(*refusals: type[Exception]) -> Iterator[None]:
    """Errors of the disk or the store become Unavailable, as they may pass; a taken or unknown name is an answer."""
    try:
        yield
    except (FileExistsError, FileNotFoundError):
        raise
    except refusals as error:
        log.warning("files cannot be reached", error=type(error).__name__)
        raise Unavailable(UNREACHED) from error


def _sync(folder: Path) -> None:
    """Syncs the folder: only then a new name in it outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
