"""What is not urgent is due within office hours, as its citizen was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.hours import parse
from core.models import Report
from core.settings import Settings
from tests.factories import make_report
from tests.ground import Site, open_site

ZONE = ZoneInfo("Asia/Jakarta")
NIGHT = datetime(2026, 3, 12, 22, 18, tzinfo=ZONE)
LATE = "TELAT"


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NIGHT) as stopped:
        yield stopped


@pytest.fixture
def site(settings: Settings, clock: time_machine.Coordinates) -> Iterator[Site]:
    with open_site(settings.model_copy(update={"hours": parse("08.00-16.00")})) as opened:
        yield opened


def due(site: Site, code: str) -> str:
    at = site.read(lambda s: s.query(Report).filter_by(code=code).one().due_at)
    return at.astimezone(ZONE).strftime("%d %H.%M")


@pytest.mark.parametrize(
    ("wanted", "over"),
    [
        ("13 09.00", {"priority": 3}),
        ("14 08.00", {"priority": 4}),
        ("12 22.23", {"priority": 2}),
        ("12 22.19", {"priority": 1}),
        ("13 10.18", {"priority": 3, "category": "sexual_or_child", "restricted": "ppa"}),
    ],
)
def test_what_comes_at_night_is_due_in_the_morning_unless_it_is_urgent_or_harm(
    site: Site, wanted: str, over: dict[str, object]
) -> None:
    assert due(site, site.write(lambda s: make_report(s, **over).code)) == wanted


def test_the_list_does_not_call_late_what_nobody_is_there_for(site: Site, clock: time_machine.Coordinates) -> None:
    site.write(lambda s: make_report(s, priority=3).code)
    clock.move_to(NIGHT.replace(hour=23, minute=50))
    assert LATE not in site.officer().get("/masuk").text
    clock.move_to(NIGHT.replace(day=13, hour=9, minute=5))
    assert LATE in site.officer("budi@polres.example").get("/masuk").text


def test_a_change_counts_by_the_same_hours(site: Site) -> None:
    report = site.write(lambda s: make_report(s, priority=2))
    site.officer().post(f"/laporan/{report.code}/prioritas", data={"priority": "3", "version": str(report.version)})
    assert due(site, report.code) == "13 09.00"
