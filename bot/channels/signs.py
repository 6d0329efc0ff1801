"""Where one visible sign ends and the next begins: for cutting texts that are too long for a provider."""

from __future__ import annotations

import unicodedata

ZWJ = "\u200d"


def boundary(text: str, at: int) -> int:
    """The last place up to `at` where a new sign begins; `at` itself if there is none."""
    for place in range(at, 0, -1):
        if not _continues(text, place):
            return place
    return at


def _continues(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the sign before it: accents, emoji sequences, flags."""
    if at >= len(text):
        return False
    sign, before = text[at], text[at - 1]
    if ZWJ in (sign, before) or unicodedata.category(sign) in {"Mn", "Me", "Mc"}:
        return True
    if "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f":
        return True
    return _is_flag(sign) and _flags_before(text, at) % 2 == 1


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    count = 0
    while at - count > 0 and _is_flag(text[at - count - 1]):
        count += 1
    return count
