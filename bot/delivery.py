"""Sends the outbox to the providers and records what became of it. One sender per account holds a lease on it, and
takes only as many messages as it can start now."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from functools import partial

import structlog

from bot import duty
from bot.channels.contract import Channel, Finder
from bot.messages import Outbound, SendError
from bot.rounds import pause
from bot.rows import outbound
from core import clock, db, lost_answers, outbox, senders
from core.errors import DomainError
from core.ids import new_id
from core.outbox import Leased, Outcome
from core.vault import Unreadable, Vault
from core.writer import Writer

log = structlog.get_logger(__name__)

SLOTS = 32  # messages under way at once
PER_SECOND = 30.0  # Telegram's bulk limit; also far below Twilio's 80
ROW_SECONDS = 60.0  # lease of a row: longer than any send may take
ACCOUNT_SECONDS = 30.0
SEND_SECONDS = 40.0
LOOK_EVERY = 1.0  # seconds between looks when nothing woke the sender
GROWS_TO = 120.0  # seconds between tries at most: after an outage nobody waits longer
REPEAT_GROWS_TO = 7200.0  # the same if the outcome of the last try is unknown
LAST_BROKEN = 3  # tries of a message at which our own program fails
LONGEST_PAUSE = 86_400.0  # seconds; a provider that asks for more has made a mistake
RECORD_AGAIN = (8.0,) * 450  # seconds between tries to record what became of a message: for an hour
ASK_EVERY = 5.0  # seconds between questions about lost answers
ASK_AT_ONCE = 10
ASK_FOR = timedelta(minutes=30)
WINDOW_TEMPLATE = "status_update"


class Tokens:
    """A token bucket that starts empty and holds the tokens of one second at most."""

    def __init__(self, per_second: float) -> None:
        self._rate = per_second
        self.empty()

    def empty(self) -> None:
        self._tokens, self._at = 0.0, asyncio.get_running_loop().time()

    def whole(self) -> int:
        now = asyncio.get_running_loop().time()
        self._tokens = min(self._rate, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return int(self._tokens)

    def spend(self, count: int) -> None:
        self._tokens -= count

    @property
    def next_in(self) -> float:
        return max(0.0, (1 - self._tokens) / self._rate)


class Sender:
    def __init__(self, channel: Channel, *, writer: Writer, reader: db.Engine, vault: Vault) -> None:
        self.channel, self.writer, self.reader, self.vault = channel, writer, reader, vault
        self.holder = new_id()
        self.wake = asyncio.Event()
        self._tasks: dict[asyncio.Task[None], str] = {}  # task -> id of the message that it sends
        self._fence: int | None = None
        self._renew_at = 0.0
        self._ask_at = 0.0
        self._asking: asyncio.Task[None] | None = None
        self._asked = ""  # the last message that was asked about; the next ones have larger ids

    @property
    def leads(self) -> bool:
        """Whether this process is the one that holds the account."""
        return self._fence is not None

    async def run(self, stop: asyncio.Event) -> None:
        tokens = Tokens(PER_SECOND)
        while not stop.is_set():
            self.wake.clear()
            try:
                seconds = await self._round(tokens)
            except DomainError:
                seconds = LOOK_EVERY
            except Exception:
                log.exception("sender round failed", account=self.channel.account)
                seconds = LOOK_EVERY
            await pause(seconds, stop=stop, wake=self.wake)
        await self._finish()

    async def _round(self, tokens: Tokens) -> float:
        """Starts what may start now; returns how many seconds to wait at most."""
        held = self._fence
        if not await self._holds():
            return LOOK_EVERY
        if self._fence != held:
            tokens.empty()  # the sender before us may have used up this second's tokens
        self._ask_aside()
        limit = min(SLOTS - len(self._tasks), tokens.whole())
        if limit <= 0:
            return max(0.005, tokens.next_in) if len(self._tasks) < SLOTS else LOOK_EVERY
        if not await asyncio.to_thread(self._is_waiting):
            return LOOK_EVERY
        rows = await self.writer.do(lambda s: self._lease(s, limit))
        tokens.spend(len(rows))
        for row in rows:
            task = asyncio.create_task(self._deliver(row))
            self._tasks[task] = row.id
            task.add_done_callback(self._done)
        return LOOK_EVERY if len(rows) < limit else max(0.005, tokens.next_in)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self.wake.set()

    def _is_waiting(self) -> bool:
        with db.reading(self.reader) as session:
            return outbox.waiting(session, self.channel.account, now=clock.now())

    def _lease(self, session: db.Session, limit: int) -> list[Leased]:
        assert self._fence is not None
        duty.withdraw(session, self.channel.account)
        return outbox.lease(
            session, self.channel.account, fence=self._fence, now=clock.now(), seconds=ROW_SECONDS, limit=limit
        )

    async def _holds(self) -> bool:
        """Renews the lease on the account in time, or asks for it. Returns whether we hold it."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._renew_at:  # also while another process holds it, because every hint wakes this sender
            return self._fence is not None
        account, resend = self.channel.account, not self.channel.abilities.delivered
        ours = list(self._tasks.values())  # their outcomes will be recorded by us, even if their leases have ended

        def renew(session: db.Session) -> int | None:
            now = clock.now()
            fence = senders.hold(
                session, account, holder=self.holder, now=now, seconds=ACCOUNT_SECONDS, refused=self.channel.refused
            )
            if fence is not None:
                outbox.expired(session, account, now=now, resend=resend, but=ours)
            return fence

        self._fence = await self.writer.do(renew)
        self._renew_at = loop.time() + (LOOK_EVERY if self._fence is None else ACCOUNT_SECONDS / 6)
        return self._fence is not None

    def _ask_aside(self) -> None:
        """Asks the provider about messages whose answer was lost, if it can be asked. In a task of its own: nothing
        that is to be sent waits for it."""
        channel, loop = self.channel, asyncio.get_running_loop()
        if not isinstance(channel, Finder) or loop.time() < self._ask_at or self._asking is not None:
            return
        self._ask_at = loop.time() + ASK_EVERY
        self._asking = asyncio.create_task(self._ask(channel))
        self._asking.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._asking = None
        error = None if task.cancelled() else task.exception()
        if isinstance(error, SendError):
            log.info("provider not asked", reason=error.reason)
        elif error is not None and not isinstance(error, DomainError):
            log.error("asking failed", account=self.channel.account, exc_info=error)

    async def _ask(self, finder: Finder) -> None:
        rows = await asyncio.to_thread(self._unknown)
        for row in rows:
            self._asked = row.id
            address = self.vault.open(row.address, about=b"address").decode()
            message = outbound(self.vault, row.payload)
            found = await finder.find(address, message, since=row.created_at, known=row.known)
            if found is not None:
                settle = partial(outbox.settle, id_=row.id, provider_id=found.provider_id, state=found.state)
                await self.writer.do(partial(settle, now=clock.now()))
        if len(rows) < ASK_AT_ONCE:
            self._asked = ""

    def _unknown(self) -> list[lost_answers.Unknown]:
        since = clock.now() - ASK_FOR
        with db.reading(self.reader) as session:
            return lost_answers.unknown(
                session, self.channel.account, since=since, after=self._asked, limit=ASK_AT_ONCE
            )

    async def _deliver(self, row: Leased) -> None:
        outcome, loop = await self._try(row), asyncio.get_running_loop()
        for seconds in (0.0, 0.5, 2.0, *RECORD_AGAIN):
            await asyncio.sleep(seconds)
            begun = loop.time()
            try:
                await self.writer.take(outcome, deadline=ROW_SECONDS)
                return
            except DomainError:
                if loop.time() - begun >= ROW_SECONDS:
                    return  # it is still in the writer's queue, and must not be put there twice
        log.error("outcome not recorded; the lease will run out", outcome=outcome.outcome)

    async def _try(self, row: Leased) -> Outcome:
        try:
            address = self.vault.open(row.address, about=b"address").decode()
            message = await asyncio.to_thread(self._in_window, row)
        except SendError as error:
            return self._failed(row, error)
        except Unreadable:
            return Outcome(row.ticket, row.fence, "failed", reason="sealed with a key that is not here")
        except DomainError:  # nothing has left yet
            return self._failed(row, SendError("database busy"))
        except Exception as error:
            return self._broke(row, error, sent=False)
        return await self._send(row, address, message)

    async def _send(self, row: Leased, address: str, message: Outbound) -> Outcome:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                receipt = await self.channel.send(address, message, message_id=row.ticket)
        except SendError as error:
            return self._failed(row, error)
        except TimeoutError:
            return self._failed(row, SendError("no answer: timeout", ambiguous=True))
        except Exception as error:
            return self._broke(row, error, sent=True)
        return Outcome(
            row.ticket, row.fence, "sent", provider_id=receipt.provider_id, final=not self.channel.abilities.delivered
        )

    def _broke(self, row: Leased, error: Exception, *, sent: bool) -> Outcome:
        """Our own program failed, and will fail again: after a few tries the message is failed, as it holds back others
        of the same contact. `sent`: the message may have been sent."""
        log.error("send broke", channel=self.channel.kind, exc_info=error)
        reason, last = f"program error: {type(error).__name__}", row.attempts >= LAST_BROKEN
        return self._failed(row, SendError(reason, ambiguous=sent, permanent=last))

    def _in_window(self, row: Leased) -> Outbound:
        """Within the free window a message is sent as it is, after it only as a template. Raises SendError."""
        message = outbound(self.vault, row.payload)
        hours = self.channel.abilities.window_hours
        if hours is None:
            return message
        with db.reading(self.reader) as session:
            seen = outbox.contact_heard(session, row.id)
        if seen is None or clock.now() - seen < timedelta(hours=hours):
            return message._replace(template="")
        name = message.template or WINDOW_TEMPLATE
        if name not in self.channel.abilities.templates:
            raise SendError("window closed", closed=True)
        return message._replace(template=name)

    def _failed(self, row: Leased, error: SendError) -> Outcome:
        if error.ambiguous and self.channel.abilities.delivered:
            return Outcome(row.ticket, row.fence, "unknown", reason=error.reason)
        if error.permanent or error.blocked or error.closed or clock.now() >= row.until:
            return Outcome(
                row.ticket, row.fence, "failed", reason=error.reason, blocked=error.blocked, closed=error.closed
            )
        # An ambiguous try may have arrived: so there are fewer of them, with longer pauses.
        outcome, most = ("repeat", REPEAT_GROWS_TO) if error.ambiguous else ("retry", GROWS_TO)
        due = clock.now() + timedelta(seconds=pause_before(row.attempts, error.retry_after, most=most))
        return Outcome(row.ticket, row.fence, outcome, reason=error.reason, due_at=due)

    async def _finish(self) -> None:
        """Gives tasks two seconds to end. Of others the outcome stays open until their leases end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=2.0)
        for task in (*self._tasks, *([self._asking] if self._asking else ())):
            task.cancel()
        account, holder = self.channel.account, self.holder
        try:
            await self.writer.do(lambda s: senders.release(s, account, holder=holder, now=clock.now()), deadline=1)
        except DomainError:
            return


def pause_before(attempts: int, asked: float | None, *, most: float = GROWS_TO) -> float:
    """Seconds until the next try: growing, with some jitter, and never less than the provider asks for."""
    growing = min(2.0 ** min(attempts, 13), most) * random.uniform(0.8, 1.2)
    if asked is None:
        return growing
    return max(growing, min(asked, LONGEST_PAUSE) + random.uniform(0.05, 0.5))
