"""`make bench`: ratios measured in one run, interleaved, printed and written to var/bench.json.

G1  durable full step on SQLite at synchronous=FULL : one insert and commit per request, rate
G2  the same on PostgreSQL : one insert and commit through asyncpg, rate
G3  CPU of a durable step : CPU of a bare 200 of the same server
G5  durable step : python-telegram-bot's ConversationHandler in memory with the same understanding, rate
G7  the list's query for the smallest unit and one category, median at 100,000 reports : at 10,000
G7p 95 of 100 whole pages of the list at 100,000 reports : 150 ms
G12 an officer's reply while 100,000 bulk messages wait at 30 a second : three token periods and a round trip

G7, G7p and G12 are the worse of SQLite and PostgreSQL; from G7 on 1 is the most that is wanted (G7: 1.5).
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

from benchmarks import archive, rows, steps, urgent
from benchmarks.load import Round, measure, post
from benchmarks.station import new_database

ROUNDS, SECONDS = 5, 2.0
ROOT = Path(__file__).parents[1]
Results = dict[str, dict[str, object]]


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
        lists = {
            "SQLite": await archive.measure(folder / "list"),
            "PostgreSQL": await archive.measure(folder / "list_pg", database),
        }
        replies = {
            "SQLite": await urgent.measure(folder / "urgent"),
            "PostgreSQL": await urgent.measure(folder / "urgent_pg", new_database(database, "urgent")),
        }
    shutil.rmtree(folder, ignore_errors=True)
    report(contenders, written, _of_lists(lists) | _of_replies(replies))


def report(contenders: list[Contender], written: dict[str, float], more: Results) -> None:
    bare, floor, ours, peer, pg_floor, pg_ours = contenders
    print(f"{'':24}{'per second':>12}{'CPU us':>10}{'p50 ms':>10}{'p99 ms':>10}")
    for c in contenders:
        figures = (c.median("rate"), c.median("cpu_us"), c.median("p50") * 1e3, c.median("p99") * 1e3)
        print(f"{c.name:24}{figures[0]:12,.0f}{figures[1]:10,.0f}{figures[2]:10.2f}{figures[3]:10.2f}")
    per_step = ", ".join(f"{name} {share:.2f}" for name, share in written.items())
    print(f"rows per step: {per_step}; {sum(written.values()):.2f} in all")
    results: Results = {
        "G1": _result(ratio(ours, floor), ours, per_step),
        "G2": _result(ratio(pg_ours, pg_floor), pg_ours, "one insert through asyncpg is 1"),
        "G3": _result(ratio(ours, bare, "cpu_us"), ours, "CPU of a bare 200 is 1; lower is better"),
        "G5": _result(ratio(ours, peer), peer, "the peer is in memory"),
        **more,
    }
    for name, figures in results.items():
        print(f"{name:4}{figures['ratio']:8}  {figures['detail'] if name in more else ''}".rstrip())
    target = Path("var") / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=1))


def _of_lists(lists: dict[str, archive.Found]) -> Results:
    """From both databases; the ratio is the worse one's."""
    queries = (f"{name} {f.query[0] * 1e3:.2f} and {f.query[1] * 1e3:.2f} ms" for name, f in lists.items())
    pages = (f"{name} {f.page * 1e3:.0f} ms" for name, f in lists.items())
    return {
        "G7": _plain_result(max(f.ratio for f in lists.values()), ", ".join(queries)),
        "G7p": _plain_result(max(f.page for f in lists.values()) / archive.ALLOWED, ", ".join(pages)),
    }


def _of_replies(replies: dict[str, list[float]]) -> Results:
    words = ", ".join(f"{name} {urgent.detail(waited)}" for name, waited in replies.items())
    return {"G12": _plain_result(max(max(waited) for waited in replies.values()) / urgent.ALLOWED, words)}


def _plain_result(ratio: float, detail: str) -> dict[str, object]:
    return {"ratio": round(ratio, 3), "cpu_us": 0, "detail": detail}


def _result(found: float, contender: Contender, detail: str) -> dict[str, object]:
    return {"ratio": found, "cpu_us": round(contender.median("cpu_us"), 1), "detail": detail}


if __name__ == "__main__":
    asyncio.run(main())
