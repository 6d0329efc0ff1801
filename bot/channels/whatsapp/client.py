"""The twilio library with what it lacks: a time limit that holds, no repeats of its own, the headers of refusals."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
    encode_basic_auth,
)

from bot.messages import SendError

# Seconds. Connecting has a shorter limit of its own: after that one nothing was sent.
PATIENCE = ClientTimeout(total=20, connect=10, sock_connect=5)
# Seconds; less than Twilio's own limit for idle connections: of a POST on a closing one we would not know the outcome.
KEEP_ALIVE = 15


class TwilioRefusal(Exception):
    """Twilio answered, and not with success. `code` is its own number, or the HTTP status without one."""

    def __init__(self, status: int, code: int, text: str, retry_after: float | None) -> None:
        super().__init__(f"{code} {text}"[:200])
        self.status, self.code, self.retry_after = status, code, retry_after


class Client(Protocol):
    """What is used of twilio.rest.Client, which has few types of its own."""

    messages: Any
    api: Any
    content: Any
    http_client: Any


async def open_client(
    *, account_sid: str, auth_token: str, api_url: str, content_url: str, patience: ClientTimeout
) -> Client:
    """Importing the library takes a second on a busy machine, so it is done here, in a thread."""
    make, http = await asyncio.to_thread(_load)
    # With an environment of its own the library does not look for a region in ours.
    alone = {"TWILIO_EDGE": ""}
    client: Client = make(account_sid, auth_token, http_client=http(patience), environment=alone)
    client.api.base_url, client.content.base_url = api_url, content_url
    return client


def _load() -> tuple[Any, Any]:
    from twilio.http.async_http_client import AsyncTwilioHttpClient
    from twilio.http.response import Response
    from twilio.rest import Client as TwilioClient

    class HttpClient(AsyncTwilioHttpClient):
        """The library's own passes no time limit on to aiohttp, and drops the headers of a refusal."""

        def __init__(self, patience: ClientTimeout) -> None:
            super().__init__(pool_connections=False)
            self.session: ClientSession = open_session(patience)

        async def request(  # type: ignore[override]  # any value there, ours here
            self,
            method: str,
            url: str,
            params: dict[str, object] | None = None,
            data: dict[str, object] | None = None,
            headers: dict[str, str] | None = None,
            auth: tuple[str, str] | None = None,
            timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the session's holds
            allow_redirects: bool = False,  # noqa: ARG002 - none is ever followed
        ) -> Response:
            signed = {**(headers or {}), "Authorization": encode_basic_auth(*(auth or ("", "")))}
            status, text = await exchange(self.session, method, url, params=params, data=data, headers=signed)
            return Response(status, text)

    return TwilioClient, HttpClient


def open_session(patience: ClientTimeout) -> ClientSession:
    connector = TCPConnector(keepalive_timeout=KEEP_ALIVE)
    return ClientSession(timeout=patience, connector=connector, cookie_jar=DummyCookieJar(), trust_env=False)


async def exchange(session: ClientSession, method: str, url: str, **more: Any) -> tuple[int, str]:
    """Raises TwilioRefusal for an answer that is not a success, SendError when there was none."""
    try:
        async with session.request(method, url, allow_redirects=False, **more) as response:
            status, text, headers = response.status, await response.text(errors="replace"), response.headers
    except (ClientConnectorError, ConnectionTimeoutError) as error:
        raise SendError(f"provider not reached: {type(error).__name__}") from error
    except (TimeoutError, ClientError, OSError) as error:
        # It was sent, at least in part; we cannot know whether Twilio took it.
        raise SendError(f"no answer: {type(error).__name__}", ambiguous=method != "GET") from error
    if not 200 <= status < 300:
        raise _refusal(status, text, headers.get("Retry-After", ""))
    return status, text


def _refusal(status: int, text: str, retry_after: str) -> TwilioRefusal:
    try:
        answer = json.loads(text)
        code, words = int(answer.get("code") or status), str(answer.get("message") or "")
    except (ValueError, TypeError, AttributeError):
        code, words = status, ""
    try:
        seconds = max(0.0, float(retry_after)) if retry_after else None
    except ValueError:  # a date: the caller's own pause is as good
        seconds = None
    return TwilioRefusal(status, code, words, seconds)
