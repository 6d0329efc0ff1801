"""What a visitor does on the page, as events; and back from the stored form of one, for a replay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from bot.messages import Inbound, MediaRef, Point
from core.text import clean

ACCOUNT = "webchat"


@dataclass(frozen=True, slots=True)
class Tap:
    key: str
    label: str  # as it was shown
    message_id: str = ""  # of the message that showed it


@dataclass(frozen=True, slots=True)
class Said:
    """One form that was sent: words, files and a place in any mixture, then perhaps a button."""

    sender: str  # hash of the visitor's token
    event: str  # made with the page, so that a double click is one event
    text: str = ""
    media: tuple[MediaRef, ...] = ()
    point: Point | None = None
    tap: Tap | None = None
    language: str = "id"
    hushed: bool = False
    knock: str = ""


def heard(said: Said) -> list[Inbound]:
    """First an event for words, files and place, then one for the button: what somebody wrote is never dropped."""
    found = []
    # The event id is a hash. The sender is in it, so that nobody can use up the ids of another visitor's page; but not
    # readable, as it would link an anonymous report to what the visitor says later. The content is in it too: other
    # words from the same page are no repeat. Of files only the number counts, as each upload has a new reference.
    content = (said.text, said.point, len(said.media), said.tap.key if said.tap else "")
    start = hashlib.sha256(f"{said.sender}:{said.event}:{content}".encode("utf-8", "replace")).hexdigest()
    if said.text or said.media or said.point:
        found.append(
            Inbound(
                account=ACCOUNT, event_id=start, sender=said.sender, text=clean(said.text), media=said.media,
                point=said.point, message_id=said.event, language=said.language, hushed=said.hushed,
                knock=said.knock,
            )
        )  # fmt: skip
    if said.tap:
        found.append(
            Inbound(
                account=ACCOUNT, event_id=f"{start}:1", sender=said.sender, kind="choice", choice=said.tap.key,
                text=clean(said.tap.label), message_id=said.tap.message_id, language=said.language, hushed=said.hushed,
                knock=said.knock,
            )
        )  # fmt: skip
    return [_with_raw(inbound) for inbound in found]


def read(body: bytes) -> Inbound:
    """Raises ValueError, KeyError or TypeError for what `heard` did not write."""
    values: dict[str, Any] = orjson.loads(body)
    values["media"] = tuple(MediaRef(**media) for media in values["media"])
    values["point"] = Point(**values["point"]) if values["point"] else None
    return Inbound(**values, raw=body)


_STORED = (
    "account", "event_id", "sender", "kind", "text", "choice", "media", "point", "message_id", "language",
    "hushed",
)  # fmt: skip


def _with_raw(inbound: Inbound) -> Inbound:
    values = {name: getattr(inbound, name) for name in _STORED}
    return inbound._replace(raw=orjson.dumps(values))
