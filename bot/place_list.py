"""The station's places, kept in memory for the conversations, and read again when a new list was loaded."""

from __future__ import annotations

import asyncio

import structlog

from bot.conversation.understanding import Places
from core import db, places
from core.errors import DomainError
from core.outage import READ, Outage

log = structlog.get_logger(__name__)

LOOK_EVERY = 2.0  # seconds until a running process knows of a new list


class PlaceList:
    """Calling it returns the list without using the database, so that messages are understood while that is away."""

    def __init__(self, reader: db.Engine, *, margin_km: float | None = None) -> None:
        self._reader, self._margin = reader, margin_km
        self._version = 0
        self._places: Places | None = None

    def __call__(self) -> Places:
        return self._places if self._places is not None else self.renew()

    def renew(self) -> Places:
        with db.reading(self._reader) as session:
            version = places.version(session)
            if self._places is None or version != self._version:
                rows = ((p.name, p.kind, p.lat, p.lon, p.parent) for p in places.everything(session))
                self._places, self._version = Places.from_rows(rows, margin_km=self._margin), version
            return self._places

    async def follow(self, stop: asyncio.Event, outage: Outage) -> None:
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.renew)
                outage.passed(READ)
            except DomainError as error:
                if not outage.covers(error):
                    log.info("places not looked at", reason=type(error).__name__)
            except Exception:
                log.exception("places not looked at")
            try:
                await asyncio.wait_for(stop.wait(), LOOK_EVERY)
            except TimeoutError:
                continue
