"""kill -9 of the sender while it sends: nothing is lost, and repeats stay within what was under way."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import SECRET, Served, update

pytestmark = pytest.mark.faults

PEOPLE = 120
KILLS = 3


async def test_every_answer_arrives_and_repeats_are_bounded(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "jembatan.db")
    create_key_file(tmp_path / "secret.key")
    async with TelegramEmulator() as telegram:
        telegram.delay = 0.4  # many are under way at every moment
        people = [telegram.person(1_000_000 + number, started=True) for number in range(1, PEOPLE + 1)]
        served = Served(tmp_path, f"sqlite:///{tmp_path / 'jembatan.db'}", telegram=telegram.url)
        await served.start()
        await _everybody_calls(served)
        for _ in range(KILLS):
            sent = len(telegram.sends)
            await _until(lambda seen=sent: len(telegram.sends) >= seen + 15)
            served.kill()
            await served.start()
        await _until(lambda: all(any(not m.mine and "110" in m.text for m in p.chat) for p in people), seconds=60)
        served.kill()
        arrived = Counter(send.chat_id for send in telegram.sends if "110" in send.text)
        repeats = sum(count - 1 for count in arrived.values())
        print(f"{KILLS} kills, {len(arrived)} of {PEOPLE} reached, {repeats} repeats, "
              f"{telegram.most_concurrent_sends} sends at once")  # fmt: skip
        assert len(arrived) == PEOPLE
        assert telegram.most_concurrent_sends <= 32
        assert repeats <= KILLS * telegram.most_concurrent_sends


async def _everybody_calls(served: Served) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session:
        for number in range(1, PEOPLE + 1):
            async with session.post(served.url + "/webhooks/telegram", json=update(number), headers=headers) as answer:
                assert answer.status == 200


async def _until(look, *, seconds: float = 30.0) -> None:
    ends = asyncio.get_running_loop().time() + seconds
    while not look():
        assert asyncio.get_running_loop().time() < ends, "it did not happen in time"
        await asyncio.sleep(0.02)
