"""A pin on its way: the nearest place of the list in the echo, and what is said of one outside the area."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversation.understanding import Places
from bot.messages import Point
from core import places
from core.models import Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.bot.conversation.chat import Chat
from tests.conftest import make_settings
from tests.flows.test_telegram import code_of
from tests.flows.test_telegram import town as telegram_town
from tests.flows.test_whatsapp import town
from tests.ground import open_site

MARKET = (-6.9161, 107.6055)  # Pasar Baru in the list a fresh station has
BESIDE = (-6.9152, 107.6055)  # a hundred metres north of it
FAR = (-7.4, 110.2)
STORY = {
    "id": ("motor saya dicuri tadi pagi", "Di mana", "sekitar 100 m dari Pasar Baru", "luar wilayah", "Kirim laporan"),
    "en": (
        "my bike was stolen this morning",
        "Where",
        "about 100 m from Pasar Baru",
        "outside the area",
        "Send report",
    ),
}


def with_margin(settings: Settings) -> Settings:
    return make_settings(settings.data_dir, settings.database_url, territory_margin_km=10.0)


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_pin_is_echoed_by_the_nearest_place_and_how_far_it_is(settings: Settings, language: str) -> None:
    story, where, near, _, send = STORY[language]
    async with telegram_town(settings) as (site, telegram):
        siti = telegram.person(7, language=language)
        await siti.says(story)
        await siti.expects(where)
        await siti.sends_location(*BESIDE)
        assert near in (await siti.expects("Ini laporan Anda" if language == "id" else "Is it right?")).text
        assert any(f": {near}" in shown.text for shown in siti.chat if shown.text.endswith("."))  # the echo itself
        await siti.taps(send)
        code = code_of((await siti.expects("PIN")).text)
        officer = await asyncio.to_thread(site.officer)
        page = (await asyncio.to_thread(officer.get, f"/laporan/{code}")).text
        assert "sekitar 100 m dari Pasar Baru" in page
        assert "Di luar wilayah" not in page


async def test_the_providers_own_name_of_a_place_stands(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says(STORY["id"][0])
        await budi.expects("Di mana")
        await budi.sends_location(*BESIDE, label="Warung Bu Tini")
        assert "Pasar Baru" not in await budi.expects("Warung Bu Tini")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_pin_outside_the_area_is_taken_and_said_to_be_outside(settings: Settings, language: str) -> None:
    story, where, _, outside, send = STORY[language]
    with open_site(with_margin(settings)) as site:
        phone = Phone(site, {"Accept-Language": language})
        phone.say(story)
        phone.wait_for(where)
        phone.say(lat=str(FAR[0]), lon=str(FAR[1]))
        phone.wait_for(send)
        told = [text for text in phone.thread if outside in text]
        assert len(told) == 1
        assert "110" in told[0]
        phone.press(send)
        report = site.read(lambda s: s.query(Report).one())
        assert (report.lat, report.tags) == (FAR[0], "outside_area")
        assert "Di luar wilayah" in site.officer().get(f"/laporan/{report.code}").text


def test_without_the_setting_no_pin_is_outside(sqlite_settings: Settings) -> None:
    with open_site(sqlite_settings) as site:
        phone = Phone(site)
        phone.say(STORY["id"][0])
        phone.wait_for("Di mana")
        phone.say(lat=str(FAR[0]), lon=str(FAR[1]))
        phone.wait_for("Kirim laporan")
        assert not any("luar wilayah" in text for text in phone.thread)


def chat() -> Chat:
    made = Chat()
    rows = ((p.name, p.kind, p.lat, p.lon, p.parent) for p in places.demo())
    made.house.places = Places.from_rows(rows, margin_km=10)
    return made


def test_a_pin_that_comes_first_is_answered_with_what_it_is_near() -> None:
    chat().sends(pin=Point(*BESIDE)).pauses().sees("sekitar 100 m dari Pasar Baru", "Apa yang terjadi di sana?")


def test_a_pin_far_outside_is_told_once_even_in_an_emergency() -> None:
    talk = chat().says("DARURAT").sends(pin=Point(*FAR)).sees("luar wilayah", "110")
    talk.sends("dia di depan pintu", pin=Point(*FAR)).sees_no("luar wilayah")


def test_a_place_typed_afterwards_takes_the_place_of_the_pin() -> None:
    talk = chat().says(STORY["id"][0]).pauses().sends(pin=Point(*BESIDE)).sees("sekitar 100 m")
    talk.taps("Ubah").taps("Tempat").says("Pasar Sirih").pauses().sees("Di mana: Pasar Sirih")


def test_the_police_elsewhere_are_not_promised_a_report_that_nobody_passes_on_yet() -> None:
    talk = chat().says("motor saya dicuri").pauses().sends(pin=Point(*FAR)).pauses()
    talk.sees("petugas yang memutuskan penerusannya").sees_no("kami teruskan ke polisi")
