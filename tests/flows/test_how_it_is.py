"""What somebody tells by numbers, who cannot speak: each is a line of its own, above what is answered to it."""

from __future__ import annotations

from core.models import Message, Report
from tests.api.public.phone import Phone
from tests.ground import Site

LINES = {
    "mute": "Jangan menelepon: hanya bisa lewat chat",
    "near": "Orangnya masih dekat",
    "safe": "Pengirim sudah aman",
}


def the(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


def thread(site: Site) -> list[str]:
    rows = site.read(lambda s: s.query(Message).order_by(Message.id).all())
    return [row.text for row in rows if row.author == "bot" or row.kind == "tag"]


def test_every_number_is_a_line_and_the_officer_is_told(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say("DARURAT")
    ayu.get(f"/laporan/{the(site).code}")
    phone.press("Tak bisa bicara")
    for number in ("1", "4", "1"):
        phone.say(number)
    told = thread(site)
    assert [text for text in told if text in LINES] == ["mute", "near", "safe", "near"]
    assert told.index("safe") < next(at for at, text in enumerate(told) if text.startswith("Syukurlah"))
    report, page = the(site), ayu.get(f"/laporan/{the(site).code}").text
    assert (report.tags.split()[1:], report.waiting) == (["near"], "officer")
    assert f'tag-hot">{LINES["near"]}' in page
    assert LINES["mute"] in page


def test_what_changes_is_unread(site_on_both: Site) -> None:
    site, ayu, phone = site_on_both, site_on_both.officer(), Phone(site_on_both)
    phone.say("DARURAT")
    phone.press("Tak bisa bicara")
    phone.press("Ada yang luka")
    ayu.post(f"/laporan/{the(site).code}/ambil")
    ayu.get(f"/laporan/{the(site).code}")
    assert not the(site).unread
    phone.press("Ada yang luka")
    assert the(site).unread
