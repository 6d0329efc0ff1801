from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from core import audit, db
from core.audit import Entry
from core.models import Audit


@pytest.fixture
def session(database: str) -> Iterator[db.Session]:
    engine = db.writer_engine(database)
    with db.Session(engine) as opened, opened.begin():
        for number in range(5):
            audit.record(opened, Entry("officer:1", "report.opened", f"JB-{number}"))
        yield opened
    engine.dispose()


def test_an_untouched_chain_is_intact(session: db.Session) -> None:
    count, head, broken = audit.verify(session)
    assert (count, broken) == (5, None)
    assert len(head) == 64


def test_a_changed_row_is_found(session: db.Session) -> None:
    session.execute(update(Audit).where(Audit.subject == "JB-2").values(actor="officer:9"))
    assert audit.verify(session)[2] is not None


def test_a_missing_row_is_found(session: db.Session) -> None:
    session.execute(delete(Audit).where(Audit.subject == "JB-2"))
    assert audit.verify(session)[2] is not None
