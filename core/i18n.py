"""Texts in the language of their reader. The Indonesian texts are the ids, so Indonesian needs no look-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"


@cache
def translator(language: str) -> Callable[[str], str]:
    """gettext for a language; an unknown one reads Indonesian, an untranslated text stays as it is."""
    if language == "id":
        return str
    texts = _texts(language)
    return lambda text: texts.get(text, text)


@cache
def _texts(language: str) -> dict[str, str]:
    path = LOCALE / language / "LC_MESSAGES" / "jembatan.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in catalog if message.id and message.string}
