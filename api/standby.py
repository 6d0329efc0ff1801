"""While the database is away, an emergency is still answered with the number to call: the only message that does not
go through the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from api.world import World
from bot.channels.contract import Channel
from bot.conversation.flows.alarm_words import is_danger
from bot.ingest import Arrived
from bot.messages import Inbound, Outbound, SendError
from core import clock
from core.i18n import translator

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

    def patience(self, arrived: Sequence[Arrived]) -> float:
        """How long to wait for the database: it may hang, and who is in danger must not wait."""
        return PATIENCE_IN_DANGER if any(map(self._is_danger, arrived)) else PATIENCE

    def answer(self, channel: Channel, arrived: Sequence[Arrived]) -> None:
        for item in arrived:
            event = item.event
            if not isinstance(event, Inbound) or not self._is_danger(item):
                continue
            key, now = (event.account, event.sender), clock.now().timestamp()
            if now - self._answered.get(key, -EVERY) < EVERY:
                continue
            self._answered = {k: t for k, t in self._answered.items() if now - t < EVERY}
            self._answered[key] = now
            task = asyncio.get_running_loop().create_task(self._send(channel, event, _language(item)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _is_danger(self, item: Arrived) -> bool:
        text, number = item.event.text if isinstance(item.event, Inbound) else "", self.world.settings.emergency_number
        return is_danger(text, item.understood, number=number)

    async def _send(self, channel: Channel, event: Inbound, language: str) -> None:
        text = emergency(self.world.settings.emergency_number, language)
        try:
            await channel.send(event.sender, Outbound(text), message_id="static")
        except SendError as error:
            log.error("static emergency answer not sent", reason=error.reason)


def emergency(number: str, language: str) -> str:
    text = translator(language)(
        "*Ada bahaya sekarang? TELEPON {number}.* Pesan Anda belum bisa kami simpan; sistem sedang terganggu. "
        "Ambulans 119, pemadam 113."
    )
    return text.format(number=number)


def _language(item: Arrived) -> str:
    """The language of the text, else of the app. What the person chose is in the database, which is away."""
    assert isinstance(item.event, Inbound)
    written = item.understood.language if item.understood else None
    if "emergency" in item.event.text.casefold():
        return "en"
    return written or ("en" if item.event.language.startswith("en") else "id")
