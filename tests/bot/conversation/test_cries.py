"""A cry alone is asked about danger at once; fear of being named is none."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


@pytest.mark.parametrize("text", ["tolong", "tolong pak", "TOLONGGG"])
def test_a_cry_alone_is_asked_about_danger(text: str) -> None:
    Chat().says(text).pauses().sees("Apakah ada bahaya sekarang?")


def test_fear_of_being_named_is_not() -> None:
    chat = Chat().says("bandar narkoba di kampung saya namanya inisial D, saya takut disebut namanya").pauses()
    chat.sees_no("Apakah ini sedang terjadi")
