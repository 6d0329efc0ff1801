"""Every channel the whole way in: what came from a provider, through the writer, to what the outbox will send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from api.app import build
from api.world import World
from bot.conversation import step as steps
from bot.ingest import Came
from bot.messages import Point, StatusEvent
from core import clock, db, officers, outbox, places, units
from core.ids import new_id
from core.models import Attachment, Message, Outbox
from core.settings import Settings
from tests.bot.citizens import KINDS, OFFICER, Citizen
from tests.bot.conversation import states
from tests.bot.conversation.chat import PLACES
from tests.bot.conversation.states import THEFT, Way
from tests.conftest import make_settings
from tests.ground import PASSWORD

START = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)
PIN = Point(-6.1751, 106.8272)
CALL = {"id": ("DARURAT", "TELEPON 110"), "en": ("EMERGENCY", "CALL 110")}
SENT = {"id": "Terkirim. Kode Anda", "en": "Sent. Your code is"}


@pytest.fixture(autouse=True)
def gap() -> None:
    """The product's own: the clock is moved by hand."""


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    """Everything but the server: no sender runs, no clock ticks."""
    made = make_settings(
        settings.data_dir, settings.database_url, public_url="https://lapor.example",
        telegram_token="123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi", twilio_account_sid="AC" + "0" * 32,
        twilio_auth_token="t", twilio_whatsapp_from="+14155238886",
    )  # fmt: skip
    found = build(made)
    found.writer.start()
    found.writer.run(_furnish)
    yield found
    found.writer.stop()
    found.reader.dispose()


def _furnish(session: db.Session) -> None:
    places.load(session, [places.Row(*row) for row in PLACES])
    officers.add(
        session, email=OFFICER, name="Ayu L.", password=PASSWORD, unit=units.root(session), roles=["operator"],
        actor="test",
    )  # fmt: skip


# The turn budget: a message or a tap is a turn


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS)
class TestTurns:
    @pytest.fixture
    def citizen(self, world: World, time: time_machine.Traveller, kind: str, language: str) -> Citizen:
        return Citizen(world, kind, time, language).has_chosen_a_language()

    def test_text_photo_and_place_are_two(self, citizen: Citizen, world: World) -> None:
        citizen.sends(THEFT, photos=1).pauses().tap(0)
        assert SENT[citizen.language] in citizen.text
        assert citizen.turns == 2
        assert (citizen.reports[0].complete, citizen.reports[0].category) == (True, "theft")
        assert world.writer.run(lambda s: s.query(Attachment).count()) == 1

    def test_with_a_pin_they_are_three(self, citizen: Citizen) -> None:
        citizen.says("motor saya dicuri tadi pagi").pauses().sends(pin=PIN).pauses().tap(0)
        assert SENT[citizen.language] in citizen.text
        assert citizen.turns == 3
        assert (citizen.reports[0].lat, citizen.reports[0].lon) == (PIN.lat, PIN.lon)

    def test_the_guided_way_is_seven(self, citizen: Citizen) -> None:
        citizen.tap(0).says("ada tabrakan motor dan mobil").pauses().sends(pin=PIN).pauses()
        citizen.tap(1).tap(0).tap(0).tap(0)  # today, no files, nothing more, send
        assert SENT[citizen.language] in citizen.text
        assert citizen.turns == 7
        assert citizen.reports[0].category == "crash"


# Danger


def _asked_in_a_draft(chat: Citizen) -> object:
    code = _sent(chat).code
    chat.passes(25 * 3600).says("ada tabrakan di Alun-alun Kota tadi pagi").pauses()
    return chat.officer(steps.OfficerAsked(code, "Warna motornya apa?"))


def _sent(chat: Citizen) -> Citizen:
    return chat.says(THEFT).pauses().tap(0)


MOMENTS: dict[str, Way] = {
    "in the middle of a burst": lambda chat: chat.says(THEFT),
    "reminded of a draft": lambda chat: chat.says(THEFT).pauses().passes(31 * 60),
    "a draft gone after three days": lambda chat: chat.says(THEFT).pauses().passes(73 * 3600),
    "a draft thrown away": lambda chat: chat.says(THEFT).pauses().says("BATAL").tap(0),
    "a draft kept for later": lambda chat: chat.says(THEFT).pauses().says("BATAL").tap(1),
    "a draft waiting and the menu open": lambda chat: chat.says(THEFT).pauses().says("MENU"),
    "an officer asks while a draft is open": _asked_in_a_draft,
    "an officer's question put off": lambda chat: chat.officer(steps.OfficerAsked(_sent(chat).code, "Warna?")).tap(1),
    "an officer fell silent": lambda chat: chat.officer(steps.OfficerJoined(_sent(chat).code)).passes(3 * 3600),
    "long after sending": lambda chat: _sent(chat).passes(72 * 3600),
    "the notice read and left": lambda chat: chat.says("PRIVASI").tap(0),
    "deletion not wanted after all": lambda chat: chat.says("HAPUS DATA").tap(1),
    "deletion asked for": lambda chat: chat.says("HAPUS DATA").tap(0),
    "an alarm taken back": lambda chat: chat.says("DARURAT").tap(2),
    "an alarm nobody took": lambda chat: chat.says("DARURAT").passes(65),
    "an old alarm": lambda chat: chat.says("DARURAT").passes(3 * 3600),
    "useless answers": lambda chat: chat.says("qwe rty").pauses().says("asd fgh").pauses(),
}  # fmt: skip
EVERYWHERE = {"/".join(name): way for name, way in states.WAYS.items()} | MOMENTS


@pytest.mark.parametrize(
    ("database", "kind", "language"),
    [*(("sqlite", kind, language) for kind in KINDS for language in ("id", "en")), ("postgresql", "telegram", "id")],
    indirect=["database"],
)
def test_danger_brings_the_number_first_from_everywhere(
    world: World, time: time_machine.Traveller, kind: str, language: str
) -> None:
    word, number = CALL[language]
    wrong = []
    for name, way in EVERYWHERE.items():
        if kind == "webchat" and name.startswith("forwarded/"):
            continue  # a page cannot forward
        citizen = Citizen(world, kind, time, language).has_chosen_a_language()
        way(citizen)
        reached = "/".join((citizen.state.flow, citizen.state.step))
        before = citizen.newest
        first = citizen.says(word).arrived(behind=before)[:1]
        alarms = [report for report in citizen.reports if report.priority == 1]
        if name not in {*MOMENTS, reached} or not first or number not in first[0].text or not alarms:
            wrong.append((name, reached, [message.text for message in first], len(alarms)))
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_danger_is_answered_when_it_is_the_first_word_ever(
    world: World, time: time_machine.Traveller, kind: str
) -> None:
    for words, number in (("DARURAT", "TELEPON 110"), ("tolong dia bawa pisau", "TELEPON 110"), ("SOS", "110")):
        citizen = Citizen(world, kind, time).says(words)
        assert number in citizen.arrived()[0].text
        assert citizen.reports[0].priority == 1


# An officer's question, and what is no answer to it

QUESTION = "Warna motornya apa?"


def test_an_edit_of_what_was_said_before_the_question_is_no_answer_to_it(
    world: World, time: time_machine.Traveller
) -> None:
    citizen = _sent(Citizen(world, "telegram", time))
    citizen.officer(steps.OfficerAsked(citizen.code, QUESTION)).edits(1, f"{THEFT}, tolong dicek")
    assert (citizen.reports[0].status, citizen.reports[0].unread) == ("need_info", True)
    before = citizen.newest
    citizen.passes(3 * 24 * 3600 + 60)
    assert any(QUESTION in message.text for message in citizen.arrived(behind=before))


def test_an_edit_of_what_was_said_since_the_question_may_be_the_answer(
    world: World, time: time_machine.Traveller
) -> None:
    citizen = _sent(Citizen(world, "telegram", time))
    citizen.officer(steps.OfficerAsked(citizen.code, QUESTION)).says("nanti")
    assert citizen.reports[0].status == "need_info"
    citizen.edits(citizen.turns, "merah")
    assert citizen.reports[0].status == "handling"


def test_what_is_said_before_the_question_is_seen_is_no_answer_to_it(
    world: World, time: time_machine.Traveller
) -> None:
    citizen = Citizen(world, "telegram", time).says("saya diperkosa").passes(600)
    citizen.officer(steps.OfficerAsked(citizen.code, QUESTION)).says("Pasar Baru").pauses()
    assert (citizen.reports[0].status, citizen.reports[0].unread) == ("need_info", True)
    assert QUESTION in citizen.text
    citizen.says("besok bisa").pauses()
    assert citizen.reports[0].status == "handling"


# What comes together


def _put(session: db.Session, account: str, provider_id: str) -> str:
    """A message that this account has sent; its provider's answer came."""
    id_, now = new_id(), clock.now()
    row = {
        "id": id_, "contact_id": None, "report_id": None, "account": account, "address": b"x", "lane": outbox.TALK,
        "payload": "{}", "state": "sent", "due_at": now, "created_at": now,
    }  # fmt: skip
    outbox.enqueue_many(session, [row])
    session.get_one(Outbox, id_).provider_id = provider_id
    return id_


def test_what_two_accounts_report_at_once_by_the_providers_ids_is_each_accounts_own(world: World) -> None:
    ids = [world.writer.run(lambda s, a=account: _put(s, a, "SM1")) for account in ("whatsapp:1", "whatsapp:2")]
    heard = [("whatsapp:1", "delivered"), ("whatsapp:2", "read")]
    came = [Came(StatusEvent(account, f"SM1:{state}", state, provider_id="SM1")) for account, state in heard]
    assert world.writer.run(lambda s: world.ingest.batch(s, came)) == ["stored", "stored"]
    assert [world.writer.run(lambda s, i=id_: s.get_one(Outbox, i).state) for id_ in ids] == ["delivered", "read"]


def test_what_is_edited_as_an_anonymous_report_is_sent_is_not_kept(world: World, time: time_machine.Traveller) -> None:
    citizen = Citizen(world, "telegram", time).says("tetangga saya jual narkoba di Pasar Baru").pauses()
    citizen.tap(2).at_once(lambda c: c.tap(0), lambda c: c.edits(1, "tetangga saya jual sabu di Pasar Baru"))
    assert "tidak sampai ke petugas" in citizen.text
    said = world.writer.run(lambda s: [(m.contact_id, m.text) for m in s.query(Message).filter_by(author="citizen")])
    assert said == [(None, "tetangga saya jual narkoba di Pasar Baru")]


def test_a_file_that_is_deleted_as_it_comes_is_not_fetched(world: World, time: time_machine.Traveller) -> None:
    citizen = Citizen(world, "telegram", time).says(THEFT).pauses().sends("ini KTP saya", photos=1)
    citizen.at_once(lambda c: c.sends(photos=1), lambda c: c.tap(0))
    files = world.writer.run(lambda s: [(file.state, file.ref) for file in s.query(Attachment)])
    assert files == [("forgotten", None), ("forgotten", None)]
