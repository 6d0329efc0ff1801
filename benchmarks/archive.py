"""The officers' list with 10,000 and with 100,000 reports: the smallest unit, one category, and the whole page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy import text

from benchmarks.station import PASSWORD, Station, new_database
from core import access, db, inbox, officers, terms, units
from core.access import Who
from core.inbox import Filters
from tests.archive import FEW, MANY, UNITS, fill

LOOKS, PAGES = 300, 60
WIDE, SMALL = "semua@x.example", "kecil@x.example"
CATEGORY = terms.CATEGORIES[0]
ALLOWED = 0.15  # seconds: 95 of 100 whole pages


@dataclass(frozen=True, slots=True)
class Found:
    ratio: float  # of the query's medians, 100,000 to 10,000
    query: tuple[float, float]  # those medians, seconds
    page: float  # seconds within which 95 of 100 whole pages of 100,000 come


async def measure(folder: Path, maintenance: str = "") -> Found:
    """On SQLite, or on the PostgreSQL of this maintenance address."""
    stations = []
    for count in (FEW, MANY):
        stations.append(
            Station(folder / str(count), new_database(maintenance, f"archive_{count}") if maintenance else "")
        )
        _fill(stations[-1], count)
    few, many = _look(stations)
    return Found(many / few, (few, many), await _pages(stations[1]))


def _fill(station: Station, count: int) -> None:
    def people(session: db.Session) -> list[int]:
        root = units.root(session)
        ids = [units.add(session, root, name=f"Unit {n}").id for n in range(UNITS)]
        for email, unit in ((WIDE, root), (SMALL, units.named(session, f"Unit {UNITS - 1}"))):
            officers.add(
                session, email=email, name="Petugas", password=PASSWORD, unit=unit, roles=["operator"], actor="bench"
            )
        return ids

    ids = station.write(people)
    for start in range(0, count, FEW):
        station.write(lambda s, n=start: fill(s, n, n + FEW, ids))
    if not station.settings.database.startswith("sqlite"):  # as its autovacuum does by itself, in a minute or so
        station.write(lambda s: s.execute(text("ANALYZE")))


def _look(stations: list[Station]) -> tuple[float, float]:
    """Medians of the query's seconds, taken in turn."""
    readers = [db.reader(station.settings.database) for station in stations]
    small: list[Who] = []
    for reader in readers:
        with db.reading(reader) as session:
            small.append(access.officer(session, officers.by_email(session, SMALL).id))
    times: list[list[float]] = [[], []]
    for _ in range(LOOKS):
        for reader, who, taken in zip(readers, small, times, strict=True):
            with db.reading(reader) as session:
                taken.append(_timed(lambda s=session, w=who: inbox.page(s, w, Filters(category=CATEGORY))))
    for reader in readers:
        reader.dispose()
    return statistics.median(times[0]), statistics.median(times[1])


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


async def _pages(station: Station) -> float:
    """The slower of two officers: the smallest unit with its filter, and the whole station without one."""
    async with station.serving():
        return max([await _page(station.url, SMALL, f"?kategori={CATEGORY}"), await _page(station.url, WIDE, "")])


async def _page(url: str, email: str, query: str) -> float:
    jar, taken = aiohttp.CookieJar(unsafe=True), []
    async with aiohttp.ClientSession(url, cookie_jar=jar) as browser:
        async with browser.post("/masuk/login", data={"email": email, "password": PASSWORD}) as answer:
            assert answer.status == 200
        for _ in range(PAGES):
            begun = time.perf_counter()
            async with browser.get(f"/masuk{query}") as answer:
                page = await answer.text()
            taken.append(time.perf_counter() - begun)
            assert "/laporan/JB-" in page, page
    return statistics.quantiles(taken, n=20)[-1]
