"""Somebody withdraws a report in the chat; the desk sees it, and an officer decides."""

from __future__ import annotations

from core.models import Message, Report
from tests.api.public.phone import Phone
from tests.ground import Site


def test_the_wish_waits_for_an_officer_who_closes_the_report(site_on_both: Site) -> None:
    site, phone, ayu = site_on_both, Phone(site_on_both), site_on_both.officer()
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    ayu.post(f"/laporan/{code}/balas", data={"text": "Kami cari motornya."})
    ayu.get(f"/laporan/{code}")
    assert site.read(lambda s: s.query(Report).one().waiting) == "citizen"
    phone.say("STATUS")
    phone.press("Tarik laporan")
    phone.press("Tarik")
    report = site.read(lambda s: s.query(Report).one())
    assert (report.tags, report.status, report.waiting, report.unread) == ("withdrawal", "handling", "officer", True)
    assert "Ingin menarik laporan ini" in ayu.get(f"/laporan/{code}").text


def test_whoever_wishes_it_again_after_that_was_read_waits_again(site_on_both: Site) -> None:
    site, phone, ayu = site_on_both, Phone(site_on_both), site_on_both.officer()
    phone.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    lines = []
    for _ in range(2):
        phone.say("STATUS")
        phone.press("Tarik laporan")
        phone.press("Tarik")
        assert site.read(lambda s: s.query(Report).one().unread)
        lines.append(site.read(lambda s: len(s.query(Message).filter_by(kind="tag").all())))
        ayu.post(f"/laporan/{code}/balas", data={"text": "Baik, kami cek dulu."})
    assert lines == [1, 2]
