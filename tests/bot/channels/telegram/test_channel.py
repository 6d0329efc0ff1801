"""Who may speak for Telegram."""

from __future__ import annotations

import pytest

from bot.channels.contract import Refused
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import HEADER

SECRET = "webhook-secret-0123456789"


class Careful(str):
    """A secret that notices being compared letter by letter, which takes longer the more of it was guessed."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise AssertionError("compared letter by letter")

    __ne__ = __eq__


def refusal(given: str | None, *, secret: str = SECRET) -> int:
    """The status, 0 for none."""
    headers = {} if given is None else {HEADER: given}
    channel = TelegramChannel(token="123456:ABCDEFGH", webhook_secret=secret)
    try:
        channel.verify(url="", headers=headers, body=b"{}")
    except Refused as error:
        return error.status
    return 0


def test_the_secret_alone_opens() -> None:
    assert refusal(SECRET) == 0
    assert refusal(None) == 401


@pytest.mark.parametrize("wrong", ["", SECRET[:-1], SECRET + "0", SECRET.upper(), SECRET + ", " + SECRET, "é"])
def test_what_is_like_it_does_not(wrong: str) -> None:
    assert refusal(wrong) == 403


def test_how_long_it_takes_tells_nothing() -> None:
    assert refusal(SECRET, secret=Careful(SECRET)) == 0
    assert refusal(SECRET[:-1], secret=Careful(SECRET)) == 403
