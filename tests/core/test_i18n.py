"""The catalogues, against the texts of the product."""

from __future__ import annotations

import ast
from functools import cache

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from core.i18n import LOCALE

ROOT = LOCALE.parents[1]


@cache
def written() -> set[str]:
    """Every piece of text that stands in the code or in an expression of a template."""
    found = set()
    for path in (path for room in ("api", "bot", "core") for path in (ROOT / room).rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text()))
        found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for path in (ROOT / "api/templates").rglob("*.html"):
        tokens = Environment().lex(path.read_text())
        found |= {ast.literal_eval(value) for _, kind, value in tokens if kind == "string"}
    return found


def listed(language: str) -> set[str]:
    with (LOCALE / language / "LC_MESSAGES" / "jembatan.po").open("rb") as file:
        return {str(message.id) for message in read_po(file, locale=language) if message.id}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_text_is_left_that_nobody_sees(language: str) -> None:
    assert listed(language) - written() == set()


def test_both_catalogues_list_the_same_texts() -> None:
    assert listed("id") ^ listed("en") == set()
