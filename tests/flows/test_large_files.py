"""Files over the limit: told in the conversation, at once or when it is found out; the report goes on without them."""

from __future__ import annotations

import asyncio

import pytest

from bot.messages import MediaRef
from core.models import Attachment, Job
from core.settings import Settings
from tests.bot.conversation.chat import Chat
from tests.flows.test_telegram import code_of, picture
from tests.flows.test_telegram import town as telegram_town
from tests.flows.test_whatsapp import town
from tests.ground import Site

LARGE = bytes(20_000_001)
STORY = {
    "id": ("motor saya dicuri di Pasar Baru tadi pagi", "lebih dari 20 MB", "Ini laporan Anda", "Kirim laporan"),
    "en": ("my bike was stolen in Pasar Baru this morning", "larger than 20 MB", "Is it right?", "Send report"),
}


def files(site: Site) -> list[tuple[str, str, bool]]:
    return site.read(lambda s: [(a.kind, a.state, a.ref is None) for a in s.query(Attachment).order_by(Attachment.id)])


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_large_file_on_telegram_is_told_before_anything_is_fetched(settings: Settings, language: str) -> None:
    story, told, card, send = STORY[language]
    async with telegram_town(settings) as (site, telegram):
        siti = telegram.person(7, language=language)
        await siti.sends_video(LARGE, caption=story)
        await siti.expects(told)
        shown = await siti.expects(card)
        assert "1 video" not in shown.text
        await siti.taps(send)
        code = code_of((await siti.expects("PIN")).text)
        assert files(site) == [("video", "too_large", True)]
        assert site.read(lambda s: s.query(Job).filter_by(kind="fetch").count()) == 0
        assert "getFile" not in telegram.calls
        officer = await asyncio.to_thread(site.officer)
        assert "terlalu besar untuk disimpan" in (await asyncio.to_thread(officer.get, f"/laporan/{code}")).text


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_large_file_on_whatsapp_is_told_when_the_fetch_finds_out(settings: Settings, language: str) -> None:
    """Twilio tells no size; the card does not count the file any more."""
    story, told, card, _ = STORY[language]
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.sends_file(LARGE, mime="video/mp4", kind="video", caption=story)
        await budi.expects(told)
        assert "1 video" not in await budi.expects("Sudah benar?" if language == "id" else card)
        assert files(site) == [("video", "too_large", True)]


async def test_a_file_that_is_gone_is_asked_for_once_more(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching.GONE_AFTER", 1)
    async with town(sqlite_settings) as (_, twilio):
        twilio.redirect_media_to = f"{twilio.cdn_url}/nothing"
        budi = twilio.person("+6281234567890", "Budi")
        await budi.sends_photo(picture(), caption=STORY["id"][0])
        await budi.expects("Kirim sekali lagi")


def test_an_album_of_large_files_is_told_once_and_the_small_one_is_counted() -> None:
    large, small = MediaRef("video", "a", size=30_000_000), MediaRef("photo", "b", size=1000)
    chat = Chat().sends("motor saya dicuri di Pasar Baru tadi pagi", media=(large,)).sees("lebih dari 20 MB")
    chat.sends(media=(large,)).sees_no("MB").sends(media=(small,)).pauses().sees("Lampiran: 1 foto")


@pytest.mark.parametrize("way", ["idle", "emergency", "sent"])
def test_wherever_a_large_file_comes_the_talk_goes_on(way: str) -> None:
    chat = Chat()
    if way == "emergency":
        chat.says("DARURAT")
    if way == "sent":
        chat.says("motor saya dicuri di Pasar Baru tadi pagi").pauses().taps("Kirim laporan")
    chat.sends(media=(MediaRef("video", "a", size=30_000_000),)).sees("lebih dari 20 MB")
    expected = {"idle": "Ceritakan apa yang terjadi", "emergency": "110", "sent": "Ada lagi untuk laporan"}
    chat.pauses().sees(expected[way])
