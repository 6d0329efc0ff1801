"""Reading a request body under a length cap and a deadline, and answering without a framework."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter

import orjson
from starlette.types import Message, Receive, Send

from core import files
from core.files import NoRoom


class TooLong(Exception):
    """The body is over the limit (413) or came too slowly (408)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class HungUp(Exception):
    """The client went away before its body was complete."""


MOST_READ_ON = 64 * 1024 * 1024  # bytes over the cap
SECONDS_WITHOUT_A_BYTE = 1.0
MEGABYTE = 1 << 20
MOST_UNDER_WAY = 256 * MEGABYTE  # of large bodies, in this process; of one network half as much
MOST_OF_ONE = 200  # bodies that come slowly from one network: with all of serving.MOST_CONNECTIONS nobody else is heard


class Room:
    """For bodies that are being received, and above all for those of more than a megabyte. Until files are taken in
    they lie in the folder for temporary files, small ones in memory, and neither may be used up: the database needs
    both. Of the disk they may take some of what stored files leave free, for then danger is heard without them."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()  # bytes, by network
        self._coming: Counter[str] = Counter()  # bodies

    def enter(self, network: str) -> bool:
        """False where too many are under way from there."""
        self._coming[network] += 1
        return self._coming[network] <= MOST_OF_ONE

    def leave(self, network: str) -> None:
        self._coming[network] -= 1
        if not self._coming[network]:
            del self._coming[network]

    def take(self, size: int, network: str) -> None:
        """Raises NoRoom."""
        left = shutil.disk_usage(tempfile.gettempdir()).free - files.LEFT_FREE // 2
        too_many = self._taken.total() + size > MOST_UNDER_WAY or self._taken[network] + size > MOST_UNDER_WAY // 2
        if too_many or size > left:
            raise NoRoom
        self._taken[network] += size

    def give_back(self, size: int, network: str) -> None:
        self._taken -= Counter({network: size})


class Body:
    """`receive` with a length cap and a deadline, until the body is complete or is not needed any more.

    What is over the cap is still read for a while, and dropped. Browsers and proxies read no answer before they have
    sent everything: if we closed the connection earlier, they would show a broken connection instead of the 413.
    """

    def __init__(self, receive: Receive, *, limit: int, seconds: float, room: Room, network: str) -> None:
        self._receive, self._limit, self._room, self._held, self._network = receive, limit, room, 0, network
        self._waits = False
        self._ends = asyncio.get_running_loop().time() + seconds
        self._size, self._complete = 0, False
        self.broken = 0  # the status to answer, once a limit was passed

    def enter(self) -> bool:
        """False where too many bodies from the same network are under way. `let_go` must follow."""
        self._waits = True
        return self._room.enter(self._network)

    def _leave(self) -> None:
        if self._waits:
            self._waits = False
            self._room.leave(self._network)

    async def __call__(self) -> Message:
        if self._complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._ends):
                message = await self._receive()
        except TimeoutError:
            if self._complete:
                return await self._receive()
            raise self._fail(408) from None
        self._size += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._size > self._limit:
            await self.read_on()
            raise self._fail(413)
        if self._complete:
            self._leave()
        if self._size > self._held + MEGABYTE:
            await self._hold(self._size - self._held)
        return message

    async def _hold(self, more: int) -> None:
        try:
            self._room.take(more, self._network)
        except NoRoom:
            await self.read_on()
            raise
        self._held += more

    def let_go(self) -> None:
        """The files of the body were taken in, or nobody wants them any more."""
        if self._held:
            self._room.give_back(self._held, self._network)
            self._held = 0
        self._leave()

    async def read_on(self) -> None:
        """Reads until the end of the body, or until it is too much or too slow."""
        now = asyncio.get_running_loop().time
        try:
            while not self._complete and self._size <= self._limit + MOST_READ_ON:
                async with asyncio.timeout_at(min(self._ends, now() + SECONDS_WITHOUT_A_BYTE)):
                    message = await self._receive()
                self._size += len(message.get("body", b""))
                self._complete = not message.get("more_body", False)
        except TimeoutError:
            pass

    def release(self) -> None:
        """The answer has begun: the rest of the body does not matter."""
        self._complete = True

    async def read(self) -> bytes:
        """The whole body. Raises TooLong, or HungUp."""
        parts = []
        while True:
            message = await self()
            if message["type"] == "http.disconnect":
                raise HungUp
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(parts)

    def _fail(self, status: int) -> TooLong:
        self.broken = status
        return TooLong(status)


RETRY, CLOSE = (b"retry-after", b"5"), (b"connection", b"close")
_WORDS = {
    401: b"Unauthorized", 403: b"Forbidden", 404: b"Not found", 405: b"Method not allowed",
    408: b"Too slow", 413: b"Too large", 503: b"Try again later",
}  # fmt: skip


async def refuse(send: Send, path: str, status: int, words: bytes | None = None) -> None:
    """A plain text for people; for programs problem+json (RFC 9457)."""
    body, kind = words, b""
    if path.startswith("/api/"):
        problem = {"type": "about:blank", "title": _WORDS[status].decode(), "status": status}
        body, kind = orjson.dumps(problem), b"application/problem+json"
    await answer(send, status, body, *((RETRY, CLOSE) if status == 503 else ()), kind=kind)


async def answer(
    send: Send, status: int, body: bytes | None = None, *headers: tuple[bytes, bytes], kind: bytes = b""
) -> None:
    content = _WORDS.get(status, b"") if body is None else body
    kind = kind or (b"text/xml; charset=utf-8" if status == 200 else b"text/plain; charset=utf-8")
    common = [
        (b"content-type", kind),
        (b"content-length", str(len(content)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status in {408, 413}:  # the rest of the body is not waited for
        common += [CLOSE, (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": [*common, *headers]})
    await send({"type": "http.response.body", "body": content})
