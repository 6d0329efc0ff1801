"""No script rings the alarm all night, and nobody's words are lost by that."""

from __future__ import annotations

import re
import socket
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine

from api import limits
from api.public import gate
from api.public.gate import Knock
from bot.conversation import turn
from core.models import Contact, Message, Report, Throttle
from tests.api.public.phone import Phone
from tests.flows.test_anonymous import rows
from tests.ground import Site, eventually

START = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
DANGER = "tolong ada orang bawa pisau di depan rumah"


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(START, tick=True) as traveller:
        yield traveller


def p1(site: Site) -> int:
    return site.read(lambda s: s.query(Report).filter(Report.priority == 1).count())


def test_thirty_messages_a_minute_then_the_number_and_the_words_back(site: Site, clock) -> None:
    phone = Phone(site)
    for number in range(30):
        phone.say(f"pesan {number}")
        assert phone.page.status_code == 200
    phone.say("pesan <terakhir>")
    assert phone.page.status_code == 429
    assert int(phone.page.headers["retry-after"]) <= 60
    assert 'class="call" href="tel:110"' in phone.page.text
    assert ">pesan &lt;terakhir&gt;</textarea>" in phone.page.text
    phone.say(DANGER)
    assert (phone.page.status_code, p1(site)) == (200, 1)
    neighbour = Phone(site)  # at the same address, as all of a mobile network may be
    neighbour.say("Ada pencurian di Pasar Sirih")
    assert neighbour.page.status_code == 200
    clock.shift(timedelta(minutes=2))
    phone.say("pesan terakhir")
    assert phone.page.status_code == 200


def test_a_yes_to_danger_gets_through_behind_them(site: Site, clock) -> None:
    phone = Phone(site)
    phone.say("tadi ada orang bawa pisau kemarin")
    eventually(phone.open, until=lambda _: "Ya" in phone.buttons)
    answers = [phone.say(f"pesan {number}") and phone.page.status_code for number in range(31)]
    assert answers[-1] == 429
    eventually(phone.open, until=lambda _: "Ya" in phone.buttons)
    phone.press("Tidak")
    assert (phone.page.status_code, p1(site)) == (429, 0)
    phone.press("Ya")
    assert (phone.page.status_code, p1(site)) == (200, 1)


def test_three_hundred_messages_a_minute_from_one_address(site: Site, clock) -> None:
    phone = Phone(site)
    phone.say("Halo")
    address = site.world.vault.blind("address", "127.0.0.1").hex()
    others = (Knock(address, f"neighbour {n % 10}", is_new=False, is_alarm=False) for n in range(298))
    site.write(lambda s: [gate.enter(s, knock) for knock in others])
    assert [phone.say(DANGER) and phone.page.status_code for _ in range(2)] == [200, 429]
    assert 'class="call" href="tel:110"' in phone.page.text


def test_thirty_new_chats_an_hour(site: Site, clock) -> None:
    for _ in range(30):
        clock.shift(timedelta(seconds=30))
        phone = Phone(site)
        phone.say("Halo")
        assert phone.page.status_code == 200
    one_more = Phone(site)
    one_more.say("Halo juga")
    assert one_more.page.status_code == 429
    assert ">Halo juga</textarea>" in one_more.page.text
    assert site.read(lambda s: s.query(Contact).count()) == 30
    phone.say("masih bisa")
    assert phone.page.status_code == 200


def test_danger_is_heard_from_whoever_comes_after_them_and_a_script_rings_three_times(site: Site, clock) -> None:
    address = site.world.vault.blind("address", "127.0.0.1").hex()
    calm = [Knock(address, f"customer {n}", is_new=True, is_alarm=False) for n in range(30)]
    site.write(lambda s: [gate.enter(s, knock) for knock in calm])
    clock.shift(timedelta(minutes=2))
    newcomer, late = Phone(site), Phone(site)
    newcomer.say(DANGER)
    assert (newcomer.page.status_code, p1(site)) == (200, 1)
    script = [Knock(address, f"script {n}", is_new=True, is_alarm=True) for n in range(299)]
    assert site.write(lambda s: [gate.enter(s, knock) for knock in script].count(True)) == 2
    late.say(DANGER)
    assert (late.page.status_code, p1(site)) == (429, 1)


def test_three_alarms_an_hour_ring_and_a_fourth_is_taken_all_the_same(site_on_both: Site, clock) -> None:
    site = site_on_both
    first = Phone(site)
    for _ in range(4):
        first.say(DANGER)
    for _ in range(2):
        Phone(site).say(DANGER)
    fourth = Phone(site)
    fourth.say(DANGER)
    assert fourth.page.status_code == 200
    assert "Telepon 110" in fourth.thread[-1]
    for words in ("cepat, dia masuk bawa pisau", "dia masih di sini bawa pisau"):
        fourth.say(words)
        clock.shift(timedelta(minutes=2))
    assert p1(site) == 3
    assert site.read(lambda s: [(r.priority, r.tags) for r in s.query(Report).order_by(Report.id)])[3:] == [
        (2, "emergency hushed")
    ]
    assert "diberi tahu" not in fourth.page.text
    clock.shift(timedelta(minutes=61))
    fourth.say(DANGER)
    assert p1(site) == 4


@pytest.mark.parametrize("answer", ["iya pak, sekarang", "1", ""], ids=["words", "number", "at once"])
def test_an_alarm_that_comes_of_an_answer_counts_as_well(site: Site, answer: str) -> None:
    """ "" is the button in the same form as the words: no page has shown it yet."""
    for _ in range(5):
        phone = Phone(site)
        if answer:
            phone.say("tadi ada orang bawa pisau kemarin")
            eventually(phone.open, until=lambda _, phone=phone: "Ya" in phone.buttons)
            phone.say(answer)
        else:
            phone.say("suami saya mengancam", choice="1:yes")
    assert tags(site) == ["emergency"] * 3 + ["emergency hushed"] * 2


def test_an_alarm_that_silence_makes_of_pieces_counts_as_well(
    site_on_both: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "QUIET", timedelta(seconds=2))  # longer than a busy machine needs for the next piece
    site = site_on_both
    phones = [Phone(site) for _ in range(5)]
    for phone in phones:
        for words in ("orang itu", "mau bakar", "rumah saya"):
            phone.say(words)
    eventually(lambda: len(tags(site)) == 5)
    assert tags(site) == ["emergency"] * 3 + ["emergency hushed"] * 2
    address = site.world.vault.blind("address", "127.0.0.1").hex()
    assert not any(address in str(row) for row in rows(site))


def tags(site: Site) -> list[str]:
    return site.read(lambda s: [report.tags for report in s.query(Report).order_by(Report.id)])


def test_danger_on_the_tracking_page_counts_as_an_alarm_too(site_on_both: Site) -> None:
    site = site_on_both
    codes = [add_danger(site, Phone(site)) for _ in range(4)]
    found = site.read(lambda s: {r.code: r.priority for r in s.query(Report)})
    assert [found[code] == 1 for code in codes] == [True, True, True, False]


def add_danger(site: Site, phone: Phone) -> str:
    """Files a report and adds danger to it on /lacak, which gives the number to call; returns its code."""
    receipt = phone.file_a_report()
    code, pin = (re.search(shape, receipt)[0] for shape in (r"JB-\w{4}-\w{4}-\w", r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)"))
    page = phone.browser.post("/lacak", data={"kode": code, "pin": pin}).text
    ticket = re.search(r'name="tiket" value="([^"]+)"', page)[1]
    page = phone.browser.post("/lacak/info", data={"tiket": ticket, "info": DANGER}).text
    assert 'href="tel:110"' in page
    return str(code)


def test_no_address_is_stored(site: Site) -> None:
    Phone(site).say("Halo")
    assert site.read(lambda s: s.query(Throttle).count()) >= 2
    assert b"127.0.0.1" not in b"".join(path.read_bytes() for path in site.settings.data_dir.glob("jembatan.db*"))


def test_danger_gets_the_number_while_nothing_can_be_stored(site: Site) -> None:
    phone = Phone(site)
    site.write(lambda s: s.connection().exec_driver_sql("PRAGMA busy_timeout=50"))
    with somebody_writing(site):
        phone.say(DANGER)
    assert phone.page.status_code == 503
    assert phone.page.headers["retry-after"]
    assert 'class="call" href="tel:110"' in phone.page.text
    assert DANGER in phone.page.text
    kept = phone.hidden["event"]
    phone.say(DANGER)
    assert phone.page.status_code == 200
    assert phone.hidden["event"] != kept
    assert p1(site) == 1


@contextmanager
def somebody_writing(site: Site) -> Iterator[None]:
    """Another program holds the database's writing lock."""
    other = sqlite3.connect(site.settings.database.removeprefix("sqlite:///"), isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("size", [40, 3_000_000], ids=["small", "spooled"])
def test_the_number_is_there_while_no_file_can_be_taken_in(
    site: Site, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    phone, upload = Phone(site), site.settings.data_dir / "upload"
    upload.rename(upload.with_name("disk"))
    upload.symlink_to("/nowhere/upload")
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    phone.say("Ini videonya", files=[("v.mp4", b"x" * size, "video/mp4")])
    assert (phone.page.status_code, phone.page.headers["retry-after"]) == (503, "5")
    assert 'class="call" href="tel:110"' in phone.page.text


def test_files_leave_room_for_the_database(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever sends enough of them ends the station for everybody."""
    monkeypatch.setattr("core.files.LEFT_FREE", 2**60)
    phone, video = Phone(site), [("v.mp4", b"x" * 40, "video/mp4")]
    phone.say("Ini videonya", files=video)
    assert phone.page.status_code == 503
    assert 'class="call" href="tel:110"' in phone.page.text
    assert site.read(lambda s: s.query(Message).count()) == 0
    for words, files in (("Motor saya dicuri", []), (DANGER, video)):
        phone.say(words, files=files)
        assert phone.page.status_code == 200
    assert p1(site) == 1


@pytest.mark.parametrize("short", ["memory", "disk"])
def test_files_that_are_still_being_sent_leave_room_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, short: str
) -> None:
    if short == "disk":
        monkeypatch.setattr("core.files.LEFT_FREE", 2**60)
    phone = Phone(site)

    def video() -> int:
        phone.say("Ini videonya", files=[("v.mp4", b"x" * 2_000_000, "video/mp4")])
        return int(phone.page.status_code)

    monkeypatch.setattr(limits, "MOST_UNDER_WAY", 4_000_000)
    with socket.create_connection(("127.0.0.1", site.settings.port)) as another:
        kind = b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n"
        part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="f"\r\n\r\n'
        another.sendall(b"POST /lapor HTTP/1.1\r\nHost: x\r\n" + kind + part + b"x" * 2_000_000)
        eventually(video, until=lambda status: status == 503)
        assert 'class="call" href="tel:110"' in phone.page.text
        phone.say("Motor saya dicuri")
        assert phone.page.status_code == 200
    if short == "memory":
        eventually(video, until=lambda status: status == 200)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # nothing keeps SQLite's readers from reading
def test_the_number_is_there_while_nothing_can_be_read(site_on_both: Site) -> None:
    phone = Phone(site_on_both)
    phone.say("Halo")
    with psycopg.connect(site_on_both.settings.database) as other:
        other.execute("LOCK TABLE contact_ids IN ACCESS EXCLUSIVE MODE")
        page = phone.browser.get("/lapor")
    assert (page.status_code, page.headers.get("retry-after")) == (503, "5")
    assert 'class="call" href="tel:110"' in page.text
