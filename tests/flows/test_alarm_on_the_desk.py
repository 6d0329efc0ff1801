"""The list says what an alarm is about: from one message of its citizen to the next, and before anything is sent."""

from __future__ import annotations

import httpx2
import pytest

from core.models import Report
from tests.api.public.phone import Phone
from tests.ground import Site, eventually

TOLD = "ada begal bawa celurit di Pasar Sirih, saya luka"
PIN = {"lat": "-6.91", "lon": "107.61"}


def filed(site: Site) -> Report:
    return eventually(lambda: site.read(lambda s: s.query(Report).one_or_none()))


def sorts(officer: httpx2.Client, report: Report, category: str) -> None:
    answer = officer.post(
        f"/laporan/{report.code}/kategori", data={"category": category, "version": str(report.version)}
    )
    assert answer.status_code == 200


def test_its_row_says_what_was_told_after_the_first_word(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say("DARURAT")
    assert (filed(site).summary, filed(site).category) == ("", "other")
    phone.say(TOLD)
    phone.say("dua orang, naik motor hitam")
    report = filed(site)
    assert (report.summary, report.category) == (f"{TOLD}\ndua orang, naik motor hitam", "theft")
    assert report.place.startswith("Pasar Sirih")
    assert not report.complete
    assert TOLD in ayu.get("/masuk").text
    for words in ("celurit", "sirih"):
        assert report.code in ayu.get("/masuk", params={"q": words}).text


def test_a_pin_is_its_place_and_nothing_takes_it_away(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say("DARURAT")
    ayu.post(f"/laporan/{filed(site).code}/balas", data={"text": "Anda di mana?"})
    phone.say(**PIN)
    assert (filed(site).lat, filed(site).lon) == (-6.91, 107.61)
    phone.say("DARURAT")
    phone.say("cepat, dia masih di dalam rumah")
    assert (filed(site).lat, filed(site).summary) == (-6.91, "cepat, dia masih di dalam rumah")


@pytest.mark.parametrize("sends", [False, True])
def test_the_kind_that_an_officer_chose_stays(site_on_both: Site, sends: bool) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say("DARURAT")
    sorts(ayu, filed(site), "violence")
    phone.say(TOLD)
    assert (filed(site).category, filed(site).summary) == ("violence", TOLD)
    if sends:
        phone.say("MENU")
        phone.press("Lanjutkan draf")
        while "Kirim laporan" not in phone.buttons:
            phone.press(next(label for label in phone.buttons if label in {"Betul", "Lewati", "Tidak"}))
        phone.press("Kirim laporan")
        assert (filed(site).category, filed(site).complete) == ("violence", True)


def test_one_that_was_closed_is_open_again_when_its_citizen_sends_it(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say(TOLD)
    phone.say("MENU")
    phone.press("Lanjutkan draf")
    while "Kirim laporan" not in phone.buttons:
        phone.press(next(label for label in phone.buttons if label in {"Betul", "Lewati", "Tidak"}))
    report = filed(site)
    closes = {"status": "finished", "result": "unfounded", "reason": "tidak ada", "version": str(report.version)}
    assert ayu.post(f"/laporan/{report.code}/status", data=closes).status_code == 200
    assert filed(site).status == "finished"
    phone.press("Kirim laporan")
    assert (filed(site).status, filed(site).complete) == ("handling", True)


def test_its_first_words_stand_in_the_thread_once(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say(f"{TOLD}\ntolong cepat")
    thread = ayu.get(f"/laporan/{filed(site).code}", params={"blok": "thread"}).text
    assert thread.partition('<ol class="thread"')[2].count(TOLD) == 1
