"""The Bot API's methods, named as it names them: each takes an understood request, or raises Refusal."""

# ruff: noqa: N802 - the API's own names

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any

from tests.emulators import telegram_rules as rules
from tests.emulators.telegram_people import Person, Shown
from tests.emulators.telegram_rules import Call, Refusal, bad

if TYPE_CHECKING:
    from tests.emulators.telegram import TelegramEmulator

MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
ENVELOPE = {"reply_markup", "entities", "text", "caption", "caption_entities"}


class Methods:
    def __init__(self, emulator: TelegramEmulator) -> None:
        self.emulator = emulator
        self._sending = 0

    async def getMe(self, _: Call) -> Any:
        return self.emulator.bot() | {
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
        }  # fmt: skip

    async def getUpdates(self, call: Call) -> Any:
        return await self.emulator.updates.poll(call.given)

    async def setWebhook(self, call: Call) -> bool:
        if call.given["url"]:
            rules.judge_webhook(call.given)
        await self.emulator.updates.set_webhook(call.given)
        return True

    async def deleteWebhook(self, call: Call) -> bool:
        await self.emulator.updates.set_webhook(call.given)
        return True

    async def getWebhookInfo(self, _: Call) -> Any:
        return self.emulator.updates.info()

    async def setMyCommands(self, call: Call) -> bool:
        rules.judge_commands(call.given["commands"])
        self.emulator.commands[call.given.get("language_code") or ""] = call.given["commands"]
        return True

    async def deleteMyCommands(self, call: Call) -> bool:
        self.emulator.commands.pop(call.given.get("language_code") or "", None)
        return True

    async def getFile(self, call: Call) -> Any:
        file_id = call.given["file_id"]
        data = self.emulator.files.get(file_id)
        if data is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(data) > rules.DOWNLOAD:
            raise bad("file is too big")
        digest = hashlib.sha256(data).hexdigest()[:16]
        return {
            "file_id": file_id, "file_unique_id": digest, "file_size": len(data), "file_path": f"files/{file_id}",
        }  # fmt: skip

    # Messages:

    async def sendMessage(self, call: Call) -> Any:
        person = self._reachable(call)
        rules.judge_message(call.given)
        return await self._send("sendMessage", person, call.given, call.given["text"], {"text": call.given["text"]})

    async def sendPhoto(self, call: Call) -> Any:
        person = self._reachable(call)
        rules.judge_caption(call.given)
        photo, caption = call.given["photo"], call.given.get("caption") or ""
        data = call.uploads.get(photo.removeprefix("attach://"), self.emulator.files.get(photo))
        if data is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if len(data) > rules.PHOTO:
            raise bad("file is too big")
        content = {"photo": [self.emulator.keep_file(data) | {"width": 800, "height": 600}]}
        more = {"caption": caption} if caption else {}
        return await self._send("sendPhoto", person, call.given, caption, content | more)

    async def sendLocation(self, call: Call) -> Any:
        person = self._reachable(call)
        rules.judge_place(call.given)
        place = {name: float(call.given[name]) for name in ("latitude", "longitude")}
        return await self._send("sendLocation", person, call.given, "", {"location": place})

    async def _send(self, method: str, person: Person, given: Any, text: str, content: dict[str, Any]) -> Any:
        markup = given.get("reply_markup") or {}
        if "keyboard" in markup or "remove_keyboard" in markup:
            person.takes_keyboard_away()
        kept = {name: given[name] for name in ("entities", "caption_entities") if given.get(name)}
        kept |= {"reply_markup": markup} if markup.get("inline_keyboard") else {}
        shown = Shown(person.next_message(), text, mine=False, content=content | kept)
        person.shows(shown, text, rules.buttons_of(markup))
        answer = person.as_message(shown)
        await self.emulator.note(method, person, text)
        self._sending += 1  # it has arrived; the answer takes its time
        self.emulator.most_concurrent_sends = max(self.emulator.most_concurrent_sends, self._sending)
        try:
            await asyncio.sleep(self.emulator.delay)
        finally:
            self._sending -= 1
        return answer

    async def sendChatAction(self, call: Call) -> bool:
        person = self._reachable(call)
        if call.given["action"] not in rules.ACTIONS:
            raise bad("wrong parameter action in request")
        self.emulator.actions.append((person.id, call.given["action"]))
        return True

    async def editMessageText(self, call: Call) -> Any:
        person, shown = self._own_message(call, "edit")
        rules.judge_message(call.given)
        kept = {name: call.given[name] for name in ("text", "entities") if call.given.get(name)}
        return await self._edit(person, shown, kept, call.given.get("reply_markup"))

    async def editMessageReplyMarkup(self, call: Call) -> Any:
        person, shown = self._own_message(call, "edit")
        rules.judge_markup(call.given.get("reply_markup"))
        kept = {name: value for name, value in shown.content.items() if name in ENVELOPE - {"reply_markup"}}
        return await self._edit(person, shown, kept, call.given.get("reply_markup"))

    async def _edit(self, person: Person, shown: Shown, kept: dict[str, Any], markup: Any) -> Any:
        kept |= {"reply_markup": markup} if rules.buttons_of(markup) else {}
        content = {name: value for name, value in shown.content.items() if name not in ENVELOPE} | kept
        if {**content, "edit_date": 0} == {**shown.content, "edit_date": 0}:
            raise bad(MODIFIED)
        shown.content = content | {"edit_date": shown.date}
        person.shows(shown, str(kept.get("text") or kept.get("caption") or ""), rules.buttons_of(markup))
        await self.emulator.announce()
        return person.as_message(shown)

    async def deleteMessage(self, call: Call) -> bool:
        person, shown = self._own_message(call, "delete")
        person.chat.remove(shown)
        await self.emulator.announce()
        return True

    async def answerCallbackQuery(self, call: Call) -> bool:
        born = self.emulator.queries.get(call.given["callback_query_id"])
        if born is None or asyncio.get_running_loop().time() - born > self.emulator.query_life:
            raise bad(OLD_QUERY)
        if len(call.given.get("text") or "") > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.emulator.answers.append(call.given)
        return True

    def _reachable(self, call: Call) -> Person:
        chat_id = str(call.given.get("chat_id") or "")
        person = self.emulator.people.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if person is None or not person.started:
            raise bad("chat not found")
        if person.moved_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=person.moved_to)
        if person.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return person

    def _own_message(self, call: Call, purpose: str) -> tuple[Person, Shown]:
        person = self._reachable(call)
        shown = person.message(int(call.given.get("message_id") or 0))
        if shown is None:
            raise bad(f"message to {purpose} not found")
        if shown.mine and purpose == "edit":
            raise bad("message can't be edited")
        return person, shown
