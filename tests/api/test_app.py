"""What a serving process makes sure of when it starts, and while all its reading threads are busy."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from anyio.to_thread import current_default_thread_limiter

from api.turns import AT_ONCE
from core import clock, db, inbox, jobs, outbox
from core.db import READ_POOL
from core.ids import new_id
from core.models import Job, Outbox, Sender
from core.settings import Settings
from tests.ground import Site, eventually, open_site

WEB = frozenset({"http"})
ACCOUNT = "telegram:1"


@pytest.fixture
def written(settings: Settings) -> Callable[[Callable[[db.Session], Any]], None]:
    """Into the database, before any server is there."""

    def write(work: Callable[[db.Session], Any]) -> None:
        engine = db.writer_engine(settings.database)
        with db.Session(engine) as session, session.begin():
            work(session)
        engine.dispose()

    return write


def in_hand(session: db.Session) -> None:
    """What a process that was killed leaves: its lease on an account, a message on its way, a file it fetches."""
    now, until = clock.now(), clock.now() + timedelta(minutes=10)
    session.add(Sender(account=ACCOUNT, holder="dead", fence=1, lease_until=until))
    row = {
        "id": new_id(), "contact_id": None, "report_id": None, "account": ACCOUNT, "address": b"x", "lane": outbox.TALK,
        "payload": "{}", "state": "queued", "due_at": now, "created_at": now,
    }  # fmt: skip
    outbox.enqueue_many(session, [row])
    assert len(outbox.lease(session, ACCOUNT, fence=1, now=now, seconds=600, limit=1)) == 1
    jobs.set_one(session, jobs.FETCH, "file", due_at=now)
    assert len(jobs.lease(session, jobs.FETCH, now=now, seconds=600, limit=1)) == 1


def held(session: db.Session) -> list[bool]:
    now = clock.now()
    rows = [session.query(table).one().lease_until for table in (Sender, Outbox, Job)]
    return [until is not None and until > now for until in rows]


def test_on_sqlite_a_start_frees_what_a_dead_process_had_in_hand(
    settings: Settings, written: Callable[[Callable[[db.Session], Any]], None]
) -> None:
    """On PostgreSQL somebody else may be working on it."""
    written(in_hand)
    with open_site(settings, roles=WEB) as site:
        assert site.read(held) == [settings.database.startswith("postgresql")] * 3


def waiting_for_a_thread(site: Site) -> int:
    async def look() -> int:
        return current_default_thread_limiter().statistics().tasks_waiting

    loop = site.world.live._loop
    assert loop is not None
    return asyncio.run_coroutine_threadsafe(look(), loop).result(10)


class Slow:
    """The desk's list takes until `go_on`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page, self.inside, self.go_on = inbox.page, threading.Semaphore(0), threading.Event()
        monkeypatch.setattr(inbox, "page", self)

    def __call__(self, *asked: Any) -> Any:
        self.inside.release()
        assert self.go_on.wait(30)
        return self.page(*asked)

    def has(self, number: int) -> bool:
        return all(self.inside.acquire(timeout=20) for _ in range(number))


def test_whoever_finds_every_reading_thread_busy_waits_for_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More threads than connections would wait for those, in vain."""
    monkeypatch.setattr(db, "_PAGES", "")  # however slow this machine is
    with open_site(settings, roles=WEB) as site, ThreadPoolExecutor(READ_POOL + 1) as crowd:
        officer, slow = site.officer(), Slow(monkeypatch)
        monkeypatch.setattr(site.world.reader.pool, "_timeout", 0.1)
        asked = [crowd.submit(officer.get, "/masuk", headers=behind(f"10.0.0.{n % 2}")) for n in range(READ_POOL)]
        assert slow.has(READ_POOL)
        last = crowd.submit(officer.get, "/masuk")
        eventually(lambda: last.done() or waiting_for_a_thread(site))
        slow.go_on.set()
        assert {answer.result().status_code for answer in [*asked, last]} == {200}


def test_a_crowd_behind_one_address_leaves_threads_to_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    officer, slow = site.officer(), Slow(monkeypatch)
    with ThreadPoolExecutor(2 * READ_POOL) as crowd:
        asked = [crowd.submit(officer.get, "/masuk", headers=behind("10.0.0.1")) for _ in range(2 * READ_POOL)]
        assert slow.has(AT_ONCE)
        assert site.client().get("/lapor", headers=behind("10.0.0.2")).status_code == 200
        slow.go_on.set()
        assert {answer.result().status_code for answer in asked} == {200}


def behind(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}
