"""SIGTERM and SIGINT end the server within five seconds, also while browsers listen to live streams."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest

from core.vault import create_key_file
from tests.emulators.telegram import TelegramEmulator
from tests.faults.flood import Served
from tests.ground import PASSWORD

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
async def test_open_streams_do_not_hold_the_server(sqlite_template: Path, tmp_path: Path, end: signal.Signals) -> None:
    shutil.copy(sqlite_template, tmp_path / "jembatan.db")
    create_key_file(tmp_path / "secret.key")
    async with TelegramEmulator() as telegram:
        served = Served(tmp_path, f"sqlite:///{tmp_path / 'jembatan.db'}", telegram=telegram.url)
        add = [sys.executable, "-m", "api.cli", "officer", "add", "--email", "a@x.example", "--name", "A"]
        done = await asyncio.to_thread(
            subprocess.run, [*add, "--role", "operator"], input=PASSWORD.encode(), env=served.environment, cwd=tmp_path,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        await served.start()
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
            login = {"email": "a@x.example", "password": PASSWORD}
            async with browser.post(served.url + "/masuk/login", data=login) as answer:
                assert answer.status == 200
            said = {"text": "menu", "event": "00000000-0000-4000-8000-000000000001"}
            async with browser.post(served.url + "/lapor", data=said) as answer:
                assert answer.status == 200
            paths = ["/masuk/langsung", "/masuk/langsung", "/lapor/langsung"]
            streams = [await browser.get(served.url + path) for path in paths]
            for stream in streams:
                assert b"hello" in await stream.content.readany()
            assert served.process is not None
            begun = time.monotonic()
            served.process.send_signal(end)
            await asyncio.to_thread(served.process.wait, 10)
            assert time.monotonic() - begun < 5
            for stream in streams:
                await stream.content.read()  # to its end: it was not torn off
    assert "ERROR" not in (tmp_path / "server.log").read_text()
