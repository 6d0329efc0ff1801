"""Catches up on what a provider could not bring to our webhook. New messages are read from its list, at the start and
then every few minutes; and it is asked what became of our messages when no callback came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.channels.contract import Lister
from bot.messages import Event, SendError, StatusEvent
from core import clock, db, inbound, jobs, lost_answers
from core.errors import DomainError
from core.writer import Writer

log = structlog.get_logger(__name__)

EVERY = 120.0  # seconds; a round costs one request
SETTLED = timedelta(minutes=2)  # younger messages may still come by webhook, which says more than the list
SPAN = timedelta(hours=6)  # a long outage is caught up in pieces: what is done stays done
OLDEST = inbound.KEPT - timedelta(days=1)  # of older messages we would not know which ones are repeats
AT_ONCE = 100
ASKED_AT_ONCE, REFUSED = 50, 3  # states asked for in one round; after so many refusals the round ends
# So long after a message was sent its state is asked for, if no callback came: soon at first, then less and less often.
ASKED_AFTER = tuple(timedelta(minutes=5 * 2**n) for n in range(9))  # up to 21 hours


class Backfill:
    """`deliver` returns after the commit of what it was given; repeats are dropped there."""

    def __init__(
        self,
        channel: Lister,
        deliver: Callable[[Sequence[Event]], Awaitable[None]],
        *,
        writer: Writer,
        reader: db.Engine,
    ) -> None:
        self.channel, self.deliver, self.writer, self.reader = channel, deliver, writer, reader
        self._asked_at = clock.now() - ASKED_AFTER[-1]
        self._rest: tuple[datetime, str] | None = None  # where a look goes on that was too long for one round

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.catch_up()
                await self.ask()
            except SendError as error:
                log.warning("missed messages not listed", account=self.channel.account, reason=error.reason)
            except DomainError as error:
                if not self.writer.outage.covers(error):
                    log.info("missed messages not listed", reason=type(error).__name__)
            except Exception:
                log.exception("missed messages not listed")
            try:
                await asyncio.wait_for(stop.wait(), EVERY)
            except TimeoutError:
                continue

    async def catch_up(self) -> None:
        """Reads on from where the last round ended. At the very first start there is nothing to catch up on."""
        until = clock.now() - SETTLED
        since = await asyncio.to_thread(self._begin)
        if since is None:
            await self._mark(until)
            return
        if since > clock.now():  # our clock was wrong, and ahead: then nothing was looked for
            since = until - OLDEST
        since = max(since, until - OLDEST)
        while since < until:
            end = min(since + SPAN, until)
            await self._take(since, end)
            await self._mark(end)
            since = end

    async def ask(self) -> None:
        """Asks for the state of messages that are still "sent": a callback that was lost does not come again."""
        (now, below), before = self._rest or (clock.now(), ""), self._asked_at
        if now < before:  # the clock was put back
            before = now - ASKED_AFTER[-1]
        between = [(before - after, now - after) for after in ASKED_AFTER]
        refused = 0
        found = await asyncio.to_thread(self._unheard, between, below)
        for _, ticket, provider_id in found:
            try:
                event = await self.channel.state(provider_id, message_id=ticket)
            except SendError:  # perhaps only for this message: it is asked for again later
                refused += 1
                if refused == REFUSED:
                    raise
                continue
            if isinstance(event, StatusEvent) and event.state != "sent":
                await self.deliver([event])
        if len(found) == ASKED_AT_ONCE:
            self._rest = now, found[-1][0]
        else:
            self._rest, self._asked_at = None, now

    def _unheard(self, between: Sequence[tuple[datetime, datetime]], below: str) -> list[tuple[str, str, str]]:
        with db.reading(self.reader) as session:
            return lost_answers.unheard(
                session, self.channel.account, between=between, below=below, limit=ASKED_AT_ONCE
            )

    async def _take(self, since: datetime, until: datetime) -> None:
        events: list[Event] = []
        async for event in self.channel.missed(since, until, fresh=self._fresh):
            events.append(event)
            if len(events) == AT_ONCE:
                await self.deliver(events)
                events = []
        if events:
            await self.deliver(events)

    async def _fresh(self, event_ids: Sequence[str]) -> Collection[str]:
        known = await asyncio.to_thread(self._known, event_ids)
        return [id_ for id_ in event_ids if id_ not in known]

    def _known(self, event_ids: Sequence[str]) -> set[str]:
        with db.reading(self.reader) as session:
            return inbound.known(session, self.channel.account, event_ids)

    def _begin(self) -> datetime | None:
        with db.reading(self.reader) as session:
            return jobs.when(session, jobs.BACKFILL, self.channel.account)

    async def _mark(self, until: datetime) -> None:
        await self.writer.do(partial(jobs.set_one, kind=jobs.BACKFILL, key=self.channel.account, due_at=until))
