"""Timers that fire, duty alerts for a P1, files that are fetched, and the nightly cleaning."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import structlog
from anyio import CapacityLimiter, to_thread

from bot import lost_files, rows
from bot.channels.contract import Channel, Gone, TooLarge
from bot.delivery import first_of
from bot.house import House
from bot.ingest import TimerDue
from bot.messages import MediaRef, Outbound, SendError
from bot.rows import Route
from core import (
    access,
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
    reports,
    sessions,
    throttles,
    troubles,
    unsent,
)
from core.attachments import Wanted
from core.attachments import wanted as find_wanted
from core.errors import BadSettings, DomainError, Unavailable
from core.i18n import translator
from core.ids import new_id
from core.models import Report
from core.vault import Unreadable
from core.writer import Writer

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.5  # seconds: how late a timer may fire
FETCH_SECONDS = 120.0
FETCHES = 4
LAST_FETCH = 52  # with half an hour between the later ones, about a day
GONE_AFTER = 6  # tries within some five minutes
DUTY_AGAIN = timedelta(seconds=60)
EACH_MINUTE = timedelta(minutes=1)
CLEAN_AGAIN = timedelta(minutes=10)  # where the daily cleaning failed, or more is left of it


class Jobs:
    def __init__(self, house: House, *, writer: Writer, reader: db.Engine, base_url: str) -> None:
        self.house, self.writer, self.reader, self.base_url = house, writer, reader, base_url
        self.wake = asyncio.Event()
        self._storing = CapacityLimiter(FETCHES)
        self._fetching: set[asyncio.Task[None]] = set()
        self._comparing: asyncio.Task[None] | None = None
        self._clean_at = self._compare_at = self._wipe_at = self._lapse_at = clock.now()

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.wake.clear()
            for work in (self._due, self._wipe, self._lapse, self._clean):
                await self._quietly(work)
            await first_of(stop, self.wake, LOOK_EVERY)
        for task in self._fetching:
            task.cancel()
        if self._comparing is not None:  # it may be reading; where it hangs, whoever stops us waits no longer
            await self._comparing

    async def _due(self) -> None:
        works = {jobs.TIMER: self._timers, jobs.DUTY: self._duty, jobs.FETCH: self._fetch}
        waiting = await asyncio.to_thread(self._kinds_due)
        for kind, work in works.items():
            if kind in waiting:
                await self._quietly(work)

    async def _quietly(self, work: Callable[[], Awaitable[None]]) -> None:
        """A round that fails is tried again in the next one; the reason is logged without content."""
        try:
            await work()
        except DomainError as error:
            if not self.writer.outage.covers(error):
                log.info("job put off", reason=type(error).__name__)
        except Exception:
            log.exception("job failed")

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
            ring = partial(self._ring, id_=id_, key=key, code=code)
            await self._quietly(partial(self.writer.do, ring))  # one that is refused holds up no other

    def _of_kind(self, kind: str) -> list[tuple[int, str, str]]:
        with db.reading(self.reader) as session:
            return jobs.due(session, kind, now=clock.now())

    def _ring(self, session: db.Session, *, id_: int, key: str, code: str) -> None:
        """Tells the duty chat that a P1 waits, or that nobody may open what came: only a link, twice at most."""
        now = clock.now()
        if not jobs.fire(session, id_, now=now):
            return
        report = reports.by_code(session, code)
        if report is None or report.taken_by or report.status == "finished":
            return
        heard = access.openers(session, unit_id=report.unit_id, restricted=report.restricted)
        unheard = bool(report.restricted) and not heard
        if report.priority != 1 and not unheard:  # an officer knows of it, or it may be opened now
            return
        if key.endswith(" 1"):
            jobs.set_one(session, jobs.DUTY, f"{code} 2", due_at=now + DUTY_AGAIN, payload=code)
        again = not key.endswith(" 1")
        row = self._alert(self._words(report, again=again, unheard=unheard))
        if row is not None:
            if again and not troubles.alert_arrived(session, report.id):
                log.error("the duty chat was not told of an emergency", see="/masalah, JEMBATAN_DUTY_TELEGRAM_CHAT")
            row["report_id"] = report.id
            outbox.enqueue_many(session, [row])

    def _words(self, report: Report, *, again: bool, unheard: bool) -> str:
        """Of what few may open the chat learns no code: a code shows the way of its report to whoever has it."""
        say = translator("id")
        if unheard:
            text = say("*Laporan sensitif* masuk, dan belum ada petugas yang boleh membukanya. Tandai petugas:")
            return f"{text}\n{self.base_url}/unit"
        text = say("*P1 belum diambil* setelah 1 menit." if again else "*P1 baru* menunggu petugas.")
        if report.restricted:
            return f"{text} {say('Hanya untuk petugas yang ditunjuk.')}\n{self.base_url}/masuk"
        return f"{text}\n{self.base_url}/laporan/{report.code}"

    def _alert(self, text: str) -> dict[str, object] | None:
        channel = self.house.duty_channel
        if channel is None:
            return None
        address = self.house.vault.seal(self.house.settings.duty_telegram_chat.encode(), about=b"address")
        message = Outbound(text)
        row = rows.out_row(
            new_id(), clock.now(), contact_id=None, route=Route(channel.account, address), lane=outbox.SAFETY,
            message=message,
        )  # fmt: skip
        row.pop("code")
        return row

    # Files

    async def _fetch(self) -> None:
        free = FETCHES - len(self._fetching)
        if free <= 0:
            return
        leased = await self.writer.do(
            lambda s: jobs.lease(s, jobs.FETCH, now=clock.now(), seconds=FETCH_SECONDS, limit=free)
        )
        for id_, key, attempts in leased:
            task = asyncio.create_task(self._quietly(partial(self._fetch_one, id_, key, attempts)))
            self._fetching.add(task)
            task.add_done_callback(self._fetching.discard)

    async def _fetch_one(self, job_id: int, attachment_id: str, attempts: int) -> None:
        if attempts > LAST_FETCH:  # the process died of it, or failed in a way that nobody foresaw
            await self._close(job_id, attachment_id, None, "unreached")
            return
        wanted = await asyncio.to_thread(self._wanted, attachment_id)
        channel = self.house.channels.get(wanted.account) if wanted else None
        if wanted is None:
            await to_thread.run_sync(self._drop, attachment_id, limiter=self._storing, abandon_on_cancel=True)
            await self._close(job_id, attachment_id, None, "")
            return
        try:
            if channel is None:
                raise SendError("its channel is not set up")
            async with asyncio.timeout(FETCH_SECONDS - 20):
                stored = await self._store(channel, wanted)
        except (TooLarge, Gone, Unreadable, Unavailable, SendError, TimeoutError, OSError) as error:
            state = _ended_by(error, attempts)
            if state:
                await self._close(job_id, attachment_id, None, state)
            else:
                await self._later(job_id, attachment_id, attempts, str(error) or type(error).__name__)
        else:
            await self._close(job_id, attachment_id, stored, "stored")

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
        # Not in asyncio's few threads: where storing hangs, timers and duty alerts go on.
        return await to_thread.run_sync(keep, limiter=self._storing, abandon_on_cancel=True)

    def _wanted(self, attachment_id: str) -> Wanted | None:
        with db.reading(self.reader) as session:
            return find_wanted(session, attachment_id)

    def _drop(self, attachment_id: str) -> None:
        """Its row is gone: so goes its file, if there was one. Raises Unavailable: the job stays, its lease ends."""
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
        if attempts >= LAST_FETCH:
            await self._close(job_id, attachment_id, None, "unreached")
            return
        due = clock.now() + timedelta(seconds=min(5 * 2**attempts, 1800))
        await self.writer.do(lambda s: jobs.retry(s, job_id, due_at=due))

    # Once a minute

    async def _wipe(self) -> None:
        """Codes and PINs that a page has shown long enough, and what could be read of things forgotten."""
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
        """Questions of officers that nobody answered in time."""
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
            # Beside the rounds: a look at many files takes minutes, and a P1 is told of within a second all the same.
            self._comparing = asyncio.create_task(self._quietly(self._compare_files))
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
        """What is out of reach today is compared tomorrow."""
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
        """Files without a row are removed at once: the words of a discarded draft are gone already."""
        file_owner.settle_in(self.reader, self.house.files)
        differing = media.differences(self.reader, self.house.files)
        self.house.files.remove(*differing.strays)
        return differing


def _ended_by(error: Exception, attempts: int) -> str:
    """The state of a file that will never come, "" where another try may help. Telegram says alike of a file that it
    does not have now and of one that it has no more."""
    if isinstance(error, Gone) and attempts < GONE_AFTER:
        return ""
    if isinstance(error, SendError):
        return "refused" if error.permanent else ""
    return {TooLarge: "too_large", Gone: "gone", Unreadable: "unreached"}.get(type(error), "")
