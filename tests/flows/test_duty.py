"""The duty chat: somebody is told of an emergency at three in the morning, with no browser open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from structlog.testing import capture_logs

from core import clock as clocks
from core import officers
from core.models import Job, Officer, Outbox, Report
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.conftest import make_settings
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram_people import Person
from tests.emulators.twilio import TwilioEmulator
from tests.ground import Site, eventually, open_site

WORDS = "tolong dia bawa pisau, saya Wati di gudang Pasar Baru"
HARM = "anak tetangga saya dilecehkan pamannya kemarin di Pasar Sirih"
PICKET = 900


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(datetime(2026, 3, 11, 20, 0, tzinfo=UTC), tick=True) as found:
        yield found


@dataclass(frozen=True)
class Night:
    site: Site
    telegram: TelegramEmulator
    twilio: TwilioEmulator
    picket: Person

    async def in_danger(self, channel: str) -> str:
        """Somebody cries for help; returns the report's code, once the citizen has the number to call."""
        if channel == "telegram":
            wati = self.telegram.person(7, "Wati")
            await wati.says(WORDS)
            await wati.expects("110")
        elif channel == "whatsapp":
            budi = self.twilio.person("+6281234567890", "Wati")
            await budi.says(WORDS)
            await budi.expects("110")
        else:
            await asyncio.to_thread(lambda: Phone(self.site).say(WORDS))
        return await asyncio.to_thread(lambda: self.site.read(lambda s: s.query(Report).one().code))

    async def quiet(self) -> None:
        """Nothing more is due."""

        def waiting() -> int:
            return self.site.read(lambda s: s.query(Job).filter(Job.kind == "duty").count())

        await asyncio.to_thread(eventually, waiting, until=lambda jobs: jobs == 0)

    def alerts(self) -> int:
        nobodys = (Outbox.contact_id.is_(None), Outbox.address != b"")  # a wiped receipt goes nowhere
        return self.site.read(lambda s: s.query(Outbox).filter(*nobodys).count())

    async def later(self, clock: time_machine.Coordinates, *, seconds: int = 61) -> None:
        """Once nothing is on its way: a chat shows a call before the house has noted it as sent."""

        def under_way() -> int:
            states = ("queued", "sending")
            return self.site.read(lambda s: s.query(Outbox).filter(Outbox.lane == 0, Outbox.state.in_(states)).count())

        await asyncio.to_thread(eventually, under_way, until=lambda calls: calls == 0)
        clock.shift(timedelta(seconds=seconds))

    def tried(self) -> int:
        return self.site.read(lambda s: s.query(Outbox).filter(Outbox.lane == 0, Outbox.attempts > 0).count())

    def looked_at(self) -> datetime:
        """When it is looked at the calls again."""
        return self.site.read(lambda s: min(job.due_at for job in s.query(Job).filter(Job.kind == "duty")))

    def heard(self) -> str:
        return " ".join(shown.text for shown in self.picket.chat).casefold()


@pytest.fixture
async def night(settings: Settings, clock: time_machine.Coordinates) -> AsyncIterator[Night]:
    async with opened(settings) as found:
        yield found


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Night]:
    async with TelegramEmulator() as telegram, TwilioEmulator() as twilio:
        made = make_settings(
            settings.data_dir, settings.database_url, public_url="http://127.0.0.1",
            duty_telegram_chat=str(PICKET), telegram_token=telegram.token, telegram_api_url=telegram.url,
            twilio_account_sid=twilio.account_sid, twilio_auth_token=twilio.auth_token,
            twilio_whatsapp_from=twilio.sender, twilio_api_url=twilio.api_url, twilio_content_url=twilio.api_url,
        )  # fmt: skip
        opening = open_site(made, public=True)
        site = await asyncio.to_thread(opening.__enter__)
        twilio.public_url = site.url
        try:
            await asyncio.to_thread(eventually, lambda: telegram.webhook)
            yield Night(site, telegram, twilio, telegram.person(PICKET, "Piket", started=True))
        finally:
            await asyncio.to_thread(opening.__exit__, None, None, None)


@pytest.mark.parametrize("channel", ["telegram", "whatsapp", "webchat"])
async def test_it_is_told_at_once_and_again_after_a_minute(
    night: Night, clock: time_machine.Coordinates, channel: str
) -> None:
    code = await night.in_danger(channel)
    first = await night.picket.expects("P1 baru")
    assert first.text.endswith(f"{night.site.url}/laporan/{code}")
    await night.later(clock)
    second = await night.picket.expects("P1 belum diambil setelah 1 menit")
    assert second.text.endswith(f"{night.site.url}/laporan/{code}")
    await night.later(clock, seconds=1800)
    await night.quiet()
    assert night.alerts() == 2
    assert not [word for word in ("pisau", "wati", "gudang", "pasar", "628123") if word in night.heard()]


async def test_of_what_few_may_open_the_chat_learns_no_code(night: Night, clock: time_machine.Coordinates) -> None:
    await asyncio.to_thread(lambda: night.site.officer(oversight=True))
    await asyncio.to_thread(lambda: Phone(night.site).say("tolong saya dipukuli polisi sekarang di Pasar Baru"))
    for words in ("P1 baru menunggu petugas.", "P1 belum diambil setelah 1 menit."):
        told = await night.picket.expects(words)
        assert told.text == f"{words} Hanya untuk petugas yang ditunjuk.\n{night.site.url}/masuk"
        await night.later(clock)


async def test_it_is_told_of_a_sensitive_report_that_nobody_may_open(night: Night) -> None:
    await asyncio.to_thread(lambda: Phone(night.site).say(HARM))
    told = await night.picket.expects("belum ada petugas yang boleh membukanya")
    assert told.text.endswith(f"{night.site.url}/unit")
    report = await asyncio.to_thread(lambda: night.site.read(lambda s: s.query(Report).one()))
    assert (report.restricted, report.priority, report.code in night.heard().upper()) == ("ppa", 2, False)


async def test_nor_again_once_somebody_may(night: Night, clock: time_machine.Coordinates) -> None:
    await asyncio.to_thread(lambda: Phone(night.site).say(HARM))
    await night.picket.expects("belum ada petugas yang boleh membukanya")
    await asyncio.to_thread(lambda: night.site.officer(ppa=True))
    await night.later(clock)
    await night.quiet()
    assert night.alerts() == 1


async def test_nor_where_somebody_may(night: Night) -> None:
    await asyncio.to_thread(lambda: night.site.officer(ppa=True))
    await asyncio.to_thread(lambda: Phone(night.site).say(HARM))
    await night.quiet()
    assert night.alerts() == 0


@pytest.mark.parametrize("does", ["takes", "lowers"])
async def test_one_that_an_officer_takes_or_lowers_is_not_told_again(
    night: Night, clock: time_machine.Coordinates, does: str
) -> None:
    code = await night.in_danger("telegram")
    await night.picket.expects("P1 baru")
    officer = await asyncio.to_thread(night.site.officer)
    version = await asyncio.to_thread(lambda: night.site.read(lambda s: s.query(Report).one().version))
    path, form = ("ambil", {}) if does == "takes" else ("prioritas", {"priority": "2", "version": str(version)})
    assert (await asyncio.to_thread(officer.post, f"/laporan/{code}/{path}", data=form)).status_code == 200
    await night.later(clock)
    await night.quiet()
    assert night.alerts() == 1


async def test_it_is_told_anew_of_one_that_its_officer_may_not_open_any_more(
    night: Night, clock: time_machine.Coordinates
) -> None:
    code = await night.in_danger("webchat")
    await night.picket.expects("P1 baru")
    await night.later(clock, seconds=10)
    officer = await asyncio.to_thread(night.site.officer)
    await asyncio.to_thread(lambda: officer.post(f"/laporan/{code}/ambil"))
    await night.later(clock, seconds=120)
    await night.quiet()
    assert night.alerts() == 1
    await asyncio.to_thread(night.site.write, lambda s: officers.deactivate(s, s.query(Officer).one(), actor="test"))
    await asyncio.to_thread(eventually, night.alerts, until=lambda count: count == 2)
    await night.later(clock)
    assert (await night.picket.expects("P1 belum diambil")).text.endswith(f"/laporan/{code}")


async def test_a_minute_is_a_minute(night: Night, clock: time_machine.Coordinates) -> None:
    await night.in_danger("telegram")
    await night.picket.expects("P1 baru")
    await night.later(clock, seconds=50)
    waiting = await asyncio.to_thread(lambda: night.site.read(lambda s: s.query(Job).filter_by(kind="duty").one()))
    assert waiting.due_at > clocks.now()
    assert night.alerts() == 1


async def test_a_theft_wakes_nobody(night: Night) -> None:
    siti = night.telegram.person(7, "Siti")
    await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
    await siti.expects("Ini laporan Anda")
    await siti.taps("Kirim laporan")
    await siti.expects("Terkirim")
    await night.quiet()
    assert night.alerts() == 0


async def test_a_group_that_became_a_supergroup_is_told_all_the_same(night: Night) -> None:
    """Telegram gives such a group another number, and says so in its refusal."""
    night.picket.moved_to = -100_900
    grown = night.telegram.person(-100_900, "Piket", started=True)
    await night.in_danger("telegram")
    await grown.expects("P1 baru")


async def test_a_chat_that_is_not_told_stands_in_the_log_and_among_the_troubles(
    night: Night, clock: time_machine.Coordinates
) -> None:
    night.picket.blocked = True
    with capture_logs() as logs:
        await night.in_danger("telegram")
        await asyncio.to_thread(eventually, lambda: night.site.read(lambda s: ended(s, "failed")))
        await night.later(clock)
        await night.quiet()
    assert [one["event"] for one in logs] == ["the duty chat was not told of an emergency"]
    officer = await asyncio.to_thread(night.site.officer)
    page = (await asyncio.to_thread(officer.get, "/masalah")).text
    assert "Panggilan ke grup piket" in page
    assert "JEMBATAN_DUTY_TELEGRAM_CHAT" in page


async def test_after_an_outage_it_is_told_once_and_not_of_what_was_taken_meanwhile(
    night: Night, clock: time_machine.Coordinates
) -> None:
    night.telegram.fault("sendMessage", code=502, times=10_000)
    with capture_logs() as logs:
        for _ in range(2):
            await asyncio.to_thread(lambda: Phone(night.site).say(WORDS))
        await asyncio.to_thread(eventually, night.tried, until=lambda tried: tried == 2)
        for _ in range(3):
            clock.shift(timedelta(seconds=61))
            await asyncio.to_thread(eventually, night.looked_at, until=lambda due: due > clocks.now())
            assert night.alerts() == 2
    assert [one["event"] for one in logs].count("the duty chat was not told of an emergency") == 2
    first, second = await asyncio.to_thread(lambda: night.site.read(lambda s: [r.code for r in s.query(Report)]))
    officer = await asyncio.to_thread(night.site.officer)
    await asyncio.to_thread(lambda: officer.post(f"/laporan/{first}/ambil"))
    night.telegram.faults.clear()
    clock.shift(timedelta(minutes=3))
    assert (await night.picket.expects("P1 baru")).text.endswith(f"/laporan/{second}")
    await night.later(clock)
    assert (await night.picket.expects("P1 belum diambil")).text.endswith(f"/laporan/{second}")
    await night.quiet()
    assert (night.alerts(), len(night.picket.chat), first in night.heard().upper()) == (2, 2, False)


async def test_whoever_is_in_danger_is_told_that_the_duty_chat_knows_once_it_does(night: Night) -> None:
    night.picket.blocked = True
    wati = night.telegram.person(7, "Wati")
    await wati.says(WORDS)
    await wati.expects("110")
    await asyncio.to_thread(eventually, lambda: night.site.read(lambda s: ended(s, "failed")))
    await wati.says("di gudang belakang")
    assert "Diterima dan sudah masuk ke meja petugas" in (await wati.expects("Diterima")).text
    night.picket.blocked = False
    rina = night.telegram.person(8, "Rina")
    await rina.says("DARURAT")
    await night.picket.expects("P1 baru")
    await asyncio.to_thread(eventually, lambda: night.site.read(lambda s: ended(s, "sent")))
    await rina.says("di terminal ada yang bawa pisau")
    assert "Petugas piket sudah diberi tahu" in (await rina.expects("Diterima")).text


def ended(session, state: str) -> bool:
    alert = session.query(Outbox).filter(Outbox.contact_id.is_(None), Outbox.address != b"")
    return alert.filter(Outbox.state == state).count() > 0
