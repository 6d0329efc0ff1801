"""What people do, as it comes through a signed webhook."""

from __future__ import annotations

from bot.channels.whatsapp import WhatsAppChannel
from bot.messages import Inbound, Point
from tests.bot.channels.whatsapp.conftest import Door
from tests.emulators.twilio import TwilioEmulator


def heard(door: Door) -> Inbound:
    event = door.events[-1]
    assert isinstance(event, Inbound)
    return event


async def test_everything_a_person_can_do_is_understood(twilio: TwilioEmulator, door: Door) -> None:
    budi = twilio.person("+6281234567890", "Budi", external="ID.abc123")
    sid = await budi.says("Ada banjir 🌊 di Jl. Melati & sekitarnya")
    assert (heard(door).text, heard(door).event_id) == ("Ada banjir 🌊 di Jl. Melati & sekitarnya", sid)
    assert (heard(door).sender, heard(door).aliases, heard(door).name) == ("+6281234567890", ("ID.abc123",), "Budi")
    await budi.forwards("Awas penculikan!")
    assert heard(door).forwarded
    await budi.sends_location(-6.9, 107.6, label="Pasar")
    assert (heard(door).text, heard(door).point) == ("", Point(-6.9, 107.6, "Pasar"))
    await budi.sends_photo(b"jpeg", caption="ini")
    assert (heard(door).text, [media.kind for media in heard(door).media]) == ("ini", ["photo"])
    assert twilio.missed == []


async def test_a_person_without_a_number_is_the_same_later_with_one(twilio: TwilioEmulator, door: Door) -> None:
    await twilio.person("ID.abc123", "Sari").says("halo")
    first = heard(door)
    await twilio.person("+6281234567890", "Sari", external="ID.abc123").says("halo lagi")
    assert (first.sender, first.phone) == ("ID.abc123", "")
    assert first.sender in heard(door).aliases


async def test_a_repeat_has_the_same_id(twilio: TwilioEmulator, door: Door) -> None:
    sid = await twilio.person("+6281234567890").says("halo")
    await twilio.repeat(sid)
    assert [event.event_id for event in door.events] == [sid, sid]


async def test_a_stranger_with_another_token_is_turned_away(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door
) -> None:
    twilio.auth_token = "guessed"
    await twilio.person("+6281234567890").says("halo")
    assert [hook.status for hook in twilio.hooks] == [403]
    assert door.events == []


async def test_a_webhook_signed_for_another_address_is_turned_away(twilio: TwilioEmulator, door: Door) -> None:
    sid = await twilio.person("+6281234567890").says("halo")
    url, seen = "http://lapor.example/webhooks/whatsapp", len(door.events)
    address = twilio.deliver_to
    twilio.public_url, twilio.deliver_to = "https://lapor.example", address
    hook = await twilio.post(url.replace("lapor.example", address.removeprefix("http://")), twilio.records[sid].form)
    assert hook.status == 403
    assert len(door.events) == seen
