"""Pages in their turn: whoever asks for hundreds at once waits for their own, and nobody else does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from weakref import WeakValueDictionary

from starlette.types import Message, Send

from core.db import READ_POOL

AT_ONCE = READ_POOL // 2  # pages that are made for one network; the other threads are for everybody else


class Turns:
    def __init__(self) -> None:
        self._gates: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, network: str, send: Send) -> AsyncIterator[Send]:
        """Gives `send` for the answer. With its beginning the turn is over: who reads slowly holds nobody up."""
        gate = self._gates.setdefault(network, asyncio.Semaphore(AT_ONCE))
        await gate.acquire()
        with ExitStack() as turn:
            turn.callback(gate.release)

            async def begun(message: Message) -> None:
                turn.close()
                await send(message)

            yield begun
