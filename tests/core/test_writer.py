import asyncio
import inspect
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from core import clock, db, inbound
from core.bulk import write_many
from core.conversations import NEW_ID
from core.errors import Conflict, Unavailable
from core.inbound import Raw
from core.models import Inbound
from core.writer import Writer, announce


def raw(number: int, *, reason: str = "") -> Raw:
    return Raw("test", str(number), clock.now(), "done", b"x", reason)


def store(session, items):
    if any(item.reason == "poison" for item in items):
        session.execute(text("SELECT * FROM no_such_table"))
    if any(item.reason == "nobody" for item in items):
        write_many(session, NEW_ID, [{"account": "test", "blind": b"b", "contact_id": 77, "sealed": b"s"}])
    inbound.store_many(session, items)
    if any(item.reason == "end" for item in items):
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return [item.event_id for item in items]


def keep(session, item, error):
    inbound.store_many(session, [Raw(item.account, item.event_id, item.at, "quarantined", b"x")])
    return "quarantined"


@pytest.fixture
def hints() -> list:
    return []


@pytest.fixture
def writer(database: str, hints: list) -> Iterator[Writer]:
    engine = db.writer_engine(database)
    made = Writer(engine, on_batch=store, on_poison=keep, on_commit=hints.append)
    made.start()
    yield made
    made.stop()
    engine.dispose()


async def in_one_batch(writer: Writer, items: list[Raw]) -> list[object]:
    gate, before = threading.Event(), writer.batches
    busy = asyncio.ensure_future(writer.do(lambda _: gate.wait(5)))
    taken = [asyncio.ensure_future(writer.take(item)) for item in items]
    await asyncio.sleep(0)
    gate.set()
    assert await busy
    results = await asyncio.gather(*taken, return_exceptions=True)
    assert writer.batches == before + 1
    return results


def count(database: str) -> int:
    engine = db.reader(database)
    with db.reading(engine) as session:
        found = session.query(Inbound).count()
    engine.dispose()
    return found


async def test_an_event_is_committed_before_its_result_arrives(writer: Writer, database: str) -> None:
    assert await writer.take(raw(1)) == "1"
    assert count(database) == 1


async def test_many_events_at_once_are_all_stored(writer: Writer, database: str) -> None:
    assert await writer.take_all([raw(n) for n in range(500)]) == [str(n) for n in range(500)]
    assert count(database) == 500


async def test_an_event_the_database_refuses_does_not_stop_its_neighbours(writer: Writer, database: str) -> None:
    items = [raw(1), raw(2, reason="poison"), raw(3)]
    assert await writer.take_all(items) == ["1", "quarantined", "3"]
    assert count(database) == 3


async def test_a_row_refused_after_the_fact_does_not_stop_its_neighbours(writer: Writer, database: str) -> None:
    """PostgreSQL is asked only later what became of it."""
    bad = {1, 30}
    results = await in_one_batch(writer, [raw(n, reason="nobody" if n in bad else "") for n in range(40)])
    assert results == [str(n) if n not in bad else "quarantined" for n in range(40)]
    assert count(database) == 40


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_connection_that_ends_in_a_batch_costs_no_neighbour(writer: Writer, database: str) -> None:
    results = await in_one_batch(writer, [raw(n, reason="end" if n == 3 else "") for n in range(20)])
    assert [r if isinstance(r, str) else type(r) for r in results] == [
        str(n) if n != 3 else Unavailable for n in range(20)
    ]
    assert count(database) == 19
    assert await writer.take(raw(3)) == "3"
    assert count(database) == 20


async def test_a_job_that_raises_changes_nothing_and_says_why(writer: Writer, database: str) -> None:
    def job(session):
        inbound.store_many(session, [raw(1)])
        raise Conflict("kalah cepat")

    with pytest.raises(Conflict):
        await writer.do(job)
    assert count(database) == 0


async def test_hints_come_after_the_commit_and_only_then(writer: Writer, hints: list) -> None:
    def refused(session):
        announce(session, "report", "A")
        raise Conflict("nein")

    with pytest.raises(Conflict):
        await writer.do(refused)
    await writer.do(lambda s: announce(s, "report", "B"))
    assert hints == [[("report", "B")]]


async def test_who_is_answered_together_is_taken_together_again(writer: Writer, monkeypatch) -> None:
    monkeypatch.setattr("core.writer.PAUSE", 2.0)

    async def sender(number: int) -> None:
        for turn in range(10):
            for _ in range(number):
                await asyncio.sleep(0)  # they come one after the other
            await writer.take(raw(number * 10 + turn), deadline=60)

    await in_one_batch(writer, [raw(number) for number in range(80, 88)])
    await asyncio.gather(*(sender(number) for number in range(8)))
    assert writer.batches <= 12


async def test_nobody_waits_long_for_those_who_do_not_come(writer: Writer) -> None:
    await in_one_batch(writer, [raw(number) for number in range(50)])
    assert await writer.take(raw(50)) == "50"


async def test_an_officer_does_not_wait_for_a_flood(writer: Writer, monkeypatch) -> None:
    monkeypatch.setattr("core.writer.PAUSE", 60.0)
    await in_one_batch(writer, [raw(number) for number in range(50)])
    assert await writer.do(lambda _: "done", deadline=5.0) == "done"


async def test_a_message_does_not_wait_for_a_flood_of_jobs(writer: Writer, monkeypatch) -> None:
    """Which anybody can cause, with wrong passwords for one."""
    monkeypatch.setattr("core.writer.BEHIND_JOBS", 0.0)
    gate = threading.Event()
    busy = asyncio.ensure_future(writer.do(lambda _: gate.wait(5)))
    await asyncio.sleep(0)
    message = asyncio.ensure_future(writer.take(raw(1)))
    flood = [asyncio.ensure_future(writer.do(lambda s: s.query(Inbound).count())) for _ in range(20)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(busy, message, *flood) == [True, "1", *[1] * 20]


async def test_it_stops_at_once_while_it_waits_for_a_flood(writer: Writer, database: str, monkeypatch) -> None:
    monkeypatch.setattr("core.writer.PAUSE", 60.0)
    monkeypatch.setattr("core.writer.EVENTS_WAITING", 60)
    await in_one_batch(writer, [raw(number) for number in range(50)])
    late = [asyncio.ensure_future(writer.take(raw(number))) for number in range(50, 53)]
    await asyncio.sleep(0)
    assert await asyncio.to_thread(writer.stop)
    assert await asyncio.gather(*late) == ["50", "51", "52"]
    assert count(database) == 53


async def test_an_officer_comes_between_and_the_events_that_wait_go_on(writer: Writer, database: str, monkeypatch):
    monkeypatch.setattr("core.writer.PAUSE", 60.0)
    await in_one_batch(writer, [raw(number) for number in range(50)])
    late = asyncio.ensure_future(writer.take(raw(50)))
    await asyncio.sleep(0)
    assert await writer.do(lambda _: count(database), deadline=5.0) == 50
    assert await late == "50"


async def test_nobody_waits_long_after_a_batch_that_was_refused(writer: Writer) -> None:
    await in_one_batch(writer, [raw(number, reason="poison" if number == 7 else "") for number in range(50)])
    assert await writer.take(raw(50)) == "50"


async def test_a_client_that_hung_up_does_not_stop_the_rest(writer: Writer, database: str) -> None:
    gate = threading.Event()
    blocking = asyncio.ensure_future(writer.do(lambda s: gate.wait(5)))
    leaving = asyncio.ensure_future(writer.take(raw(1)))
    staying = asyncio.ensure_future(writer.take(raw(2)))
    await asyncio.sleep(0)
    leaving.cancel()
    gate.set()
    assert await blocking
    assert await staying == "2"
    assert count(database) == 2


async def test_a_late_answer_is_unavailable(writer: Writer) -> None:
    gate = threading.Event()
    with pytest.raises(Unavailable):
        await writer.do(lambda s: gate.wait(5), deadline=0.05)
    gate.set()


async def test_what_nobody_waits_for_any_more_is_not_begun_unless_it_came_from_outside(
    writer: Writer, database: str
) -> None:
    gate = threading.Event()
    busy = asyncio.ensure_future(writer.do(lambda _: gate.wait(5)))
    job = writer.do(lambda s: inbound.store_many(s, [raw(1)]), deadline=0.01)
    given_up = await asyncio.gather(job, writer.take(raw(2), deadline=0.01), return_exceptions=True)
    assert [type(error) for error in given_up] == [Unavailable, Unavailable]
    gate.set()
    assert await busy
    assert await writer.take(raw(3)) == "3"
    assert count(database) == 2


async def test_a_stopped_writer_refuses(writer: Writer) -> None:
    assert writer.stop()
    with pytest.raises(Unavailable):
        await writer.take(raw(1))


async def test_what_waits_at_the_stop_is_still_done(writer: Writer, database: str) -> None:
    gate = threading.Event()
    first = asyncio.ensure_future(writer.do(lambda s: gate.wait(5)))
    waiting = [asyncio.ensure_future(writer.take(raw(n))) for n in range(50)]
    await asyncio.sleep(0)
    stopping = asyncio.ensure_future(asyncio.to_thread(writer.stop))
    gate.set()
    assert await stopping
    await asyncio.gather(first, *waiting)
    assert count(database) == 50


async def test_a_full_queue_answers_at_once(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.writer.EVENTS_WAITING", 3)
    gate = threading.Event()
    first = asyncio.ensure_future(writer.do(lambda s: gate.wait(5)))
    waiting = [asyncio.ensure_future(writer.take(raw(n))) for n in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await writer.take(raw(9))
    gate.set()
    await asyncio.gather(first, *waiting)


async def test_the_full_disk_refuses_and_heals(sqlite_template, tmp_path) -> None:
    import shutil

    shutil.copy(sqlite_template, tmp_path / "full.db")
    url = f"sqlite:///{tmp_path / 'full.db'}"
    engine = db.writer_engine(url)
    writer = Writer(engine, on_batch=store, on_poison=keep)
    writer.start()
    await writer.do(lambda s: s.execute(text("PRAGMA max_page_count = 1")).scalar())
    stored = 0
    with pytest.raises(Unavailable), capture_logs() as logs:
        for number in range(2000):
            await writer.take(Raw("test", str(number), clock.now(), "done", b"x" * 4000))
            stored += 1
    assert count(url) == stored
    said = [one["reason"] for one in logs if one["event"] == "the database stores nothing"]
    assert said == ["SQLITE_FULL"]  # once, however often it is tried
    await writer.do(lambda s: s.execute(text("PRAGMA max_page_count = 1073741823")).scalar())
    await writer.take(raw(5000))
    assert count(url) == stored + 1
    writer.stop()
    engine.dispose()


@pytest.mark.parametrize("way", [Writer.take, Writer.take_all])
def test_a_webhook_is_answered_before_twilio_gives_up(way: Callable[..., object]) -> None:
    """Which it does after 15 seconds, and repeats once at most."""
    assert inspect.signature(way).parameters["deadline"].default <= 12


def test_two_programs_take_turns_from_the_first_look_on(database: str) -> None:
    """Each names its row after the number of rows that it saw."""

    def work(_: int) -> None:
        engine = db.writer_engine(database)
        for _ in range(30):
            with db.Session(engine) as session, session.begin():
                inbound.store_many(session, [raw(session.query(Inbound).count())])
        engine.dispose()

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))
    assert count(database) == 60


def test_a_page_cannot_write(database: str) -> None:
    engine = db.reader(database)
    with pytest.raises((Unavailable, db.Refused)), db.reading(engine) as session:
        inbound.store_many(session, [raw(1)])
        session.commit()
    engine.dispose()
    assert count(database) == 0


BROKEN = """
import asyncio, sys
from core import db
from core.writer import Writer
writer = Writer(db.writer_engine(sys.argv[1]), on_batch=lambda session, events: [], on_poison=lambda *_: None)
writer.start()
asyncio.run(writer.take("an event that a broken program gives no result for"))
"""


def test_a_process_whose_writer_dies_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BROKEN, f"sqlite:///{tmp_path / 'x.db'}"]
    root = Path(__file__).parents[2]
    assert subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False).returncode == 70
