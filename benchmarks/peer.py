"""python-telegram-bot as its documentation shows it: ConversationHandler, everything in memory.

The same five messages, read by the same rules; the report is an entry in a list. A restart loses it all.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import orjson

from benchmarks.servers import TOKEN, _ok, _read
from bot.conversation.understanding import Places, understand
from core import clock, places

REPORTS: list[dict[str, Any]] = []
DESCRIBE, MORE = range(2)


def app() -> Any:
    from telegram import Update
    from telegram.ext import Application, ConversationHandler, MessageHandler, filters
    from telegram.request import BaseRequest

    class Nowhere(BaseRequest):
        """Answers every call at once: what a provider takes is not measured on either side."""

        async def initialize(self) -> None: ...
        async def shutdown(self) -> None: ...

        @property
        def read_timeout(self) -> float:
            return 5.0

        async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
            if url.endswith("getMe"):
                return 200, b'{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"b","username":"b_bot"}}'
            return 200, (
                b'{"ok":true,"result":{"message_id":1,"date":1773280800,"chat":{"id":1,"type":"private"},"text":"x"}}'
            )

    zone = ZoneInfo("Asia/Jakarta")
    known = Places.from_rows((p.name, p.kind, p.lat, p.lon, p.parent) for p in places.demo())

    def read(text: str) -> Any:
        return understand(text, now=clock.now(), zone=zone, places=known)

    async def begin(update: Any, context: Any) -> int:
        context.user_data["texts"] = []
        await update.message.reply_text("Halo. Ceritakan saja kejadiannya.")
        return DESCRIBE

    async def describe(update: Any, context: Any) -> int:
        understood = read(update.message.text)
        context.user_data["texts"].append((update.message.text, understood))
        if understood.urgent is not None and understood.urgent.value == "emergency":
            REPORTS.append({"chat": update.effective_chat.id, "texts": context.user_data["texts"]})
            await update.message.reply_text("Ada bahaya sekarang? TELEPON 110.")
            return ConversationHandler.END
        await update.message.reply_text("Diterima.")
        return MORE

    text = filters.TEXT
    built = (
        Application.builder().token(TOKEN).request(Nowhere()).get_updates_request(Nowhere()).updater(None).build()
    )
    built.add_handler(
        ConversationHandler(
            entry_points=[MessageHandler(text, begin)],
            states={DESCRIBE: [MessageHandler(text, describe)], MORE: [MessageHandler(text, describe)]},
            fallbacks=[],
        )
    )
    ready: list[bool] = []

    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        if not ready:
            await built.initialize()
            ready.append(True)
        body = await _read(receive)
        await built.process_update(Update.de_json(orjson.loads(body), built.bot))
        await _ok(send)

    return asgi
