"""The sender and the account it holds."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from bot import delivery
from core import clock, db
from core.models import Sender
from core.settings import Settings
from tests.flows.test_telegram import town
from tests.flows.test_urgent import to_everybody
from tests.ground import eventually

ASKS = 8  # a quarter of a second apart: long enough to save up a second's worth of messages
MANY = 25


async def test_whoever_takes_an_account_over_begins_with_no_token_in_hand(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one before may have spent this second's: the limit is the account's."""
    monkeypatch.setattr(delivery, "ACCOUNT_SECONDS", 3.0)
    monkeypatch.setattr(delivery, "LOOK_EVERY", 0.25)
    async with town(sqlite_settings) as (site, telegram):
        writer = site.world.writer
        for number in range(300):
            telegram.person(1000 + number, started=True)

        def hold(session: db.Session, holder: str, seconds: float) -> None:
            values = {"holder": holder, "lease_until": clock.now() + timedelta(seconds=seconds)}
            session.query(Sender).update(values)

        await asyncio.to_thread(site.write, lambda s: hold(s, "another process", 3600))
        before = writer.jobs
        await asyncio.to_thread(eventually, lambda: writer.jobs >= before + ASKS)
        await asyncio.to_thread(site.write, lambda s: to_everybody(s, site))
        assert telegram.sends == []
        began = time.monotonic()
        await asyncio.to_thread(site.write, lambda s: hold(s, "another process", 0))
        async with telegram.changed:
            await telegram.changed.wait_for(lambda: len(telegram.sends) >= MANY)
        assert time.monotonic() - began > 0.9 * MANY / delivery.PER_SECOND
