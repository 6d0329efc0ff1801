"""The next news that a citizen was promised is put off by news alone: not by what officers do among themselves."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx2
import time_machine

from core.models import Report
from tests.api.public.phone import Phone
from tests.ground import Site

NEXT = re.compile(r"kabar paling lambat (\w+ pukul \d\d\.\d\d)")


def told(phone: Phone) -> tuple[str, str]:
    """What STATUS says: until when there is news, and since when the report stands as it does."""
    phone.say("STATUS")
    text = phone.wait_for("kabar paling lambat")
    since = re.findall(r"Sedang ditangani</strong> sejak ([^(]+) \(", text)
    return NEXT.findall(text)[-1], since[-1]


def answered(site: Site) -> tuple[Phone, str, tuple[str, str]]:
    """A report that was replied to, its code, and what its citizen is told of it."""
    phone, officer = Phone(site), site.officer()
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    officer.post(f"/laporan/{code}/balas", data={"text": "Kami cari."})
    return phone, code, told(phone)


def change(officer: httpx2.Client, site: Site, code: str, door: str, **fields: str) -> None:
    version = site.read(lambda s: s.query(Report).one().version)
    answer = officer.post(f"/laporan/{code}/{door}", data={"version": str(version), **fields})
    assert answer.status_code == 200


def test_a_note_or_a_priority_puts_nothing_off(site: Site) -> None:
    with time_machine.travel("2026-03-11T03:00:00Z", tick=True) as clock:
        phone, code, before = answered(site)
        clock.shift(timedelta(hours=5))
        officer = site.officer("citra@polres.example")
        officer.post(f"/laporan/{code}/catatan", data={"text": "Sudah tanya tukang parkir."})
        change(officer, site, code, "prioritas", priority="2")
        change(officer, site, code, "kategori", category="theft")
        until, since = told(phone)
        assert until == before[0]
        assert since.split()[-1] == before[1].split()[-1]  # the hour


def test_news_does(site: Site) -> None:
    with time_machine.travel("2026-03-11T03:00:00Z", tick=True) as clock:
        phone, code, before = answered(site)
        clock.shift(timedelta(hours=5))
        officer = site.officer("citra@polres.example")
        officer.post(f"/laporan/{code}/balas", data={"text": "Sudah ada petunjuk."})
        until, since = told(phone)
        assert until != before[0]
        assert since.split()[-1] == before[1].split()[-1]


def test_by_when_harm_is_read_is_said_the_same_each_time(site_on_both: Site) -> None:
    phone = Phone(site_on_both)
    first = re.findall(r"mereka membaca paling lambat ((?:\w+ )?pukul \d\d\.\d\d)", phone.say("saya diperkosa"))
    again = re.findall(r"petugas membacanya paling lambat ((?:\w+ )?pukul \d\d\.\d\d)", phone.say("STATUS"))
    assert len(first) == 1
    assert again == first
    report = site_on_both.read(lambda s: s.query(Report).one())
    assert report.due_at - report.filed_at == timedelta(hours=12)
