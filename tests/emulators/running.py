"""An emulator on a loop in a thread of its own, for tests that have no loop:

with running(TelegramEmulator()) as telegram:
    siti = telegram.voice(telegram.emulator.person(7, "Siti"))
    siti.says("halo")
    siti.expects("Darurat")
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=AbstractAsyncContextManager[Any])


@dataclass(frozen=True)
class Running(Generic[E]):
    emulator: E
    loop: asyncio.AbstractEventLoop

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def voice(self, person: object) -> Voice:
        return Voice(person, self.call)


@dataclass(frozen=True)
class Voice:
    """A person of the emulator: what they do is done when the call returns."""

    person: Any
    _call: Callable[[Coroutine[Any, Any, Any]], Any]

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        act = getattr(self.person, verb)
        return lambda *given, **named: self._call(act(*given, **named))


@contextmanager
def running(emulator: E) -> Iterator[Running[E]]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    found = Running(emulator, loop)
    try:
        found.call(emulator.__aenter__())
        try:
            yield found
        finally:
            found.call(emulator.__aexit__(None, None, None))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
