"""The whole way by Telegram, through the emulator: webhook in, Bot API out."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from core import clock, reports, threads
from core.models import Attachment, Attempt, Contact, Message, Outbox, Report
from core.settings import Settings
from tests.conftest import make_settings
from tests.emulators.telegram import TelegramEmulator
from tests.ground import Site, eventually, open_site

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


@asynccontextmanager
async def town(
    settings: Settings, *, webhook: bool = True, **more: object
) -> AsyncIterator[tuple[Site, TelegramEmulator]]:
    async with TelegramEmulator() as telegram:
        more |= {"telegram_token": TOKEN, "telegram_api_url": telegram.url}
        made = make_settings(settings.data_dir, settings.database_url, **more)
        opened = open_site(made, public=webhook)
        site = await asyncio.to_thread(opened.__enter__)
        try:
            if webhook:
                await asyncio.to_thread(eventually, lambda: telegram.webhook)
            yield site, telegram
        finally:
            await asyncio.to_thread(opened.__exit__, None, None, None)


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG", exif=b"Exif\x00\x00GPS-SECRET")
    return target.getvalue()


def code_of(text: str) -> str:
    found = re.search(r"JB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", text)
    assert found, text
    return found[0]


async def test_of_used_buttons_the_chosen_one_stays_and_does_nothing_more(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        card = await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        assert card.labels == ["✓ Kirim laporan"]
        await siti.taps("✓ Kirim laporan")
        await siti.expects("Tombol ini dari pesan lama")
        assert site.read(lambda s: s.query(Report).count()) == 1


async def test_a_report_with_photo_is_sent_in_two_turns_and_answered(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.sends_photo(picture(), caption="motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)

        officer = await asyncio.to_thread(site.officer)
        page = await asyncio.to_thread(officer.get, f"/laporan/{code}")
        assert "motor saya dicuri" in page.text
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi."})
        await siti.expects("Petugas menuju lokasi.")

        def ticks() -> str:
            return str(site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains("menuju")).one().state))

        await asyncio.to_thread(eventually, ticks, until=lambda state: state == "sent")

        def stored() -> list[str]:
            return [a.state for a in site.read(lambda s: s.query(Attachment).all())]

        await asyncio.to_thread(eventually, stored, until=lambda states: states == ["stored"])
        file_id = site.read(lambda s: s.query(Attachment).one().id)
        shown = await asyncio.to_thread(officer.get, f"/lampiran/{file_id}")
        assert shown.headers["content-type"] == "image/jpeg"
        assert b"GPS-SECRET" not in shown.content


async def test_by_long_polling_without_a_public_address(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, webhook=False) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("DARURAT")
        assert "110" in (await siti.expects("110")).text
        assert not telegram.webhook
        assert site.read(lambda s: s.query(Report).one().priority) == 1


@pytest.mark.as_shipped  # how close they come depends on the machine
async def test_an_album_of_ten_gives_one_answer_and_one_report(sqlite_settings: Settings) -> None:
    """In any order, over two seconds, and with the caption wherever it stands."""
    told = "kecelakaan di Pasar Sirih"
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        for number in range(10):
            await siti.sends_photo(picture(), caption=told if number == 6 else "", album="a1")
            await asyncio.sleep(0.2)
        await siti.expects("10 foto")
        assert len([m for m in siti.chat if not m.mine and "Ini laporan Anda" in m.text]) == 1
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        assert len([m for m in siti.chat if not m.mine and "Terkirim" in m.text]) == 1
        assert site.read(lambda s: s.query(Report).one().summary) == told
        assert site.read(lambda s: s.query(Attachment).count()) == 10
        assert site.read(lambda s: s.query(Message.text).filter(Message.text == told).count()) == 1


async def test_a_limit_is_obeyed_and_other_chats_go_on(settings: Settings, later: Callable[..., None]) -> None:
    async with town(settings) as (site, telegram):
        telegram.fault("sendMessage", code=429, retry_after=60)
        first, second = telegram.person(7), telegram.person(8)
        await first.says("halo")
        refused, outcome = await tried(site)
        assert outcome == "retry"
        assert timedelta(seconds=50) < refused.due_at - clock.now() < timedelta(seconds=61)
        await second.says("halo")
        await second.expects("Darurat")
        assert {send.chat_id for send in telegram.sends} == {8}
        later(seconds=62)
        await first.expects("Darurat")


async def test_a_long_pause_is_obeyed_whole(sqlite_settings: Settings) -> None:
    """Whoever comes back too early is told to wait longer."""
    async with town(sqlite_settings) as (site, telegram):
        telegram.fault("sendMessage", code=429, retry_after=20_000)
        await telegram.person(7).says("halo")
        refused, outcome = await tried(site)
        assert (outcome, refused.due_at - clock.now() > timedelta(seconds=19_900)) == ("retry", True)


async def test_what_is_refused_for_good_is_not_sent_again(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        telegram.fault("sendMessage", code=400)
        siti = telegram.person(7)
        await siti.says("halo")
        refused, outcome = await tried(site)
        assert (refused.state, outcome) == ("failed", "failed")
        await siti.says("menu")
        await siti.expects("Darurat")
        assert len(telegram.sends) == 1


async def tried(site: Site) -> tuple[Outbox, str]:
    """The first message that was sent to somebody, and what became of it."""

    def look() -> tuple[Outbox, str] | None:
        rows = select(Outbox, Attempt.outcome).join(Attempt, Attempt.outbox_id == Outbox.id).order_by(Attempt.id)
        return site.read(lambda s: s.execute(rows).first())

    found = await asyncio.to_thread(eventually, look)
    assert found is not None
    return found


async def test_a_blocked_bot_stops_trying_until_it_is_unblocked(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        siti.blocked = True
        await siti.says("halo")
        await asyncio.to_thread(
            eventually, lambda: site.read(lambda s: s.query(Outbox).filter(Outbox.state == "failed").count())
        )
        assert telegram.calls.count("sendMessage") == 1
        assert not site.read(lambda s: s.query(Contact).one().reachable)


async def test_an_edit_is_a_revision_and_the_original_stays(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        number = await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)
        await siti.edits(number, "mobil saya dicuri di Pasar Baru tadi pagi")
        report = await asyncio.to_thread(site.read, lambda s: reports.by_code(s, code))

        def lines() -> list[tuple[str, tuple[str, ...]]]:
            thread = site.read(lambda s: threads.of(s, report.id))
            return [(line.text[:5], line.revised) for line in thread if line.author == "citizen"]

        found = await asyncio.to_thread(eventually, lines, until=lambda found: "mobil" in str(found))
        assert found == [("motor", ("mobil saya dicuri di Pasar Baru tadi pagi",))]


async def test_a_reply_to_an_old_message_reaches_its_report_in_the_middle_of_another(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        number = await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)
        await siti.says("MENU")
        await siti.expects("Halo, ini layanan")
        await siti.taps("Lapor kejadian")
        await siti.expects("Ceritakan apa yang terjadi")
        await siti.says("dompet saya dicopet")
        await siti.expects("Di mana kejadiannya?")
        original = {"message_id": number.message_id}
        await siti.says("motornya sudah ketemu", reply_to_message=original)
        await siti.expects(f"Ditambahkan ke laporan {code}")
        report = await asyncio.to_thread(site.read, lambda s: reports.by_code(s, code))
        kept = site.read(lambda s: s.query(Message).filter(Message.text == "motornya sudah ketemu").one())
        assert kept.report_id == report.id


async def test_a_photo_of_an_identity_card_is_forgotten(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.sends_photo(picture(), caption="ini KTP saya")
        await siti.expects("Kami tidak membutuhkan foto KTP.")
        await siti.taps("Hapus foto")
        await siti.expects("Foto sudah dihapus")
        assert site.read(lambda s: s.query(Attachment).one().state) == "forgotten"


async def test_both_sides_of_a_card_are_forgotten_and_what_was_told_with_them_stays(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        told = "ini KTP saya, pelakunya lari ke utara"
        await siti.sends_album([picture(), picture()], told)
        await siti.expects("Kami tidak membutuhkan foto KTP.")
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Attachment).count() == 2))
        await siti.taps("Hapus foto")
        await siti.expects("Foto sudah dihapus")
        assert site.read(lambda s: [a.state for a in s.query(Attachment)]) == ["forgotten", "forgotten"]
        report = site.read(lambda s: s.query(Report).one())
        thread = site.read(lambda s: threads.of(s, report.id))
        words = [line.text for line in thread if line.author == "citizen"]
        assert words == ["motor saya dicuri di Pasar Baru tadi pagi", told, threads.FORGOTTEN]


async def test_the_keyboard_of_a_question_goes_when_buttons_follow(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, telegram):
        siti = telegram.person(7)
        await siti.says("motor saya dicuri")
        question = await siti.expects("Di mana kejadiannya?")
        assert question.labels == ["Kirim lokasi", "Ketik tempat", "Lewati"]
        await siti.says("Pasar Baru")
        card = await siti.expects("Ini laporan Anda")
        assert question.labels == []
        assert card.labels == ["Kirim laporan", "Ubah", "Batal", "Lengkapi"]
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        assert [m.text for m in siti.chat if not m.mine].count("✓") == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", "prefix"])
async def test_a_forged_update_is_refused_and_nothing_is_stored(sqlite_settings: Settings, secret: str | None) -> None:
    async with town(sqlite_settings) as (site, telegram):
        secret = telegram.webhook["secret_token"][:-1] if secret == "prefix" else secret
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        answer = await asyncio.to_thread(
            site.client().post, "/webhooks/telegram", json={"update_id": 1}, headers=headers
        )
        assert answer.status_code in {401, 403}
        assert site.read(lambda s: s.query(Message).count()) == 0
