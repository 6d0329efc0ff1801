"""Who opened a report stands in its history, whichever way they asked for it; what was before their eyes is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core import reports, tracking
from core.ids import new_id
from core.models import Audit, Officer
from tests.api.desk.test_report import filed, stored
from tests.api.public.test_tracking import field
from tests.ground import PASSWORD, Site


@pytest.mark.parametrize("way", ["thread", "details", "refused"])
def test_who_asks_for_a_part_alone_has_opened_it_too(site_on_both: Site, way: str, later: Callable[..., None]) -> None:
    site, code = site_on_both, filed(site_on_both)
    ayu, citra = site.officer(), site.officer("citra@polres.example")
    citra.get(f"/laporan/{code}")
    for _ in range(2):
        if way == "refused":
            assert ayu.post(f"/laporan/{code}/catatan", data={"text": ""}).status_code == 422
        else:
            assert ayu.get(f"/laporan/{code}", params={"blok": way}).status_code == 200
        assert opened_by(site, code) == ["citra", "ayu"]
    later(hours=13)
    ayu = site.client()
    ayu.post("/masuk/login", data={"email": "ayu@polres.example", "password": PASSWORD})
    ayu.get(f"/laporan/{code}", params={"blok": "thread"})
    assert opened_by(site, code) == ["citra", "ayu", "ayu"]


def opened_by(site: Site, code: str) -> list[str]:
    def look(session) -> list[str]:
        rows = session.query(Audit).filter_by(subject=code, action="report.opened").order_by(Audit.id)
        return [session.get(Officer, int(row.actor[8:])).email.partition("@")[0] for row in rows]

    return site.read(look)


def test_what_is_read_as_it_comes_is_read(site: Site) -> None:
    ayu, citra, code = site.officer(), site.officer("citra@polres.example"), filed(site)
    ayu.post(f"/laporan/{code}/ambil")
    site.write(lambda s: reports.heard(s, reports.by_code(s, code), alarm=False))
    for browser, doing, unread in ((ayu, "idle", True), (citra, "reading", True), (ayu, "reading", False)):
        assert browser.post(f"/laporan/{code}/hadir", data={"doing": doing}).status_code == 204
        assert stored(site, code).unread is unread


@pytest.mark.parametrize("doing", ["reading", "typing"])
def test_what_comes_out_of_sight_of_who_writes_is_not_read(site_on_both: Site, doing: str) -> None:
    site, ayu, code = site_on_both, site_on_both.officer(), filed(site_on_both)
    before = field(ayu.get(f"/laporan/{code}").text, "upto")
    site.write(lambda s: tracking.add(s, code=code, message_id=new_id(), text="Ia bawa pisau", alarm=False))
    page = ayu.get(f"/laporan/{code}", params={"blok": "thread"}).text
    for upto, unread in ((before, True), (page.partition('data-upto="')[2][:32], False)):
        assert ayu.post(f"/laporan/{code}/hadir", data={"doing": doing, "upto": upto}).status_code == 204
        assert stored(site, code).unread is unread
