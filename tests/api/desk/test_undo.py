"""What was changed a moment ago can be taken back by whoever did it, unless somebody was there since."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx2
import pytest

from core import units
from core.models import Report
from tests.api.test_live import two_units
from tests.factories import make_report
from tests.ground import Site


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer()


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s, priority=3, category="theft").code)


def offered(page: str) -> tuple[str, dict[str, str]] | None:
    found = re.search(r'data-toast>.*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    return (found[1], dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[2]))) if found else None


def undo(officer: httpx2.Client, page: str) -> httpx2.Response:
    address, fields = offered(page) or ("", {})
    assert address
    return officer.post(address, data=fields)


def now(site: Site, *names: str) -> tuple[object, ...]:
    report = site.read(lambda s: s.query(Report).one())
    return tuple(getattr(report, name) for name in names)


def test_priority_category_taking_and_passing_on_are_taken_back(site_on_both: Site) -> None:
    site = site_on_both
    sirih, _ = two_units(site)
    ayu, code = site.officer(), site.write(lambda s: make_report(s, priority=3, category="theft").code)
    root = site.read(lambda s: units.root(s).id)
    for address, fields, name, before, said in (
        ("prioritas", {"priority": "1"}, "priority", 3, "Prioritas diubah."),
        ("kategori", {"category": "fraud"}, "category", "theft", "Kategori diubah."),
        ("ambil", {}, "taken_by", "", "Laporan diambil."),
        ("tugaskan", {"unit": str(sirih)}, "unit_id", root, "Laporan ditugaskan."),
    ):
        (version,) = now(site, "version")
        page = ayu.post(f"/laporan/{code}/{address}", data={"version": str(version), **fields}).text
        assert now(site, name) != (before,)
        assert said in page.partition("data-toast")[2].partition("<form")[0]
        assert undo(ayu, page).status_code == 200
        assert now(site, name) == (before,), address


def test_not_once_somebody_else_was_there(site: Site, ayu: httpx2.Client, code: str) -> None:
    budi = site.officer("budi@polres.example")
    page = ayu.post(f"/laporan/{code}/prioritas", data={"priority": "1", "version": "1"}).text
    assert offered(budi.get(f"/laporan/{code}").text) is None
    budi.post(f"/laporan/{code}/prioritas", data={"priority": "2", "version": "2"})
    assert undo(ayu, page).status_code == 409
    assert now(site, "priority") == (2,)
    assert offered(ayu.get(f"/laporan/{code}").text) is None


def test_not_for_long_and_not_what_restricts(
    site: Site, ayu: httpx2.Client, code: str, later: Callable[..., None]
) -> None:
    rina = site.officer("rina@polres.example", ppa=True)
    page = ayu.post(f"/laporan/{code}/prioritas", data={"priority": "1", "version": "1"}).text
    assert offered(page)
    later(seconds=30)
    assert offered(ayu.get(f"/laporan/{code}").text) is None
    page = rina.post(f"/laporan/{code}/kategori", data={"category": "sexual_or_child", "version": "2"}).text
    assert now(site, "restricted") == ("ppa",)
    assert offered(page) is None


def test_who_finds_it_in_other_hands_may_take_it_over(site: Site, ayu: httpx2.Client, code: str) -> None:
    budi = site.officer("budi@polres.example", name="Budi S.")
    held = r'<form [^>]*class="held" data-held( hidden)?>(.*?)</form>'
    assert re.search(held, budi.get(f"/laporan/{code}").text, re.DOTALL)[1]
    ayu.post(f"/laporan/{code}/ambil")
    found = re.search(held, budi.get(f"/laporan/{code}").text, re.DOTALL)
    assert not found[1]
    assert "Ayu L. menangani laporan ini." in found[2]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[2]))
    assert budi.post(f"/laporan/{code}/tugaskan", data=fields).status_code == 200
    assert now(site, "taken_by") == ("officer:2",)
