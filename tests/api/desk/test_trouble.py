"""/masalah: what did not arrive is sent again once; what could not be read is read again once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from bot.channels.webchat.events import Said, heard
from core import audit, clock, inbound, outbox, troubles, units
from core.ids import new_id
from core.inbound import Raw
from core.models import Audit, Conversation, Inbound, Message, Outbox, Report
from tests.api.public.phone import Phone
from tests.factories import make_report
from tests.ground import Site

OP = "f" * 32


def stuck(
    site: Site, *, trouble: str = "blocked: Forbidden: Siti has left", restricted: str = "", unit: str = ""
) -> str:
    """A message to a citizen that did not arrive; returns its id."""

    def put(session) -> str:
        unit_id = (units.named(session, unit) if unit else units.root(session)).id
        report = make_report(session, restricted=restricted, unit_id=unit_id)
        id_, now = new_id(), clock.now()
        session.add(
            Message(id=id_, report_id=report.id, author="officer", kind="text", text="Kami ke sana.", at=now)
        )  # fmt: skip
        session.flush()
        row = {
            "id": id_, "contact_id": None, "report_id": report.id, "account": "webchat", "address": b"x",
            "lane": outbox.TALK, "payload": "{}", "state": "queued", "due_at": now, "created_at": now,
        }  # fmt: skip
        outbox.enqueue_many(session, [row])
        found = session.get_one(Outbox, id_)
        found.state, found.trouble = "failed", trouble
        return id_

    return site.write(put)


def state(site: Site, id_: str) -> tuple[str, str]:
    row = site.read(lambda s: s.get_one(Outbox, id_))
    return row.state, row.trouble


def resend(officer: httpx2.Client, id_: str, op: str = OP) -> int:
    answer = officer.post("/masalah/kirim-ulang", data={"message": id_, "op": op}, follow_redirects=False)
    return answer.status_code


def test_what_did_not_arrive_is_shown_and_sent_again_once(site: Site) -> None:
    ayu, id_ = site.officer(), stuck(site)
    page = ayu.get("/masalah").text
    assert "Penerima memblokir kami" in page
    assert "Siti has left" not in page
    assert f'value="{id_}"' in page
    assert [resend(ayu, id_) for _ in range(2)] == [303, 303]  # a double click
    assert state(site, id_) == ("queued", "")
    assert site.read(lambda s: s.query(Audit).filter(Audit.action == "message.resent").count()) == 1
    assert resend(ayu, id_, op="0" * 32) == 409
    assert id_ not in ayu.get("/masalah").text
    other = stuck(site)
    assert resend(ayu, other) == 303  # the op is that of another message
    assert state(site, other) == ("queued", "")


def test_the_menu_counts_what_did_not_arrive_and_the_page_quotes_it(site: Site) -> None:
    ayu = site.officer()
    assert "count hot" not in ayu.get("/masuk").text
    stuck(site)
    stuck(site, restricted="ppa")  # not hers, and not counted
    assert '<b class="count hot">1</b>' in ayu.get("/masuk").text
    assert "Kami ke sana." in ayu.get("/masalah").text


def test_of_what_is_finished_it_counts_for_a_week(site_on_both: Site) -> None:
    """Else the number would only ever grow: of who has blocked us no message arrives any more."""
    site = site_on_both
    ayu, ids = site.officer(), [stuck(site) for _ in range(3)]  # of open reports, whatever their age

    def age(session, id_: str, status: str, days: int) -> None:
        out = session.get_one(Outbox, id_)
        out.changed_at = clock.now() - timedelta(days=days)
        session.get_one(Report, out.report_id).status = status

    for id_, status, days in zip(ids, ("handling", "finished", "finished"), (8, 6, 8), strict=True):
        site.write(lambda s, args=(id_, status, days): age(s, *args))
    page = ayu.get("/masalah").text
    assert [f'value="{id_}"' in page for id_ in ids] == [True, True, False]
    assert '<b class="count hot">2</b>' in ayu.get("/masuk").text
    assert site.read(troubles.total) == 2
    code = site.read(lambda s: s.get_one(Report, s.get_one(Outbox, ids[2]).report_id).code)
    assert "Kirim ulang" in ayu.get(f"/laporan/{code}").text


def test_an_unknown_outcome_says_that_it_may_have_arrived(site: Site) -> None:
    ayu, id_ = site.officer(), stuck(site, trouble="unknown")
    page = ayu.get("/masalah").text
    assert "Tidak pasti sampai" in page
    assert id_ in page


def test_the_thread_shows_the_reason_and_sends_again_too(site: Site) -> None:
    ayu, id_ = site.officer(), stuck(site)
    code = re.search(r'href="/laporan/([^"]+)"', ayu.get("/masalah").text.partition("<table")[2])
    assert code
    page = ayu.get(f"/laporan/{code[1]}")
    assert "Gagal: penerima memblokir kami" in page.text
    page = ayu.post(f"/laporan/{code[1]}/kirim-ulang", data={"message": id_})
    assert "Antre" in page.text
    assert state(site, id_) == ("queued", "")


TRIES = [
    ("retry", "no answer: ClientError('+6281234567890')", "Belum berhasil, dicoba lagi: penyedia tidak menjawab"),
    ("sent", "", "Terkirim"),
    ("failed", "refused: twilio 63007", "Gagal: ditolak penyedia (twilio 63007)"),
    ("plain", "Something Siti wrote", "Dikirim lagi tanpa tombol: alasan lain"),
]


def test_what_was_tried_is_told_in_words_and_nothing_that_a_provider_said(site: Site) -> None:
    ayu, id_ = site.officer(), stuck(site, trouble="refused: twilio 63007")
    for minutes, (outcome, reason, _) in enumerate(TRIES):
        at = datetime(2026, 3, 12, 14, minutes, tzinfo=UTC)
        site.write(lambda s, args=(id_, outcome, reason), at=at: outbox.tried(s, *args, now=at))
    code = site.read(lambda s: s.query(Report).one().code)
    for path in ("/masalah", f"/laporan/{code}"):
        page = ayu.get(path).text
        shown = re.findall(r"<time[^>]*>([^<]*)</time> <span>([^<]*)</span></li>", page.partition('class="tries"')[2])
        assert shown[:4] == [(f"Kamis 12 Maret, 21.0{minutes}", words) for minutes, (_, _, words) in enumerate(TRIES)]
        assert "6281234567890" not in page + str(shown)
        assert "Siti wrote" not in page


def test_what_was_never_tried_has_no_attempts_to_show(site: Site) -> None:
    stuck(site)
    assert "Lihat percobaan" not in site.officer().get("/masalah").text


def test_messages_of_other_units_and_restricted_reports_stay_theirs(site: Site) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    root, restricted = stuck(site), stuck(site, restricted="ppa", unit="Polsek Sirih")
    bram = site.officer("bram@polres.example", name="Bram", unit="Polsek Sirih")
    page = bram.get("/masalah").text
    for id_ in (root, restricted):
        assert id_ not in page
        assert resend(bram, id_) == 404
        assert state(site, id_)[0] == "failed"


@pytest.mark.parametrize("message", ["\x00", "x", "' OR 1=1", ""])
def test_messages_that_never_were_are_refused(site_on_both: Site, message: str) -> None:
    assert resend(site_on_both.officer(), message) in {404, 422}


def set_aside(site: Site, text: str) -> int:
    """A visitor's message that met a fault of ours; returns its number."""
    said = heard(Said(sender="a" * 64, event="e1", text=text))[0]

    def put(session) -> int:
        sealed = site.world.vault.seal(said.raw, about=b"inbound")
        raw = Raw(said.account, said.event_id, clock.now(), "quarantined", sealed, "KeyError")
        return inbound.store_many(session, [raw])[said.account, said.event_id]

    return site.write(put)


def test_what_could_not_be_read_is_carried_out_once_when_played_again(site: Site) -> None:
    admin = site.officer("chief@polres.example", roles=("admin", "operator"))
    number = set_aside(site, "motor saya dicuri di Pasar Baru")
    page = admin.get("/masalah").text
    assert "KeyError" in page
    assert "motor saya dicuri" not in page  # who repairs need not read
    for _ in range(2):
        answer = admin.post("/masalah/putar-ulang", data={"event": number, "op": OP}, follow_redirects=False)
        assert answer.status_code == 303
    said = site.read(lambda s: [(m.author, m.text) for m in s.query(Message).order_by(Message.id)])
    assert said.count(("citizen", "motor saya dicuri di Pasar Baru")) == 1
    assert any(author == "bot" for author, _ in said)
    assert site.read(lambda s: s.get_one(Inbound, number).outcome) == "replayed"
    assert "KeyError" not in admin.get("/masalah").text
    assert admin.post("/masalah/putar-ulang", data={"event": number}).status_code == 409
    assert site.read(audit.verify)[2] is None


def test_what_nobody_could_read_is_carried_out_once_the_program_can(site: Site) -> None:
    """It is kept by its bytes, as its event had no name then; from here on it has."""
    said = heard(Said(sender="a" * 64, event="e1", text="motor saya dicuri di Pasar Baru"))[0]
    admin = site.officer("chief@polres.example", roles=("admin", "operator"))
    for name in ("sha256:1", "sha256:2"):
        sealed = site.world.vault.seal(said.raw, about=b"inbound")
        raw = Raw(said.account, name, clock.now(), "quarantined", sealed, "KeyError")
        number = site.write(lambda s, raw=raw: inbound.store_many(s, [raw])[raw.account, raw.event_id])
        answers = [admin.post("/masalah/putar-ulang", data={"event": number}).status_code for _ in range(2)]
        assert answers == ([200, 409] if name == "sha256:1" else [409, 409])
    assert site.read(lambda s: [m.text for m in s.query(Message).filter_by(author="citizen")]) == [said.text]
    assert site.read(lambda s: inbound.known(s, said.account, [said.event_id])) == {said.event_id}


def test_of_many_that_were_set_aside_the_newest_are_shown_and_any_can_be_thrown_away(site: Site) -> None:
    admin = site.officer("chief@polres.example", roles=("admin", "operator"))

    def put(session, number: int) -> int:
        raw = Raw("whatsapp:1", f"sms{number}", clock.now(), "quarantined", b"sealed", f"reason {number}.")
        return inbound.store_many(session, [raw])[raw.account, raw.event_id]

    ids = [site.write(lambda s, n=number: put(s, n)) for number in range(101)]
    page = admin.get("/masalah").text
    assert "reason 100." in page
    assert "reason 0." not in page
    assert "Yang 100 terbaru dari 101." in page
    asks_first = re.findall(r'<details class="sure">(?:(?!</details>).)*action="/masalah/buang"', page, re.DOTALL)
    assert len(asks_first) == page.count('action="/masalah/buang"') == 100
    ayu = site.officer()
    assert ayu.post("/masalah/buang", data={"event": ids[-1]}).status_code == 403
    page = admin.post("/masalah/buang", data={"event": ids[-1], "op": OP}).text
    assert "reason 100." not in page
    assert "reason 0." in page
    assert site.read(lambda s: (s.get_one(Inbound, ids[-1]).outcome, s.get_one(Inbound, ids[-1]).raw)) == (
        "ignored",
        None,
    )
    assert site.read(lambda s: s.query(Audit).filter_by(action="inbound.discarded").count()) == 1


def test_operators_neither_see_nor_play_what_was_set_aside(site: Site) -> None:
    ayu, number = site.officer(), set_aside(site, "halo")
    assert "KeyError" not in ayu.get("/masalah").text
    assert ayu.post("/masalah/putar-ulang", data={"event": number}).status_code == 403
    assert site.read(lambda s: s.get_one(Inbound, number).outcome) == "quarantined"


def test_what_no_unit_owns_yet_is_for_the_admin_of_the_station_alone(site: Site) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    number = set_aside(site, "halo")
    both = site.officer("sari@polres.example", name="Sari", unit="Polsek Sirih", roles=("admin", "operator"))
    page = both.get("/masalah")
    assert page.status_code == 200  # what the unit itself could not deliver
    assert "KeyError" not in page.text
    assert "Kiriman yang tidak terbaca" not in page.text
    alone = site.officer("toni@polres.example", name="Toni", unit="Polsek Sirih", roles=("admin",))
    assert alone.get("/masalah").status_code == 403
    assert 'href="/masalah"' not in alone.get("/unit").text
    for admin in (both, alone):
        answer = admin.post("/masalah/putar-ulang", data={"event": number})
        assert answer.status_code == 403
        assert "admin unit induk" in answer.text
    assert site.read(lambda s: s.get_one(Inbound, number).outcome) == "quarantined"
    chief = site.officer("chief@polres.example", roles=("admin",))
    assert 'href="/masalah"' in chief.get("/unit").text
    assert "KeyError" in chief.get("/masalah").text


def test_an_empty_page_says_that_all_is_well(site: Site) -> None:
    assert "Semua pesan sudah terkirim." in site.officer().get("/masalah").text


def test_a_message_whose_step_fails_is_set_aside_alone_and_carried_out_after_the_repair(site_on_both: Site) -> None:
    site = site_on_both
    admin = site.officer("chief@polres.example", roles=("admin", "operator"))
    siti, budi = Phone(site), Phone(site)
    siti.say("halo")
    siti.wait_for("Darurat?")
    whole = site.read(lambda s: s.query(Conversation).one().state)
    site.write(lambda s: s.query(Conversation).update({"state": '{"due": 7}'}))
    assert "motor saya dicuri" in siti.say("motor saya dicuri di Pasar Sirih tadi pagi")
    budi.say("rumah saya kemalingan di Pasar Baru tadi pagi")
    budi.wait_for("Kirim laporan")
    [aside] = site.read(lambda s: list(inbound.quarantined(s)))
    assert aside.reason == "step: TypeError"
    assert site.read(lambda s: s.query(Inbound).filter_by(outcome="done").count()) == 2
    assert admin.post("/masalah/putar-ulang", data={"event": aside.id}).status_code == 409
    site.write(lambda s: s.query(Conversation).filter_by(state='{"due": 7}').update({"state": whole}))
    assert admin.post("/masalah/putar-ulang", data={"event": aside.id, "op": OP}).status_code == 200
    siti.wait_for("Kirim laporan")
    assert [line for line in siti.thread if "dicuri" in line and line.startswith("Anda")] == siti.thread[2:3]


def test_a_cry_for_help_that_meets_a_fault_is_answered_and_rings_all_the_same(site_on_both: Site) -> None:
    site = site_on_both
    officer, siti = site.officer(), Phone(site)
    siti.say("halo")
    siti.wait_for("Darurat?")
    site.write(lambda s: s.query(Conversation).update({"state": '{"due": 7}'}))
    for words in ("tolong dia bawa pisau", "warnanya merah", "DARURAT"):
        siti.say(words)
    assert len([line for line in siti.thread if "TELEPON 110" in line]) == 2
    report = site.read(lambda s: s.query(Report).one())
    assert (report.priority, report.complete, report.tags) == (1, False, "emergency")
    page = officer.get(f"/laporan/{report.code}").text
    assert "tolong dia bawa pisau" in page
    assert "DARURAT" in page
    assert site.read(inbound.count_quarantined) == 3


@pytest.mark.parametrize("path", ["/masuk", "/masalah", "/unit"])
def test_an_admin_reads_that_nobody_may_open_what_is_sensitive_until_somebody_is_marked(site: Site, path: str) -> None:
    chief, ayu = site.officer("chief@polres.example", roles=("admin", "operator")), site.officer()
    said = "Belum ada petugas yang boleh membuka laporan tentang "
    assert chief.get(path).text.count(said) == 2
    assert said not in ayu.get("/masuk").text
    site.officer("citra@polres.example", ppa=True)
    page = chief.get(path).text
    assert (page.count(said), f"{said}layanan polisi." in page) == (1, True)
    site.officer("dewi@polres.example", oversight=True)
    assert said not in chief.get(path).text
