"""What has to be there before a process serves, and short looks at the database without one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from core import db, file_owner, keys, places, units
from core.db import Session
from core.errors import BadSettings, NotNow, Unavailable
from core.files import open_files
from core.settings import Settings, make_data_dir
from core.vault import Vault, create_key_file, open_vault

T = TypeVar("T")


def prepare(settings: Settings) -> None:
    """Data folder, key file, newest database revision, root unit, and places to begin with."""
    make_data_dir(settings)
    settings.media_dir.mkdir(exist_ok=True)
    (settings.data_dir / "upload").mkdir(exist_ok=True)
    vault = migrated(settings)

    def begin(session: Session) -> None:
        keys.begin(session, vault)
        units.name_root(session, settings.station_name)
        if not places.everything(session):
            places.load(session, places.demo())

    write(settings, begin)
    _settle_files(settings)


def check(settings: Settings) -> None:
    """Raises BadSettings unless the database has this version's revision, and the key and the files are its own."""
    _require_current(settings)
    vault = open_vault(settings.key_file)
    read(settings, lambda session: keys.check(session, vault))
    _settle_files(settings)


def _require_current(settings: Settings) -> None:
    from core import schema

    if not read(settings, schema.is_current):
        raise NotNow("the database is not at this version's revision yet: `serve` or `migrate` brings it there")


def migrated(settings: Settings) -> Vault:
    """Brings the database to its newest revision, and opens the keys. With other keys than the database knows it
    changes nothing; a database that knows none yet is for the caller to check."""
    from core import schema

    with db.pool(settings.database) as reader, Session(reader) as session:  # a database that is not there is named
        if keys.are_known(session):
            keys.check(session, open_vault(settings.key_file))
        else:
            create_key_file(settings.key_file)
    schema.migrate(settings.database)
    return open_vault(settings.key_file)


def _settle_files(settings: Settings) -> None:
    with db.pool(settings.database) as reader, suppress(Unavailable):  # a store that is down stops no start
        file_owner.settle_in(reader, open_files(settings))


# The database, without a serving process or beside one


def read(settings: Settings, look: Callable[[Session], T]) -> T:
    find_database(settings)
    with db.pool(settings.database) as engine, db.reading(engine) as session:
        return look(session)


def write(settings: Settings, work: Callable[[Session], T]) -> T:
    """A short transaction of its own, in a database of this version alone."""
    _require_current(settings)
    engine = db.writer_engine(settings.database)
    try:
        with db.translated(), Session(engine, expire_on_commit=False) as session, session.begin():
            return work(session)
    finally:
        engine.dispose()


def find_database(settings: Settings) -> None:
    """Raises BadSettings where there is none: SQLite would make an empty one in the wrong folder."""
    path = settings.sqlite_file
    if path is not None and not path.exists():
        raise BadSettings(f"there is no database {path} yet: `run` makes it, JEMBATAN_DATA_DIR says where it is")
