"""A group with the bot in it: no report is taken there, a button leads to the private chat, and a report begins."""

from __future__ import annotations

import asyncio

import pytest

from core.models import Inbound, Message, Report
from core.settings import Settings
from tests.emulators.telegram_people import Group, Shown
from tests.flows.test_telegram import town

GROUP = -1_001_234
WORDS = "hanya diterima lewat chat pribadi"
LINK = [{"text": "Buka chat pribadi", "url": "https://t.me/jembatan_bot?start=lapor"}]
BEGUN = {
    "id": ("Ceritakan apa yang terjadi", "motor saya dicuri di Pasar Baru tadi pagi", "Ini laporan", "Kirim laporan"),
    "en": ("Tell us what happened", "my bike was stolen at Pasar Baru this morning", "your report", "Send report"),
}


@pytest.mark.parametrize("language", BEGUN)
async def test_the_button_in_a_group_begins_a_report_in_the_private_chat(settings: Settings, language: str) -> None:
    asked, story, card, send = BEGUN[language]
    async with town(settings) as (site, telegram):
        siti = telegram.person(7, language=language)
        group = telegram.group(GROUP, siti)
        await group.says("ada maling di Pasar Baru!")
        assert (await group.expects(WORDS)).buttons == LINK
        await group.taps("Buka chat pribadi")
        await siti.expects(asked)
        await siti.says(story)
        await siti.expects(card)
        await siti.taps(send)
        await siti.expects("PIN")
        report = await asyncio.to_thread(site.read, lambda s: s.query(Report).one())
        assert report.summary == story
        assert [sent.chat_id for sent in telegram.sends].count(GROUP) == 1


async def test_nothing_that_is_said_in_a_group_is_kept(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        group = telegram.group(GROUP, telegram.person(7))
        await group.says("ada maling di Pasar Baru!")
        await group.expects(WORDS)
        raws = await asyncio.to_thread(site.read, lambda s: [event.raw for event in s.query(Inbound)])
        lines = await asyncio.to_thread(
            site.read, lambda s: [m.text for m in s.query(Message) if m.author == "citizen"]
        )
        assert (raws, lines) == ([None], [])


async def test_without_a_public_address_it_is_the_same(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings, webhook=False) as (_, telegram):
        group = telegram.group(GROUP, telegram.person(7))
        await group.says("halo")
        assert (await group.expects(WORDS)).buttons == LINK


async def test_while_telegram_does_not_tell_the_bots_name_the_words_go_alone(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, telegram):
        telegram.fault("getMe", code=500)
        siti = telegram.person(7)
        assert (await _answered(telegram.group(GROUP, siti))).buttons == []
        assert (await _answered(telegram.group(GROUP - 1, siti))).buttons == LINK
        assert (await _answered(telegram.group(GROUP - 2, siti))).buttons == LINK
        assert telegram.calls.count("getMe") == 2  # asked again after it failed, and then known


async def _answered(group: Group) -> Shown:
    await group.says("halo")
    return await group.expects(WORDS)


async def test_a_group_tells_its_number_to_whoever_sets_up_the_duty_chat(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, telegram):
        group = telegram.group(GROUP, telegram.person(7))
        for words in ("/id", "/id@jembatan_bot"):
            await group.says(words)
            await group.expects(f"Nomor grup ini: {GROUP}")
        assert len([sent for sent in telegram.sends if sent.chat_id == GROUP]) == 2
