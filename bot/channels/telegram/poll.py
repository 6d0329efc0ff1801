"""Our own long polling: the offset moves only after the commit, so a crash loses no update."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson
import structlog

from bot.channels.contract import Offer
from bot.messages import SendError

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

log = structlog.get_logger(__name__)

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
WAIT = 25  # seconds that Telegram holds an empty answer; its own limit is 50
TRY_AGAIN = 1.0  # seconds until what could not be stored is asked for once more
WEBHOOK = "webhook is active"  # in the words of a refusal
ASK_AGAIN = 0.2  # seconds between questions whether this process may poll


async def poll(channel: TelegramChannel, offer: Offer, *, may: Callable[[], bool], stop: asyncio.Event) -> None:
    """Telegram answers only one poller.

    It gives out the oldest 100 updates. Any way to see later ones (also a negative offset) would confirm these
    without storing them. So while nothing can be stored, the messages behind the first 100 are not seen."""
    offset, pause, named, removes = 0, 1.0, False, True
    while not stop.is_set():
        if not may():
            await _until(stop, asyncio.sleep(ASK_AGAIN))
            continue
        try:
            if not named:
                await channel.set_commands()
                named = True
            updates = await _until(stop, _get(channel, offset))
        except SendError as error:
            pause = await _recover(channel, error, pause, removes=removes)
            removes = removes and WEBHOOK not in error.reason
            await _until(stop, asyncio.sleep(pause * random.uniform(0.8, 1.2)))
            continue
        if updates:
            raw = [orjson.dumps(update) for update in updates]
            if not await offer([event for body in raw for event in channel.parse(body, tail="")]):
                await _until(stop, asyncio.sleep(TRY_AGAIN))
                continue
        # After an empty answer the offset begins anew: after a quiet week Telegram may begin with lower ids, and an old
        # offset would confirm those without our reading them.
        offset = max((int(update["update_id"]) for update in updates or ()), default=-1) + 1
        pause = 1.0


async def _get(channel: TelegramChannel, offset: int) -> list[dict[str, Any]]:
    more = {"offset": offset} if offset else {}
    found: list[dict[str, Any]] = await channel.client.call(
        "getUpdates", {"timeout": WAIT, "limit": 100, "allowed_updates": UPDATES, **more}, patience=WAIT + 10.0
    )
    return found


async def _recover(channel: TelegramChannel, error: SendError, pause: float, *, removes: bool) -> float:
    """Returns the seconds to wait. An old webhook is removed. If it comes back, or if there is another poller, somebody
    else serves with this token: that is logged and left alone."""
    if WEBHOOK in error.reason and removes:
        log.warning("a webhook was set for this bot; it is removed, because here it is asked for its messages")
        try:
            await channel.client.call("deleteWebhook", {})
        except SendError as failure:
            log.warning("webhook not removed", reason=failure.reason)
        return 1.0
    if "terminated by other" in error.reason or WEBHOOK in error.reason:
        log.warning("another process serves with this token; stop one of the two")
        return min(max(pause * 2, 5.0), 60.0)
    log.warning("polling interrupted", channel=channel.kind, reason=error.reason)
    return error.retry_after or min(pause * 2, 60.0)


async def _until(stop: asyncio.Event, work: Awaitable[Any]) -> Any:
    """The work's result, or None as soon as `stop` is set."""
    task, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        return task.result()
    task.cancel()
    return None
