"""A station whose Telegram is not connected any more: what officers write waits, and nobody is told that it left."""

from __future__ import annotations

import re

import httpx2

from core import clock, outbox
from core.models import Contact, Outbox
from core.settings import Settings
from tests.conftest import make_settings
from tests.emulators.running import running
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram_people import Person
from tests.flows.test_telegram import TOKEN
from tests.ground import Site, eventually, open_site

WAITS = "Menunggu warga menulis lagi"


def reported(site: Site, telegram: running, siti: Person) -> str:
    telegram.call(siti.says("motor saya dicuri di Pasar Baru tadi pagi", wait=True))
    eventually(lambda: "Sudah benar?" in siti.chat[-1].text)
    telegram.call(siti.taps("Kirim laporan", wait=True))
    return eventually(lambda: re.search(r"JB-[A-Z0-9-]+", siti.chat[-1].text))[0]


def page(officer: httpx2.Client, code: str) -> str:
    return officer.get(f"/laporan/{code}").text


def test_a_reply_waits_until_the_channel_is_back_and_the_citizen_writes(settings: Settings) -> None:
    with running(TelegramEmulator()) as telegram:
        more = {"telegram_token": TOKEN, "telegram_api_url": telegram.emulator.url}
        on = make_settings(settings.data_dir, settings.database_url, **more)
        siti = telegram.emulator.person(7)
        with open_site(on) as site:
            code = reported(site, telegram, siti)
        with open_site(settings) as site:
            officer = site.officer()
            shown = page(officer, code)
            assert shown.count("Telegram sedang tidak terhubung di sini") > 1  # for a reply, and for each status
            assert "lebih dari" not in shown
            officer.post(f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi."})
            assert WAITS in page(officer, code)
            assert site.read(lambda s: s.query(Outbox).filter_by(state="queued").count()) == 0
        with open_site(on) as site:
            telegram.call(siti.says("halo", wait=True))
            eventually(lambda: any("Petugas menuju lokasi." in shown.text for shown in siti.chat))
            officer = site.officer("citra@polres.example")
            assert WAITS not in page(officer, code)
            assert "sedang tidak terhubung" not in page(officer, code)


def queue(site: Site, id_: str, age: float) -> None:
    """As a message that was on its way when the channel was taken away, so many hours ago."""
    at = clock.now() - outbox.TRIED_FOR[outbox.TALK] * age

    def write(session) -> None:
        contact = Contact(language="id", created_at=at, consent="")
        session.add(contact)
        session.flush()
        row = {
            "id": id_, "contact_id": contact.id, "report_id": None, "account": "telegram:1", "address": b"x",
            "lane": outbox.TALK, "payload": "{}", "state": "queued", "due_at": at, "created_at": at,
        }  # fmt: skip
        outbox.enqueue_many(session, [row])

    site.write(write)


def test_what_is_too_old_and_waits_for_no_channel_is_shown_as_failed_after_a_start(settings: Settings) -> None:
    with open_site(settings) as site:
        eventually(lambda: site.read(lambda s: s.query(Outbox).count()) == 0)
        queue(site, "old", 1.01)
        queue(site, "new", 0.99)
    with open_site(settings) as site:
        states = dict(eventually(lambda: site.read(stranded)))
        assert states == {"old": "failed", "new": "queued"}
        admin = site.officer(roles=("operator", "admin"))
        assert "Kanalnya tidak terhubung" in admin.get("/masalah").text


def stranded(session) -> list[tuple[str, str]] | None:
    rows = [(row.id, row.state) for row in session.query(Outbox)]
    return rows if any(state == "failed" for _, state in rows) else None
