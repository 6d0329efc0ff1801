"""What Twilio knows of messages: of one whose answer was lost, and of those that came while we were away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.channels.whatsapp import layout
from bot.channels.whatsapp.client import Client
from bot.channels.whatsapp.parse import STATES, parse
from bot.messages import DeliveryState, Inbound, Outbound

RECENT = 100  # messages to one person that are looked through
MOST = 10_000  # messages of one outage
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
    """A template's body is our line between its own words; buttons leave only what stands above them."""
    seen = _plain(body)
    whole = [*layout.split(layout.numbered(message))][-1:]
    buttons = layout.buttons(message)
    if buttons:
        whole.append(buttons.variables["1"])
    lines = layout.lines_for_template(message)[-1:] if message.template else []
    return seen in map(_plain, whole) or any(_plain(line) in seen for line in lines)


def _plain(text: str) -> str:
    return " ".join(text.split())


async def backfill(client: Client, *, account: str, api_url: str, since: datetime) -> list[Inbound]:
    """What people wrote since then, oldest first, with the ids their webhooks had or would have had.

    The list knows no positions, buttons or names: a lone position comes back as "unsupported".
    """
    records = await client.messages.list_async(to=account, date_sent_after=since - SKEW, limit=MOST)
    found = []
    for record in reversed(records):
        if str(record.direction).startswith("inbound"):
            form = await _form(client, record, api_url)
            events = parse(urlencode(form).encode(), tail="", account=account)
            found += [replace(e, sent_at=record.date_sent) for e in events if isinstance(e, Inbound)]
    return found


async def _form(client: Client, record: Any, api_url: str) -> dict[str, str]:
    """As the webhook would have brought it, so that one parser reads both and a replay can."""
    form = {
        "MessageSid": str(record.sid), "From": str(record.from_), "To": str(record.to),
        "Body": str(record.body or ""), "NumMedia": str(record.num_media or 0),
    }  # fmt: skip
    if int(record.num_media or 0):
        for number, media in enumerate(await client.messages(record.sid).media.list_async(limit=10)):
            form[f"MediaUrl{number}"] = api_url + str(media.uri).removesuffix(".json")
            form[f"MediaContentType{number}"] = str(media.content_type)
    return form
