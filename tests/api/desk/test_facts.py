"""What the page of a report states as a fact, and what it calls a guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from core.models import Message, Report
from tests.api.public.phone import Phone
from tests.factories import make_report
from tests.ground import Site, eventually

SIXTEEN = datetime(2026, 3, 12, 9, tzinfo=UTC)  # in Jakarta


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ("minute", "Kamis 12 Maret 2026, 16.00"),
        ("hour", "Kamis 12 Maret 2026, sekitar 16.00"),
        ("part", "Kamis 12 Maret 2026, sekitar 16.00"),
        ("day", "Kamis 12 Maret 2026"),
    ],
)
def test_when_it_happened_is_told_no_more_exactly_than_it_was_heard(site: Site, precision: str, told: str) -> None:
    ayu = site.officer()
    code = site.write(lambda s: make_report(s, happened_at=SIXTEEN, happened_precision=precision).code)
    found = re.search("<dt>Waktu kejadian</dt><dd>(.*?)</dd>", ayu.get(f"/laporan/{code}").text, re.DOTALL)
    assert found
    assert found[1].strip() == told


def waits_for(page: str) -> str:
    found = re.search("<dt>Menunggu</dt><dd>(.*?)</dd>", page)
    return found[1] if found else ""


def test_who_is_waited_for_is_said_where_somebody_is(site: Site) -> None:
    ayu = site.officer()
    code = site.write(lambda s: make_report(s).code)
    assert waits_for(ayu.get(f"/laporan/{code}").text) == "Petugas"
    assert waits_for(ayu.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."}).text) == ""
    asked = ayu.post(f"/laporan/{code}/balas", data={"text": "Warna apa?", "ask": "1"}).text
    assert waits_for(asked) == "Jawaban warga"


def test_a_finished_report_is_answered_and_asks_nothing(site: Site) -> None:
    ayu = site.officer()
    code = site.write(lambda s: make_report(s, status="finished").code)
    assert 'name="ask"' not in ayu.get(f"/laporan/{code}").text
    asked = ayu.post(f"/laporan/{code}/balas", data={"text": "Warna apa?", "ask": "1"})  # on an older page
    assert (asked.status_code, site.read(lambda s: s.query(Message).count())) == (409, 0)
    assert "Untuk bertanya, buka lagi lewat Status" in asked.text
    assert ayu.post(f"/laporan/{code}/balas", data={"text": "Warna apa?"}).status_code == 200
    assert site.read(lambda s: (s.query(Report).one().status, s.query(Message).one().kind)) == ("finished", "text")


def test_an_alarm_without_a_word_is_quoted_with_none(site: Site) -> None:
    ayu = site.officer()
    site.write(lambda s: make_report(s, priority=1, complete=False, summary=""))
    page = ayu.get("/masuk").text
    assert "Belum ada cerita." in page
    assert not re.search("“(<bdi>)?(</bdi>)?”", page)


def test_the_head_of_a_finished_report_says_so_once(site: Site) -> None:
    ayu = site.officer()
    code = site.write(lambda s: make_report(s, status="finished", result="solved").code)
    facts = re.search(r'<div class="facts" data-facts>(.*?)</div>', ayu.get(f"/laporan/{code}").text, re.DOTALL)
    assert facts
    assert facts[1].count("Selesai") == 1


def test_words_that_stand_together_are_one_reason(site: Site) -> None:
    ayu, siti = site.officer(), Phone(site)
    siti.say("Helm saya hilang di Pasar Sirih kemarin sore")
    eventually(siti.open, until=lambda _: "Kirim laporan" in siti.buttons)
    siti.press("Kirim laporan")
    code = site.read(lambda s: s.query(Report).one().code)
    reasons = re.findall("<q>(.*?)</q>", ayu.get(f"/laporan/{code}").text)
    assert {"helm saya hilang", "kemarin sore"} <= set(reasons)
