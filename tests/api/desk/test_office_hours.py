"""What is not urgent is due within office hours, as its citizen was told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core import clock, reports
from core.access import Who
from core.hours import parse
from core.models import Report
from core.settings import Settings
from tests.factories import make_report
from tests.ground import Site, open_site

NIGHT = datetime(2026, 3, 12, 22, 18, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def site_by_day(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(clock, "now", lambda: NIGHT.astimezone(UTC))
    with open_site(settings.model_copy(update={"hours": parse("08.00-16.00")})) as opened:
        yield opened


def due(site: Site, **over: object) -> str:
    at = site.write(lambda s: make_report(s, **over).due_at)
    return at.astimezone(NIGHT.tzinfo).strftime("%d %H.%M")


def test_what_comes_at_night_is_due_in_the_morning_unless_it_is_urgent_or_harm(site_by_day: Site) -> None:
    assert due(site_by_day, priority=3) == "13 09.00"
    assert due(site_by_day, priority=4) == "14 08.00"
    assert due(site_by_day, priority=2) == "12 22.23"
    assert due(site_by_day, priority=1) == "12 22.19"
    assert due(site_by_day, priority=3, category="sexual_or_child", restricted="ppa") == "13 10.18"


def test_the_list_does_not_call_late_what_nobody_is_there_for(site_by_day: Site, monkeypatch) -> None:
    officer = site_by_day.officer()
    code = site_by_day.write(lambda s: make_report(s, priority=3).code)
    monkeypatch.setattr(clock, "now", lambda: NIGHT.replace(hour=23, minute=50).astimezone(UTC))
    assert "TELAT" not in officer.get(f"/laporan/{code}").text
    monkeypatch.setattr(clock, "now", lambda: NIGHT.replace(day=13, hour=9, minute=5).astimezone(UTC))
    assert "TELAT" in site_by_day.officer("budi@polres.example").get(f"/laporan/{code}").text


def test_a_change_counts_by_the_same_hours(site_by_day: Site) -> None:
    def lowered(session) -> datetime:
        report = session.get_one(Report, make_report(session, priority=2).id)
        who = Who("token:1", None, "Ayu", "id", frozenset({report.unit_id}), frozenset(), frozenset(), False)
        reports.set_priority(session, report, who, priority=3, version=report.version)
        return report.due_at

    assert site_by_day.write(lowered).astimezone(NIGHT.tzinfo).strftime("%d %H.%M") == "13 09.00"
