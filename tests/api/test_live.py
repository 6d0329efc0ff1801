"""Live pages: who still hears of what, and when the line between database and server breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from core import clock, units
from core.models import LoginSession
from tests.factories import make_report
from tests.ground import Site

END_LISTENING = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_page_fetches_anew_when_hints_may_have_been_lost(site_on_both: Site) -> None:
    officer = site_on_both.officer()
    with officer.stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        assert site_on_both.write(lambda s: s.execute(END_LISTENING).scalar()) == 1
        assert not [line for line in lines if line.startswith("event: report")]  # it ends; the browser comes again
    with officer.stream("GET", "/masuk/langsung", timeout=10) as stream:
        assert "event: hello" in next(stream.iter_lines())


def heard(lines: Iterator[str], *, end: str) -> list[str]:
    """The codes that the stream tells of, up to this one; what came before the end of a stream that ends."""
    codes = []
    for line in lines:
        if line.startswith("data:") and "code" in (data := json.loads(line[5:])):
            codes.append(data["code"])
            if codes[-1] == end:
                break
    return codes


def test_a_stream_tells_nothing_after_its_session_has_run_out(site_on_both: Site) -> None:
    site = site_on_both
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        old = clock.now() - timedelta(hours=13)
        site.write(lambda s: s.query(LoginSession).update({"created_at": old}))
        code = site.write(lambda s: make_report(s, priority=1).code)
        assert heard(lines, end=code) == []


def test_what_is_passed_on_or_restricted_is_not_heard_of_any_more(site_on_both: Site) -> None:
    """Its page, files and every act are gone with it, for whoever has it open."""
    site = site_on_both
    site.write(lambda s: [units.add(s, units.root(s), name=name) for name in ("Polsek Sirih", "Polsek Lontar")])
    sirih, lontar = (site.read(lambda s, n=name: units.named(s, n).id) for name in ("Polsek Sirih", "Polsek Lontar"))
    ayu = site.officer(unit="Polsek Sirih")
    chief = site.officer("chief@polres.example", name="Kepala", ppa=True)
    moved, shut, own = (site.write(lambda s: make_report(s, unit_id=sirih).code) for _ in range(3))
    assert chief.get(f"/laporan/{moved}").status_code == 200
    with ayu.stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        chief.post(f"/laporan/{moved}/tugaskan", data={"unit": str(lontar)})
        chief.post(f"/laporan/{shut}/kategori", data={"category": "sexual_or_child"})
        for code in (moved, shut):
            chief.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."})
        chief.post(f"/laporan/{own}/catatan", data={"text": "x"})
        assert heard(lines, end=own) == [own]
    for code in (moved, shut):
        assert ayu.get(f"/laporan/{code}", params={"blok": "thread"}).status_code == 404
        for act in ("ambil", "balas", "catatan"):
            assert ayu.post(f"/laporan/{code}/{act}", data={"text": "x"}).status_code == 404
        assert code not in ayu.get("/masuk", params={"q": "motor"}).text


def test_the_alarm_counts_what_is_ones_own(site: Site) -> None:
    site.write(lambda s: [units.add(s, units.root(s), name=name) for name in ("Polsek Sirih", "Polsek Lontar")])
    sirih, lontar = (site.read(lambda s, n=name: units.named(s, n).id) for name in ("Polsek Sirih", "Polsek Lontar"))
    site.write(lambda s: make_report(s, priority=1, unit_id=lontar))
    site.write(lambda s: make_report(s, priority=1, unit_id=sirih, restricted="ppa"))
    own = site.write(lambda s: make_report(s, priority=1, unit_id=sirih).code)
    with site.officer(unit="Polsek Sirih").stream("GET", "/masuk/langsung", timeout=10) as stream:
        data = next(line for line in stream.iter_lines() if line.startswith("data:"))
    assert json.loads(data[5:]) == {"untaken_p1": 1, "urgent": own}
