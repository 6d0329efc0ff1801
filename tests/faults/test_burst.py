"""Twilio's status callbacks come in bursts: 200 a second for 20 s while people write. Each is answered 200 in time."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from core.clock import now
from core.settings import Settings
from tests.emulators.twilio import Record, TwilioEmulator
from tests.emulators.twilio_people import Person
from tests.faults.flood import Served

pytestmark = pytest.mark.faults

PUBLIC = "http://lapor.example"
RATE, SECONDS = 200, 20
PEOPLE, EVERY = 500, 0.2  # seconds between messages
DEADLINE = 15.0  # seconds after which Twilio gives a webhook up


def query(settings: Settings, text: str) -> list[tuple[object, ...]]:
    if settings.database.startswith("postgresql"):
        with psycopg.connect(settings.database) as connection:
            return connection.execute(text).fetchall()
    with sqlite3.connect(settings.database.removeprefix("sqlite:///")) as connection:
        return connection.execute(text).fetchall()


async def test_a_burst_of_callbacks_loses_nothing_and_keeps_nobody_waiting(settings: Settings, tmp_path: Path) -> None:
    async with TwilioEmulator(public_url=PUBLIC, callbacks="none") as twilio:
        served = Served(
            tmp_path, settings.database, telegram="http://127.0.0.1:9", JEMBATAN_TELEGRAM_TOKEN="",
            JEMBATAN_TELEGRAM_WEBHOOK_SECRET="", JEMBATAN_PUBLIC_URL=PUBLIC, JEMBATAN_TWILIO_API_URL=twilio.api_url,
            JEMBATAN_TWILIO_ACCOUNT_SID=twilio.account_sid, JEMBATAN_TWILIO_AUTH_TOKEN=twilio.auth_token,
            JEMBATAN_TWILIO_WHATSAPP_FROM=twilio.sender, JEMBATAN_TWILIO_CONTENT_URL=twilio.api_url,
        )  # fmt: skip
        await served.start()
        twilio.deliver_to = served.url
        people = [twilio.person(f"+62812345{n:05}", f"Warga {n}") for n in range(PEOPLE)]
        for start in range(0, PEOPLE, 50):
            await asyncio.gather(*(person.says("halo") for person in people[start : start + 50]))
        await asyncio.gather(*(person.expects("Darurat") for person in people))
        sent = [record for record in twilio.records.values() if record.direction.startswith("outbound")]
        twilio.hooks.clear()
        talk = asyncio.create_task(_talk(people))
        await _burst(twilio, sent)
        said = await talk
        took = sorted(hook.seconds for hook in twilio.hooks)
        print(f"\n{len(took)} requests: median {took[len(took) // 2]:.3f} s, p99 {took[len(took) * 99 // 100]:.3f} s, "
              f"slowest {took[-1]:.3f} s; load {os.getloadavg()[0]:.1f}")  # fmt: skip
        assert Counter((hook.status, hook.attempts) for hook in twilio.hooks) == {(200, 1): len(twilio.hooks)}
        assert took[-1] < DEADLINE
        stored = query(settings, "SELECT text FROM messages WHERE author = 'citizen' AND text LIKE 'kalimat %'")
        assert sorted(str(text) for (text,) in stored) == sorted(said)
        ours = {record.sid for record in sent}
        states = query(settings, "SELECT provider_id, state FROM outbox")
        assert {state for sid, state in states if sid in ours} == {"read"}
        served.stop()


async def _burst(twilio: TwilioEmulator, sent: list[Record]) -> None:
    """Every message's states, the largest first, then all of them again: half are repeats."""
    loop, tasks = asyncio.get_running_loop(), []
    begun, states = loop.time(), ("read", "sending", "sent", "delivered")
    for number in range(RATE * SECONDS):
        await asyncio.sleep(max(0.0, begun + number / RATE - loop.time()))
        record, state = sent[number % len(sent)], states[number // len(sent) % len(states)]
        tasks.append(asyncio.create_task(twilio.report(record, state)))
    await asyncio.gather(*tasks)


async def _talk(people: list[Person]) -> list[str]:
    said, ends, tasks = [], now().timestamp() + SECONDS, []
    while now().timestamp() < ends:
        said.append(f"kalimat nomor {len(said)} tentang motor yang dicuri")
        tasks.append(asyncio.create_task(people[len(said) % len(people)].says(said[-1])))
        await asyncio.sleep(EVERY)
    await asyncio.gather(*tasks)
    return said
