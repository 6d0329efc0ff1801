"""The database's revision: brought up to date at start, checked by /readyz."""

from __future__ import annotations

import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.orm import Session

from core import db
from core.errors import BadSettings, Unavailable

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds, in short tries, because others queue behind a migration that waits for a lock


def migrate(url: str) -> None:
    """Brings the database to the newest revision, in one transaction.

    Raises Unavailable when it does not get its locks for too long, BadSettings for a database of a newer version.
    """
    engine = db.migrating_engine(url)
    try:
        ends = time.monotonic() + PATIENCE
        while not _upgraded(engine):
            if time.monotonic() > ends:
                raise Unavailable("Basis data sedang dipakai proses lain dan belum bisa diperbarui. Coba lagi nanti.")
    finally:
        engine.dispose()


def _upgraded(engine: db.Engine) -> bool:
    """False when somebody else holds a lock that it needs."""
    try:
        command.upgrade(config(engine), "head")
    except db.Refused as error:
        if not db.waited_in_vain(error):
            raise
        return False
    except CommandError as error:
        raise BadSettings(f"this database is of another version of Jembatan, newer than this one? {error}") from error
    return True


def config(engine: object) -> Config:
    made = Config(str(ROOT / "alembic.ini"))
    made.set_main_option("script_location", str(ROOT / "migrations"))
    made.attributes["engine"] = engine
    return made


def is_current(session: Session) -> bool:
    heads = ScriptDirectory(str(ROOT / "migrations")).get_heads()
    return set(MigrationContext.configure(session.connection()).get_current_heads()) == set(heads)
