"""An officer's reply while 100,000 bulk messages wait at 30 a second: how long until it reaches the provider.

The whole station over real HTTP: the reply comes in by the API, and the emulated Telegram, which takes 50 ms
for an answer, notes when it arrived. Timed from the first byte of the officer's request.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import insert

from benchmarks.servers import SECRET, TOKEN
from benchmarks.station import Station
from bot.delivery import PER_SECOND
from bot.messages import Outbound
from bot.rows import written
from core import api_tokens, clock, db, outbox, units
from core.ids import new_id
from core.models import Contact
from core.vault import Vault, open_vault
from tests.emulators.telegram import TelegramEmulator

BULK_ROWS, SAMPLES, ROUND_TRIP = 100_000, 15, 0.05
ALLOWED = 3 / PER_SECOND + ROUND_TRIP  # seconds: three token periods and the provider's answer
READERS, CITIZEN = 20_000_000, 7  # the first number of those who get the bulk; who gets the replies


async def measure(folder: Path, database: str = "") -> list[float]:
    """Seconds from the start of each reply's request to its arrival."""
    async with TelegramEmulator() as telegram:
        telegram.delay = ROUND_TRIP
        for number in range(5000):  # more than can be reached meanwhile
            telegram.person(READERS + number, started=True)
        station = Station(
            folder, database, telegram_token=TOKEN, telegram_api_url=telegram.url, telegram_webhook_secret=SECRET
        )
        token = station.write(_token)
        vault = open_vault(station.settings.key_file)
        for start in range(0, BULK_ROWS, 5000):
            station.write(lambda s, n=start: _bulk(s, vault, n))
        async with station.serving():
            return await _replies(telegram, station.url, token)


async def _replies(telegram: TelegramEmulator, url: str, token: str) -> list[float]:
    headers = {"Authorization": f"Bearer {token}"}
    citizen, loop = telegram.person(CITIZEN), asyncio.get_running_loop()
    async with telegram.changed:  # two seconds in, the bucket is in use
        await telegram.changed.wait_for(lambda: telegram.webhook and len(telegram.sends) >= 60)
    await citizen.says("DARURAT")
    await citizen.expects("110")
    async with aiohttp.ClientSession(url, headers=headers) as officer:
        async with officer.get("/api/v1/reports") as answer:
            code = (await answer.json())["reports"][0]["code"]
        waited = []
        for number in range(SAMPLES):
            await asyncio.sleep(0.3)
            begun, words = loop.time(), f"Petugas {number} menuju lokasi."
            async with officer.post(f"/api/v1/reports/{code}/replies", json={"text": words}) as answer:
                assert answer.status == 201, await answer.text()
            await citizen.expects(words)
            waited.append(next(sent.time for sent in telegram.sends if words in sent.text) - begun)
    return waited


def detail(waited: list[float]) -> str:
    return f"worst {max(waited) * 1e3:.0f} ms, median {statistics.median(waited) * 1e3:.0f} ms"


def _token(session: db.Session) -> str:
    return api_tokens.create(session, name="bench", role="operator", unit=units.root(session), actor="bench")


def _bulk(session: db.Session, vault: Vault, start: int) -> None:
    now = clock.now()
    people = [READERS + start + number for number in range(5000)]
    contacts = [{"id": id_, "language": "id", "created_at": now} for id_ in people]
    session.execute(insert(Contact), contacts)
    outbox.enqueue_many(session, list(_rows(vault, people)))


def _rows(vault: Vault, people: list[int]) -> Iterator[dict[str, Any]]:
    now, payload = clock.now(), written(Outbound("Imbauan untuk warga."))
    for id_ in people:
        yield {
            "id": new_id(), "contact_id": id_, "report_id": None, "account": f"telegram:{TOKEN.partition(':')[0]}",
            "address": vault.seal(str(id_).encode(), about=b"address"), "lane": outbox.BULK, "payload": payload,
            "state": "queued", "due_at": now, "created_at": now,
        }  # fmt: skip
