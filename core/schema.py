"""The database's revision: brought up to date at start, checked by /readyz."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from core.db import writer_engine

ROOT = Path(__file__).parent.parent


def migrate(url: str) -> None:
    """Brings the database to the newest revision; each revision in its own transaction."""
    engine = writer_engine(url)
    try:
        command.upgrade(config(engine), "head")
    finally:
        engine.dispose()


def config(engine: object) -> Config:
    made = Config(str(ROOT / "alembic.ini"))
    made.set_main_option("script_location", str(ROOT / "migrations"))
    made.attributes["engine"] = engine
    return made


def is_current(session: Session) -> bool:
    heads = ScriptDirectory(str(ROOT / "migrations")).get_heads()
    return set(MigrationContext.configure(session.connection()).get_current_heads()) == set(heads)
