"""A note that names a colleague calls them: they find the report, until they have opened it. Nobody else is told."""

from __future__ import annotations

import json
import re

import httpx2
import pytest

from core import api_tokens, units
from core.models import Mention, Report
from tests.api.test_live import two_units
from tests.factories import make_report
from tests.ground import Site


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer(name="Ayu L.")


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


def calls(officer: httpx2.Client) -> list[str]:
    page = officer.get("/masuk?tampilan=disebut").text
    found = re.findall(r'data-code="([^"]+)"', page)
    counted = re.findall(r'data-count="mentioned">(\d+)<', page)
    assert set(counted) == {str(len(found))}
    return found


def note(officer: httpx2.Client, code: str, text: str) -> None:
    assert officer.post(f"/laporan/{code}/catatan", data={"text": text}).status_code == 200


def test_whoever_is_named_finds_the_report_until_it_was_opened(site_on_both: Site) -> None:
    site = site_on_both
    ayu, budi = site.officer(name="Ayu L."), site.officer("budi@polres.example", name="Budi Santoso")
    code, other = (site.write(lambda s: make_report(s).code) for _ in range(2))
    note(ayu, code, "Unit 3 menuju lokasi, @budi santoso tolong cek kamera")
    note(ayu, other, "Budi Santoso libur")
    assert calls(budi) == [code]
    assert calls(ayu) == []
    budi.get(f"/laporan/{code}", params={"blok": "thread"})  # a page that draws itself anew is nobody's look
    assert calls(budi) == [code]
    budi.get(f"/laporan/{code}")
    assert calls(budi) == []


def test_a_call_to_the_report_before_ones_eyes_counts_until_the_page_says_that_it_is_seen(site_on_both: Site) -> None:
    site = site_on_both
    ayu, budi = site.officer(name="Ayu L."), site.officer("budi@polres.example", name="Budi")
    maya, code = site.officer("maya@polres.example", name="Maya"), site.write(lambda s: make_report(s).code)
    for officer in (budi, maya):
        officer.get(f"/laporan/{code}")
    note(ayu, code, "@Budi @Maya cek")
    fresh = budi.get(f"/laporan/{code}", params={"blok": "thread"}).text
    assert len(re.findall(r'class="bubble bubble-note" id="m[0-9a-f]+" data-calling', fresh)) == 1
    assert "data-calling" not in ayu.get(f"/laporan/{code}", params={"blok": "thread"}).text
    assert budi.post(f"/laporan/{code}/hadir", data={"doing": "idle"}).status_code == 204
    assert calls(budi) == [code]
    assert budi.post(f"/laporan/{code}/hadir", data={"doing": "reading", "called": "1"}).status_code == 204
    assert (calls(budi), calls(maya)) == ([], [code])
    assert "data-calling" not in budi.get(f"/laporan/{code}", params={"blok": "thread"}).text


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("@BS mohon bantu, @Ayu L. juga, @bs", "@BS, @bs"),
        ("@Budi Santoso tolong", ""),
        ("@Cici, @Budi Santoso, @Dodo", "@Cici, @Dodo"),
        ("tulis ke ayu@polres.example", ""),
    ],
)
def test_a_name_that_calls_nobody_is_said_to(
    site: Site, ayu: httpx2.Client, code: str, text: str, unknown: str
) -> None:
    site.officer("b@polres.example", name="Budi Santoso")
    page = ayu.post(f"/laporan/{code}/catatan", data={"text": text, "op": "c" * 32})
    assert page.status_code == 200
    said = re.search(r'class="alert".*?<span>(.*?) tidak dikenal di laporan ini', page.text, re.DOTALL)
    assert (said[1] if said else "") == unknown
    assert f"<bdi>{text}</bdi>" in page.text
    assert ">" + text + "</textarea>" not in page.text


def test_a_call_to_what_is_finished_is_found_too(site: Site, ayu: httpx2.Client) -> None:
    budi = site.officer("b@polres.example", name="Budi")
    done, since = (
        site.write(lambda s, status=st: make_report(s, status=status).code) for st in ("finished", "checking")
    )
    note(ayu, done, "@Budi kenapa ditutup?")
    note(ayu, since, "@Budi cek")
    site.write(lambda s: s.query(Report).filter(Report.code == since).update({"status": "finished"}))
    assert set(calls(budi)) == {done, since}
    budi.get(f"/laporan/{done}")
    assert calls(budi) == [since]


def test_what_moves_away_after_the_call_is_neither_shown_nor_counted(site: Site) -> None:
    sirih, lontar = two_units(site)
    ayu, budi = (site.officer(f"{n}@polres.example", name=n, unit="Polsek Sirih") for n in ("Ayu", "Budi"))
    moved, shut = (site.write(lambda s: make_report(s, unit_id=sirih).code) for _ in range(2))
    for code in (moved, shut):
        note(ayu, code, "@Budi cek")
    site.write(lambda s: s.query(Report).filter(Report.code == moved).update({"unit_id": lontar}))
    site.write(lambda s: s.query(Report).filter(Report.code == shut).update({"restricted": "ppa"}))
    assert calls(budi) == []
    site.write(lambda s: s.query(Report).filter(Report.code == moved).update({"unit_id": sirih}))
    assert calls(budi) == [moved]


def test_of_two_names_that_begin_alike_the_longer_is_meant(site: Site, ayu: httpx2.Client, code: str) -> None:
    short, long = site.officer("b@polres.example", name="Budi"), site.officer("bs@polres.example", name="Budi Santoso")
    note(ayu, code, "@Budi Santoso ke sana")
    assert (calls(short), calls(long)) == ([], [code])
    note(ayu, code, "dan @Budi juga, @Ayu L. ikut")
    assert (calls(short), calls(long), calls(ayu)) == ([code], [code], [])


@pytest.mark.parametrize(
    "text", ["surel pelapor: info@budi.example", "@Budiman sudah tahu", "budi@ dan @ Budi", "@Budi_2", "x@Budi"]
)
def test_what_only_looks_like_a_call_calls_nobody(site: Site, ayu: httpx2.Client, code: str, text: str) -> None:
    budi = site.officer("b@polres.example", name="Budi")
    note(ayu, code, text)
    assert calls(budi) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Budi", "(@Budi) cek"), ("Budi", "@BUDI, cek"), ("Budi  Santoso", "tolong @Budi\r\nSantoso"),
        ("Jose\u0301", "@Jos\u00e9?"), ("I Gusti (Ngurah) <b>$&.*", "@I Gusti (Ngurah) <b>$&.* cek"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(site: Site, ayu: httpx2.Client, code: str, name: str, text: str) -> None:
    called = site.officer("b@polres.example", name=name)
    note(ayu, code, text)
    assert calls(called) == [code]


def test_of_two_with_one_name_both_are_called(site: Site, ayu: httpx2.Client, code: str) -> None:
    both = [site.officer(f"budi{n}@polres.example", name=name) for n, name in enumerate(("Budi S.", "budi s."))]
    note(ayu, code, "@Budi S. cek")
    assert [calls(person) for person in both] == [[code], [code]]


def test_nobody_is_called_to_what_they_may_not_see(site: Site) -> None:
    sirih, _ = two_units(site)
    rina = site.officer("rina@polres.example", name="Rina", ppa=True)
    plain = site.officer("p@polres.example", name="Polos", unit="Polsek Sirih")
    stranger = site.officer("s@polres.example", name="Asing", unit="Polsek Lontar", ppa=True)
    site.officer("a@polres.example", name="Admin Saja", roles=("admin",))
    shut = site.write(lambda s: make_report(s, unit_id=sirih, restricted="ppa").code)
    mate = site.officer("m@polres.example", name="Maya", ppa=True)
    assert [found["name"] for found in rina.get(f"/laporan/{shut}/rekan").json()] == ["Maya"]
    assert plain.get(f"/laporan/{shut}/rekan").status_code == 404
    note(rina, shut, "@Polos @Asing @Admin Saja @Maya")
    assert [calls(person) for person in (plain, stranger, mate)] == [[], [], [shut]]
    assert site.read(lambda s: s.query(Mention).count()) == 1


def test_only_the_one_who_is_called_hears_of_it_live(site: Site, ayu: httpx2.Client, code: str) -> None:
    budi, maya = site.officer("b@polres.example", name="Budi"), site.officer("m@polres.example", name="Maya")
    with (
        budi.stream("GET", "/masuk/langsung", timeout=10) as called,
        maya.stream("GET", "/masuk/langsung", timeout=10) as beside,
    ):
        lines = [stream.iter_lines() for stream in (called, beside)]
        assert {next(line) for line in lines} == {"event: hello"}
        note(ayu, code, "@Budi cek")
        end = site.write(lambda s: make_report(s).code)
        assert [_kinds(line, end).count("mention") for line in lines] == [1, 0]


def _kinds(lines, end: str) -> list[str]:
    """Kinds of what was told, up to the hint of `end`."""
    found = []
    for line in lines:
        if line.startswith("data:") and "kind" in line:
            data = json.loads(line[5:])
            if data["code"] == end:
                return found
            found.append(data["kind"])
    return found


def test_a_program_calls_too(site: Site, code: str) -> None:
    budi = site.officer("b@polres.example", name="Budi")
    token = site.write(lambda s: api_tokens.create(s, name="p", role="operator", unit=units.root(s), actor="test"))
    program = site.client(headers={"Authorization": f"Bearer {token}"})
    assert program.post(f"/api/v1/reports/{code}/notes", json={"text": "@Budi cek"}).status_code < 300
    assert calls(budi) == [code]
