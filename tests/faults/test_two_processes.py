"""Two whole servers on one PostgreSQL: whoever is asked, the station is one; when one dies the other carries on."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import orjson
import pytest
from sqlalchemy import func, select

from core import db
from core.models import Attempt, Inbound, Report, Sender
from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import SECRET, Served, update
from tests.faults.test_sender import _until, waiting
from tests.ground import PASSWORD

pytestmark = [pytest.mark.faults, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]

DUTY, EMAIL = 55, "a@x.example"


class Pair:
    def __init__(self, folder: Path, database: str, telegram: TelegramEmulator) -> None:
        self.database, self.telegram = database, telegram
        self.servers = [Served(folder, database, telegram=telegram.url) for _ in range(2)]
        for server in self.servers:
            server.environment["JEMBATAN_DUTY_TELEGRAM_CHAT"] = str(DUTY)
        self.browser = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))

    async def adds_officer(self) -> None:
        add = [sys.executable, "-m", "api.cli", "officer", "add", "--email", EMAIL, "--name", "A", "--role", "operator"]
        server = self.servers[0]
        await asyncio.to_thread(
            subprocess.run, add, input=PASSWORD, env=server.environment, cwd=server.folder, capture_output=True,
            check=True, text=True,
        )  # fmt: skip

    async def posts(self, number: int, text: str, *, to: int) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        url = self.servers[to].url + "/webhooks/telegram"
        async with self.browser.post(url, json=update(number, text=text), headers=headers) as answer:
            assert answer.status == 200

    async def logs_in(self, *, at: int, password: str = PASSWORD) -> int:
        login = {"email": EMAIL, "password": password}
        url = self.servers[at].url + "/masuk/login"
        async with self.browser.post(url, data=login, allow_redirects=False) as answer:
            return answer.status

    def read(self, look):
        engine = db.reader(self.database)
        with db.reading(engine) as session:
            found = look(session)
        engine.dispose()
        return found

    def heard(self, words: str) -> Counter[int]:
        """How often each person got a message with these words."""
        return Counter(send.chat_id for send in self.telegram.sends if words in send.text)


@asynccontextmanager
async def pair(folder: Path, database: str) -> AsyncIterator[Pair]:
    create_key_file(folder / "secret.key")
    async with TelegramEmulator() as telegram:
        two = Pair(folder, database, telegram)
        telegram.person(DUTY, "Piket", started=True)
        for number in range(1, 61):
            telegram.person(1_000_000 + number, started=True)
        try:
            await two.servers[0].start()
            await _until(lambda: two.read(lambda s: s.scalar(select(Sender.holder))))
            await two.servers[1].start()
            yield two
        finally:
            await two.browser.close()
            for server in two.servers:
                if not server.dead:
                    server.kill()


async def test_two_servers_are_one_station(database: str, tmp_path: Path) -> None:
    async with pair(tmp_path, database) as two:
        # Everybody's message comes in at both, at the same moment: one report, one answer, one duty alert each.
        people = range(1, 41)
        await asyncio.gather(*(two.posts(number, "DARURAT", to=to) for number in people for to in (0, 1)))
        assert two.read(lambda s: s.scalar(select(func.count()).select_from(Report))) == len(people)
        assert two.read(lambda s: s.scalar(select(func.count()).select_from(Inbound))) == len(people)
        # A burst joined after its quiet gap by a timer: both look for it, it fires once.
        quiet = range(41, 51)
        await asyncio.gather(*(two.posts(n, "motor saya dicuri di Pasar Baru tadi pagi", to=n % 2) for n in quiet))
        await _until(lambda: len(two.heard("Ini laporan Anda")) == len(quiet), seconds=60)
        await _until(lambda: waiting(two.database) == 0, seconds=60)
        assert set(two.heard("Ini laporan Anda").values()) == {1}
        assert two.heard("110").keys() >= {1_000_000 + n for n in people}
        sent = Counter((send.chat_id, send.text) for send in two.telegram.sends)
        assert set(sent.values()) == {1}
        assert len([text for chat, text in sent if chat == DUTY and "P1 baru" in text]) == len(people)
        assert two.telegram.most_concurrent_sends <= 32
        holders = two.read(lambda s: s.execute(select(Sender.holder, Sender.fence)).all())
        assert [fence for _, fence in holders] == [1]
        assert set(two.read(lambda s: s.scalars(select(Attempt.outcome)).all())) == {"sent"}


async def test_an_officer_at_one_sees_at_once_what_arrives_at_the_other(database: str, tmp_path: Path) -> None:
    async with pair(tmp_path, database) as two:
        await two.adds_officer()
        assert await two.logs_in(at=0) == 303
        streams = [await two.browser.get(server.url + "/masuk/langsung") for server in two.servers]
        for stream in streams:
            assert b"hello" in await stream.content.readany()
        for here, there in ((0, 1), (1, 0)):
            await two.posts(10 + here, "DARURAT", to=here)
            async with asyncio.timeout(10):
                while (await _next(streams[there]))["untaken_p1"] != 1 + here:
                    pass
        # The session that one opened is the other's too, and its end as well.
        async with two.browser.post(two.servers[1].url + "/masuk/keluar", allow_redirects=False) as answer:
            assert answer.status == 303
        async with asyncio.timeout(10):
            for stream in streams:
                while await stream.content.readany():
                    pass


async def test_limits_count_for_both_together(database: str, tmp_path: Path) -> None:
    async with pair(tmp_path, database) as two:
        assert [await two.logs_in(at=n % 2, password="salah sekali") for n in range(6)] == [422] * 5 + [429]
        assert await two.logs_in(at=1, password="salah sekali") == 429


async def test_when_the_sender_dies_the_other_carries_on_within_its_lease(database: str, tmp_path: Path) -> None:
    async with pair(tmp_path, database) as two:
        two.telegram.delay = 1.0
        await asyncio.gather(*(two.posts(number, "DARURAT", to=number % 2) for number in range(1, 41)))
        await _until(lambda: len(two.telegram.sends) >= 20)
        first, loop = two.read(lambda s: s.scalar(select(Sender.holder))), asyncio.get_running_loop()
        two.servers[0].kill()
        killed = loop.time()
        await asyncio.gather(*(two.posts(number, "DARURAT", to=1) for number in range(41, 61)))
        everybody = {1_000_000 + n for n in range(1, 61)}
        await _until(lambda: two.heard("110").keys() >= everybody, seconds=45)
        took = loop.time() - killed
        await _until(lambda: waiting(two.database) == 0, seconds=60)
        sent = Counter((send.chat_id, send.text) for send in two.telegram.sends)
        repeats = sent.total() - len(sent)
        print(f"everybody answered {took:.1f} s after the kill; {repeats} repeats")
        assert two.read(lambda s: s.execute(select(Sender.holder != first, Sender.fence)).one()) == (True, 2)
        assert took <= 30 + 5  # the lease, then the sending itself
        assert 0 < repeats <= two.telegram.most_concurrent_sends <= 32


async def _next(stream: aiohttp.ClientResponse) -> dict[str, object]:
    """The data of a stream's next event."""
    while line := await stream.content.readline():
        if line.startswith(b"data: "):
            return orjson.loads(line.removeprefix(b"data: "))
    raise AssertionError("the stream has ended")
