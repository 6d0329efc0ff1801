"""Processes that share PostgreSQL hear of each other's commits."""

from __future__ import annotations

from queue import Empty, Queue

import pytest

from core import db
from core.notifications import Listener
from core.writer import Hint, Writer, announce


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_whatever_a_transaction_told_is_heard_whole_and_in_order(database: str) -> None:
    told: list[Hint] = [("contact", str(10**18 + number)) for number in range(400)]
    heard: Queue[list[Hint]] = Queue()
    engine = db.writer_engine(database)
    writer = Writer(engine, on_batch=lambda _session, events: list(events), on_poison=lambda *_: None)
    listener = Listener(database, heard.put, on_gap=lambda: None, outage=writer.outage)
    writer.start()
    listener.start()
    try:
        _until_it_listens(writer, heard)
        writer.run(lambda s: [announce(s, kind, subject) for kind, subject in told])
        found: list[Hint] = []
        while len(found) < len(told):
            found += [hint for hint in heard.get(timeout=10) if hint[0] == "contact"]
        assert found == told
    finally:
        listener.stop()
        writer.stop()
        engine.dispose()


def _until_it_listens(writer: Writer, heard: Queue[list[Hint]]) -> None:
    for _ in range(100):
        writer.run(lambda s: announce(s, "probe", ""))
        try:
            assert heard.get(timeout=0.2) == [("probe", "")]
        except Empty:
            continue
        return
    pytest.fail("nothing is heard")
