"""Sizes and times of requests, over bare sockets: where the bytes on the wire matter."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from api import connections, limits, serving, shell
from core.models import Inbound
from core.settings import Settings
from tests.api import hostile
from tests.conftest import make_settings
from tests.ground import Site, eventually, open_site

HOOK = (
    b"POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: "
    + hostile.SECRET.encode()
    + b"\r\n"
)
STYLE = b"GET /static/public.css HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture
def hooks(sqlite_settings: Settings) -> Iterator[Site]:
    made = make_settings(sqlite_settings.data_dir, sqlite_settings.database_url, **hostile.TELEGRAM)
    with open_site(made, public=True, roles=frozenset({"http"})) as site:
        yield site


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "SECONDS_FOR_BODY", 0.3)
    monkeypatch.setattr(shell, "SECONDS_FOR_UPLOAD", 0.3)
    monkeypatch.setattr(connections, "SECONDS_FOR_HEAD", 0.3)


class Wire:
    def __init__(self, site: Site) -> None:
        self.socket = socket.create_connection(("127.0.0.1", site.settings.port), timeout=20)

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def status(self) -> int:
        """Of the next answer; 0 when the connection ends without one."""
        return int(line[9:12]) if (line := self.socket.recv(4096)) else 0

    def ends(self) -> bool:
        """Whether the server closes; fails after the socket's patience."""
        try:
            while self.socket.recv(4096):
                pass
        except ConnectionResetError:
            pass
        return True


def sockets() -> int:
    """Of this process, in which the server runs too."""
    return sum(path.is_socket() for path in Path("/proc/self/fd").iterdir())


def stored(site: Site) -> int:
    return site.read(lambda s: s.query(Inbound).count())


def body() -> bytes:
    return json.dumps(hostile.update()).encode()


def test_a_body_in_chunks_and_one_in_drops_are_whole(hooks: Site) -> None:
    with Wire(hooks) as wire:
        data = body()
        wire.send(HOOK + b"Transfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(data), 50):
            part = data[at : at + 50]
            wire.send(b"%x\r\n%s\r\n" % (len(part), part))
        wire.send(b"0\r\n\r\n")
        assert wire.status() == 200
    with Wire(hooks) as wire:
        data = body()
        wire.send(HOOK + b"Content-Length: %d\r\n\r\n" % len(data))
        for at in range(0, len(data), 9):
            wire.send(data[at : at + 9])
        assert wire.status() == 200
    assert stored(hooks) == 2


@pytest.mark.parametrize("way", [b"Content-Length: 70000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
def test_a_citizen_without_scripts_reads_what_to_do_with_files_that_are_too_large(
    site: Site, monkeypatch: pytest.MonkeyPatch, way: bytes
) -> None:
    monkeypatch.setitem(shell.LIMITS, "/lapor", 1 << 20)
    with Wire(site) as wire:
        wire.send(b"POST /lapor HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n" + way)
        if way.startswith(b"Transfer"):
            head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="v.mp4"\r\n\r\n'
            wire.send(b"%x\r\n%s\r\n" % (len(head), head))
            wire.send((b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * 17)
        answer = wire.socket.recv(4096)
        while b"go on without it" not in answer:
            answer += wire.socket.recv(4096) or b"go on without it, but nothing was said"
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"kirim video yang lebih pendek" in answer
    assert b"Telepon 110" in answer


@pytest.mark.parametrize("path", [b"/lapor", b"/lacak", b"/lacak/info", b"/laporan/JB-0000-0000-0/balas"])
def test_whoever_is_on_a_line_that_is_too_slow_reads_what_to_do_and_whom_to_call(
    hooks: Site, hurry, path: bytes
) -> None:
    answer = b""
    with Wire(hooks) as wire:
        wire.send(FORM % path + b"Content-Length: 500\r\n\r\n{")
        while part := wire.socket.recv(4096):
            answer += part
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"belum terkirim" in answer
    assert b"Telepon 110" in answer
    assert b"cache-control: no-store" in answer


@pytest.mark.parametrize("path", [b"/lacak", b"/laporan/JB-0000-0000-0/balas"])
def test_words_that_are_too_many_are_said_to_be_so(site: Site, path: bytes) -> None:
    with Wire(site) as wire:
        wire.send(FORM % path + b"Content-Length: 2000000\r\n\r\n")
        wire.send(b"text=" + b"x" * 1_999_995)
        answer = b""
        while part := wire.socket.recv(4096):
            answer += part
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"kirim yang lebih pendek" in answer


def test_too_long_is_known_before_it_is_read_and_while_it_is(hooks: Site) -> None:
    with Wire(hooks) as wire:
        wire.send(HOOK + b"Content-Length: 99999999999\r\n\r\n{")
        assert wire.status() == 413
        assert wire.ends()
    with Wire(hooks) as wire:
        wire.send(HOOK + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * 17)
        assert wire.status() == 413
    assert stored(hooks) == 0


@pytest.mark.parametrize("path", [b"/lacak", b"/webhooks/telegram"])
@pytest.mark.parametrize("way", [b"Content-Length: 27000000", b"Transfer-Encoding: chunked"])
def test_who_reads_only_after_sending_everything_learns_that_it_was_too_much(
    hooks: Site, path: bytes, way: bytes
) -> None:
    with Wire(hooks) as wire:
        wire.send(FORM % path + way + b"\r\n\r\n")
        wire.send(b"19bfcc0\r\n" * way.startswith(b"Transfer") + b"x" * 27_000_000)
        if way.startswith(b"Transfer"):
            wire.send(b"\r\n0\r\n\r\n")
        assert wire.status() == 413


def test_what_is_too_much_is_not_read_for_ever(hooks: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_READ_ON", 1 << 20)
    with Wire(hooks) as wire, pytest.raises(ConnectionError):
        wire.send(HOOK + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(600):
            wire.send(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def test_who_stands_still_or_asks_first_is_told_at_once(hooks: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS_WITHOUT_A_BYTE", 0.2)
    for head in (b"Content-Length: 2000000\r\n", b"Content-Length: 99999999999\r\n"):
        with Wire(hooks) as wire:
            wire.send(HOOK + head + b"\r\n{")
            wire.socket.settimeout(5)
            assert wire.status() == 413
    with Wire(hooks) as wire:
        wire.send(HOOK + b"Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n")
        assert wire.status() == 413, "and not 100"


def test_only_the_chat_takes_more_than_a_megabyte(site: Site) -> None:
    for path, status in ((b"/lapor", 422), (b"/laporan/JB-0000-0000-0/balas", 413), (b"/lacak", 413)):
        with Wire(site) as wire:
            wire.send(FORM % path + b"Content-Length: 2000000\r\n\r\n")
            wire.send(b"text=" + b"x" * 1_999_995)
            assert wire.status() == status, path


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: -5\r\n", b"Content-Length: 0x10\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip, identity\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_lengths_that_contradict_each_other_store_nothing(hooks: Site, hurry, head: bytes) -> None:
    with Wire(hooks) as wire:
        wire.send(HOOK + head + b"\r\n" + body())
        assert wire.status() in {0, 400, 408}
        assert wire.ends()
    assert stored(hooks) == 0


def test_who_hangs_up_in_the_middle_leaves_nothing(hooks: Site) -> None:
    for sent in (b"", b'{"update_id": 5'):
        with Wire(hooks) as wire:
            wire.send(HOOK + b"Content-Length: 500\r\n\r\n" + sent)
    with Wire(hooks) as wire:
        data = body()
        wire.send(HOOK + b"Content-Length: %d\r\n\r\n" % len(data) + data)
        assert wire.status() == 200
    assert stored(hooks) == 1


@pytest.mark.parametrize("path", [b"/lapor", b"/lacak"])
def test_who_hangs_up_in_the_middle_of_a_form_is_no_fault_of_ours(site: Site, path: bytes) -> None:
    before = refused(site)
    with capture_logs() as logs:
        with Wire(site) as wire:
            wire.send(FORM % path + b"Content-Length: 500\r\n\r\ntext=a")
        eventually(lambda: refused(site) > before)
    assert logs == []


def refused(site: Site) -> float:
    found = re.search(r'jembatan_answers_total{door="page",status="4xx"} (\S+)', site.client().get("/metrics").text)
    return float(found[1]) if found else 0


@pytest.mark.parametrize("head", [HOOK, FORM % b"/lacak", FORM % b"/lapor"])
def test_a_slow_body_is_not_waited_for(hooks: Site, hurry, head: bytes) -> None:
    with Wire(hooks) as wire:
        wire.send(head + b"Content-Length: 500\r\n\r\n{")
        assert wire.status() == 408
        assert wire.ends()
    assert stored(hooks) == 0


def test_slow_bodies_of_one_network_leave_room_for_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OF_ONE", 2)
    slow, words = FORM % b"/lapor" + b"Content-Length: 500\r\n\r\ntext=", {"text": "Halo"}
    near, far = site.client(), site.client(headers={"x-forwarded-for": "203.0.113.7"})
    with Wire(site) as one, Wire(site) as two:
        one.send(slow)
        two.send(slow)
        refused = eventually(lambda: near.post("/lapor", data=words), until=lambda answer: answer.status_code == 503)
        assert (refused.headers["connection"], refused.headers["retry-after"]) == ("close", "5")
        assert "110" in refused.text
        assert near.get("/lapor").status_code == 200
        assert far.post("/lapor", data=words).status_code == 200
    eventually(lambda: near.post("/lapor", data=words).status_code == 200)


def test_a_slow_head_is_not_waited_for_and_holds_nobody_up(site: Site, hurry) -> None:
    slow = [Wire(site) for _ in range(200)]
    for wire in slow[1:]:
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ")
    started = time.monotonic()
    assert site.client().get("/healthz").status_code == 200
    assert time.monotonic() - started < 5
    for wire in slow:
        assert wire.ends()
        wire.socket.close()


def test_dripping_behind_an_answer_does_not_keep_the_connection(site: Site, hurry) -> None:
    with Wire(site) as wire:
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert wire.status() == 200
        wire.send(b"GET /hea")
        assert wire.ends()


def test_whoever_does_not_read_the_answer_is_let_go(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SECONDS_TO_READ", 0.3)
    before = sockets()
    with capture_logs() as logs, Wire(site) as wire:
        wire.send(STYLE * 600)  # more than the machine takes on its way
        eventually(sockets, until=lambda count: count == before + 2)
        eventually(sockets, until=lambda count: count == before + 1)
    assert logs == [], "and nothing is tried again with nobody there"


def test_whoever_reads_slowly_gets_the_whole_answer(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SECONDS_TO_READ", 0.05)
    monkeypatch.setattr(connections, "LEAST_READ", 1)
    with Wire(site) as wire:
        wire.send(STYLE * 600)
        assert sum(wire.socket.recv(16384).count(b"HTTP/1.1 200") for _ in range(800)) > 100


def test_a_connection_is_kept_for_the_next_request(site: Site) -> None:
    with Wire(site) as wire:
        for _ in range(3):
            wire.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert wire.status() == 200


def test_a_head_without_end_is_cut_off(site: Site) -> None:
    with Wire(site) as wire, pytest.raises(ConnectionError):
        for _ in range(600):
            wire.send(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 99_000)


def test_a_stream_outlives_the_patience_for_bodies(site: Site, hurry) -> None:
    """A request whose body never comes: the live page's stream has its answer already."""
    from tests.api.public.phone import Phone

    phone = Phone(site)
    phone.say("Halo")
    cookie = phone.browser.cookies["lapor"]
    with Wire(site) as wire:
        wire.send(
            b"GET /lapor/langsung HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nCookie: lapor=%s\r\n\r\n"
            % cookie.encode()
        )
        assert wire.status() == 200
        wire.socket.settimeout(1)
        with pytest.raises(TimeoutError):
            while wire.socket.recv(4096):
                pass


def test_beyond_all_connections_it_says_when_to_come_again(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 1)
    with open_site(sqlite_settings) as site:
        answer = site.client().get("/healthz")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
