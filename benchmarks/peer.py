"""python-telegram-bot as its documentation shows it: ConversationHandler, everything in memory.

The same five messages, read by the same rules; the report is an entry in a list. A restart loses it all.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import orjson
from telegram import Update
from telegram.ext import Application, ConversationHandler, MessageHandler, filters
from telegram.request import BaseRequest

from benchmarks.servers import TOKEN, _ok, _read, begun
from bot.conversation.understanding import Places, understand
from core import clock, places

REPORTS: list[dict[str, Any]] = []
DESCRIBE, MORE = range(2)


ANSWERS = {
    "getMe": b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"b","username":"b_bot"}}',
    "sendMessage": b'{"ok":true,"result":{"message_id":1,"date":1773280800,"chat":{"id":1,"type":"private"}}}',
}
ZONE = ZoneInfo("Asia/Jakarta")
PLACES = Places.from_rows((p.name, p.kind, p.lat, p.lon, p.parent) for p in places.demo())


class Nowhere(BaseRequest):
    """Answers every call at once: what a provider takes is not measured on either side."""

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        return 200, ANSWERS[url.rpartition("/")[2]]


async def begin(update: Any, context: Any) -> int:
    context.user_data["texts"] = []
    await update.message.reply_text("Halo. Ceritakan saja kejadiannya.")
    return DESCRIBE


async def describe(update: Any, context: Any) -> int:
    understood = understand(update.message.text, now=clock.now(), zone=ZONE, places=PLACES)
    context.user_data["texts"].append((update.message.text, understood))
    if understood.urgent is not None and understood.urgent.value == "emergency":
        REPORTS.append({"chat": update.effective_chat.id, "texts": context.user_data["texts"]})
        await update.message.reply_text("Ada bahaya sekarang? TELEPON 110.")
        return int(ConversationHandler.END)
    await update.message.reply_text("Diterima.")
    return MORE


def app() -> Any:
    request = Nowhere()
    built = Application.builder().token(TOKEN).request(request).get_updates_request(request).updater(None).build()
    heard = [MessageHandler(filters.TEXT, describe)]
    built.add_handler(
        ConversationHandler([MessageHandler(filters.TEXT, begin)], {DESCRIBE: heard, MORE: heard}, fallbacks=[])
    )

    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await begun(receive, send, built.initialize)
            return
        body = await _read(receive)
        await built.process_update(Update.de_json(orjson.loads(body), built.bot))
        await _ok(send)

    return asgi
