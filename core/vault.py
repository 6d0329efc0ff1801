"""Sealing what must not be readable in the database, and finding it again without opening it.

The key file lives outside the database: lines "<key id> <base64 of 32 bytes>", the last one seals, all
of them open. Losing it makes names, ids and raw events unreadable for ever; texts stay readable.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import BadSettings


class Unreadable(Exception):
    """The sealed value was changed, or its key is not in the key file."""


class Vault:
    def __init__(self, keys: dict[str, bytes]) -> None:
        """`keys` maps key ids (1 to 8 ASCII characters) to 32 bytes, oldest first."""
        self._ciphers = {name.encode(): AESGCM(_derive(key, "seal")) for name, key in keys.items()}
        self._newest = list(self._ciphers)[-1]
        # The first key always makes the blind indexes: what was indexed with one key is not found with another.
        first = next(iter(keys.values()))
        self._index = hmac.new(_derive(first, "blind index"), digestmod="sha256")
        self._pin_key = _derive(first, "pin")
        # By key id, and "" for the key of look-ups. A mark proves which key it is, and nothing leads back to the key.
        self.marks = {name: _derive(key, "mark") for name, key in keys.items()} | {"": _derive(first, "mark of first")}

    def seal(self, plain: bytes, *, about: bytes = b"") -> bytes:
        """Key id length, key id, nonce, ciphertext. `about` binds the value to its place (column)."""
        nonce = os.urandom(12)
        name = self._newest
        return bytes([len(name)]) + name + nonce + self._ciphers[name].encrypt(nonce, plain, about)

    def open(self, sealed: bytes, *, about: bytes = b"") -> bytes:
        """Raises Unreadable."""
        size = sealed[0] if sealed else 0
        name, nonce = sealed[1 : 1 + size], sealed[1 + size : 13 + size]
        try:
            return self._ciphers[name].decrypt(nonce, sealed[13 + size :], about)
        except (KeyError, InvalidTag, ValueError) as error:
            raise Unreadable("sealed value cannot be opened") from error

    def blind(self, account: str, identifier: str) -> bytes:
        """16 bytes, always the same for the same person on the same account. Nothing leads back from them."""
        index = self._index.copy()  # with the key worked in already
        index.update(f"{account}\x00{identifier}".encode())
        return index.digest()[:16]

    def hash_pin(self, code: str, pin: str) -> bytes:
        return hmac.digest(self._pin_key, f"{code}\x00{pin}".encode(), "sha256")


def _derive(key: bytes, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"jembatan {purpose}".encode())
    return hkdf.derive(key)


def create_key_file(path: Path) -> None:
    """Creates it readable by its owner alone, unless it exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(f"k1 {base64.b64encode(secrets.token_bytes(32)).decode()}\n")


def open_vault(path: Path) -> Vault:
    """Raises BadSettings when the file is missing or unusable."""
    try:
        lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
        keys = {name: base64.b64decode(value, validate=True) for name, value in lines}
    except FileNotFoundError:
        raise BadSettings(f"there is no key file {path}: put there the one that this database was begun with") from None
    except PermissionError:
        raise BadSettings(
            f"the key file {path} is another user's: `chown` it to the one that the service runs as"
        ) from None
    except OSError as error:
        raise BadSettings(f"the key file {path} cannot be read: {error.strerror}") from None
    except ValueError:
        keys = {}
    if not keys or any(len(key) != 32 or not 1 <= len(name) <= 8 for name, key in keys.items()):
        raise BadSettings(
            f"the key file {path} must hold lines of a key id and 32 bytes in base64: put the copy of it there"
        )
    return Vault(keys)


def hash_token(token: str) -> bytes:
    """For tokens of 256 random bits (sessions, links, API): a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()
