"""While the database is away, an emergency is still answered with the number to call: the only message that does not
go through the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from api import danger
from api.world import World
from bot.channels.contract import Channel
from bot.ingest import Came
from bot.messages import Inbound, Outbound, SendError
from core import clock
from core.errors import Unavailable
from core.i18n import translator
from core.writer import Sooner

log = structlog.get_logger(__name__)

EVERY = 600.0  # seconds between two such answers to one person
PATIENCE, PATIENCE_IN_DANGER = (
    10.0,
    2.0,
)  # seconds to wait until a message is stored; it may still be stored later, once


class Standby:
    def __init__(self, world: World) -> None:
        self.world = world
        self._answered: dict[tuple[str, str], float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def hand_over(self, channel: Channel, came: Sequence[Came]) -> None:
        """Returns after the commit of these events, or raises Unavailable. The database may hang, and who is in danger
        must not wait: they are told whom to call, and sooner than others are given up."""
        in_danger = Sooner(PATIENCE_IN_DANGER, lambda: any(map(self._is_danger, came)))
        try:
            await self.world.writer.take_all(came, deadline=PATIENCE, sooner=in_danger)
        except Unavailable:
            self._answer(channel, came)
            raise

    def _answer(self, channel: Channel, came: Sequence[Came]) -> None:
        for item in came:
            event = item.event
            if not isinstance(event, Inbound) or not self._is_danger(item):
                continue
            key, now = (event.account, event.sender), clock.now().timestamp()
            if now - self._answered.get(key, -EVERY) < EVERY:
                continue
            self._answered = {k: t for k, t in self._answered.items() if now - t < EVERY}
            self._answered[key] = now
            task = asyncio.get_running_loop().create_task(self._send(channel, event, self._language(event)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _is_danger(self, item: Came) -> bool:
        return isinstance(item.event, Inbound) and danger.told_in(self.world, item.event.text)

    async def _send(self, channel: Channel, event: Inbound, language: str) -> None:
        text = emergency(self.world.settings.emergency_number, language)
        try:
            await channel.send(event.sender, Outbound(text), message_id="static")
        except SendError as error:
            log.error("static emergency answer not sent", reason=error.reason)

    def _language(self, event: Inbound) -> str:
        """The language of the text, else of the app. What the person chose is in the database, which is away."""
        if "emergency" in event.text.casefold():
            return "en"
        written = danger.understood(self.world, event.text).language
        return written or ("en" if event.language.startswith("en") else "id")


def emergency(number: str, language: str) -> str:
    text = translator(language)(
        "*Ada bahaya sekarang? TELEPON {number}.* Pesan Anda belum bisa kami simpan; sistem sedang terganggu. "
        "Ambulans 119, pemadam 113."
    )
    return text.format(number=number)
