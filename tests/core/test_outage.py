"""While the database is away the log stays one that can be read."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from core import db, outage
from core.errors import Unavailable
from core.outage import LISTEN, READ, STORE, Outage
from core.settings import Settings
from tests.ground import Site, eventually, open_site


@contextmanager
def away(maintenance: str) -> Iterator[None]:
    """PostgreSQL ends every connection to the station's database, and lets nobody in."""
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'jembatan'"
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute("ALTER DATABASE jembatan ALLOW_CONNECTIONS false")
        connection.execute(end)
        try:
            yield
        finally:
            connection.execute("ALTER DATABASE jembatan ALLOW_CONNECTIONS true")


def is_ready(site: Site) -> bool:
    return site.client().get("/readyz").status_code == 200


def said(logs: list[EventDict]) -> Counter[str]:
    return Counter(line["event"] for line in logs)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_it_says_once_that_the_database_is_away_and_once_that_it_is_back(
    settings: Settings, postgres: str, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs, open_site(settings) as site:
        with away(postgres):
            for _ in range(10):
                with pytest.raises(Unavailable):
                    site.write(lambda s: s.execute(db.text("SELECT 1")))
            eventually(lambda: not is_ready(site))
            eventually(lambda: site.world.writer.outage.lasts)
            quiet = time.monotonic() + 3  # the places are looked at each two seconds, the rest more often
            eventually(lambda: time.monotonic() >= quiet)
        eventually(lambda: is_ready(site))
        site.write(lambda s: s.execute(db.text("SELECT 1")))
        eventually(lambda: said(logs)["the database is back"])
    first, last = logs
    assert not [line for line in caplog.records if line.levelno >= logging.WARNING]  # the libraries' own
    assert first["event"].startswith("the database ")
    assert first["log_level"] == "error"
    assert last["event"] == "the database is back"


class Clock:
    def __init__(self) -> None:
        self.now = 5000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(outage, "time", made)
    return made


def test_it_is_said_again_each_quarter_of_an_hour(clock: Clock) -> None:
    met = Outage()
    with capture_logs() as logs:
        for _ in range(4 * 1000):
            met.met(READ, TimeoutError())
            clock.now += 0.5
    assert [line["seconds"] for line in logs] == [0, 900, 1800]


def test_it_is_over_when_every_door_is_open_again(clock: Clock) -> None:
    met = Outage()
    with capture_logs() as logs:
        for door in (LISTEN, READ, STORE):
            met.met(door, TimeoutError())
        for door in (READ, READ, LISTEN):
            met.passed(door)
        assert met.lasts
        clock.now += 30
        met.passed(STORE)
    assert [(line["event"], line["seconds"]) for line in logs] == [
        ("the database sends no notifications", 0),
        ("the database is back", 30),
    ]
    assert not met.lasts


def test_one_that_comes_and_goes_fills_no_log_and_one_that_stays_is_said(clock: Clock) -> None:
    met = Outage()
    with capture_logs() as logs:
        for _ in range(100):
            met.met(STORE, TimeoutError())
            met.passed(STORE)
            clock.now += 0.1
        assert [line["event"] for line in logs] == ["the database stores nothing", "the database is back"]
        for _ in range(60):
            met.met(STORE, TimeoutError())
            clock.now += 1
    assert [line["event"] for line in logs][2:] == ["the database stores nothing"]


def test_after_a_long_calm_the_next_is_another(clock: Clock) -> None:
    """Where nothing was stored since, nothing said that the first was over."""
    met = Outage()
    with capture_logs() as logs:
        for _ in range(2):
            met.met(STORE, TimeoutError())
            clock.now += 120
    assert [line["seconds"] for line in logs] == [0, 0]


def test_what_is_not_the_databases_is_said_as_before() -> None:
    met, busy, bucket = Outage(), Unavailable(), Unavailable()
    bucket.__cause__ = OSError()
    assert not met.covers(busy)
    met.met(STORE, TimeoutError())
    assert met.covers(busy)  # who waited in vain for the writer
    assert not met.covers(bucket)
    assert not met.covers(ValueError())
