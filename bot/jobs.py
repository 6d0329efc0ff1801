"""What is done later: timers that fire, duty alerts, files to fetch, and the cleaning every minute and every day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import structlog

from bot import duty
from bot.fetching import Fetching
from bot.house import House
from bot.ingest import TimerDue
from bot.rounds import pause, quietly
from core import (
    anonymity,
    clock,
    db,
    file_owner,
    inbound,
    jobs,
    media,
    operations,
    outbox,
    questions,
    receipts,
    sessions,
    throttles,
    unsent,
)
from core.errors import BadSettings
from core.writer import Writer

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.5  # seconds: how late a timer may fire
EACH_MINUTE = timedelta(minutes=1)
CLEAN_AGAIN = timedelta(minutes=10)  # where the daily cleaning failed, or more is left of it


class Jobs:
    def __init__(self, house: House, *, writer: Writer, reader: db.Engine, base_url: str) -> None:
        self.house, self.writer, self.reader, self.base_url = house, writer, reader, base_url
        self.wake = asyncio.Event()
        self._fetching = Fetching(house, writer=writer, reader=reader)
        self._comparing: asyncio.Task[None] | None = None
        self._clean_at = self._compare_at = self._wipe_at = self._lapse_at = clock.now()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.wake.clear()
            for work in (self._due, self._wipe, self._lapse, self._clean):
                await quietly(work, self.writer.outage)
            await pause(LOOK_EVERY, stop=stop, wake=self.wake)
        self._fetching.cancel()
        if self._comparing is not None:  # it may still be reading; if it hangs, whoever stops us cancels this wait
            await self._comparing

    async def _due(self) -> None:
        works = {jobs.TIMER: self._timers, jobs.DUTY: self._duty, jobs.FETCH: self._fetching.start_some}
        waiting = await asyncio.to_thread(self._kinds_due)
        for kind, work in works.items():
            if kind in waiting:
                await quietly(work, self.writer.outage)

    def _kinds_due(self) -> set[str]:
        with db.reading(self.reader) as session:
            return jobs.kinds_due(session, now=clock.now())

    async def _timers(self) -> None:
        while due := await asyncio.to_thread(self._of_kind, jobs.TIMER):
            await self.writer.take_all([TimerDue(id_, int(key), account) for id_, key, account in due])
            if len(due) < jobs.LIMIT:
                return

    async def _duty(self) -> None:
        for id_, key, code in await asyncio.to_thread(self._of_kind, jobs.DUTY):
            ring = partial(duty.ring, house=self.house, base_url=self.base_url, job_id=id_, key=key, code=code)
            await quietly(partial(self.writer.do, ring), self.writer.outage)  # one that is refused holds up no other

    def _of_kind(self, kind: str) -> list[tuple[int, str, str]]:
        with db.reading(self.reader) as session:
            return jobs.due(session, kind, now=clock.now())

    # Once a minute

    async def _wipe(self) -> None:
        """Wipes codes and PINs that a page has shown for long enough, and what the database's log still holds."""
        now = clock.now()
        if now < self._wipe_at:
            return
        self._wipe_at = now + EACH_MINUTE
        ids = await asyncio.to_thread(self._shown_long_enough)

        def wipe(session: db.Session) -> None:
            receipts.wipe(session, ids)
            throttles.expire(session)

        await self.writer.do(wipe)
        await asyncio.to_thread(db.empty_log, self.reader)

    def _shown_long_enough(self) -> list[str]:
        with db.reading(self.reader) as session:
            return receipts.due(session, before=clock.now() - receipts.SHOWN_FOR)

    async def _lapse(self) -> None:
        """Ends officers' questions that nobody answered in time."""
        now = clock.now()
        if now < self._lapse_at:
            return
        self._lapse_at = now + EACH_MINUTE
        if await asyncio.to_thread(self._any_overdue):
            await self.writer.do(questions.lapse)

    def _any_overdue(self) -> bool:
        with db.reading(self.reader) as session:
            return bool(questions.overdue(session))

    # Once a day

    async def _clean(self) -> None:
        now = clock.now()
        if now < self._clean_at:
            return
        self._clean_at = now + CLEAN_AGAIN
        if now >= self._compare_at:
            self._compare_at = now + timedelta(days=1)
            # In a task of its own: it may take minutes, and a P1 must ring within a second.
            self._comparing = asyncio.create_task(quietly(self._compare_files, self.writer.outage))
        empty = await asyncio.to_thread(self._empty_contacts)

        def clean(session: db.Session) -> None:
            inbound.expire(session, now=clock.now())
            operations.expire(session)
            sessions.expire(session)
            unsent.expire(session)
            anonymity.forget_empty(session, empty, now=clock.now())
            outbox.strand(session, self.house.channels, now=clock.now())

        await self.writer.do(clean)
        if not empty:
            self._clean_at = now + timedelta(days=1)

    def _empty_contacts(self) -> list[int]:
        with db.reading(self.reader) as session:
            return anonymity.empty(session, now=clock.now())

    async def _compare_files(self) -> None:
        """If the files cannot be reached now, they are compared tomorrow."""
        try:
            differing = await asyncio.to_thread(self._differences)
        except BadSettings:
            log.error("the files are another station's: none is looked at", see="jembatan files accept")
            return
        if differing.strays or differing.gone or differing.back:
            log.warning(
                "files and rows differed", files_removed=len(differing.strays), rows_marked=len(differing.gone),
                rows_back=len(differing.back),
            )  # fmt: skip
            await self.writer.do(lambda s: media.settle(s, differing))

    def _differences(self) -> media.Differences:
        """Removes files without a row at once: they may belong to a discarded draft, whose words are gone already."""
        file_owner.settle_in(self.reader, self.house.files)
        differing = media.differences(self.reader, self.house.files)
        self.house.files.remove(*differing.strays)
        return differing
