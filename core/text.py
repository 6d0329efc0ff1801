"""Text is normalised once, at the door; the raw bytes are kept sealed beside it."""

from __future__ import annotations

import unicodedata

LONGEST = 20_000  # characters; longer texts are cut here, the raw event keeps them whole


def clean(text: str) -> str:
    """NFC without NUL and lone surrogates: what PostgreSQL refuses and SQLite keeps."""
    text = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text)[:LONGEST].strip()
