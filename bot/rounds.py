"""Work that comes round again and again until the process stops."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from core.errors import DomainError
from core.outage import Outage

log = structlog.get_logger(__name__)


async def quietly(work: Callable[[], Awaitable[None]], outage: Outage) -> None:
    """A round that fails is tried again in the next one; the reason is logged without content."""
    try:
        await work()
    except DomainError as error:
        if not outage.covers(error):
            log.info("job put off", reason=type(error).__name__)
    except Exception:
        log.exception("job failed")


async def pause(seconds: float, *, stop: asyncio.Event, wake: asyncio.Event) -> None:
    """Ends early when one of the two events is set."""
    waits = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(wake.wait())]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
