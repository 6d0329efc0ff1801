"""`make bench`: ratios measured in one run, interleaved, printed and written to var/bench.json.

G1  durable full step on SQLite at synchronous=FULL : one insert and commit per request, rate
G2  the same on PostgreSQL : one insert and commit through asyncpg, rate
G3  CPU of a durable step : CPU of a bare 200 of the same server
G12 urgent reply while 100,000 bulk rows wait at 30 messages a second : three token periods and a round trip
G5  durable step : python-telegram-bot's ConversationHandler in memory with the same understanding, rate
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import rows, steps, urgent
from benchmarks.load import Round, measure, post

ROUNDS, SECONDS = 5, 2.0
ROOT = Path(__file__).parents[1]


class Contender:
    def __init__(self, name: str, kind: str, folder: Path, database: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.name, self.database = name, database
        self.rounds: list[Round] = []
        self.requests = steps.requests() if kind in {"product", "ptb"} else _plain()
        folder.mkdir(parents=True, exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("JEMBATAN_")}
        log = (folder / "log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.servers", kind, str(self.port), str(folder), database],
            cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        _pin({0}, self.process.pid)

    async def ready(self) -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends and self.process.poll() is None:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            await asyncio.sleep(0.1)
        raise SystemExit(f"{self.name} did not start")

    async def run(self) -> None:
        self.rounds.append(await measure(self.port, self.process.pid, self.requests, seconds=SECONDS))

    def median(self, field: str) -> float:
        return statistics.median(getattr(r, field) for r in self.rounds)


def _plain() -> Iterator[bytes]:
    request = post("/x", b"x" * 390)
    while True:
        yield request


def _pin(cpus: set[int], pid: int = 0) -> None:
    """Servers on one processor, the load on the other, where the machine has two."""
    with contextlib.suppress(OSError, ValueError):
        os.sched_setaffinity(pid, cpus)


def ratio(a: Contender, b: Contender, field: str = "rate") -> float:
    """The median of the ratios of the rounds: neighbours of the machine disturb both sides alike."""
    pairs = zip(a.rounds, b.rounds, strict=True)
    return round(statistics.median(getattr(x, field) / getattr(y, field) for x, y in pairs), 3)


async def main() -> None:
    _pin({1})
    folder = Path(tempfile.mkdtemp(prefix="jembatan-bench-"))
    with rows.postgres(folder) as database:
        contenders = [
            Contender("bare 200", "bare", folder / "bare"),
            Contender("one insert, SQLite", "floor", folder / "floor"),
            Contender("Jembatan, SQLite", "product", folder / "sqlite"),
            Contender("ConversationHandler", "ptb", folder / "ptb"),
            Contender("one insert, PostgreSQL", "pgfloor", folder / "pgfloor", database),
            Contender("Jembatan, PostgreSQL", "product", folder / "postgresql", database),
        ]
        try:
            for contender in contenders:
                await contender.ready()
                await measure(contender.port, contender.process.pid, contender.requests, seconds=1.0)
            for _ in range(ROUNDS):
                for contender in contenders:
                    await contender.run()
            written = rows.written(folder / "sqlite" / "jembatan.db")
        finally:
            for contender in contenders:
                contender.process.kill()
                contender.process.wait()
    reply = await urgent.measure(folder)
    shutil.rmtree(folder, ignore_errors=True)
    report(contenders, written, reply)


def report(contenders: list[Contender], written: dict[str, float], reply: tuple[float, float]) -> None:
    bare, floor, ours, peer, pg_floor, pg_ours = contenders
    print(f"{'':24}{'per second':>12}{'CPU us':>10}{'p50 ms':>10}{'p99 ms':>10}")
    for c in contenders:
        figures = (c.median("rate"), c.median("cpu_us"), c.median("p50") * 1e3, c.median("p99") * 1e3)
        print(f"{c.name:24}{figures[0]:12,.0f}{figures[1]:10,.0f}{figures[2]:10.2f}{figures[3]:10.2f}")
    per_step = ", ".join(f"{name} {share:.2f}" for name, share in written.items())
    print(f"rows per step: {per_step}; {sum(written.values()):.2f} in all")
    results = {
        "G1": _result(ratio(ours, floor), ours, per_step),
        "G2": _result(ratio(pg_ours, pg_floor), pg_ours, "one insert through asyncpg is 1"),
        "G3": _result(ratio(ours, bare, "cpu_us"), ours, "CPU of a bare 200 is 1; lower is better"),
        "G5": _result(ratio(ours, peer), peer, "the peer is in memory"),
        "G12": {
            "ratio": round(reply[1] / urgent.ALLOWED, 3),
            "cpu_us": 0,
            "detail": f"worst {reply[1] * 1e3:.0f} ms, median {reply[0] * 1e3:.0f} ms; at most 1",
        },
    }
    for name, figures in results.items():
        print(f"{name}  {figures['ratio']}")
    target = Path("var") / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1))


def _result(found: float, contender: Contender, detail: str) -> dict[str, object]:
    return {"ratio": found, "cpu_us": round(contender.median("cpu_us"), 1), "detail": detail}


if __name__ == "__main__":
    asyncio.run(main())
