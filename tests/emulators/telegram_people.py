"""People on Telegram: they write, tap, send files and places, and read what arrives."""

from __future__ import annotations

import asyncio
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core import clock

if TYPE_CHECKING:
    from tests.emulators.telegram import TelegramEmulator
    from tests.emulators.telegram_updates import Pending


def _now() -> int:
    return int(clock.now().timestamp())


@dataclass(eq=False)
class Shown:
    """A message in somebody's chat; buttons are as the Bot API describes them."""

    message_id: int
    text: str
    mine: bool
    buttons: list[dict[str, Any]] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)  # of the Message, besides its envelope
    known: list[dict[str, Any]] = field(default_factory=list)  # buttons it ever had
    change: int = 0  # when it was last written, counted in the chat
    date: int = field(default_factory=_now)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]


class Person:
    def __init__(self, emulator: TelegramEmulator, number: int, name: str, language: str, *, started: bool) -> None:
        self.emulator, self.id, self.name, self.language = emulator, number, name, language
        self.started = started  # bots may write only to people who wrote first
        self.blocked = False
        self.moved_to = 0  # of a group that has become a supergroup
        self.chat: list[Shown] = []
        self._message_id = 0
        self._change = 0
        self._expected = 0  # the change up to which `expects` has read

    # What they do; each returns when the update is queued, with wait=True when it is acknowledged

    async def says(self, text: str, *, wait: bool = False, **more: Any) -> Shown:
        if text.startswith("/"):
            mark = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            more = {"entities": [mark], **more}
        return await self._sends({"text": text, **more}, wait=wait)

    async def forwards(self, text: str, *, wait: bool = False) -> Shown:
        origin = {"type": "hidden_user", "date": _now(), "sender_user_name": "Grup RT"}
        return await self.says(text, wait=wait, forward_origin=origin)

    async def sends_photo(self, data: bytes, *, caption: str = "", album: str = "", wait: bool = False) -> Shown:
        file = self.emulator.keep_file(data)
        sizes = [file | {"width": 90, "height": 60}, file | {"width": 800, "height": 600}]
        more = ({"caption": caption} if caption else {}) | ({"media_group_id": album} if album else {})
        return await self._sends({"photo": sizes, **more}, wait=wait)

    async def sends_album(self, photos: list[bytes], caption: str = "", *, wait: bool = False) -> list[Shown]:
        """Separate messages, as Telegram sends them: the caption is the first one's, no mark tells the end."""
        assert 2 <= len(photos) <= 10, "an album has 2 to 10 pictures"
        album = hashlib.sha256(str((self.id, self._message_id)).encode()).hexdigest()[:17]
        return [
            await self.sends_photo(data, caption="" if n else caption, album=album, wait=wait)
            for n, data in enumerate(photos)
        ]

    async def sends_location(self, lat: float, lon: float, *, wait: bool = False) -> Shown:
        return await self._sends({"location": {"latitude": lat, "longitude": lon}}, wait=wait)

    async def shares_live_location(self, lat: float, lon: float, *, wait: bool = False) -> Shown:
        return await self._sends({"location": {"latitude": lat, "longitude": lon, "live_period": 3600}}, wait=wait)

    async def moves(self, shared: Shown, lat: float, lon: float, *, wait: bool = False) -> None:
        """Telegram edits the message for as long as the position is shared."""
        shared.content["location"] |= {"latitude": lat, "longitude": lon}
        content = self.as_message(shared) | {"edit_date": _now()}
        await self._queue("edited_message", content, f"chat {self.id}", wait=wait)

    async def shares_location_button(self, lat: float = -6.2, lon: float = 106.8, *, wait: bool = False) -> Shown:
        """Presses the button that asks for the position."""
        for shown in reversed(self.chat):
            if any(button.get("request_location") for button in shown.buttons):
                return await self.sends_location(lat, lon, wait=wait)
        raise AssertionError(f"nothing asks for a position\n{self}")

    async def shares_contact(self, number: str, *, owner: int | None = None, wait: bool = False) -> Shown:
        """Their own card, or somebody else's."""
        card = {"phone_number": number, "first_name": self.name, "user_id": self.id if owner is None else owner}
        return await self._sends({"contact": card}, wait=wait)

    async def sends_voice(self, data: bytes, *, wait: bool = False) -> Shown:
        voice = self.emulator.keep_file(data) | {"duration": 4, "mime_type": "audio/ogg"}
        return await self._sends({"voice": voice}, wait=wait)

    async def sends_video(self, data: bytes, *, caption: str = "", wait: bool = False) -> Shown:
        video = self.emulator.keep_file(data) | {"duration": 90, "width": 800, "height": 600, "mime_type": "video/mp4"}
        return await self._sends({"video": video} | ({"caption": caption} if caption else {}), wait=wait)

    async def edits(self, message: Shown | int, text: str, *, wait: bool = False) -> Shown:
        number = message if isinstance(message, int) else message.message_id
        shown = self.message(number)
        assert shown is not None, f"{number} is not there\n{self}"
        assert shown.mine, f"{number} is not theirs\n{self}"
        name = "text" if "text" in shown.content else "caption"
        shown.content[name] = shown.text = text
        content = self.as_message(shown) | {"edit_date": _now()}
        await self._queue("edited_message", content, f"chat {self.id}", wait=wait)
        return shown

    async def taps(self, label: str, *, message: Shown | None = None, wait: bool = False) -> None:
        """On the newest message that shows such a button, or on that one even if the button is gone by now."""
        for shown in reversed(self.chat) if message is None else [message]:
            for button in shown.buttons if message is None else shown.known:
                if button["text"] == label:
                    return await self._taps(shown, button, wait=wait)
        raise AssertionError(f"no button {label!r}\n{self}")

    async def _taps(self, shown: Shown, button: dict[str, Any], *, wait: bool) -> None:
        if button.get("request_location"):
            await self.shares_location_button(wait=wait)
        elif "url" in button:
            await self.follows(button["url"], wait=wait)
        elif "callback_data" not in button:
            await self.says(button["text"], wait=wait)
        else:
            query = {
                "id": self.emulator.new_query(), "from": self.as_user(), "chat_instance": str(self.id),
                "data": button["callback_data"], "message": self.as_message(shown),
            }  # fmt: skip
            await self._queue("callback_query", query, f"taps {self.id}", wait=wait)

    async def follows(self, url: str, *, wait: bool = False) -> Shown:
        """A link to the bot opens its private chat, where [Start] says the link's payload."""
        name = self.emulator.bot()["username"]
        found = re.fullmatch(rf"https://t\.me/{name}\?start=([A-Za-z0-9_-]{{1,64}})", url)
        assert found, f"{url} does not lead to the bot"
        return await self.says(f"/start {found[1]}", wait=wait)

    async def blocks(self, *, wait: bool = False) -> None:
        self.blocked = True
        await self._becomes("member", "kicked", wait=wait)

    async def unblocks(self, *, wait: bool = False) -> None:
        self.blocked = False
        await self._becomes("kicked", "member", wait=wait)

    async def _becomes(self, before: str, after: str, *, wait: bool) -> None:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.emulator.bot(), "status": status, **until}

        change = {
            "chat": self.as_chat(), "from": self.as_user(), "date": _now(),
            "old_chat_member": member(before), "new_chat_member": member(after),
        }  # fmt: skip
        await self._queue("my_chat_member", change, f"member {self.id}", wait=wait)

    async def _sends(self, content: dict[str, Any], *, wait: bool) -> Shown:
        self.started = True
        text = str(content.get("text") or content.get("caption") or "")
        shown = Shown(self.next_message(), text, mine=True, content=content)
        self.chat.append(shown)
        await self._queue("message", self.as_message(shown), f"chat {self.id}", wait=wait)
        return shown

    async def _queue(self, kind: str, content: dict[str, Any], queue: str, *, wait: bool) -> None:
        pending: Pending = await self.emulator.updates.add(kind, content, queue)
        if wait:
            try:
                await asyncio.wait_for(pending.acknowledged.wait(), 30)
            except TimeoutError:
                raise AssertionError(f"not acknowledged: {self.emulator.updates.last_error or kind}\n{self}") from None

    # What they see

    async def expects(self, words: str, *, seconds: float = 30.0) -> Shown:
        """Waits for a message of the bot, new or rewritten since those expected before."""

        def found() -> Shown | None:
            fresh = [m for m in self.chat if not m.mine and m.change > self._expected and words in m.text]
            return min(fresh, key=lambda shown: shown.change, default=None)

        async with self.emulator.changed:
            try:
                async with asyncio.timeout(seconds):
                    await self.emulator.changed.wait_for(found)
            except TimeoutError:
                raise AssertionError(f"{words!r} did not come within {seconds} s\n{self}") from None
            shown = found()
        assert shown is not None
        self._expected = shown.change
        return shown

    def __str__(self) -> str:
        lines = (f"{'>' if m.mine else ' '} {m.text or sorted(m.content)} {m.labels or ''}" for m in self.chat)
        return "\n".join([f"the chat of {self.name} ({self.id}):", *lines])

    # What the emulator shows them

    def message(self, number: int) -> Shown | None:
        return next((shown for shown in self.chat if shown.message_id == number), None)

    def next_message(self) -> int:
        """Counted in each chat: two chats have the same numbers."""
        self._message_id += 1
        return self._message_id

    def shows(self, shown: Shown, text: str, buttons: list[dict[str, Any]]) -> None:
        """As new, or as rewritten."""
        self._change += 1
        if shown not in self.chat:
            self.chat.append(shown)
        if text != shown.text or not shown.change:
            shown.change = self._change
        shown.text, shown.buttons = text, buttons
        shown.known = shown.known + [button for button in buttons if button not in shown.known]

    def takes_keyboard_away(self) -> None:
        """There is one reply keyboard at a time, below the chat."""
        for shown in self.chat:
            shown.buttons = [b for b in shown.buttons if set(b) - {"text", "request_location", "request_contact"}]

    # As the Bot API describes them

    def as_message(self, shown: Shown) -> dict[str, Any]:
        sender = self.as_user() if shown.mine else self.emulator.bot()
        envelope = {"message_id": shown.message_id, "date": shown.date, "from": sender, "chat": self.as_chat()}
        return envelope | shown.content

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


class Group(Person):
    """A group with the bot in it; what is said there, `member` says, and a link that is tapped opens their chat."""

    def __init__(self, emulator: TelegramEmulator, number: int, name: str, member: Person) -> None:
        super().__init__(emulator, number, name, member.language, started=True)
        self.member = member

    async def follows(self, url: str, *, wait: bool = False) -> Shown:
        return await self.member.follows(url, wait=wait)

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "supergroup", "title": self.name}

    def as_user(self) -> dict[str, Any]:
        return self.member.as_user()
