"""Whatever is sent to the citizens' pages: an answer, never a fault, and text stays text."""

from __future__ import annotations

import pytest

from core.models import Message
from tests.api.public.phone import Phone
from tests.ground import Site

PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }} {% raw %}", "*<b>x</b>*",
    "javascript:alert(1)", "\u202egnp.exe", "' OR 1=1 --", "&lt;b&gt;", "</textarea><script>alert(1)</script>",
)  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(site: Site, payload: str) -> None:
    phone = Phone(site)
    phone.say(payload, files=[(payload.replace("/", "_"), b"%PDF-1.7", "application/pdf")])
    assert phone.page.status_code == 200
    assert payload.replace("\u202e", "[U+202E]") in phone.thread[0]  # what turns the reading around is shown as a sign
    for raw in ("<script>alert", "<img src=x", "<b>x</b>", "49 "):
        assert raw not in phone.page.text


def test_what_no_database_can_keep_is_kept_readable(site: Site) -> None:
    phone = Phone(site)
    phone.say("nol\x00nol " + "panjang " * 5000)
    assert phone.page.status_code == 200
    stored = site.read(lambda s: next(m.text for m in s.query(Message) if m.author == "citizen"))
    assert stored.startswith("nolnol panjang")
    assert len(stored) <= 20_000


@pytest.mark.parametrize(
    "fields",
    [
        {"event": "x" * 5000}, {"event": "'; --"}, {"kunci": "short"}, {"kunci": "x" * 43}, {"kunci": "é" * 43},
        {"choice": "1:report"}, {"choice": "999999999:send"}, {"choice": "x"}, {"choice": "0:report>where"},
        {"choice": "-1:send"}, {"choice": "1:" + "a" * 300}, {"sesudah": "x" * 500}, {"lat": "1e999", "lon": "0"},
    ],
)  # fmt: skip
def test_strange_fields_do_no_harm(site: Site, fields: dict[str, str]) -> None:
    phone = Phone(site)
    phone.say("Halo", **fields)
    assert phone.page.status_code == 200
    assert any("Halo" in text for text in phone.thread)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"), (b"", "multipart/form-data"), (b"--x", "multipart/form-data; boundary=x"),
        (b"\xff\xfe%zz=%", "application/x-www-form-urlencoded"), (b"x" * 2000, "text/plain"), (b"", ""),
        (b"&".join(b"a=1" for _ in range(5000)), "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/lapor", "/lacak", "/lacak/info", "/bahasa", "/lapor/keluar"])
def test_bodies_that_are_no_form(site: Site, path: str, content: bytes, kind: str) -> None:
    answer = site.client().post(path, content=content, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code < 500
    assert site.read(lambda s: s.query(Message).count()) == 0


def test_a_cookie_that_is_none_is_a_new_visitor(site: Site) -> None:
    for token in ("x", "é", "../../etc", "A" * 4000, "A" * 42):
        browser = site.client(headers={"Cookie": f"lapor={token}".encode()})
        assert browser.get("/lapor").status_code in {200, 431}
        assert browser.get("/lapor/pesan").text.strip() == ""
        assert browser.get("/lapor/berkas/" + "0" * 32).status_code == 404
