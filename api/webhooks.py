"""Provider events: verify -> parse -> hand to the writer -> 200 after the commit. The same for all channels."""

from __future__ import annotations

import structlog
from starlette.types import Scope, Send

from api.limits import Body, HungUp, TooLong, answer
from api.standby import Standby
from api.world import World
from bot.channels.contract import Channel, Refused
from bot.ingest import Came
from core.errors import Unavailable

log = structlog.get_logger(__name__)

# An empty TwiML document: Twilio sends nothing for it, Telegram ignores it.
RECEIVED = b"<?xml version='1.0'?><Response/>"


class Webhooks:
    def __init__(self, world: World) -> None:
        self.world = world
        self.standby = Standby(world)
        self.channels = {channel.kind: channel for channel in world.house.channels.values()}

    async def __call__(self, scope: Scope, body: Body, send: Send) -> None:
        kind, tail = _split(scope["path"])
        channel = self.channels.get(kind)
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
        # The path as it was sent, because it is signed with its percent signs.
        url = self.world.base_url + scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            channel.verify(url=url, headers=headers, body=body)
        except Refused as error:
            log.warning("webhook refused", channel=channel.kind, status=error.status)
            return error.status, 0
        try:
            await self.standby.hand_over(channel, [Came(event, tail) for event in channel.parse(body, tail=tail)])
        except Unavailable as error:
            return 503, error.retry_after
        return 200, 0


def _split(path: str) -> tuple[str, str]:
    """("whatsapp", "/status/123") of /webhooks/whatsapp/status/123."""
    kind, slash, tail = path.removeprefix("/webhooks/").partition("/")
    return kind, slash + tail
