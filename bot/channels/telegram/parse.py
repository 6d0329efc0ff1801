"""Turns updates of the Bot API into our events. Reads only the fields that we use, and never raises.

An id or a text of the wrong type makes an update unreadable; other fields of the wrong type are left out.

Sources: the published description of Update, Message and CallbackQuery (Bot API 10).
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import orjson

from bot.messages import Event, Ignored, Inbound, InboundKind, MediaKind, MediaRef, Point, place_at
from core.text import clean

_FILES: tuple[tuple[str, MediaKind, str], ...] = (
    ("voice", "voice", "audio/ogg"),
    ("audio", "voice", "audio/mpeg"),
    ("video", "video", "video/mp4"),
    ("video_note", "video", "video/mp4"),
    ("animation", "video", "video/mp4"),
    ("document", "document", ""),
)
ASKS_NUMBER = "/id"  # in a group: what number it has
LONGEST_NUMBER = 15  # digits (E.164)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def parse(account: str, body: bytes) -> list[Event]:
    try:
        update = orjson.loads(body)
        event = _event(account, update, body)
    except Exception as error:  # it was verified, so it is kept: an officer can have it replayed
        name = "sha256:" + hashlib.sha256(body).hexdigest()
        return [Ignored(account, name, f"unreadable: {type(error).__name__}", quarantine=True, raw=body)]
    return [event]


def _event(account: str, update: dict[str, Any], body: bytes) -> Event:
    event_id = _number(update["update_id"])
    if "message" in update:
        return _message(account, event_id, update["message"], body)
    if "edited_message" in update:
        return _edit(account, event_id, update["edited_message"], body)
    if "callback_query" in update:
        return _tap(account, event_id, update["callback_query"], body)
    if "my_chat_member" in update and update["my_chat_member"]["chat"]["type"] == "private":
        return _membership(account, event_id, update["my_chat_member"], body)
    kinds = " ".join(sorted(key for key in update if key != "update_id"))
    return Ignored(account, event_id, f"kind {clean(kinds)[:80]}", raw=body)


def _message(account: str, event_id: str, message: dict[str, Any], body: bytes, *, edited: bool = False) -> Event:
    number = _number(message["message_id"])
    if message["chat"]["type"] != "private":
        group = _number(message["chat"]["id"])
        asks = _word(message.get("text")).partition("@")[0].strip().lower() == ASKS_NUMBER
        # What is said there is not for us, and is not kept.
        return Inbound(account, event_id, group, "group", text=f"{ASKS_NUMBER} {group}" if asks else "")
    sender = message["from"]
    text = clean(message.get("text") or message.get("caption") or "")
    media, point, phone = _media(message), _point(message), _own_phone(message, sender)
    readable = bool(text or media or point or phone)
    return Inbound(
        account, event_id, _number(sender["id"]),
        kind="edit" if edited else "message" if readable else "unsupported",
        text=text, media=media, point=point, phone=phone, message_id=number, edits=number if edited else "",
        reply_to=_reference(message.get("reply_to_message")),
        album=_word(message.get("media_group_id"))[:64], forwarded="forward_origin" in message,
        name=_name(sender), language=_word(sender.get("language_code")),
        sent_at=_time(message.get("edit_date" if edited else "date")), raw=body,
    )  # fmt: skip


def _edit(account: str, event_id: str, message: dict[str, Any], body: bytes) -> Event:
    """A location that is edited is a live one. We do not follow people, so where they went is not kept."""
    if "location" in message:
        return Ignored(account, event_id, "live location")
    return _message(account, event_id, message, body, edited=True)


def _tap(account: str, event_id: str, query: dict[str, Any], body: bytes) -> Event:
    sender, message = query["from"], query.get("message") or {}
    return Inbound(
        account, event_id, _number(sender["id"]), "choice", choice=_word(query.get("data"))[:64],
        message_id=_reference(message), callback=clean(query["id"])[:64], name=_name(sender),
        language=_word(sender.get("language_code")), raw=body,
    )  # fmt: skip


def _membership(account: str, event_id: str, change: dict[str, Any], body: bytes) -> Event:
    gone = change["new_chat_member"]["status"] in {"kicked", "left"}
    kind: InboundKind = "unreachable" if gone else "reachable"
    return Inbound(account, event_id, _number(change["from"]["id"]), kind, raw=body)


def _media(message: dict[str, Any]) -> tuple[MediaRef, ...]:
    if message.get("photo"):
        largest = max(message["photo"], key=lambda size: size.get("width", 0) * size.get("height", 0))
        return (MediaRef("photo", clean(largest["file_id"]), "image/jpeg", _size(largest)),)
    for field, kind, mime in _FILES:
        file = message.get(field)
        if file:
            name, mime_ = _word(file.get("file_name"))[:120], _word(file.get("mime_type"))[:80] or mime
            return (MediaRef(kind, clean(file["file_id"]), mime_, _size(file), name),)
    return ()


def _size(file: dict[str, Any]) -> int | None:
    size = file.get("file_size")
    return size if isinstance(size, int) and 0 <= size < 2**40 else None


def _point(message: dict[str, Any]) -> Point | None:
    place = message.get("venue") or {}
    location = place.get("location") or message.get("location")
    if not location:
        return None
    label = " ".join(filter(None, (_word(place.get(key)) for key in ("title", "address"))))[:200]
    return place_at(
        float(location["latitude"]), float(location["longitude"]), label, live="live_period" in location
    )  # fmt: skip


def _own_phone(message: dict[str, Any], sender: dict[str, Any]) -> str:
    """A shared contact is the sender's own number only when Telegram says that it is the same user."""
    contact = message.get("contact")
    if not contact or contact.get("user_id") != sender["id"]:
        return ""
    digits = (
        _word(contact.get("phone_number")).replace(" ", "").lstrip("+")
    )  # Telegram writes the plus sign, or leaves it out
    return f"+{digits}" if digits.isdecimal() and len(digits) <= LONGEST_NUMBER else ""


def _name(sender: dict[str, Any]) -> str:
    return f"{_word(sender.get('first_name'))} {_word(sender.get('last_name'))}".strip()[:80]


def _number(value: object) -> str:
    """An id as text. Raises TypeError for anything but a whole number of 64 bits; true and false are none."""
    if type(value) is not int or abs(value) >= 2**63:
        raise TypeError("not an id")
    return str(value)


def _reference(message: dict[str, Any] | None) -> str:
    """The id of the message that is referred to, "" if there is none that can be used."""
    found = (message or {}).get("message_id")
    return str(found) if type(found) is int and abs(found) < 2**63 else ""


def _word(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _time(seconds: object) -> datetime | None:
    if isinstance(seconds, int) and 0 < seconds < _LATEST:
        return datetime.fromtimestamp(seconds, UTC)
    return None
