"""The wish that it goes fast: impatience beside a report of what is over, and a cry where nothing was told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.understanding.reading import read

STOLEN = {"id": "motor saya dicuri di Pasar Baru tadi pagi", "en": "my bike was stolen at Pasar Baru this morning"}
DANGER = {"id": "Apakah ada bahaya sekarang?", "en": "Is there danger now?"}


def sent(text: str = STOLEN["id"], language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(text).pauses()
    chat.tap(0)
    assert chat.report.view.complete
    return chat


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("id", words) for words in ("tolong cepat ya pak", "cepat tolong pak", "tolong segera ya pak", "cepetan dong",
                                      "mohon segera ditindaklanjuti")),
        ("en", "please hurry"), ("en", "hurry up please"),
    ],
)  # fmt: skip
def test_whoever_reported_a_theft_and_is_impatient_is_told_when_it_is_read(language: str, words: str) -> None:
    chat = sent(STOLEN[language], language)
    chat.report.view = replace(chat.report.view, next_news_by=chat.house.now + timedelta(hours=1))
    chat.says(words).pauses().sees("11.00" if language == "id" else "11:00", "110").sees_no("?")
    assert len(chat.report.messages) == 2
    assert chat.state.flow != "emergency"


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "tolong cepat ya pak, saya butuh motornya buat kerja"), ("en", "please hurry, I need it for work")],
)
def test_impatience_with_more_words_is_asked_about_at_most(language: str, words: str) -> None:
    chat = sent(STOLEN[language], language).says(words).pauses().sees(DANGER[language])
    assert len(chat.report.messages) == 2
    chat.tap(0).sees("110")
    assert chat.reports[1].view.priority == 1


def test_beside_a_report_of_blows_it_is_asked_about() -> None:
    chat = sent("tetangga saya memukul saya minggu lalu di Pasar Baru").says("tolong cepat ya pak").sees(DANGER["id"])
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize(
    "words", ["tolong cepat pak dia datang lagi", "tolong cepat datang", "tolong cepat mereka masuk rumah",
              "tolong sekarang", "tolong tolong", "cepat ke sini pak", "tolong cepat dia bawa pisau"],
)  # fmt: skip
def test_who_needs_somebody_now_is_heard_beside_a_theft_as_ever(words: str) -> None:
    chat = sent().says(words).sees("TELEPON 110")
    assert [report.view.priority for report in chat.reports] == [3, 1]


def test_beside_a_theft_english_cries_are_heard_as_ever() -> None:
    for words in ("please hurry he is at the door", "help me", "please come quickly", "please hurry they are inside"):
        sent(STOLEN["en"], "en").says(words).sees("CALL 110")


@pytest.mark.parametrize(
    "before", [(), ("saya diperkosa",), ("ada begal bawa pisau di Alun-alun Kota",), ("ada perkelahian di Pasar Baru",)]
)
def test_elsewhere_it_is_a_cry(before: tuple[str, ...]) -> None:
    chat = Chat().has_chosen_a_language()
    for text in before:
        chat.says(text).pauses()
    chat.says("tolong cepat ya pak").pauses()
    assert chat.reports[-1].view.priority == 1
    assert chat.state.flow == "emergency"


@pytest.mark.parametrize("words", ["tolong cepat ya pak", "tolong cepat ya pak, saya butuh motornya"])
def test_at_the_card_it_is_asked_about_at_most(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(STOLEN["id"]).pauses().sees("Sudah benar?")
    chat.says(words).pauses().sees("Apakah ini sedang terjadi").taps("Tidak").sees("Sudah benar?")
    assert chat.reports == []


@pytest.mark.parametrize("pieces", [(STOLEN["id"], "tolong cepat ya pak"), (f"{STOLEN['id']}, tolong cepat pak",)])
def test_what_is_told_as_over_is_asked_about_at_most(pieces: tuple[str, ...]) -> None:
    chat = Chat().has_chosen_a_language()
    for text in pieces:
        chat.says(text)
    chat.pauses().sees("Apakah ini sedang terjadi")
    assert chat.reports == []


@pytest.mark.parametrize(
    "pieces",
    [
        ("motor saya dicuri", "tolong cepat ya pak"),
        ("motor saya dicuri barusan di Pasar Baru", "tolong cepat ya pak"),
        ("hp saya dijambret barusan, tolong cepat pak",),
        ("tadi malam motor saya dicuri, sekarang malingnya di depan rumah tolong cepat",),
        ("saya dibacok tadi, tolong cepat",),
        ("ada maling masuk rumah tolong cepat",),
    ],
)
def test_what_may_go_on_rings_with_it(pieces: tuple[str, ...]) -> None:
    chat = Chat().has_chosen_a_language()
    for text in pieces:
        chat.says(text)
    chat.pauses()
    assert chat.report.view.priority == 1


def test_after_days_it_joins_the_only_open_report() -> None:
    chat = sent().passes(3 * 86400).says("pak tolong cepat ya").pauses().sees("Sudah kami catat di laporan", "110")
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize("text", ["tolong cepat ya pak", "please hurry", "tolong cepat pak, motor saya penting sekali"])
def test_it_is_read_as_haste(text: str) -> None:
    assert read(text).hurries


@pytest.mark.parametrize("text", ["tolong cepat dia masih di sini", "please hurry, she is bleeding", "tolong pak"])
def test_a_cry_is_not(text: str) -> None:
    assert not read(text).hurries


RAN = "pelakunya dua orang pakai jaket hitam, lari ke arah terminal lewat gang samping masjid"


def test_how_the_thief_ran_away_is_asked_about_and_does_not_ring() -> None:
    assert read(RAN).urgent.value == "emergency", "said by itself it rings"
    sent().says(RAN).sees(DANGER["id"]).taps("Tidak").sees_no("TELEPON 110")
    Chat().says(STOLEN["id"]).says(RAN).pauses().sees("Apakah ini sedang terjadi", "?").sees_no("TELEPON 110")
    Chat().says(STOLEN["id"]).pauses().says(RAN).pauses().sees_no("TELEPON 110")


def test_beside_a_theft_of_this_moment_it_rings() -> None:
    Chat().says("motor saya dicuri di Pasar Baru barusan").pauses().says(RAN).sees("TELEPON 110")


HASTY = "tolong cepat ya pak, saya butuh motornya buat kerja"


@pytest.mark.parametrize("words", ["tolong cepat pak", "tolong cepat ya pak", HASTY, RAN])
@pytest.mark.parametrize("stage", ["card", "sent", "later"])
def test_an_edit_rings_no_more_than_the_same_words_in_a_message(stage: str, words: str) -> None:
    chat = sent() if stage != "card" else Chat().has_chosen_a_language().says(STOLEN["id"]).pauses()
    chat.passes(26 * 3600 if stage == "later" else 60)
    chat.edits("pm1", f"{STOLEN['id']}. {words}" if words == RAN else words).pauses().sees_no("TELEPON 110")
    assert all(report.view.priority > 1 for report in chat.reports)


@pytest.mark.parametrize("words", [HASTY, RAN])
def test_an_edit_of_what_was_sent_is_asked_about_as_the_same_words_in_a_message(words: str) -> None:
    chat = sent().edits("pm1", words).sees(DANGER["id"])
    chat.tap(0).sees("TELEPON 110")
    assert chat.reports[1].draft.text == words


def test_an_edit_in_another_report_is_asked_about_nothing() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("ada tabrakan motor").pauses()
    question = chat.last[-1].message.text
    assert chat.edits("pm1", HASTY).last == []
    assert question in chat.says("LEWATI").transcript
    assert chat.state.flow in {"report", "review"}


@pytest.mark.parametrize("words", ["tolong cepat datang, dia bawa pisau", "tolong tolong"])
def test_an_edit_that_tells_of_danger_rings_as_ever(words: str) -> None:
    sent().edits("pm1", words).sees("TELEPON 110")


@pytest.mark.parametrize("asked", [True, False])
def test_impatience_reaches_the_officer_whose_words_wait(asked: bool) -> None:
    chat = sent()
    chat.officer(steps.NewsWaits(chat.code, asked=asked)).says("tolong cepat ya pak")
    assert (chat.state.flow, chat.last) == ("officer", [])
    assert [chat.house.texts[id_] for id_ in chat.report.messages] == [STOLEN["id"], "tolong cepat ya pak"]
