"""A strict Bot API on loopback: requests are judged by aiogram's models of the published schema.

async with TelegramEmulator() as telegram:
    siti = telegram.person(7, "Siti")
    await siti.says("halo")
    await siti.expects("Darurat")
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
from aiogram import methods
from aiohttp import web
from pydantic import ValidationError

METHODS = {
    name: getattr(methods, name[0].upper() + name[1:])
    for name in (
        "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage", "sendChatAction",
        "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery", "setMyCommands", "getFile",
    )
}  # fmt: skip
LATEST = 1_773_280_800


class Refusal(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Shown:
    """A message in somebody's chat."""

    message_id: int
    text: str
    mine: bool
    buttons: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Fault:
    method: str
    code: int = 0
    retry_after: int = 0
    times: int = 1
    hang: bool = False  # accepted, but the answer never comes


class TelegramEmulator:
    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.updates: deque[dict[str, Any]] = deque()
        self.sends: list[tuple[int, str, float]] = []
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.calls: list[str] = []
        self.most_concurrent_sends = 0
        self.delay = 0.0
        self._sending = 0
        self._update_id = 1000
        self._message_id = 0
        self.changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._polling = 0

    async def __aenter__(self) -> TelegramEmulator:
        app = web.Application(client_max_size=60 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await self._client.close()
        await self._runner.cleanup()

    def person(self, id_: int, name: str = "Siti", language: str = "id") -> Person:
        return self.people.setdefault(id_, Person(self, id_, name, language))

    def fault(self, method: str, **what: Any) -> None:
        self.faults.append(Fault(method, **what))

    # The server

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            result = await self._call(name, await _parameters(request))
        except Refusal as refusal:
            body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                body["parameters"] = refusal.parameters
            return web.json_response(body, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _call(self, name: str, parameters: dict[str, Any]) -> Any:
        self.calls.append(name)
        model = METHODS.get(name)
        if model is None:
            raise Refusal(404, "Not Found")
        unknown = set(parameters) - set(model.model_fields)
        if unknown:
            raise Refusal(400, f"Bad Request: unknown parameter {sorted(unknown)}")
        try:
            model.model_validate(parameters)
        except ValidationError as error:
            raise Refusal(400, f"Bad Request: {error.errors()[0]['loc']} {error.errors()[0]['msg']}") from None
        hangs = self._strike(name)
        result = await getattr(self, f"_{name}")(parameters)
        if hangs:
            await asyncio.sleep(3600)
        return result

    def _strike(self, name: str) -> bool:
        for fault in self.faults:
            if fault.method == name and fault.times > 0:
                fault.times -= 1
                if fault.hang:
                    return True
                words = {429: "Too Many Requests", 403: "Forbidden: bot was blocked by the user"}
                more = {"retry_after": fault.retry_after} if fault.code == 429 else {}
                raise Refusal(fault.code, words.get(fault.code, "Internal Server Error"), **more)
        return False

    async def _getMe(self, _: dict[str, Any]) -> Any:  # noqa: N802 - named as the API names it
        return {"id": 123456, "is_bot": True, "first_name": "Jembatan", "username": "jembatan_bot"}

    async def _setWebhook(self, p: dict[str, Any]) -> bool:  # noqa: N802
        self.webhook = p
        return True

    async def _deleteWebhook(self, _: dict[str, Any]) -> bool:  # noqa: N802
        self.webhook = {}
        return True

    async def _getWebhookInfo(self, _: dict[str, Any]) -> Any:  # noqa: N802
        return {"url": self.webhook.get("url", ""), "pending_update_count": len(self.updates)}

    async def _setMyCommands(self, _: dict[str, Any]) -> bool:  # noqa: N802
        return True

    async def _sendChatAction(self, _: dict[str, Any]) -> bool:  # noqa: N802
        return True

    async def _answerCallbackQuery(self, _: dict[str, Any]) -> bool:  # noqa: N802
        return True

    async def _getUpdates(self, p: dict[str, Any]) -> Any:  # noqa: N802
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
        if self._polling:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
        while self.updates and self.updates[0]["update_id"] < p.get("offset", 0):
            self.updates.popleft()
        self._polling += 1
        try:
            async with asyncio.timeout(p.get("timeout", 0) or 0.01), self.changed:
                await self.changed.wait_for(lambda: bool(self.updates))
        except TimeoutError:
            return []
        finally:
            self._polling -= 1
        return list(self.updates)[: p.get("limit", 100)]

    async def _sendMessage(self, p: dict[str, Any]) -> Any:  # noqa: N802
        person = self.people.get(int(p["chat_id"]))
        if person is None:
            raise Refusal(400, "Bad Request: chat not found")
        if person.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        _judge_text(p)
        shown = Shown(self.next_message(), p["text"], mine=False, buttons=_buttons(p.get("reply_markup")))
        self.sends.append((person.id, p["text"], time.monotonic()))
        await person.shows(shown)
        self._sending += 1  # it has arrived; the answer takes its time
        self.most_concurrent_sends = max(self.most_concurrent_sends, self._sending)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self._sending -= 1
        return {
            "message_id": shown.message_id, "date": LATEST, "text": p["text"],
            "chat": {"id": person.id, "type": "private"},
        }  # fmt: skip

    async def _editMessageReplyMarkup(self, p: dict[str, Any]) -> Any:  # noqa: N802
        person = self.people[int(p["chat_id"])]
        shown = next((m for m in person.chat if m.message_id == p["message_id"] and not m.mine), None)
        if shown is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        buttons = _buttons(p.get("reply_markup"))
        if buttons == shown.buttons:
            raise Refusal(400, "Bad Request: message is not modified")
        shown.buttons = buttons
        return True

    async def _getFile(self, p: dict[str, Any]) -> Any:  # noqa: N802
        content = self.files.get(p["file_id"])
        if content is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > 20 << 20:
            raise Refusal(400, "Bad Request: file is too big")
        return {"file_id": p["file_id"], "file_unique_id": "u", "file_path": f"files/{p['file_id']}"}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        content = self.files.get(request.match_info["path"].removeprefix("files/"))
        return web.Response(body=content) if content is not None else web.Response(status=404)

    # Updates

    def next_message(self) -> int:
        self._message_id += 1
        return self._message_id

    async def deliver(self, update: dict[str, Any]) -> None:
        """By webhook until it is acknowledged, else into the queue of getUpdates."""
        self._update_id += 1
        update = {"update_id": self._update_id, **update}
        if not self.webhook.get("url"):
            async with self.changed:
                self.updates.append(update)
                self.changed.notify_all()
            return
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        for _ in range(50):
            try:
                async with self._client.post(self.webhook["url"], json=update, headers=headers) as answer:
                    if answer.status < 300:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
        raise AssertionError("the webhook never acknowledged an update")


class Person:
    def __init__(self, emulator: TelegramEmulator, id_: int, name: str, language: str) -> None:
        self.emulator, self.id, self.name, self.language = emulator, id_, name, language
        self.chat: list[Shown] = []
        self.blocked = False

    async def says(self, text: str, **more: Any) -> int:
        return await self._sends({"text": text, **more})

    async def sends_photo(self, content: bytes, *, caption: str = "", album: str = "") -> int:
        file_id = f"photo{len(self.emulator.files)}"
        self.emulator.files[file_id] = content
        size = {"file_id": file_id, "file_unique_id": "u", "width": 800, "height": 600, "file_size": len(content)}
        more = ({"caption": caption} if caption else {}) | ({"media_group_id": album} if album else {})
        return await self._sends({"photo": [size | {"width": 90, "height": 60}, size], **more})

    async def sends_location(self, lat: float, lon: float) -> int:
        return await self._sends({"location": {"latitude": lat, "longitude": lon}})

    async def edits(self, message_id: int, text: str) -> None:
        await self.emulator.deliver({"edited_message": self._message(message_id) | {"text": text, "edit_date": LATEST}})

    async def taps(self, label: str) -> None:
        """The newest message with such a button; reply keyboards send their label as text."""
        for shown in reversed(self.chat):
            for button in shown.buttons:
                if button["text"] == label:
                    if "callback_data" in button:
                        return await self._taps(shown, button["callback_data"])
                    await self.says(label)
                    return None
        raise AssertionError(f"no button {label!r}\n{self}")

    async def _taps(self, shown: Shown, data: str) -> None:
        message = self._message(shown.message_id) | {"text": shown.text}
        query = {"id": str(time.monotonic_ns()), "from": self._user(), "chat_instance": "1", "data": data}
        await self.emulator.deliver({"callback_query": query | {"message": message}})

    async def blocks(self) -> None:
        self.blocked = True
        await self._becomes("kicked")

    async def unblocks(self) -> None:
        self.blocked = False
        await self._becomes("member")

    async def _becomes(self, status: str) -> None:
        bot = {"id": 123456, "is_bot": True, "first_name": "Jembatan"}
        change = {
            "chat": {"id": self.id, "type": "private"}, "from": self._user(), "date": LATEST,
            "old_chat_member": {"user": bot, "status": "member"}, "new_chat_member": {"user": bot, "status": status},
        }  # fmt: skip
        await self.emulator.deliver({"my_chat_member": change})

    async def expects(self, words: str, *, seconds: float = 30.0) -> Shown:
        """The newest message of the bot with these words, as soon as there is one."""

        def found() -> Shown | None:
            return next((m for m in reversed(self.chat) if not m.mine and words in m.text), None)

        async with self.emulator.changed:
            try:
                async with asyncio.timeout(seconds):
                    await self.emulator.changed.wait_for(lambda: found() is not None)
            except TimeoutError:
                raise AssertionError(f"{words!r} did not come\n{self}") from None
        shown = found()
        assert shown is not None
        return shown

    async def shows(self, shown: Shown) -> None:
        async with self.emulator.changed:
            self.chat.append(shown)
            self.emulator.changed.notify_all()

    async def _sends(self, content: dict[str, Any]) -> int:
        number = self.emulator.next_message()
        self.chat.append(Shown(number, str(content.get("text", content.get("caption", ""))), mine=True))
        await self.emulator.deliver({"message": self._message(number) | content})
        return number

    def _message(self, number: int) -> dict[str, Any]:
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        return {"message_id": number, "date": LATEST, "from": self._user(), "chat": chat}

    def _user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def __str__(self) -> str:
        return "\n".join(f"{'>' if m.mine else ' '} {m.text} {[b['text'] for b in m.buttons]}" for m in self.chat)


async def _parameters(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return found | orjson.loads(await request.read() or b"{}")
    for name, value in (await request.post()).items():
        try:
            found[name] = orjson.loads(str(value))
        except orjson.JSONDecodeError:
            found[name] = value
    return found


def _judge_text(p: dict[str, Any]) -> None:
    units = len(p["text"].encode("utf-16-le")) // 2
    if not p["text"].strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units > 4096:
        raise Refusal(400, "Bad Request: message is too long")
    for entity in p.get("entities") or []:
        if entity["offset"] + entity["length"] > units:
            raise Refusal(400, "Bad Request: entity outside the text")
    for button in _buttons(p.get("reply_markup")):
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")


def _buttons(markup: Any) -> list[dict[str, Any]]:
    if not isinstance(markup, dict):
        return []
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button for row in rows for button in row]
