"""An officer's words wait, and somebody is in danger: that goes first, and each word stays where it was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_apart import HARM, THEFT, told
from tests.bot.conversation.test_beside_harm import harmed
from tests.bot.conversation.test_hiding import FIRE, HOUR, KNIFE


def test_fear_in_an_alarm_is_told_in_it_though_news_of_another_report_wait() -> None:
    chat = harmed().passes(25 * HOUR).says(KNIFE).passes(120)
    chat.officer(steps.NewsWaits(chat.reports[0].view.code)).says("saya tidak aman").says("dia di luar kamar")
    chat.taps("Tak bisa bicara").says("2")
    assert told(chat)[0] == [HARM["id"]]
    assert {"mute", "hurt"} <= set(chat.reports[1].tags)


def test_new_danger_a_day_later_rings_though_news_wait() -> None:
    chat = Chat().has_chosen_a_language().says("dia bawa pisau dan memperkosa saya").says("dia di luar")
    chat.reports[0].view = replace(chat.reports[0].view, taken=True)
    chat.passes(26 * HOUR).officer(steps.NewsWaits(chat.code)).says("dia datang lagi bawa pisau").sees("TELEPON 110")
    assert [(report.view.priority, report.view.restricted) for report in chat.reports] == [(1, True), (1, True)]


def test_fear_is_answered_beside_a_newer_report_of_another_matter() -> None:
    chat = harmed().passes(25 * HOUR).says(THEFT["id"]).pauses().taps("Kirim laporan").passes(60)
    chat.officer(steps.NewsWaits(chat.reports[0].view.code)).says("saya tidak aman").sees("TELEPON 110")


def test_after_an_alarm_the_officers_talk_goes_on_in_its_own_report() -> None:
    chat = harmed().passes(60)
    chat.officer(steps.OfficerJoined(chat.code)).says("iya bu").says(FIRE).passes(20).says("Salah tekan")
    chat.says("pamannya tinggal di Melati nomor 5").pauses()
    assert told(chat)[0][-1] == "pamannya tinggal di Melati nomor 5"
    assert told(chat)[1] == [FIRE]


def test_a_choice_among_reports_of_weeks_ago_keeps_no_alarm_from_others() -> None:
    chat = harmed().passes(20 * 24 * HOUR).says(THEFT["id"]).pauses().taps("Kirim laporan").passes(60)
    chat.says("MENU").taps("Tambah info").says("tolong ada orang bawa pisau di depan rumah").sees("TELEPON 110")
    assert not chat.reports[-1].view.restricted


def test_an_alarm_behind_a_forwarded_threat_and_a_step_back_is_for_few() -> None:
    chat = harmed().says("kalau kamu lapor polisi, fotomu aku sebar", forwarded=True).pauses().says("KEMBALI")
    assert chat.says(KNIFE).reports[-1].view.restricted


@pytest.mark.parametrize("officer", [False, True], ids=["menu", "an officer talks"])
def test_danger_in_an_alarm_that_goes_on_stays_there_though_news_wait(officer: bool) -> None:
    chat = harmed().passes(30 * HOUR).says(KNIFE).passes(20)
    chat = chat.officer(steps.OfficerJoined(chat.reports[1].view.code)) if officer else chat.says("MENU")
    chat.officer(steps.NewsWaits(chat.reports[0].view.code)).passes(60).says("dia datang lagi bawa pisau")
    assert told(chat) == [[HARM["id"]], [KNIFE, "dia datang lagi bawa pisau"]]


def test_an_answer_that_tells_of_harm_is_asked_for_no_longer() -> None:
    crash = "ada tabrakan di Alun-alun Kota, jalan macet"
    chat = harmed().says(crash)
    chat.officer(steps.OfficerAsked(chat.code, "Kapan?")).says("pamannya memperkosa dia lagi")
    chat.sees("petugas khusus").sees_no("Petugas menunggu jawaban")
    assert "asked" not in chat.state.data
    assert told(chat)[0] == [HARM["id"], "pamannya memperkosa dia lagi"]
    assert crash in chat.state.draft.text


def test_an_alarm_in_a_report_of_a_forwarded_warning_is_for_all() -> None:
    chat = harmed().passes(60).says("ada kebakaran di Alun-alun Kota, api besar", forwarded=True).pauses()
    chat.taps("Laporkan").says("110").sees("TELEPON 110")
    assert not chat.reports[-1].view.restricted


def test_an_alarm_in_a_report_of_forwarded_harm_is_for_few() -> None:
    chat = harmed().passes(60).says("anak saya dicabuli gurunya", forwarded=True).pauses().taps("Laporkan")
    assert chat.says(KNIFE).reports[-1].view.restricted


def afraid() -> Chat:
    return harmed().says("orangnya di depan rumah saya").sees("Apakah ada bahaya sekarang?")


def writing() -> Chat:
    chat = harmed().passes(25 * HOUR).says("ada perkelahian di Alun-alun Kota").pauses()
    return chat.sees("Apakah ini sedang terjadi")


@pytest.mark.parametrize("asked", [True, False], ids=["a question", "words"])
@pytest.mark.parametrize("words", ["1", "ya"])
@pytest.mark.parametrize("way", [afraid, writing])
def test_a_yes_to_danger_is_heard_though_news_wait(way: Callable[[], Chat], words: str, asked: bool) -> None:
    chat = way()
    chat.officer(steps.NewsWaits(chat.reports[0].view.code, asked=asked))
    chat.says(words).sees("TELEPON 110")
    assert chat.reports[-1].view.priority == 1


@pytest.mark.parametrize("word", ["baca", "Baca"])
@pytest.mark.parametrize("way", [afraid, writing])
def test_the_question_about_danger_stands_when_news_are_read(way: Callable[[], Chat], word: str) -> None:
    chat = way()
    question, yes = chat.last[-1].message.text.splitlines()[-1], chat.button("Ya").key
    chat.officer(steps.NewsWaits(chat.reports[0].view.code))
    chat = chat.taps("Baca") if word == "Baca" else chat.says(word)
    chat.sees(question).taps_key(yes).sees("TELEPON 110")


@pytest.mark.parametrize("caption", ["buka", "baca", "1"])
@pytest.mark.parametrize("sent", [{"photos": 1}, {"pin": Point(-6.17, 106.83)}], ids=["photo", "pin"])
def test_what_is_sent_with_the_word_that_asks_for_news_is_kept(caption: str, sent: dict[str, Any]) -> None:
    chat = harmed()
    chat.officer(steps.NewsWaits(chat.code)).sends(caption, **sent).pauses()
    assert told(chat) == [[HARM["id"], caption]]
