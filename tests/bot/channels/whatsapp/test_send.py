from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

import pytest
from aiohttp import ClientTimeout
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp import WhatsAppChannel, layout
from bot.messages import CardRow, Inbound, Outbound, SendError, StatusEvent
from core import clock
from tests.bot.channels.whatsapp.conftest import BUDI, Door, choices, make_channel
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.emulators.twilio_rules import Template, buttons_template

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.fixture
async def rich(twilio: TwilioEmulator) -> AsyncIterator[WhatsAppChannel]:
    """A channel with a template for every shape."""
    made = make_channel(twilio, **twilio.shapes())
    yield made
    await made.close()


HALO = Outbound("halo")


async def refused(channel: WhatsAppChannel, message: Outbound = HALO) -> SendError:
    with pytest.raises(SendError) as caught:
        await channel.send(BUDI, message, message_id="m1")
    return caught.value


# What arrives


async def test_a_text_arrives_with_its_stars_and_our_id_in_the_callback(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person
) -> None:
    receipt = await channel.send(BUDI, Outbound("*Laporan diterima.*"), message_id="m1")
    assert budi.sees() == ["*Laporan diterima.*"]
    (send,) = twilio.sends
    assert receipt.provider_id == send.sid
    assert send.form == {
        "To": f"whatsapp:{BUDI}", "From": "whatsapp:+14155238886", "Body": "*Laporan diterima.*",
        "StatusCallback": "https://lapor.example/webhooks/whatsapp/status/m1",
    }  # fmt: skip


async def test_a_person_known_only_by_an_id_is_answered(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    person = twilio.person("ID.abc123")
    person.heard_at = clock.now()
    await channel.send("ID.abc123", Outbound("halo"), message_id="m1")
    assert person.sees() == ["halo"]


async def test_cards_notes_and_choices_are_lines(channel: WhatsAppChannel, budi: Person) -> None:
    message = Outbound(
        "Sudah benar?",
        choices("Kirim", "Ubah"),
        card=(CardRow("Apa", "Banjir"), CardRow("Di mana", "Jl. Melati")),
        note="Kode JB-1",
    )
    await channel.send(BUDI, message, message_id="m1")
    assert budi.sees() == ["Sudah benar?\n\n*Apa*: Banjir\n*Di mana*: Jl. Melati\nKode JB-1\n\n1. Kirim\n2. Ubah"]


async def test_a_long_text_arrives_whole_in_parts(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person
) -> None:
    text = " ".join(f"Kalimat nomor {n}." for n in range(250))
    receipt = await channel.send(BUDI, Outbound(text), message_id="m1")
    assert " ".join(budi.sees()) == text
    assert all(len(part) <= 1600 for part in budi.sees())
    assert receipt.provider_id == twilio.sends[-1].sid
    tails = [send.form["StatusCallback"].partition("/status/")[2] for send in twilio.sends]
    assert tails == ["m1/part"] * (len(tails) - 1) + ["m1"]


# Choices


@pytest.mark.parametrize(
    ("count", "kind"), [(2, "twilio/quick-reply"), (3, "twilio/quick-reply"), (4, "twilio/list-picker"),
                        (10, "twilio/list-picker")]
)  # fmt: skip
async def test_choices_are_buttons_where_a_template_has_them(
    rich: WhatsAppChannel, door: Door, budi: Person, count: int, kind: str
) -> None:
    labels = [f"Pilihan {n}" for n in range(1, count + 1)]
    await rich.send(BUDI, Outbound("Pilih satu:", choices(*labels)), message_id="m1")
    (record,) = budi.inbox
    assert (record.shown.kind, record.shown.body) == (kind, "Pilih satu:")
    await budi.taps("Pilihan 2")
    event = next(e for e in door.events if isinstance(e, Inbound))
    assert (event.kind, event.choice, event.text) == ("choice", "p1:pilihan 2", "Pilihan 2")
    assert event.reply_to == record.sid


async def test_eleven_choices_are_numbered(rich: WhatsAppChannel, budi: Person) -> None:
    await rich.send(BUDI, Outbound("Pilih:", choices(*(f"Pilihan {n}" for n in range(11)))), message_id="m1")
    assert budi.sees()[0].endswith("\n11. Pilihan 10")


async def test_a_text_too_long_for_buttons_is_numbered(rich: WhatsAppChannel, budi: Person) -> None:
    await rich.send(BUDI, Outbound("a" * 1025, choices("Ya", "Tidak")), message_id="m1")
    assert budi.sees()[0].endswith("\n\n1. Ya\n2. Tidak")


async def test_titles_that_are_equal_when_cut_are_numbered(rich: WhatsAppChannel, budi: Person) -> None:
    labels = ("Kecelakaan lalu lintas ringan", "Kecelakaan lalu lintas berat")
    await rich.send(BUDI, Outbound("Apa?", choices(*labels)), message_id="m1")
    assert budi.sees() == [f"Apa?\n\n1. {labels[0]}\n2. {labels[1]}"]


@pytest.mark.parametrize("template", [buttons_template("HX" + "c" * 32, 3), Template("HX" + "d" * 32)])
async def test_a_refused_template_becomes_numbered_text(
    twilio: TwilioEmulator, budi: Person, template: Template
) -> None:
    """One wants variables we do not send, the other is not there (21656, 21655)."""
    if template.buttons:
        twilio.add_template(template)
    channel = make_channel(twilio, choices_2=template.sid)
    receipt = await channel.send(BUDI, Outbound("Benar?", choices("Ya", "Tidak")), message_id="m1")
    await channel.close()
    assert budi.sees() == ["Benar?\n\n1. Ya\n2. Tidak"]
    assert receipt.provider_id == budi.inbox[0].sid


async def test_a_tap_on_numbered_text_is_a_typed_number(channel: WhatsAppChannel, door: Door, budi: Person) -> None:
    await channel.send(BUDI, Outbound("Benar?", choices("Ya", "Tidak")), message_id="m1")
    await budi.taps("Tidak")
    event = next(e for e in door.events if isinstance(e, Inbound))
    assert event.text == "2"


# Templates


async def test_a_template_reaches_a_person_who_is_silent(twilio: TwilioEmulator, budi: Person) -> None:
    sid = twilio.add_template(Template("HX" + "b" * 32, body="Kabar dari polisi: {{1}} Balas di sini.", approved=True))
    channel = make_channel(twilio, status_update=sid)
    budi.falls_silent()
    text = "Laporan JB-1:\n\nsedang    ditangani."
    await channel.send(BUDI, Outbound(text, template="status_update"), message_id="m1")
    await channel.close()
    assert budi.sees() == ["Kabar dari polisi: Laporan JB-1: sedang ditangani. Balas di sini."]


async def test_a_template_that_is_not_set_up_goes_as_text(channel: WhatsAppChannel, budi: Person) -> None:
    await channel.send(BUDI, Outbound("Kabar", template="status_update"), message_id="m1")
    assert budi.sees() == ["Kabar"]


async def test_free_text_to_a_silent_person_is_reported_as_closed(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door, budi: Person
) -> None:
    budi.falls_silent()
    await channel.send(BUDI, Outbound("halo"), message_id="m1")
    status = await twilio.until(lambda: door.events[0] if door.events else None)
    assert isinstance(status, StatusEvent)
    assert (status.state, status.reason, status.message_id) == ("failed", "window closed: twilio 63016", "m1")
    assert budi.sees() == []


# Refusals


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        (21610, {"permanent", "blocked"}), (21211, {"permanent"}), (21614, {"permanent"}), (21612, {"permanent"}),
        (500, set()), (503, set()), (504, {"ambiguous"}), (429, set()), (401, set()), (20429, set()),
    ],
)  # fmt: skip
async def test_refusals(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person, code: int, flags: set[str]
) -> None:
    twilio.fault(code)
    error = await refused(channel)
    names = ("permanent", "blocked", "closed", "ambiguous")
    assert {name for name in names if getattr(error, name)} == flags
    assert len(twilio.sends) == 1
    await channel.send(BUDI, Outbound("halo"), message_id="m2")
    assert budi.sees() == ["halo"]


async def test_the_providers_own_pause_is_passed_on(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    twilio.fault(429, retry_after=7)
    assert (await refused(channel)).retry_after == 7
    twilio.fault(20429)
    assert (await refused(channel)).retry_after is None


async def test_a_person_who_wrote_stop_is_blocked(channel: WhatsAppChannel, budi: Person) -> None:
    budi.stopped = True
    assert (await refused(channel)).blocked


async def test_without_a_server_it_may_be_tried_again(twilio: TwilioEmulator) -> None:
    channel = make_channel(twilio, api_url="http://127.0.0.1:9")
    error = await refused(channel)
    await channel.close()
    assert not error.ambiguous
    assert not error.permanent


@pytest.mark.parametrize("fault", ["timeout", "accept-then-hang"])
async def test_a_lost_answer_is_ambiguous_and_nothing_is_sent_again(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person, fault: Literal["timeout", "accept-then-hang"]
) -> None:
    channel.patience = ClientTimeout(total=0.3)
    twilio.fault(fault)
    started = clock.now()
    assert (await refused(channel)).ambiguous
    assert len(twilio.sends) == 1
    found = await channel.find(BUDI, Outbound("halo"), since=started)
    if fault == "timeout":
        assert found is None
        return
    assert found is not None
    assert (found.provider_id, found.state) == (budi.inbox[0].sid, "delivered")


async def test_the_callback_tells_what_the_answer_did_not(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door, budi: Person
) -> None:
    channel.patience = ClientTimeout(total=0.3)
    twilio.fault("accept-then-hang")
    assert (await refused(channel)).ambiguous
    states = await twilio.until(lambda: door.events if len(door.events) == 3 else None)
    assert {event.message_id for event in states if isinstance(event, StatusEvent)} == {"m1"}


async def test_callbacks_may_come_before_the_answer(
    channel: WhatsAppChannel, twilio: TwilioEmulator, door: Door, budi: Person
) -> None:
    twilio.callbacks = "early"
    receipt = await channel.send(BUDI, Outbound("halo"), message_id="m1")
    states = [event for event in door.events if isinstance(event, StatusEvent)]
    assert [event.state for event in states] == ["sending", "sent", "delivered"]
    assert {event.provider_id for event in states} == {receipt.provider_id}


async def test_a_retry_goes_on_behind_the_parts_that_arrived(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person
) -> None:
    text = " ".join(f"Kalimat nomor {n}." for n in range(250))
    twilio.fault(429, after=1)
    assert not (await refused(channel, Outbound(text))).ambiguous
    assert len(budi.inbox) == 1
    await channel.send(BUDI, Outbound(text), message_id="m1")
    assert " ".join(budi.sees()) == text


async def test_many_at_once_keep_their_answers_apart(
    channel: WhatsAppChannel, twilio: TwilioEmulator, budi: Person
) -> None:
    twilio.latency = 0.05
    sends = (channel.send(BUDI, Outbound(f"nomor {n}"), message_id=f"m{n}") for n in range(20))
    receipts = await asyncio.gather(*sends)
    for number, receipt in enumerate(receipts):
        assert twilio.records[receipt.provider_id].form["Body"] == f"nomor {number}"
    assert twilio.most_concurrent_sends > 1


# Starting


async def test_start_tries_the_credentials(channel: WhatsAppChannel, twilio: TwilioEmulator) -> None:
    await channel.start(public_url=twilio.public_url)
    twilio.auth_token = "another"
    stranger = make_channel(twilio)
    with pytest.raises(SendError) as caught:
        await stranger.start(public_url=twilio.public_url)
    await stranger.close()
    assert caught.value.retry_after == 300


async def test_start_forgets_templates_that_are_gone(twilio: TwilioEmulator, budi: Person) -> None:
    channel = make_channel(twilio, choices_2="HX" + "f" * 32)
    await channel.start(public_url=twilio.public_url)
    await channel.send(BUDI, Outbound("Benar?", choices("Ya", "Tidak")), message_id="m1")
    await channel.close()
    assert len(twilio.sends) == 1
    assert budi.sees() == ["Benar?\n\n1. Ya\n2. Tidak"]


# Cutting


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("pendek", "pendek"),
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 19 + "…"),
        ("a" * 17 + FAMILY + "bcd", "a" * 17 + "…"),
        ("a" * 18 + "e\u0301" + "bcd", "a" * 18 + "…"),
        ("a" * 18 + "\U0001f1ee\U0001f1e9" + "bcd", "a" * 18 + "…"),
        ("a" * 18 + "\U0001f44d\U0001f3fd" + "bcd", "a" * 18 + "…"),
    ],
)
def test_titles_are_cut_between_signs(text: str, cut: str) -> None:
    assert layout.cut(text, 20) == cut


@given(st.text(max_size=400), st.integers(10, 60))
def test_splitting_loses_nothing_but_space(text: str, limit: int) -> None:
    parts = list(layout.split(text, limit))
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.lists(st.sampled_from([FAMILY, "a", "\U0001f44d\U0001f3fd", "e\u0301"]), max_size=40), st.integers(8, 30))
def test_a_word_without_end_is_split_between_signs(signs: list[str], limit: int) -> None:
    assert all(part[0] in {sign[0] for sign in signs} for part in layout.split("".join(signs), limit))
