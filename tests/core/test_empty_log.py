"""What was forgotten can no longer be read in the files of SQLite."""

from __future__ import annotations

from pathlib import Path

from core import clock, db, schema
from core.models import Contact

SECRET = b"rahasia-yang-dilupakan"


def test_deleted_words_are_in_no_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'station.db'}"
    schema.migrate(url)
    writer, reader = db.writer_engine(url), db.reader(url)
    with db.Session(writer) as session, session.begin():
        session.add(Contact(language="id", name=SECRET, created_at=clock.now()))
    assert holds(tmp_path)
    with db.Session(writer) as session, session.begin():
        session.query(Contact).delete()
    db.empty_log(reader)
    assert not holds(tmp_path)
    writer.dispose()
    reader.dispose()


def test_a_reader_in_the_way_is_not_waited_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'station.db'}"
    schema.migrate(url)
    reader = db.reader(url)
    with db.reading(reader) as session:
        session.query(Contact).all()
        db.empty_log(reader)
    reader.dispose()


def holds(folder: Path) -> bool:
    return any(SECRET in file.read_bytes() for file in folder.iterdir())
