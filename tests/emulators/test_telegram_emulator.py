"""The emulator in the hands of clients that others wrote, and against the published rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import BufferedInputFile
from aiogram.types import Update as AiogramUpdate
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter
from telegram.ext import ExtBot

from tests.emulators.telegram import TelegramEmulator

OK = {"chat_id": 7, "text": "halo"}
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])


def with_button(**more: Any) -> dict[str, Any]:
    return {**OK, "reply_markup": {"inline_keyboard": [[{"text": "a", **more}]]}}


# Clients that others wrote


async def test_python_telegram_bot_has_a_conversation(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    siti = telegram.person(7)
    await siti.says("/start")
    (first,) = await ptb.get_updates(timeout=1)
    assert first.message is not None
    assert first.message.entities[0].type == "bot_command"

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Kirim laporan", callback_data="send")]])
    sent = await ptb.send_message(7, "Siap?", reply_markup=keyboard)
    await siti.taps("Kirim laporan")
    (tap,) = await ptb.get_updates(offset=first.update_id + 1, timeout=1)
    assert tap.update_id == first.update_id + 1
    assert tap.callback_query is not None
    assert tap.callback_query.data == "send"
    assert await ptb.answer_callback_query(tap.callback_query.id)

    edited = await ptb.edit_message_text("Terkirim", chat_id=7, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.text == "Terkirim"
    assert (await siti.expects("Terkirim")).buttons == []
    assert await ptb.delete_message(7, sent.message_id)
    assert [shown.text for shown in siti.chat] == ["/start"]


async def test_aiogram_has_a_conversation(telegram: TelegramEmulator, aiogram: Bot) -> None:
    siti = telegram.person(7)
    await siti.says("halo")
    assert (await aiogram.get_me()).username == "jembatan_bot"
    (update,) = await aiogram.get_updates(timeout=1)
    assert update.message is not None
    assert update.message.text == "halo"
    sent = await aiogram.send_message(7, "123")
    assert (await siti.expects("123")).message_id == sent.message_id
    await aiogram.send_photo(7, BufferedInputFile(b"picture", "a.jpg"), caption="foto")
    await aiogram.send_location(7, -6.2, 106.8)
    await aiogram.send_chat_action(7, "typing")
    assert [send.method for send in telegram.sends] == ["sendMessage", "sendPhoto", "sendLocation"]
    assert telegram.actions == [(7, "typing")]


async def test_files_are_found_and_fetched(telegram: TelegramEmulator, ptb: ExtBot[None], aiogram: Bot) -> None:
    await telegram.person(7).sends_photo(b"a picture", caption="jalan rusak")
    (update,) = await ptb.get_updates(timeout=1)
    assert update.message is not None
    file = await ptb.get_file(update.message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"a picture"
    found = await aiogram.download(update.message.photo[-1].file_id)
    assert found is not None
    assert found.read() == b"a picture"


async def test_uploads_reach_the_person_and_can_be_sent_again(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    siti = telegram.person(7, started=True)
    sent = await ptb.send_photo(7, b"picture", caption="peta")
    await ptb.send_photo(7, sent.photo[-1].file_id)
    assert (await siti.expects("peta")).content["photo"]
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await ptb.send_photo(7, "unknown")


async def test_both_clients_see_limits_and_blocks(
    telegram: TelegramEmulator, ptb: ExtBot[None], aiogram: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the other answer is deprecated
    siti = telegram.person(7, started=True)
    telegram.fault("sendMessage", code=429, retry_after=7, times=2)
    with pytest.raises(RetryAfter, match="7"):
        await ptb.send_message(7, "halo")
    with pytest.raises(TelegramRetryAfter) as caught:
        await aiogram.send_message(7, "halo")
    assert caught.value.retry_after == 7
    await siti.blocks()
    with pytest.raises(Forbidden):
        await ptb.send_message(7, "halo")
    with pytest.raises(TelegramForbiddenError):
        await aiogram.send_message(7, "halo")
    await siti.unblocks()
    await ptb.send_message(7, "halo")
    assert [send.text for send in telegram.sends] == ["halo"]


async def test_the_webhook_is_described_as_clients_expect(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    await ptb.set_my_commands([("start", "Mulai")])
    assert telegram.commands == {"": [{"command": "start", "description": "Mulai"}]}
    assert await ptb.delete_my_commands()
    await ptb.set_webhook("https://lapor.example/hook", allowed_updates=["message"], secret_token="s")
    info = await ptb.get_webhook_info()
    assert (info.url, info.allowed_updates) == ("https://lapor.example/hook", ("message",))
    with pytest.raises(Conflict, match="webhook is active"):
        await ptb.get_updates()
    await ptb.delete_webhook()
    assert await ptb.get_updates() == ()


async def test_every_update_is_read_by_both_clients(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    siti = telegram.person(7)
    said = await siti.says("halo")
    await siti.edits(said, "halo lagi")
    await siti.forwards("kabar dari grup")
    await siti.sends_album([b"1", b"2"], "dua foto")
    await siti.sends_location(-6.2, 106.8)
    await siti.sends_voice(b"OggS")
    await ptb.send_message(7, "?", reply_markup=YES)
    await siti.taps("Ya")
    await siti.blocks()
    await siti.unblocks()
    found = [item.update for item in telegram.updates.pending]
    kinds = [kind for update in found for kind in update if kind != "update_id"]
    assert kinds == [
        "message",
        "edited_message",
        *["message"] * 5,
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ]
    for update in found:
        parsed = Update.de_json(update, ptb)
        assert parsed.effective_user is not None
        assert parsed.effective_user.id == 7
        assert not parsed.api_kwargs
        AiogramUpdate.model_validate(update)


async def test_a_group_has_its_members_words_and_its_links_open_their_chat(
    telegram: TelegramEmulator, ptb: ExtBot[None]
) -> None:
    siti = telegram.person(7)
    group = telegram.group(-1_001_234, siti)
    await group.says("halo")
    (update,) = await ptb.get_updates(timeout=1)
    AiogramUpdate.model_validate(update.to_dict())
    assert update.effective_chat is not None
    assert update.effective_user is not None
    assert (update.effective_chat.type, update.effective_user.id) == ("supergroup", 7)
    way = InlineKeyboardButton("Buka", url="https://t.me/jembatan_bot?start=lapor")
    await ptb.send_message(-1_001_234, "Di chat pribadi", reply_markup=InlineKeyboardMarkup([[way]]))
    await group.taps("Buka")
    assert [shown.text for shown in siti.chat] == ["/start lapor"]


# Rules


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {**OK, "txet": "x"}, "unknown parameter 'txet'"),
        ("sendMessage", {"chat_id": 7}, "'text'"),
        ("sendMessage", {**OK, "text": 5}, "'text'"),
        ("sendMessage", {**OK, "reply_markup": "x"}, "'reply_markup"),
        ("sendMessage", with_button(url="https://x.id", b=1), "'b'"),
        ("sendMessage", {**OK, "chat_id": 8}, "chat not found"),
        ("sendMessage", {**OK, "chat_id": 99}, "chat not found"),
        ("sendMessage", {**OK, "text": " \n"}, "message text is empty"),
        ("sendMessage", {**OK, "text": "a" * 4097}, "message is too long"),
        ("sendMessage", {**OK, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {**OK, "entities": [{"type": "bold", "offset": 1, "length": 4}]}, "ENTITY_BOUNDS_INVALID"),
        ("sendMessage", with_button(), "Text buttons are unallowed"),
        ("sendMessage", with_button(url="https://t.me/b", callback_data="y"), "exactly one of"),
        ("sendMessage", with_button(url="t.me/jembatan bot"), "Wrong HTTP URL"),
        ("sendMessage", with_button(url="http://localhost/x"), "Wrong HTTP URL"),
        ("sendMessage", with_button(url="app://t.me/b"), "Unsupported URL protocol"),
        ("sendMessage", with_button(callback_data=""), "BUTTON_DATA_INVALID"),
        ("sendMessage", with_button(callback_data="a" * 65), "BUTTON_DATA_INVALID"),
        ("sendMessage", with_button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        ("sendPhoto", {"chat_id": 7, "photo": "x", "caption": "a" * 1025}, "message caption is too long"),
        ("sendPhoto", {"chat_id": 7, "photo": "attach://gone"}, "attached file not found"),
        ("sendLocation", {"chat_id": 7, "latitude": 91, "longitude": 0}, "wrong latitude or longitude"),
        ("sendChatAction", {"chat_id": 7, "action": "dancing"}, "wrong parameter action"),
        ("editMessageText", {**OK, "message_id": 55}, "message to edit not found"),
        ("editMessageText", {**OK, "message_id": 1}, "message can't be edited"),
        ("deleteMessage", {"chat_id": 7, "message_id": 55}, "message to delete not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired"),
        ("getFile", {"file_id": "none"}, "wrong file_id"),
        ("setWebhook", {"url": "nowhere"}, "invalid URL"),
        ("setWebhook", {"url": "https://bot.lan"}, "Failed to resolve host"),
        ("setWebhook", {"url": "https://x.id", "secret_token": "a b"}, "unallowed characters"),
        ("setMyCommands", {"commands": [{"command": "Mulai!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ],
)  # fmt: skip
async def test_what_telegram_refuses_is_refused(
    telegram: TelegramEmulator, http: Callable[..., Any], method: str, given: dict[str, Any], words: str
) -> None:
    await telegram.person(7).says("halo")
    telegram.person(8)  # who never wrote
    answer = await http(method, given)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith("Bad Request: ")
    assert words in answer["description"]
    assert telegram.sends == []


async def test_what_just_fits_is_taken(telegram: TelegramEmulator, http: Callable[..., Any]) -> None:
    telegram.person(7, started=True)
    assert (await http("sendMessage", {**OK, "text": "😀" * 2048}))["ok"]
    assert (await http("sendMessage", with_button(callback_data="é" * 32)))["ok"]
    assert (await http("sendMessage", with_button(url="https://t.me/jembatan_bot?start=lapor")))["ok"]
    assert (await http("sendMessage", with_button(url="tg://resolve?domain=jembatan_bot")))["ok"]


async def test_unknown_methods_and_misshapen_tokens_are_turned_away(
    telegram: TelegramEmulator, http: Callable[..., Any]
) -> None:
    assert (await http("sendDance", {}))["error_code"] == 404
    assert (await http("getMe", {}, token="1:short"))["error_code"] == 401


async def test_texts_that_look_like_json_stay_texts_in_every_encoding(telegram: TelegramEmulator) -> None:
    siti = telegram.person(7, started=True)
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    async with aiohttp.ClientSession() as session:
        multipart = aiohttp.FormData({"chat_id": "7", "text": "[3]"}, default_to_multipart=True)
        for answer in (
            await session.get(url, params={"chat_id": "7", "text": "1"}),
            await session.post(url, data={"chat_id": "7", "text": "true", "disable_notification": "true"}),
            await session.post(url, data=multipart),
            await session.post(url, json={"chat_id": "7", "text": "{}"}),
        ):
            assert (await answer.json())["ok"]
    assert [shown.text for shown in siti.chat] == ["1", "true", "[3]", "{}"]


async def test_an_edit_without_a_change_is_refused(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    telegram.person(7, started=True)
    sent = await ptb.send_message(7, "halo")
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await ptb.edit_message_text("halo", chat_id=7, message_id=sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await ptb.edit_message_reply_markup(chat_id=7, message_id=sent.message_id)


async def test_a_file_above_twenty_megabytes_is_too_big(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    sent = await telegram.person(7).sends_voice(bytes((20 << 20) + 1))
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await ptb.get_file(sent.content["voice"]["file_id"])


async def test_a_tap_can_be_answered_for_a_while_only(telegram: TelegramEmulator, ptb: ExtBot[None]) -> None:
    siti = telegram.person(7, started=True)
    await ptb.send_message(7, "?", reply_markup=YES)
    await siti.taps("Ya")
    (query,) = telegram.queries
    assert await ptb.answer_callback_query(query)
    telegram.query_life = 0.0
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await ptb.answer_callback_query(query)
