"""The desk's second tick for web chat: only for what the citizen's own page has shown."""

from __future__ import annotations

import re

import httpx2
import pytest

from core import db
from core.models import Message, Outbox, Report
from tests.api.public.phone import Phone
from tests.ground import Site


@pytest.fixture
def phone(site_on_both: Site) -> Phone:
    made = Phone(site_on_both)
    made.file_a_report()
    return made


@pytest.fixture
def ayu(site_on_both: Site) -> httpx2.Client:
    return site_on_both.officer()


def replies(site: Site, officer: httpx2.Client, *texts: str) -> None:
    code = site.read(lambda s: s.query(Report).one().code)
    for text in texts:
        assert officer.post(f"/laporan/{code}/balas", data={"text": text}).status_code == 200


def states(site: Site, author: str = "officer") -> list[str]:
    def look(session: db.Session) -> list[str]:
        found = session.query(Outbox).join(Message, Message.id == Outbox.id).filter(Message.author == author)
        return [row.state for row in found.order_by(Outbox.id)]

    return site.read(look)


def unseen(page: str) -> list[str]:
    return re.findall(r'data-id="([0-9a-f]{32})" data-author="officer" data-unseen', page)


def test_what_stands_on_the_page_is_read_once_the_page_says_so(
    site_on_both: Site, phone: Phone, ayu: httpx2.Client
) -> None:
    site = site_on_both
    replies(site, ayu, "Kami ke sana.", "Sepuluh menit lagi.")
    shown = unseen(phone.open())
    assert states(site) == ["sent", "sent"]  # fetched, but perhaps by a tab that nobody looks at
    with ayu.stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        jobs = site.world.writer.jobs
        assert phone.browser.post(f"/lapor/dilihat/{shown[-1]}").status_code == 204
        assert site.world.writer.jobs == jobs + 1  # one write for both
        assert '"kind":"ticks"' in next(line for line in lines if "code" in line)
    assert states(site) == ["read", "read"]
    code = site.read(lambda s: s.query(Report).one().code)
    assert ayu.get(f"/laporan/{code}").text.count("tick-read") == 2
    assert set(states(site, "bot")) == {"sent"}
    assert unseen(phone.open()) == []


def test_what_is_known_already_is_not_written_again(site_on_both: Site, phone: Phone, ayu: httpx2.Client) -> None:
    site = site_on_both
    replies(site, ayu, "Kami ke sana.")
    (id_,) = unseen(phone.open())
    phone.browser.post(f"/lapor/dilihat/{id_}")
    jobs = site.world.writer.jobs
    for upto in (id_, "0" * 32, "f" * 32):
        assert phone.browser.post(f"/lapor/dilihat/{upto}").status_code == 204
    assert site.world.writer.jobs == jobs


def test_what_came_after_the_page_was_drawn_is_not_read_yet(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    ayu = site.officer()
    replies(site, ayu, "Kami ke sana.")
    (first,) = unseen(phone.open())
    replies(site, ayu, "Sepuluh menit lagi.")
    phone.browser.post(f"/lapor/dilihat/{first}")
    assert states(site) == ["read", "sent"]


def test_a_page_without_scripts_says_so_by_a_picture_that_scripts_never_load(site: Site) -> None:
    phone = Phone(site)
    phone.file_a_report()
    assert "<noscript>" not in phone.open()
    replies(site, site.officer(), "Kami ke sana.")
    found = re.search(r'<noscript><img[^>]* src="([^"]+)"', phone.open())
    assert found
    answer = phone.browser.get(found[1])
    assert (answer.status_code, answer.headers["cache-control"]) == (204, "no-store")
    assert states(site) == ["read"]
    assert "<noscript>" not in phone.open()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_marks_what_was_written_to_somebody_else(
    site_on_both: Site, phone: Phone, ayu: httpx2.Client, method: str
) -> None:
    site = site_on_both
    replies(site, ayu, "Kami ke sana.")
    (id_,) = unseen(phone.open())
    other = Phone(site)
    other.say("Halo")
    for stranger in (other.browser, site.client(), ayu):
        for upto in (id_, "f" * 32):
            assert stranger.request(method, f"/lapor/dilihat/{upto}").status_code == 204
    assert states(site) == ["sent"]


@pytest.mark.parametrize("upto", ["x", "F" * 32, "0" * 33, "%00", "' OR 1=1"])
def test_odd_ids_are_refused(site: Site, upto: str) -> None:
    assert site.client().post(f"/lapor/dilihat/{upto}").status_code == 422
