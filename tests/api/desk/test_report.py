"""/laporan/{code}: what officers do to a report, twice, at once, and too late."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from core import codes, officers, units
from core.models import Audit, Message, Operation, Report
from tests.factories import make_report
from tests.ground import Site

OP = "d" * 32


def filed(site: Site, **over: Any) -> str:
    return site.write(lambda s: make_report(s, **over).code)


def stored(site: Site, code: str) -> Report:
    return site.read(lambda s: s.query(Report).filter(Report.code == code).one())


def messages(site: Site, code: str, author: str) -> list[str]:
    def look(session) -> list[str]:
        report = session.query(Report).filter(Report.code == code).one()
        rows = session.query(Message).filter(Message.report_id == report.id, Message.author == author)
        return [row.text for row in rows.order_by(Message.id)]

    return site.read(look)


def actions(site: Site, code: str) -> list[str]:
    return site.read(lambda s: [r.action for r in s.query(Audit).filter(Audit.subject == code).order_by(Audit.id)])


def alert_in(answer: httpx2.Response) -> str:
    found = re.search(r'role="alert" class="alert".*?<span>(.*?)</span>', answer.text, re.DOTALL)
    return found[1] if found else ""


@pytest.fixture
def ayu(site: Site) -> httpx2.Client:
    return site.officer()


def test_opening_is_recorded_before_the_page_and_refreshing_is_not(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    ayu.get(f"/laporan/{code}")
    for block in ("thread", "details"):
        assert ayu.get(f"/laporan/{code}", params={"blok": block}).status_code == 200
    assert actions(site, code).count("report.opened") == 1
    assert stored(site, code).version == 1


def test_a_typed_code_is_understood_as_people_write_it(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    assert ayu.get(f"/laporan/{code.lower()}").status_code == 200
    assert ayu.get(f"/laporan/{codes.new_code()}").status_code == 404


def test_of_two_who_take_the_first_wins_and_the_second_learns_who(site: Site, ayu: httpx2.Client) -> None:
    citra = site.officer("citra@polres.example", name="Citra M.")
    code = filed(site)
    citra.post(f"/laporan/{code}/ambil", data={"op": OP})
    answer = ayu.post(f"/laporan/{code}/ambil", data={"op": OP})  # ops of two people never meet
    assert answer.status_code == 409
    assert re.fullmatch(r"Sudah diambil Citra M\. pukul \d\d\.\d\d\.", alert_in(answer))
    assert 'class="composer"' in answer.text
    assert actions(site, code).count("report.taken") == 1
    assert citra.post(f"/laporan/{code}/ambil").status_code == 200  # taking one's own again is no fault


def test_a_reply_clicked_twice_is_sent_once(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    for _ in range(2):
        assert ayu.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana.", "op": OP}).status_code == 200
    assert messages(site, code, "officer") == ["Kami ke sana."]
    report = stored(site, code)
    assert (report.status, report.waiting, report.taken_by != "") == ("handling", "citizen", True)


def test_a_question_waits_for_the_citizen(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    page = ayu.post(f"/laporan/{code}/balas", data={"text": "Warna motornya?", "ask": "1"})
    assert stored(site, code).status == "need_info"
    assert "Jeda" in page.text


def test_a_note_stays_a_note(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    page = ayu.post(f"/laporan/{code}/catatan", data={"text": "residivis <b>", "op": OP})
    assert "residivis &lt;b&gt;" in page.text
    assert messages(site, code, "note") == ["residivis <b>"]
    assert messages(site, code, "officer") == []
    assert stored(site, code).status == "received"


@pytest.mark.parametrize("path", ["balas", "catatan"])
def test_a_refused_text_is_still_in_its_own_field(site: Site, ayu: httpx2.Client, path: str) -> None:
    """A citizen whose contact is gone cannot be answered; and a text of blanks is none."""
    code = filed(site, identity="named")
    answer = ayu.post(f"/laporan/{code}/balas", data={"text": "Sudah dengar kabar?"})
    assert answer.status_code == 409
    assert "Sudah dengar kabar?</textarea>" in answer.text
    for nothing in (" \n", " \u200b\n\u2060 "):
        blank = ayu.post(f"/laporan/{filed(site)}/{path}", data={"text": nothing})
        assert (blank.status_code, alert_in(blank)) == (422, "Tulis pesannya dulu.")


def close(ayu: httpx2.Client, site: Site, code: str, **more: str) -> httpx2.Response:
    fields = {"status": "finished", "result": "solved", "reason": "patroli selesai", "text": ""} | more
    return ayu.post(f"/laporan/{code}/status", data={"version": str(stored(site, code).version), **fields})


@pytest.mark.parametrize(
    ("over", "fields", "words"),
    [
        ({}, {"reason": ""}, "Tulis alasan penutupan."),
        ({}, {"result": ""}, "Pilih hasilnya dulu."),
        ({"category": "other"}, {}, "Pilih kategorinya dulu sebelum menutup."),
    ],
)
def test_a_refused_closing_keeps_every_word(
    site: Site, ayu: httpx2.Client, over: dict[str, str], fields: dict[str, str], words: str
) -> None:
    code = filed(site, **over)
    fields = {"reason": "saksi pulang", "text": "Terima kasih, sudah beres."} | fields
    answer = close(ayu, site, code, **fields)
    assert answer.status_code == 422
    assert alert_in(answer) == words
    assert "Terima kasih, sudah beres.</textarea>" in answer.text
    assert f'value="{fields["reason"]}"' in answer.text
    assert 'data-act="s" open' in answer.text
    assert stored(site, code).status == "received"


def test_words_for_a_status_that_is_gone_are_shown_to_be_copied(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    seen = str(stored(site, code).version)
    close(site.officer("dewi@polres.example"), site, code)
    late = close(ayu, site, code, version=seen, reason="saksi pulang", text="Terima kasih, sudah beres.")
    assert late.status_code == 409
    for words in ("saksi pulang", "Terima kasih, sudah beres."):
        assert f"readonly>{words}</textarea>" in late.text
    assert 'data-act="s" open' in late.text


def test_what_is_unsure_gets_its_category_with_the_closing(site: Site, ayu: httpx2.Client) -> None:
    code, sure = filed(site, category="other"), filed(site)
    assert 'name="category" required' in ayu.get(f"/laporan/{code}").text
    assert 'name="category" required' not in ayu.get(f"/laporan/{sure}").text
    for category in ("", "other"):
        assert close(ayu, site, code, category=category).status_code == 422
    refused = close(ayu, site, code, category="fraud", result="")
    assert '<option value="fraud" selected>' in refused.text.partition('name="category" required')[2]
    assert stored(site, code).category == "other"
    assert close(ayu, site, code, category="fraud").status_code == 200
    close(ayu, site, sure, category="fraud")  # an old page: what is sure by now stays so
    found = [(stored(site, each).status, stored(site, each).category) for each in (code, sure)]
    assert found == [("finished", "fraud"), ("finished", "theft")]


def test_what_is_closed_as_sensitive_goes_to_those_marked_for_it(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site, category="other")
    assert "Minta admin menandai" in alert_in(close(ayu, site, code, category="sexual_or_child"))
    site.officer("dewi@polres.example", ppa=True)
    page = close(ayu, site, code, category="sexual_or_child")
    assert f"Laporan {code} kini sensitif" in page.text
    assert (stored(site, code).status, stored(site, code).restricted) == ("finished", "ppa")


def test_the_prepared_text_of_another_result_does_not_reach_the_citizen(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    prepared = f"Laporan {code} selesai: sudah ditangani. Belum beres? Balas dalam 24 jam untuk membuka lagi."
    assert prepared in ayu.get(f"/laporan/{code}").text
    shown = close(ayu, site, code, result="unfounded", text=prepared)
    assert shown.status_code == 422
    assert stored(site, code).status == "received"
    right = f"Laporan {code} kami tutup karena kejadiannya belum kami temukan. "
    right += "Balas dengan nama jalan atau patokan dalam 24 jam untuk membuka lagi."
    assert f"{right}</textarea>" in shown.text
    assert close(ayu, site, code, result="unfounded", text=right).status_code == 200
    assert (stored(site, code).status, stored(site, code).result) == ("finished", "unfounded")
    assert messages(site, code, "officer") == [right]


def test_the_anonymous_read_the_closing_on_the_tracking_page(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    close(ayu, site, code, text="Sudah kami periksa.")
    assert messages(site, code, "officer") == ["Sudah kami periksa."]


def test_a_closed_report_waits_for_nobody(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    assert "<dt>Menunggu</dt>" in ayu.get(f"/laporan/{code}").text
    close(ayu, site, code)
    assert "<dt>Menunggu</dt>" not in ayu.get(f"/laporan/{code}").text


def test_no_text_tells_the_citizen_nothing(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    close(ayu, site, code, text="  ")
    assert stored(site, code).status == "finished"
    assert messages(site, code, "officer") == []


def test_a_change_over_somebody_elses_change_is_refused(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    seen = stored(site, code).version
    citra = site.officer("citra@polres.example", name="Citra M.")
    citra.post(f"/laporan/{code}/prioritas", data={"priority": "1", "version": str(seen)})
    for path, fields in (
        ("prioritas", {"priority": "4"}), ("kategori", {"category": "fraud"}), ("status", {"status": "handling"}),
    ):  # fmt: skip
        answer = ayu.post(f"/laporan/{code}/{path}", data={**fields, "version": str(seen)})
        assert answer.status_code == 409
        assert "baru saja diubah" in alert_in(answer)
    report = stored(site, code)
    assert (report.priority, report.category, report.status) == (1, "theft", "received")


@pytest.mark.parametrize("version", [None, "0"])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("prioritas", {"priority": "1"}), ("kategori", {"category": "fraud"}), ("tugaskan", {"unit": "1"}),
        ("status", {"status": "handling", "text": "Kami ke sana sekarang."}),
    ],
)  # fmt: skip
def test_a_change_that_names_no_version_is_refused_and_says_how_to_go_on(
    site: Site, ayu: httpx2.Client, path: str, fields: dict[str, str], version: str | None
) -> None:
    code = filed(site)
    data = fields if version is None else fields | {"version": version}
    answer = ayu.post(f"/laporan/{code}/{path}", data=data)
    assert answer.status_code == 422
    assert "Baca laporan ini lagi" in alert_in(answer)
    assert fields.get("text", "") in answer.text
    assert (stored(site, code).version, stored(site, code).priority) == (1, 3)
    again = dict(re.findall(r'<input type="hidden" name="(op|version)" value="([^"]+)">', answer.text))
    assert ayu.post(f"/laporan/{code}/{path}", data=fields | again).status_code == 200
    assert stored(site, code).version == 2


def test_every_form_of_the_page_that_overwrites_something_names_its_version(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    page = ayu.get(f"/laporan/{code}").text
    forms = re.findall(rf'<form method="post" action="/laporan/{code}/([a-z-]+)"(.*?)</form>', page, re.DOTALL)
    named = {path for path, form in forms if '<input type="hidden" name="version" value="1">' in form}
    assert named == {"status", "tugaskan", "prioritas", "kategori"}


def test_a_change_of_status_that_is_not_allowed_is_refused(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    close(ayu, site, code)
    assert close(ayu, site, code).status_code == 409
    assert ayu.post(f"/laporan/{code}/status", data={"status": "x", "version": "3"}).status_code == 409


def test_a_priority_moves_the_report_and_a_category_may_close_it_to_others(site: Site, ayu: httpx2.Client) -> None:
    code, later = filed(site), filed(site)
    ayu.post(f"/laporan/{later}/prioritas", data={"priority": "1", "version": "1"})
    listed = re.findall(r'data-code="([^"]+)"', ayu.get("/masuk").text)
    assert listed == [later, code]
    site.officer("dewi@polres.example", ppa=True)
    ayu.post(f"/laporan/{code}/kategori", data={"category": "sexual_or_child", "version": "1"})
    assert stored(site, code).restricted == "ppa"
    assert ayu.get(f"/laporan/{code}").status_code == 404  # Ayu is not marked for it


def test_who_closes_a_report_to_themselves_comes_back_to_their_list_and_is_told(site: Site, ayu: httpx2.Client) -> None:
    code, other = filed(site), filed(site, category="fraud")
    site.officer("dewi@polres.example", ppa=True)
    assert "hilang dari daftar Anda" in ayu.get(f"/laporan/{code}").text  # before the click, too
    ayu.get("/masuk?kategori=fraud")
    form = {"category": "sexual_or_child", "version": "1", "op": OP}
    for _ in range(2):  # a double click
        answer = ayu.post(f"/laporan/{code}/kategori", data=form)
        assert answer.status_code == 200
        assert f"Laporan {code} kini sensitif" in answer.text
        assert re.findall(r'data-code="([^"]+)"', answer.text) == [other]  # the list as it was chosen
    assert actions(site, code).count("report.category") == 1
    assert ayu.post(f"/laporan/{code}/kategori", data={"category": "theft", "version": "2"}).status_code == 404


def test_a_report_is_not_closed_to_everybody(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    site.officer("chief@polres.example", roles=("admin",), ppa=True)  # marked, and no operator
    form = {"category": "sexual_or_child", "version": "1"}
    answer = ayu.post(f"/laporan/{code}/kategori", data=form)
    assert answer.status_code == 422
    assert "Minta admin menandai" in alert_in(answer)
    assert (stored(site, code).restricted, stored(site, code).category) == ("", "theft")
    site.officer("dewi@polres.example", ppa=True)
    ayu.post(f"/laporan/{code}/kategori", data=form)
    assert stored(site, code).restricted == "ppa"


def test_who_may_see_it_stays_with_a_report_that_is_closed_to_others(site: Site) -> None:
    code = filed(site)
    dewi = site.officer("dewi@polres.example", ppa=True, oversight=True)
    assert "hilang dari daftar Anda" not in dewi.get(f"/laporan/{code}").text
    answer = dewi.post(f"/laporan/{code}/kategori", data={"category": "sexual_or_child", "version": "1"})
    assert str(answer.url).endswith(f"/laporan/{code}")


def test_a_report_is_assigned_within_ones_own_reach(site: Site, ayu: httpx2.Client) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    sirih = site.read(lambda s: units.named(s, "Polsek Sirih").id)
    bram = site.officer("bram@polres.example", name="Bram S.", unit="Polsek Sirih")
    id_ = site.read(lambda s: officers.by_email(s, "bram@polres.example").id)
    code = filed(site)
    assert bram.get(f"/laporan/{code}").status_code == 404
    page = ayu.post(f"/laporan/{code}/tugaskan", data={"unit": str(sirih), "officer": str(id_), "version": "1"})
    assert "Ditugaskan ke Polsek Sirih Bram S." in page.text
    assert bram.get(f"/laporan/{code}").status_code == 200
    root = site.read(lambda s: units.root(s).id)
    answer = bram.post(f"/laporan/{code}/tugaskan", data={"unit": str(root)})
    assert answer.status_code == 422
    assert "di luar wewenang" in alert_in(answer)


def test_the_history_names_people_of_every_unit(site: Site, ayu: httpx2.Client) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    sirih = site.read(lambda s: units.named(s, "Polsek Sirih").id)
    code = filed(site, unit_id=sirih)
    site.officer("bram@polres.example", name="Bram S.", unit="Polsek Sirih").get(f"/laporan/{code}")
    root = site.read(lambda s: units.root(s).id)
    ayu.post(f"/laporan/{code}/tugaskan", data={"unit": str(root), "version": "1"})
    history = ayu.get(f"/laporan/{code}").text.partition('id="riwayat"')[2]
    assert "Membuka laporan · Bram S." in history
    assert "Menugaskan · Ayu L." in history


def test_times_are_in_the_officers_language(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site, filed_at=_hours_ago(3.5))
    assert "TELAT <b>2j 30m</b>" in ayu.get(f"/laporan/{code}").text
    ayu.post("/setelan/bahasa", data={"language": "en"})
    assert "LATE <b>2h 30m</b>" in ayu.get(f"/laporan/{code}").text


def _hours_ago(hours: float) -> Any:
    from datetime import timedelta

    from core import clock

    return clock.now() - timedelta(hours=hours)


def test_what_was_refused_leaves_no_trace_of_its_op(site: Site, ayu: httpx2.Client) -> None:
    """Mended and sent again with the same op, it must have its effect."""
    code = filed(site)
    ayu.post(f"/laporan/{code}/balas", data={"text": "", "op": OP})
    ayu.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana.", "op": OP})
    assert messages(site, code, "officer") == ["Kami ke sana."]
    assert site.read(lambda s: s.query(Operation).count()) == 1


def test_pages_work_without_scripts(site: Site, ayu: httpx2.Client) -> None:
    """Each act is a form that posts to its own address, with an op of its own."""
    code = filed(site)
    page = ayu.get(f"/laporan/{code}").text
    forms = re.findall(rf'<form method="post" action="/laporan/{code}/([a-z-]+)".*?</form>', page, re.DOTALL)
    assert {"ambil", "balas", "catatan", "status", "tugaskan", "prioritas", "kategori"} <= set(forms)
    ops = re.findall(r'name="op" value="([0-9a-f]{32})"', page)
    assert len(ops) == len(set(ops)) >= 7
    assert not re.search(r'\son[a-z]+="|\sstyle="|javascript:', page)


def test_the_next_promise_falls_due_anew_with_each_change_that_moves_it(site: Site, ayu: httpx2.Client) -> None:
    code = filed(site)
    filed_at = stored(site, code).filed_at

    def due() -> timedelta:
        return stored(site, code).due_at - filed_at

    assert due() == timedelta(hours=1)  # until somebody takes a P3
    ayu.post(f"/laporan/{code}/prioritas", data={"priority": "2", "version": "1"})
    assert due() == timedelta(minutes=5)
    ayu.post(f"/laporan/{code}/ambil")
    assert due() == timedelta(minutes=15)  # until the first reply in a P2
    ayu.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."})
    assert timedelta(days=3) <= due() < timedelta(days=3, minutes=1)  # until the next news
    urgent = stored(site, code).sort_key
    ayu.post(f"/laporan/{code}/prioritas", data={"priority": "1", "version": str(stored(site, code).version)})
    assert stored(site, code).sort_key < 2**60 <= urgent
