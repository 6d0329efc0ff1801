"""The Telegram channel: what bot.channels.contract asks for."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any

import aiohttp
import structlog

from bot.channels.begun import Begun
from bot.channels.contract import Gone, Offer, Refused, TooLarge
from bot.channels.telegram.client import Client
from bot.channels.telegram.layout import Part, keyboard, parts
from bot.channels.telegram.parse import parse
from bot.channels.telegram.poll import UPDATES, poll
from bot.messages import Abilities, Event, MediaRef, Outbound, Receipt, SendError

log = structlog.get_logger(__name__)

HEADER = "x-telegram-bot-api-secret-token"
COMMANDS = {
    "": {"start": "Mulai", "status": "Cek laporan", "bahasa": "Bahasa", "privasi": "Privasi", "darurat": "Darurat"},
    "en": {"start": "Start", "status": "My report", "language": "Language", "privacy": "Privacy",
           "emergency": "Emergency"},
}  # fmt: skip
OPEN_KEYBOARDS = 10_000
SEEN = 4.0  # seconds
LOOK_EVERY = 60.0  # seconds between looks whether the webhook is still there
BRIEF = 3.0  # seconds for calls that help nobody when they come late


class TelegramChannel:
    kind = "telegram"
    abilities = Abilities(opens_private=True)

    def __init__(self, *, token: str, webhook_secret: str, api_url: str = "https://api.telegram.org") -> None:
        self.account = f"telegram:{token.partition(':')[0]}"
        self.client = Client(token=token, api_url=api_url)
        self._secret = webhook_secret
        self._name = ""  # of the bot; asked for when it is first needed
        # Chats that show a reply keyboard, which the next message removes. This is forgotten at a restart: then the
        # keyboard stays until a button of it is pressed, which does no harm.
        self._open: dict[str, None] = {}
        self._begun = Begun()
        self._typing: dict[str, float] = {}  # chats that see somebody write, and since when

    @property
    def refused(self) -> bool:
        return self.client.refused

    def verify(self, *, url: str, headers: Mapping[str, str], body: bytes) -> None:  # noqa: ARG002 - the secret says all
        given = headers.get(HEADER)
        if given is None:
            raise Refused(401, "no secret")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            raise Refused(403, "wrong secret")

    def parse(self, body: bytes, *, tail: str) -> list[Event]:  # noqa: ARG002 - there is one address only
        return parse(self.account, body)

    async def send(self, address: str, message: Outbound, *, message_id: str) -> Receipt:
        await self._tidy(address, message)
        private = await self._private_chat() if any(c.wants == "private" for c in message.choices) else ""
        found, buttons = parts(message), keyboard(message.choices, private=private)
        await self._take_keyboard_away(address, buttons)
        numbers = self._begun.take(message_id)
        try:
            for index, part in enumerate(found[len(numbers) :], len(numbers) + 1):
                markup = self._markup(address, buttons) if index == len(found) else None
                numbers.append(await self._send_part(address, part, markup))
        except BaseException:  # also when its time is over
            self._begun.keep(message_id, numbers)
            raise
        return Receipt(numbers[-1] if numbers else "")

    async def _send_part(self, address: str, part: Part, markup: dict[str, Any] | None) -> str:
        bold = [{"type": "bold", "offset": offset, "length": length} for offset, length in part.entities]
        more = ({"entities": bold} if bold else {}) | ({"reply_markup": markup} if markup else {})
        sent = await self.client.call("sendMessage", {"chat_id": _chat(address), "text": part.text, **more})
        return str(sent["message_id"])

    async def _tidy(self, address: str, message: Outbound) -> None:
        """Stops the spinner of the tapped button, and leaves only the chosen one of the buttons. Both may fail."""
        if message.answers:
            await self._try("answerCallbackQuery", {"callback_query_id": message.answers}, patience=BRIEF)
        if message.closes.isdigit():
            chosen = [[{"text": f"✓ {message.closes_label}", "callback_data": "chosen"}]]
            used_up = {"chat_id": _chat(address), "message_id": int(message.closes)}
            markup = {"reply_markup": {"inline_keyboard": chosen}}
            await self._try("editMessageReplyMarkup", used_up | markup, patience=BRIEF)

    async def _take_keyboard_away(self, address: str, buttons: dict[str, Any] | None) -> None:
        """A message has either buttons or the removal of a keyboard. So if buttons follow, another message removes the
        keyboard. It is not deleted afterwards: a phone that is off now would keep the keyboard."""
        if address not in self._open or buttons is None or "keyboard" in buttons:
            return
        sign = {"chat_id": _chat(address), "text": "✓", "disable_notification": True}
        if await self._try("sendMessage", sign | {"reply_markup": {"remove_keyboard": True}}):
            del self._open[address]

    async def _private_chat(self) -> str:
        """The address of the private chat, which begins a report there; "" if the bot's name cannot be had now."""
        if not self._name:
            me = await self._try("getMe", {}, patience=BRIEF) or {}
            self._name = str(me.get("username", ""))
        return f"https://t.me/{self._name}?start=lapor" if self._name else ""

    async def _try(self, method: str, parameters: Mapping[str, Any], *, patience: float | None = None) -> Any:
        """The result of a call that may fail without harm; then None."""
        try:
            return await self.client.call(method, parameters, patience=patience)
        except SendError as error:
            log.info("not done", method=method, reason=error.reason)
            return None

    def _markup(self, address: str, markup: dict[str, Any] | None) -> dict[str, Any] | None:
        if markup is not None and "keyboard" in markup:
            self._open[address] = None
            if len(self._open) > OPEN_KEYBOARDS:
                self._open.pop(next(iter(self._open)))
        elif markup is None and address in self._open:
            del self._open[address]
            return {"remove_keyboard": True}
        return markup

    async def fetch(self, ref: MediaRef, *, limit: int) -> AsyncIterator[bytes]:
        path = await self._path(ref)
        answer = await self.client.download(path)
        try:
            if answer.status in {400, 404, 410}:
                raise Gone(f"status {answer.status}")
            if answer.status != 200:
                raise SendError(f"file answered {answer.status}")
            size = 0
            async for piece in answer.content.iter_chunked(65536):
                size += len(piece)
                if size > limit:
                    raise TooLarge
                yield piece
        except aiohttp.ClientError as error:
            raise SendError(f"file broke off: {type(error).__name__}") from None
        finally:
            answer.release()

    async def _path(self, ref: MediaRef) -> str:
        try:
            file = await self.client.call("getFile", {"file_id": ref.ref})
        except SendError as error:
            if "too big" in error.reason:
                raise TooLarge from None
            if error.permanent:
                raise Gone(error.reason) from None
            raise
        path = str(file.get("file_path", ""))
        if not path or path.startswith("/") or ".." in path or "://" in path:
            raise Gone("unusable path")
        return path

    async def typing(self, address: str) -> None:
        """Telegram shows it for five seconds, so it is not sent again before, however many officers write."""
        now = time.monotonic()
        self._typing = {chat: at for chat, at in self._typing.items() if now - at < SEEN}
        if address in self._typing:
            return
        self._typing[address] = now
        await self._try("sendChatAction", {"chat_id": _chat(address), "action": "typing"}, patience=BRIEF)

    async def start(self, *, public_url: str) -> None:
        hook = {
            "url": _hook(public_url),
            "secret_token": self._secret,
            "allowed_updates": UPDATES,
            "max_connections": 40,
        }
        await self.client.call("setWebhook", hook)
        await self.set_commands()

    async def watch(self, *, public_url: str, stop: asyncio.Event) -> None:
        """A test on another machine with the same token takes the webhook away."""
        while not await _is_over(stop):
            found = await self.client.call("getWebhookInfo", {})
            if found["url"] != _hook(public_url):
                log.warning("the webhook of this bot was taken away; it is set again")
                await self.start(public_url=public_url)

    async def poll(self, offer: Offer, *, may: Callable[[], bool], stop: asyncio.Event) -> None:
        await poll(self, offer, may=may, stop=stop)

    async def set_commands(self) -> None:
        for language, commands in COMMANDS.items():
            listed = [{"command": name, "description": text} for name, text in commands.items()]
            more = {"language_code": language} if language else {}
            await self.client.call("setMyCommands", {"commands": listed, **more})

    async def close(self) -> None:
        await self.client.close()


async def _is_over(stop: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), LOOK_EVERY)
    return stop.is_set()


def _hook(public_url: str) -> str:
    return f"{public_url}/webhooks/telegram"


def _chat(address: str) -> int | str:
    return int(address) if address.lstrip("-").isdigit() else address
