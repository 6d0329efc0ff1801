"""Updates as Telegram sends them, to our events; python-telegram-bot's reader is the judge of the payloads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.channels.telegram.parse import parse
from bot.messages import Ignored, Inbound

ACCOUNT = "telegram:123456"
SENDER = {"id": 7, "is_bot": False, "first_name": "Siti", "last_name": "A", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Siti"}
FILE = {"file_id": "F", "file_unique_id": "u", "file_size": 9}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_773_280_800, "from": SENDER, "chat": CHAT} | content


def read(update: dict[str, Any]) -> Any:
    assert Update.de_json(update, None) is not None
    (event,) = parse(ACCOUNT, json.dumps(update).encode())
    return event


def test_a_text() -> None:
    event = read({"update_id": 1, "message": message(text=" halo ")})
    assert isinstance(event, Inbound)
    assert (event.event_id, event.sender, event.kind, event.text) == ("1", "7", "message", "halo")
    assert (event.name, event.language, event.message_id) == ("Siti A", "en", "5")


@pytest.mark.parametrize(
    ("content", "kind", "mime"),
    [
        ({"photo": [FILE | {"width": 9, "height": 9, "file_id": "S"}, FILE | {"width": 90, "height": 90}]},
         "photo", "image/jpeg"),
        ({"voice": FILE | {"duration": 3}}, "voice", "audio/ogg"),
        ({"video": FILE | {"duration": 3, "width": 9, "height": 9, "mime_type": "video/mp4"}}, "video", "video/mp4"),
        ({"document": FILE | {"file_name": "a.pdf", "mime_type": "application/pdf"}}, "document", "application/pdf"),
    ],
)  # fmt: skip
def test_files_keep_their_caption_and_the_largest_photo(content: dict[str, Any], kind: str, mime: str) -> None:
    event = read({"update_id": 1, "message": message(caption="lihat", media_group_id="9", **content)})
    assert [(m.kind, m.ref, m.mime, m.size) for m in event.media] == [(kind, "F", mime, 9)]
    assert (event.text, event.album) == ("lihat", "9")


def test_a_place_and_a_live_place() -> None:
    where = {"latitude": -6.9, "longitude": 107.6}
    event = read({"update_id": 1, "message": message(location=where | {"live_period": 60})})
    assert (event.point.lat, event.point.lon, event.point.live) == (-6.9, 107.6, True)
    venue = {"location": where, "title": "Pasar Baru", "address": "Jl Layar"}
    assert read({"update_id": 1, "message": message(venue=venue)}).point.label == "Pasar Baru Jl Layar"


def test_a_tap_names_the_message_and_the_spinner() -> None:
    query = {"id": "q", "from": SENDER, "chat_instance": "c", "data": "3:send", "message": message(text="x")}
    event = read({"update_id": 2, "callback_query": query})
    assert (event.kind, event.choice, event.callback, event.message_id) == ("choice", "3:send", "q", "5")


def test_an_edit_names_what_it_edits() -> None:
    event = read({"update_id": 3, "edited_message": message(text="baru", edit_date=1_773_280_900)})
    assert (event.kind, event.edits, event.text) == ("edit", "5", "baru")


@pytest.mark.parametrize("more", [{"live_period": 60}, {}])  # while it is shared, and when that ends
def test_a_live_location_that_moves_is_kept_nowhere(more: dict[str, Any]) -> None:
    where = {"latitude": -6.9, "longitude": 107.6} | more
    event = read({"update_id": 3, "edited_message": message(location=where, edit_date=1_773_280_900)})
    assert event == Ignored(ACCOUNT, "3", "live location")


@pytest.mark.parametrize(
    ("user_id", "number", "phone"),
    [(7, "+62811", "+62811"), (7, "62 811", "+62811"), (7, "<b>", ""), (7, "9" * 16, ""), (8, "+62811", "")],
)
def test_a_shared_contact_counts_only_as_the_senders_own(user_id: int, number: str, phone: str) -> None:
    contact = {"phone_number": number, "first_name": "Siti", "user_id": user_id}
    event = read({"update_id": 4, "message": message(contact=contact)})
    assert event.phone == phone
    assert event.kind == ("message" if phone else "unsupported")


@pytest.mark.parametrize(("status", "kind"), [("kicked", "unreachable"), ("member", "reachable")])
def test_blocking_and_unblocking(status: str, kind: str) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "J"}
    member: dict[str, Any] = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = {
        "chat": CHAT, "from": SENDER, "date": 1, "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": member,
    }  # fmt: skip
    assert read({"update_id": 5, "my_chat_member": change}).kind == kind


def test_a_group_and_a_forwarded_message_and_an_unknown_kind() -> None:
    group = message(text="x") | {"chat": {"id": -9, "type": "group", "title": "g"}}
    assert read({"update_id": 6, "message": group}).kind == "group"
    origin = {"type": "hidden_user", "sender_user_name": "X", "date": 1}
    assert read({"update_id": 7, "message": message(text="x", forward_origin=origin)}).forwarded
    assert isinstance(read({"update_id": 8, "poll_answer": None}), Ignored)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"update_id": "x"}', b'{"update_id": 1, "message": {}}', b"[" * 9999]
)
def test_what_cannot_be_read_is_kept_for_a_person(body: bytes) -> None:
    (event,) = parse(ACCOUNT, body)
    assert isinstance(event, Ignored)
    assert event.quarantine
    assert event.raw == body


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_body_raises(body: bytes) -> None:
    assert len(parse(ACCOUNT, body)) == 1
