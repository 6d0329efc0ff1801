"""What falls due while the server is down happens at its next start, once."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from core import clock, db, jobs
from core.models import Attachment, Job, Outbox
from core.settings import Settings
from tests.conftest import make_settings
from tests.emulators.running import running
from tests.emulators.telegram import TelegramEmulator
from tests.flows.test_telegram import TOKEN, picture
from tests.ground import Site, eventually, open_site

CARD = "Ini laporan Anda"


def queued(site: Site, state: str) -> int:
    return site.read(lambda s: s.query(Outbox).filter(Outbox.payload.contains(CARD), Outbox.state == state).count())


def change(settings: Settings, kind: str, **values: Any) -> int:
    """Moves what waits, as if time had passed while nothing ran; returns how many jobs there were."""
    engine = db.writer_engine(settings.database)
    with db.Session(engine) as session, session.begin():
        found = session.execute(update(Job).where(Job.kind == kind).values(**values)).rowcount
    engine.dispose()
    return found


def test_a_timer_that_fell_due_while_nothing_ran_fires_once(settings: Settings) -> None:
    with running(TelegramEmulator()) as telegram:
        more = {"telegram_token": TOKEN, "telegram_api_url": telegram.emulator.url}
        made = make_settings(settings.data_dir, settings.database_url, **more)
        siti = telegram.emulator.person(7)
        with open_site(made) as site:
            telegram.call(siti.says("motor saya dicuri di Pasar Baru tadi pagi", wait=True))
            assert site.read(lambda s: s.query(Job).filter(Job.kind == jobs.TIMER).count()) == 1
        assert not [shown for shown in siti.chat if CARD in shown.text], "the gap was over before the server was"
        assert change(made, jobs.TIMER, due_at=clock.now() - timedelta(hours=1)) == 1
        for _ in range(2):
            with open_site(made) as site:
                eventually(lambda: queued(site, "sent"))
                assert len([shown for shown in siti.chat if CARD in shown.text]) == 1


def test_a_file_whose_fetching_died_is_fetched_after_its_lease(settings: Settings) -> None:
    with running(TelegramEmulator()) as telegram:
        more = {"telegram_token": TOKEN, "telegram_api_url": telegram.emulator.url}
        made = make_settings(settings.data_dir, settings.database_url, **more)
        siti = telegram.emulator.person(7)
        telegram.emulator.fault("getFile", hang=True)
        with open_site(made) as site:
            telegram.call(siti.sends_photo(picture(), caption="kecelakaan di Pasar Sirih"))
            eventually(lambda: "getFile" in telegram.emulator.calls)
            assert site.read(lambda s: s.query(Attachment).one().state) == "waiting"
        assert change(made, jobs.FETCH, lease_until=clock.now() - timedelta(seconds=1)) == 1
        with open_site(made) as site:
            eventually(lambda: site.read(lambda s: s.query(Attachment).one().state), until=lambda s: s == "stored")
            assert site.read(lambda s: s.query(Job).filter(Job.kind == jobs.FETCH).count()) == 0


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_of_two_processes_one_polls_and_at_its_end_the_other(settings: Settings) -> None:
    with running(TelegramEmulator()) as telegram:
        more = {"telegram_token": TOKEN, "telegram_api_url": telegram.emulator.url}
        made = make_settings(settings.data_dir, settings.database_url, **more)
        siti = telegram.voice(telegram.emulator.person(7))
        with ExitStack() as first, ExitStack() as second:
            first.enter_context(open_site(made))
            siti.says("DARURAT", wait=True)
            second.enter_context(open_site(made))
            for words in ("di Pasar Sirih", "api makin besar", "tolong cepat"):
                siti.says(words, wait=True)
            assert telegram.emulator.refused == []
            first.close()
            siti.says("sudah datang", wait=True)
