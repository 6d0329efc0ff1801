"""A transaction as the writer begins it, on either database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import db


@pytest.fixture
def session(database: str) -> Iterator[db.Session]:
    engine = db.writer_engine(database)
    with db.Session(engine, autoflush=False, expire_on_commit=False) as opened, opened.begin():
        yield opened
    engine.dispose()
