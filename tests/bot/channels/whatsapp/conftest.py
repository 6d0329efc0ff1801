from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.channels.contract import Refused
from bot.channels.whatsapp import WhatsAppChannel
from bot.messages import Choice, Event
from core import clock
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person

BUDI = "+6281234567890"


class Door:
    """Stands where api/webhooks.py stands: verifies, parses and keeps what came."""

    def __init__(self, channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
        self.channel, self.twilio = channel, twilio
        self.events: list[Event] = []
        self.answer = 200

    async def receive(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        try:
            self.channel.verify(url=self.twilio.public_url + request.path_qs, headers=headers, body=body)
        except Refused as error:
            return web.Response(status=error.status)
        if self.answer == 200:
            tail = request.path.removeprefix("/webhooks/whatsapp")
            self.events += self.channel.parse(body, tail=tail)
        return web.Response(status=self.answer, text="<Response/>", content_type="text/xml")


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as emulator:
        yield emulator


@pytest.fixture
def budi(twilio: TwilioEmulator) -> Person:
    person = twilio.person(BUDI, "Budi")
    person.heard_at = clock.now()
    return person


@pytest.fixture
async def channel(twilio: TwilioEmulator) -> AsyncIterator[WhatsAppChannel]:
    made = make_channel(twilio)
    yield made
    await made.close()


@pytest.fixture
async def door(channel: WhatsAppChannel, twilio: TwilioEmulator) -> AsyncIterator[Door]:
    made = Door(channel, twilio)
    app = web.Application()
    app.router.add_post("/{path:.*}", made.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    twilio.deliver_to = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


def make_channel(twilio: TwilioEmulator, *, api_url: str = "", **templates: str) -> WhatsAppChannel:
    return WhatsAppChannel(
        account_sid=twilio.account_sid, auth_token=twilio.auth_token, sender=twilio.sender,
        public_url=twilio.public_url, api_url=api_url or twilio.api_url, content_url=twilio.content_url,
        templates=templates,
    )  # fmt: skip


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"p1:{label.lower()}", label, number=str(n)) for n, label in enumerate(labels, 1))
