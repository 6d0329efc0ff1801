"""kill -9 of the sender while it sends: nothing is lost, and repeats stay within what was under way."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from core import db
from core.models import Outbox
from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import SECRET, Served, update

pytestmark = pytest.mark.faults

PEOPLE = 120
KILLS = 3


async def test_every_answer_arrives_and_repeats_are_bounded(database: str, tmp_path: Path) -> None:
    create_key_file(tmp_path / "secret.key")
    async with TelegramEmulator() as telegram:
        telegram.delay = 1.0  # many are under way at every moment
        people = [telegram.person(1_000_000 + number, started=True) for number in range(1, PEOPLE + 1)]
        served = Served(tmp_path, database, telegram=telegram.url, FAULT_LEASE="6")
        await served.start()
        await _everybody_calls(served)
        for _ in range(KILLS):
            sent = len(telegram.sends)
            await _until(lambda seen=sent: len(telegram.sends) >= seen + 15)
            served.kill()
            await served.start()
        await _until(lambda: waiting(database) == 0, seconds=60)
        served.kill()
        assert all(any(not m.mine and "110" in m.text for m in p.chat) for p in people)
        arrived = Counter((send.chat_id, send.text) for send in telegram.sends)
        repeats = arrived.total() - len(arrived)
        print(f"{KILLS} kills, {len(people)} reached, {repeats} repeats, {telegram.most_concurrent_sends} at once")
        assert telegram.most_concurrent_sends <= 32
        assert 0 < repeats <= KILLS * telegram.most_concurrent_sends


def waiting(database: str) -> int:
    """Messages that nobody has sent yet, or nobody knows to be sent."""
    engine = db.reader(database)
    with db.reading(engine) as session:
        states = session.scalars(select(Outbox.state).where(Outbox.state.in_(("queued", "sending")))).all()
    engine.dispose()
    return len(states)


async def _everybody_calls(served: Served) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session:

        async def call(number: int) -> None:
            async with session.post(served.url + "/webhooks/telegram", json=update(number), headers=headers) as answer:
                assert answer.status == 200

        await asyncio.gather(*(call(number) for number in range(1, PEOPLE + 1)))


async def _until(look, *, seconds: float = 30.0) -> None:
    ends = asyncio.get_running_loop().time() + seconds
    while not look():
        assert asyncio.get_running_loop().time() < ends, "it did not happen in time"
        await asyncio.sleep(0.05)
