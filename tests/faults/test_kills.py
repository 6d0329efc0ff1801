"""kill -9 in a flood: nothing that was acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from core import db
from core.models import Outbox
from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import Served, Tally, flood, post, stored
from tests.ground import eventually

pytestmark = pytest.mark.faults


async def kill_flood(folder: Path, database: str, *, kills: int, size: int, seed: int, **faults: str) -> Tally:
    create_key_file(folder / "secret.key")
    tally = Tally()
    async with TelegramEmulator() as telegram:
        served = Served(folder, database, telegram=telegram.url, **faults)
        await served.start()
        await flood(served, range(1, size + 1), kills=kills, tally=tally, seed=seed)
        served.kill()
    return tally


async def test_random_kills_lose_and_double_nothing(database: str, tmp_path: Path) -> None:
    tally = await kill_flood(tmp_path, database, kills=10, size=2_500, seed=20261125)
    ids, reports = stored(database)
    print(f"{tally.kills} kills, {len(tally.attempted)} attempted, {len(tally.acknowledged)} acknowledged")
    assert tally.kills >= 10
    assert tally.acknowledged - ids == set()
    assert ids - tally.attempted == set()
    assert reports == len(ids)


@pytest.mark.parametrize(
    "point", ["begun:9", "before-commit:9", "committed:9", "before-200:40", "sent:5", "before-record:5"]
)
async def test_a_kill_at_a_named_point_loses_and_doubles_nothing(database: str, tmp_path: Path, point: str) -> None:
    create_key_file(tmp_path / "secret.key")
    tally = Tally()
    async with TelegramEmulator() as telegram:
        served = Served(tmp_path, database, telegram=telegram.url, FAULT_KILL=point)
        await served.start()
        served.faults = {}
        again = asyncio.create_task(_start_again(served))
        await flood(served, range(1, 201), kills=0, tally=tally, seed=7)
        await again
        served.kill()
    ids, reports = stored(database)
    assert (tmp_path / "reached").read_text() == point.partition(":")[0]
    assert tally.acknowledged - ids == set()
    assert reports == len(ids) == 200


async def _start_again(served: Served) -> None:
    """As a supervisor does; nobody else ends it, so it has come to its point."""
    async with asyncio.timeout(60):
        while not served.dead:
            await asyncio.sleep(0.02)
    await served.start()


async def test_what_was_stored_and_not_acknowledged_is_answered_once(database: str, tmp_path: Path) -> None:
    """Telegram sends it again: that stores nothing new, and the reply goes out once."""
    create_key_file(tmp_path / "secret.key")
    tally = Tally()
    async with TelegramEmulator() as telegram, aiohttp.ClientSession() as client:
        telegram.person(1_000_001, started=True)
        served = Served(tmp_path, database, telegram=telegram.url, FAULT_KILL="before-200:1")
        await served.start()
        served.faults = {}
        assert not await post(client, served, 1, tally)
        await _start_again(served)
        assert [await post(client, served, 1, tally) for _ in range(3)] == [True] * 3
        await asyncio.to_thread(eventually, lambda: _left(database), until=lambda states: states == {"sent"})
        assert [await post(client, served, 1, tally) for _ in range(3)] == [True] * 3
        served.stop()
    assert (tmp_path / "reached").read_text() == "before-200"
    assert stored(database) == ({1}, 1)
    assert [send.chat_id for send in telegram.sends] == [1_000_001]


def _left(database: str) -> set[str]:
    """The states of all that goes out."""
    engine = db.reader(database)
    with db.reading(engine) as session:
        states = set(session.scalars(select(Outbox.state)))
    engine.dispose()
    return states


async def test_the_sabotaged_build_is_caught(sqlite_template: Path, tmp_path: Path) -> None:
    """The proof that the flood can see a loss: this build acknowledges before its commit."""
    import shutil

    path = tmp_path / "jembatan.db"
    shutil.copy(sqlite_template, path)
    database = f"sqlite:///{path}"
    tally = await kill_flood(tmp_path, database, kills=8, size=2_000, seed=1, FAULT_SABOTAGE="ack-first")
    ids, _ = stored(database)
    print(f"{tally.kills} kills, lost {len(tally.acknowledged - ids)}")
    assert tally.acknowledged - ids, "a build that answers before it commits went unnoticed"
