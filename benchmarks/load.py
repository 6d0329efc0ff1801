"""A closed loop of HTTP/1.1 requests over raw sockets, and the CPU that the server spent on them."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    requests: int
    seconds: float
    cpu: float  # user + system seconds of the server process
    p50: float  # seconds
    p99: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_us(self) -> float:
        return self.cpu / self.requests * 1e6


def post(path: str, body: bytes, *headers: str) -> bytes:
    lines = (f"POST {path} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", "Content-Type: application/json")
    return "\r\n".join((*lines, *headers, "", "")).encode() + body


async def measure(port: int, pid: int, requests: Iterator[bytes], *, seconds: float, clients: int = 32) -> Round:
    """Runs for so many seconds. Raises RuntimeError for any answer that is not 200."""
    times: list[float] = []
    begun, used = time.perf_counter(), cpu_of(pid)
    ends = begun + seconds
    await asyncio.gather(*(_client(port, requests, ends, times.append) for _ in range(clients)))
    took = time.perf_counter() - begun
    times.sort()
    return Round(len(times), took, cpu_of(pid) - used, times[len(times) // 2], times[int(len(times) * 0.99)])


async def _client(port: int, requests: Iterator[bytes], ends: float, note: Callable[[float], None]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < ends:
            begun = time.perf_counter()
            writer.write(next(requests))
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.split(b"\r\n", 1)[0].decode())
            length = _length(head)
            if length:
                await reader.readexactly(length)
            note(time.perf_counter() - begun)
    finally:
        writer.close()


def _length(head: bytes) -> int:
    lower = head.lower()
    start = lower.find(b"content-length:")
    return int(lower[start + 15 : lower.index(b"\r\n", start)]) if start >= 0 else 0


def cpu_of(pid: int) -> float:
    """User and system seconds of the process, all its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
