"""An alarm about the police themselves, or about sexual harm: for few from the first moment, but never for nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core import units
from core.models import Report
from tests.api.public.phone import Phone
from tests.ground import Site, eventually

BEATEN = "tolong saya dipukuli polisi sekarang di Pasar Baru"
HARMED = "tolong dia mau memperkosa saya sekarang dia bawa pisau"


def filed(site: Site) -> Report:
    return eventually(lambda: site.read(lambda s: s.query(Report).one_or_none()))


@pytest.mark.parametrize(("words", "mark"), [(BEATEN, "oversight"), (HARMED, "ppa")])
def test_it_is_for_those_marked_for_it_from_the_first_moment(site_on_both: Site, words: str, mark: str) -> None:
    site = site_on_both
    ayu, citra = site.officer(), site.officer("citra@polres.example", **{mark: True})
    phone = Phone(site)
    assert "tel:110" in phone.say(words)
    report = filed(site)
    assert (report.priority, report.restricted, report.complete) == (1, mark, False)
    assert ayu.get(f"/laporan/{report.code}").status_code == 404
    assert words in citra.get(f"/laporan/{report.code}").text
    phone.say("cepat ke sini")
    assert ayu.get(f"/laporan/{report.code}").status_code == 404


@pytest.mark.parametrize(("words", "mark"), [(BEATEN, "oversight"), (HARMED, "ppa")])
@pytest.mark.parametrize("who", ["nobody", "away", "admin", "elsewhere"])
def test_where_nobody_marked_for_it_hears_alarms_everybody_does(
    site_on_both: Site, words: str, mark: str, who: str
) -> None:
    site, ayu = site_on_both, site_on_both.officer()
    if who == "away":
        site.officer("citra@polres.example", **{mark: True})
        site.write(lambda s: s.execute(text("UPDATE officers SET active = false WHERE email LIKE 'citra%'")))
    elif who == "admin":
        site.officer("citra@polres.example", roles=("admin",), **{mark: True})
    elif who == "elsewhere":
        site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
        site.officer("citra@polres.example", unit="Polsek Sirih", **{mark: True})
    Phone(site).say(words)
    report = filed(site)
    assert (report.priority, report.restricted) == (1, "")
    assert words in ayu.get(f"/laporan/{report.code}").text
