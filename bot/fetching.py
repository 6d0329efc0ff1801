"""Files that citizens sent: fetched from the provider under a lease, and sealed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import structlog
from anyio import CapacityLimiter, to_thread

from bot import lost_files
from bot.channels.contract import Channel, Gone, TooLarge
from bot.house import House
from bot.messages import MediaRef, SendError
from bot.rounds import quietly
from core import attachments, clock, db, jobs, media
from core.attachments import Wanted
from core.errors import Unavailable
from core.vault import Unreadable
from core.writer import Writer

log = structlog.get_logger(__name__)

LEASE_SECONDS = 120.0
AT_ONCE = 4
LAST_TRY = 52  # with half an hour between the later ones, about a day
GONE_AFTER = 6  # tries within some five minutes


class Fetching:
    def __init__(self, house: House, *, writer: Writer, reader: db.Engine) -> None:
        self.house, self.writer, self.reader = house, writer, reader
        # Threads of their own: where storing a file hangs, timers and duty alerts go on.
        self._storing = CapacityLimiter(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start_some(self) -> None:
        """Begins with as many of the files that are due as may be fetched at once."""
        free = AT_ONCE - len(self._tasks)
        if free <= 0:
            return
        leased = await self.writer.do(
            lambda s: jobs.lease(s, jobs.FETCH, now=clock.now(), seconds=LEASE_SECONDS, limit=free)
        )
        for id_, key, attempts in leased:
            task = asyncio.create_task(quietly(partial(self._fetch, id_, key, attempts), self.writer.outage))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def cancel(self) -> None:
        """What is under way is fetched anew once its lease has ended."""
        for task in self._tasks:
            task.cancel()

    async def _fetch(self, job_id: int, attachment_id: str, attempts: int) -> None:
        if attempts > LAST_TRY:  # the process died of it, or failed in a way that nobody foresaw
            await self._close(job_id, attachment_id, None, "unreached")
            return
        wanted = await asyncio.to_thread(self._wanted, attachment_id)
        if wanted is None:
            await self._let_go(attachment_id)
            await self._close(job_id, attachment_id, None, "")
            return
        try:
            channel = self.house.channels.get(wanted.account)
            if channel is None:
                raise SendError("its channel is not set up")
            async with asyncio.timeout(LEASE_SECONDS - 20):
                stored = await self._store(channel, wanted)
        except (TooLarge, Gone, Unreadable, Unavailable, SendError, TimeoutError, OSError) as error:
            state = _ended_by(error, attempts)
            if state:
                await self._close(job_id, attachment_id, None, state)
            else:
                await self._later(job_id, attachment_id, attempts, str(error) or type(error).__name__)
        else:
            await self._close(job_id, attachment_id, stored, "stored")
            await self._let_go(attachment_id)  # where it was forgotten while it was fetched

    async def _store(self, channel: Channel, wanted: Wanted) -> media.Stored:
        ref = self.house.vault.open(wanted.ref, about=b"media").decode()
        source = channel.fetch(MediaRef(kind="document", ref=ref, mime=wanted.mime), limit=media.LIMIT)
        content = bytearray()
        try:
            async for part in source:
                content += part
        except Gone:
            stored = await to_thread.run_sync(media.kept, self.house.vault, self.house.files, wanted.id)
            if stored is None:
                raise
            return stored
        keep = partial(media.store, self.house.vault, self.house.files, wanted.id, bytes(content))
        return await to_thread.run_sync(keep, limiter=self._storing, abandon_on_cancel=True)

    def _wanted(self, attachment_id: str) -> Wanted | None:
        with db.reading(self.reader) as session:
            return attachments.wanted(session, attachment_id)

    async def _let_go(self, attachment_id: str) -> None:
        await to_thread.run_sync(self._drop, attachment_id, limiter=self._storing, abandon_on_cancel=True)

    def _drop(self, attachment_id: str) -> None:
        """A file whose row was deleted goes too. Raises Unavailable: the job then stays, and is tried again."""
        with db.reading(self.reader) as session:
            known = media.is_known(session, attachment_id)
        if not known:
            media.remove(self.house.files, attachment_id)

    async def _close(self, job_id: int, attachment_id: str, stored: media.Stored | None, state: str) -> None:
        def close(session: db.Session) -> None:
            jobs.finish(session, job_id)
            if state:
                media.record(session, attachment_id, stored, state=state)
            if state and stored is None:
                lost_files.tell(session, self.house, attachment_id, too_large=state == "too_large")

        await self.writer.do(close)

    async def _later(self, job_id: int, attachment_id: str, attempts: int, reason: str) -> None:
        log.warning("file not fetched", attempts=attempts, reason=reason)
        if attempts >= LAST_TRY:
            await self._close(job_id, attachment_id, None, "unreached")
            return
        due = clock.now() + timedelta(seconds=min(5 * 2**attempts, 1800))
        await self.writer.do(lambda s: jobs.retry(s, job_id, due_at=due))


def _ended_by(error: Exception, attempts: int) -> str:
    """The state of a file that will never come, "" where another try may help. Telegram gives the same answer for a
    file that it cannot give now and for one that it has no more: so "gone" is believed after a few tries only."""
    if isinstance(error, Gone) and attempts < GONE_AFTER:
        return ""
    if isinstance(error, SendError):
        return "refused" if error.permanent else ""
    return {TooLarge: "too_large", Gone: "gone", Unreadable: "unreached"}.get(type(error), "")
