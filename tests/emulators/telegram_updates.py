"""Updates on their way to us: by getUpdates, or by webhook in the order of each chat and until acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.emulators.telegram_rules import Refusal

SECRET = "X-Telegram-Bot-Api-Secret-Token"
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
CALLBACK_LIFE = 150.0  # seconds in which a tap is tried; messages last 24 hours, longer than any test
LONGEST_POLL = 50
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Pending:
    """An update on its way. The queue is what keeps its order: a chat's messages, a person's taps."""

    update: dict[str, Any]
    queue: str
    born: float
    attempts: int = 0
    repeated: bool = False
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)


class Updates:
    def __init__(self, changed: asyncio.Condition) -> None:
        self.changed = changed
        self.pending: list[Pending] = []
        self.webhook: dict[str, Any] = {}
        self.allowed: list[str] = []
        self.duplicate = False
        self.first_pause = 0.2  # seconds before the second attempt; doubled up to a minute
        self.last_error = ""
        self._next_id = 1001
        self._poll = 0
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._client: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        await self._stop_workers()
        self._poll += 1
        async with self.changed:
            self.changed.notify_all()
        if self._client:
            await self._client.close()

    async def add(self, kind: str, content: Mapping[str, Any], queue: str) -> Pending:
        """Returns when the update is queued."""
        number, self._next_id = self._next_id, self._next_id + 1
        item = Pending({"update_id": number, kind: content}, queue, asyncio.get_running_loop().time())
        if not (kind in self.allowed if self.allowed else kind not in UNASKED):
            item.acknowledged.set()  # nobody wants it
            return item
        self.pending.append(item)
        self._work(queue)
        async with self.changed:
            self.changed.notify_all()
        return item

    def _forget(self, item: Pending) -> None:
        self.pending.remove(item)
        item.acknowledged.set()

    def _take_wishes(self, given: Mapping[str, Any]) -> None:
        if given.get("allowed_updates") is not None:
            self.allowed = given["allowed_updates"]

    # By getUpdates

    async def poll(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, WEBHOOK_ACTIVE)
        self._take_wishes(given)
        self._poll += 1
        mine = self._poll
        self._confirm(int(given.get("offset") or 0))
        patience = min(int(given.get("timeout") or 0), LONGEST_POLL)
        async with self.changed:
            self.changed.notify_all()  # an older poll ends now
            try:
                async with asyncio.timeout(patience or None):
                    await self.changed.wait_for(lambda: self.pending or mine != self._poll or not patience)
            except TimeoutError:
                return []
        if mine != self._poll:
            raise Refusal(409, "Conflict: terminated by setWebhook request" if self.webhook else OTHER_POLL)
        limit = min(max(int(given.get("limit") or 100), 1), 100)
        return [item.update for item in self.pending[:limit]]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.pending[offset:][0].update["update_id"] if self.pending else 0
        for item in [item for item in self.pending if item.update["update_id"] < offset]:
            if self.duplicate and not item.repeated:
                item.repeated = True
            else:
                self._forget(item)

    # By webhook

    async def set_webhook(self, given: Mapping[str, Any]) -> None:
        """Without an address: from now on by getUpdates."""
        await self._stop_workers()
        self._take_wishes(given)
        self.webhook = dict(given) if given.get("url") else {}
        if given.get("drop_pending_updates"):
            for item in list(self.pending):
                self._forget(item)
        self._poll += 1
        for item in self.pending:
            self._work(item.queue)
        async with self.changed:
            self.changed.notify_all()

    def info(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "url": self.webhook.get("url", ""), "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }  # fmt: skip
        if self.webhook:
            found["max_connections"] = int(self.webhook.get("max_connections") or 40)
        if self.webhook and self.last_error:
            found |= {"last_error_message": self.last_error}
        return found | ({"allowed_updates": self.allowed} if self.allowed else {})

    def _work(self, queue: str) -> None:
        running = self._workers.get(queue)
        if self.webhook and (running is None or running.done()):
            self._workers[queue] = asyncio.get_running_loop().create_task(self._deliver(queue))

    async def _stop_workers(self) -> None:
        workers, self._workers = list(self._workers.values()), {}
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _deliver(self, queue: str) -> None:
        """The queue in its order: the first one holds back those behind it until it is acknowledged."""
        while item := next((item for item in self.pending if item.queue == queue), None):
            pause = await self._try(item)
            if pause is None and self.duplicate and not item.repeated:
                item.repeated = True
                pause = await self._try(item)
            if pause is None or self._expired(item, pause):
                self._forget(item)
                async with self.changed:
                    self.changed.notify_all()
            else:
                await asyncio.sleep(pause)

    def _expired(self, item: Pending, pause: float) -> bool:
        age = asyncio.get_running_loop().time() - item.born + pause
        return "callback_query" in item.update and age > CALLBACK_LIFE

    async def _try(self, item: Pending) -> float | None:
        """None when acknowledged, else the seconds to wait."""
        if self._client is None:
            self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        secret = self.webhook.get("secret_token")
        headers = {SECRET: secret} if secret else {}
        pause: float = min(self.first_pause * 2**item.attempts, 60.0)
        item.attempts += 1
        try:
            async with self._client.post(self.webhook["url"], json=item.update, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return None
                self.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return _asked(answer.headers.get("Retry-After", ""), pause)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.last_error = f"Connection failed: {type(error).__name__}"
            return pause


def _asked(header: str, pause: float) -> float:
    return min(float(header), 3600.0) if header.isdigit() else pause
