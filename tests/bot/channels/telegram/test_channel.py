"""Who may speak for Telegram."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.channels.contract import Refused, TooLarge
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.channel import HEADER
from bot.messages import MediaRef, Outbound, SendError
from tests.emulators.telegram import TOKEN, TelegramEmulator

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


async def test_the_menu_of_commands_names_no_number() -> None:
    """Which number to call is the station's own setting."""
    async with TelegramEmulator() as telegram:
        channel = TelegramChannel(token=TOKEN, webhook_secret=SECRET, api_url=telegram.url)
        await channel.set_commands()
        await channel.close()
    described = [command["description"] for commands in telegram.commands.values() for command in commands]
    assert "Emergency" in described
    assert not [text for text in described if any(sign.isdigit() for sign in text)]


async def test_the_token_is_in_no_error() -> None:
    """Nobody listens there, and the address that is asked holds the token."""
    channel = TelegramChannel(token="123456:ABCDEFGH", webhook_secret=SECRET, api_url="http://127.0.0.1:1")
    for ask in (channel.client.call("getMe", {}), channel.client.download("photos/1.jpg")):
        with pytest.raises(SendError) as refused:
            await ask
        assert "ABCDEFGH" not in repr(refused.value) + refused.value.reason
        assert refused.value.__suppress_context__, "a traceback would tell it"
    await channel.close()


async def test_what_is_too_large_is_known_from_telegrams_word_and_from_the_bytes() -> None:
    async with TelegramEmulator() as telegram:
        channel = TelegramChannel(token=TOKEN, webhook_secret=SECRET, api_url=telegram.url)
        try:
            for size, limit in ((20_971_521, 30_000_000), (70_000, 65_536)):
                file = telegram.keep_file(bytes(size))["file_id"]
                with pytest.raises(TooLarge):
                    async for _ in channel.fetch(MediaRef("video", file), limit=limit):
                        pass
        finally:
            await channel.close()


def test_how_long_it_takes_tells_nothing() -> None:
    assert refusal(SECRET, secret=Careful(SECRET)) == 0
    assert refusal(SECRET[:-1], secret=Careful(SECRET)) == 403


async def test_a_long_text_goes_on_behind_the_parts_that_arrived() -> None:
    words = " ".join(f"kata{number}" for number in range(1200))
    async with TelegramEmulator() as telegram:
        telegram.person(7, started=True)
        channel = TelegramChannel(token=TOKEN, webhook_secret=SECRET, api_url=telegram.url)
        telegram.fault("sendMessage", code=429, retry_after=1, after=1)
        with pytest.raises(SendError):
            await channel.send("7", Outbound(words), message_id="a")
        await channel.send("7", Outbound(words), message_id="a")
        await channel.send("7", Outbound("Kami datang."), message_id="b")
        await channel.close()
    *parts, last = [sent.text for sent in telegram.sends]
    assert (" ".join(parts), last) == (words, "Kami datang.")
    assert len(parts) > 2


async def test_a_long_text_whose_time_is_over_goes_on_behind_what_arrived() -> None:
    async with TelegramEmulator() as telegram:
        channel = TelegramChannel(token=TOKEN, webhook_secret=SECRET, api_url=telegram.url)
        telegram.person(7, started=True)
        message = Outbound(" ".join(f"Kalimat nomor {number}." for number in range(500)))
        try:
            telegram.fault("sendMessage", hang=True, after=1)
            sending = asyncio.create_task(channel.send("7", message, message_id="m"))
            async with telegram.changed:
                await telegram.changed.wait_for(lambda: len(telegram.sends) == 2)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
            await channel.send("7", message, message_id="m")
        finally:
            await channel.close()
    parts = [sent.text for sent in telegram.sends]
    assert parts.count(parts[0]) == 1
    assert parts[1] == parts[2], "nobody knows whether it arrived"
    assert len(parts) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 407, 413])
async def test_what_stands_between_us_and_telegram_decides_nothing_for_good(status: int) -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>Firewall</html>")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    channel = TelegramChannel(token=TOKEN, webhook_secret=SECRET, api_url=address)
    try:
        with pytest.raises(SendError) as refused:
            await channel.send("7", Outbound("halo"), message_id="m")
    finally:
        await channel.close()
        await runner.cleanup()
    assert (refused.value.permanent, refused.value.blocked) == (False, False)
