"""Somebody in danger, and an officer who writes in another of their reports: what is said is for the alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import Chat

PIN = Point(-6.17, 106.83)
STORY = {"id": "motor saya dicuri di Pasar Baru tadi pagi", "en": "my motorbike was stolen in Pasar Baru this morning"}
CALL = {"id": "DARURAT", "en": "EMERGENCY"}
UNTAKEN = {"id": "Belum ada petugas membalas. *TELEPON 110.*", "en": "No officer has replied yet. *CALL 110.*"}
HIDDEN = "di kamar mandi lantai 2"
HOUR = 3600


def alarmed(language: str = "id") -> tuple[Chat, str, str]:
    """A report was sent an hour ago, and now there is an alarm: the codes of both."""
    chat = Chat(language=language).has_chosen_a_language().says(STORY[language]).pauses().tap(0)
    chat.passes(HOUR).says(CALL[language])
    first, alarm = (report.view.code for report in chat.reports)
    return chat, first, alarm


def said_to(chat: Chat, code: str) -> list[str]:
    return [chat.house.texts[id_] for id_ in chat.house.reports[code].messages]


def event(kind: str, code: str) -> steps.Event:
    return steps.OfficerAsked(code, "Warnanya apa?") if kind == "asks" else EVENTS[kind](code)


EVENTS = {"answers": steps.OfficerJoined, "closes": steps.Closed}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["answers", "asks", "closes"])
def test_what_is_said_stays_with_the_alarm(kind: str, language: str) -> None:
    chat, first, alarm = alarmed(language)
    chat.officer(event(kind, first))
    assert chat.last == []
    chat.passes(61).sees(UNTAKEN[language])
    chat.sends(pin=PIN).sees("110").passes(15).says(HIDDEN).sees("110")
    assert said_to(chat, alarm) == [CALL[language], "", HIDDEN]
    assert said_to(chat, first) == [STORY[language]]
    assert chat.house.reports[first].answers == []


@pytest.mark.parametrize("word", ["STATUS", "MENU", "PRIVASI", "BAHASA"])
@pytest.mark.parametrize("kind", ["answers", "asks", "closes"])
def test_so_it_does_while_somebody_looks_around(kind: str, word: str) -> None:
    chat, first, alarm = alarmed()
    chat.says(word).officer(event(kind, first)).sends(pin=PIN).pauses()
    assert said_to(chat, alarm)[-1] == ""
    assert said_to(chat, first) == [STORY["id"]]


@pytest.mark.parametrize("kind", ["answers", "asks", "closes"])
def test_so_it_does_while_an_officer_is_there_in_the_alarm(kind: str) -> None:
    chat, first, alarm = alarmed()
    chat.officer(steps.OfficerJoined(alarm)).officer(event(kind, first)).says(HIDDEN)
    assert said_to(chat, alarm)[-1] == HIDDEN
    assert said_to(chat, first) == [STORY["id"]]


@pytest.mark.parametrize("kind", ["answers", "asks", "closes"])
def test_so_it_does_where_all_of_the_alarm_was_sent_already(kind: str) -> None:
    chat, first, alarm = alarmed()
    chat.says("ada begal di Alun-alun Kota").says("MENU").taps("Lanjutkan draf").taps("Kirim laporan")
    chat.says("DARURAT").officer(event(kind, first)).passes(15).says(HIDDEN).sees("110")
    assert (said_to(chat, alarm)[-1], said_to(chat, first)) == (HIDDEN, [STORY["id"]])


@pytest.mark.parametrize("word", ["", "MENU", "STATUS"])
def test_a_talk_that_the_alarm_breaks_into_waits(word: str) -> None:
    chat = Chat().says(STORY["id"]).pauses().tap(0)
    chat.officer(steps.OfficerJoined(chat.code)).says("DARURAT").says(word or "di rumah").sends(pin=PIN).pauses()
    first, alarm = (report.view.code for report in chat.reports)
    assert said_to(chat, first) == [STORY["id"]]
    assert said_to(chat, alarm)[-1] == ""


def test_the_officer_of_the_alarm_is_joined_as_ever() -> None:
    chat, first, alarm = alarmed()
    chat.officer(steps.OfficerJoined(first)).officer(steps.OfficerJoined(alarm))
    assert chat.says(HIDDEN).last == []
    assert said_to(chat, alarm)[-1] == HIDDEN


def test_whose_words_are_for_the_other_report_goes_there_once_it_is_called_off() -> None:
    chat, first, _ = alarmed()
    chat.taps("Salah tekan").officer(steps.OfficerJoined(first)).says("sudah saya cek lagi")
    assert said_to(chat, first)[-1] == "sudah saya cek lagi"


def test_who_reads_the_news_is_asked_once_more_where_they_are() -> None:
    chat, first, _ = alarmed()
    chat.house.reports[first].view = replace(chat.house.reports[first].view, restricted=True)
    chat.officer(steps.NewsWaits(first)).taps("Baca").sees("TELEPON 110").sees_no("membalas di sini")


def test_a_number_tells_how_it_is_and_reads_no_news() -> None:
    chat, first, alarm = alarmed()
    chat.house.reports[first].view = replace(chat.house.reports[first].view, restricted=True)
    chat.taps("Tak bisa bicara").officer(steps.NewsWaits(first)).says("1")
    assert "near" in chat.house.reports[alarm].tags
