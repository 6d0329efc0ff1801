"""Files on their way from the page to the sealed store.

A file waits here encrypted with a key of its own. The key is part of the file's reference, which is stored only in
sealed columns: without the vault nobody can read what is left here.
"""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol

from anyio import to_thread
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from bot.channels.contract import Gone, TooLarge
from core import clock
from core.errors import Unavailable
from core.files import Files

PART = 256 * 1024
FOLDER = "upload"
AT_ONCE = 4  # files in memory at the same time; if they hang, the pages lose no more threads than this
LEFT_OVER = timedelta(days=2)  # after so long nobody fetches a file any more
CLEAR_EVERY = timedelta(hours=1)
_REF = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


class Source(Protocol):
    async def read(self, size: int = -1, /) -> bytes: ...


class Uploads:
    def __init__(self, files: Files) -> None:
        self._files = files
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._clear_at = datetime.min.replace(tzinfo=UTC)

    async def write(self, source: Source, *, limit: int) -> str:
        """Takes a file in and returns its reference. Raises TooLarge beyond `limit` bytes, or Unavailable."""
        key, name = secrets.token_bytes(32), secrets.token_hex(16)
        async with self._at_once:
            content = await _scrambled(source, key, limit=limit)
            await to_thread.run_sync(self._keep, name, content, abandon_on_cancel=True)
        return f"{name}.{base64.urlsafe_b64encode(key).decode().rstrip('=')}"

    async def read(self, ref: str, *, limit: int) -> AsyncIterator[bytes]:
        """Raises Gone, TooLarge or Unavailable."""
        found = _REF.fullmatch(ref)
        if found is None:
            raise Gone
        try:
            content = await to_thread.run_sync(self._files.read, f"{FOLDER}/{found[1]}", abandon_on_cancel=True)
        except FileNotFoundError:
            raise Gone from None
        if len(content) > limit:
            raise TooLarge
        unscramble = _cipher(base64.urlsafe_b64decode(found[2] + "=")).decryptor()
        for start in range(0, len(content), PART):
            yield unscramble.update(content[start : start + PART])

    async def drop(self, ref: str) -> None:
        """For a file whose message was not taken. If it cannot be removed now, it is cleared later as a left-over."""
        found = _REF.fullmatch(ref)
        if found:
            with suppress(Unavailable):
                await to_thread.run_sync(self._files.remove, f"{FOLDER}/{found[1]}")

    def _keep(self, name: str, content: bytearray) -> None:
        self._files.write(f"{FOLDER}/{name}", content)
        if clock.now() >= self._clear_at:
            self._clear_at = clock.now() + CLEAR_EVERY
            with suppress(Unavailable):
                self._clear_left_overs()

    def _clear_left_overs(self) -> None:
        before = clock.now() - LEFT_OVER
        self._files.remove(*[file.name for file in self._files.list(FOLDER) if file.written < before])


async def _scrambled(source: Source, key: bytes, *, limit: int) -> bytearray:
    scramble, content = _cipher(key).encryptor(), bytearray()
    while part := await source.read(PART):
        content += scramble.update(part)
        if len(content) > limit:
            raise TooLarge
    return content


def _cipher(key: bytes) -> Cipher[CTR]:
    # A key is used for one file only, so a fixed counter start repeats nothing.
    return Cipher(AES(key), CTR(bytes(16)))
