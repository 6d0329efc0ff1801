"""People on WhatsApp: they write, tap, send files and places, and read what arrives."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core import clock

if TYPE_CHECKING:
    from tests.emulators.twilio import Record, TwilioEmulator

WINDOW = timedelta(hours=24)


class Person:
    """`address` is a number or an id like "ID.abc123"; `external` is the other one, where Twilio tells both."""

    def __init__(self, emulator: TwilioEmulator, address: str, name: str, external: str) -> None:
        self.emulator, self.address, self.name, self.external = emulator, address, name, external
        self.heard_at: datetime | None = None
        self.stopped = False  # Twilio keeps messages from them, 21610
        self.inbox: list[Record] = []
        self._expected = 0  # how far `expects` has read

    # What they do; each returns the MessageSid, after the webhook was answered or given up

    async def says(self, text: str, **more: str) -> str:
        return await self._sends({"Body": text, "MessageType": "text", **more})

    async def forwards(self, text: str, *, often: bool = False) -> str:
        return await self.says(text, **{"FrequentlyForwarded" if often else "Forwarded": "true"})

    async def taps(self, choice: str) -> str:
        """A button by its title, or the number typed where the newest choices are numbered lines."""
        for record in reversed(self.inbox):
            for button in record.shown.buttons:
                if button.title == choice:
                    return await self._taps(record, button.title, button.id)
            number = _number(record.shown.body, choice)
            if number:
                return await self.says(number)
        raise AssertionError(f"no choice {choice!r} among {self.sees()[-3:]!r}")

    async def _taps(self, record: Record, title: str, id_: str) -> str:
        reply = {"OriginalRepliedMessageSid": record.sid, "OriginalRepliedMessageSender": record.form["From"]}
        if record.shown.kind == "twilio/list-picker":
            kind = {"MessageType": "interactive", "ListId": id_, "ListTitle": title}
        else:
            kind = {"MessageType": "button", "ButtonText": title, "ButtonPayload": id_}
        return await self._sends({"Body": title, **kind, **reply})

    async def sends_photo(self, content: bytes, *, caption: str = "", mime: str = "image/jpeg") -> str:
        return await self.sends_file(content, mime=mime, caption=caption, kind="image")

    async def sends_file(self, content: bytes, *, mime: str, caption: str = "", kind: str = "document") -> str:
        sid = self.emulator.new_sid("MM")
        url = self.emulator.keep_media(sid, content, mime)
        media = {"NumMedia": "1", "MediaUrl0": url, "MediaContentType0": mime}
        return await self._sends({"Body": caption, "MessageType": kind, **media}, sid=sid)

    async def sends_location(self, lat: float, lon: float, *, label: str = "", address: str = "") -> str:
        place = {"Latitude": str(lat), "Longitude": str(lon)}
        words = {name: word for name, word in (("Label", label), ("Address", address)) if word}
        return await self._sends({"Body": "", "MessageType": "location", **place, **words})

    async def reads(self) -> None:
        """Opens the chat: the newest message is reported as read."""
        await self.emulator.report(self.inbox[-1], "read")

    async def _sends(self, form: dict[str, str], *, sid: str = "") -> str:
        sid = sid or self.emulator.new_sid("SM")
        self.heard_at = clock.now()
        await self.emulator.hear(self, {**self._envelope(sid), **form})
        return sid

    def _envelope(self, sid: str) -> dict[str, str]:
        emulator = self.emulator
        form = {
            "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": emulator.account_sid,
            "From": f"whatsapp:{self.address}", "To": f"whatsapp:{emulator.sender}", "NumMedia": "0",
            "NumSegments": "1", "SmsStatus": "received", "ApiVersion": "2010-04-01", "ProfileName": self.name,
        }  # fmt: skip
        if self.address.startswith("+"):
            form["WaId"] = self.address.removeprefix("+")
        if self.external:
            form["ExternalUserId"] = self.external
        return form

    # What they see

    @property
    def window_open(self) -> bool:
        return self.heard_at is not None and clock.now() - self.heard_at < WINDOW

    def falls_silent(self) -> None:
        """As if they had last written more than a day ago."""
        self.heard_at = clock.now() - WINDOW - timedelta(minutes=1)

    def sees(self) -> list[str]:
        """Everything that arrived, oldest first, buttons as "[title]" lines."""
        return [_look(record) for record in self.inbox]

    async def expects(self, words: str, *, within: float = 30.0) -> str:
        """Waits for a message behind those expected before; AssertionError after `within` seconds."""

        def find() -> int | None:
            places = range(self._expected, len(self.inbox))
            return next((n for n in places if words in _look(self.inbox[n])), None)

        place = await self.emulator.until(find, within=within, why=lambda: f"{words!r} in {self.sees()!r}")
        self._expected = place + 1
        return _look(self.inbox[place])


def _look(record: Record) -> str:
    return "\n".join([record.shown.body, *(f"[{button.title}]" for button in record.shown.buttons)])


def _number(body: str, label: str) -> str:
    match = re.search(rf"^(\d+)\. {re.escape(label)}$", body, re.MULTILINE)
    return match[1] if match else ""
