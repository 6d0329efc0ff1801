"""Which database the files in a folder or a bucket belong to. A station deletes files that its database does not know
(core.media), so two stations in one place would delete each other's files.

The place holds a file with the mark of its database. A place without a mark belongs to the database that knows a file
in it; an empty place belongs to the first that comes.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from itertools import islice

from sqlalchemy import Connection, Engine, inspect, select, update
from sqlalchemy.orm import Session

from core import db, media
from core.errors import BadSettings
from core.files import Files
from core.models import Attachment, StationMark

NAME = "station"
SAMPLE = 500  # so many files are looked up where there is no mark
ANOTHERS = (
    "the files where JEMBATAN_FILES_URL or JEMBATAN_DATA_DIR leads are those of another station, or of another copy of "
    "this one's database: each would remove what only the other knows. Give each a folder of its own. Where this "
    "database takes the place of the other, put a backup of that one into it (`jembatan restore`) and, for files in a "
    "bucket, say so by `jembatan files accept`"
)


def settle_in(reader: Engine, files: Files) -> None:
    """Takes a free place. Raises BadSettings if it belongs to another station, Unavailable if it cannot be reached."""
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
    """The mark of this database, "" before it has one."""
    with db.reading(reader) as session:
        made = inspect(session.connection()).has_table(StationMark.__tablename__)
        return (session.scalar(select(StationMark.mark)) or "") if made else ""


def renew(session: Session | Connection) -> None:
    """For a database that is a copy of another one: it gets a mark of its own."""
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
