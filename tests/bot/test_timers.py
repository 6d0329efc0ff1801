"""A conversation's wake-up that cannot be carried out: it costs nobody else theirs, and is not lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot import effects
from bot.conversation import step as steps
from core import clock, db, jobs
from core.models import Conversation, Job
from tests.api.public.phone import Phone
from tests.bot.test_effects import failing
from tests.ground import Site, eventually, refusing

DAMAGED = '{"due": 7}'
WORDS = "motor saya dicuri tadi pagi di Pasar Sirih"
REMINDER = "belum terkirim ke petugas"


def timer(site: Site) -> Job:
    return site.read(lambda s: s.query(Job).filter(Job.kind == jobs.TIMER).order_by(Job.id).first())


def test_a_wake_up_that_fails_is_put_off_and_comes_once_it_can(site_on_both: Site, later: Callable[..., None]) -> None:
    site, siti, budi = site_on_both, Phone(site_on_both), Phone(site_on_both)
    siti.say(WORDS)
    siti.wait_for("Kirim laporan")
    whole = site.read(lambda s: s.query(Conversation).one().state)

    def change(session: db.Session, state: str) -> None:
        session.query(Conversation).filter(Conversation.state != state).update({"state": state})
        session.query(Job).filter(Job.kind == jobs.TIMER).update({"due_at": clock.now()})

    site.write(lambda s: change(s, DAMAGED))
    eventually(lambda: timer(site), until=lambda found: found.due_at > clock.now() + timedelta(minutes=5))
    assert site.read(lambda s: s.query(Conversation).one().state) == DAMAGED
    budi.say(WORDS)
    budi.wait_for("Kirim laporan")
    site.write(lambda s: s.query(Conversation).filter(Conversation.state == DAMAGED).update({"state": whole}))
    assert REMINDER not in siti.open()
    later(minutes=40)
    siti.wait_for(REMINDER)


def test_a_wake_up_that_the_database_refuses_is_put_off_too(site_on_both: Site, later: Callable[..., None]) -> None:
    site, siti = site_on_both, Phone(site_on_both)
    siti.say(WORDS)
    siti.wait_for("Kirim laporan")
    with refusing(site.write, "INSERT", "messages", when="NEW.author = 'bot'"):
        later(minutes=40)
        eventually(lambda: timer(site), until=lambda found: found.due_at > clock.now() + timedelta(minutes=5))
    assert REMINDER not in siti.open()
    later(minutes=55)
    siti.wait_for(REMINDER)


def test_a_wake_up_whose_effects_fail_is_put_off_with_all_that_it_is_for(
    site_on_both: Site, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, siti = site_on_both, Phone(site_on_both)
    siti.say(WORDS)
    siti.wait_for("Kirim laporan")
    with monkeypatch.context() as broken:
        broken.setitem(effects._APPLY, steps.Say, failing(steps.Say))
        later(minutes=40)
        eventually(lambda: timer(site), until=lambda found: found.due_at > clock.now() + timedelta(minutes=5))
    assert REMINDER not in siti.open()
    later(minutes=55)
    siti.wait_for(REMINDER)
