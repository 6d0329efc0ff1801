"""How Telegram's updates come: repeated, at once, late, by polling beside others, and what is done about each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import pytest
from sqlalchemy import NullPool, create_engine, text
from structlog.testing import capture_logs

from bot.channels.telegram.parse import parse
from bot.ingest import Came
from bot.messages import Ignored
from core import threads
from core.db import WRITER_LOCK
from core.models import Contact, Inbound, Message, Outbox, Report
from core.settings import Settings
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.flows.test_telegram import code_of, town
from tests.ground import Site, eventually


def update(number: int, words: str = "halo", *, message: int = 1, kind: str = "message") -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Siti"}
    content = {"message_id": message, "date": 1_773_280_800, "text": words, "from": person}
    return {"update_id": number, kind: content | {"chat": {"id": 7, "type": "private", "first_name": "Siti"}}}


async def post(site: Site, telegram: TelegramEmulator, *updates: dict[str, Any]) -> list[int]:
    """All at once; their statuses."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.webhook["secret_token"]}

    async def one(session: aiohttp.ClientSession, body: dict[str, Any]) -> int:
        async with session.post(f"{site.url}/webhooks/telegram", json=body, headers=headers) as answer:
            return answer.status

    async with aiohttp.ClientSession() as session:
        return list(await asyncio.gather(*(one(session, body) for body in updates)))


def said(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen").order_by(Message.id)])


async def test_an_update_that_comes_twenty_times_at_once_is_one(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7, started=True)
        assert set(await post(site, telegram, *[update(5)] * 20)) == {200}
        await siti.expects("Darurat")
        assert await post(site, telegram, update(5)) == [200]
        assert said(site) == ["halo"]
        assert site.read(lambda s: s.query(Outbox).count()) == len([m for m in siti.chat if not m.mine])


async def test_the_same_message_number_through_two_bots_is_two_messages(settings: Settings) -> None:
    async with town(settings) as (site, _):
        world, body = site.world, b'{"update_id": 5, "message": {"message_id": 1, "date": 1773280800, "text": "halo",'
        body += b'"from": {"id": 7, "is_bot": false, "first_name": "S"}, "chat": {"id": 7, "type": "private"}}}'
        bots = [Came(event) for bot in (1, 2) for event in parse(f"telegram:{bot}", body)]

        def take() -> list[str]:
            return [world.writer.run(lambda s, item=item: world.ingest.batch(s, [item])[0]) for item in bots]

        assert await asyncio.to_thread(take) == ["stored", "stored"]
        assert said(site) == ["halo", "halo"]
        assert site.read(lambda s: s.query(Contact).count()) == 2


async def test_what_is_kept_for_a_replay_remembers_its_address(settings: Settings) -> None:
    async with town(settings) as (site, _):
        event = Ignored("whatsapp:1", "x", "unreadable", quarantine=True, raw=b"{")
        results = await site.world.writer.take_all([Came(event, "/status/7")])
        kept = site.read(lambda s: s.query(Inbound).one())
        assert (results, kept.outcome, kept.tail) == (["ignored"], "quarantined", "/status/7")


async def test_numbers_that_start_again_lower_are_read(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        telegram.person(7, started=True)
        for number in (900_000_000, 3):
            assert await post(site, telegram, update(number, f"nomor {number}", message=number % 10_000 + 1)) == [200]
        assert said(site) == ["nomor 900000000", "nomor 3"]


async def test_numbers_that_start_again_lower_are_polled(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.poll.WAIT", 0)  # every quiet moment is an empty answer
    async with town(sqlite_settings, webhook=False) as (_, telegram):
        siti = telegram.person(7)
        await siti.says("halo")
        await siti.expects("Darurat")
        await asyncio.to_thread(eventually, lambda: not telegram.updates.pending)
        telegram.updates._next_id = 3
        await siti.says("DARURAT")
        await siti.expects("110")


async def test_an_edit_of_a_message_nobody_knows_is_not_kept_and_said_so(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7, started=True)
        body = update(5, "mobil, bukan motor", message=99, kind="edited_message")
        assert await post(site, telegram, body) == [200]
        await siti.expects("Saya bot")
        await siti.expects("Tulis sebagai pesan baru")
        assert said(site) == []
        row = site.read(lambda s: s.query(Inbound).one())
        assert (row.event_id, row.raw, row.contact_id) == ("5", None, None)
        help_ = update(6, "tolong, dia bawa pisau", message=98, kind="edited_message")
        assert await post(site, telegram, help_) == [200]
        await siti.expects("TELEPON 110")
        assert said(site) == ["tolong, dia bawa pisau"]
        assert site.read(lambda s: s.query(Report).one().priority) == 1


async def test_a_slip_mended_in_an_alarm_is_a_version_of_its_words(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7, started=True)
        await post(site, telegram, update(5, "tolong dia bawa pisau di gang mawr"))
        await siti.expects("TELEPON 110")
        for number, words in ((6, "tolong dia bawa pisau di gang mawar"), (7, "tolong dia bawa pisau, gang mawar 5")):
            await post(site, telegram, update(number, words, kind="edited_message"))
        report = site.read(lambda s: s.query(Report).one())
        line = next(line for line in site.read(lambda s: threads.of(s, report.id)) if line.author == "citizen")
        assert line.revised == ("tolong dia bawa pisau di gang mawar", "tolong dia bawa pisau, gang mawar 5")
        assert report.summary == line.revised[-1]


async def test_an_edit_that_calls_for_help_stands_in_the_alarm_it_opens(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7, started=True)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        provider_id = site.read(lambda s: s.query(Message.provider_id).filter(Message.provider_id != "").scalar())
        for number, words in ((905, "dia bawa pisau, tolong"), (906, "dia bawa pisau, tolong!")):
            await post(site, telegram, update(number, words, message=int(provider_id), kind="edited_message"))
        await siti.expects("TELEPON 110")
        theft, alarm = site.read(lambda s: s.query(Report).order_by(Report.id).all())
        of = {report.id: site.read(lambda s, id_=report.id: threads.of(s, id_)) for report in (theft, alarm)}
        assert [line.text for line in of[alarm.id] if line.author == "citizen"] == ["dia bawa pisau, tolong"]
        assert next(line.revised for line in of[theft.id] if line.author == "citizen") == ("dia bawa pisau, tolong!",)
        assert (alarm.priority, alarm.summary) == (1, "dia bawa pisau, tolong!")


async def test_a_live_location_is_not_followed_and_floods_nobody(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        shared = await siti.shares_live_location(-6.9, 107.6)
        await siti.expects("Kami tidak memantau lokasi langsung")
        for step in range(25):
            await siti.moves(shared, -6.9 + step / 1000, 107.6, wait=True)
        await siti.says("STATUS")
        await siti.expects("Kirim kode laporan")
        assert site.read(lambda s: [m.lat for m in s.query(Message).filter(Message.lat.is_not(None))]) == [-6.9]
        assert site.read(lambda s: s.query(Inbound).filter_by(outcome="ignored", raw=None).count()) == 25


@pytest.mark.parametrize(
    ("language", "story", "where", "words"),
    [
        ("id", "motor saya dicuri", "Di mana kejadiannya?", "Nomor telepon: +628123456789"),
        ("en", "my motorbike was stolen", "Where did it happen?", "Phone number: +628123456789"),
    ],
)
async def test_ones_own_contact_card_tells_its_number(
    sqlite_settings: Settings, language: str, story: str, where: str, words: str
) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7, language=language)
        await siti.says(story)
        await siti.expects(where)
        await siti.shares_contact("628123456789")
        await siti.expects("Kami tambahkan" if language == "id" else "We added it")  # a number is no place
        await siti.says("Pasar Baru")
        card = await siti.expects(words)
        await siti.taps(card.labels[0])
        await siti.expects("JB-")
        report = site.read(lambda s: s.query(Report).one())
        assert (report.summary, report.place[:10]) == (f"{story}\n{words}", "Pasar Baru")
        await siti.shares_contact("628999", owner=8)
        await siti.expects("Jenis pesan ini belum bisa dibaca" if language == "id" else "We cannot read this kind")
        assert "999" not in str(said(site))


async def test_ones_own_contact_card_is_an_answer(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)
        officer = await asyncio.to_thread(site.officer)
        asked = {"text": "Nomor HP Anda berapa?", "ask": "1"}
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data=asked)
        await siti.expects("Nomor HP Anda berapa?")
        await siti.shares_contact("+628123456789")
        await siti.expects("jawaban Anda sudah diteruskan")
        page = await asyncio.to_thread(officer.get, f"/laporan/{code}")
        assert "Nomor telepon: +628123456789" in page.text


async def test_a_button_pressed_twice_counts_once_and_both_presses_are_answered(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        card = await siti.expects("Ini laporan Anda")
        telegram.fault("answerCallbackQuery", code=400)
        await asyncio.gather(*(siti.taps("Kirim laporan", message=card) for _ in range(2)))
        await siti.expects("Terkirim")
        await asyncio.to_thread(eventually, lambda: telegram.calls.count("answerCallbackQuery") == 2)
        assert site.read(lambda s: s.query(Report).count()) == 1


@pytest.mark.parametrize("tap_first", [True, False])
async def test_a_message_beside_a_tap_loses_nothing(sqlite_settings: Settings, tap_first: bool) -> None:
    """Taps travel in a queue of their own, so either may come first."""
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        acts = [siti.taps("Kirim laporan"), siti.says("warnanya merah")]
        await asyncio.gather(*(acts if tap_first else reversed(acts)))
        await asyncio.to_thread(eventually, lambda: "warnanya merah" in said(site) and not telegram.updates.pending)
        if not site.read(lambda s: s.query(Report).count()):  # the button was stale by then; there is a new one
            await siti.expects("warnanya merah")
            await siti.taps("Kirim laporan")

        def found() -> list[bool]:
            rows = site.read(lambda s: s.query(Message).filter_by(text="warnanya merah").all())
            return [row.report_id is not None for row in rows]

        await asyncio.to_thread(eventually, found, until=lambda filed: filed == [True])
        assert site.read(lambda s: s.query(Report).count()) == 1


async def test_whoever_unblocks_the_bot_is_reachable_again(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("halo")
        await siti.expects("Darurat")

        def reachable() -> bool:
            return site.read(lambda s: s.query(Contact).one().reachable)

        await siti.blocks()
        await asyncio.to_thread(eventually, reachable, until=lambda found: not found)
        await siti.unblocks()
        await asyncio.to_thread(eventually, reachable)


@contextmanager
def away(database: str) -> Iterator[None]:
    """Somebody else holds what every writing transaction needs."""
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": WRITER_LOCK})
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield


async def test_what_comes_while_the_database_is_away_is_there_afterwards_in_order(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("halo")
        await siti.expects("Darurat")
        with away(settings.database):
            for number in range(3):
                await siti.says(f"kalimat nomor {number}")
            secret = {"X-Telegram-Bot-Api-Secret-Token": telegram.webhook["secret_token"]}
            unread = {"update_id": 1, "poll": {}}
            answer = await asyncio.to_thread(site.client().post, "/webhooks/telegram", json=unread, headers=secret)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
            await asyncio.to_thread(eventually, lambda: telegram.updates.last_error, seconds=40)
        assert "503" in telegram.updates.last_error
        await asyncio.to_thread(eventually, lambda: len(said(site)), until=lambda count: count == 4, seconds=60)
        assert said(site) == ["halo", *(f"kalimat nomor {number}" for number in range(3))]


async def test_a_webhook_that_was_taken_away_is_set_again(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.channel.LOOK_EVERY", 0.1)
    async with town(sqlite_settings) as (_, telegram):
        siti = telegram.person(7)
        await telegram.updates.set_webhook({"url": ""})
        await siti.says("DARURAT")
        await siti.expects("110")
        assert telegram.webhook


# Polling


async def test_where_telegram_cannot_call_it_is_asked(sqlite_settings: Settings) -> None:
    """A name of the office's own network: the webhook is refused for good."""
    async with town(sqlite_settings, webhook=False, public_url="https://lapor.polres.lan") as (_, telegram):
        siti = telegram.person(7)
        await siti.says("DARURAT")
        await siti.expects("110")
        assert telegram.calls.count("setWebhook") == 1


async def test_a_webhook_that_comes_back_is_somebody_elses(sqlite_settings: Settings) -> None:
    with capture_logs() as logs:
        async with town(sqlite_settings, webhook=False) as (_, telegram):
            for number in range(2):
                await asyncio.to_thread(eventually, lambda: "getUpdates" in telegram.calls)
                await telegram.updates.set_webhook({"url": "http://127.0.0.1:9/"})
                said = "another process serves" if number else "it is removed"
                await asyncio.to_thread(eventually, lambda said=said: any(said in entry["event"] for entry in logs))
                await asyncio.to_thread(eventually, lambda number=number: number or not telegram.webhook)
            assert telegram.webhook


async def test_a_webhook_of_earlier_days_is_removed_and_said_so(sqlite_settings: Settings) -> None:
    with capture_logs() as logs:
        async with town(sqlite_settings, webhook=False) as (_, telegram):
            siti = telegram.person(7)
            await telegram.updates.set_webhook({"url": "http://127.0.0.1:9/"})
            await siti.says("DARURAT")
            await siti.expects("110")
            assert not telegram.webhook
    assert any("a webhook was set for this bot" in entry["event"] for entry in logs)


async def test_of_two_pollers_ours_steps_back_and_says_so(sqlite_settings: Settings) -> None:
    with capture_logs() as logs:
        async with town(sqlite_settings, webhook=False) as (_, telegram):
            await asyncio.to_thread(eventually, lambda: "getUpdates" in telegram.calls)
            siti = telegram.person(7)
            async with aiohttp.ClientSession() as session:
                other = f"{telegram.url}/bot{TOKEN}/getUpdates"
                ours = telegram.calls.count("getUpdates")
                async with session.post(other, json={"timeout": 1}) as answer:  # ends our poll, and is not ended by it
                    assert answer.status == 200
                assert telegram.calls.count("getUpdates") == ours + 1
            await siti.says("DARURAT")
            await siti.expects("110")  # it comes back when the other one is gone
    assert any("another process serves with this token" in entry["event"] for entry in logs)
