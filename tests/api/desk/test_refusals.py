"""The page that refuses stands in the same frame as every other one: an officer goes on from there."""

from __future__ import annotations

import re

import httpx2
import pytest

from core import codes
from tests.factories import make_report
from tests.ground import Site

COUNT = re.compile(r'<b class="count[^"]*"(?: data-count="(\w+)")?>(\d+)</b>')


def frame(page: httpx2.Response) -> list[tuple[str, str]]:
    return COUNT.findall(page.text)


@pytest.mark.parametrize(
    ("status", "path", "fields"),
    [
        (404, "/laporan/{none}", None), (403, "/unit", None), (409, "/laporan/{code}/catatan", {"who": "999"}),
        (422, "/laporan/{code}/tugaskan", {"text": "x"}), (404, "/unit/tidak-ada", None),
    ],
)  # fmt: skip
def test_what_refuses_shows_what_waits(site_on_both: Site, status: int, path: str, fields: dict[str, str]) -> None:
    site = site_on_both
    code = site.write(lambda s: make_report(s, priority=1).code)
    site.write(lambda s: make_report(s, restricted="ppa"))  # not for everybody's counts
    ayu, way = site.officer(), path.format(code=code, none=codes.new_code())
    refused = ayu.post(way, data=fields) if fields else ayu.get(way)
    assert refused.status_code == status
    assert frame(refused) == frame(ayu.get("/setelan"))
    assert ("new", "1") in frame(refused)
    assert f'action="/laporan/{code}/ambil"' in refused.text  # of the banner


def test_who_is_not_logged_in_is_told_of_no_counts(site: Site) -> None:
    site.write(make_report)
    assert [frame(site.client().get(path)) for path in ("/masuk", "/laporan/x/y", "/unit/x")] == [[], [], []]
