"""Effects that meet a fault of ours: nothing of their step is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import effects
from bot.conversation import step as steps
from bot.conversation.engine import load
from bot.rows import Route
from bot.work import Work
from core import inbound
from core.conversations import Person
from core.models import Conversation, Message, Report
from tests.api.public.phone import Phone
from tests.ground import Site


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """In a terminal a fault would be drawn with all that was at hand, which takes seconds."""
    with capture_logs() as lines:
        yield lines


def failing(kind: type, *, when: Callable[[Any], bool] = lambda _: True) -> Callable[..., None]:
    """Carries such an effect out, and meets a fault behind it."""
    carry_out = effects._APPLY[kind]

    def fail(work: Work, person: Person, route: Route, effect: Any) -> None:
        carry_out(work, person, route, effect)
        if when(effect):
            raise KeyError

    return fail


def test_of_a_step_whose_effects_fail_nothing_is_left_and_it_is_played_again_from_where_it_began(
    site_on_both: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, siti = site_on_both, Phone(site_on_both)
    admin = site.officer("chief@polres.example", roles=("admin", "operator"))
    siti.say("halo")
    siti.wait_for("Darurat?")
    before = site.read(lambda s: s.query(Conversation).one().state)
    with monkeypatch.context() as broken:
        broken.setitem(effects._APPLY, steps.File, failing(steps.File, when=lambda effect: effect.draft.text))
        siti.say("tolong dia bawa pisau")
    assert site.read(lambda s: s.query(Conversation).one().state) == before
    bare = site.read(lambda s: s.query(Report).one())
    assert (bare.summary, bare.priority) == ("", 1)
    assert len([line for line in siti.thread if "TELEPON 110" in line]) == 1
    [aside] = site.read(lambda s: list(inbound.quarantined(s)))
    assert aside.reason == "step: KeyError"
    assert admin.post("/masalah/putar-ulang", data={"event": aside.id}).status_code == 200
    draft = load(site.read(lambda s: s.query(Conversation).one().state)).draft
    assert draft is not None
    assert draft.emergency_code in site.read(lambda s: [report.code for report in s.query(Report)])


def test_a_report_is_as_it_was_before_a_step_that_failed(site_on_both: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site, siti = site_on_both, Phone(site_on_both)
    siti.file_a_report()
    code = site.read(lambda s: s.query(Report).one().code)
    site.officer().get(f"/laporan/{code}")
    before = site.read(lambda s: s.query(Report).one())
    monkeypatch.setitem(effects._APPLY, steps.Append, failing(steps.Append))
    assert "warnanya merah" in siti.say("warnanya merah")
    after = site.read(lambda s: s.query(Report).one())
    assert (after.unread, after.waiting, after.version) == (before.unread, before.waiting, before.version)
    assert site.read(lambda s: s.query(Message).filter_by(text="warnanya merah").one().report_id) is None


def test_a_cry_for_help_is_kept_even_where_every_alarm_fails(
    site_on_both: Site, monkeypatch: pytest.MonkeyPatch, logged: list[Any]
) -> None:
    site, siti = site_on_both, Phone(site_on_both)
    monkeypatch.setitem(effects._APPLY, steps.File, failing(steps.File))
    siti.say("tolong dia bawa pisau")
    assert [row.raw is not None for row in site.read(lambda s: list(inbound.quarantined(s)))] == [True]
    assert site.read(lambda s: s.query(Report).count()) == 0
    assert [line["event"] for line in logged][-3:] == ["event quarantined", "step failed", "quarantine failed"]
