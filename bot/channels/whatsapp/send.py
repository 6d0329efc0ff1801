"""Sends one message by one or more POSTs to Twilio: with buttons if there is a template, else as numbered text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from bot.channels.begun import Begun
from bot.channels.whatsapp import layout
from bot.channels.whatsapp.client import Client, TwilioRefusal
from bot.channels.whatsapp.parse import PART, STATUS
from bot.channels.whatsapp.refusals import CONTENT, translated
from bot.messages import Outbound, Receipt

log = structlog.get_logger(__name__)

Fields = dict[str, str]


@dataclass(slots=True)
class Poster:
    sender: str  # "whatsapp:+62..."
    callback: str  # what the message id is appended to
    templates: dict[str, str]  # "choices_3" or "status_update" -> "HX..."
    begun: Begun = field(default_factory=Begun)

    async def post(self, client: Client, address: str, message: Outbound, *, message_id: str) -> Receipt:
        """Raises SendError."""
        with translated(wrote=True):
            sid = await self._with_buttons(client, address, message, message_id)
            if sid:
                return Receipt(sid)
            return await self._in_parts(client, address, self._parts(message), message_id)

    async def forget_missing(self, client: Client) -> None:
        """Forgets templates that Twilio does not have, so that they are not tried with every message."""
        for name, sid in list(self.templates.items()):
            try:
                await client.content.v1.contents(sid).fetch_async()
            except TwilioRefusal as refusal:
                if refusal.status != 404:
                    raise
                log.error("no such template at Twilio", template=name)
                del self.templates[name]

    def _parts(self, message: Outbound) -> list[Fields]:
        template = self.templates.get(message.template, "")
        if template:
            lines = layout.lines_for_template(message)
            return [content(template, {"1": line}) for line in lines]
        return [{"body": part} for part in layout.split(layout.numbered(message))]

    async def _with_buttons(self, client: Client, address: str, message: Outbound, message_id: str) -> str:
        """The provider's id, "" where there are no buttons for this message."""
        wordy = message.template in self.templates or message.again == "plain"
        buttons = None if wordy else layout.buttons(message)
        template = self.templates.get(buttons.shape, "") if buttons else ""
        if not buttons or not template or (address, message_id) in self.begun:
            return ""
        try:
            return await self._create(client, address, content(template, buttons.variables), message_id)
        except TwilioRefusal as refusal:
            if refusal.code not in CONTENT:
                raise
            log.warning("template refused, sending numbered text", shape=buttons.shape, code=refusal.code)
            return ""

    async def _in_parts(self, client: Client, address: str, parts: list[Fields], message_id: str) -> Receipt:
        sids = self.begun.take((address, message_id))
        for place in range(len(sids), len(parts)):
            last = place == len(parts) - 1
            ours = message_id if last else message_id + PART
            try:
                sids.append(await self._create(client, address, parts[place], ours))
            except BaseException:
                self.begun.keep((address, message_id), sids)
                raise
        return Receipt(sids[-1] if sids else "")

    async def _create(self, client: Client, address: str, fields: Fields, message_id: str) -> str:
        callback = self.callback + STATUS + message_id
        created = await client.messages.create_async(
            to=f"whatsapp:{address}", from_=self.sender, status_callback=callback, **fields
        )
        return str(created.sid or "")


def content(template: str, variables: Mapping[str, str]) -> Fields:
    return {"content_sid": template, "content_variables": json.dumps(variables, ensure_ascii=False)}
