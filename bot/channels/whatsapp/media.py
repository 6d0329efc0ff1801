"""Files that people sent: fetched from Twilio with our credentials; after a redirect to another host, without them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, InvalidURL, encode_basic_auth
from yarl import URL

from bot.channels.contract import Gone, TooLarge
from bot.channels.net import PATIENCE, PrivateAddress
from bot.messages import SendError

MOST_REDIRECTS = 3
CHUNK = 64 * 1024  # bytes
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Source:
    """`near` may reach the configured API, wherever it is; `far` reaches public addresses only."""

    api: URL
    account_sid: str
    auth_token: str
    near: ClientSession
    far: ClientSession

    async def stream(self, ref: str, *, limit: int) -> AsyncGenerator[bytes]:
        """Raises TooLarge, Gone or SendError."""
        try:
            async with self._open(ref) as response:
                async for chunk in _capped(response, limit):
                    yield chunk
        except ClientConnectorError as error:
            permanent = isinstance(error.os_error, PrivateAddress)
            reason = "media address is not public" if permanent else "cannot reach media"
            raise SendError(reason, permanent=permanent) from error
        except InvalidURL as error:  # "127.1", "2130706433"
            raise SendError("media address cannot be read", permanent=True) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise SendError(f"media broke off: {type(error).__name__}") from error

    @asynccontextmanager
    async def _open(self, ref: str) -> AsyncIterator[ClientResponse]:
        url = _parsed(ref)
        for _ in range(MOST_REDIRECTS + 1):
            session, headers = self._way(url)
            async with session.get(url, headers=headers, allow_redirects=False, timeout=PATIENCE) as response:
                if response.status not in REDIRECTS:
                    _judge(response)
                    yield response
                    return
                url = _parsed(response.headers.get("Location", ""), base=url)
        raise SendError("too many redirects", permanent=True)

    def _way(self, url: URL) -> tuple[ClientSession, dict[str, str]]:
        """The session and the headers for this address. Decided again after each redirect."""
        plain = self.api.scheme == "http"
        if url.scheme != "https" and not (plain and url.scheme == "http"):
            raise SendError("media address is not https", permanent=True)
        if url.user is not None or url.password is not None:
            raise SendError("media address with a user", permanent=True)
        headers = {"Accept-Encoding": "identity"}
        if url.origin() == self.api.origin():
            login = encode_basic_auth(self.account_sid, self.auth_token)
            return self.near, {**headers, "Authorization": login}
        if plain and url.host == self.api.host:  # an emulator's second port
            return self.near, headers
        if not url.is_default_port():
            raise SendError("media address with a port", permanent=True)
        return self.far, headers


def _parsed(text: str, *, base: URL | None = None) -> URL:
    try:
        url = base.join(URL(text)) if base is not None and text else URL(text)
        if not url.host:
            raise ValueError("no host")
    except ValueError:
        raise SendError("media address cannot be read", permanent=True) from None
    return url


def _judge(response: ClientResponse) -> None:
    if response.status in {404, 410}:
        raise Gone
    if response.status != 200:
        passes = response.status >= 500 or response.status in {401, 403, 408, 429}
        raise SendError(f"media answered {response.status}", permanent=not passes)


async def _capped(response: ClientResponse, limit: int) -> AsyncIterator[bytes]:
    if (response.content_length or 0) > limit:
        raise TooLarge
    total = 0
    async for chunk in response.content.iter_chunked(CHUNK):
        total += len(chunk)
        if total > limit:
            raise TooLarge
        yield chunk
