"""Text is normalised once, at the door; the raw bytes are kept sealed beside it."""

from __future__ import annotations

import unicodedata

from core.errors import Invalid

LONGEST = 20_000  # characters; longer texts are cut here, the raw event keeps them whole
LONGEST_WRITTEN = 10_000  # letters of what an officer writes
MOST_MARKS = 30  # on one letter, as in Unicode's stream-safe format (UAX #15)


def clean(text: str) -> str:
    """Unicode NFC, without NUL and lone surrogates, which PostgreSQL refuses and SQLite keeps. Line ends are LF; forms
    send CR LF."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and "\x00" not in text:
        return text.strip()[:LONGEST].strip()
    text = text.strip()[:LONGEST].replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if not text.isascii():
        text = unicodedata.normalize("NFC", _without_towers(text))[:LONGEST]
    return text.strip()


def _without_towers(text: str) -> str:
    """Without the marks beyond MOST_MARKS on one letter: normalising thousands of them would take minutes."""
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def fitting(text: str, *, field: str = "text") -> str:
    """What an officer writes, cleaned. Raises Invalid."""
    text = clean(text)
    if len(text) > LONGEST_WRITTEN:
        raise Invalid("Pesan paling panjang 10.000 huruf.", field=field)
    return text
