"""Every text of the conversation has an English one, with the same gaps to fill."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bot.conversation
from core.i18n import LOCALE, translator

ROOT = Path(next(iter(bot.conversation.__path__)))
GAP = re.compile(r"\{\w+\}")
BANNED = re.compile(
    r"\b(TKP|pelapor|terlapor|BAP|kamtibmas|oknum|tersangka|kronologis|maaf|mohon|valid|please|sorry|invalid|oops)\b",
    re.IGNORECASE,
)
SAME = {"Menu", "1 video", "April", "September", "November"}  # alike in both languages


def texts() -> list[str]:
    found: dict[str, None] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _marks(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = None
    return list(found)


def _marks(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in {"t", "N"}
    return isinstance(function, ast.Attribute) and function.attr == "t"


def test_there_are_texts() -> None:
    assert len(texts()) > 100


@pytest.mark.parametrize("text", texts())
def test_every_text_is_complete_in_english(text: str) -> None:
    english = translator("en")(text)
    assert english != text or text in SAME
    assert sorted(GAP.findall(english)) == sorted(GAP.findall(text))
    assert english.count("*") == text.count("*")


@pytest.mark.parametrize("text", texts())
def test_no_word_that_frightens_or_blames(text: str) -> None:
    assert not BANNED.search(text)
    assert not BANNED.search(translator("en")(text))


def test_indonesian_is_its_own_catalogue() -> None:
    assert translator("id")("Kapan kejadiannya?") == "Kapan kejadiannya?"


def test_an_unknown_language_reads_indonesian() -> None:
    assert translator("xx")("Menu") == "Menu"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_translator_finds_every_text_in_the_catalogue(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / "jembatan.po"
    with path.open("rb") as file:
        listed = {message.id for message in read_po(file, locale=language)}
    assert [text for text in texts() if text not in listed] == []
