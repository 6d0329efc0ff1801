"""The sender and the account it holds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot import delivery
from bot.channels.telegram import channel
from bot.channels.telegram.layout import Part, parts
from bot.messages import Outbound
from core import clock, db, outbox
from core.errors import Unavailable
from core.models import Outbox, Sender
from core.settings import Settings
from core.troubles import REFUSED
from tests.flows.test_telegram import town
from tests.flows.test_urgent import to_everybody
from tests.flows.test_whatsapp import town as whatsapp_town
from tests.ground import eventually, refusing

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


@pytest.mark.parametrize(("lane", "hours"), [(outbox.SAFETY, 24), (outbox.BULK, 4)])
async def test_a_message_is_tried_for_hours_and_then_given_up(
    settings: Settings, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch, lane: int, hours: int
) -> None:
    monkeypatch.setattr(delivery, "LOOK_EVERY", 0.05)
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("halo")
        await siti.expects("Darurat?")

        def row() -> Outbox:
            return site.read(lambda s: s.query(Outbox).order_by(Outbox.id).limit(1).one())

        def send_anew(session: db.Session) -> None:
            found = session.query(Outbox).order_by(Outbox.id).limit(1).one()
            found.lane = lane
            outbox.anew(session, found, now=clock.now())

        telegram.fault("sendMessage", code=500, times=9999)
        await asyncio.to_thread(eventually, lambda: row().state == "sent")
        await asyncio.to_thread(site.write, send_anew)
        pauses = []
        for minutes in (*range(0, hours * 60, 20 if hours < 24 else 90), hours * 60 + 1):
            later(minutes=minutes)
            tries = len(pauses) + 1
            tried = await asyncio.to_thread(eventually, row, until=lambda r, n=tries: r.attempts == n and r.fence)
            tried = await asyncio.to_thread(eventually, row, until=lambda r: r.state != "sending")
            pauses.append((tried.due_at - tried.changed_at).total_seconds())
        assert tried.state == "failed"
        assert len(pauses) > 12
        assert 1 < pauses[0] < 3
        assert [pause for pause in pauses[7:-1] if not 90 < pause < 150] == []


async def test_a_short_pause_that_is_asked_for_does_not_keep_the_pauses_from_growing(
    settings: Settings, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LOOK_EVERY", 0.05)
    async with town(settings) as (site, telegram):
        telegram.fault("sendMessage", code=429, retry_after=1, times=9999)
        await telegram.person(7).says("halo")

        def row(tries: int) -> Outbox | None:
            return site.read(lambda s: s.query(Outbox).filter_by(attempts=tries, state="queued").one_or_none())

        pauses = []
        for tries in range(1, 9):
            tried = await asyncio.to_thread(eventually, lambda n=tries: row(n))
            pauses.append((tried.due_at - tried.changed_at).total_seconds())
            later(hours=tries)
        assert 1 < pauses[0] < 3
        assert pauses[-1] > 90


async def test_a_message_whose_outcome_the_database_refuses_is_not_sent_again(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)

        def answers() -> list[str]:
            return site.read(lambda s: [row.state for row in s.query(Outbox)])

        with refusing(site.write, "UPDATE", "outbox", when="NEW.provider_id <> ''"):
            await siti.says("halo")
            await siti.expects("Darurat?")
            found = await asyncio.to_thread(eventually, answers, until=lambda states: {*states} == {"sent"})
        assert len(telegram.sends) == len(found)


async def test_one_that_our_program_cannot_send_holds_up_no_other(
    sqlite_settings: Settings, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(message: Outbound) -> list[Part]:
        if "Darurat?" in message.text:
            raise IndexError("a fault of ours")
        return parts(message)

    monkeypatch.setattr(delivery, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(channel, "parts", broken)
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("halo")
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Outbox).count()) == 1)
        await siti.says("DARURAT")
        await siti.expects("TELEPON 110")
        await siti.says("BATAL")
        for _ in range(delivery.LAST_BROKEN):
            later(minutes=1)
            await asyncio.to_thread(eventually, lambda: site.read(_none_under_way))
        assert site.read(lambda s: s.query(Outbox).order_by(Outbox.id).first().state) == "failed"


def _none_under_way(session: db.Session) -> bool:
    due = (Outbox.state.in_(["queued", "sending"]), Outbox.due_at <= clock.now())
    return session.query(Outbox).filter(*due).count() == 0


async def test_what_the_database_did_not_tell_before_a_message_left_is_asked_again(
    sqlite_settings: Settings, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the free window is open. Nothing has left, so there is no doubt about what arrived."""
    asked: list[str] = []

    def away_at_first(session: db.Session, id_: str) -> datetime | None:
        asked.append(id_)
        if len(asked) == 1:
            raise Unavailable
        return heard(session, id_)

    heard = outbox.contact_heard
    monkeypatch.setattr(outbox, "contact_heard", away_at_first)
    async with whatsapp_town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("DARURAT")
        await asyncio.to_thread(eventually, lambda: asked)
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Outbox).first().state) == "queued")
        later(seconds=5)
        assert "110" in await budi.expects("110")
        assert len(twilio.sends) == 1


async def test_what_arrived_is_not_sent_again_though_it_is_recorded_long_after(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database takes nothing for longer than the message's lease lasts; here somebody knows what became of it."""
    monkeypatch.setattr(delivery, "ROW_SECONDS", 1.0)
    monkeypatch.setattr(delivery, "ACCOUNT_SECONDS", 3.0)
    monkeypatch.setattr(delivery, "RECORD_AGAIN", (0.2,) * 50)
    async with town(settings) as (site, telegram):
        siti, writer, refused = telegram.person(7), site.world.writer, []
        take = writer.take

        async def away(event: object, **more: Any) -> object:
            if isinstance(event, outbox.Outcome) and len(refused) < 5:
                refused.append(event)
                raise Unavailable
            return await take(event, **more)

        monkeypatch.setattr(writer, "take", away)
        await siti.says("halo")
        await siti.expects("Darurat?")
        await asyncio.to_thread(eventually, lambda: site.read(_all_sent))
        assert (len(refused), len(telegram.sends)) == (5, 1)


def _all_sent(session: db.Session) -> bool:
    return {row.state for row in session.query(Outbox)} == {"sent"}


def _tried(session: db.Session) -> list[tuple[int, str]]:
    return [(row.attempts, row.state) for row in session.query(Outbox)]


async def test_a_channel_that_takes_nothing_is_seen_on_the_desk(
    sqlite_settings: Settings, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a token was revoked: nothing has failed yet, and nothing leaves."""
    monkeypatch.setattr(delivery, "LOOK_EVERY", 0.05)
    async with town(sqlite_settings) as (site, telegram):
        officer = await asyncio.to_thread(site.officer)
        telegram.fault("sendMessage", code=401, times=9999)
        await telegram.person(7).says("halo")
        for tries in range(1, REFUSED + 1):
            await asyncio.to_thread(eventually, lambda n=tries: site.read(_tried) == [(n, "queued")])
            page = (await asyncio.to_thread(officer.get, "/masalah")).text
            assert ("Telegram tidak mau mengirim" in page) == (tries == REFUSED)
            later(minutes=2 * tries)
        assert "akun kami di penyedia tidak bisa dipakai. 1 pesan menunggu" in page
        assert '<b class="count hot">1</b>' in page
