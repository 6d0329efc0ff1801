"""What Twilio is asked: what became of a message, and what people wrote while we were away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.channels.whatsapp import WhatsAppChannel
from bot.messages import Inbound, Outbound, SendError
from core import clock
from tests.bot.channels.whatsapp.conftest import BUDI, Door, choices, make_channel
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.emulators.twilio_rules import Template


async def test_lookup_tells_equal_messages_apart(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person
) -> None:
    started = clock.now()
    first = await channel.send(BUDI, Outbound("Diterima."), message_id="m1")
    found = await channel.find(BUDI, Outbound("Diterima."), since=started, known={first.provider_id})
    assert found is None
    assert await channel.find(BUDI, Outbound("Lain."), since=started) is None
    assert await channel.find("+6280000000000", Outbound("Diterima."), since=started) is None


async def test_lookup_finds_what_was_sent_with_buttons_and_by_template(twilio: TwilioEmulator, budi: Person) -> None:
    sid = twilio.add_template(Template("HX" + "b" * 32, body="Kabar: {{1}} Balas.", approved=True))
    channel = make_channel(twilio, status_update=sid, **twilio.shapes())
    started = clock.now()
    for message in (Outbound("Benar?", choices("Ya", "Tidak")), Outbound("Sudah\nselesai", template="status_update")):
        receipt = await channel.send(BUDI, message, message_id="m1")
        found = await channel.find(BUDI, message, since=started)
        assert found is not None
        assert found.provider_id == receipt.provider_id
    await channel.close()


async def listed(channel: WhatsAppChannel, since: datetime, *, known: str = "") -> list[Inbound]:
    async def fresh(event_ids: Sequence[str]) -> list[str]:
        return [id_ for id_ in event_ids if id_ != known]

    return [event async for event in channel.missed(since, clock.now() + timedelta(seconds=1), fresh=fresh)]


async def test_the_list_brings_what_came_while_we_were_away(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door, budi: Person
) -> None:
    since = clock.now()
    await budi.says("sebelum")
    await channel.send(BUDI, Outbound("dari kami"), message_id="m1")
    door.answer = 503
    await budi.says("selama")
    photo = await budi.sends_photo(b"jpeg", caption="foto")
    door.answer = 200
    events = await listed(channel, since)
    assert [event.text for event in events] == ["sebelum", "selama", "foto"]
    assert events[0].event_id == next(e.event_id for e in door.events if isinstance(e, Inbound))
    assert events[2].event_id == photo
    assert events[2].sender == BUDI
    assert events[2].sent_at is not None
    (again,) = channel.parse(events[2].raw, tail="")
    assert again.event_id == photo
    content = b"".join([chunk async for chunk in channel.fetch(events[2].media[0], limit=100)])
    assert content == b"jpeg"
    assert [event.text for event in await listed(channel, since, known=photo)] == ["sebelum", "selama"]


async def test_the_list_ends_where_it_is_told(channel: WhatsAppChannel, door: Door, budi: Person) -> None:
    await budi.says("terlalu muda")

    async def fresh(event_ids: Sequence[str]) -> Sequence[str]:
        return event_ids

    until = clock.now() - timedelta(minutes=2)
    assert [e async for e in channel.missed(until - timedelta(hours=1), until, fresh=fresh)] == []


async def test_a_list_that_cannot_be_read_says_so(twilio: TwilioEmulator) -> None:
    twilio.auth_token = "another"
    stranger = make_channel(twilio)
    with pytest.raises(SendError):
        await listed(stranger, clock.now())
    await stranger.close()
