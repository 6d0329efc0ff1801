"""Floods a server process with Telegram updates while it is killed again and again, and counts.

In the words of a set checker: lost = acknowledged - stored; unexpected = stored - attempted.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from sqlalchemy import func, select

from core import db
from core.models import Inbound, Report

ROOT = Path(__file__).parents[2]
TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
SECRET = "flood-secret-0123456789"


@dataclass
class Tally:
    attempted: set[int] = field(default_factory=set)
    acknowledged: set[int] = field(default_factory=set)
    kills: int = 0
    refused: int = 0


class Served:
    """The server as a process of its own, on one port over its many lives."""

    def __init__(self, folder: Path, database: str, *, telegram: str, **faults: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("JEMBATAN_", "FAULT_"))},
            "PYTHONPATH": str(ROOT), "JEMBATAN_DATA_DIR": str(folder), "JEMBATAN_DATABASE_URL": database,
            "JEMBATAN_PORT": str(self.port), "JEMBATAN_TELEGRAM_TOKEN": TOKEN,
            "JEMBATAN_TELEGRAM_API_URL": telegram, "JEMBATAN_TELEGRAM_WEBHOOK_SECRET": SECRET,
            "JEMBATAN_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }  # fmt: skip
        self.folder = folder
        self.faults = faults
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *, seconds: float = 60.0) -> None:
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.served"], cwd=self.folder, env=self.environment | self.faults,
            stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        atexit.register(self.process.kill)  # for a test that fails before it ends its server
        ends = asyncio.get_running_loop().time() + seconds
        while not await self._answers():
            if self.process.poll() is not None or asyncio.get_running_loop().time() > ends:
                raise AssertionError((self.folder / "server.log").read_text()[-3000:])
            await asyncio.sleep(0.05)

    async def _answers(self) -> bool:
        try:
            async with aiohttp.ClientSession() as session, session.get(self.url + "/healthz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @property
    def dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def stop(self, *, seconds: float = 10.0) -> float:
        """SIGTERM; returns the seconds it took to end."""
        import time

        assert self.process is not None
        begun = time.monotonic()
        self.process.terminate()
        self.process.wait(seconds)
        return time.monotonic() - begun


def update(number: int, *, text: str = "DARURAT") -> dict[str, object]:
    """One citizen, one emergency: each update id has a chat of its own and must open exactly one report."""
    person = {"id": 1_000_000 + number, "is_bot": False, "first_name": "Warga"}
    return {
        "update_id": number,
        "message": {
            "message_id": 1, "date": 1_773_280_800, "text": text, "from": person,
            "chat": {"id": person["id"], "type": "private", "first_name": "Warga"},
        },
    }  # fmt: skip


def stored(database: str) -> tuple[set[int], int]:
    """(update ids in the database, number of reports)."""
    engine = db.reader(database)
    with db.reading(engine) as session:
        ids = {int(id_) for id_ in session.scalars(select(Inbound.event_id))}
        reports = session.scalar(select(func.count()).select_from(Report)) or 0
    engine.dispose()
    return ids, reports


async def flood(served: Served, numbers: range, *, kills: int, tally: Tally, seed: int, clients: int = 20) -> None:
    """Sends all updates, one in five twice, in random order, until each is acknowledged; kills meanwhile."""
    chance = random.Random(seed)
    queue = [*numbers, *chance.sample(numbers, len(numbers) // 5)]
    chance.shuffle(queue)
    done = asyncio.Event()
    workers = [asyncio.create_task(_client(served, queue, tally)) for _ in range(clients)]
    killer = asyncio.create_task(_killer(served, kills, chance, tally, done))
    await asyncio.gather(*workers)
    done.set()
    await killer


async def _client(served: Served, queue: list[int], tally: Tally) -> None:
    timeout = aiohttp.ClientTimeout(total=15)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while queue:
            number = queue.pop()
            tally.attempted.add(number)
            if await post(session, served, number, tally):
                tally.acknowledged.add(number)
            else:
                queue.insert(0, number)
                await asyncio.sleep(0.2)


async def post(session: aiohttp.ClientSession, served: Served, number: int, tally: Tally) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    try:
        async with session.post(served.url + "/webhooks/telegram", json=update(number), headers=headers) as answer:
            if answer.status != 200:
                tally.refused += 1
                assert answer.status == 503, f"status {answer.status}"
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError, ConnectionError):
        return False


async def _killer(served: Served, kills: int, chance: random.Random, tally: Tally, done: asyncio.Event) -> None:
    """Each life lasts some messages, and ends at any moment of the next ones: however fast the machine is."""
    while tally.kills < kills and not done.is_set():
        goal = len(tally.acknowledged) + chance.randrange(20, 150)
        while len(tally.acknowledged) < goal and not done.is_set():
            await asyncio.sleep(0.01)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), chance.uniform(0, 0.1))
        if done.is_set():
            return
        served.kill()
        tally.kills += 1
        await served.start()
