"""Backups: a consistent copy of the database and the sealed files, made while the server runs.

Files that are kept in a bucket stay there, and the backup names the bucket. A backup with files can be restored into
a bucket. The key file is not in the backup, so that a thief of it can read nothing. Keep the key elsewhere.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from core import clock, db, file_owner, media, moving
from core.errors import Invalid
from core.files import Files, Folder, open_files
from core.models import Report
from core.settings import Settings, make_data_dir

DATABASE, MANIFEST = "database", "manifest.json"
DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS}  # the backup itself may be sound
_MEMBER = re.compile(r"database|manifest\.json|media/[0-9a-z]{2}/[0-9a-z]+\.(?:orig|copy)(?:\.part)?")
_MEDIA_FOLDERS = frozenset(f"media/{number:02x}" for number in range(256))


def create(settings: Settings, target: Path) -> Path:
    """Writes <target>/jembatan-<UTC time>.tar and returns its path; readable only by its owner."""
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"jembatan-{clock.now():%Y%m%dT%H%M%SZ}.tar"
    with tempfile.TemporaryDirectory(dir=target) as folder:
        dump = Path(folder) / DATABASE
        _dump(settings, dump)
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps(
            {"made": clock.now().isoformat(), "sha256": _digest(dump), "files": settings.files_url}
        ))  # fmt: skip
        partial = Path(folder) / path.name
        with tarfile.open(partial, "w") as archive:
            archive.add(manifest, MANIFEST)
            archive.add(dump, DATABASE)
            # After the database: a row in it always has its file, a file without a row is harmless.
            if not settings.files_url:
                _add_files(archive, settings.media_dir)
        partial.chmod(0o600)
        partial.replace(path)
    return path


def _add_files(archive: tarfile.TarFile, folder: Path) -> None:
    """All complete files. The server goes on meanwhile: a file that vanishes now was one without a row."""
    for path in sorted(folder.glob("??/*")):
        if path.suffix != ".part":
            with contextlib.suppress(FileNotFoundError):
                archive.add(path, f"media/{path.parent.name}/{path.name}", recursive=False)


def missing_files(settings: Settings) -> int:
    """How many files have a row in the database and are not there. Raises Unavailable."""
    with db.pool(settings.database) as reader:
        return len(media.differences(reader, open_files(settings)).gone)


def restore(settings: Settings, source: Path) -> str:
    """Puts database and files back; the server must be stopped. Returns the bucket with the files that are not in the
    backup, "" for none. Raises Invalid for a damaged backup, Unavailable where a bucket cannot be reached."""
    source.open("rb").close()  # a wrong name raises OSError here, and is not called a damaged backup
    make_data_dir(settings)
    with tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
        dump, elsewhere = _open(source, Path(folder))
        if settings.sqlite_file is not None and not _is_of_sqlite(dump):
            raise Invalid("Cadangan PostgreSQL hanya bisa dipulihkan ke PostgreSQL.")
        if settings.files_url:  # files first: if that fails the database is unchanged, and a file too many does no harm
            _upload(Path(folder), open_files(settings))
            _load_beside(settings, dump)
        else:
            _load(settings, dump)
            Folder(settings.data_dir).remove(file_owner.NAME)  # the database of the backup takes these files over
            _replace_files(Path(folder) / "media", settings.media_dir)
    return elsewhere


def _open(source: Path, folder: Path) -> tuple[Path, str]:
    """Unpacks into the folder. Returns the dump of the database, and where files are that are not in the backup."""
    try:
        _unpack(source, folder)
        manifest = json.loads((folder / MANIFEST).read_text())
        digest, elsewhere = manifest["sha256"], str(manifest.get("files", ""))
    except (OSError, tarfile.TarError, ValueError, LookupError, TypeError, RecursionError) as error:
        if isinstance(error, OSError) and error.errno in DISK_ERRORS:
            raise
        raise Invalid("Berkas cadangan ini tidak bisa dibaca.") from error
    dump = folder / DATABASE
    if not dump.exists() or _digest(dump) != digest:
        raise Invalid("Berkas cadangan ini rusak.")
    return dump, elsewhere


def _replace_files(source: Path, target: Path) -> None:
    """Replaces what is in the folder, not the folder: it may be a link to another disk, or a mount point."""
    target.mkdir(exist_ok=True)
    for old in target.glob("??"):
        shutil.rmtree(old)
    for folder in source.glob("??"):
        shutil.move(folder, target / folder.name)


def _upload(folder: Path, files: Files) -> None:
    for path in sorted(folder.glob("media/??/*")):
        with contextlib.suppress(FileExistsError):
            files.write(path.relative_to(folder).as_posix(), path.read_bytes())


def _load_beside(settings: Settings, dump: Path) -> None:
    """For files in a bucket. A restored database that was not here before may be a trial beside the real one: it gets a
    new mark, so that it does not own the bucket's files until somebody says so (`jembatan files accept`)."""
    before = _mark(settings)
    _load(settings, dump)
    if _mark(settings) not in ("", before):
        engine = db.writer_engine(settings.database)
        with db.translated(), Session(engine) as session, session.begin():
            file_owner.renew(session)
        engine.dispose()


def _mark(settings: Settings) -> str:
    with db.pool(settings.database) as reader:
        return file_owner.mark(reader)


def hand_over(folder: Path) -> None:
    """What root wrote for a service that runs as another user is given to the owner of the folder."""
    if os.geteuid() == 0 and folder.is_dir():
        owner = folder.stat()
        for path in folder.rglob("*"):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _unpack(source: Path, folder: Path) -> None:
    """Only what a backup holds, each a plain file below `folder`. Raises TarError for anything else."""
    with tarfile.open(source) as archive:
        for member in archive:
            if member.isdir() and member.name in {"media", *_MEDIA_FOLDERS}:
                continue
            if not member.isfile() or not _MEMBER.fullmatch(member.name):
                raise tarfile.TarError("not a file of a backup")
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            assert content is not None
            with target.open("wb") as file:
                shutil.copyfileobj(content, file)


def _dump(settings: Settings, target: Path) -> None:
    if settings.sqlite_file is None:
        _run("pg_dump", "--format=custom", f"--file={target}", of=settings)
        return
    # VACUUM INTO reads one snapshot; the page-wise backup API restarts for ever under writes.
    source = sqlite3.connect(settings.sqlite_file, timeout=30)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:  # broken, or no room where it is to go
        raise Invalid(
            "Basis data tidak bisa disalin ke {folder}: {reason}", folder=target.parent.parent, reason=error
        ) from error
    finally:
        source.close()
    if not _is_ours(target):
        raise Invalid("Basis data ini kosong atau rusak; cadangan tidak dibuat.")


def _load(settings: Settings, dump: Path) -> None:
    path = settings.sqlite_file
    if _is_of_sqlite(dump) and not _is_ours(dump):
        raise Invalid("Basis data dalam cadangan ini rusak.")
    if path is None and _is_of_sqlite(dump):
        moving.copy(dump, settings.database, first=_drop_all())
        return
    if path is None:
        script = dump.with_suffix(".sql")
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(dump))
        # One transaction: a restore that fails midway leaves the database as it was. All tables are dropped first, as a
        # backup of an earlier version does not name the newer ones.
        once = ("--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet")
        with db.alone(settings.database):
            _run("psql", *once, f"--command={_drop_all()}", f"--file={script}", of=settings)
        return
    # The database may be on another disk: the new one is complete before the old one is touched.
    beside = path.with_name(path.name + ".restored")
    shutil.move(dump, beside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    beside.replace(path)


def _drop_all() -> str:
    return f"DROP TABLE IF EXISTS {', '.join(['alembic_version', *Report.metadata.tables])} CASCADE"


def _is_of_sqlite(dump: Path) -> bool:
    with dump.open("rb") as file:
        return file.read(5) != b"PGDMP"


def _is_ours(dump: Path) -> bool:
    """Whether it is a sound database of ours, with a revision: an empty one must not replace the station's own."""
    with contextlib.closing(sqlite3.connect(dump)) as database:
        try:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return sound and database.execute("SELECT version_num FROM alembic_version").fetchone() is not None
        except sqlite3.DatabaseError:
            return False


def _run(program: str, *arguments: str, of: Settings | None = None) -> None:
    """Runs one of PostgreSQL's tools, with the database of these settings. The password goes through the environment,
    as every user of the machine can read a command line."""
    if shutil.which(program) is None:
        raise Invalid("{program} tidak ada; pasang postgresql-client.", program=program)
    command, environment = [program, *arguments], dict(os.environ)
    if of is not None:
        url = make_url(of.database)
        address = url.set(drivername="postgresql")._replace(password=None).render_as_string()  # `set` takes no None
        command.append(f"--dbname={address}")
        environment |= {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(command, check=False, capture_output=True, env=environment)  # noqa: S603 - fixed names
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise Invalid("{program} gagal: {reason}", program=program, reason=reason)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
