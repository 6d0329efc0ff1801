"""The kind of report, told in one's own words: what is near is offered, and nothing typed is lost."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import pytest

from core.models import Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.flows.test_telegram import code_of
from tests.flows.test_telegram import town as telegram_town
from tests.flows.test_whatsapp import town
from tests.ground import Site, open_site


class Words(NamedTuple):
    story: str
    list_: str
    several: str
    which: str
    offered: list[str]
    chosen: str
    slip: str
    like: str
    yes: str
    other: str
    unclear: str
    unsure: str
    card: str
    send: str


SAID = {
    "id": Words(
        "ada kejadian aneh tadi di Pasar Baru", "Ini tentang apa?", "penipuan atau pencurian",
        "Mana yang paling dekat?",
        ["Penipuan online", "Pencurian atau begal", "Pilih lain", "Tidak yakin"], "Pencurian atau begal", "begl",
        "Sepertinya ini Pencurian atau begal. Betul?", "Betul", "Pilih lain", "pokoknya susah saya jelaskan",
        "Jenisnya nanti dipilih petugas", "Ini laporan Anda", "Kirim laporan",
    ),
    "en": Words(
        "there was something odd at Pasar Baru today", "What is it about?", "theft or fraud", "Which is closest?",
        ["Online fraud", "Theft or robbery", "Choose another", "I am not sure"], "Theft or robbery", "theef",
        "This looks like Theft or robbery. Is that right?", "Yes, right", "Choose another",
        "it is hard for me to explain this", "An officer will choose the kind", "Is it right?", "Send report",
    ),
}  # fmt: skip


def filed(site: Site) -> Report:
    return site.read(lambda s: s.query(Report).one())


@pytest.mark.parametrize("language", SAID)
async def test_words_for_several_kinds_are_answered_with_those_kinds(settings: Settings, language: str) -> None:
    said = SAID[language]
    async with telegram_town(settings) as (site, telegram):
        siti = telegram.person(7, language=language)
        await siti.says(said.story)
        assert len((await siti.expects(said.list_)).labels) == 10
        await siti.says(said.several)
        offer = await siti.expects(said.which)
        assert offer.labels == said.offered
        await siti.taps(said.chosen)
        await siti.expects(said.card)
        await siti.taps(said.send)
        code_of((await siti.expects("PIN")).text)
        report = await asyncio.to_thread(filed, site)
        assert (report.category, report.summary) == ("theft", f"{said.story}\n{said.several}")


@pytest.mark.parametrize("language", SAID)
async def test_where_three_buttons_fit_the_kinds_are_numbered(sqlite_settings: Settings, language: str) -> None:
    said = SAID[language]
    async with town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says(said.story)
        await budi.expects(said.list_)
        await budi.says(said.several)
        lines = [f"{number}. {label}" for number, label in enumerate(said.offered, 1)]
        assert (await budi.expects(said.which)).endswith("\n".join(["", *lines]))
        await budi.says("2")
        await budi.expects(said.card)
        await budi.says("1")
        await budi.expects("PIN")
        assert (await asyncio.to_thread(filed, site)).category == "theft"


@pytest.mark.parametrize("language", SAID)
def test_a_word_like_one_name_is_asked_about_and_is_no_description(settings: Settings, language: str) -> None:
    said = SAID[language]
    with open_site(settings) as site:
        phone = Phone(site, {"Accept-Language": language})
        phone.say(said.story)
        phone.wait_for(said.list_)
        phone.say(said.slip)
        assert said.like in phone.thread[-1]
        phone.press(said.yes)
        phone.wait_for(said.send)
        phone.press(said.send)
        assert (filed(site).category, filed(site).summary) == ("theft", said.story)


@pytest.mark.parametrize("language", SAID)
def test_kinds_are_offered_once_and_then_left_to_an_officer(settings: Settings, language: str) -> None:
    said = SAID[language]
    with open_site(settings) as site:
        phone = Phone(site, {"Accept-Language": language})
        phone.say(said.story)
        phone.wait_for(said.list_)
        phone.say(said.several)
        phone.wait_for(said.which)
        phone.press(said.other)
        assert said.list_ in phone.thread[-1]
        phone.say(f"{said.several}, {said.unclear}")
        phone.wait_for(said.send)
        assert any(said.unsure in text for text in phone.thread)
        assert sum(said.which in text for text in phone.thread) == 1
        phone.press(said.send)
        told = f"{said.story}\n{said.several}\n{said.several}, {said.unclear}"
        assert (filed(site).category, filed(site).summary) == ("other", told)
