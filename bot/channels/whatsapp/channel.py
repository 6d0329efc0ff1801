"""WhatsApp by Twilio, as the contract wants it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from yarl import URL

from bot.channels.contract import Fresh
from bot.channels.net import safe_session
from bot.channels.whatsapp import lookup, signature
from bot.channels.whatsapp.client import PATIENCE, Client, open_client
from bot.channels.whatsapp.layout import FEW, TEXT_LIMIT
from bot.channels.whatsapp.lookup import Found
from bot.channels.whatsapp.media import Source
from bot.channels.whatsapp.parse import address_of, parse
from bot.channels.whatsapp.refusals import translated
from bot.channels.whatsapp.send import Poster
from bot.messages import NO_ACCOUNT, Abilities, Event, Inbound, MediaRef, Outbound, Receipt, SendError

WEBHOOK = "/webhooks/whatsapp"
NO_TEMPLATES: Mapping[str, str] = MappingProxyType({})


class WhatsAppChannel:
    """`templates` maps a shape ("choices_2", "choices_3", "list_4".."list_10") or the name of an approved
    template ("status_update") to its ContentSid. `patience` holds for each request, from the first one on.
    """

    kind = "whatsapp"
    abilities = Abilities(choices=FEW, text_limit=TEXT_LIMIT, delivered=True, window_hours=24)

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        sender: str,
        public_url: str,
        api_url: str = "https://api.twilio.com",
        content_url: str = "https://content.twilio.com",
        templates: Mapping[str, str] = NO_TEMPLATES,
    ) -> None:
        self.account = f"whatsapp:{address_of(sender)}"
        self.abilities = replace(self.abilities, templates=frozenset(templates))
        self.refused = False
        self.patience = PATIENCE
        self._account_sid, self._token = account_sid, auth_token
        self._api_url, self._content_url = api_url.rstrip("/"), content_url.rstrip("/")
        self._poster = Poster(self.account, public_url.rstrip("/") + WEBHOOK, dict(templates))
        self._client: Client | None = None
        self._source: Source | None = None
        self._opening = asyncio.Lock()

    # In

    def verify(self, *, url: str, headers: Mapping[str, str], body: bytes) -> None:
        signature.verify(self._token, url=url, headers=headers, body=body)

    def parse(self, body: bytes, *, tail: str) -> list[Event]:
        return parse(body, tail=tail, account=self.account)

    def fetch(self, ref: MediaRef, *, limit: int) -> AsyncIterator[bytes]:
        return self._stream(ref.ref, limit)

    async def _stream(self, ref: str, limit: int) -> AsyncIterator[bytes]:
        source = await self._media()
        async with aclosing(source.stream(ref, limit=limit)) as chunks:
            async for chunk in chunks:
                yield chunk

    # Out

    async def send(self, address: str, message: Outbound, *, message_id: str) -> Receipt:
        with self._asking():
            return await self._poster.post(await self._twilio(), address, message, message_id=message_id)

    async def typing(self, address: str) -> None:
        """Does nothing: at Twilio, showing it would also mark the citizen's message as read."""

    # Looking up

    async def find(
        self, address: str, message: Outbound, *, since: datetime, known: Collection[str] = ()
    ) -> Found | None:
        """A message whose answer was lost, as Twilio has it. Raises SendError."""
        with self._asking():
            return await lookup.find(await self._twilio(), address, message, since=since, known=known)

    async def missed(self, since: datetime, until: datetime, *, fresh: Fresh) -> AsyncIterator[Inbound]:
        """What people wrote while our webhook could not be reached: Twilio repeats it only once. Raises SendError."""
        with self._asking():
            source = lookup.Source(await self._twilio(), self.account, self._api_url)
            async with aclosing(lookup.missed(source, since, until, fresh=fresh)) as events:
                async for event in events:
                    yield event

    async def state(self, provider_id: str, *, message_id: str) -> Event | None:
        """Of a message whose callback may have been lost. Raises SendError."""
        with self._asking():
            return await lookup.state(await self._twilio(), provider_id, account=self.account, message_id=message_id)

    # Life

    async def start(self, *, public_url: str) -> None:  # noqa: ARG002 - its webhook is set in Twilio's console
        """Checks the credentials and the templates. A message whose template is missing is sent as numbered text."""
        with self._asking():
            client = await self._twilio()
            account = await client.api.accounts(self._account_sid).fetch_async()
            await self._poster.forget_missing(client)
            self.abilities = replace(self.abilities, templates=frozenset(self._poster.templates))
            if str(account.status) != "active":
                raise SendError(f"{NO_ACCOUNT}: {account.status}", retry_after=300)

    async def close(self) -> None:
        client, source = self._client, self._source
        self._client = self._source = None
        if source is not None:
            await source.far.close()
        if client is not None:
            await client.http_client.close()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            with translated():
                yield
        except SendError as error:
            self.refused = self.refused or error.reason.startswith(NO_ACCOUNT)
            raise
        self.refused = False

    async def _twilio(self) -> Client:
        async with self._opening:
            if self._client is None:
                self._client = await open_client(
                    account_sid=self._account_sid, auth_token=self._token, api_url=self._api_url,
                    content_url=self._content_url, patience=self.patience,
                )  # fmt: skip
            return self._client

    async def _media(self) -> Source:
        client = await self._twilio()
        if self._source is None:
            self._source = Source(
                URL(self._api_url), self._account_sid, self._token, client.http_client.session, safe_session()
            )
        return self._source
