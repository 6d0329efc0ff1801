"""Children, and those who see a child harmed, are heard in English as in Indonesian: by few, and as no alarm."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


@pytest.mark.parametrize(
    "text",
    [
        "im 14 and my teacher keeps touching me",
        "I am 13 and my uncle keeps touching me when my mom is at work",
        "im 12 and my dad keeps hitting me",
        "my neighbours uncle touches his little niece",
        "my neighbor hits his kids every night, i hear them cry",
    ],
)
def test_harm_comes_first_where_nothing_says_that_it_goes_on(text: str) -> None:
    chat = Chat(language="en").has_chosen_a_language().says(text).sees("This is not your fault", "110")
    chat.sees_no("In danger now?", "How would you call this?")
    view = chat.report.view
    assert (view.category, view.priority, view.restricted) == ("sexual_or_child", 2, True)


@pytest.mark.parametrize("words", ["please dont tell my parents", "will you call them?", "ok"])
def test_what_a_child_writes_next_goes_to_the_same_few(words: str) -> None:
    chat = Chat(language="en").has_chosen_a_language().says("im 14 and my teacher keeps touching me")
    chat.says(words).pauses().sees_no("In danger now?")
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize(
    "text",
    [
        "im 14 and my teacher is touching me now",
        "im 12 my dad keeps hitting me please help",
        "im 13 my uncle is on top of me",
        "my neighbour is hitting his kids right now",
    ],
)
def test_what_goes_on_now_rings_for_few(text: str) -> None:
    chat = Chat(language="en").has_chosen_a_language().says(text).sees("CALL 110")
    assert (chat.report.view.priority, chat.report.view.restricted) == (1, True)


@pytest.mark.parametrize(
    "text", ["my neighbor hits his kids bike with his car", "my brother beats his son at chess every night"]
)
def test_where_no_child_is_harmed_it_is_no_report_of_harm(text: str) -> None:
    chat = Chat(language="en").has_chosen_a_language().says(text).pauses().sees_no("This is not your fault")
    assert chat.reports == []
