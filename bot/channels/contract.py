"""What every channel offers. A channel is a folder with one class like this and a line in the registry."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.messages import Abilities, DeliveryState, Event, Inbound, MediaRef, Outbound, Receipt


class Refused(Exception):
    """The request is not from the provider. `status` is 401 or 403; nothing is stored."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class TooLarge(Exception):
    """The file is over the cap, or the provider refuses to hand it out for its size."""


class Gone(Exception):
    """The provider does not have the file any more."""


class Found(Protocol):
    """A message as the provider has it."""

    @property
    def provider_id(self) -> str: ...
    @property
    def state(self) -> DeliveryState: ...


@runtime_checkable
class Finder(Protocol):
    """A channel whose provider can be asked what became of a message whose answer was lost."""

    async def find(
        self, address: str, message: Outbound, *, since: datetime, known: Collection[str] = ()
    ) -> Found | None: ...


Fresh = Callable[[Sequence[str]], Awaitable[Collection[str]]]


@runtime_checkable
class Lister(Protocol):
    """A channel whose provider keeps what people wrote, also while our webhook could not be reached."""

    account: str

    def missed(self, since: datetime, until: datetime, *, fresh: Fresh) -> AsyncIterator[Inbound]:
        """What people wrote in [since, until), oldest first, if `fresh` returns its event id. Raises SendError."""

    async def state(self, provider_id: str, *, message_id: str) -> Event | None:
        """The event that a callback for our message would have been; None if there is none. Raises SendError."""


Offer = Callable[[Sequence[Event]], Awaitable[bool]]


@runtime_checkable
class Poller(Protocol):
    """A channel that can ask its provider for what people write, where the provider has no address of ours to call."""

    async def watch(self, *, public_url: str, stop: asyncio.Event) -> None:
        """Sets our webhook again if it is gone. Runs until `stop`. Raises SendError."""

    async def poll(self, offer: Offer, *, may: Callable[[], bool], stop: asyncio.Event) -> None:
        """Runs until `stop`. `offer` returns whether the events were stored; if not, they are offered again, together
        with newer ones. While `may` says no, another process polls."""


class Channel(Protocol):
    kind: str  # "telegram": the word in the webhook path
    account: str  # "telegram:123456": part of every key
    abilities: Abilities

    @property
    def refused(self) -> bool:
        """Whether the provider did not accept our account when it was last asked: its token was revoked, for one."""

    def verify(self, *, url: str, headers: Mapping[str, str], body: bytes) -> None:
        """Raises Refused unless the provider sent exactly this. Header names are lower case.

        `url` is the public address built from settings, with the query as received."""

    def parse(self, body: bytes, *, tail: str) -> list[Event]:
        """Never raises. `tail` is the path behind /webhooks/<kind>, "" or "/status/<message id>"."""

    async def send(self, address: str, message: Outbound, *, message_id: str) -> Receipt:
        """Delivers one message to the provider's user id `address`. Raises SendError only."""

    def fetch(self, ref: MediaRef, *, limit: int) -> AsyncIterator[bytes]:
        """Streams a file, at most `limit` bytes. Raises TooLarge, Gone, SendError or Unavailable."""

    async def typing(self, address: str) -> None:
        """Shows that an answer is being written, where the provider can. Never raises."""

    async def start(self, *, public_url: str) -> None:
        """Registers webhooks and commands. Raises SendError; the caller tries again later."""

    async def close(self) -> None: ...
