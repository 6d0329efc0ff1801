"""Chat with Jembatan by hand, through both emulators. A line says who does what:

tg 7 halo                    7 writes by Telegram
tg 7 tap Kirim laporan       7 presses a button
tg 7 photo jalan.jpg rusak   7 sends a picture, with words
tg 7 place -6.2 106.8        7 sends a position
wa +6281234567890 halo       the same by WhatsApp
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram_people import Person as TelegramPerson
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_people import Person as WhatsAppPerson

SITE = os.environ.get("JEMBATAN_PUBLIC_URL") or "http://127.0.0.1:8000"
AGES = 10.0**9  # seconds; longer than anybody chats


async def main() -> None:
    async with TelegramEmulator() as telegram, TwilioEmulator(public_url=SITE, deliver_to=SITE) as twilio:
        print("Start Jembatan with these settings, then write here.\n")
        print("\n".join(_settings(telegram, twilio)), end=f"\n\n{__doc__}\n", flush=True)
        watching = [asyncio.create_task(_watch_telegram(telegram)), asyncio.create_task(_watch_whatsapp(twilio))]
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                await _obey(line.strip(), telegram, twilio)
            except (AssertionError, ValueError, OSError) as error:
                print(f"! {error}", flush=True)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)


def _settings(telegram: TelegramEmulator, twilio: TwilioEmulator) -> Iterator[str]:
    yield f"JEMBATAN_PUBLIC_URL={SITE}"
    yield f"JEMBATAN_TELEGRAM_TOKEN={telegram.token}"
    yield f"JEMBATAN_TELEGRAM_API_URL={telegram.url}"
    yield f"JEMBATAN_TWILIO_ACCOUNT_SID={twilio.account_sid}"
    yield f"JEMBATAN_TWILIO_AUTH_TOKEN={twilio.auth_token}"
    yield f"JEMBATAN_TWILIO_WHATSAPP_FROM={twilio.sender}"
    yield f"JEMBATAN_TWILIO_API_URL={twilio.api_url}"
    yield f"JEMBATAN_TWILIO_CONTENT_URL={twilio.content_url}"
    yield f"JEMBATAN_TWILIO_TEMPLATES='{json.dumps(twilio.shapes())}'"


async def _obey(line: str, telegram: TelegramEmulator, twilio: TwilioEmulator) -> None:
    if not line:
        return
    channel, who, what = [*line.split(maxsplit=2), "", ""][:3]
    if channel == "tg" and who.isdigit() and what:
        await _act(telegram.person(int(who), f"Warga {who}"), what)
    elif channel == "wa" and who.startswith("+") and what:
        await _act(twilio.person(who, f"Warga {who[-4:]}"), what)
    else:
        print(__doc__, flush=True)


async def _act(person: TelegramPerson | WhatsAppPerson, what: str) -> None:
    verb, _, rest = what.partition(" ")
    if verb == "tap" and rest:
        await person.taps(rest)
    elif verb == "photo" and rest:
        name, _, caption = rest.partition(" ")
        await person.sends_photo(await asyncio.to_thread(Path(name).read_bytes), caption=caption)
    elif verb == "place" and rest:
        lat, lon = (float(part) for part in rest.replace(",", " ").split())
        await person.sends_location(lat, lon)
    else:
        await person.says(what)


async def _watch_telegram(telegram: TelegramEmulator) -> None:
    """Prints what arrives, and again what is rewritten."""
    seen: dict[tuple[int, int], tuple[str, list[str]]] = {}
    async with telegram.changed:
        while True:
            for person in telegram.people.values():
                for shown in [m for m in person.chat if not m.mine]:
                    now, place = (shown.text, shown.labels), (person.id, shown.message_id)
                    if seen.get(place) != now:
                        _print(f"tg {person.id}", *now)
                    seen[place] = now
            await telegram.changed.wait()


async def _watch_whatsapp(twilio: TwilioEmulator) -> None:
    read: dict[str, int] = {}

    def fresh() -> list[WhatsAppPerson] | None:
        return [p for p in twilio.people.values() if len(p.inbox) > read.get(p.address, 0)] or None

    while True:
        for person in await twilio.until(fresh, within=AGES):
            for record in person.inbox[read.get(person.address, 0) :]:
                _print(f"wa {person.address}", record.shown.body, [b.title for b in record.shown.buttons])
            read[person.address] = len(person.inbox)


def _print(who: str, text: str, labels: list[str]) -> None:
    print(f"\n{who} <", text.replace("\n", "\n    "))
    if labels:
        print("   ", " ".join(f"[{label}]" for label in labels))
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
