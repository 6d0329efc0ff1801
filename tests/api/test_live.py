"""Live pages: who still hears of what, and when the line between database and server breaks."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from api import live
from core import clock, officers, reports, units
from core.models import LoginSession, Report
from core.updates import Update
from core.writer import Hint
from tests.api.desk.test_inbox import counted
from tests.api.public.phone import Phone
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
    return [told["code"] for told in all_told(lines, end=end)]


def all_told(lines: Iterator[str], *, end: str) -> list[dict[str, object]]:
    found = []
    for line in lines:
        if line.startswith("data:") and "code" in (data := json.loads(line[5:])):
            found.append(data)
            if data["code"] == end:
                break
    return found


def test_a_stream_tells_nothing_after_its_session_has_run_out(site_on_both: Site) -> None:
    site = site_on_both
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        old = clock.now() - timedelta(hours=13)
        site.write(lambda s: s.query(LoginSession).update({"created_at": old}))
        code = site.write(lambda s: make_report(s, priority=1).code)
        assert heard(lines, end=code) == []


def test_a_stream_ends_with_its_session_though_nothing_happens(
    site_on_both: Site, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever believes to be on watch must hear of it before the alarm that would not reach them."""
    monkeypatch.setattr(live, "LOOK_AGAIN", 0.05)
    with site_on_both.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        later(minutes=121)
        assert all_told(lines, end="") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda s, ayu: officers.set_roles(s, ayu, {(units.root(s).id, "admin")}, actor="test"),
        lambda s, ayu: officers.set_marks(s, ayu, ppa=True, oversight=False, actor="test"),
        lambda s, ayu: officers.deactivate(s, ayu, actor="test"),
        lambda s, ayu: officers.change_password(s, ayu, new_hash="x", keep_session=""),
        lambda s, ayu: units.add(s, units.root(s), name="Polsek Baru"),
    ],
    ids=["role", "mark", "deactivated", "password", "new unit"],
)
def test_a_stream_ends_with_the_rights_it_was_opened_with(site_on_both: Site, change: Callable[..., None]) -> None:
    """At once, and not only when something else happens."""
    site = site_on_both
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        site.write(lambda s: change(s, officers.by_email(s, "ayu@polres.example")))
        assert all_told(lines, end="") == []


def test_what_is_passed_on_or_restricted_is_not_heard_of_any_more(site_on_both: Site) -> None:
    """Its page, files and every act are gone with it, for whoever has it open."""
    site = site_on_both
    sirih, lontar = two_units(site)
    ayu = site.officer(unit="Polsek Sirih")
    chief = site.officer("chief@polres.example", name="Kepala", ppa=True)
    moved, shut, own = (site.write(lambda s: make_report(s, unit_id=sirih).code) for _ in range(3))
    assert chief.get(f"/laporan/{moved}").status_code == 200
    with ayu.stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        pass_on(chief, moved, lontar)
        restrict(chief, shut)
        for code in (moved, shut):
            chief.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."})
        chief.post(f"/laporan/{own}/catatan", data={"text": "x"})
        told = all_told(lines, end=own)
    gone = {"kind": "gone", "priority": 0, "untaken_p1": 0, "urgent": ""}
    assert told[:-1] == [gone | {"code": moved}, gone | {"code": shut}]  # not a word of what it is now
    assert told[-1]["code"] == own
    for code in (moved, shut):
        assert ayu.get(f"/laporan/{code}", params={"blok": "thread"}).status_code == 404
        for act in ("ambil", "balas", "catatan"):
            assert ayu.post(f"/laporan/{code}/{act}", data={"text": "x"}).status_code == 404
        assert code not in ayu.get("/masuk", params={"q": "motor"}).text


def test_that_a_report_is_gone_hears_only_who_saw_it_and_does_not_any_more(site_on_both: Site) -> None:
    site = site_on_both
    sirih, lontar = two_units(site)
    chief = site.officer("chief@polres.example", name="Kepala", ppa=True)
    codes = [site.write(lambda s: make_report(s, unit_id=sirih, priority=1).code) for _ in range(3)]
    moved, shut, hidden = codes
    restrict(chief, hidden)
    people = {
        "loses": site.officer("ayu@polres.example", unit="Polsek Sirih"),
        "loses one": site.officer("dewi@polres.example", unit="Polsek Sirih", ppa=True),
        "gains": site.officer("bram@polres.example", unit="Polsek Lontar"),
        "keeps": chief,
    }
    told = {}
    with ExitStack() as stack:
        streams = {
            name: stack.enter_context(person.stream("GET", "/masuk/langsung", timeout=10)).iter_lines()
            for name, person in people.items()
        }
        assert {next(lines) for lines in streams.values()} == {"event: hello"}
        pass_on(chief, moved, lontar)
        pass_on(chief, hidden, lontar, version=2)
        restrict(chief, shut)
        for unit in (sirih, lontar):
            end = site.write(lambda s, unit=unit: make_report(s, unit_id=unit).code)
            for name in {sirih: ["loses", "loses one"], lontar: ["gains", "keeps"]}[unit]:
                told[name] = {t["code"] for t in all_told(streams[name], end=end) if t["kind"] == "gone"}
    assert told == {"loses": {moved, shut}, "loses one": {moved, hidden}, "gains": set(), "keeps": set()}


def test_what_a_citizen_completes_as_sensitive_is_gone_for_who_may_not_see_it(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    site.officer("citra@polres.example", ppa=True)
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        phone.say("tolong dia bawa pisau sekarang")
        code = site.read(lambda s: s.query(Report).one().code)
        assert [t["kind"] for t in all_told(lines, end=code)] == ["new"]
        phone.say("dia mau memperkosa saya")
        end = site.write(lambda s: make_report(s).code)
        told = all_told(lines, end=end)
    assert [(t["kind"], t["code"]) for t in told] == [("gone", code), ("new", end)]


def test_danger_in_a_report_that_is_there_is_news_of_that_report(site: Site) -> None:
    code = site.write(lambda s: make_report(s).code)
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        site.write(lambda s: reports.heard(s, reports.by_code(s, code), alarm=True))
        end = site.write(lambda s: make_report(s).code)
        told = all_told(lines, end=end)
    assert [(t["kind"], t["code"], t["priority"], t["untaken_p1"]) for t in told[:1]] == [("report", code, 1, 1)]


def test_a_burst_of_news_asks_once_for_each_desk(site_on_both: Site) -> None:
    site = site_on_both
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        with counted(site.world.reader) as statements:
            codes = site.write(lambda s: [make_report(s, priority=1).code for _ in range(20)])
            told = all_told(lines, end=codes[-1])
    assert [each["code"] for each in told] == codes
    assert {each["untaken_p1"] for each in told} == {20}
    assert len([each for each in statements if "FROM sessions" in each]) == 1


async def test_no_look_up_overtakes_another() -> None:
    """What was told last would otherwise not be what is so."""
    overtaken, meeting = [], threading.Barrier(2, timeout=0.1)

    def look_up(hints: list[Hint]) -> list[Update]:
        with suppress(threading.BrokenBarrierError):
            meeting.wait()
            overtaken.append(hints)
        return [Update(kind, subject) for kind, subject in hints]

    hints = live.Live(look_up)
    hints.attach(asyncio.get_running_loop())
    async with hints.listen("contact:7", owner="siti") as updates:
        hints.publish([("contact", "7")])
        await asyncio.sleep(0)
        hints.publish([("contact", "7")])
        assert [(await anext(updates)).kind for _ in range(2)] == ["contact", "contact"]
    assert overtaken == []


def two_units(site: Site) -> tuple[int, int]:
    names = ("Polsek Sirih", "Polsek Lontar")
    return site.write(lambda s: tuple(units.add(s, units.root(s), name=name).id for name in names))


def pass_on(officer: httpx2.Client, code: str, unit: int, *, version: int = 1) -> None:
    officer.post(f"/laporan/{code}/tugaskan", data={"unit": str(unit), "version": str(version)})


def restrict(officer: httpx2.Client, code: str) -> None:
    officer.post(f"/laporan/{code}/kategori", data={"category": "sexual_or_child", "version": "1"})


def test_the_alarm_counts_what_is_ones_own(site: Site) -> None:
    sirih, lontar = two_units(site)
    site.write(lambda s: make_report(s, priority=1, unit_id=lontar))
    site.write(lambda s: make_report(s, priority=1, unit_id=sirih, restricted="ppa"))
    own = site.write(lambda s: make_report(s, priority=1, unit_id=sirih).code)
    with site.officer(unit="Polsek Sirih").stream("GET", "/masuk/langsung", timeout=10) as stream:
        data = next(line for line in stream.iter_lines() if line.startswith("data:"))
    assert json.loads(data[5:]) == {"untaken_p1": 1, "urgent": own}


def test_somebody_in_danger_hears_that_an_officer_was_told_while_a_desk_is_open(site: Site) -> None:
    phone = Phone(site)
    phone.say("tolong dia bawa pisau sekarang")
    phone.say("di depan pasar")
    assert "sudah masuk ke meja petugas" in phone.thread[-1]
    with site.officer().stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        other = Phone(site)
        other.say("tolong dia bawa pisau sekarang")
        other.say("di depan terminal")
    assert "Petugas piket sudah diberi tahu" in other.thread[-1]


@pytest.mark.parametrize("who", [{"roles": ("admin",)}, {"unit": "Polsek Sirih"}], ids=["admin", "elsewhere"])
def test_somebody_in_danger_is_promised_nothing_by_a_desk_that_hears_nothing_of_it(
    site: Site, who: dict[str, Any]
) -> None:
    two_units(site)
    with site.officer(**who).stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        phone = Phone(site)
        phone.say("tolong dia bawa pisau sekarang")
        phone.say("di depan pasar")
    assert "sudah masuk ke meja petugas" in phone.thread[-1]


def test_who_has_a_report_open_hears_only_who_may_see_it(site_on_both: Site) -> None:
    site = site_on_both
    sirih, lontar = two_units(site)
    chief = site.officer("chief@polres.example", name="Kepala", ppa=True)
    mate = site.officer("mate@polres.example", unit="Polsek Sirih")
    stranger = site.officer("bram@polres.example", unit="Polsek Lontar")
    seen, shut, end = (
        site.write(lambda s, unit=unit: make_report(s, unit_id=unit).code) for unit in (sirih, sirih, lontar)
    )
    restrict(chief, shut)
    told = {}
    with ExitStack() as stack:
        streams = {
            name: stack.enter_context(person.stream("GET", "/masuk/langsung", timeout=10)).iter_lines()
            for name, person in {"mate": mate, "stranger": stranger, "self": chief}.items()
        }
        assert {next(lines) for lines in streams.values()} == {"event: hello"}
        for code in (shut, seen, end):
            assert chief.post(f"/laporan/{code}/hadir", data={"doing": "reading"}).status_code == 204
        for code in (seen, shut):
            assert stranger.post(f"/laporan/{code}/hadir", data={"doing": "reading"}).status_code == 404
        last = {unit: site.write(lambda s, unit=unit: make_report(s, unit_id=unit).code) for unit in (sirih, lontar)}
        for name, unit in {"mate": sirih, "stranger": lontar, "self": lontar}.items():
            told[name] = [t["code"] for t in all_told(streams[name], end=last[unit]) if "doing" in t]
    assert told == {"mate": [seen], "stranger": [end], "self": []}
