"""/lacak: the code alone says how far a report is; with the PIN it opens; a wrong guess learns nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
import time_machine

from core import clock as clocks
from core import codes, db, reports, units
from core.ids import new_id
from core.models import Audit, Job, Message, Outbox, Report
from core.settings import Settings
from tests.conftest import make_settings
from tests.emulators.running import running
from tests.emulators.telegram import TelegramEmulator
from tests.ground import Site, eventually, open_site

DANGER = "dia datang lagi bawa pisau tolong sekarang"
START = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
WAY = {"received": [], "checking": ["checking"], "handling": ["checking", "handling"],
       "need_info": ["checking", "need_info"], "finished": ["checking", "handling", "finished"]}  # fmt: skip
WORDS = {"received": "Diterima", "checking": "Sedang dicek", "handling": "Sedang ditangani",
         "need_info": "Butuh info dari Anda", "finished": "Selesai"}  # fmt: skip


@dataclass(frozen=True)
class Filed:
    code: str
    pin: str


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(START, tick=True) as traveller:
        yield traveller


def file(
    site: Site, *, status: str = "handling", restricted: str = "", category: str = "theft", priority: int = 3
) -> Filed:
    code, pin = codes.new_code(), codes.new_pin()

    def write(session: db.Session) -> None:
        row = {
            "code": code, "pin_hash": site.world.vault.hash_pin(code, pin), "contact_id": None, "account": "webchat",
            "unit_id": units.root(session).id, "category": category, "priority": priority, "status": "received",
            "complete": True, "identity": "private", "language": "id", "filed_at": clocks.now() - timedelta(hours=2),
            "summary": "Motor hilang di Pasar Sirih", "place": "Pasar Sirih", "restricted": restricted,
        }  # fmt: skip
        report = session.get(Report, reports.file_many(session, [row])[code])
        report.status = status
        if status == "need_info":
            report.due_at = clocks.now() + timedelta(days=2)  # or the server gives the question up
        times = json.loads(report.times)
        times |= {name: clocks.now().isoformat(timespec="seconds") for name in WAY[status]}
        report.times = json.dumps(times)
        for author in ("citizen", "bot", "officer", "note", "system"):
            text = f"kata dari {author}"
            session.add(
                Message(id=new_id(), report_id=report.id, author=author, kind="text", text=text, at=clocks.now())
            )

    site.write(write)
    return Filed(code, pin)


def body(answer: httpx2.Response) -> str:
    """The page without what is random in every page."""
    return re.sub(r'nonce="[^"]+"', "", answer.text)


def look(browser: httpx2.Client, code: str, pin: str = "") -> httpx2.Response:
    return browser.post("/lacak", data={"kode": code, "pin": pin})


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("status", WAY)
def test_the_code_alone_says_how_far_and_since_when(site: Site, status: str) -> None:
    filed = file(site, status=status)
    page = look(site.client(), filed.code)
    assert page.status_code == 200
    assert f'<h2 id="status">{WORDS[status]}</h2>' in page.text
    assert page.text.count("<time") == len(WAY[status]) + 1
    for hidden in ("Pasar Sirih", "theft", "Pencurian", "kata dari", "Kabar berikutnya"):
        assert hidden not in page.text


def test_case_spaces_hyphens_and_look_alikes_do_not_matter(site: Site) -> None:
    filed, browser = file(site), site.client()
    for typed in (
        filed.code.lower(), filed.code.replace("-", " "), filed.code[3:].replace("-", ""),
        filed.code.replace("0", "o").replace("1", "l"),
    ):  # fmt: skip
        assert look(browser, typed).status_code == 200
    assert browser.get("/lacak", params={"kode": filed.code}).status_code == 200


def test_with_the_pin_the_messages_open_without_notes(site: Site) -> None:
    filed = file(site)
    page = look(site.client(), filed.code, filed.pin.lower().replace("-", " "))
    for author in ("citizen", "bot", "officer"):
        assert f"kata dari {author}" in page.text
    for author in ("note", "system"):
        assert f"kata dari {author}" not in page.text
    assert filed.pin not in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("status", "hours_later", "said"),
    [("need_info", 0, "Petugas menunggu jawaban Anda."), ("received", -2, "Petugas membacanya paling lambat"),
     ("received", 0, "")],
)  # fmt: skip
def test_only_what_will_be_kept_is_promised(site: Site, clock, status: str, hours_later: int, said: str) -> None:
    filed = file(site, status=status)
    clock.shift(timedelta(hours=hours_later))
    page = look(site.client(), filed.code, filed.pin).text
    assert said in page
    assert page.count('class="promise"') == bool(said)


def test_a_restricted_report_is_called_your_report_alone(site: Site) -> None:
    filed = file(site, restricted="ppa", category="sexual_or_child")
    page = look(site.client(), filed.code, filed.pin).text
    assert "Laporan Anda" in page
    assert "seksual" not in page.lower()


def test_wrong_code_wrong_pin_and_no_such_report_get_one_answer(site_on_both: Site) -> None:
    site = site_on_both
    filed, other = file(site), file(site)
    guesses = [
        look(site.client(), filed.code, other.pin),
        look(site.client(), codes.new_code(), filed.pin),
        look(site.client(), codes.new_code()),
        look(site.client(), "JB-AAAA", "x"),
        look(site.client(), "<b>", "' OR 1=1"),
    ]
    assert {(answer.status_code, body(answer)) for answer in guesses} == {(404, body(guesses[0]))}


@pytest.mark.parametrize("restricted", ["", "ppa"])
def test_a_code_alone_opens_no_thread(site_on_both: Site, restricted: str) -> None:
    site = site_on_both
    filed, browser = file(site, restricted=restricted), site.client()
    for pin, words in ((" ", "palsu"), ("\u00a0", ""), ("", ""), ("\u200b", "palsu"), ("\u3000 ", "")):
        page = browser.post("/lacak/info", data={"kode": filed.code, "pin": pin, "info": words})
        assert (page.status_code, "tidak cocok" in page.text) == (404, True)
        assert "kata dari" not in page.text
        assert 'name="tiket"' not in page.text
    assert site.read(lambda s: s.query(Message).filter_by(text="palsu").count()) == 0
    assert browser.post("/lacak/info", data={"kode": filed.code, "pin": filed.pin}).status_code == 429


def test_five_wrong_guesses_an_hour_from_one_address(site_on_both: Site, clock) -> None:
    site = site_on_both
    filed, browser = file(site), site.client()
    for _ in range(5):
        assert look(browser, codes.new_code()).status_code == 404
    refused = look(browser, filed.code)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) <= 3600
    assert look(site.client(), filed.code, filed.pin).status_code == 429
    clock.shift(timedelta(minutes=61))
    assert look(browser, filed.code).status_code == 200


def test_right_codes_are_not_counted(site: Site) -> None:
    filed, browser = file(site), site.client()
    assert {look(browser, filed.code).status_code for _ in range(8)} == {200}


def test_ten_pins_a_day_for_one_code(site: Site, clock) -> None:
    filed, browser = file(site), site.client()
    answers = []
    for _ in range(11):
        answers.append(look(browser, filed.code, "0000-0000").status_code)
        clock.shift(timedelta(minutes=61))
    assert answers == [404] * 10 + [429]
    assert look(browser, filed.code, filed.pin).status_code == 429
    clock.shift(timedelta(days=1))
    assert look(browser, filed.code, filed.pin).status_code == 200


def test_the_limit_for_a_code_says_nothing_about_whether_it_exists(site: Site, clock) -> None:
    browser, nothing = site.client(), codes.new_code()
    answers = []
    for _ in range(11):
        answers.append(look(browser, nothing, "0000-0000").status_code)
        clock.shift(timedelta(minutes=61))
    assert answers == [404] * 10 + [429]


def test_what_is_no_code_at_all_uses_up_nobodys_tries(site: Site) -> None:
    for at in range(12):
        browser = site.client(headers={"x-forwarded-for": f"203.0.113.{at}"})
        assert look(browser, "JB-7K4M-2QXV", "0000-0000").status_code == 404


def test_a_right_pin_costs_no_try_and_buys_none(site: Site, clock) -> None:
    filed, browser = file(site), site.client()
    assert {look(browser, filed.code, filed.pin).status_code for _ in range(12)} == {200}
    found = []
    for _ in range(5):
        found.append(look(browser, codes.new_code(), filed.pin).status_code)
        found.append(look(browser, filed.code, filed.pin).status_code)
    assert found == [404, 200] * 4 + [404, 429]


def test_guesses_at_the_same_moment_are_counted_like_others(site_on_both: Site) -> None:
    site = site_on_both
    filed = file(site)
    browsers = [site.client() for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        found = pool.map(lambda browser: look(browser, filed.code, "0000-0000").status_code, browsers)
    assert sorted(found) == [404] * 5 + [429] * 11


def test_info_has_its_measure(site: Site, clock) -> None:
    filed, browser = file(site), site.client()
    ticket = field(look(browser, filed.code, filed.pin).text, "tiket")
    found = [browser.post("/lacak/info", data={"tiket": ticket, "info": f"info {n}"}).status_code for n in range(31)]
    assert found == [200] * 30 + [429]


def test_info_joins_the_report_once_and_answers_the_question(site_on_both: Site) -> None:
    site = site_on_both
    filed, browser = file(site, status="need_info"), site.client()
    page = look(browser, filed.code, filed.pin).text
    form = {"tiket": field(page, "tiket"), "op": field(page, "op"), "info": "Warnanya <b>merah</b>"}
    for _ in range(2):
        answer = browser.post("/lacak/info", data=form)
        assert answer.status_code == 200
        assert "Info Anda sudah masuk" in answer.text
        assert "Warnanya &lt;b&gt;merah&lt;/b&gt;" in answer.text
    report, written = site.read(
        lambda s: (s.query(Report).one(), [m for m in s.query(Message) if m.text.startswith("Warnanya")])
    )
    browser.post("/lacak/info", data=form | {"info": "Atau biru"})  # in the page from the browser's memory
    assert site.read(lambda s: s.query(Message).filter_by(text="Atau biru").count()) == 1
    assert report.status != "need_info"
    assert (report.unread, report.waiting) == (True, "officer")
    assert [(m.author, m.contact_id) for m in written] == [("citizen", None)]


@pytest.fixture
def watched(settings: Settings) -> Iterator[Site]:
    """A station whose duty chat hears of emergencies."""
    with running(TelegramEmulator()) as telegram:
        known = telegram.emulator
        made = make_settings(
            settings.data_dir, settings.database_url, duty_telegram_chat="900", telegram_token=known.token,
            telegram_api_url=known.url,
        )  # fmt: skip
        with open_site(made) as opened:
            yield opened


def cry(site: Site, filed: Filed, words: str = DANGER) -> str:
    """Somebody writes of danger into the opened report; returns the page they get."""
    browser = site.client()
    ticket = field(look(browser, filed.code, filed.pin).text, "tiket")
    return browser.post("/lacak/info", data={"tiket": ticket, "info": words}).text


def stored(site: Site, filed: Filed) -> Report:
    return site.read(lambda s: s.query(Report).filter(Report.code == filed.code).one())


def turn(site: Site, filed: Filed, status: str) -> None:
    site.write(lambda s: s.query(Report).filter_by(code=filed.code).update({"status": status}))


def alerts(site: Site, filed: Filed) -> int:
    id_ = stored(site, filed).id
    return site.read(lambda s: s.query(Outbox).filter(Outbox.report_id == id_, Outbox.contact_id.is_(None)).count())


def told(site: Site, filed: Filed, *, alarms: int) -> bool:
    """Whether the duty chat was told as often, and nothing more is due now."""
    eventually(
        lambda: site.read(lambda s: s.query(Job).filter_by(kind="duty").filter(Job.due_at <= clocks.now()).count() == 0)
    )
    return alerts(site, filed) == alarms


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(("priority", "status"), [(3, "received"), (3, "handling"), (1, "handling"), (3, "finished")])
def test_danger_in_the_info_rings_and_gives_the_number(watched: Site, priority: int, status: str, taken: bool) -> None:
    site, filed, ayu = watched, file(watched, status=status, priority=priority), watched.officer()
    if taken:
        turn(site, filed, "handling")  # nobody takes what is finished
        ayu.post(f"/laporan/{filed.code}/ambil")
        assert stored(site, filed).taken_by
        turn(site, filed, status)
    assert 'class="call" href="tel:110"' in cry(site, filed)
    report = stored(site, filed)
    assert (report.priority, report.taken_by, report.officer_id, report.taken_at) == (1, "", None, None)
    assert (report.status == "finished", report.waiting, report.unread) == (False, "officer", True)
    assert told(site, filed, alarms=1)
    assert filed.code in ayu.get("/masuk?tampilan=baru").text
    released = site.read(lambda s: s.query(Audit).filter_by(action="report.assigned", actor="bot").count())
    assert (released, "Ditugaskan ke Polres" in ayu.get(f"/laporan/{filed.code}").text) == (int(taken), taken)


@pytest.mark.parametrize("words", ["110", "DARURAT", "sos!"])
def test_the_number_to_call_rings_as_it_does_in_a_chat(watched: Site, words: str) -> None:
    filed = file(watched)
    assert 'class="call" href="tel:110"' in cry(watched, filed, words)
    assert stored(watched, filed).priority == 1


def test_danger_within_half_an_hour_is_part_of_the_same_alarm(watched: Site, clock) -> None:
    site, filed, ayu = watched, file(watched), watched.officer()
    cry(site, filed)
    assert told(site, filed, alarms=1)
    ayu.post(f"/laporan/{filed.code}/ambil")
    clock.shift(timedelta(minutes=29))
    for _ in range(2):
        assert 'class="call" href="tel:110"' in cry(site, filed)
    assert (stored(site, filed).taken_by, stored(site, filed).waiting) == ("officer:1", "officer")
    assert told(site, filed, alarms=1)
    clock.shift(timedelta(minutes=2))
    cry(site, filed)
    assert stored(site, filed).taken_by == ""
    assert told(site, filed, alarms=2)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("prioritas", {"priority": "3"}),
        ("status", {"status": "finished", "result": "unfounded", "reason": "tidak ada orang"}),
    ],
)
def test_danger_after_an_alarm_that_was_settled_is_a_new_one(watched: Site, path: str, form: dict[str, str]) -> None:
    site, filed, ayu = watched, file(watched), watched.officer()
    cry(site, filed)
    assert told(site, filed, alarms=1)
    ayu.post(f"/laporan/{filed.code}/ambil")
    ayu.post(f"/laporan/{filed.code}/{path}", data=form | {"version": str(stored(site, filed).version)})
    cry(site, filed)
    report = stored(site, filed)
    assert (report.priority, report.status, report.taken_by) == (1, "handling", "")
    assert told(site, filed, alarms=2)


def test_a_ticket_is_over_after_half_an_hour_and_cannot_be_made_up(site: Site, clock) -> None:
    filed, browser = file(site), site.client()
    ticket = field(look(browser, filed.code, filed.pin).text, "tiket")
    for made_up in ("", "x", ticket[:-6] + "AAAAA=", "\x00", "é"):
        assert browser.post("/lacak/info", data={"tiket": made_up, "info": "x"}).status_code == 404
    clock.shift(timedelta(minutes=31))
    assert browser.post("/lacak/info", data={"tiket": ticket, "info": "x"}).status_code == 404
    assert site.read(lambda s: [m for m in s.query(Message) if m.text == "x"]) == []


def test_what_never_was_is_not_said_to_be_done_and_the_result_is_told_with_the_pin(site: Site) -> None:
    filed, ayu = file(site, status="received"), site.officer()
    ayu.post(f"/laporan/{filed.code}/ambil")
    form = {"status": "finished", "result": "unfounded", "reason": "iseng", "version": str(stored(site, filed).version)}
    assert ayu.post(f"/laporan/{filed.code}/status", data=form).status_code == 200
    for pin, told in (("", False), (filed.pin, True)):
        page = look(site.client(), filed.code, pin).text
        assert ("Sedang ditangani" in page, page.count("(sudah)"), "iseng" in page) == (False, 3, False)
        assert ("Hasil: petugas tidak menemukan kejadiannya." in page) == told


def test_a_finished_way_has_a_mark_for_every_step(site: Site) -> None:
    page = look(site.client(), file(site, status="finished").code).text
    assert page.count("(sudah)") == 4
    assert "aria-current" in look(site.client(), file(site, status="handling").code).text
