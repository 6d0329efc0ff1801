"""/peta: the dialog with the names of the station's places."""

from __future__ import annotations

import html
import re

from core import places
from core.places import Row
from tests.ground import Site, eventually

OPTION = re.compile(r'<option value="([^"]+)" data-rank="(\d)">([^<]*)</option>')


def test_it_names_the_stations_places_by_what_they_lie_in(site: Site) -> None:
    answer = site.client().get("/peta")
    assert answer.status_code == 200
    group = answer.text.split('<optgroup label="Teluk Sirih">')[1].split("</optgroup>")[0]
    assert OPTION.findall(group) == [("-6.931200,107.633100", "4", "Pasar Sirih")]
    assert ("-6.930000,107.632000", "2", "Teluk Sirih") in OPTION.findall(answer.text)
    assert len(OPTION.findall(answer.text)) == len(places.DEMO)


def test_browsers_may_keep_it_for_it_is_about_nobody(site: Site) -> None:
    browser = site.client()
    browser.post("/lapor", data={"text": "halo"})
    answer = browser.get("/peta?bahasa=en")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert "set-cookie" not in answer.headers
    assert "Send this point" in answer.text
    assert answer.text == site.client().get("/peta?bahasa=en").text


def test_a_list_that_is_loaded_anew_shows_and_what_is_no_point_is_left_out(site: Site) -> None:
    rows = [
        Row("Pasar <b>Baru</b>", "market", -6.1, 106.8, ""), Row("Tanpa titik", "road", None, None, ""),
        Row("Bukan angka", "road", float("nan"), 106.8, ""), Row("Di luar bumi", "road", 91.0, 106.8, ""),
    ]  # fmt: skip
    site.write(lambda session: places.load(session, rows))
    page = eventually(lambda: site.client().get("/peta").text, until=lambda page: "&lt;b&gt;" in page)
    assert [html.unescape(name) for _, _, name in OPTION.findall(page)] == ["Pasar <b>Baru</b>"]


def test_officers_look_at_a_point_and_have_nothing_to_send(site: Site) -> None:
    page = site.client().get("/peta?lihat=1").text
    assert ("data-send-point" in page, "data-way" in page) == (False, True)
