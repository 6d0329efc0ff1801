"""How many live streams there may be: of one person, of all citizens, of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx2
import pytest

from api import live
from tests.api.public.phone import Phone
from tests.ground import Site, eventually

DESK, CHAT = "/masuk/langsung", "/lapor/langsung"


@pytest.fixture
def opens() -> Iterator[Callable[[httpx2.Client, str], Iterator[str]]]:
    """Opens a stream that stays open; returns its lines, once it has said hello."""
    kept = []  # lines that nobody holds are closed
    with ExitStack() as stack:

        def open_(browser: httpx2.Client, path: str) -> Iterator[str]:
            lines = stack.enter_context(browser.stream("GET", path, timeout=10)).iter_lines()
            assert next(lines) == "event: hello"
            kept.append(lines)
            return lines

        yield open_


def visitor(site: Site) -> httpx2.Client:
    phone = Phone(site)
    phone.say("Halo")
    return phone.browser


def events(lines: Iterator[str]) -> list[str]:
    """All that comes until the stream ends."""
    return [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]


def is_let_in(person: httpx2.Client) -> bool:
    with person.stream("GET", DESK, timeout=10) as stream:
        return stream.status_code == 200


def is_refused(person: httpx2.Client, path: str) -> bool:
    with person.stream("GET", path, timeout=10) as stream:
        return (stream.status_code, stream.headers.get("retry-after")) == (503, "30")


@pytest.mark.parametrize("path", [DESK, CHAT])
def test_of_one_persons_streams_the_oldest_gives_way_and_is_told_so(site: Site, opens: Callable, path: str) -> None:
    person = site.officer() if path == DESK else visitor(site)
    streams = [opens(person, path) for _ in range(live.PER_PERSON + 2)]
    assert [events(lines) for lines in streams[:2]] == [["enough"], ["enough"]]
    Phone(site).file_a_report()
    if path == CHAT:
        person.post("/lapor", data={"text": "menu", "event": "00000000-0000-4000-8000-000000000001"})
    for lines in streams[2:]:
        assert next(line for line in lines if line.startswith("event: ")) in {"event: report", "event: message"}


def test_nobody_elses_stream_gives_way(site: Site, opens: Callable) -> None:
    ayu, bram = site.officer(), site.officer("bram@polres.example", name="Bram")
    siti = opens(visitor(site), CHAT)
    first = opens(bram, DESK)
    for _ in range(live.PER_PERSON + 1):
        opens(ayu, DESK)
        opens(visitor(site), CHAT)
    site.world.live.close()
    assert (events(first), events(siti)) == ([], [])  # only now, with all of them


def test_a_full_house_sends_away_until_somebody_goes(
    site: Site, opens: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST", 2)
    ayu, bram = site.officer(), site.officer("bram@polres.example", name="Bram")
    opens(ayu, DESK)
    with ayu.stream("GET", DESK, timeout=10) as second:
        lines = second.iter_lines()
        assert next(lines) == "event: hello"
        for path, person in ((DESK, bram), (CHAT, visitor(site))):
            assert is_refused(person, path)
        assert bram.get("/masuk").status_code == 200  # the page works on, and asks by itself
        assert bram.get("/masuk", params={"blok": "list"}).status_code == 200
    eventually(lambda: is_let_in(bram))


def test_citizens_never_take_the_officers_places(site: Site, opens: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_CITIZENS", 2)
    for _ in range(2):
        opens(visitor(site), CHAT)
    late = visitor(site)
    assert is_refused(late, CHAT)
    assert late.get("/lapor/pesan").status_code == 200
    opens(site.officer(), DESK)
