"""Calls of the Bot API. Addresses hold the token, so no error of the HTTP library leaves this file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import orjson

from bot.messages import NO_ACCOUNT, SendError

# The Bot API tells its errors apart only by their description.
UNKNOWN_CHATS = ("chat not found", "user not found", "user is deactivated", "PEER_ID_INVALID")
WORDS = {401: NO_ACCOUNT, 404: NO_ACCOUNT, 403: "blocked", 429: "too many requests"}


class Client:
    def __init__(self, *, token: str, api_url: str, patience: float = 20.0) -> None:
        self._token, self._api_url = token, api_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=patience, connect=5)
        self._session: aiohttp.ClientSession | None = None
        # Groups that became supergroups, and their new numbers. Forgotten at a restart, and then learned again.
        self._moved: dict[Any, int] = {}
        self.refused = False  # a token that was revoked, or was never one, when Telegram was last asked

    async def call(self, method: str, parameters: Mapping[str, Any], *, patience: float | None = None) -> Any:
        """The result of a method. Raises SendError only."""
        chat = parameters.get("chat_id")
        status, body = await self._post(method, self._at_new_number(parameters), patience)
        if status == 400 and chat is not None and (number := _new_number(body)):
            self._moved[chat] = number
            status, body = await self._post(method, self._at_new_number(parameters), patience)
        try:
            result = _result(status, body)
        except SendError as error:
            self.refused = self.refused or error.reason.startswith(NO_ACCOUNT)
            raise
        self.refused = False
        return result

    def _at_new_number(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        number = self._moved.get(parameters.get("chat_id"))
        return {**parameters, "chat_id": number} if number else dict(parameters)

    async def _post(self, method: str, parameters: dict[str, Any], patience: float | None) -> tuple[int, bytes]:
        timeout = aiohttp.ClientTimeout(total=patience, connect=5) if patience else self._timeout
        url = f"{self._api_url}/bot{self._token}/{method}"
        try:
            async with self._open().post(url, json=parameters, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise SendError("provider not reached") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # The request may have arrived: Telegram takes no key by which a repeat would be recognised.
            raise SendError(f"no answer: {type(error).__name__}", ambiguous=True) from None

    async def download(self, path: str) -> aiohttp.ClientResponse:
        """An open answer to read from and close. Raises SendError."""
        try:
            return await self._open().get(
                f"{self._api_url}/file/bot{self._token}/{path}", allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=100, connect=5),
            )  # fmt: skip
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendError(f"file not reached: {type(error).__name__}") from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)  # its sockets close in the loop's next round

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(json_serialize=lambda value: orjson.dumps(value).decode())
        return self._session


def _new_number(body: bytes) -> int:
    """The new number of a group that became a supergroup; 0 for any other answer."""
    try:
        return int(orjson.loads(body)["parameters"]["migrate_to_chat_id"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return 0


def _result(status: int, body: bytes) -> Any:
    try:
        answer = orjson.loads(body)
        if answer["ok"]:
            return answer["result"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        # Telegram itself answers in JSON; anything else is from a proxy in between, and will pass.
        raise SendError(f"unreadable answer: status {status}") from None
    reason = _words(status, str(answer.get("description", ""))[:150] or f"status {status}")
    parameters = answer.get("parameters") or {}
    if status == 429:
        raise SendError(reason, retry_after=float(parameters.get("retry_after", 5)))
    if status == 403:
        raise SendError(reason, permanent=True, blocked=True)
    # 401 is about our token: the operator must correct it, so the message is not given up.
    raise SendError(reason, permanent=status in {400, 404})


def _words(status: int, said: str) -> str:
    if any(words in said for words in UNKNOWN_CHATS):
        return f"no such recipient: {said}"
    other = "refused" if 400 <= status < 500 else "provider in trouble"
    return f"{WORDS.get(status, other)}: {said}"
