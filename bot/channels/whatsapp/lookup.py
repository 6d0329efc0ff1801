"""What Twilio knows of messages: of one whose answer was lost, of our sent ones, and of those that people wrote."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import structlog

from bot.channels.contract import Fresh
from bot.channels.whatsapp import layout
from bot.channels.whatsapp.client import Client, TwilioRefusal
from bot.channels.whatsapp.parse import STATES, STATUS, parse
from bot.messages import DeliveryState, Event, Inbound, Outbound

log = structlog.get_logger(__name__)

RECENT = 100  # messages to one person that are looked through
NOT_FOUND = 404
MOST = 10_000  # messages of one look at the list
CHUNK = 100  # messages asked about at once
SKEW = timedelta(minutes=1)  # between our clock and Twilio's, which counts whole seconds


@dataclass(frozen=True, slots=True)
class Found:
    provider_id: str
    state: DeliveryState
    error: str = ""


async def find(
    client: Client, address: str, message: Outbound, *, since: datetime, known: Collection[str]
) -> Found | None:
    """The message as Twilio has it, if it does: its last part, as Receipt names it.

    `known` are provider ids that belong to other messages. The list is not narrowed by DateSent, which a
    message still in Twilio's queue does not have.
    """
    for record in await client.messages.list_async(to=f"whatsapp:{address}", limit=RECENT):
        made = record.date_created or record.date_sent
        old = made is not None and made < since - SKEW
        if old or str(record.direction).startswith("inbound") or record.sid in known:
            continue
        if _is(message, str(record.body or "")):
            error = str(record.error_code or "")
            return Found(str(record.sid), STATES.get(str(record.status), "queued"), error)
    return None


def _is(message: Outbound, body: str) -> bool:
    """In a template our line is between other words; of a message with buttons only the text above them is listed."""
    seen = _plain(body)
    whole = [*layout.split(layout.numbered(message))][-1:]
    buttons = layout.buttons(message)
    if buttons:
        whole.append(buttons.variables["1"])
    lines = layout.lines_for_template(message)[-1:] if message.template else []
    return seen in map(_plain, whole) or any(_plain(line) in seen for line in lines)


def _plain(text: str) -> str:
    return " ".join(text.split())


async def state(client: Client, sid: str, *, account: str, message_id: str) -> Event | None:
    """The state as an event, read by the same parser as a callback."""
    try:
        record = await client.messages(sid).fetch_async()
    except TwilioRefusal as refusal:
        if refusal.status != NOT_FOUND:
            raise
        return None
    form = {"MessageSid": sid, "MessageStatus": str(record.status), "ErrorCode": str(record.error_code or "")}
    return next(iter(parse(urlencode(form).encode(), tail=STATUS + message_id, account=account)), None)


@dataclass(frozen=True, slots=True)
class Source:
    client: Client
    account: str
    api_url: str


async def missed(source: Source, since: datetime, until: datetime, *, fresh: Fresh) -> AsyncGenerator[Inbound]:
    """What people wrote in that time, oldest first, with the ids their webhooks had or would have had.

    The list knows no positions, buttons or names: a lone position comes back as "unsupported".
    """
    listed = await source.client.messages.list_async(
        to=source.account, date_sent_after=since - SKEW, date_sent_before=until, limit=MOST
    )
    if len(listed) == MOST:
        log.error("more messages than can be listed; the oldest stay at Twilio", since=since.isoformat())
    records = [record for record in reversed(listed) if _is_inbound(record, since - SKEW, until)]
    for start in range(0, len(records), CHUNK):
        chunk = records[start : start + CHUNK]
        new = set(await fresh([str(record.sid) for record in chunk]))
        for record in (record for record in chunk if str(record.sid) in new):
            form = await _form(source, record)
            for event in parse(urlencode(form).encode(), tail="", account=source.account):
                if isinstance(event, Inbound):
                    yield event._replace(sent_at=_made(record))


def _is_inbound(record: Any, since: datetime, until: datetime) -> bool:
    made = _made(record)
    return str(record.direction).startswith("inbound") and made is not None and since <= made < until


def _made(record: Any) -> datetime | None:
    made: datetime | None = record.date_sent or record.date_created
    return made


async def _form(source: Source, record: Any) -> dict[str, str]:
    """The message in the form of a webhook, so that one parser reads both, also when it is replayed."""
    form = {
        "MessageSid": str(record.sid), "From": str(record.from_), "To": str(record.to),
        "Body": str(record.body or ""), "NumMedia": str(record.num_media or 0),
    }  # fmt: skip
    if int(record.num_media or 0):
        for number, media in enumerate(await source.client.messages(record.sid).media.list_async(limit=10)):
            form[f"MediaUrl{number}"] = source.api_url + str(media.uri).removesuffix(".json")
            form[f"MediaContentType{number}"] = str(media.content_type)
    return form
