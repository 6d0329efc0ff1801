"""Nothing can be stored, and somebody is in danger: the number comes all the same, on every channel."""

from __future__ import annotations

import asyncio

import pytest

from core.settings import Settings
from tests.api.public.phone import Phone
from tests.flows import test_telegram, test_whatsapp
from tests.ground import Site


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_by_telegram(sqlite_settings: Settings, webhook: bool) -> None:
    async with test_telegram.town(sqlite_settings, webhook=webhook) as (site, telegram):
        siti, john = telegram.person(7), telegram.person(8, language="en")
        await siti.says("halo")
        await siti.expects("Halo, ini layanan")
        await asyncio.to_thread(site.world.writer.stop)
        await siti.says("tolong dia bawa pisau")
        await siti.expects("TELEPON 110")
        await john.says("SOS")
        await john.expects("CALL 110")
        await siti.says("darurat")
        await john.says("hello")
        ani = telegram.person(9)  # her answer comes after what the others would get
        await ani.says("tolong dia bawa pisau")
        await ani.expects("TELEPON 110")
        assert [str(person).count("110") for person in (siti, john)] == [2, 1]  # the first greeting has it as well


async def test_by_whatsapp(sqlite_settings: Settings) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        await asyncio.to_thread(site.world.writer.stop)
        await twilio.person("+6281234567890", "Budi").says("kebakaran di rumah tetangga")
        await twilio.person("+6281234567890", "Budi").expects("TELEPON 110")
        await twilio.person("+447911123456", "John").says("help, he has a knife")
        await twilio.person("+447911123456", "John").expects("CALL 110")


def test_by_web_chat(site: Site) -> None:
    phone = Phone(site)
    site.world.writer.stop()
    page = phone.say("tolong dia bawa pisau")
    assert 'href="tel:110"' in page
    assert "tolong dia bawa pisau" in page  # what was typed waits in the composer
