from __future__ import annotations

from itertools import permutations
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp import WhatsAppChannel
from bot.messages import Event, Ignored, Inbound, MediaKind, MediaRef, Point, StatusEvent
from core import terms

SID = "SM" + "1" * 32
MEDIA = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME"


def parse(fields: dict[str, str] | bytes, *, tail: str = "") -> Event:
    channel = WhatsAppChannel(
        account_sid="AC1", auth_token="x", sender="whatsapp:+14155238886", public_url="https://lapor.example"
    )
    assert channel.account == "whatsapp:+14155238886"
    body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
    (event,) = channel.parse(body, tail=tail)
    assert event.account == channel.account
    assert event.raw == body
    return event


def message(**more: str) -> Inbound:
    event = parse({
        "MessageSid": SID, "SmsSid": SID, "From": "whatsapp:+6281234567890", "To": "whatsapp:+14155238886",
        "Body": "", "NumMedia": "0", "ProfileName": "Budi", "WaId": "6281234567890", **more,
    })  # fmt: skip
    assert isinstance(event, Inbound), event
    return event


def test_a_text() -> None:
    event = message(Body="Ada kecelakaan\u0000 di Jl. Melati ")
    assert (event.kind, event.text, event.event_id, event.message_id) == (
        "message", "Ada kecelakaan di Jl. Melati", SID, SID
    )  # fmt: skip
    assert (event.sender, event.aliases, event.phone, event.name) == (
        "+6281234567890", (), "+6281234567890", "Budi"
    )  # fmt: skip
    assert not event.forwarded


@pytest.mark.parametrize(
    ("fields", "sender", "aliases", "phone"),
    [
        ({"From": "whatsapp:ID.abc123", "WaId": ""}, "ID.abc123", (), ""),
        (
            {"From": "whatsapp:+6281234567890", "ExternalUserId": "ID.abc123"},
            "+6281234567890", ("ID.abc123",), "+6281234567890",
        ),
        (
            {"From": "whatsapp:ID.abc123", "WaId": "6281234567890", "ExternalUserId": "whatsapp:ID.abc123"},
            "ID.abc123", ("+6281234567890",), "+6281234567890",
        ),
        ({"From": "whatsapp: 6281234567890"}, "+6281234567890", (), "+6281234567890"),
        ({"From": "whatsapp:+5491123456789", "WaId": "541123456789"}, "+5491123456789", ("+541123456789",),
         "+5491123456789"),
        ({"From": "whatsapp:+1", "WaId": ""}, "+1", (), ""),
        ({"From": "whatsapp:+999999999999999", "WaId": ""}, "+999999999999999", (), ""),
    ],
)  # fmt: skip
def test_who_it_is(fields: dict[str, str], sender: str, aliases: tuple[str, ...], phone: str) -> None:
    event = message(Body="halo", **fields)
    assert (event.sender, event.aliases, event.phone) == (sender, aliases, phone)


def test_a_person_with_and_without_a_number_shares_an_id() -> None:
    first = message(From="whatsapp:ID.abc123", WaId="", Body="halo")
    second = message(ExternalUserId="ID.abc123", Body="halo lagi")
    assert {first.sender, *first.aliases} & {second.sender, *second.aliases}


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("image/jpeg", "photo"),
        ("video/mp4", "video"),
        ("audio/ogg; codecs=opus", "voice"),
        ("application/pdf", "document"),
        ("", "document"),
    ],
)
def test_media(mime: str, kind: MediaKind) -> None:
    event = message(NumMedia="1", MediaUrl0=f"{MEDIA}0", MediaContentType0=mime)
    assert event.kind == "message"
    assert event.media == (MediaRef(kind, f"{MEDIA}0", mime.partition(";")[0]),)


def test_several_media_with_a_caption() -> None:
    fields = {f"MediaUrl{n}": f"{MEDIA}{n}" for n in range(3)} | {f"MediaContentType{n}": "image/png" for n in range(3)}
    event = message(Body="lihat", NumMedia="3", **fields)
    assert [media.ref for media in event.media] == [f"{MEDIA}{n}" for n in range(3)]
    assert event.text == "lihat"


def test_a_place_without_text() -> None:
    event = message(Latitude="-6.9", Longitude="107.6", Label="Pasar Baru", Address="Jl. Otista 70")
    assert event.kind == "message"
    assert event.point == Point(-6.9, 107.6, "Pasar Baru, Jl. Otista 70")


@pytest.mark.parametrize(("lat", "lon"), [("91", "0"), ("nan", "0"), ("inf", "1"), ("x", "1"), ("0", "181"), ("", "")])
def test_a_place_that_is_none(lat: str, lon: str) -> None:
    assert message(Body="di sini", Latitude=lat, Longitude=lon).point is None
    assert message(Latitude=lat, Longitude=lon).kind == "unsupported"


@pytest.mark.parametrize("name", ["Forwarded", "FrequentlyForwarded"])
def test_forwarded(name: str) -> None:
    assert message(Body="awas", **{name: "true"}).forwarded
    assert not message(Body="awas", **{name: "false"}).forwarded


@pytest.mark.parametrize(
    ("fields", "kind", "choice", "text"),
    [
        ({"ButtonPayload": "p1:yes", "ButtonText": "Ya", "Body": "Ya"}, "choice", "p1:yes", "Ya"),
        ({"ListId": "p1:flood", "ListTitle": "Banjir", "Body": ""}, "choice", "p1:flood", "Banjir"),
        ({"ButtonText": "Ya", "Body": ""}, "message", "", "Ya"),
        ({"Body": "2"}, "message", "", "2"),
    ],
)
def test_choices(fields: dict[str, str], kind: str, choice: str, text: str) -> None:
    event = message(**fields)
    assert (event.kind, event.choice, event.text) == (kind, choice, text)


def test_a_reply() -> None:
    assert message(Body="yang ini", OriginalRepliedMessageSid="SM9").reply_to == "SM9"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"MessageType": "sticker", "NumMedia": "1", "MediaUrl0": MEDIA, "MediaContentType0": "image/webp"},
        {"NumMedia": "1", "MediaUrl0": MEDIA, "MediaContentType0": "text/vcard"},
    ],
)
def test_what_cannot_be_taken_up(fields: dict[str, str]) -> None:
    assert message(**fields).kind == "unsupported"


@pytest.mark.parametrize(
    ("fields", "quarantine"),
    [
        ({"MessageSid": SID, "From": "+6281234567890", "Body": "sms"}, True),
        ({"MessageSid": SID, "From": "messenger:123", "Body": "halo"}, True),
        ({"MessageSid": SID, "Body": "halo"}, True),
        ({"From": "whatsapp:+6281234567890", "Body": "halo"}, True),
        ({"MessageSid": SID, "From": "whatsapp:+6281234567890", "MessageType": "reaction"}, False),
        (b'{"json": 1}', True),
        (b"\xff\xfe", True),
        (b"", True),
    ],
)
def test_what_is_set_aside(fields: dict[str, str] | bytes, quarantine: bool) -> None:
    event = parse(fields)
    assert isinstance(event, Ignored)
    assert event.quarantine is quarantine
    assert event.event_id == parse(fields).event_id


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("queued", "queued"), ("accepted", "queued"), ("scheduled", "queued"), ("sending", "sending"), ("sent", "sent"),
        ("delivered", "delivered"), ("read", "read"), ("failed", "failed"), ("undelivered", "failed"),
        ("canceled", "failed"),
    ],
)  # fmt: skip
def test_states(word: str, state: str) -> None:
    event = parse({"MessageSid": SID, "MessageStatus": word, "ErrorCode": "63016"}, tail="/status/m1")
    assert isinstance(event, StatusEvent)
    assert (event.state, event.event_id, event.message_id, event.provider_id) == (state, f"{SID}:{state}", "m1", SID)
    assert event.reason == ("window closed: twilio 63016" if state == "failed" else "")


def test_a_state_without_our_id_still_has_theirs() -> None:
    event = parse({"MessageSid": SID, "MessageStatus": "read", "From": "whatsapp:+14155238886"})
    assert isinstance(event, StatusEvent)
    assert (event.message_id, event.provider_id) == ("", SID)


def test_a_state_nobody_knows_is_set_aside() -> None:
    event = parse({"MessageSid": SID, "MessageStatus": "teleported"}, tail="/status/m1")
    assert isinstance(event, Ignored)
    assert event.quarantine


def test_an_early_part_speaks_for_the_whole_only_when_it_failed() -> None:
    arrived = parse({"MessageSid": SID, "MessageStatus": "read"}, tail="/status/m1/part")
    assert isinstance(arrived, Ignored)
    assert not arrived.quarantine
    failed = parse({"MessageSid": SID, "MessageStatus": "failed", "ErrorCode": "63016"}, tail="/status/m1/part")
    assert isinstance(failed, StatusEvent)
    assert (failed.message_id, failed.state) == ("m1", "failed")


def state_of(word: str) -> StatusEvent:
    event = parse({"MessageSid": SID, "MessageStatus": word}, tail="/status/m1")
    assert isinstance(event, StatusEvent)
    return event


def test_every_order_of_states_ends_as_read() -> None:
    """The rank is core's; what the parser makes of Twilio's words has to fit it."""
    words = ("queued", "sending", "sent", "delivered", "read")
    events = {word: state_of(word) for word in words}
    for order in permutations(words):
        ranks = [terms.DELIVERY_RANK[events[word].state] for word in order]
        assert max(ranks) == terms.DELIVERY_RANK["read"]


@given(st.binary(max_size=200), st.sampled_from(["", "/status/m1", "/status/", "/x"]))
def test_no_bytes_raise(body: bytes, tail: str) -> None:
    parse(body, tail=tail)


names = st.sampled_from(
    ["MessageSid", "SmsSid", "From", "WaId", "ExternalUserId", "Body", "NumMedia", "MediaUrl0", "Latitude",
     "Longitude", "ListId", "ButtonText", "MessageStatus", "MessageType", "Forwarded", "ProfileName"]
)  # fmt: skip


@given(st.dictionaries(names, st.text(max_size=30)))
def test_no_fields_raise(fields: dict[str, str]) -> None:
    parse(urlencode(fields, errors="replace").encode())


def test_a_call() -> None:
    assert message(MessageType="call").kind == "call"
