"""The web chat as the rest of the bot sees it. Its messages are "sent" from the beginning: the page shows them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from bot.channels.contract import Refused
from bot.channels.webchat.events import ACCOUNT, read
from bot.channels.webchat.uploads import Uploads
from bot.messages import Abilities, Event, Ignored, MediaRef, Outbound, Receipt, SendError
from core.files import Files

__all__ = ["ACCOUNT", "WebChatChannel"]


class WebChatChannel:
    kind = "webchat"
    account = ACCOUNT
    abilities = Abilities(push=False)
    refused = False

    def __init__(self, files: Files) -> None:
        self.uploads = Uploads(files)

    def verify(self, *, url: str, headers: Mapping[str, str], body: bytes) -> None:  # noqa: ARG002 - the contract
        """There is no webhook: the chat page is served by ourselves."""
        raise Refused(403, "web chat has no webhook")

    def parse(self, body: bytes, *, tail: str) -> list[Event]:  # noqa: ARG002 - the contract
        """Reads what `events.heard` wrote. Only a replay of a stored event comes this way."""
        try:
            return [read(body)]
        except (ValueError, KeyError, TypeError):
            return [Ignored(ACCOUNT, "", "unreadable", quarantine=True, raw=body)]

    async def send(self, address: str, message: Outbound, *, message_id: str) -> Receipt:  # noqa: ARG002 - the contract
        raise SendError("web chat is read, not sent to", permanent=True)

    async def fetch(self, ref: MediaRef, *, limit: int) -> AsyncIterator[bytes]:
        async for part in self.uploads.read(ref.ref, limit=limit):
            yield part

    async def typing(self, address: str) -> None:
        """The page shows its own dots."""

    async def start(self, *, public_url: str) -> None:
        """Nobody has to be told where the page is."""

    async def close(self) -> None:
        """Nothing is open."""
