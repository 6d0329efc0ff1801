"""Files on their way from the page to the sealed store.

A file waits here scrambled under a key of its own. That key is part of its reference, which stands only
in sealed columns: what is left over here is unreadable without the vault.
"""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from bot.channels.contract import Gone, TooLarge
from core import clock

PART = 256 * 1024
LEFT_OVER = 2 * 24 * 3600  # seconds after which no fetch tries any more
_REF = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


class Source(Protocol):
    async def read(self, size: int = -1, /) -> bytes: ...


class Uploads:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def write(self, source: Source, *, limit: int) -> str:
        """Takes a file in and returns its reference. Raises TooLarge beyond `limit` bytes."""
        key, name = secrets.token_bytes(32), secrets.token_hex(16)
        self._clear_left_overs()
        self.folder.mkdir(parents=True, exist_ok=True)
        path, scramble, size = self.folder / name, _cipher(key).encryptor(), 0
        try:
            with path.open("xb") as file:
                while part := await source.read(PART):
                    size += len(part)
                    if size > limit:
                        raise TooLarge
                    await asyncio.to_thread(file.write, scramble.update(part))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return f"{name}.{base64.urlsafe_b64encode(key).decode().rstrip('=')}"

    async def read(self, ref: str, *, limit: int) -> AsyncIterator[bytes]:
        """Raises Gone or TooLarge."""
        found = _REF.fullmatch(ref)
        path = self.folder / found[1] if found else None
        if found is None or path is None or not path.is_file():
            raise Gone
        if path.stat().st_size > limit:
            raise TooLarge
        unscramble = _cipher(base64.urlsafe_b64decode(found[2] + "=")).decryptor()
        with path.open("rb") as file:
            while part := await asyncio.to_thread(file.read, PART):
                yield unscramble.update(part)

    def drop(self, ref: str) -> None:
        """For a file whose message was not taken after all."""
        found = _REF.fullmatch(ref)
        if found:
            (self.folder / found[1]).unlink(missing_ok=True)

    def _clear_left_overs(self) -> None:
        before = clock.now().timestamp() - LEFT_OVER
        for path in self.folder.glob("*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _cipher(key: bytes) -> Cipher[CTR]:
    # A key is used for one file only, so a fixed counter start repeats nothing.
    return Cipher(AES(key), CTR(bytes(16)))
