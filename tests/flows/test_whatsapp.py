"""The whole way by WhatsApp, through the emulated Twilio: signed webhooks in, callbacks and ticks back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.models import Attachment, Contact, Message, Outbox, Report
from core.settings import Settings
from tests.conftest import make_settings
from tests.emulators.twilio import TwilioEmulator
from tests.emulators.twilio_rules import Template
from tests.flows.test_telegram import code_of, picture
from tests.ground import Site, eventually, open_site

PUBLIC = "http://lapor.example"  # plain, so that cookies work without TLS in the test


@asynccontextmanager
async def town(
    settings: Settings, *templates: Template, shapes: bool = False
) -> AsyncIterator[tuple[Site, TwilioEmulator]]:
    """`templates` are set up as "status_update"; with `shapes` there are buttons for choices."""
    async with TwilioEmulator(public_url=PUBLIC) as twilio:
        names = dict(zip(("status_update",), map(twilio.add_template, templates), strict=False))
        async with station(settings, twilio, **names, **(twilio.shapes() if shapes else {})) as site:
            yield site, twilio


@asynccontextmanager
async def station(settings: Settings, twilio: TwilioEmulator, **templates: str) -> AsyncIterator[Site]:
    made = make_settings(
        settings.data_dir, settings.database_url, twilio_account_sid=twilio.account_sid,
        twilio_auth_token=twilio.auth_token, twilio_whatsapp_from=twilio.sender, twilio_api_url=twilio.api_url,
        twilio_content_url=twilio.api_url, public_url=PUBLIC, twilio_templates=templates,
    )  # fmt: skip
    opened = open_site(made)
    site = await asyncio.to_thread(opened.__enter__)
    twilio.deliver_to = site.url
    try:
        yield site
    finally:
        await asyncio.to_thread(opened.__exit__, None, None, None)


async def test_a_report_with_photo_is_sent_in_two_turns_answered_and_read(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.sends_photo(picture(), caption="motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.says("1")
        code = code_of(await budi.expects("Terkirim"))

        officer = await asyncio.to_thread(site.officer)
        page = await asyncio.to_thread(officer.get, f"/laporan/{code}")
        assert "+6281234567890" not in page.text
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi."})
        await budi.expects("Petugas menuju lokasi.")
        await budi.reads()

        def state() -> str:
            return str(site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains("menuju")).one().state))

        await asyncio.to_thread(eventually, state, until=lambda found: found == "read")

        def stored() -> list[str]:
            return [a.state for a in site.read(lambda s: s.query(Attachment).all())]

        await asyncio.to_thread(eventually, stored, until=lambda states: states == ["stored"])


async def test_whoever_writes_from_two_ids_is_answered_where_they_wrote_last(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        number, name = twilio.person("+6281234567890", "Budi", external="ID.abc123"), twilio.person("ID.abc123", "Budi")
        await number.says("motor saya dicuri di Pasar Baru tadi pagi")
        await number.expects("Sudah benar?")
        await number.says("1")
        code = code_of(await number.expects("Terkirim"))
        officer = await asyncio.to_thread(site.officer)
        await name.says("warnanya merah")
        await name.expects("Ditambahkan ke laporan")  # from a timer
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi."})
        await name.expects("Petugas menuju lokasi.")
        await number.says("saya tunggu di depan pasar")
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Kami sudah di pasar."})
        await number.expects("Kami sudah di pasar.")


async def test_at_most_three_choices_stand_where_three_buttons_fit(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (_, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("halo")
        assert (await budi.expects("Halo, ini layanan")).endswith("1. Lapor kejadian\n2. Cek status\n3. Menu lain")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        assert (await budi.expects("Sudah benar?")).endswith("1. Kirim laporan\n2. Ubah\n3. Batal")
        await budi.says("2")
        assert "7. Lengkapi" in await budi.expects("Apa yang ingin diubah?")
        await budi.says("7")
        await budi.expects("Ada foto, video, atau suara?")


async def test_an_emergency_gets_the_number_in_the_first_answer(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("tolong dia bawa pisau")
        await budi.expects("110")
        assert site.read(lambda s: s.query(Report).one().priority) == 1


@pytest.mark.faults
async def test_a_lost_answer_is_found_at_the_provider_and_never_sent_again(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        twilio.callbacks = "none"
        twilio.fault("accept-then-hang", times=1)
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("halo")

        def states() -> list[tuple[str, str]]:
            return [(o.state, o.trouble) for o in site.read(lambda s: s.query(Outbox).all())]

        await asyncio.to_thread(
            eventually, states, seconds=60, until=lambda found: bool(found) and found[0] == ("delivered", "")
        )
        assert len([record for record in twilio.records.values() if record.direction.startswith("outbound")]) == 1


@pytest.mark.parametrize("when", ["early", "late"])
async def test_a_state_that_names_the_message_by_twilios_id_alone_finds_it_whenever_it_comes(
    settings: Settings, when: str
) -> None:
    async with town(settings) as (site, twilio):
        twilio.callbacks = "early" if when == "early" else "none"
        twilio.console_callback = twilio.webhook_url + "/status"
        await twilio.person("+6281234567890", "Budi").says("halo")

        def states() -> list[str]:
            return [o.state for o in site.read(lambda s: s.query(Outbox).all())]

        if when == "late":
            await asyncio.to_thread(eventually, states, until=lambda found: found == ["sent"])
            (record,) = (r for r in twilio.records.values() if r.direction.startswith("outbound"))
            await twilio.report(record, "delivered")
        await asyncio.to_thread(eventually, states, until=lambda found: found == ["delivered"])


async def test_a_number_and_a_new_kind_of_id_are_one_contact(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        await twilio.person("ID.abc123", "Budi").says("halo")
        await twilio.person("+6281234567890", "Budi", external="ID.abc123").says("halo lagi")
        assert site.read(lambda s: s.query(Contact).count()) == 1


async def test_a_place_without_words_is_a_pin_with_its_label(settings: Settings) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        await budi.says("motor saya dicuri tadi pagi")
        await budi.expects("1.")
        await budi.sends_location(-6.2, 106.8, label="Pasar Baru", address="Jl. Melati")
        (pin,) = site.read(lambda s: s.query(Message).filter(Message.lat.is_not(None)).all())
        assert (pin.lat, pin.lon) == (-6.2, 106.8)
        await budi.expects("Pasar Baru")


async def test_a_webhook_is_answered_with_nothing_to_say_and_a_repeat_with_the_same(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, twilio):
        sid = await twilio.person("+6281234567890", "Budi").says("halo")
        again = await asyncio.gather(*(twilio.repeat(sid) for _ in range(20)))
        assert {hook.answer for hook in twilio.hooks[:1] + again} == {"<?xml version='1.0'?><Response/>"}
        assert site.read(lambda s: s.query(Message).filter_by(author="citizen").count()) == 1
