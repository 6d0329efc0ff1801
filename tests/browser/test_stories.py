"""Two people: a citizen with a messenger, an officer with a browser. One story for each provider."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser

from core.settings import Settings
from tests.browser.desk import PHONE, Desk, opened, signed_in
from tests.conftest import make_settings
from tests.emulators.running import Running, Voice, running
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram_people import Person as Siti
from tests.emulators.twilio import TwilioEmulator
from tests.flows.test_telegram import code_of, picture
from tests.ground import Site, eventually, open_site

pytestmark = pytest.mark.browser

THEFT = "Motor saya dicuri di Pasar Baru tadi pagi waktu saya belanja"
PASAR = {"latitude": -6.165, "longitude": 106.835}


@contextmanager
def station(settings: Settings, *, public: bool = True, **more: Any) -> Iterator[Site]:
    made = make_settings(settings.data_dir, settings.database_url, **more)
    with open_site(made, public=public) as site:
        site.officer()
        yield site


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Any]:
    contexts = []

    def sit_down(site: Site) -> Desk:
        contexts.append(opened(chromium))
        found = Desk(signed_in(contexts[-1], site))
        found.stays()
        return found

    yield sit_down
    for context in contexts:
        context.close()


@pytest.mark.parametrize("way", ["webhook", "polling"])
def test_a_theft_is_told_by_telegram_and_closed_at_the_desk(sqlite_settings: Settings, desk: Any, way: str) -> None:
    with (
        running(TelegramEmulator()) as telegram,
        station(
            sqlite_settings, public=way == "webhook",
            telegram_token=telegram.emulator.token, telegram_api_url=telegram.emulator.url,
        ) as site,
    ):  # fmt: skip
        eventually(lambda: telegram.emulator.webhook if way == "webhook" else "getUpdates" in telegram.emulator.calls)
        siti, ayu = telegram.voice(telegram.emulator.person(7, "Siti")), desk(site)

        # Siti tells, shows and points; the report stands on the open desk.
        siti.sends_photo(picture(), caption=THEFT)
        siti.expects("Ini laporan Anda")
        siti.sends_location(-6.165, 106.835)
        siti.expects("Ini laporan Anda")
        siti.taps("Kirim laporan")
        code = code_of(siti.expects("Terkirim").text)
        ayu.receives("[data-list] .row", THEFT[:30])

        # Ayu takes it and asks. Telegram tells of nothing beyond the sending.
        ayu.opens(code)
        ayu.page.locator(".bubble-citizen .point").wait_for()
        ayu.page.locator(".bubble-citizen .files img").first.wait_for()
        ayu.takes()
        ayu.asks("Apa warna motornya?")
        ayu.stays()
        siti.expects("Apa warna motornya?")
        ayu.receives_tick("Apa warna motornya?", "Terkirim")

        # The answer comes into the open report, which is being handled again.
        ayu.receives("[data-facts]", "Butuh info")
        siti.says("Merah, B 1234 XYZ")
        siti.expects("sudah diteruskan ke petugas")
        ayu.receives(".bubble-citizen", "Merah, B 1234 XYZ")
        ayu.receives("[data-facts]", "Sedang ditangani")
        ayu.page.locator("[data-moved]").wait_for()
        eventually(ayu.has_the_newest_in_sight)

        ayu.page.click("[data-moved] a")
        ends(ayu, siti)


def test_a_theft_is_told_by_web_chat_and_closed_at_the_desk(site: Site, chromium: Browser, desk: Any) -> None:
    site.officer()
    phone = opened(chromium, viewport=PHONE, permissions=["geolocation"], geolocation=PASAR)
    siti, ayu = phone.new_page(), desk(site)
    siti.goto(f"{site.url}/lapor")

    # Siti tells, shows and points; the report stands on the open desk.
    siti.set_input_files("#berkas", {"name": "jalan.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    siti.click("[data-place]")
    siti.locator(".bubble-own .spot").wait_for()
    siti.fill("#tulis", THEFT)
    siti.keyboard.press("Enter")
    siti.click(".button-send")
    code = siti.locator(".bubble-sent .code").first.inner_text()
    ayu.receives("[data-list] .row", THEFT[:30])

    # Ayu takes it, looks at the photo and asks; the question comes into the open chat.
    ayu.receives("[data-list] .row-place", "Pasar Baru")
    ayu.opens(code)
    ayu.page.locator(".bubble-citizen .point").wait_for()
    ayu.page.locator(".bubble-citizen .files img").first.wait_for()
    ayu.takes()
    ayu.asks("Apa warna motornya?")
    ayu.stays()
    siti.locator(".bubble-officer", has_text="Apa warna motornya?").wait_for()
    siti.fill("#tulis", "Merah, B 1234 XYZ")
    siti.keyboard.press("Enter")
    ayu.receives(".bubble-citizen", "Merah, B 1234 XYZ")
    ayu.receives("[data-facts]", "Sedang ditangani")

    # Closed with a reason that only officers read; whoever has the code can see how it ended.
    ayu.page.click("[data-moved] a")
    told = ayu.closes(result="Ditangani", reason="Motor ditemukan di parkiran")
    siti.locator(".bubble-officer", has_text=told).wait_for()
    siti.goto(f"{site.url}/lacak?kode={code}")
    siti.locator("main", has_text="Selesai").wait_for()
    assert "parkiran" not in siti.content()
    phone.close()


def test_a_theft_is_told_by_whatsapp_and_read_receipts_come_live(sqlite_settings: Settings, desk: Any) -> None:
    with running(TwilioEmulator(callbacks="none")) as twilio, station(sqlite_settings, **account(twilio)) as site:
        twilio.emulator.public_url = site.url
        budi, ayu = twilio.voice(twilio.emulator.person("+6281234567890", "Budi")), desk(site)

        # Budi tells and shows; no number of his stands on the desk.
        budi.sends_photo(picture(), caption=THEFT)
        budi.expects("Sudah benar?")
        budi.sends_location(-6.165, 106.835)
        budi.expects("Sudah benar?")
        budi.taps("Kirim laporan")
        code = code_of(budi.expects("Terkirim"))
        ayu.receives("[data-list] .row", THEFT[:30])
        assert "6281234567890" not in ayu.page.content()

        # Ayu takes it and answers; each receipt changes the tick on the open page.
        ayu.opens(code)
        ayu.takes()
        ayu.replies("Petugas menuju lokasi.")
        ayu.stays()
        budi.expects("Petugas menuju lokasi.")
        for state, word in (("sent", "Terkirim"), ("delivered", "Diterima"), ("read", "Dibaca")):
            twilio.call(twilio.emulator.report(budi.person.inbox[-1], state))
            ayu.receives_tick("Petugas menuju lokasi.", word)
        ayu.page.locator(".window", has_text="sisa 23").or_(ayu.page.locator(".window", has_text="sisa 24")).wait_for()

        budi.says("Saya tunggu di pintu utara")
        ayu.receives(".bubble-citizen", "Saya tunggu di pintu utara")
        ends(ayu, budi)


def ends(ayu: Desk, citizen: Voice) -> None:
    """Closed with a reason that only officers read; the citizen is told the result and can ask for it."""
    told = ayu.closes(result="Ditangani", reason="Motor ditemukan di parkiran")
    assert "sudah ditangani" in told
    citizen.expects(told)
    citizen.says("STATUS")
    citizen.expects("Selesai")
    person = citizen.person
    assert "parkiran" not in (str(person) if isinstance(person, Siti) else "\n".join(person.sees()))


def account(twilio: Running[TwilioEmulator]) -> dict[str, str]:
    emulator = twilio.emulator
    return {
        "twilio_account_sid": emulator.account_sid, "twilio_auth_token": emulator.auth_token,
        "twilio_whatsapp_from": emulator.sender, "twilio_api_url": emulator.api_url,
        "twilio_content_url": emulator.api_url, "public_url": "http://127.0.0.1",
    }  # fmt: skip
