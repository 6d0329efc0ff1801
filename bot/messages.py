"""What channels, conversation and delivery give to each other: plain data, which imports nothing of ours.

What is made for every message is a NamedTuple, because making a frozen dataclass takes ten times as long.

provider --parse--> Inbound | StatusEvent | Ignored
conversation -----> Outbound, with Choices
channel.send(Outbound) -> Receipt, or raises SendError
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

MediaKind = Literal["photo", "video", "voice", "document"]
InboundKind = Literal[
    "message",  # text, media, a place, in any mixture
    "choice",  # a button was tapped: `choice` holds its key
    "edit",  # an earlier message was edited: `edits` holds that message's provider id
    "reachable",  # the contact unblocked us
    "unreachable",  # the contact blocked us
    "unsupported",  # a kind of message that cannot be read (poll, somebody else's contact card, sticker)
    "call",  # somebody tried to call
    "group",  # somebody spoke in a group, where no report is taken
]
DeliveryState = Literal["queued", "sending", "sent", "failed", "delivered", "read"]
Remedy = Literal[
    "",  # none: it failed
    "template",  # the window is closed: only an approved template gets through
    "plain",  # the provider will not show the buttons: numbered text says the same
    "later",  # a limit or trouble that passes
]


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A file at the provider, not fetched yet. `size` is in bytes where the provider told it."""

    kind: MediaKind
    ref: str
    mime: str = ""
    size: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees, with the provider's label or address where it sent one."""

    lat: float
    lon: float
    label: str = ""
    live: bool = False


def place_at(lat: float, lon: float, label: str = "", *, live: bool = False) -> Point | None:
    """None for what is no place on earth, such as infinity or NaN."""
    return Point(lat, lon, label, live) if abs(lat) <= 90 and abs(lon) <= 180 else None


class Inbound(NamedTuple):
    """One thing a person did on a channel. Text is normalised (core.text.clean) by the parser."""

    account: str  # our account at the provider, "telegram:123", "whatsapp:+62...", "webchat"
    event_id: str  # unique per account, for ever: a repeat has the same one
    sender: str  # the provider's id of the person
    kind: InboundKind = "message"
    text: str = ""
    choice: str = ""
    media: tuple[MediaRef, ...] = ()
    point: Point | None = None
    message_id: str = ""  # the provider's id of the message, for edits and replies
    edits: str = ""
    reply_to: str = ""
    album: str = ""
    forwarded: bool = False
    name: str = ""
    language: str = ""  # a hint from the app, "id" or "en..."
    sent_at: datetime | None = None
    aliases: tuple[str, ...] = ()  # other ids of the same person on this account
    phone: str = ""  # E.164, only where the provider vouches for it
    callback: str = ""  # the id needed to answer a tap (Telegram callback_query)
    hushed: bool = False  # too many alarms came from this address: danger is answered and filed, but does not ring
    knock: str = ""  # by which alarms from its network address are counted (core/ringing.py); not in what is kept raw
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """What a provider says of a message that we sent. `message_id` is ours, `provider_id` theirs."""

    account: str
    event_id: str
    state: DeliveryState
    message_id: str = ""
    provider_id: str = ""
    reason: str = ""  # of a failure, as SendError words it
    remedy: Remedy = ""
    blocked: bool = False  # the contact does not want or cannot get messages any more
    raw: bytes = b""


def state_id(provider_id: str, state: DeliveryState) -> str:
    """The event id of a StatusEvent. It can be computed later: so a callback is found that came too early."""
    return f"{provider_id}:{state}"


@dataclass(frozen=True, slots=True)
class Ignored:
    """Verified, but unknown or unreadable: kept raw, answered 200. `reason` is for the operator."""

    account: str
    event_id: str
    reason: str
    quarantine: bool = False
    raw: bytes = b""


Event = Inbound | StatusEvent | Ignored


# What a message is, for channels that show more than text. "quick": each choice is one tap. "discreet": as "sent",
# where nobody else who holds the device should find a trace.
Shape = Literal["text", "emergency", "card", "sent", "discreet", "quick"]


class Choice(NamedTuple):
    """A button. `key` comes back as Inbound.choice, prefixed with the prompt it belongs to.

    One that wants "private" opens the private chat and begins a report there. It has no key, and is used only on
    channels with `opens_private`.
    """

    key: str  # "<prompt>:<answer>", at most 64 bytes
    label: str  # at most 20 characters for up to three choices, 24 beyond
    wants: Literal["", "location", "private"] = ""
    number: str = ""  # what to type instead, "1", "2"; "-": only the label
    rings: bool = False  # it says that somebody is in danger now


class CardRow(NamedTuple):
    label: str
    value: str
    field: str = ""  # the question that [Ubah] beside it leads to, "": to the one which of several
    doubt: str = ""  # the part of the value that says it is a guess: " (cek)"


class Outbound(NamedTuple):
    """One message to a person. A channel without cards prints them as lines.

    `text` is the whole meaning in plain text except for `*bold*`; a channel renders or drops the stars.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    card: tuple[CardRow, ...] = ()
    note: str = ""  # small print below the card
    shape: Shape = "text"
    template: str = ""  # the approved template to use when the service window is closed
    closes: str = ""  # provider id of the message whose buttons are now used up
    closes_label: str = ""  # the choice that was made there: where buttons can be edited, it stays
    answers: str = ""  # callback id to acknowledge
    again: Remedy = ""  # how it goes out after the provider refused the first way


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do. The conversation adapts to these, never to a channel's name."""

    choices: int = 10  # so many are visible at once; with more of them, all are behind one tap
    text_limit: int = 4096
    opens_private: bool = False  # a button in a group can open the private chat
    delivered: bool = False  # whether the provider reports "delivered" and "read"
    window_hours: int | None = None  # free replies only so long after the contact's last message
    templates: frozenset[str] = frozenset()  # what may be sent after that: names of approved templates
    push: bool = True  # False: nothing is sent; rows are "sent" from the beginning, and a page shows them
    file_limit: int = 20_000_000  # bytes; a larger file cannot be had

    @property
    def writes_first(self) -> bool:
        """Whether news reaches a person who has not written for long."""
        return self.window_hours is None or "status_update" in self.templates

    def takes(self, media: MediaRef) -> bool:
        """False where the provider told at once that the file is too large."""
        return media.size is None or media.size <= self.file_limit


@dataclass(frozen=True, slots=True)
class Receipt:
    provider_id: str = ""  # of the last part, when a long text was split


NO_ACCOUNT = "account not usable"  # how a reason begins that whoever runs the station must see to


class SendError(Exception):
    """The one error an adapter raises. The sender alone decides what follows.

    reason: in our own words, which the desk translates. After ": " may follow what the provider or a library said:
    pages do not show that, as it may quote people.
    permanent: never again (blocked, bad recipient). ambiguous: it may have arrived.
    closed: the service window is over. retry_after: seconds the provider asks for.
    blocked: the contact does not want or cannot get messages any more.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        ambiguous: bool = False,
        closed: bool = False,
        blocked: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.ambiguous = ambiguous
        self.closed = closed
        self.blocked = blocked
        self.retry_after = retry_after
