"""A report is closed in words that hold, in the citizen's language; an answer opens it again."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from core.models import Message, Report
from tests.api.public.phone import Phone
from tests.factories import make_report
from tests.flows.test_telegram import picture
from tests.ground import Site

RESULTS = ("solved", "forwarded", "duplicate", "unfounded", "no_contact", "withdrawn")


def close(site: Site, officer: httpx2.Client, code: str, **fields: str) -> None:
    version = site.read(lambda s: s.query(Report).filter(Report.code == code).one().version)
    officer.post(f"/laporan/{code}/status", data={"status": "finished", "version": str(version), **fields})


def prepared(site: Site, language: str) -> tuple[str, dict[str, str]]:
    """The report's code, and the text that each result offers to send."""
    code = site.write(lambda s: make_report(s, language=language).code)
    page = site.officer().get(f"/laporan/{code}").text
    found = re.findall(r'<option value="(\w+)" data-text="([^"]+)"', page)
    return code, {result: html.unescape(text) for result, text in found}


@pytest.mark.parametrize(("language", "own", "foreign"), [("id", "Laporan", "report"), ("en", "eport", "Laporan")])
def test_every_result_has_words_of_its_own_in_the_citizens_language(
    site: Site, language: str, own: str, foreign: str
) -> None:
    code, texts = prepared(site, language)
    assert set(texts) == set(RESULTS)
    assert len(set(texts.values())) == len(RESULTS)
    for text in texts.values():
        assert code in text
        assert own in text
        assert foreign not in text
        assert len(text) <= 300
        assert not re.search(r"segera|akan |will |soon", text)  # nothing is promised for the police


def test_only_a_solved_report_is_said_to_have_been_handled(site: Site) -> None:
    texts = prepared(site, "id")[1]
    assert [result for result, text in texts.items() if "ditangani" in text] == ["solved"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("orangnya datang lagi ke pasar", "handling"),
        ("Terima kasih", "finished"),
        ("🙏", "finished"),
        ("👍🙏 ok", "finished"),
    ],
)
def test_an_answer_opens_a_closed_report_and_thanks_do_not(site_on_both: Site, words: str, status: str) -> None:
    site = site_on_both
    phone = Phone(site)
    phone.file_a_report()
    code, officer = site.read(lambda s: s.query(Report).one().code), site.officer()
    close(site, officer, code, result="unfounded", reason="dicari", text="Kami tutup.")
    assert "Kami tutup." in phone.open()
    assert code not in officer.get("/masuk").text
    phone.say(words)
    report, said = site.read(lambda s: (s.query(Report).one(), s.query(Message).filter(Message.text == words).one()))
    assert (report.status, said.report_id) == (status, report.id)
    assert (code in officer.get("/masuk").text) == (status == "handling")


def test_a_photo_opens_a_closed_report_whatever_stands_below_it(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    code, officer = site.read(lambda s: s.query(Report).one().code), site.officer()
    close(site, officer, code, result="unfounded", reason="dicari", text="Kami tutup.")
    phone.say("terima kasih pak", files=[("a.jpg", picture(), "image/jpeg")])
    assert site.read(lambda s: s.query(Report).one().status) == "handling"


def test_danger_in_a_closed_report_opens_it_as_an_emergency(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    code, officer = site.read(lambda s: s.query(Report).one().code), site.officer()
    close(site, officer, code, result="solved", reason="x", text="S.")
    phone.say("tolong dia bawa pisau sekarang")
    urgent = site.read(lambda s: [(r.priority, r.status) for r in s.query(Report) if r.priority == 1])
    assert len(urgent) == 1
    assert urgent[0][1] != "finished"
