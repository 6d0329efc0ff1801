"""Replies that need not be typed: whose they are, what is filled in, and what may not be sent."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
import time_machine

from core.models import Audit, CannedReply, Message, Report
from tests.api.test_live import two_units
from tests.factories import make_report
from tests.ground import Site

NOON = datetime(2030, 3, 12, 5, 0, tzinfo=UTC)


@pytest.fixture
def chief(site: Site) -> httpx2.Client:
    return site.officer("chief@polres.example", roles=("operator", "admin"))


def put(officer: httpx2.Client, **over: Any) -> httpx2.Response:
    """A new one, or for a `row` that was never changed what replaces it."""
    version = 1 if "row" in over else 0
    fields = {"unit": 1, "language": "id", "category": "", "title": "Judul", "text": "Teks", "version": version} | over
    return officer.post("/unit/balasan", data=fields)


def offered(officer: httpx2.Client, code: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = officer.get(f"/laporan/{code}/siap").json()
    return found


def test_what_is_known_of_the_report_is_filled_in(site_on_both: Site) -> None:
    site = site_on_both
    with time_machine.travel(NOON, tick=True):
        chief = site.officer("chief@polres.example", roles=("operator", "admin"))
        put(chief, text="{kode} di {tempat}, kabar {batas}")
        known = site.write(lambda s: make_report(s, place="Pasar Baru", priority=3).code)
        less = site.write(lambda s: make_report(s, place="").code)
        (whole,) = offered(chief, known)
        assert re.fullmatch(rf"{known} di Pasar Baru, kabar Jumat 15 Maret, \d\d\.\d\d", whole["text"])
        assert "di {tempat}, kabar Jumat" in offered(chief, less)[0]["text"]
        site.write(lambda s: s.query(CannedReply).update({"text": "{batas}"}))
        with time_machine.travel(datetime(2030, 3, 20, tzinfo=UTC), tick=True):
            late = site.officer("late@polres.example")
            assert offered(late, known)[0]["text"].startswith("Sabtu 23 Maret")  # however late this reply is
            site.write(lambda s: s.query(Report).filter_by(code=known).update({"status": "finished"}))
            assert offered(late, known)[0]["text"] == "{batas}"  # it is over: no promise


def test_the_promised_time_is_the_one_that_is_due_once_it_is_sent(site: Site, chief: httpx2.Client) -> None:
    put(chief, text="Kabar paling lambat {batas}.")
    code = site.write(lambda s: make_report(s, priority=2).code)
    (reply,) = offered(chief, code)
    assert chief.post(f"/laporan/{code}/balas", data={"text": reply["text"]}).status_code == 200
    due = site.read(lambda s: s.query(Report).one().due_at).astimezone(site.settings.zone)
    assert f" {due.day} " in reply["text"]


def test_those_of_the_category_come_first_and_of_other_languages_none(site: Site, chief: httpx2.Client) -> None:
    for title, category, language in (
        ("Biasa", "", "id"), ("Cari", "theft", "id"), ("Bank", "fraud", "id"), ("English", "", "en")
    ):  # fmt: skip
        put(chief, title=title, category=category, language=language)
    theft = site.write(lambda s: make_report(s, category="theft").code)
    english = site.write(lambda s: make_report(s, category="crash", language="en").code)
    assert [(o["name"], o["kind"]) for o in offered(chief, theft)] == [("Cari", "Pencurian atau begal"), ("Biasa", "")]
    assert [o["name"] for o in offered(chief, english)] == ["English"]


def test_whoever_wrote_about_harm_is_asked_for_no_photo(site: Site) -> None:
    citra = site.officer(roles=("operator", "admin"), ppa=True)
    citra.post("/unit/balasan/contoh", data={"unit": 1})
    code = site.write(lambda s: make_report(s, category="sexual_or_child", restricted="ppa").code)
    told = {o["name"]: o["text"] for o in offered(citra, code)}
    assert told["Tanpa foto"] == "Tidak perlu mengirim foto. Jangan kirim gambar tubuh."
    assert set(told) == {"Sudah dibaca", "Cara aman menghubungi", "Tanpa foto"}


def test_a_unit_has_its_own_and_those_of_the_units_above(site: Site, chief: httpx2.Client) -> None:
    sirih, lontar = two_units(site)
    put(chief, title="Polres")
    put(chief, title="Sirih", unit=sirih)
    here, there = (site.write(lambda s, unit=unit: make_report(s, unit_id=unit).code) for unit in (sirih, lontar))
    assert [o["name"] for o in offered(chief, here)] == ["Polres", "Sirih"]
    assert [o["name"] for o in offered(chief, there)] == ["Polres"]


def test_an_admin_touches_those_of_own_units_only(site: Site, chief: httpx2.Client) -> None:
    sirih, lontar = two_units(site)
    put(chief, title="Polres")
    (row,) = site.read(lambda s: [reply.id for reply in s.query(CannedReply)])
    admin = site.officer("sirih@polres.example", unit="Polsek Sirih", roles=("admin",))
    assert "Polres" not in re.findall(r"<strong>([^<]*)</strong>", admin.get("/unit/balasan").text)
    assert put(admin, unit=lontar).status_code == 404
    assert put(admin, unit=sirih, row=row).status_code == 404
    assert admin.post("/unit/balasan/hapus", data={"row": row, "version": 1}).status_code == 404
    assert admin.post("/unit/balasan/contoh", data={"unit": 1}).status_code == 404
    assert put(admin, unit=sirih).status_code == 200
    assert put(site.officer("op@polres.example")).status_code == 403
    assert site.read(lambda s: s.query(CannedReply).count()) == 2


def test_two_admins_who_begin_at_once_get_the_examples_once(site: Site, chief: httpx2.Client) -> None:
    other = site.officer("wakil@polres.example", roles=("admin",))
    counts = []
    for admin in (chief, other):
        assert admin.post("/unit/balasan/contoh", data={"unit": 1}).status_code == 200
        counts.append(site.read(lambda s: s.query(CannedReply).count()))
    assert counts[0] == counts[1] > 0


def test_a_page_from_the_browsers_memory_does_what_it_says_now(site: Site, chief: httpx2.Client) -> None:
    """Its op is an old one: the same sent twice is one change, anything else another."""
    for title in ("Jam", "Jam", "Tempat"):
        assert put(chief, title=title, op="a" * 32).status_code == 200
    rows = site.read(lambda s: s.query(CannedReply).order_by(CannedReply.id).all())
    assert [row.title for row in rows] == ["Jam", "Tempat"]
    assert put(chief, row=rows[0].id, text="Buka pukul 8", op="b" * 32).status_code == 200
    again = put(chief, row=rows[0].id, text="Buka pukul 9", op="b" * 32)
    assert again.status_code == 409  # it was decided on an older version
    assert ">Buka pukul 9</textarea>" in again.text


def test_examples_are_changed_and_removed_and_the_audit_tells_without_words(site: Site, chief: httpx2.Client) -> None:
    chief.post("/unit/balasan/contoh", data={"unit": 1})
    rows = site.read(lambda s: s.query(CannedReply).all())
    assert {row.language for row in rows} == {"id", "en"}
    assert len({row.text for row in rows}) == len(rows)  # none stayed Indonesian in English
    page = put(chief, row=rows[0].id, title="Lain", text="Kata lain")
    assert "Kata lain" in page.text
    chief.post("/unit/balasan/hapus", data={"row": rows[1].id, "version": 1})
    left = site.read(lambda s: {row.id for row in s.query(CannedReply)})
    assert left == {row.id for row in rows} - {rows[1].id}
    told = site.read(lambda s: [(a.action, a.detail) for a in s.query(Audit).filter(Audit.subject.like("canned:%"))])
    assert told[-2:] == [("canned.put", "unit 1"), ("canned.removed", "unit 1")]


def test_what_another_admin_changed_meanwhile_is_read_before_it_is_replaced(site_on_both: Site) -> None:
    site = site_on_both
    chief, deputy = (site.officer(f"{n}@polres.example", name=n, roles=("admin",)) for n in ("chief", "deputy"))
    put(chief, title="Jam", text="Buka pukul 8")
    page = chief.get("/unit/balasan").text
    (row,) = site.read(lambda s: [reply.id for reply in s.query(CannedReply)])
    assert set(re.findall(r'name="version" value="(\d+)"', page)) == {"0", "1"}
    assert put(deputy, row=row, title="Jam", text="Buka pukul 9").status_code == 200
    for answer in (
        put(chief, row=row, title="Jam", text="Buka pukul 7"),
        put(chief, row=row, title="Jam", text="Buka pukul 7", version=0),
        chief.post("/unit/balasan/hapus", data={"row": row, "version": 1}),
    ):
        assert answer.status_code == 409
        assert "Balasan ini baru saja diubah admin lain." in answer.text
        assert ">Buka pukul 9</p>" in answer.text
        assert site.read(lambda s: s.query(CannedReply).one().text) == "Buka pukul 9"
    refused = put(chief, row=row, title="Jam", text="Buka pukul 7").text
    kept = re.search(r'<details open>.*?name="version" value="(\d+)".*?>Buka pukul 7</textarea>', refused, re.DOTALL)
    assert kept
    assert put(chief, row=row, title="Jam", text="Buka pukul 7", version=int(kept[1])).status_code == 200
    assert site.read(lambda s: s.query(CannedReply).one().text) == "Buka pukul 7"


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"title": "  "}, "Tulis judul"), ({"title": "x" * 61}, "Tulis judul"), ({"text": ""}, "Tulis teksnya"),
        ({"text": "y" * 2001}, "Tulis teksnya"), ({"text": "{nama} {kode}"}, "hanya {kode}, {tempat}, dan {batas}"),
        ({"category": "ufo"}, "Pilih bahasa"), ({"language": "jv"}, "Pilih bahasa"),
    ],
)  # fmt: skip
def test_a_wrong_one_is_refused_and_stays_on_the_page(
    site: Site, chief: httpx2.Client, over: dict[str, str], words: str
) -> None:
    answer = put(chief, **({"title": "Judul saya", "text": "Teks saya"} | over))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Judul saya" in answer.text or "Teks saya" in answer.text
    assert site.read(lambda s: s.query(CannedReply).count()) == 0


def test_a_line_end_counts_once_as_on_the_page(site: Site, chief: httpx2.Client) -> None:
    assert put(chief, text="kata\r\n" * 350).status_code == 200  # 1,750 letters where it is typed
    assert site.read(lambda s: "\r" in s.query(CannedReply).one().text) is False


@pytest.mark.parametrize("hole", ["kode", "tempat", "batas"])
def test_what_is_still_open_is_not_sent(site: Site, chief: httpx2.Client, hole: str) -> None:
    code = site.write(lambda s: make_report(s).code)
    answer = chief.post(f"/laporan/{code}/balas", data={"text": f"Kami menuju {{{hole}}} sekarang", "sure": "1"})
    assert answer.status_code == 422
    assert f"Isi dulu {{{hole}}}" in answer.text
    assert f"menuju {{{hole}}} sekarang</textarea>" in answer.text
    fields = {"status": "handling", "version": "1", "text": f"kabar {{{hole}}}", "sure": "1"}
    assert chief.post(f"/laporan/{code}/status", data=fields).status_code == 422
    assert site.read(lambda s: s.query(Message).filter(Message.author == "officer").count()) == 0
    assert chief.post(f"/laporan/{code}/balas", data={"text": "Kami menuju {sana}"}).status_code == 200


def test_it_is_offered_to_those_who_may_see_the_report(site: Site, chief: httpx2.Client) -> None:
    shut = site.write(lambda s: make_report(s, restricted="ppa").code)
    assert chief.get(f"/laporan/{shut}/siap").status_code == 404
