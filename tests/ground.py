"""A whole server in this process, on a real port, and ways to look into its database."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2
import uvicorn
import uvicorn.server
from fastapi import FastAPI
from sqlalchemy import text

from api import serving
from api.app import create_app
from api.world import World
from core import db, officers, units
from core.models import Officer
from core.settings import Settings


class _Asyncio:
    """asyncio as uvicorn's server sees it: it looks in tenths of a second whether to stop, here in hundredths."""

    def __getattr__(self, name: str) -> object:
        return getattr(asyncio, name)

    @staticmethod
    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / 10)


uvicorn.server.asyncio = _Asyncio()

T = TypeVar("T")
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # never used, and each browser would load the machine's authorities
PASSWORD = "kata sandi panjang 7"


@dataclass
class Site:
    url: str
    world: World
    settings: Settings
    _app: FastAPI
    browsers: list[httpx2.Client] = field(default_factory=list)

    @property
    def app(self) -> FastAPI:
        return self._app

    def client(self, **more: Any) -> httpx2.Client:
        """A browser without a past: cookies are kept, redirects followed."""
        made = httpx2.Client(base_url=self.url, follow_redirects=True, timeout=30, verify=TLS, **more)
        self.browsers.append(made)
        return made

    def read(self, look: Callable[[db.Session], T]) -> T:
        with db.reading(self.world.reader) as session:
            return look(session)

    def write(self, work: Callable[[db.Session], T]) -> T:
        return self.world.writer.run(work)

    def rights(self, officer_id: int) -> str:
        """As the form that changes an officer's roles shows them now."""
        return self.read(lambda s: officers.rights(s.get_one(Officer, officer_id), officers.roles(s, officer_id)))

    def officer(
        self, email: str = "ayu@polres.example", *, name: str = "Ayu L.", roles: tuple[str, ...] = ("operator",),
        unit: str = "", ppa: bool = False, oversight: bool = False,
    ) -> httpx2.Client:  # fmt: skip
        """A new officer and the browser they are logged in with."""

        def add(session: db.Session) -> None:
            where = units.named(session, unit) if unit else units.root(session)
            officers.add(
                session,
                email=email,
                name=name,
                password=PASSWORD,
                unit=where,
                roles=list(roles),
                actor="test",
                ppa=ppa,
                oversight=oversight,
            )

        self.write(add)
        browser = self.client()
        answer = browser.post("/masuk/login", data={"email": email, "password": PASSWORD}, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return browser


def eventually(look: Callable[[], T], *, seconds: float = 30.0, until: Callable[[T], bool] = bool) -> T:
    """Waits for a condition that another thread will bring about."""
    ends, pause = time.monotonic() + seconds, 0.002
    while True:
        found = look()
        if until(found):
            return found
        if time.monotonic() > ends:
            raise AssertionError(f"not within {seconds} s; last seen: {found!r}")
        threading.Event().wait(pause)
        pause = min(pause * 1.5, 0.05)


@contextmanager
def refusing(write: Callable[..., object], what: str, table: str, *, when: str) -> Iterator[None]:
    """Meanwhile the database itself does not do `what` ("INSERT", "UPDATE") with such rows."""

    def begin(session: db.Session) -> None:
        trigger = f"CREATE TRIGGER refused BEFORE {what} ON {table} FOR EACH ROW WHEN ({when})"
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text(f"{trigger} BEGIN SELECT RAISE(ABORT, 'refused'); END"))
            return
        body = "BEGIN RAISE EXCEPTION 'refused'; END"
        session.execute(text(f"CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"))
        session.execute(text(f"{trigger} EXECUTE FUNCTION refused()"))

    def end(session: db.Session) -> None:
        on = "" if session.get_bind().dialect.name == "sqlite" else f" ON {table}"
        session.execute(text(f"DROP TRIGGER refused{on}"))

    write(begin)
    yield
    write(end)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@contextmanager
def open_site(settings: Settings, *, public: bool = False, **more: Any) -> Iterator[Site]:
    """With `public` the server knows its own address, so that providers are given webhooks."""
    with socket.socket() as door:  # ours from here on: a port that was only found free may be another's a moment later
        door.bind(("127.0.0.1", 0))
        with _behind(door, settings, public=public, **more) as site:
            yield site


@contextmanager
def _behind(door: socket.socket, settings: Settings, *, public: bool, **more: Any) -> Iterator[Site]:
    port = door.getsockname()[1]
    address = {"public_url": f"http://127.0.0.1:{port}"} if public else {}
    settings = settings.model_copy(update={"port": port, **address})
    app = create_app(settings, **more)
    server = uvicorn.Server(serving.listening(app, host="127.0.0.1", port=port))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    eventually(lambda: server.started or not thread.is_alive())
    assert server.started, "the server did not start"
    inner: FastAPI = app.app.app
    site = Site(f"http://127.0.0.1:{port}", inner.state.world, settings, inner)
    try:
        yield site
    finally:
        for browser in site.browsers:
            browser.close()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not stop"
