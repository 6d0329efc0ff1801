"""Live updates: hints of what changed, never its content, to the browsers that may know of it.

After a commit the writer's hints reach `Live.publish` (from this process, or through NOTIFY from another
one). Each hint is looked up once, then goes to the listeners it concerns.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

import orjson
import structlog
from fastapi import APIRouter, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.access import SignedIn, session_token
from api.world import world
from core import db, inbox, sessions, updates
from core.access import Who
from core.errors import Unavailable
from core.updates import Update
from core.writer import Hint

log = structlog.get_logger(__name__)
router = APIRouter()
WAITING = 200  # updates that wait for a slow browser; with more, it must fetch its page again
# Streams in this process. It may often have only 1,024 open files, and needs some for pages, files and databases.
# A fourth of the streams is kept for officers, so that a crowd of citizens cannot take all.
MOST, MOST_CITIZENS = 800, 600
# All tabs of a browser share one stream. The others are for browsers that cannot, and for dead streams.
PER_PERSON = 4
LOOK_AGAIN = 60.0  # seconds after which a session is checked again, even if nothing happened
LOOK = Update("look", "")  # nothing happened for LOOK_AGAIN seconds
ENOUGH = Update("enough", "")  # tells a page to close its stream; if the stream just ended, it would connect again


@dataclass(eq=False, slots=True)
class _Listener:
    topic: str
    owner: str
    who: Who | None
    queue: asyncio.Queue[Update | None] = field(default_factory=lambda: asyncio.Queue(WAITING))

    def offer(self, update: Update | None) -> None:
        """None ends the stream: the browser connects again and then fetches its page again."""
        if self.queue.full():
            update = None
            while not self.queue.empty():
                self.queue.get_nowait()
        self.queue.put_nowait(update)


class Live:
    def __init__(self, lookup: Callable[[list[Hint]], list[Update]]) -> None:
        self._lookup = lookup
        self._listeners: dict[_Listener, None] = {}  # oldest first
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wakers: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._pending: list[Hint] = []
        self._to_deliver: list[Hint] = []
        self._delivery: asyncio.Task[None] | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def on_outbox(self, wake: Callable[[], None]) -> None:
        """`wake` is called in the event loop after every commit that may have queued something."""
        self._wakers.append(wake)

    def publish(self, hints: list[Hint]) -> None:
        """From any thread. Never blocks and never raises: if a hint is lost, only a page is out of date."""
        with self._lock:
            self._pending.extend(hints)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread)

    def _spread(self) -> None:
        with self._lock:
            hints, self._pending = self._pending, []
        if not hints:
            return
        for wake in self._wakers:
            wake()
        if self._listeners:
            self._to_deliver += hints
            if self._delivery is None or self._delivery.done():
                self._delivery = asyncio.get_running_loop().create_task(self._deliver())

    async def _deliver(self) -> None:
        """One look-up at a time: if they overtook each other, a page would show what it was told is gone."""
        while self._to_deliver:
            hints, self._to_deliver = self._to_deliver, []
            try:
                found = await run_in_threadpool(self._lookup, hints)
            except Exception:
                log.exception("live look-up failed")
                continue
            for update in found:
                for listener in list(self._listeners):
                    _offer(listener, update)

    def hears_alarms(self, unit_id: int) -> bool:
        """Whether an officer who may see this unit's reports has a page open in this process. From any thread."""
        return any(listener.who is not None and listener.who.sees(unit_id, "") for listener in list(self._listeners))

    def check_room(self, topic: str) -> None:
        """Raises Unavailable when there are too many streams; the page then polls."""
        if not self._has_room(topic):
            raise Unavailable(retry_after=30)

    def _has_room(self, topic: str) -> bool:
        citizens = sum(listener.who is None for listener in self._listeners)
        return len(self._listeners) < MOST and (topic == "desk" or citizens < MOST_CITIZENS)

    @asynccontextmanager
    async def listen(self, topic: str, *, owner: str, who: Who | None = None) -> AsyncIterator[Hints]:
        """Updates on one topic: "desk" (those that `who` may hear of) or "contact:<id>". If the owner has too many
        streams, the oldest one is closed."""
        self._give_way(owner)
        listener = _Listener(topic, owner, who)
        if self._has_room(topic):
            self._listeners[listener] = None
        else:
            listener.offer(None)  # the last place was taken after check_room
        try:
            yield Hints(listener)
        finally:
            self._listeners.pop(listener, None)

    def _give_way(self, owner: str) -> None:
        own = [listener for listener in self._listeners if listener.owner == owner]
        for listener in own[: max(0, len(own) - PER_PERSON + 1)]:
            listener.offer(ENOUGH)
            self._listeners.pop(listener)

    def refetch(self) -> None:
        """Hints were lost: ends all streams, so that the pages connect and fetch everything again. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    def close(self) -> None:
        for listener in list(self._listeners):
            listener.offer(None)


def _offer(listener: _Listener, update: Update) -> None:
    if update.kind in {"contact", "writing"}:
        if listener.topic == f"contact:{update.subject}":
            listener.offer(update)
    elif listener.who is not None:
        if update.kind == "units" or (update.kind == "session" and listener.who.actor == update.subject):
            listener.offer(None)  # their rights or the units changed
        elif updates.hears(listener.who, update):
            listener.offer(update)


class Hints:
    """What a listener hears, as it comes; and all that waits, without waiting for more."""

    def __init__(self, listener: _Listener) -> None:
        self._queue, self._patience = listener.queue, LOOK_AGAIN if listener.who else None
        self._ended = False

    def __aiter__(self) -> Hints:
        return self

    async def __anext__(self) -> Update:
        if self._ended:
            raise StopAsyncIteration
        try:
            async with asyncio.timeout(self._patience):
                update = await self._queue.get()
        except TimeoutError:
            return LOOK
        if update is None:
            raise StopAsyncIteration
        self._ended = update is ENOUGH
        return update

    def waiting(self) -> list[Update]:
        found: list[Update] = []
        while not (self._ended or self._queue.empty()):
            update = self._queue.get_nowait()
            self._ended = update is None or update is ENOUGH
            found += [update] if update is not None else []
        return found


class Stream(EventSourceResponse):
    def __init__(self, events: AsyncIterator[ServerSentEvent]) -> None:
        super().__init__(events, ping=15, headers={"Cache-Control": "no-store"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Where the server ends, the library leaves the last chunk out: a fault to uvicorn, a torn line to a proxy."""
        await super().__call__(scope, receive, send)
        if self.active:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


@router.get("/masuk/langsung", openapi_extra={"access": "officer"})
async def stream(request: Request, who: SignedIn) -> Stream:
    built, token = world(request), session_token(request)
    built.live.check_room("desk")

    async def events() -> AsyncIterator[ServerSentEvent]:
        async with built.live.listen("desk", owner=f"session {token}", who=who) as hints:
            alarm = await run_in_threadpool(_alarm, built.reader, who, token)
            looked = monotonic()
            if alarm is not None:
                yield ServerSentEvent(event="hello", data=orjson.dumps(alarm).decode(), retry=2000)
            async for update in hints:
                burst = [update, *hints.waiting()]  # asked about once, however many
                # "present" comes very often: the database is not asked each time.
                if any(each.kind not in {"present", "enough"} for each in burst) or monotonic() - looked > LOOK_AGAIN:
                    alarm = await run_in_threadpool(_alarm, built.reader, who, token)
                    looked = monotonic()
                if alarm is None:
                    break
                for each in burst:
                    if each is ENOUGH:
                        yield ServerSentEvent(event="enough", data="")
                    elif each is not LOOK and (each.kind, each.officer_id) != ("present", who.officer_id):
                        yield _event(each, alarm)  # not one's own coming

    return Stream(events())


def _event(update: Update, alarm: dict[str, object]) -> ServerSentEvent:
    if update.kind == "present":
        data: dict[str, object] = {
            "code": update.code, "officer": update.officer_id, "name": update.name, "doing": update.doing
        }  # fmt: skip
        return ServerSentEvent(event="present", data=orjson.dumps(data).decode())
    data = {"kind": update.kind, "code": update.code, "priority": update.priority, **alarm}
    return ServerSentEvent(event="report", data=orjson.dumps(data).decode())


def _alarm(reader: db.Engine, who: Who, token: str) -> dict[str, object] | None:
    """The P1 that wait; None if the session is over, as a stream outlives the request that opened it."""
    with db.reading(reader) as session:
        if sessions.officer_of(session, token) is None:
            return None
        count = inbox.untaken_p1(session, who)
        return {"untaken_p1": count, "urgent": inbox.most_urgent(session, who) if count else ""}
