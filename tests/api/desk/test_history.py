"""The history of a report: what was done stays in sight however often it is looked at, and who was refused is in it."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import httpx2
import time_machine

from core import api_tokens, units
from core.models import Audit
from tests.api.desk.test_report import filed, stored
from tests.api.test_live import two_units
from tests.ground import PASSWORD, Site


def history(officer: httpx2.Client, code: str) -> list[str]:
    """Without the times, newest first."""
    shown = officer.get(f"/laporan/{code}").text.partition('class="history"')[2]
    return [html.unescape(text) for text in re.findall(r"</time> <span>(.*?)</span>", shown)]


def test_looking_often_pushes_no_act_out(site: Site) -> None:
    ayu, citra, code = site.officer(), site.officer("citra@polres.example", name="Citra M."), filed(site)
    ayu.post(f"/laporan/{code}/ambil")
    for _ in range(30):
        citra.get(f"/laporan/{code}")
    seen = history(ayu, code)
    assert seen[1:] == ["Membuka laporan (30 kali) · Citra M.", "Mengambil laporan · Ayu L.", "Laporan masuk · Bot"]
    assert seen[0].startswith("Membuka laporan")
    assert f'id="riwayat"><h2>Riwayat <span class="count">{len(seen)}</span>' in ayu.get(f"/laporan/{code}").text


def refused(site: Site) -> list[tuple[str, str, str]]:
    return site.read(
        lambda s: [(r.actor, r.subject, r.detail) for r in s.query(Audit).filter_by(action="access.refused")]
    )


def test_who_is_refused_a_report_stands_in_its_history_once_a_minute(site_on_both: Site) -> None:
    site = site_on_both
    sirih, _ = two_units(site)
    with time_machine.travel(datetime(2026, 3, 11, 3, 0, tzinfo=UTC), tick=False) as clock:
        ayu, stranger = site.officer(), site.officer("bram@polres.example", name="Bram S.", unit="Polsek Lontar")
        code = filed(site, unit_id=sirih)
        for _ in range(3):
            assert stranger.get(f"/laporan/{code}").status_code == 404
        assert stranger.get("/unit").status_code == 403
        assert stranger.get("/laporan/JB-7K4M-2QXV-Z").status_code == 404
        known, pattern = ("officer:2", code, "/laporan/{code}"), "/laporan/{code}"
        assert refused(site) == [known, ("officer:2", "", "/unit"), ("officer:2", "", pattern)]
        clock.shift(timedelta(seconds=61))
        stranger.get(f"/laporan/{code}", params={"blok": "thread"})
        assert refused(site).count(known) == 2
        assert "Ditolak membuka · Bram S." in history(ayu, code)


def test_a_page_that_asks_by_itself_refuses_nobody(site: Site) -> None:
    """A report was restricted while it was open at somebody's: their page asks, and they did nothing."""
    ayu, citra, code = site.officer(ppa=True), site.officer("citra@polres.example", name="Citra M."), filed(site)
    page = f"/laporan/{code}"
    citra.get(page)
    ayu.post(f"{page}/kategori", data={"category": "sexual_or_child", "version": str(stored(site, code).version)})
    assert citra.get(page, params={"blok": "thread"}).status_code == 404
    assert citra.post(f"{page}/hadir", data={"doing": "gone"}).status_code == 404
    assert citra.post(f"{page}/draf", data={"kind": "reply", "text": "Kami"}).status_code == 404
    assert refused(site) == []
    assert citra.get(page).status_code == 404
    assert refused(site) == [("officer:2", code, "/laporan/{code}")]


def test_so_does_a_program(site: Site) -> None:
    sirih, lontar = two_units(site)
    code = filed(site, unit_id=sirih)
    token = site.write(
        lambda s: api_tokens.create(s, name="papan", role="operator", unit=units.named(s, "Polsek Lontar"), actor="t")
    )
    program = site.client(headers={"Authorization": f"Bearer {token}"})
    assert program.get(f"/api/v1/reports/{code}").status_code == 404
    assert [(actor, subject) for actor, subject, _ in refused(site)] == [("token:1", code)]
    assert lontar


def test_what_happened_on_another_day_or_in_another_year_says_so(site: Site) -> None:
    with time_machine.travel(datetime(2026, 3, 11, 3, 3, tzinfo=UTC), tick=True) as clock:
        code = filed(site)
        site.officer().post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."})
        for ahead, said, day in (
            (timedelta(days=1), "10.03, Rabu 11 Maret</dd>", "<span>Rabu 11 Maret, 10.03 WIB</span>"),
            (timedelta(days=365), "10.03, Rabu 11 Maret 2026</dd>", "<span>Rabu 11 Maret 2026, 10.03 WIB</span>"),
        ):
            clock.shift(ahead)
            ayu = site.client()
            ayu.post("/masuk/login", data={"email": "ayu@polres.example", "password": PASSWORD})
            page = ayu.get(f"/laporan/{code}").text
            assert (page.count(said), day in page) == (3, True)
    assert stored(site, code).replied_at


def test_signs_that_turn_the_writing_are_seen_and_turn_nothing(site: Site) -> None:
    code = filed(site, summary="bayar \u202e000.1 pR\u202c", place="\u2067Pasar\u2069")
    ayu = site.officer()
    ayu.post(f"/laporan/{code}/catatan", data={"text": "ia menulis \u202eabc"})
    for path in ("/masuk", f"/laporan/{code}"):
        page = ayu.get(path).text
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
        assert "<bdi>bayar [U+202E]000.1 pR[U+202C]</bdi>" in page
        assert "[U+2067]Pasar[U+2069]" in page
    assert "<bdi>ia menulis [U+202E]abc</bdi>" in ayu.get(f"/laporan/{code}").text
