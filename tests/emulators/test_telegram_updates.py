"""How the emulator delivers updates, what its people can do, and the faults it makes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from tests.emulators.running import running
from tests.emulators.telegram import TelegramEmulator

OK = {"chat_id": 7, "text": "halo"}
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])


@dataclass
class Hook:
    """Our side: keeps what comes, and answers with the statuses it was given, then with 200."""

    url: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    refuse: Callable[[dict[str, Any]], bool] = lambda _: False

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.updates.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse(update):
            return web.Response(status=500)
        status, headers = self.answers.pop(0) if self.answers else (200, {})
        return web.Response(status=status, headers=headers)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates if "message" in update]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


# Updates by getUpdates


async def test_only_confirmed_updates_are_forgotten(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    siti = telegram.person(7)
    for text in ("a", "b", "c"):
        await siti.says(text)
    first, second = await ptb.get_updates(limit=2)
    assert (await ptb.get_updates())[0].update_id == first.update_id
    (third,) = await ptb.get_updates(offset=second.update_id + 1)
    assert third.update_id == first.update_id + 2
    assert await ptb.get_updates(offset=-1) == (third,)


async def test_a_poll_is_held_until_something_comes(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    polling = asyncio.create_task(ptb.get_updates(timeout=20))
    await _until(telegram, lambda: "getUpdates" in telegram.calls)
    await telegram.person(7).says("halo")
    assert len(await polling) == 1


async def test_of_two_pollers_the_first_is_ended(telegram: TelegramEmulator, ptb: ExtBot[None], aiogram: Bot) -> None:
    first = asyncio.create_task(aiogram.get_updates(timeout=20))
    await _until(telegram, lambda: "getUpdates" in telegram.calls)
    await ptb.get_updates()
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first


async def test_kinds_that_were_not_asked_for_do_not_come(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    await ptb.get_updates(allowed_updates=["callback_query"])
    await telegram.person(7).says("halo", wait=True)
    assert await ptb.get_updates() == ()


async def test_duplicates_come_once_more_after_they_were_confirmed(
    telegram: TelegramEmulator, ptb: ExtBot[None]
) -> None:
    telegram.fault(duplicate=True)
    await telegram.person(7).says("halo")
    (update,) = await ptb.get_updates()
    assert await ptb.get_updates(offset=update.update_id + 1) == (update,)
    assert await ptb.get_updates(offset=update.update_id + 1) == ()


# Updates by webhook


async def test_a_webhook_gets_the_secret_and_every_update_in_order(telegram: TelegramEmulator, hook: Hook) -> None:
    await telegram.updates.set_webhook({"url": hook.url, "secret_token": "rahasia"})
    siti = telegram.person(7)
    for number in range(20):
        await siti.says(str(number), wait=number == 19)
    assert hook.texts() == [str(number) for number in range(20)]
    assert set(hook.secrets) == {"rahasia"}
    ids = [update["update_id"] for update in hook.updates]
    assert ids == list(range(ids[0], ids[0] + 20))


async def test_a_refused_update_holds_back_its_own_chat_only(
    telegram: TelegramEmulator, ptb: ExtBot[None], hook: Hook
) -> None:
    siti, budi = telegram.person(7), telegram.person(8, "Budi")
    siti.started = True
    await ptb.send_message(7, "?", reply_markup=YES)
    hook.refuse = lambda update: update.get("message", {}).get("chat", {}).get("id") == 7
    telegram.updates.first_pause = 0.01
    await telegram.updates.set_webhook({"url": hook.url})
    await siti.says("satu")
    await siti.says("dua")
    await budi.says("tiga", wait=True)
    await siti.taps("Ya", wait=True)
    assert "dua" not in hook.texts()
    hook.refuse = lambda _: False
    await siti.says("empat", wait=True)
    assert [text for text in hook.texts() if text != "tiga"][-3:] == ["satu", "dua", "empat"]
    assert "500" in telegram.updates.last_error


async def test_our_retry_after_is_honoured(telegram: TelegramEmulator, hook: Hook) -> None:
    telegram.updates.first_pause = 60.0
    hook.answers = [(503, {"Retry-After": "1"})]
    await telegram.updates.set_webhook({"url": hook.url})
    begun = asyncio.get_running_loop().time()
    await telegram.person(7).says("halo", wait=True)
    assert 1.0 <= asyncio.get_running_loop().time() - begun < 20.0
    assert hook.texts() == ["halo", "halo"]


async def test_duplicates_come_twice_to_a_webhook(telegram: TelegramEmulator, hook: Hook) -> None:
    telegram.fault(duplicate=True)
    await telegram.updates.set_webhook({"url": hook.url})
    await telegram.person(7).says("halo", wait=True)
    assert hook.updates[0] == hook.updates[1]
    assert len(hook.updates) == 2


async def test_what_waited_for_a_webhook_can_be_polled_when_it_is_gone(
    telegram: TelegramEmulator, ptb: ExtBot[None]
) -> None:
    await telegram.updates.set_webhook({"url": "http://127.0.0.1:9/none"})
    await telegram.person(7).says("halo")
    await ptb.delete_webhook()
    (update,) = await ptb.get_updates()
    assert update.message is not None
    assert update.message.text == "halo"


# Faults and people


@pytest.mark.parametrize("fault", [{"hang": True}, {"drop": True}])
async def test_a_message_arrives_though_its_answer_does_not(
    telegram: TelegramEmulator, http: Callable[..., Any], fault: dict[str, bool]
) -> None:
    siti = telegram.person(7, started=True)
    telegram.fault("sendMessage", **fault)
    sending = asyncio.create_task(http("sendMessage", OK))
    await siti.expects("halo")
    if "drop" in fault:
        with pytest.raises(aiohttp.ClientError):
            await sending
    else:
        assert not sending.done()
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending


async def test_sends_under_way_are_counted(telegram: TelegramEmulator, http: Callable[..., Any]) -> None:
    telegram.person(7, started=True)
    telegram.delay = 0.2
    await asyncio.gather(*(http("sendMessage", OK) for _ in range(5)))
    assert telegram.most_concurrent_sends == 5


async def test_reply_keyboards_send_their_words_and_go_when_removed(
    telegram: TelegramEmulator, http: Callable[..., Any]
) -> None:
    siti = telegram.person(7, started=True)
    keyboard = {"keyboard": [[{"text": "Kirim lokasi", "request_location": True}], [{"text": "Lewati"}]]}
    await http("sendMessage", {**OK, "reply_markup": keyboard})
    await siti.taps("Lewati")
    assert siti.chat[-1].text == "Lewati"
    place = await siti.shares_location_button()
    assert place.content["location"] == {"latitude": -6.2, "longitude": 106.8}
    await http("sendMessage", {**OK, "reply_markup": {"remove_keyboard": True}})
    with pytest.raises(AssertionError, match="no button 'Lewati'"):
        await siti.taps("Lewati")


async def test_a_button_that_is_gone_can_be_tapped_on_a_stale_screen(
    telegram: TelegramEmulator, ptb: ExtBot[None]
) -> None:
    siti = telegram.person(7, started=True)
    sent = await ptb.send_message(7, "Kirim?", reply_markup=YES)
    shown = await siti.expects("Kirim?")
    await ptb.edit_message_reply_markup(chat_id=7, message_id=sent.message_id)
    with pytest.raises(AssertionError, match="no button"):
        await siti.taps("Ya")
    await siti.taps("Ya", message=shown)
    assert telegram.updates.pending[-1].update["callback_query"]["data"] == "y"


async def test_an_expectation_that_fails_shows_the_chat(telegram: TelegramEmulator) -> None:
    siti = telegram.person(7)
    await siti.says("ada maling")
    with pytest.raises(AssertionError, match="ada maling"):
        await siti.expects("110", seconds=0.05)


def test_it_runs_beside_tests_without_a_loop() -> None:
    emulator = TelegramEmulator()
    with running(emulator) as telegram:
        telegram.voice(emulator.person(7)).says("halo")
        assert [item.update["message"]["text"] for item in emulator.updates.pending] == ["halo"]


async def _until(telegram: TelegramEmulator, look: Callable[[], bool]) -> None:
    async with asyncio.timeout(30), telegram.changed:
        await telegram.changed.wait_for(look)
