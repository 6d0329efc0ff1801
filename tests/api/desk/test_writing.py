"""What an officer has begun to write is not lost, colleagues see it, and it never reaches the citizen by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import httpx2
import pytest

from core import clock, db, officers, unsent
from core.models import Unsent
from tests.factories import make_report
from tests.ground import PASSWORD, Site


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer(name="Ayu L.")


@pytest.fixture
def budi(site: Site) -> httpx2.Client:
    return site.officer("budi@polres.example", name="Budi S.")


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


def keep(officer: httpx2.Client, code: str, text: str, kind: str = "reply") -> int:
    return officer.post(f"/laporan/{code}/draf", data={"kind": kind, "text": text}).status_code


def field(officer: httpx2.Client, code: str, id_: str) -> str:
    page = officer.get(f"/laporan/{code}").text
    found = re.search(rf'<textarea id="{id_}"[^>]*>([^<]*)</textarea>', page)
    assert found
    return found[1]


def drafts(officer: httpx2.Client, code: str) -> list[str]:
    page = officer.get(f"/laporan/{code}", params={"blok": "thread"}).text
    return [re.sub(r"<[^>]+>|\s+", " ", item).strip() for item in re.findall(r'class="begun".*?</li>', page, re.DOTALL)]


def test_it_stands_in_the_form_again_on_whatever_machine(site_on_both: Site) -> None:
    site = site_on_both
    ayu, code = site.officer(), site.write(lambda s: make_report(s).code)
    assert keep(ayu, code, "Kami sedang ") == 204
    assert keep(ayu, code, "Kami sedang ke <sana>") == 204
    assert keep(ayu, code, "Unit 3 dekat", "note") == 204
    elsewhere = site.client()
    elsewhere.post("/masuk/login", data={"email": "ayu@polres.example", "password": PASSWORD})
    assert field(elsewhere, code, "reply") == "Kami sedang ke &lt;sana&gt;"
    assert field(elsewhere, code, "note") == "Unit 3 dekat"


def test_colleagues_see_whose_it_is_and_their_own_field_stays_empty(
    ayu: httpx2.Client, budi: httpx2.Client, code: str
) -> None:
    keep(ayu, code, "Kami ke sana")
    assert field(budi, code, "reply") == ""
    (seen,) = drafts(budi, code)
    assert "Draf Ayu L., belum dikirim" in seen
    assert "Kami ke sana" in seen
    assert drafts(ayu, code) == []


@pytest.mark.parametrize(("kind", "address"), [("reply", "balas"), ("note", "catatan")])
def test_it_ends_when_it_is_sent_also_for_what_comes_behind(
    ayu: httpx2.Client, budi: httpx2.Client, code: str, kind: str, address: str
) -> None:
    other = {"reply": "note", "note": "reply"}[kind]
    keep(ayu, code, "Kami ke sana", kind)
    keep(ayu, code, "yang lain", other)
    ayu.post(f"/laporan/{code}/{address}", data={"text": "Kami ke sana sekarang."})
    keep(ayu, code, "Kami ke sana sek", kind)
    (seen,) = drafts(budi, code)
    assert "yang lain" in seen


def test_of_several_lines_too_what_comes_behind_is_no_draft(site: Site, ayu: httpx2.Client, code: str) -> None:
    ayu.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana.\r\nTunggu di dalam."})  # as a form sends it
    keep(ayu, code, "Kami ke sana.\nTunggu di")  # as a script does
    assert site.read(lambda s: s.query(Unsent).count()) == 0


def test_nothing_is_kept_of_an_emptied_field(site: Site, ayu: httpx2.Client, code: str) -> None:
    keep(ayu, code, "Kami")
    keep(ayu, code, "  \n")
    assert site.read(lambda s: s.query(Unsent).count()) == 0


def test_a_refused_reply_leaves_it_as_it_was(ayu: httpx2.Client, code: str) -> None:
    keep(ayu, code, "Hubungi 081234567890")
    assert ayu.post(f"/laporan/{code}/balas", data={"text": "Hubungi 081234567890"}).status_code == 422
    assert field(ayu, code, "reply") == "Hubungi 081234567890"


@pytest.mark.parametrize(("address", "id_"), [("balas", "reply"), ("catatan", "note")])
def test_what_is_too_long_to_be_sent_stays_on_the_page(ayu: httpx2.Client, code: str, address: str, id_: str) -> None:
    words = "kata\r\n" * 2_001
    answer = ayu.post(f"/laporan/{code}/{address}", data={"text": words})
    assert answer.status_code == 422
    assert "Pesan paling panjang 10.000 huruf." in answer.text
    assert re.search(rf'<textarea id="{id_}"[^>]*>(kata\s+)+</textarea>', answer.text)
    assert ayu.post(f"/laporan/{code}/{address}", data={"text": "kata\r\n" * 1_900}).status_code == 200


def test_it_is_only_for_those_who_may_see_the_report(site: Site, ayu: httpx2.Client) -> None:
    shut = site.write(lambda s: make_report(s, restricted="ppa").code)
    assert keep(ayu, shut, "apa ini") == 404
    assert site.read(lambda s: s.query(Unsent).count()) == 0


def test_words_from_anothers_page_in_the_same_browser_are_not_kept_as_ones_own(
    site: Site, ayu: httpx2.Client, budi: httpx2.Client, code: str
) -> None:
    (whose,) = set(re.findall(r'<body[^>]* data-who="(\d+)"', ayu.get(f"/laporan/{code}").text))
    told = {"kind": "reply", "text": "hanya milik Ayu", "who": whose}
    assert budi.post(f"/laporan/{code}/draf", data=told).status_code == 409
    assert site.read(lambda s: s.query(Unsent).count()) == 0
    assert ayu.post(f"/laporan/{code}/draf", data=told).status_code == 204


@pytest.mark.parametrize("fields", [{"kind": "shout", "text": "x"}, {"kind": "reply", "text": "x" * 10_001}, {}])
def test_what_no_page_sends_is_refused(ayu: httpx2.Client, code: str, fields: dict[str, str]) -> None:
    assert ayu.post(f"/laporan/{code}/draf", data=fields).status_code == 422


def test_it_is_forgotten_after_a_week(site: Site, ayu: httpx2.Client, code: str, later: Callable[..., None]) -> None:
    def kept(session: db.Session) -> int:
        unsent.expire(session)
        return session.query(Unsent).count()

    keep(ayu, code, "Kami")
    later(days=6)
    assert site.write(kept) == 1
    later(days=8)
    assert site.write(kept) == 0


def test_it_goes_with_an_officer_who_is_let_out(site_on_both: Site) -> None:
    site = site_on_both
    admin = site.officer(name="Ayu L.", roles=("operator", "admin"))
    budi, code = site.officer("budi@polres.example", name="Budi S."), site.write(lambda s: make_report(s).code)
    for officer, text in ((admin, "tetap"), (budi, "hilang")):
        assert keep(officer, code, text) == 204
    assert keep(budi, code, "hilang juga", "note") == 204
    assert len(drafts(admin, code)) == 2
    id_ = site.read(lambda s: officers.by_email(s, "budi@polres.example").id)
    assert admin.post(f"/unit/petugas/{id_}/nonaktif").status_code == 200
    assert drafts(admin, code) == []
    assert site.read(lambda s: [row.text for row in s.query(Unsent)]) == ["tetap"]


def test_nobody_reads_it_a_week_later_also_before_the_daily_cleaning(
    site: Site, ayu: httpx2.Client, budi: httpx2.Client, code: str
) -> None:
    keep(ayu, code, "Kami")
    site.write(lambda s: s.query(Unsent).update({"at": clock.now() - timedelta(days=7, hours=1)}))
    assert (drafts(budi, code), field(ayu, code, "reply")) == ([], "")
