"""A reply is not sent past words that its writer has not seen; what is given back is what was written."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from core import clock, reports, tracking
from core.ids import new_id
from tests.api.desk.test_report import alert_in, filed, messages
from tests.api.public.test_tracking import field
from tests.ground import Site

WORDS = "Kami ke sana."


def upto(officer: httpx2.Client, code: str) -> str:
    return field(officer.get(f"/laporan/{code}").text, "upto")


def add(site: Site, code: str, text: str) -> None:
    site.write(lambda s: tracking.add(s, code=code, message_id=new_id(), text=text, alarm=False))


@pytest.mark.parametrize("other", ["citizen", "officer"])
def test_what_came_since_is_shown_first_and_the_words_stay(site_on_both: Site, other: str) -> None:
    site, code = site_on_both, filed(site_on_both)
    ayu, citra = site.officer(), site.officer("citra@polres.example", name="Citra")
    add(site, code, "Motornya merah")
    form = {"text": WORDS, "upto": upto(ayu, code)}
    if other == "citizen":
        add(site, code, "Sudah ketemu, tidak usah datang")
    else:
        citra.post(f"/laporan/{code}/balas", data={"text": "Tunggu di rumah."})
    before = messages(site, code, "officer")
    page = ayu.post(f"/laporan/{code}/balas", data=form)
    assert (page.status_code, f"{WORDS}</textarea>" in page.text) == (409, True)
    assert "Ada pesan lain sejak Anda membaca." in alert_in(page)
    assert messages(site, code, "officer") == before
    assert ayu.post(f"/laporan/{code}/balas", data=form | {"upto": field(page.text, "upto")}).status_code == 200
    assert messages(site, code, "officer") == [*before, WORDS]


def test_ones_own_words_and_what_is_not_for_the_citizen_hold_nothing_up(site: Site) -> None:
    code, ayu, citra = filed(site), site.officer(), site.officer("citra@polres.example")
    assert upto(ayu, code) == "0"
    seen = {"upto": "0"}
    ayu.post(f"/laporan/{code}/balas", data={"text": "Satu."} | seen)
    citra.post(f"/laporan/{code}/catatan", data={"text": "Catatan."})
    site.write(lambda s: reports.tag(s, reports.by_code(s, code), tag="hurt", line=(new_id(), clock.now())))
    assert ayu.post(f"/laporan/{code}/balas", data={"text": "Dua."} | seen).status_code == 200
    assert messages(site, code, "officer") == ["Satu.", "Dua."]
    assert citra.post(f"/laporan/{code}/balas", data={"text": "Tiga."} | seen).status_code == 409


def test_a_thread_that_is_drawn_anew_says_up_to_which_words_it_goes(site: Site) -> None:
    code, ayu = filed(site), site.officer()
    add(site, code, "Motornya merah")
    newest = upto(ayu, code)
    assert f'data-upto="{newest}"' in ayu.get(f"/laporan/{code}", params={"blok": "thread"}).text


def test_what_is_given_back_and_sent_is_what_was_written(site: Site) -> None:
    """Signs that turn the writing, which come along with a copied number, are shown as signs, and sent as written."""
    code, ayu, words = filed(site), site.officer(), "Hubungi \u202a+62 812\u202c."
    form = {"text": words, "upto": upto(ayu, code)}
    add(site, code, "Motornya merah")
    held = ayu.post(f"/laporan/{code}/balas", data=form)
    assert in_field(held.text, "reply") == words
    ayu.post(f"/laporan/{code}/draf", data={"kind": "reply", "text": words})
    page = ayu.get(f"/laporan/{code}").text
    assert (in_field(page, "reply"), page.count("[U+202A]+62 812[U+202C]")) == (words, 0)
    ayu.post(f"/laporan/{code}/balas", data=form | {"text": in_field(page, "reply"), "upto": field(page, "upto")})
    assert messages(site, code, "officer") == [words]
    assert "<bdi>Hubungi [U+202A]+62 812[U+202C].</bdi>" in ayu.get(f"/laporan/{code}").text


def in_field(page: str, id_: str) -> str:
    found = re.search(rf'<textarea id="{id_}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def test_a_question_that_was_held_back_comes_back_as_a_question(site: Site) -> None:
    code, ayu, words = filed(site), site.officer(), "Di mana? Hubungi 0812-3456-7890."
    form = {"text": words, "ask": "1", "sure": "1", "upto": upto(ayu, code)}
    ticked = '<input type="checkbox" name="ask" value="1" checked>'
    assert ticked not in ayu.get(f"/laporan/{code}").text
    add(site, code, "Motornya merah")
    for _ in range(2):
        page = ayu.post(f"/laporan/{code}/balas", data=form)
        assert (page.status_code, ticked in page.text, field(page.text, "sure")) == (409, True, "1")
    plain = ayu.post(f"/laporan/{code}/balas", data={name: form[name] for name in ("text", "upto")})
    assert (ticked in plain.text, 'name="sure"' in plain.text) == (False, False)


def test_a_question_with_a_strange_number_is_still_a_question_when_it_is_asked_about(site: Site) -> None:
    code, ayu = filed(site), site.officer()
    page = ayu.post(f"/laporan/{code}/balas", data={"text": "Di mana? Hubungi 0812-3456-7890.", "ask": "1"})
    assert (page.status_code, field(page.text, "sure")) == (422, "1")
    assert 'name="ask" value="1" checked>' in page.text


def test_the_same_reply_is_sent_once_whatever_came_meanwhile(site_on_both: Site) -> None:
    site, code = site_on_both, filed(site_on_both)
    ayu, form = site.officer(), {"text": WORDS, "op": "c" * 32}
    assert ayu.post(f"/laporan/{code}/balas", data=form | {"upto": upto(ayu, code)}).status_code == 200
    add(site, code, "Terima kasih")  # the answer was lost on the way, and the page went on
    assert ayu.post(f"/laporan/{code}/balas", data=form | {"upto": upto(ayu, code)}).status_code == 200
    assert messages(site, code, "officer") == [WORDS]
