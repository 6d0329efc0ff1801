"""Somebody withdraws a report in the chat; the desk sees it, and an officer decides."""

from __future__ import annotations

from core.models import Message, Report
from tests.api.public.phone import Phone
from tests.ground import Site, eventually


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


def test_a_wish_with_a_reason_is_seen_though_the_reason_is_not_read_yet(site_on_both: Site) -> None:
    site, phone, ayu = site_on_both, Phone(site_on_both), site_on_both.officer()
    phone.file_a_report()
    code, lines = site.read(lambda s: s.query(Report).one().code), []
    for reason in ("", "sudah damai dengan orangnya", "dia janji tidak lagi"):
        if reason:
            phone.open()
        phone.say("STATUS")
        phone.press("Tarik laporan")
        if reason:
            phone.say(reason)
            eventually(phone.open, until=lambda _: any("Ditambahkan" in text for text in phone.thread[-2:]))
        phone.press("Tarik")
        lines.append(site.read(lambda s: s.query(Message).filter_by(kind="tag").count()))
        if not reason:
            ayu.get(f"/laporan/{code}")
    assert lines == [1, 2, 2]  # nobody has looked at the second
