"""The disk is full in the middle of a flood: what is told 200 is kept, all else is told 503, and it heals by itself."""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import Served, Tally, flood, stored

pytestmark = pytest.mark.faults

SIZE = 600


async def _until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not look():
            await asyncio.sleep(0.01)


async def _status(url: str) -> int:
    async with aiohttp.ClientSession() as browser, browser.get(url) as answer:
        return answer.status


async def _disk_is_full_for_a_while(served: Served, tally: Tally) -> set[int]:
    """What was acknowledged before."""
    assert served.process is not None
    await _until(lambda: len(tally.acknowledged) > SIZE // 4)
    before = set(tally.acknowledged)
    served.process.send_signal(signal.SIGUSR1)
    await _until(lambda: tally.refused > 100 or len(tally.acknowledged) == SIZE)
    assert [await _status(served.url + path) for path in ("/healthz", "/lacak", "/masuk")] == [200, 200, 200]
    served.process.send_signal(signal.SIGUSR2)
    return before


async def test_a_full_disk_in_a_flood_loses_nothing_and_heals(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "jembatan.db")
    create_key_file(tmp_path / "secret.key")
    database, numbers, tally = f"sqlite:///{tmp_path / 'jembatan.db'}", range(1, SIZE + 1), Tally()
    async with TelegramEmulator() as telegram:
        served = Served(tmp_path, database, telegram=telegram.url, FAULT_DISK="1")
        await served.start()
        meanwhile = asyncio.create_task(_disk_is_full_for_a_while(served, tally))
        await flood(served, numbers, kills=0, tally=tally, seed=5)
        before = await meanwhile
        is_same_process = not served.dead
        served.kill()
    ids, reports = stored(database)
    assert tally.acknowledged - ids == set()
    assert is_same_process
    assert len(before) < SIZE // 2
    assert tally.refused > 100  # each a 503: the flood takes no other refusal
    assert tally.acknowledged == tally.attempted == ids == set(numbers)
    assert reports == SIZE
