"""Every text that an officer may read has an English one, with the same gaps to fill."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from api import pages
from api.desk import words
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp import refusals
from bot.messages import Outbound, SendError
from core.i18n import translator
from core.terms import ReportTag
from tests.emulators.telegram import TOKEN, TelegramEmulator

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


@pytest.mark.parametrize("code", [0, 99999, *refusals.MEANINGS, *sorted(refusals.CONTENT)])
def test_every_refusal_of_twilio_has_words(code: int) -> None:
    assert words.reason(refusals.words(code), str) not in {words.TROUBLES[""], ""}


@pytest.mark.parametrize("fault", [400, 401, 403, 404, 429, 500, 502])
async def test_every_refusal_of_telegram_has_words(fault: int) -> None:
    async with TelegramEmulator() as telegram:
        telegram.person(7, started=True)
        channel = TelegramChannel(token=TOKEN, webhook_secret="", api_url=telegram.url)
        telegram.fault("sendMessage", code=fault)
        with pytest.raises(SendError) as refused:
            await channel.send("7", Outbound("halo"), message_id="a")
        with pytest.raises(SendError) as nobody:
            await channel.send("8", Outbound("halo"), message_id="b")
        await channel.close()
    assert words.reason(refused.value.reason, str) not in {words.TROUBLES[""], ""}
    assert words.reason(nobody.value.reason, str) == "penerima tidak ditemukan"


def test_every_tag_of_a_conversation_has_words() -> None:
    assert set(words.TAGS) == set(get_args(ReportTag))
