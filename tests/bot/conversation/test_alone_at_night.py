"""Who is afraid and does not know whether it is danger is told what to do, and asked for no kind of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.conversation.chat import Chat

KNOCKS = {
    "id": "saya takut pak, sendirian di rumah di Melati",
    "en": "I am scared, alone at home in Melati",
}
LOCK = {"id": "Kunci pintu dan jangan dibuka.", "en": "Lock the door and do not open it."}
CALL = {"id": "Bila Anda takut, telepon 110 sekarang", "en": "If you are afraid, call 110 now"}
NOBODY = {"id": "Sebelum Kamis pukul 08.00 mungkin tidak ada", "en": "08:00 perhaps nobody reads here"}


def at_night(language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language()
    chat.house.now += timedelta(hours=13)  # 23.00
    return chat


@pytest.mark.parametrize("language", ["id", "en"])
def test_who_does_not_know_is_told_to_lock_the_door_and_that_nobody_reads(language: str) -> None:
    chat = at_night(language).says(KNOCKS[language]).pauses().tap(2)
    chat.sees(LOCK[language], CALL[language], NOBODY[language]).sees_no("Ini tentang apa", "What is this about")
    assert (chat.state.flow, chat.state.step) == ("review", "card")
    chat.tap(0)
    assert chat.report.view.priority == 2


def test_by_day_nobody_is_said_to_be_away() -> None:
    chat = Chat().has_chosen_a_language().says(KNOCKS["id"]).pauses().says("gak tau pak").sees(LOCK["id"])
    chat.sees_no("Sebelum", "Ini tentang apa")


def test_who_is_in_none_is_asked_what_it_is_about() -> None:
    at_night().says(KNOCKS["id"]).pauses().taps("Tidak").sees("Ini tentang apa").sees_no("Kunci pintu")


def test_without_a_door_none_is_to_be_locked() -> None:
    at_night().says("saya takut pak").pauses().taps("Tidak tahu").sees(CALL["id"]).sees_no("pintu", "Ini tentang apa")


@pytest.mark.parametrize("first", ["motor saya dicuri di Pasar Baru tadi pagi", "saya diperkosa"])
def test_beside_a_report_that_was_sent_it_is_said_as_well(first: str) -> None:
    chat = Chat().has_chosen_a_language().says(first).pauses()
    if chat.labels[:1] == ["Kirim laporan"]:
        chat.tap(0)
    chat.house.now += timedelta(hours=13)
    chat.says("saya takut, sendirian di rumah").taps("Tidak tahu").sees(LOCK["id"], CALL["id"], NOBODY["id"])
    chat.sees_no("Baik")
