"""Every text that an officer may read has an English one, with the same gaps to fill."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from api import pages
from api.desk import words
from core.i18n import translator
from core.terms import ReportTag

ROOT = Path(pages.__file__).parents[1]
GAP = re.compile(r"\{\w*\}")
ALIKE = {
    "Admin", "E-mail", "Menu", "Operator", "Program", "Status", "Status: {old} → {new}", "Telegram", "Unit", "Video",
    "Web", "WhatsApp",
}  # fmt: skip
ERRORS = {"Conflict", "Forbidden", "Invalid", "NotFound", "TooMany", "Unavailable"}


def of_templates() -> set[str]:
    found = set()
    for path in [*(ROOT / "api/templates/desk").glob("*.html"), ROOT / "api/templates/base.html"]:
        found |= set(re.findall(r"""_\(\s*"([^"]+)"\s*\)""", path.read_text()))
        found |= set(re.findall(r"""_\(\s*'([^']+)'\s*\)""", path.read_text()))
    return found


def of_words() -> set[str]:
    tables = [table for name, table in vars(words).items() if name.isupper()]
    return {text[1] if isinstance(text, tuple) else text for table in tables for text in table.values()}


def of_errors() -> set[str]:
    """What is raised with a literal, or with a constant of the same module."""
    found = set()
    for path in [*(ROOT / "core").glob("*.py"), *(ROOT / "api/desk").glob("*.py"), ROOT / "bot/answers.py"]:
        tree = ast.parse(path.read_text())
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        }  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and node.args:
                first = node.args[0]
                text = first.value if isinstance(first, ast.Constant) else constants.get(getattr(first, "id", ""))
                found |= {text} if isinstance(text, str) else set()
    return found


def test_there_are_texts_of_each_kind() -> None:
    assert (len(of_templates()) > 150, len(of_words()) > 40, len(of_errors()) > 20) == (True, True, True)


@pytest.mark.parametrize("text", sorted(of_templates() | of_words() | of_errors()))
def test_every_text_is_complete_in_english(text: str) -> None:
    english = translator("en")(text)
    assert english != text or text in ALIKE
    assert sorted(GAP.findall(english)) == sorted(GAP.findall(text))


def test_every_tag_of_a_conversation_has_words() -> None:
    assert set(words.TAGS) == set(get_args(ReportTag))
