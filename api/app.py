"""The composition root of a serving process: everything is built and wired here, and only here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import anyio.to_thread
import structlog
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api import attachments, desk, errors, health, live, public, rest
from api.desk.inbox import menu_context
from api.guard import Guard
from api.live import Live
from api.pages import HERE
from api.shell import Shell
from api.standby import Standby
from api.webhooks import Webhooks
from api.world import World
from bot.backfill import Backfill
from bot.channels import registry
from bot.channels.contract import Channel, Lister, Poller
from bot.delivery import Sender
from bot.house import House
from bot.ingest import Came, Ingest
from bot.jobs import Jobs
from bot.messages import Event, SendError
from bot.place_list import PlaceList
from core import clock, db, jobs, senders, updates
from core.db import READ_POOL
from core.errors import Unavailable
from core.files import open_files
from core.hours import Office
from core.notifications import Listener
from core.settings import Settings
from core.vault import open_vault
from core.writer import Hint, Writer

log = structlog.get_logger(__name__)

ALL = frozenset({"http", "deliver"})


def create_app(settings: Settings, *, roles: frozenset[str] = ALL) -> ASGIApp:
    """roles: "http" serves people and webhooks; "deliver" sends, polls, fires timers and fetches files."""
    built = build(settings)
    app = FastAPI(title="Jembatan", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(built, roles))
    app.state.world = built
    errors.install(app, menu=menu_context)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for router in (*desk.routers, *public.routers, rest.router, health.router, live.router, attachments.router):
        app.router.routes.extend(router.routes)  # include_router would build each route again at the first request
    return Shell(Guard(app, built), Webhooks(built), number=settings.emergency_number)


def build(settings: Settings) -> World:
    vault = open_vault(settings.key_file)
    reader = db.reader(settings.database)
    hub = Live(lambda hints: _look_up(reader, hints))
    places = PlaceList(reader, margin_km=settings.territory_margin_km)
    files = open_files(settings)
    house = House(settings, vault, files, registry.build(settings, files), places, desk_hears=hub.hears_alarms)
    ingest = Ingest(house)
    # On PostgreSQL every process, this one too, hears of commits through NOTIFY.
    on_commit: Callable[[list[Hint]], None] = (lambda _: None) if _shared(settings) else hub.publish
    writer = Writer(
        db.writer_engine(settings.database), on_batch=ingest.batch, on_poison=ingest.poison, on_commit=on_commit,
        office=Office(settings.hours, settings.zone),
    )  # fmt: skip
    return World(settings, vault, house, ingest, writer, reader, hub)


def _shared(settings: Settings) -> bool:
    return not settings.database.startswith("sqlite")


def _orphan(session: db.Session) -> None:
    """Frees what a dead process had begun. On SQLite we are the only process, so nobody else works on it."""
    senders.orphan(session, now=clock.now())
    jobs.orphan(session)


def _listener(built: World) -> Listener | None:
    if not _shared(built.settings):
        return None
    live, outage = built.live, built.writer.outage
    return Listener(built.settings.database, live.publish, on_gap=live.refetch, outage=outage)


def _look_up(reader: db.Engine, hints: list[Hint]) -> list[updates.Update]:
    with db.reading(reader) as session:
        return updates.look_up(session, hints)


def _lifespan(built: World, roles: frozenset[str]) -> Callable[[Any], Any]:
    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = READ_POOL
        built.live.attach(asyncio.get_running_loop())
        built.writer.start()
        if not _shared(built.settings):
            await built.writer.do(_orphan)
        listener = _listener(built)
        if listener is not None:
            listener.start()
        stop = asyncio.Event()
        tasks = [asyncio.create_task(work) for work in _background(built, roles, stop)]
        try:
            yield
        finally:
            stop.set()
            built.live.close()
            await _end(tasks)
            await asyncio.to_thread(built.writer.stop)
            if listener is not None:
                await asyncio.to_thread(listener.stop)
            for channel in built.house.channels.values():
                await channel.close()
            db.close(built.reader)

    return lifespan


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=2.5)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _background(built: World, roles: frozenset[str], stop: asyncio.Event) -> list[Coroutine[Any, Any, None]]:
    """What runs beside the requests. A provider that is down does not stop the start: each task keeps trying."""
    work: list[Coroutine[Any, Any, None]] = [built.house.places.follow(stop, built.writer.outage)]
    if "deliver" not in roles:
        return work
    for channel in built.house.channels.values():
        if not channel.abilities.push:
            continue
        sender = Sender(channel, writer=built.writer, reader=built.reader, vault=built.vault)
        built.live.on_outbox(sender.wake.set)
        work.append(sender.run(stop))
        work.append(_serve_channel(built, channel, sender, stop))
        if isinstance(channel, Lister):
            backfill = Backfill(channel, _deliver(built), writer=built.writer, reader=built.reader)
            work.append(backfill.run(stop))
    timers = Jobs(built.house, writer=built.writer, reader=built.reader, base_url=built.base_url)
    built.live.on_outbox(timers.wake.set)
    work.append(timers.run(stop))
    return work


async def _serve_channel(built: World, channel: Channel, sender: Sender, stop: asyncio.Event) -> None:
    """Registers our webhook, or asks for messages where the provider has no address of ours that it can call: none,
    plain http, an odd port."""
    address, poller = built.settings.public_url, channel if isinstance(channel, Poller) else None
    if (address or poller is None) and await _register(channel, poller, address, stop):
        return
    if poller is not None:
        await poller.poll(_offer(built, channel), may=lambda: sender.leads, stop=stop)


async def _register(channel: Channel, poller: Poller | None, address: str, stop: asyncio.Event) -> bool:
    """Tries until it is, or `stop`. Where we could poll it watches over the webhook; False: the provider refuses it for
    good."""
    pause = 1.0
    while not stop.is_set():
        try:
            await channel.start(public_url=address)
            pause = 1.0
            if poller is None:
                return True
            await poller.watch(public_url=address, stop=stop)
        except SendError as error:
            log.warning("channel not registered yet", channel=channel.kind, reason=error.reason)
            if poller is not None and error.permanent:
                return False
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, 60.0)
    return True


def _deliver(built: World) -> Callable[[Sequence[Event]], Coroutine[Any, Any, None]]:
    """Hands events to the writer and returns after their commit. Tries until it succeeds."""

    async def deliver(events: Sequence[Event]) -> None:
        pause = 0.5
        while True:
            try:
                await built.writer.take_all([Came(event) for event in events])
                return
            except Unavailable:
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10.0)

    return deliver


def _offer(built: World, channel: Channel) -> Callable[[Sequence[Event]], Coroutine[Any, Any, bool]]:
    """As `_deliver`, but tries once: if the database is away newer messages must not wait, as one may be an alarm."""
    standby = Standby(built)

    async def offer(events: Sequence[Event]) -> bool:
        try:
            await standby.hand_over(channel, [Came(event) for event in events])
        except Unavailable:
            return False
        return True

    return offer
