"""Who wants a person, or has had enough of questions, says so in any words."""

from __future__ import annotations

import pytest

from bot.conversation.understanding import command
from tests.bot.conversation.chat import Chat

PERSON = [
    "mau ngomong sama orang lah", "saya mau orang asli", "mau orang aja bukan bot", "minta orang beneran dong",
    "manusia dong", "pak mau sama manusia aja", "i want a human", "I need a real person please", "human please",
    "can i have a human", "i just want a person, not a bot",
]  # fmt: skip
THEFT = {"id": "motor saya dicuri di Pasar Baru", "en": "my bike was stolen at Pasar Baru"}


@pytest.mark.parametrize("text", PERSON)
def test_a_person_is_an_officer(text: str) -> None:
    assert command(text) == "officer"


@pytest.mark.parametrize(
    "text", ["saya mau orang itu ditangkap", "orang", "mau orangnya dicari", "i want that person in jail", "a person"]
)
def test_a_person_of_the_story_is_none(text: str) -> None:
    assert command(text) is None


@pytest.mark.parametrize(("text", "language"), [(PERSON[0], "id"), ("i want a human", "en")])
def test_nobody_is_kept_at_the_card(text: str, language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT[language]).pauses().says(text)
    assert (chat.report.tags, chat.report.draft.text) == (["needs_help"], THEFT[language])


@pytest.mark.parametrize(
    ("text", "language"),
    [("whatever, send it", "en"), ("just send it already", "en"), ("yaudah kirim aja pak", "id"),
     ("terserah kirim", "id"), ("udah langsung kirim aja", "id")],
)  # fmt: skip
def test_send_it_sends(text: str, language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT[language]).pauses().says(text)
    assert (chat.state.flow, chat.report.draft.text) == ("sent", THEFT[language])


@pytest.mark.parametrize(
    "text", ["jangan kirim dulu", "kirim ke siapa?", "terserah", "nanti kirim fotonya", "udah kirim?"]
)
def test_other_words_do_not(text: str) -> None:
    assert Chat().says(THEFT["id"]).pauses().says(text).pauses().reports == []
