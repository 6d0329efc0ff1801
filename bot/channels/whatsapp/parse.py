"""Turns Twilio's form fields into our events. Never raises; what cannot be read is kept raw."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

import phonenumbers

from bot.channels.whatsapp import refusals
from bot.channels.whatsapp.signature import MOST_FIELDS
from bot.messages import (
    DeliveryState,
    Event,
    Ignored,
    Inbound,
    InboundKind,
    MediaKind,
    MediaRef,
    Point,
    StatusEvent,
    place_at,
    state_id,
)
from core.text import clean

# Twilio's word -> ours. There is no callback for the first state, but the list of messages shows it.
STATES: dict[str, DeliveryState] = {
    "queued": "queued",
    "accepted": "queued",
    "scheduled": "queued",
    "sending": "sending",
    "sent": "sent",
    "delivered": "delivered",
    "partially_delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "failed",
}
MEDIA: dict[str, MediaKind] = {"image": "photo", "video": "video", "audio": "voice"}
# Kinds of messages that we cannot use.
UNREADABLE_TYPES = frozenset({"sticker", "contacts", "poll", "order", "system", "unsupported"})
CARDS = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
STATUS = "/status/"
PART = "/part"  # after the message id: this is a part of a split text, not the last one
MOST_MEDIA = 10
_OUR_ID = re.compile(r"[A-Za-z0-9_-]{1,32}(\.[0-9]{1,6})?")  # perhaps with the round of a message that was sent again

Form = Mapping[str, str]


def parse(body: bytes, *, tail: str, account: str) -> list[Event]:
    try:
        form = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
        return [_event(form, body, tail, account)]
    except Exception as error:  # a repeat would fail in the same way: it is kept for somebody to look at
        return [_unreadable(account, body, type(error).__name__)]


def _event(form: Form, body: bytes, tail: str, account: str) -> Event:
    sid = clean(form.get("MessageSid") or form.get("SmsSid") or "")
    if not 0 < len(sid) <= 64:
        return _unreadable(account, body, "no message id")
    if tail.startswith(STATUS) or "MessageStatus" in form:
        return _status(form, body, tail, account, sid)
    origin = form.get("From", "")
    sender = address_of(origin)
    if not sender or ":" not in origin:  # without a scheme it is an SMS
        return Ignored(account, sid, "sender is not on WhatsApp", quarantine=True, raw=body)
    if form.get("MessageType") == "reaction":
        return Ignored(account, sid, "reaction", raw=body)
    return _message(form, body, account, sid, sender)


def _unreadable(account: str, body: bytes, reason: str) -> Ignored:
    """Its id is made from the bytes, so that a repeat has the same one."""
    return Ignored(account, "sha256:" + hashlib.sha256(body).hexdigest(), reason, quarantine=True, raw=body)


def _message(form: Form, body: bytes, account: str, sid: str, sender: str) -> Inbound:
    ids = (sender, *map(address_of, (form.get("WaId", ""), form.get("ExternalUserId", ""))))
    aliases = tuple(dict.fromkeys(id_ for id_ in ids if id_ and id_ != sender))
    choice = clean(form.get("ButtonPayload") or form.get("ListId") or "")[:200]
    text = clean(form.get("Body") or form.get("ButtonText") or form.get("ListTitle") or "")
    media, point = _media(form), _point(form)
    return Inbound(
        account, sid, sender,
        kind=_kind(form, choice=choice, readable=bool(text or media or point)),
        text=text, choice=choice, media=media, point=point, message_id=sid,
        reply_to=clean(form.get("OriginalRepliedMessageSid", ""))[:64],
        forwarded="true" in (form.get("Forwarded"), form.get("FrequentlyForwarded")),
        name=clean(form.get("ProfileName", ""))[:80],
        aliases=aliases, phone=next(filter(None, map(_phone, ids)), ""), raw=body,
    )  # fmt: skip


def _kind(form: Form, *, choice: str, readable: bool) -> InboundKind:
    if choice:
        return "choice"
    if form.get("MessageType") == "call":
        return "call"
    card = form.get("MediaContentType0", "").partition(";")[0] in CARDS
    if card or form.get("MessageType") in UNREADABLE_TYPES or not readable:
        return "unsupported"
    return "message"


def address_of(value: str) -> str:
    """A person's id on WhatsApp, "+62812..." or "ID.abc", however Twilio wrote it; "" on another channel."""
    scheme, colon, rest = clean(value).rpartition(":")
    if (colon and scheme.lower() != "whatsapp") or len(rest) > 200:
        return ""
    rest = rest.strip()
    # A space is a plus sign that somebody forgot to escape; WaId has none at all.
    return f"+{rest.lstrip('+')}" if rest.lstrip("+").isdecimal() else rest


def _phone(address: str) -> str:
    """The phone number in E.164; "" for an address that is no possible number."""
    if not address.startswith("+"):
        return ""
    try:
        number = phonenumbers.parse(address)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _media(form: Form) -> tuple[MediaRef, ...]:
    found = []
    for number in range(MOST_MEDIA):
        ref = form.get(f"MediaUrl{number}", "")
        mime = clean(form.get(f"MediaContentType{number}", "")).partition(";")[0].lower()
        if ref and mime not in CARDS:
            found.append(MediaRef(MEDIA.get(mime.partition("/")[0], "document"), ref, mime))
    return tuple(found)


def _point(form: Form) -> Point | None:
    try:
        lat, lon = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    words = (clean(form.get("Label", "")), clean(form.get("Address", "")))
    return place_at(lat, lon, ", ".join(dict.fromkeys(word for word in words if word))[:200])


def _status(form: Form, body: bytes, tail: str, account: str, sid: str) -> Event:
    word = clean(form.get("MessageStatus", "")).lower()[:32]
    state = STATES.get(word)
    if state is None:
        return Ignored(account, f"{sid}:{word}", f"unknown status {word}", quarantine=True, raw=body)
    event_id = state_id(sid, state)
    message_id = tail.removeprefix(STATUS) if tail.startswith(STATUS) else ""
    if message_id.endswith(PART):
        # That an early part arrived says nothing about the whole message; that one failed does.
        if state != "failed":
            return Ignored(account, event_id, "part of a longer message", raw=body)
        message_id = message_id.removesuffix(PART)
    if not _OUR_ID.fullmatch(message_id):
        message_id = ""  # then the message is found by Twilio's id
    error = clean(form.get("ErrorCode", ""))[:16]
    code = int(error) if error.isascii() and error.isdecimal() else 0
    if state != "failed":
        return StatusEvent(account, event_id, state, message_id, sid, raw=body)
    return StatusEvent(
        account, event_id, state, message_id, sid, raw=body, blocked=refusals.blocked(code),
        reason=refusals.words(code) if code else f"refused: {word}", remedy=refusals.remedy(code),
    )  # fmt: skip
