"""Files citizens sent: the original sealed with its SHA-256, pictures with a copy that tells nothing else.

On disk: <media>/<last two of id>/<id>.orig and <id>.copy, both sealed. Row and file agree: the file is
complete and synced before the row says "stored"; `differences` compares both ways.
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access import Who, visible
from core.errors import NotFound
from core.models import Attachment, Message, Report
from core.vault import Vault

LIMIT = 20_000_000  # bytes; Telegram hands out no more, and 20 MB is what the chat promises
MAX_PIXELS = 50_000_000
ALLOWED = {
    "image/jpeg": "photo", "image/png": "photo", "image/webp": "photo", "image/gif": "photo",
    "video/mp4": "video", "video/3gpp": "video", "video/webm": "video", "video/quicktime": "video",
    "audio/ogg": "voice", "audio/mpeg": "voice", "audio/mp4": "voice", "audio/x-wav": "voice",
    "audio/amr": "voice", "audio/aac": "voice", "audio/m4a": "voice", "application/pdf": "document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    mime: str
    size: int
    sha256: bytes
    copy: bool


def store(vault: Vault, folder: Path, id_: str, content: bytes) -> Stored:
    """Writes original and copy. The kind is read from the bytes, never believed from outside."""
    import filetype

    kind = filetype.guess(content)  # type: ignore[no-untyped-call]  # the package has no types
    mime = kind.mime if kind else "application/octet-stream"
    copy = _without_metadata(content) if mime.startswith("image/") else None
    _write(vault, folder, f"{id_}.orig", content)
    if copy is not None:
        _write(vault, folder, f"{id_}.copy", copy)
    return Stored(mime, len(content), hashlib.sha256(content).digest(), copy is not None)


def read(vault: Vault, folder: Path, id_: str, *, copy: bool) -> bytes:
    """Raises NotFound when the file is not there."""
    path = _path(folder, f"{id_}.{'copy' if copy else 'orig'}")
    try:
        return vault.open(path.read_bytes(), about=path.name.encode())
    except OSError as error:
        raise NotFound("Berkas ini tidak ada lagi.") from error


def record(session: Session, id_: str, stored: Stored | None, *, state: str) -> None:
    """What became of a file that was waited for; one that was forgotten while it came stays forgotten."""
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


def differences(session: Session, folder: Path) -> tuple[list[Path], list[str]]:
    """(files without a row, stored rows without a file). May take minutes: not for the writer.

    A row is always older than its file, so the folder is read first; a file that came since is looked for again.
    """
    found = list(folder.glob("??/*.*"))
    states = dict(session.execute(select(Attachment.id, Attachment.state)).all())
    strays = [path for path in found if states.get(_id_of(path)) not in ("stored", "waiting")]
    there = {_id_of(path) for path in found}
    stored = [id_ for id_, state in states.items() if state == "stored" and id_ not in there]
    return strays, [id_ for id_ in stored if not _path(folder, f"{id_}.orig").exists()]


def is_known(session: Session, id_: str) -> bool:
    return session.get(Attachment, id_) is not None


def remove(folder: Path, id_: str) -> None:
    for name in (f"{id_}.orig", f"{id_}.copy"):
        _path(folder, name).unlink(missing_ok=True)


def mark_gone(session: Session, ids: list[str]) -> None:
    session.execute(update(Attachment), [{"id": id_, "state": "gone"} for id_ in ids])


def _id_of(path: Path) -> str:
    return path.name.partition(".")[0]


def _without_metadata(content: bytes) -> bytes | None:
    """A fresh JPEG of the picture: no EXIF, no GPS, no text chunks; None when it cannot be read safely."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            image.draft("RGB", (2048, 2048))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((2048, 2048))
            target = io.BytesIO()
            upright.save(target, "JPEG", quality=85)
            return target.getvalue()
    except Exception:  # any decoder fault: the sealed original stays, no copy is shown
        return None


def _write(vault: Vault, folder: Path, name: str, content: bytes) -> None:
    path = _path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(path.suffix + ".part")
    with partial.open("wb") as file:
        file.write(vault.seal(content, about=name.encode()))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _path(folder: Path, name: str) -> Path:
    return folder / name[-7:-5] / name
