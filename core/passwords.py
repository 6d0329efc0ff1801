"""Passwords: long ones rather than odd ones, argon2id, and never more than two hashed at the same time.

One hash takes 64 MiB and some tenths of a second: without the bound a few logins would stop the desk.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import lru_cache

from pwdlib import PasswordHash

from core.errors import Invalid

SHORTEST, LONGEST = 12, 200
_AT_ONCE = threading.BoundedSemaphore(2)
# Words from police work, and what people choose first; also when repeated, or with digits added.
_OBVIOUS = (
    "jembatan", "polres", "polisi", "polsek", "polda", "polri", "bhayangkara", "password", "katasandi", "rahasia",
    "qwerty", "asdfgh", "indonesia", "sayang", "bismillah", "admin", "selamat", "12345", "11111", "00000", "abcde",
)  # fmt: skip


def hash_new(password: str, *, context: Iterable[str] = ()) -> str:
    """Raises Invalid when the password is too short, too long or among the first to be guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            "Kata sandi 12 sampai 200 huruf. Beberapa kata biasa lebih baik daripada tanda aneh.", field="password"
        )
    if _is_obvious(password, context):
        raise Invalid("Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan.", field="password")
    with _AT_ONCE:
        return _hasher().hash(password)


def verify(password: str, hashed: str | None) -> bool:
    """Takes the same time for an account that does not exist (hashed None)."""
    if len(password) > LONGEST:
        password = ""
    with _AT_ONCE:
        nobody = _nobody()  # always made, or the first login with an unknown name would take longer
        return _hasher().verify(password, hashed or nobody) and hashed is not None


def _is_obvious(password: str, context: Iterable[str]) -> bool:
    plain = "".join(c for c in password.lower() if c.isalnum())
    parts = [p for text in context for p in text.lower().replace("@", " ").replace(".", " ").split() if len(p) > 3]
    for word in (*_OBVIOUS, *parts):
        plain = plain.replace(word, "")
    return len(plain) < 6 or len(set(plain)) < 4


@lru_cache(maxsize=1)
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
