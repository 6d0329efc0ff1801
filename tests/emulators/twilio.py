"""A strict stand-in for Twilio's Messages API and the people behind it.

    async with TwilioEmulator(public_url="https://lapor.example", deliver_to=site_url) as twilio:
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("halo")
        await budi.expects("Selamat datang")

Webhooks are signed for `public_url` and carried to `deliver_to`. Faults: twilio.fault(429, times=2).
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from twilio.request_validator import RequestValidator

from core import clock
from tests.emulators.twilio_http import api_app, cdn_app
from tests.emulators.twilio_people import Person
from tests.emulators.twilio_rules import Content, Problem, Shown, Template, buttons_template

T = TypeVar("T")
Callbacks = Literal["normal", "early", "permuted", "none"]
STATES = ("sending", "sent", "delivered")


@dataclass
class Record:
    """A message as Twilio keeps it."""

    sid: str
    form: dict[str, str]  # as posted, by us or by the person's phone
    shown: Shown
    direction: str
    at: datetime
    status: str = "queued"
    error: int = 0
    body: str = ""  # may be redacted; `shown` is what the person has
    media: tuple[str, ...] = ()


@dataclass
class Fault:
    code: int | str
    times: int
    retry_after: float | None
    to: str
    after: int  # messages that pass before


@dataclass
class Send:
    """One POST to Messages: when (the loop's seconds), and what came of it."""

    at: float
    form: dict[str, str]
    sid: str = ""
    code: int | str = 0


@dataclass
class Hook:
    """One request to our webhooks, with its repeats."""

    url: str
    form: dict[str, str]
    status: int = 0  # of the last attempt, 0 without an answer
    attempts: int = 0
    seconds: float = 0.0
    answer: str = ""


@dataclass
class Media:
    content: bytes
    mime: str


@dataclass
class TwilioEmulator:
    account_sid: str = "AC" + "0123456789abcdef" * 2
    auth_token: str = "emulator-token"
    sender: str = "+14155238886"
    public_url: str = "https://lapor.example"
    deliver_to: str = ""
    port: int = 0

    callbacks: Callbacks = "normal"
    duplicates: bool = False  # every callback twice
    console_callback: str = ""  # one address for all messages, as it can be set at Twilio
    reads: bool = False  # people read at once
    revoked: bool = False  # nobody is let in with that token any more
    latency: float = 0.0  # seconds before an answer to a POST
    patience: float = 15.0  # seconds for a webhook
    redirect_media_to: str = ""  # instead of the CDN

    content: Content = field(default_factory=Content)
    people: dict[str, Person] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    sends: list[Send] = field(default_factory=list)
    hooks: list[Hook] = field(default_factory=list)
    cdn_requests: list[dict[str, str]] = field(default_factory=list)  # headers
    faults: list[Fault] = field(default_factory=list)
    most_concurrent_sends: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(1))

    # Life

    async def __aenter__(self) -> Self:
        self._changed = asyncio.Condition()
        self._stopped = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open_sends = 0
        self._runners: list[web.AppRunner] = []
        timeout = ClientTimeout(total=self.patience, sock_connect=min(5.0, self.patience))
        self._session = ClientSession(timeout=timeout)
        self.cdn_url = await self._serve(cdn_app(self), 0)
        self.api_url = self.content_url = await self._serve(api_app(self), self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for runner in self._runners:
            await runner.cleanup()
        await self._session.close()

    async def _serve(self, app: web.Application, port: int) -> str:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await runner.setup()
        self._runners.append(runner)
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    # What a test sets up

    def person(self, address: str, name: str = "", *, external: str = "") -> Person:
        """The one of this address, made when new."""
        if address not in self.people:
            self.people[address] = Person(self, address, name, external)
        return self.people[address]

    def fault(
        self, code: int | Literal["timeout", "accept-then-hang"], *, times: int = 1,
        retry_after: float | None = None, to: str = "", after: int = 0,
    ) -> None:  # fmt: skip
        """The next `times` messages (to that address, behind `after` others) meet it.

        Below 600 it is an HTTP status, above Twilio's code. 63016, 63024 and the other 63... ones come as
        Twilio sends them: the message is accepted, then reported as failed.
        """
        self.faults.append(Fault(code, times, retry_after, to, after))

    def add_template(self, template: Template) -> str:
        self.content.templates[template.sid] = template
        return template.sid

    def shapes(self) -> dict[str, str]:
        """Templates for every shape of choices, and their names as the settings want them."""
        names = {n: f"choices_{n}" if n <= 3 else f"list_{n}" for n in range(2, 11)}
        return {name: self.add_template(buttons_template(f"HX{n:032x}", n)) for n, name in names.items()}

    def new_sid(self, kind: str) -> str:
        return kind + secrets.token_hex(16)

    def keep_media(self, sid: str, content: bytes, mime: str) -> str:
        media_sid = self.new_sid("ME")
        self.media[media_sid] = Media(content, mime)
        return f"{self.api_url}/2010-04-01/Accounts/{self.account_sid}/Messages/{sid}/Media/{media_sid}"

    async def until(self, look: Callable[[], T | None], *, within: float = 30.0, why: Callable[[], str] = str) -> T:
        """Waits until `look` finds something; it is asked again whenever anything happened here."""
        found: T | None = None

        def ready() -> bool:
            nonlocal found
            found = look()
            return found is not None

        try:
            async with asyncio.timeout(within), self._changed:
                await self._changed.wait_for(ready)
        except TimeoutError:
            raise AssertionError(f"not within {within} s: {why()}") from None
        assert found is not None
        return found

    # Messages to people

    async def take(self, form: dict[str, str]) -> Record:
        """A POST to Messages. Raises Problem."""
        send = Send(asyncio.get_running_loop().time(), form)
        self.sends.append(send)
        self._open_sends += 1
        self.most_concurrent_sends = max(self.most_concurrent_sends, self._open_sends)
        try:
            await asyncio.sleep(self.latency)
            record = await self._accept(form, send)
        except Problem as problem:
            send.code = problem.code
            raise
        finally:
            self._open_sends -= 1
            await self._announce()
        return record

    async def _accept(self, form: dict[str, str], send: Send) -> Record:
        fault = self._next_fault(form.get("To", ""))
        send.code = fault.code if fault else 0
        if fault and fault.code == "timeout":
            await self._stopped.wait()
            raise Problem(20500, "Stopped", status=503)
        if fault and isinstance(fault.code, int) and fault.code < 63000:
            raise _problem(fault.code, fault.retry_after)
        record, error = self._recorded(form, fault)
        send.sid = record.sid
        if self.callbacks == "early":
            await self._live(record, error)
        else:
            self._spawn(self._live(record, error))
        if fault and fault.code == "accept-then-hang":
            await self._announce()
            await self._stopped.wait()
        return record

    def _next_fault(self, to: str) -> Fault | None:
        for fault in self.faults:
            if fault.times <= 0 or fault.to not in to:
                continue
            fault.after -= 1
            if fault.after < 0:
                fault.times -= 1
                return fault
        return None

    def _recorded(self, form: dict[str, str], fault: Fault | None) -> tuple[Record, int]:
        """The message, and the code with which it will be reported as failed, or 0."""
        shown = self.content.show(form)
        person = self.person(form["To"].removeprefix("whatsapp:"))
        if person.stopped:
            raise Problem(21610, "Attempt to send to unsubscribed recipient")
        template = self.content.templates.get(form.get("ContentSid", ""))
        error = fault.code if fault and isinstance(fault.code, int) else 0
        if not error and not person.window_open and not (template and template.approved):
            error = 63016
        record = Record(self.new_sid("SM"), form, shown, "outbound-api", clock.now(), body=shown.body)
        self.records[record.sid] = record
        if not error:
            person.inbox.append(record)
        return record, error

    async def _live(self, record: Record, error: int) -> None:
        """Its states, each reported to the callback address it was sent with."""
        states = ["failed"] if error else [*STATES, *(["read"] if self.reads else [])]
        record.status, record.error = states[-1], error
        if self.callbacks == "permuted":
            self.dice.shuffle(states)
        if self.callbacks != "none":
            for state in states * (2 if self.duplicates else 1):
                await self.report(record, state)
        await self._announce()

    async def report(self, record: Record, state: str) -> None:
        """A status callback."""
        url = self.console_callback or record.form.get("StatusCallback", "")
        if not url:
            return
        form = {
            "MessageSid": record.sid, "SmsSid": record.sid, "MessageStatus": state, "SmsStatus": state,
            "To": record.form["To"], "From": record.form["From"], "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01", "ChannelPrefix": "whatsapp",
        }  # fmt: skip
        if state in {"failed", "undelivered"}:
            form["ErrorCode"] = str(record.error or 63024)
        await self.post(url, form)

    # Webhooks

    async def hear(self, person: Person, form: dict[str, str]) -> None:
        media = tuple(value.rpartition("/")[2] for name, value in form.items() if name.startswith("MediaUrl"))
        body = form["Body"]
        record = Record(
            form["MessageSid"], form, Shown(body), "inbound", clock.now(), "received", body=body, media=media
        )
        self.records[record.sid] = record
        await self.post(self.webhook_url, form)

    @property
    def webhook_url(self) -> str:
        return f"{self.public_url}/webhooks/whatsapp"

    async def repeat(self, sid: str) -> Hook:
        """The webhook of a message once more, as after an answer that got lost."""
        return await self.post(self.webhook_url, self.records[sid].form)

    @property
    def missed(self) -> list[Hook]:
        """Webhooks that were given up."""
        return [hook for hook in self.hooks if hook.status != 200]

    async def post(self, url: str, form: dict[str, str]) -> Hook:
        """Signed by Twilio's own library; one repeat when there is no answer or a 5xx."""
        hook = Hook(url, form)
        self.hooks.append(hook)
        token = secrets.token_hex(8)
        for _ in range(2):
            await self._try(hook, token)
            if 0 < hook.status < 500:
                break
        await self._announce()
        return hook

    async def _try(self, hook: Hook, token: str) -> None:
        loop = asyncio.get_running_loop()
        target = hook.url.replace(self.public_url, self.deliver_to or self.public_url, 1)
        signature = RequestValidator(self.auth_token).compute_signature(hook.url, hook.form)
        headers = {"X-Twilio-Signature": signature, "I-Twilio-Idempotency-Token": token}
        started = loop.time()
        hook.attempts += 1
        try:
            async with self._session.post(target, data=hook.form, headers=headers) as response:
                hook.status, hook.answer = response.status, await response.text()
        except (ClientError, TimeoutError, OSError):
            hook.status = 0
        hook.seconds = loop.time() - started

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _announce(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _problem(code: int, retry_after: float | None) -> Problem:
    if code in {429, 20429}:
        return Problem(20429, "Too Many Requests", status=429, retry_after=retry_after)
    status = code if code < 600 else 400
    return Problem(code if code >= 600 else 20000 + code, "Refused by a fault", status=status)
