"""An edited message: what it says now is kept with what it said before, and nothing is opened twice for a slip."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_reporting import PIN, THEFT, sent

HOUR = 3600
ALARM = {"id": ("tolong dia bawa pisau di gang mawr", "tolong dia bawa pisau di gang mawar"),
         "en": ("help he has a knife at Pasar Bru", "help he has a knife at Pasar Baru")}  # fmt: skip
HARM = {"id": ("saya dilecehkan guru saya di sekolah", "saya dilecehkan guru saya di sekolah kemarin"),
        "en": ("I was raped by my neighbour", "I was raped by my neighbor")}  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("words", [ALARM, HARM])
@pytest.mark.parametrize("after", [5, 60, 40 * 60, 30 * HOUR])
def test_a_slip_mended_later_opens_nothing_anew(words: dict[str, tuple[str, str]], language: str, after: int) -> None:
    wrong, right = words[language]
    chat = Chat(language=language).has_chosen_a_language().says(wrong).passes(after)
    chat.edits("pm1", right)
    assert chat.last == []
    chat.passes(HOUR).edits("pm1", right + ".")
    assert chat.last == []
    assert [revise.text for revise in chat.house.revised] == [right, right + "."]
    assert len(chat.report.tags) <= 1


def test_what_an_edit_tells_first_is_heard_once() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().edits("pm1", ALARM["id"][0]).sees("TELEPON 110")
    assert (chat.report.draft.text, chat.report.messages) == (ALARM["id"][0], ["m1", "m2"])
    chat.passes(2 * HOUR).edits("pm1", ALARM["id"][1])
    assert chat.last == []
    assert len(chat.reports) == 1


def test_harm_that_an_edit_tells_first_is_for_few() -> None:
    chat = Chat().says("paman saya jahat di Pasar Baru").pauses().edits("pm1", HARM["id"][0]).sees("petugas khusus")
    assert (chat.report.view.restricted, chat.report.draft.text) == (True, HARM["id"][0])


def test_of_a_report_for_few_an_edit_stays_with_it() -> None:
    chat = Chat().says(HARM["id"][0]).says("itu saja").passes(30 * HOUR).edits("pm2", "paman saya memperkosa saya")
    assert chat.last == []
    assert [revise.edits for revise in chat.house.revised] == ["pm2"]
    assert len(chat.reports) == 1


def test_an_edit_of_an_alarm_can_call_once_more() -> None:
    chat = Chat().says("DARURAT").says("ada orang di rumah").passes(120).edits("pm2", "ada orang bawa pisau, tolong")
    chat.sees("TELEPON 110")
    assert len(chat.reports) == 1


# Of a draft


def test_an_edit_changes_the_draft_and_shows_the_card_again() -> None:
    chat = Chat().says(THEFT).pauses().edits("pm1", "motor merah saya dicuri di Pasar Baru").sees("Ini laporan Anda")
    chat.taps("Kirim laporan")
    assert chat.report.draft.text == "motor merah saya dicuri di Pasar Baru"


def test_an_edit_elsewhere_is_silent() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana").edits("pm1", "motor merah saya dicuri")
    assert chat.last == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_edit_corrects_place_kind_and_time(language: str) -> None:
    told = {
        "id": ("motor saya dicuri di Alun-alun Kota tadi pagi", "mobil saya ditabrak di Pasar Baru kemarin"),
        "en": (
            "my bike was stolen at Alun-alun Kota this morning",
            "my car was hit in a crash at Pasar Baru yesterday",
        ),
    }
    chat = Chat(language=language).says(told[language][0]).pauses()
    before = chat.state.draft
    chat.edits("pm1", told[language][1]).sees("Pasar Baru").sees_no("Alun-alun").tap(0)
    draft = chat.report.draft
    assert (draft.category, draft.place, draft.point) == ("crash", "Pasar Baru", (-6.165, 106.835))
    assert before is not None
    assert draft.when < before.when


def test_a_place_that_the_edit_takes_back_is_asked_for() -> None:
    chat = Chat().says("motor saya dicuri di Alun-alun Kota").pauses().edits("pm1", "motor saya dicuri")
    chat.sees("Di mana kejadiannya?").says("LEWATI").sees("Di mana: Tidak disebut").taps("Kirim laporan")
    assert chat.report.draft.point is None


def test_a_place_that_the_edit_tells_is_not_asked_for_any_more() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana kejadiannya?")
    chat.edits("pm1", "motor saya dicuri di Melati").sees("Ini laporan Anda", "Di mana: Melati")


def test_a_kind_that_the_edit_tells_is_not_asked_for_any_more() -> None:
    chat = Chat().says("ada masalah dengan ternak di Melati").pauses().sees("Ini tentang apa?")
    chat.edits("pm1", "ternak saya dicuri di Melati").sees("Ini laporan Anda", "Pencurian atau begal")


def test_an_edit_leaves_what_was_tapped_pinned_or_said_elsewhere() -> None:
    chat = Chat().says("motor saya dicuri di Alun-alun Kota tadi pagi").pauses().sends(pin=PIN).pauses()
    chat.taps("Ubah").taps("Jenis kejadian").taps("Penipuan online").taps("Ubah").taps("Waktu").taps("Hari ini")
    chosen = chat.state.draft
    chat.edits("pm1", "motor saya ditabrak di Pasar Baru kemarin").sees("Penipuan online", "Pasar Baru + titik di peta")
    draft = chat.state.draft
    assert draft is not None
    assert chosen is not None
    assert (draft.category, draft.when, draft.point) == ("fraud", chosen.when, (PIN.lat, PIN.lon))
    chat = Chat().says("motor saya dicuri di Alun-alun Kota").pauses()
    chat.taps("Ubah").taps("Tempat").says("Pasar Baru").pauses()
    chat.edits("pm1", "motor merah saya dicuri di Alun-alun Kota").sees("Di mana: Pasar Baru")


def test_what_two_messages_say_together_is_read_anew() -> None:
    chat = Chat().says("motor").says("saya").says("dicuri di Alun-alun Kota").pauses()
    chat.edits("pm3", "hilang di Pasar Baru").sees("Pencurian atau begal", "Di mana: Pasar Baru").sees_no("Alun-alun")


def test_an_edit_after_sending_is_a_revision() -> None:
    chat = sent().edits("pm1", "motor merah saya dicuri")
    assert [revision.edits for revision in chat.house.revised] == ["pm1"]
