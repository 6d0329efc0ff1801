"""The one writer: a thread that owns the only writing connection of this process.

Jobs (an officer's change) go first, each in a transaction of its own, and never run twice; but events wait for them no
longer than a moment, because everybody can cause jobs: a wrong password is one. A job that nobody waits for
any more is not begun: its caller was told that it failed. Events (what citizens and providers send) share one
transaction per batch, and their futures resolve after its COMMIT. An event is stored even if nobody waits for it.
In a flood the next batch waits a moment, because the providers that were just answered send again; jobs never wait.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core import db
from core.errors import Unavailable
from core.hours import AROUND_THE_CLOCK, Office
from core.outage import STORE, Outage

log = structlog.get_logger(__name__)

T = TypeVar("T")
Job = Callable[[Session], Any]
Hint = tuple[str, str]  # (kind, subject): what changed, never its content
OnBatch = Callable[[Session, Sequence[Any]], list[Any]]
OnPoison = Callable[[Session, Any, Exception], Any]
OnCommit = Callable[[list[Hint]], None]

BATCH = 200
PAUSE = 0.005  # seconds; if no event comes for so long, the batch begins
PAUSES = 4  # at most
BEHIND_JOBS = 0.1  # seconds that events wait for jobs
JOBS_WAITING = 500
EVENTS_WAITING = 4000
NOTIFY_CHANNEL = "jembatan"
HINTS_PER_NOTICE = 100  # PostgreSQL takes less than 8,000 bytes


def office_of(session: Session) -> Office:
    """Whose hours this transaction counts by; a session of nobody's works around the clock."""
    office: Office = session.info.get("office", AROUND_THE_CLOCK)
    return office


def announce(session: Session, kind: str, subject: str) -> None:
    """Tells live pages after this transaction's commit that something changed."""
    session.info.setdefault("hints", []).append((kind, subject))


class Sooner(NamedTuple):
    """A deadline that is nearer if, when it comes, this is so."""

    seconds: float
    is_so: Callable[[], bool]


class Writer:
    """on_batch(session, events) returns one result per event. on_poison stores an event that the
    database refuses on its own. on_commit gets the hints, after the commit, in the writer's thread."""

    def __init__(
        self, engine: Engine, *, on_batch: OnBatch, on_poison: OnPoison, on_commit: OnCommit | None = None,
        office: Office = AROUND_THE_CLOCK,
    ) -> None:  # fmt: skip
        self._engine, self._office = engine, office
        self._on_batch, self._on_poison = on_batch, on_poison
        self._on_commit = on_commit or (lambda _hints: None)
        self._jobs: deque[tuple[Job, Any]] = deque()
        self._events: deque[tuple[Any, Any]] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._wanted = 1  # events that make a batch
        self._since = 0.0  # when the events that wait began to
        self.jobs = self.events = self.batches = 0  # carried out so far, for figures
        self.outage = Outage()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    @property
    def waiting(self) -> tuple[int, int]:
        """Jobs and events in the queues."""
        return len(self._jobs), len(self._events)

    # Handing work over

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> bool:
        """Refuses new work, finishes what waits, joins. False when it did not end in time."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    async def do(self, job: Callable[[Session], T], *, deadline: float = 10.0) -> T:
        """Runs the job and returns its result after the commit. Raises what it raised, or Unavailable."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(self._jobs, JOBS_WAITING, (job, future))
        return await _wait(future, deadline)

    async def take(self, event: Any, *, deadline: float = 10.0, sooner: Sooner | None = None) -> Any:
        """Stores one event and returns its result after the commit, or raises Unavailable."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._put(self._events, EVENTS_WAITING, (event, future))
        if sooner is None:
            return await _wait(future, deadline)
        timer = future.get_loop().call_later(sooner.seconds, _hurry, future, sooner.is_so)
        try:
            return await _wait(future, deadline)
        finally:
            timer.cancel()

    async def take_all(
        self, events: Sequence[Any], *, deadline: float = 10.0, sooner: Sooner | None = None
    ) -> list[Any]:
        if len(events) == 1:  # as almost always; a task for it would cost more than all else here
            return [await self.take(events[0], deadline=deadline, sooner=sooner)]
        return list(await asyncio.gather(*(self.take(event, deadline=deadline, sooner=sooner) for event in events)))

    def run(self, job: Callable[[Session], T], *, deadline: float = 10.0) -> T:
        """`do` for callers without an event loop."""
        future: concurrent.futures.Future[T] = concurrent.futures.Future()
        self._put(self._jobs, JOBS_WAITING, (job, future))
        return future.result(deadline)

    def _put(self, queue: deque[Any], limit: int, item: Any) -> None:
        with self._wake:
            if self._stopping or len(queue) >= limit:
                raise Unavailable
            if queue is self._events and not queue:
                self._since = time.monotonic()
            queue.append(item)
            if queue is self._jobs or len(queue) >= self._wanted:
                self._wake.notify()

    # The thread

    def _run(self) -> None:
        try:
            while self._next():
                pass
            self._engine.dispose()
        except BaseException:
            try:
                log.exception("writer died")
            finally:
                os._exit(70)  # without its writer a process is of no use: the supervisor starts a new one

    def _next(self) -> bool:
        with self._wake:
            self._gather()
            is_late = bool(self._events) and time.monotonic() - self._since >= BEHIND_JOBS
            if self._jobs and not is_late:
                work: Any = self._jobs.popleft()
            elif self._events:
                work = [self._events.popleft() for _ in range(min(BATCH, len(self._events)))]
                self._wanted, self._since = min(BATCH, len(work) + len(self._events)), time.monotonic()
            else:
                return False
        if isinstance(work, list):
            self._run_events(work)
        else:
            self._run_job(*work)
        return True

    def _gather(self) -> None:
        """Waits for work. After a batch about as many events come again, because providers send the next one when they
        got their 200. One full batch is cheaper, and quicker for all, than two half ones."""
        for _ in range(PAUSES):
            before = len(self._events)
            if self._wake.wait_for(self._ready, PAUSE) or len(self._events) == before:
                break
        self._wanted = 1
        self._wake.wait_for(self._ready)

    def _ready(self) -> bool:
        return bool(self._jobs) or self._stopping or len(self._events) >= self._wanted

    def _run_job(self, job: Job, future: Any) -> None:
        if future.done():
            return
        self.jobs += 1
        answer: tuple[Any, Any, Exception | None]
        try:
            answer = (future, self._transaction(job), None)
        except Exception as error:
            answer = (future, None, error)
        _resolve([answer])

    def _run_events(self, items: list[tuple[Any, Any]]) -> None:
        events = [event for event, _ in items]
        self.events, self.batches = self.events + len(events), self.batches + 1
        try:
            results = self._transaction(lambda session: self._on_batch(session, events))
        except Exception as error:
            if not self.outage.covers(error):
                log.warning("batch refused", size=len(items), error=type(error).__name__)
            _resolve([self._run_alone(event, future) for event, future in items])
            return
        _resolve([(future, result, None) for (_, future), result in zip(items, results, strict=True)])

    def _run_alone(self, event: Any, future: Any) -> tuple[Any, Any, Exception | None]:
        try:
            return future, self._transaction(lambda session: self._on_batch(session, [event])[0]), None
        except Unavailable as error:
            return future, None, error
        except Exception as error:
            return self._quarantine(event, future, error)

    def _quarantine(self, event: Any, future: Any, error: Exception) -> tuple[Any, Any, Exception | None]:
        """What fails on the way there is tried once more, with the reason for that."""
        log.error("event quarantined", error=type(error).__name__)
        try:
            return future, self._transaction(lambda session: self._on_poison(session, event, error)), None
        except Unavailable as failure:
            return future, None, failure
        except Exception as failure:
            log.error("quarantine failed", error=type(failure).__name__)
            second = failure
        try:
            return future, self._transaction(lambda session: self._on_poison(session, event, second)), None
        except Exception as failure:
            return future, None, failure if isinstance(failure, Unavailable) else Unavailable()

    def _transaction(self, work: Callable[[Session], T]) -> T:
        options: dict[str, Any] = {"autoflush": False, "expire_on_commit": False, "close_resets_only": False}
        options["info"] = {"office": self._office}
        with self._told(), db.translated(), Session(self._engine, **options) as session:
            with session.begin():
                result = work(session)
                session.flush()
                hints: list[Hint] = list(dict.fromkeys(session.info.pop("hints", [])))
                if hints and self._engine.dialect.name == "postgresql":
                    _notify(session, hints)
            if hints:
                self._on_commit(hints)
            return result

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The log says why nothing can be stored: a full disk, a database that is away."""
        try:
            yield
        except Unavailable as error:
            if error.__cause__ is not None:
                self.outage.met(STORE, error.__cause__)
            raise
        self.outage.passed(STORE)


_NOTIFY = text("SELECT pg_notify(:channel, :hints)")


def _notify(session: Session, hints: list[Hint]) -> None:
    """Other processes get the hints when this transaction commits, one line for each."""
    lines = [f"{kind} {subject}" for kind, subject in hints]
    for start in range(0, len(lines), HINTS_PER_NOTICE):
        values = {"channel": NOTIFY_CHANNEL, "hints": "\n".join(lines[start : start + HINTS_PER_NOTICE])}
        session.execute(_NOTIFY, values)


def _resolve(answers: list[tuple[Any, Any, Exception | None]]) -> None:
    """One wake-up per event loop and batch, whatever the number of waiting requests."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[Any, Any, Exception | None]]] = {}
    for answer in answers:
        future = answer[0]
        if isinstance(future, asyncio.Future):
            loops.setdefault(future.get_loop(), []).append(answer)
        else:
            _settle([answer])
    for loop, group in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, group)
        except RuntimeError:  # that event loop has ended: nobody waits there any more
            log.info("answers without a loop", count=len(group))


def _settle(answers: list[tuple[Any, Any, Exception | None]]) -> None:
    for future, result, error in answers:
        if future.done():  # the client hung up or the deadline passed; the commit stands
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


async def _wait(future: asyncio.Future[T], deadline: float) -> T:
    """One timer per wait; asyncio.wait_for would cost several objects and callbacks for every event."""
    timer = future.get_loop().call_later(deadline, _give_up, future)
    try:
        return await future
    finally:
        timer.cancel()


def _hurry(future: asyncio.Future[Any], is_so: Callable[[], bool]) -> None:
    if is_so():
        _give_up(future)


def _give_up(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_exception(Unavailable())
