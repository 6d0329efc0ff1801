"""Jembatan as shipped: a process of its own that does everything, over a folder and database prepared before."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import create_engine, text

from api.groundwork import prepare, write
from core.db import Session
from core.settings import Settings

ROOT = Path(__file__).parents[1]
PASSWORD = "kata sandi panjang 7"
T = TypeVar("T")


class Station:
    def __init__(self, folder: Path, database: str = "", **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        given = {"port": str(port), "data_dir": str(folder), "database_url": database, "public_url": self.url} | more
        self.settings = Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]  # as from the environment
        self._environment = {f"JEMBATAN_{name.upper()}": value for name, value in given.items()}
        folder.mkdir(parents=True, exist_ok=True)
        prepare(self.settings)

    def write(self, work: Callable[[Session], T]) -> T:
        return write(self.settings, work)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        process = self._start()
        try:
            await self._answers(process)
            yield
        finally:
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("JEMBATAN_")}
        command = [
            sys.executable,
            "-c",
            "from api import serving; from core.settings import load; serving.serve(load())",
        ]
        with (self.settings.data_dir / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=others | self._environment, stdout=log, stderr=log)
        with contextlib.suppress(OSError):
            os.sched_setaffinity(process.pid, {0})  # the load has the other processor
        return process

    async def _answers(self, process: subprocess.Popen[bytes]) -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends and process.poll() is None:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.settings.port)
                writer.close()
                return
            await asyncio.sleep(0.1)
        raise SystemExit(f"the station did not start: {(self.settings.data_dir / 'log').read_text()[-2000:]}")


def new_database(maintenance: str, name: str) -> str:
    engine = create_engine(maintenance.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return maintenance.replace("/postgres?", f"/{name}?")
