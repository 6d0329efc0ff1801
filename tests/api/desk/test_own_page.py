"""In a browser where another officer logged in meanwhile, an old page sends nothing under the new name."""

from __future__ import annotations

import re

import httpx2
import pytest

from core import canned, units
from core.models import Message, Operation, Report
from tests.api.desk.test_trouble import stuck
from tests.api.town import routes
from tests.factories import make_report
from tests.ground import PASSWORD, Site

FORM = re.compile(r'<form method="post"[^>]*?(?:action="([^"]*)")[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">')


@pytest.fixture
def code(site: Site) -> str:
    return site.write(lambda s: make_report(s).code)


def log_in(browser: httpx2.Client, email: str) -> None:
    """In the same browser, as from another tab."""
    assert browser.post("/masuk/login", data={"email": email, "password": PASSWORD}).status_code == 200


def forms(page: httpx2.Response) -> list[tuple[str, dict[str, str]]]:
    return [(action, dict(FIELD.findall(inside))) for action, inside in FORM.findall(page.text)]


def form(page: httpx2.Response, action: str) -> dict[str, str]:
    return next(fields for address, fields in forms(page) if address.endswith(action))


@pytest.mark.parametrize(("action", "author"), [("balas", "officer"), ("catatan", "note")])
def test_a_reply_from_the_page_of_another_is_refused_and_its_words_stay(
    site_on_both: Site, action: str, author: str
) -> None:
    site = site_on_both
    browser, code = site.officer(name="Ayu L."), site.write(lambda s: make_report(s).code)
    site.officer("budi@polres.example", name="Budi <Santoso>")
    fields = form(browser.get(f"/laporan/{code}"), action) | {"text": "Kami ke <sana>"}
    log_in(browser, "budi@polres.example")
    answer = browser.post(f"/laporan/{code}/{action}", data=fields)
    assert answer.status_code == 409
    assert "Anda sekarang masuk sebagai Budi &lt;Santoso&gt;." in answer.text
    assert "readonly>Kami ke &lt;sana&gt;</textarea>" in answer.text
    assert f'href="/laporan/{code}">Muat ulang' in answer.text
    assert site.read(lambda s: s.query(Message).filter(Message.author == author).count()) == 0
    log_in(browser, "ayu@polres.example")
    assert browser.post(f"/laporan/{code}/{action}", data=fields).status_code == 200
    assert site.read(lambda s: s.query(Message).filter(Message.author == author).one().text) == "Kami ke <sana>"


def test_every_change_of_every_route_is_refused(site: Site, code: str) -> None:
    browser = site.officer(roles=("operator", "admin"))
    asked = [c for c in routes(site) if c.method == "POST" and c.access in {"officer", "operator", "admin"}]
    paths = {c.path: re.sub(r"\{.*?\}", "1", c.path.replace("{code}", code)) for c in asked}
    answers = {path: browser.post(way, data={"who": "999", "text": "x"}) for path, way in paths.items()}
    assert len(answers) > 25
    assert {path for path, answer in answers.items() if answer.status_code != 409} == set()
    assert site.read(lambda s: (s.query(Operation).count(), s.query(Report).one().version)) == (0, 1)


def test_a_program_is_answered_in_its_own_form(site: Site, code: str) -> None:
    answer = site.officer().post(f"/laporan/{code}/hadir", data={"who": "999"}, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["title"].startswith("Anda sekarang masuk sebagai Ayu L.")


def test_every_form_of_every_page_says_whose_it_is(site: Site, code: str) -> None:
    browser = site.officer(roles=("operator", "admin"))
    site.officer("budi@polres.example", name="Budi")
    site.write(lambda s: canned.put(s, units.root(s), language="id", category="", title="J", text="T", actor="test"))
    stuck(site)
    (whose,) = set(re.findall(r'<body[^>]* data-who="(\d+)"', browser.get("/masuk").text))
    pages = [browser.get(p) for p in ("/masuk", f"/laporan/{code}", "/unit", "/unit/balasan", "/setelan", "/masalah")]
    found = [one for page in pages for one in forms(page) if not one[0].startswith("/masuk/login")]
    assert len({action for action, _ in found}) > 20
    assert {action for action, fields in found if fields.get("who") != whose} == set()


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/laporan/{code}/status", {"reason": "kata alasan", "status": "finished"}),
        ("/unit/balasan", {"title": "kata judul", "text": "kata teks", "unit": "1"}),
    ],
)
def test_other_words_stay_on_the_answer_too(site: Site, code: str, path: str, fields: dict[str, str]) -> None:
    browser = site.officer(roles=("operator", "admin"))
    answer = browser.post(path.format(code=code), data=fields | {"who": "999"})
    assert answer.status_code == 409
    shown = re.findall(r"readonly>([^<]*)</textarea>", answer.text)
    assert shown == [value for value in fields.values() if value.startswith("kata")]


def test_a_password_does_not_stand_on_the_answer(site: Site) -> None:
    answer = site.officer().post("/setelan/sandi", data={"old": PASSWORD, "new": "baru sekali 77", "who": "999"})
    assert answer.status_code == 409
    assert PASSWORD not in answer.text
    assert "baru sekali" not in answer.text
