"""What a serving process is made of. Built by api/app.py, found by routes through `world(request)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection

from bot.house import House
from bot.ingest import Ingest
from core import media
from core.db import Engine
from core.settings import Settings
from core.vault import Vault
from core.writer import Writer

if TYPE_CHECKING:
    from api.live import Live


T = TypeVar("T")


@dataclass(slots=True)
class World:
    settings: Settings
    vault: Vault
    house: House
    ingest: Ingest
    writer: Writer
    reader: Engine  # for core.db.reading()
    live: Live
    # Hashing passwords has threads of its own, so that many logins do not take those of the pages.
    hashing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))
    # So has opening files, because the store may hang.
    opening: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(8))

    @property
    def base_url(self) -> str:
        """Without a slash at the end."""
        return self.settings.base_url


async def hash_apart(built: World, work: Callable[[], T]) -> T:
    """Runs work that hashes a password in one of the threads for that."""
    return await to_thread.run_sync(work, limiter=built.hashing)


async def open_file(built: World, id_: str, *, copy: bool) -> bytes:
    """The content of a stored file. Raises NotFound or Unavailable."""
    work = partial(media.read, built.vault, built.house.files, id_, copy=copy)
    return await to_thread.run_sync(work, limiter=built.opening, abandon_on_cancel=True)


def world(connection: HTTPConnection) -> World:
    built: World = connection.app.state.world
    return built
