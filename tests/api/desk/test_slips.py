"""Sent twice by a slip, sent anew on purpose, sent too late: nothing is doubled and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx2
import pytest

from core import clock
from core.codes import parse_code
from core.ids import new_id
from core.models import Message, Report
from tests.factories import make_report
from tests.ground import Site

OP = "a" * 32


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer()


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


def texts(site: Site) -> list[str]:
    mine = Message.author.in_(("officer", "note"))
    return site.read(lambda s: [m.text for m in s.query(Message).filter(mine).order_by(Message.id)])


@pytest.mark.parametrize("kind", ["balas", "catatan"])
def test_new_words_in_an_old_form_are_another_act(site: Site, ayu: httpx2.Client, code: str, kind: str) -> None:
    for text in ("Kami ke sana.", "Kami ke sana.", "Sepuluh menit lagi."):
        assert ayu.post(f"/laporan/{code}/{kind}", data={"text": text, "op": OP}).status_code == 200
    assert texts(site) == ["Kami ke sana.", "Sepuluh menit lagi."]


@pytest.mark.parametrize("kind", ["balas", "catatan"])
def test_the_same_words_again_from_a_new_form_are_a_slip_for_a_while(
    site: Site, ayu: httpx2.Client, code: str, kind: str, later: Callable[..., None]
) -> None:
    def send(op: str) -> httpx2.Response:
        return ayu.post(f"/laporan/{code}/{kind}", data={"text": " Masih di jalan. ", "op": op * 32})

    assert send("a").status_code == 200
    slip = send("b")
    assert slip.status_code == 409
    assert re.search(r"sudah Anda kirim pukul \d\d\.\d\d", slip.text)
    assert "Masih di jalan. </textarea>" in slip.text
    later(minutes=16)
    assert send("c").status_code == 200
    assert texts(site) == ["Masih di jalan."] * 2


def test_words_that_answer_something_new_are_no_slip(site: Site, ayu: httpx2.Client, code: str) -> None:
    def says(session) -> None:
        id_ = session.query(Report).one().id
        session.add(Message(id=new_id(), report_id=id_, author="citizen", kind="text", text="Di mana?", at=clock.now()))

    citra = site.officer("citra@polres.example", name="Citra M.")
    for officer in (ayu, citra):  # two people may say the same
        assert officer.post(f"/laporan/{code}/balas", data={"text": "Masih di jalan."}).status_code == 200
    site.write(says)
    assert citra.post(f"/laporan/{code}/balas", data={"text": "Masih di jalan."}).status_code == 200
    assert len(texts(site)) == 3


def test_words_sent_without_a_session_come_back_in_a_form_and_nobody_elses_page_shows_them(
    site: Site, code: str
) -> None:
    late = site.client()
    fields = {"text": "Kami </textarea><b>ke sana", "op": OP, "version": "3"}
    answer = late.post(f"/laporan/{code}/balas", data=fields)
    assert answer.status_code == 401
    assert "Kami &lt;/textarea&gt;&lt;b&gt;ke sana</textarea>" in answer.text
    assert f'<form method="post" action="/laporan/{code}/balas">' in answer.text
    for name in ("op", "version"):
        assert f'<input type="hidden" name="{name}" value="{fields[name]}">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert texts(site) == []
    assert "Yang tadi Anda tulis" not in late.post(f"/laporan/{code}/ambil", data={"op": OP}).text
    refused = late.post(f"/laporan/{code}/balas", data=fields, headers={"sec-fetch-site": "cross-site"})
    assert (refused.status_code, "ke sana" in refused.text) == (403, False)


@pytest.mark.parametrize("address", ["balas", "catatan"])
def test_words_to_a_report_that_was_passed_on_meanwhile_come_back(
    site: Site, ayu: httpx2.Client, code: str, address: str
) -> None:
    site.write(lambda s: s.query(Report).update({"restricted": "ppa"}))
    answer = ayu.post(f"/laporan/{code}/{address}", data={"text": "Kami </textarea><b>ke sana", "op": OP})
    assert answer.status_code == 404
    assert "readonly>Kami &lt;/textarea&gt;&lt;b&gt;ke sana</textarea>" in answer.text
    assert 'name="text"' not in answer.text  # there is nobody to send it to
    assert "textarea" not in ayu.get(f"/laporan/{code}").text
    assert "textarea" not in ayu.post(f"/laporan/{code}/ambil", data={"op": OP}).text
    assert texts(site) == []


STRANGE = ("Ini nomornya 0812-3456-7890.", "Hubungi +62 812 3456 7890", "NIK 3578010101900001", "Lihat JB-1111-1111-G.")


def sent_once_more(answer: httpx2.Response) -> dict[str, str]:
    """The fields of the reply form as it came back."""
    form = answer.text.partition('/balas" class')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="(\w+)"', form))


@pytest.mark.parametrize("text", STRANGE)
def test_what_may_be_meant_for_somebody_else_is_asked_about_once(
    site: Site, ayu: httpx2.Client, code: str, text: str
) -> None:
    assert parse_code("JB-1111-1111-G")
    asked = ayu.post(f"/laporan/{code}/balas", data={"text": text, "op": OP})
    assert asked.status_code == 422
    assert "kirim sekali lagi" in asked.text
    assert texts(site) == []
    assert ayu.post(f"/laporan/{code}/balas", data=sent_once_more(asked) | {"text": text}).status_code == 200
    assert texts(site) == [text]


def test_a_text_with_a_new_status_is_asked_about_too(site: Site, ayu: httpx2.Client, code: str) -> None:
    fields = {"status": "checking", "text": STRANGE[0], "version": site.read(lambda s: s.query(Report).one().version)}
    assert ayu.post(f"/laporan/{code}/status", data=fields).status_code == 422
    assert ayu.post(f"/laporan/{code}/status", data=fields | {"sure": "1"}).status_code == 200
    assert texts(site) == [STRANGE[0]]


@pytest.mark.parametrize(
    "text", ["Kode Anda {code}.", "Telepon 110 atau 129.", "Pukul 08.12, tanggal 12 Maret 2026", "Denda 250.000"]
)
def test_ordinary_numbers_are_not_asked_about(site: Site, ayu: httpx2.Client, code: str, text: str) -> None:
    assert ayu.post(f"/laporan/{code}/balas", data={"text": text.format(code=code), "op": OP}).status_code == 200


def test_a_note_may_hold_a_number(site: Site, ayu: httpx2.Client, code: str) -> None:
    assert ayu.post(f"/laporan/{code}/catatan", data={"text": STRANGE[0], "op": OP}).status_code == 200
    assert texts(site) == [STRANGE[0]]


def test_a_page_that_refused_leads_back_to_itself_after_a_login(site: Site, ayu: httpx2.Client, code: str) -> None:
    asked = ayu.post(f"/laporan/{code}/balas", data={"text": STRANGE[0], "op": OP})
    assert re.findall(r'href="/masuk\?lanjut=([^"]+)"', asked.text) == [f"/laporan/{code}"]
