"""An officer's reply while 100,000 bulk messages wait at 30 a second: how long until it reaches the provider."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.delivery import PER_SECOND, Sender
from bot.messages import Abilities, Outbound, Receipt
from core import clock, db, outbox, schema
from core.ids import new_id
from core.vault import Vault
from core.writer import Writer

BULK_ROWS, SAMPLES, ROUND_TRIP = 100_000, 10, 0.05
ALLOWED = 3 / PER_SECOND + ROUND_TRIP  # seconds: three token periods and the provider's answer
VAULT = Vault({"k1": b"b" * 32})


class Provider:
    """A channel that takes 50 ms and notes when a reply arrived."""

    kind, account = "bench", "bench:1"
    abilities = Abilities(name="Bench")

    def __init__(self) -> None:
        self.arrived: asyncio.Queue[float] = asyncio.Queue()

    async def send(self, _address: str, message: Outbound, *, message_id: str) -> Receipt:
        await asyncio.sleep(ROUND_TRIP)
        if message.text == "reply":
            self.arrived.put_nowait(time.perf_counter())
        return Receipt(message_id)


async def measure(folder: Path) -> tuple[float, float]:
    """(median, worst) seconds from the commit of a reply to its arrival. The folder exists."""
    url = f"sqlite:///{folder / 'urgent.db'}"
    schema.migrate(url)
    writer = Writer(db.writer_engine(url), on_batch=_record, on_poison=lambda *_: None)
    writer.start()
    for rows in _bulk():
        await writer.do(lambda s, r=rows: outbox.enqueue_many(s, r), deadline=60)
    provider, stop = Provider(), asyncio.Event()
    reader = db.reader(url)
    sender = Sender(provider, writer=writer, reader=reader, vault=VAULT)  # type: ignore[arg-type]  # what it uses
    running = asyncio.create_task(sender.run(stop))
    await asyncio.sleep(2.0)  # the bucket is in use
    waited = [await _reply(writer, provider, sender) for _ in range(SAMPLES)]
    stop.set()
    await running
    await asyncio.to_thread(writer.stop)
    reader.dispose()
    return statistics.median(waited), max(waited)


def _record(session: db.Session, items: Any) -> list[str]:
    outbox.record_many(session, items, now=clock.now())
    return ["recorded"] * len(items)


async def _reply(writer: Writer, provider: Provider, sender: Sender) -> float:
    row = _row("reply", outbox.TALK)
    await writer.do(lambda s: outbox.enqueue_many(s, [row]))
    begun = time.perf_counter()
    sender.wake.set()
    return await provider.arrived.get() - begun


def _bulk() -> Iterator[list[dict[str, Any]]]:
    for _ in range(0, BULK_ROWS, 5000):
        yield [_row("bulk", outbox.BULK) for _ in range(5000)]


def _row(text: str, lane: int) -> dict[str, Any]:
    import orjson

    return {
        "id": new_id(), "contact_id": None, "report_id": None, "account": Provider.account,
        "address": VAULT.seal(b"7", about=b"address"), "lane": lane, "payload": orjson.dumps(Outbound(text)).decode(),
        "state": "queued", "due_at": clock.now(), "created_at": clock.now(),
    }  # fmt: skip
