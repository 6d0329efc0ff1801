"""Whose files are in a folder or a bucket: a station removes what its own database does not know (core.media), so two
stations in one place would remove each other's.

The place holds the mark of the database that it belongs to. One without a mark belongs to whose database knows a file
in it, and an empty one to whoever comes first.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from itertools import islice

from sqlalchemy import Engine, inspect, select, update
from sqlalchemy.orm import Session

from core import db, media
from core.errors import BadSettings
from core.files import Files
from core.models import Attachment, StationMark

NAME = "station"
SAMPLE = 500  # files that are looked at where there is no mark
ANOTHERS = (
    "the files where JEMBATAN_FILES_URL or JEMBATAN_DATA_DIR leads are those of another station, or of another copy of "
    "this one's database: each would remove what only the other knows. Give each a folder of its own. Where this "
    "database takes the place of the other, `jembatan files accept` says so"
)


def settle_in(reader: Engine, files: Files) -> None:
    """Raises BadSettings where the place is another station's, Unavailable where that cannot be seen now."""
    mine, found = mark(reader), _found(files)
    if not found and _is_free(reader, files):
        with suppress(FileExistsError):  # somebody was faster
            files.write(NAME, mine.encode())
        found = _found(files)
    if found != mine:
        raise BadSettings(ANOTHERS)


def accept(reader: Engine, files: Files) -> None:
    """For a database that takes the place of the one whose files these are."""
    files.remove(NAME)
    files.write(NAME, mark(reader).encode())


def mark(reader: Engine) -> str:
    """By which this database is known, "" before it has one."""
    with db.reading(reader) as session:
        made = inspect(session.connection()).has_table(StationMark.__tablename__)
        return (session.scalar(select(StationMark.mark)) or "") if made else ""


def renew(session: Session) -> None:
    """This database is a copy of the one that was known by its mark."""
    session.execute(update(StationMark).values(mark=secrets.token_hex(16)))


def _found(files: Files) -> str:
    try:
        return files.read(NAME).decode(errors="replace")
    except FileNotFoundError:
        return ""


def _is_free(reader: Engine, files: Files) -> bool:
    some = [media.id_of(name) for name in islice(media.names(files), SAMPLE)]
    with db.reading(reader) as session:
        known = session.scalar(select(Attachment.id).where(Attachment.id.in_(some)).limit(1))
    return not some or known is not None
