"""uvicorn's connections, with limits on size and time of a request's head, and on the time to read an answer."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.limits import CLOSE, RETRY, answer

LARGEST_HEAD = 64 * 1024  # bytes
SECONDS_FOR_HEAD = 20.0
# A client must read at least so much of an answer in so many seconds.
LEAST_READ = 8 * 1024  # bytes
SECONDS_TO_READ = 30.0

TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


async def too_many(_scope: Scope, _receive: Receive, send: Send) -> None:
    """For one connection too many. uvicorn's own answer does not say when to try again."""
    await answer(send, 503, None, RETRY, CLOSE)


class Connection(HttpToolsProtocol):
    """A connection that ends when no complete head of a request arrives in time, also if it comes byte by byte. It ends
    too when the client does not read its answer: a thousand such clients would use up all connections."""

    _answering: RequestResponseCycle | None = None
    _reading: asyncio.TimerHandle | None = None
    _patience: asyncio.TimerHandle | None = None
    _in_head = True
    _head = 0  # bytes of an unfinished head

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._wait(SECONDS_FOR_HEAD)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        if self._reading is not None:
            self._reading.cancel()
        # No client is left to answer. uvicorn notes that only for the newest request.
        self.pipeline.clear()
        if self._answering is not None:
            self._answering.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > LARGEST_HEAD and not self.transport.is_closing():
                self.transport.write(TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0
        self._wait(SECONDS_FOR_HEAD)

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._wait(None)
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        taken: Any = too_many if app is service_unavailable else app
        super()._start_asgi_task(cycle, taken)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()
        if self.cycle.response_complete:  # if not, the next request is being answered already
            self._wait(self.timeout_keep_alive)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def _watch(self) -> None:
        """Until all is written, checks from time to time whether the client has read some of it."""
        if self._reading is not None:
            self._reading.cancel()
        unread = self.transport.get_write_buffer_size()
        self._reading = self.loop.call_later(SECONDS_TO_READ, self._look, unread) if unread else None

    def _look(self, before: int) -> None:
        if self.transport.get_write_buffer_size() > max(0, before - LEAST_READ):
            self.transport.abort()
        else:
            self._watch()

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.timeout_keep_alive_handler)
