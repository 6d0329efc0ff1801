"""`make emulators`: an emulated Telegram and Twilio to chat through by hand.

tg halo                 a Telegram user says something
tg tap Kirim laporan    and taps a button
wa halo                 the same by WhatsApp
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import TwilioEmulator


async def main() -> None:
    async with TelegramEmulator() as telegram, TwilioEmulator() as twilio:
        print("Start Jembatan with these settings, then write here:\n")
        print("JEMBATAN_TELEGRAM_TOKEN=123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi")
        print(f"JEMBATAN_TELEGRAM_API_URL={telegram.url}")
        print(f"JEMBATAN_TWILIO_API_URL={twilio.api_url}  (account, token and sender: see tests/emulators/twilio.py)\n")
        people: dict[str, Any] = {"tg": telegram.person(7, "Siti"), "wa": twilio.person("+6281234567890", "Budi")}
        watching = asyncio.create_task(_watch(people["tg"]))
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            channel, _, words = line.partition(" ")
            person = people.get(channel)
            if person is None:
                print("write 'tg …' or 'wa …'")
            elif words.startswith("tap "):
                await person.taps(words[4:])
            else:
                await person.says(words)
        watching.cancel()


async def _watch(person: Any) -> None:
    seen = 0
    while True:
        async with person.emulator.changed:
            await person.emulator.changed.wait()
        for shown in person.chat[seen:]:
            if not shown.mine:
                print(f"  {shown.text}\n  {[button['text'] for button in shown.buttons]}")
        seen = len(person.chat)


if __name__ == "__main__":
    asyncio.run(main())
