"""Files that citizens sent: the original sealed, with its SHA-256; pictures also as a copy without metadata.

They are kept as media/<last two of id>/<id>.orig and <id>.copy, both sealed. The file is complete and on the disk
before its row says "stored"; `differences` compares files and rows both ways.
"""

from __future__ import annotations

import hashlib
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import structlog
from sqlalchemy import Engine, bindparam, select, update
from sqlalchemy.orm import Session

from core import db
from core.access import Who, visible
from core.errors import NotFound, Unavailable
from core.files import Files
from core.models import Attachment, Message, Report
from core.vault import Unreadable, Vault

log = structlog.get_logger(__name__)

LIMIT = 20_000_000  # bytes; Telegram hands out no more, and 20 MB is what the chat promises
_OURS = re.compile(r"media/[0-9a-f]{2}/[0-9a-f]{32}\.(orig|copy)(\.part)?")
# For one picture: the largest WebP takes 570 MB, and the largest pictures take a few seconds.
MEMORY, SECONDS = 768 << 20, 15
_COPYING = (sys.executable, "-I", str(Path(__file__).with_name("picture.py")))
_ENDED_WITH_US = frozenset({-signal.SIGTERM, -signal.SIGINT})  # the service itself is being stopped
_DECODING = threading.Lock()  # one at a time: several large pictures would take all memory of a small machine


@dataclass(frozen=True, slots=True)
class Stored:
    mime: str
    size: int
    sha256: bytes
    copy: bool


def store(vault: Vault, files: Files, id_: str, content: bytes) -> Stored:
    """Stores original and copy. The type is found from the bytes; what others say about it does not count. Raises
    Unavailable."""
    import filetype

    content = _keep(vault, files, f"{id_}.orig", content)
    kind = filetype.guess(content)  # type: ignore[no-untyped-call]  # the package has no types
    mime = kind.mime if kind else "application/octet-stream"
    copy = _without_metadata(content) if mime.startswith("image/") else None
    if copy is not None:
        _keep(vault, files, f"{id_}.copy", copy)
    return Stored(mime, len(content), hashlib.sha256(content).digest(), copy is not None)


def kept(vault: Vault, files: Files, id_: str) -> Stored | None:
    """A file that is stored though its row still says "waiting": its process died in between, or it is from a backup.
    None if there is none, or if the place cannot be reached."""
    try:
        return store(vault, files, id_, read(vault, files, id_, copy=False))
    except (NotFound, Unavailable):
        return None


def read(vault: Vault, files: Files, id_: str, *, copy: bool) -> bytes:
    """Raises NotFound when the file is not there or cannot be opened, Unavailable when the place cannot be reached."""
    name = f"{id_}.{'copy' if copy else 'orig'}"
    try:
        return vault.open(files.read(_place(name)), about=name.encode())
    except FileNotFoundError as error:
        raise NotFound("Berkas ini tidak ada lagi.") from error
    except Unreadable as error:
        log.warning("file cannot be opened", file=name)
        raise NotFound("Berkas ini rusak atau disegel dengan kunci lain.") from error


def record(session: Session, id_: str, stored: Stored | None, *, state: str) -> None:
    """Writes what became of a file that was waited for. If it was forgotten meanwhile, it stays forgotten."""
    values: dict[str, object] = {"state": state, "ref": None}
    if stored is not None:
        values |= {"mime": stored.mime, "size": stored.size, "sha256": stored.sha256, "copy": stored.copy}
    session.execute(update(Attachment).where(Attachment.id == id_, Attachment.state == "waiting").values(values))


def for_officer(session: Session, who: Who, id_: str) -> tuple[Attachment, Report]:
    """The attachment of a report that `who` may open, or NotFound."""
    row = session.execute(
        select(Attachment, Report)
        .join(Message, Message.id == Attachment.message_id)
        .join(Report, Report.id == Message.report_id)
        .where(Attachment.id == id_, *visible(who))
    ).first()
    if row is None:
        raise NotFound("Berkas ini tidak ada.")
    return row[0], row[1]


def is_of_contact(session: Session, contact_id: int, id_: str) -> bool:
    """Whether the copy of this picture may be shown to the one who sent it."""
    return session.scalar(
        select(Attachment.id)
        .join(Message, Message.id == Attachment.message_id)
        .where(
            Attachment.id == id_, Attachment.state == "stored", Attachment.copy, Message.contact_id == contact_id
        )
    ) is not None  # fmt: skip


def names(files: Files) -> Iterator[str]:
    """The names of all stored files. Raises Unavailable."""
    return (file.name for file in files.list("media") if _OURS.fullmatch(file.name))


def id_of(name: str) -> str:
    return PurePosixPath(name).name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Differences:
    strays: list[str]  # names of files without a row
    gone: list[str]  # ids of stored rows without a file
    back: list[str]  # ids of rows marked "gone" whose file is there after all: the wrong disk was mounted for a while


def differences(reader: Engine, files: Files) -> Differences:
    """May take minutes, so never in the writer. Raises Unavailable.

    A row is always older than its file, so the files are listed before the rows are read. A file that came in between
    is looked for once more.
    """
    found = list(names(files))
    with db.reading(reader) as session:
        rows = session.execute(select(Attachment.id, Attachment.state, Attachment.sha256.is_not(None))).all()
    there = {id_of(name) for name in found if name.endswith(".orig")}
    owned = {id_ for id_, state, _ in rows if state != "forgotten"}  # "gone" rows too: the place may have been away
    missing = [id_ for id_, state, _ in rows if state == "stored" and id_ not in there]
    return Differences(
        strays=[name for name in found if id_of(name) not in owned],
        gone=[id_ for id_ in missing if not files.exists(_place(f"{id_}.orig"))],
        back=[id_ for id_, state, whole in rows if state == "gone" and whole and id_ in there],
    )


def is_known(session: Session, id_: str) -> bool:
    return session.get(Attachment, id_) is not None


def remove(files: Files, id_: str) -> None:
    """Raises Unavailable."""
    files.remove(*(_place(f"{id_}.{form}") for form in ("orig", "copy")))


def settle(session: Session, differing: Differences) -> None:
    """Writes into the rows what `differences` found."""
    for ids, before, after in ((differing.gone, "stored", "gone"), (differing.back, "gone", "stored")):
        known = update(Attachment).where(Attachment.id == bindparam("file"), Attachment.state == before)
        if ids:
            session.connection().execute(known.values(state=after), [{"file": id_} for id_ in ids])


def _without_metadata(content: bytes) -> bytes | None:
    """What core/picture.py makes of it; None when it cannot be read safely. Raises Unavailable."""
    command = (*_COPYING, str(MEMORY), str(SECONDS))
    with _DECODING:
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603 - our own words
        except subprocess.TimeoutExpired:
            return None
        except OSError as error:  # no room for a process now
            raise Unavailable from error
    if done.returncode in _ENDED_WITH_US:
        raise Unavailable
    return done.stdout if done.returncode == 0 else None


def _keep(vault: Vault, files: Files, name: str, content: bytes) -> bytes:
    """Writes the content. If an earlier try has written it already, that one counts and is returned."""
    try:
        files.write(_place(name), vault.seal(content, about=name.encode()))
    except FileExistsError:
        return vault.open(files.read(_place(name)), about=name.encode())
    return content


def _place(name: str) -> str:
    return f"media/{name[-7:-5]}/{name}"
