"""Hints from other processes, on PostgreSQL: a thread that LISTENs. On SQLite there is only one serving process."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable

import psycopg

from core.db import ALIVE
from core.outage import LISTEN, Outage
from core.writer import NOTIFY_CHANNEL, Hint


class Listener:
    """`on_gap` is called when hints may have been lost: the connection was gone and is there again."""

    def __init__(
        self, url: str, on_hints: Callable[[list[Hint]], None], *, on_gap: Callable[[], None], outage: Outage
    ) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._on_hints, self._on_gap, self._outage = on_hints, on_gap, outage
        self._gap = False
        self._stop = threading.Event()
        self._end, self._ended = socket.socketpair()  # readable once it is to stop
        self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._end.close()
        self._thread.join(3)
        self._ended.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except psycopg.Error as error:
                self._outage.met(LISTEN, error)
                self._gap = True
                self._stop.wait(1)

    def _listen(self) -> None:
        with psycopg.connect(self._url, autocommit=True, **ALIVE) as connection:
            connection.execute(f"LISTEN {NOTIFY_CHANNEL}")
            self._outage.passed(LISTEN)
            if self._gap:
                self._gap = False
                self._on_gap()
            with selectors.DefaultSelector() as waiting:
                waiting.register(connection, selectors.EVENT_READ)
                waiting.register(self._ended, selectors.EVENT_READ)
                while not self._stop.is_set():
                    self._pass_on(connection)
                    waiting.select()

    def _pass_on(self, connection: psycopg.Connection) -> None:
        lines = [line for notice in connection.notifies(timeout=0) for line in notice.payload.splitlines()]
        if lines:
            self._on_hints([(kind, subject) for kind, _, subject in (line.partition(" ") for line in lines)])
