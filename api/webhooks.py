"""Provider events: verify -> parse -> hand to the writer -> 200 after the commit. One path for all channels."""

from __future__ import annotations

import asyncio

import structlog
from starlette.types import Scope, Send

from api.limits import Body, HungUp, TooLong, answer
from api.world import World
from bot.channels.contract import Channel, Refused
from bot.conversation.understanding import command
from bot.ingest import Arrived
from bot.messages import Inbound, Outbound, SendError
from core import clock
from core.errors import Unavailable
from core.i18n import translator

log = structlog.get_logger(__name__)

# An empty TwiML document: Twilio sends nothing for it, Telegram ignores it.
RECEIVED = b"<?xml version='1.0'?><Response/>"
STATIC_EVERY = 600.0  # seconds between two emergency answers without a database to the same person


class Webhooks:
    def __init__(self, world: World) -> None:
        self.world = world
        self._answered: dict[tuple[str, str], float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, body: Body, send: Send) -> None:
        kind, tail = _split(scope["path"])
        channel = next((c for c in self.world.house.channels.values() if c.kind == kind), None)
        if channel is None:
            await answer(send, 404)
            return
        if scope["method"] != "POST":
            await answer(send, 405, None, (b"allow", b"POST"))
            return
        try:
            status, retry = await self._receive(channel, scope, await body.read(), tail)
        except HungUp:
            return
        except TooLong as error:
            status, retry = error.status, 0
        headers = [(b"retry-after", str(retry).encode())] if retry else []
        await answer(send, status, RECEIVED if status == 200 else None, *headers)

    async def _receive(self, channel: Channel, scope: Scope, body: bytes, tail: str) -> tuple[int, int]:
        """(status, seconds for Retry-After or 0)."""
        query = scope["query_string"].decode("latin-1")
        # The path as it was sent: a signature counts the percent signs too.
        url = self.world.base_url + scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            channel.verify(url=url, headers=headers, body=body)
        except Refused as error:
            log.warning("webhook refused", channel=channel.kind, status=error.status)
            return error.status, 0
        arrived = [self.world.ingest.prepare(event, tail=tail) for event in channel.parse(body, tail=tail)]
        try:
            if len(arrived) == 1:
                await self.world.writer.take(arrived[0])
            else:
                await self.world.writer.take_all(arrived)
        except Unavailable as error:
            self._answer_danger(channel, arrived)
            return 503, error.retry_after
        return 200, 0

    def _answer_danger(self, channel: Channel, arrived: list[Arrived]) -> None:
        """Without a database an emergency still gets the number to call: the one send past the outbox."""
        for item in arrived:
            event = item.event
            if not (isinstance(event, Inbound) and _is_danger(item)):
                continue
            key, now = (event.account, event.sender), clock.now().timestamp()
            if now - self._answered.get(key, -STATIC_EVERY) < STATIC_EVERY:
                continue
            self._answered = {k: t for k, t in self._answered.items() if now - t < STATIC_EVERY}
            self._answered[key] = now
            task = asyncio.get_running_loop().create_task(self._send_static(channel, event))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send_static(self, channel: Channel, event: Inbound) -> None:
        text = static_emergency(self.world.settings.emergency_number, "en" if event.language == "en" else "id")
        try:
            await channel.send(event.sender, Outbound(text), message_id="static")
        except SendError as error:
            log.error("static emergency answer not sent", reason=error.reason)


def static_emergency(number: str, language: str) -> str:
    text = translator(language)(
        "*Ada bahaya sekarang? TELEPON {number}.* Pesan Anda belum bisa kami simpan; sistem sedang terganggu. "
        "Ambulans 119, pemadam 113."
    )
    return text.format(number=number)


def _is_danger(item: Arrived) -> bool:
    event = item.event
    assert isinstance(event, Inbound)
    urgent = item.understood.urgent if item.understood else None
    return command(event.text) == "emergency" or (urgent is not None and urgent.value == "emergency")


def _split(path: str) -> tuple[str, str]:
    """("whatsapp", "/status/123") of /webhooks/whatsapp/status/123."""
    kind, slash, tail = path.removeprefix("/webhooks/").partition("/")
    return kind, slash + tail
