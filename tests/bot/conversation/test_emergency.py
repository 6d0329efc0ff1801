"""Danger: the number first, a report that rings before any answer, and nobody left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import WHATSAPP, Chat

PIN = Point(-6.17, 106.83)


def test_the_alarm_is_raised_before_any_answer() -> None:
    chat = Chat(known=False).says("DARURAT")
    chat.sees("*Ada bahaya sekarang? TELEPON 110.*", "Ambulans 119, pemadam 113")
    assert len(chat.last) == 1
    assert chat.report.view.priority == 1
    assert not chat.report.view.complete
    assert chat.labels == ["Kirim lokasi", "Tak bisa bicara", "Salah tekan"]


def test_what_follows_reaches_the_officers() -> None:
    chat = Chat().says("DARURAT").sends(pin=PIN).sees("Petugas piket sudah diberi tahu", "110")
    chat.passes(15).says("di belakang toko roti").sees("Diterima")
    assert [chat.house.texts[id_] for id_ in chat.report.messages] == ["DARURAT", "", "di belakang toko roti"]


def test_nobody_is_said_to_know_of_it_where_nobody_was_told() -> None:
    chat = Chat()
    chat.house.rings = False
    chat.says("DARURAT").sends(pin=PIN).sees("sudah masuk ke meja petugas", "110").sees_no("diberi tahu")


def test_of_a_restricted_alarm_few_are_told_so_nothing_is_said_of_it() -> None:
    chat = Chat().says("tolong dia mau memperkosa saya sekarang dia bawa pisau")
    assert (chat.report.view.priority, chat.report.view.restricted) == (1, True)
    chat.sends(pin=PIN).sees("sudah masuk ke meja petugas").sees_no("diberi tahu")


def test_a_burst_of_frightened_messages_gets_one_answer() -> None:
    chat = Chat().says("DARURAT").says("di pasar").says("cepat").says("toko roti")
    assert len(chat.house.said) == 2
    assert len(chat.report.messages) == 4


def test_nobody_in_danger_is_made_untraceable() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Ubah").taps("Nama").taps("Anonim penuh")
    chat.says("DARURAT")
    assert chat.report.draft.identity == "private"
    chat.says("MENU").taps("Lanjutkan draf").sees("dirahasiakan").taps("Ubah").taps("Nama")
    assert chat.labels == ["Boleh dihubungi", "Rahasiakan nama"]


def test_who_cannot_speak_is_not_told_to_call_before_they_can() -> None:
    chat = Chat().says("DARURAT").taps("Tak bisa bicara").passes(61)
    chat.sees("Belum ada petugas membalas. Telepon 110 begitu Anda bisa bicara.").sees_no("TELEPON")


def test_silence_is_asked_about_once() -> None:
    chat = Chat().says("DARURAT").passes(61).sees("Belum ada petugas membalas. *TELEPON 110.*")
    chat.passes(60).sees("Sudah menelepon 110?").taps("Belum bisa").sees("Balas angka saja. 1 orangnya masih dekat")
    chat.says("3").sees("sudah masuk ke meja petugas").says("2").says("4").sees("Syukurlah")
    assert chat.report.tags[1:] == ["mute", "hiding", "hurt", "safe"]
    assert chat.passes(3600).last == []


def test_a_taken_alarm_is_not_called_untaken() -> None:
    chat = Chat().says("DARURAT")
    chat.report.view = replace(chat.report.view, taken=True)
    assert chat.passes(61).last == []


def test_the_bot_falls_silent_when_an_officer_comes() -> None:
    chat = Chat().says("DARURAT")
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    assert chat.passes(600).last == []
    assert chat.says("saya di gudang").last == []
    assert chat.house.texts[chat.report.messages[-1]] == "saya di gudang"
    chat.says("dia bawa pisau, tolong").sees("110")


def test_pressed_by_mistake_leaves_the_report_open() -> None:
    chat = Chat().says("DARURAT").taps("Salah tekan").sees("tidak apa-apa", "tetap akan mengecek")
    assert "false_alarm" in chat.report.tags
    assert chat.report.view.status == "received"
    assert chat.passes(600).last == []


def test_a_mistake_in_the_middle_of_a_report_leads_back_to_it() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana").says("DARURAT").taps("Salah tekan")
    chat.sees("Di mana kejadiannya?")


def test_a_draft_goes_along_and_is_completed_later() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().sees("Ini laporan Anda")
    chat.says("dia bawa pisau, tolong").sees("110")
    assert chat.report.draft.place == "Pasar Baru"
    code = chat.report.view.code
    chat.taps("Tak bisa bicara").says("MENU").taps("Lanjutkan draf").sees("Ini laporan Anda")
    chat.taps("Kirim laporan").sees("Terkirim", code)
    assert chat.report.view.complete
    assert len(chat.reports) == 1


def test_yes_to_the_danger_question_raises_the_alarm() -> None:
    chat = Chat().sends(voice=True).pauses().sees("Apakah ada bahaya sekarang?").taps("Ya").sees("110")
    assert chat.report.view.priority == 1
    assert chat.report.messages == ["m1"]


@pytest.mark.parametrize(
    ("language", "call", "danger"),
    [("id", "DARURAT", "tolong dia bawa pisau"), ("en", "EMERGENCY", "help he has a knife")],
)
@pytest.mark.parametrize("later", [12, 90])
def test_who_cannot_speak_and_calls_again_is_still_heard_by_numbers(
    language: str, call: str, danger: str, later: int
) -> None:
    chat = Chat(language=language).says(call).tap(1).says("3").passes(later)
    chat.says(danger).sees("110").says(call).sees("110").says("3").says("4")
    assert chat.report.tags == ["emergency", "mute", "hiding", "hiding", "safe"]
    assert chat.state.flow == "emergency"


def test_an_officer_who_asks_in_an_alarm_is_there() -> None:
    chat = Chat().says("DARURAT")
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Di mana Anda?"))
    assert chat.says("di gudang").last == []
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["di gudang"]
    assert chat.passes(600).last == []


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [("id", "sudah aman pak, makasih", "Syukurlah"), ("en", "I'm safe now, thank you", "Good to hear")],
)
@pytest.mark.parametrize("silent", [True, False])
def test_to_be_safe_may_be_written(language: str, words: str, answer: str, silent: bool) -> None:
    chat = Chat(language=language).says("SOS").passes(15)
    chat = chat.tap(1) if silent else chat
    chat.says(words).sees(answer).sees_no("110")
    assert chat.report.tags == ["emergency", *["mute"] * silent, "safe"]
    assert chat.house.texts[chat.report.messages[-1]] == words
    chat.passes(900).sees_no("110")


@pytest.mark.parametrize("words", ["belum aman", "apa sudah aman?", "not safe", "sudah aman tapi anak saya luka"])
def test_who_is_not_safe_yet_is_told_to_call(words: str) -> None:
    chat = Chat().says("DARURAT").passes(15).says(words).sees("110")
    assert "safe" not in chat.report.tags


@pytest.mark.parametrize(
    ("language", "words", "answer"), [("id", "salah pencet pak", "tidak apa-apa"), ("en", "wrong button", "is fine")]
)
def test_a_mistake_may_be_written(language: str, words: str, answer: str) -> None:
    chat = Chat(language=language).says("SOS").says(words).sees(answer)
    assert chat.report.tags == ["emergency", "false_alarm"]


def test_a_second_alarm_within_half_an_hour_joins_the_first() -> None:
    chat = Chat().says("DARURAT").passes(600).says("MENU").says("DARURAT").sees("TELEPON 110")
    assert len(chat.reports) == 1
    chat.passes(1900).says("DARURAT")
    assert len(chat.reports) == 2


@pytest.mark.parametrize("officer", [False, True])
def test_an_alarm_that_still_goes_on_is_joined_however_long_ago_it_began(officer: bool) -> None:
    chat = Chat().says("DARURAT")
    if officer:
        chat.officer(steps.OfficerJoined(chat.report.view.code))
    chat.passes(1700).says("masih di gudang").passes(1700).says("tolong dia bawa pisau").sees("TELEPON 110")
    assert [chat.house.texts[id_] for id_ in chat.report.messages] == [
        "DARURAT", "masih di gudang", "tolong dia bawa pisau",
    ]  # fmt: skip


def test_an_alarm_of_long_ago_keeps_its_own_messages() -> None:
    chat = Chat().says("dia bawa pisau, tolong").passes(3600).says("DARURAT")
    assert [report.messages for report in chat.reports] == [["m1"], ["m2"]]


def test_cancelling_an_alarm_does_not_delete_it() -> None:
    chat = Chat().says("tolong dia bawa pisau").says("BATAL").sees("tetap akan mengecek")
    assert chat.house.forgotten == []
    assert len(chat.report.messages) == 1


def test_how_to_send_a_place_where_no_button_can() -> None:
    chat = Chat(abilities=WHATSAPP).says("DARURAT").says("1").sees("Tekan tanda + atau klip")
    chat.says("3").sees("tidak apa-apa")


def test_an_edit_can_be_a_cry_for_help() -> None:
    chat = Chat().says("motor saya dicuri").pauses().edits("pm1", "dia bawa pisau, tolong").sees("110")
    assert chat.report.view.priority == 1


def test_safe_again_leads_on_to_the_report() -> None:
    chat = Chat().says("dia bawa pisau, tolong, di Pasar Baru").sends(pin=PIN).taps("Sudah aman")
    chat.sees("Syukurlah")
    assert "safe" in chat.report.tags


def test_english() -> None:
    chat = Chat(language="en").says("EMERGENCY").sees("*In danger now? CALL 110.*", "Ambulance 119, fire 113")
    chat.sends(pin=PIN).sees("The duty officer has been alerted").taps("Cannot speak").sees("Reply with a number only")
    assert chat.labels == ["They are still near", "Someone is hurt", "I am hiding", "I am safe now"]


def test_after_half_an_hour_the_conversation_is_an_ordinary_one_again() -> None:
    chat = Chat().says("DARURAT").passes(3600)
    assert chat.state.flow == "idle"
    chat.says("pelakunya lari ke utara").pauses().sees("Ditambahkan ke laporan")
    assert len(chat.report.messages) == 2


def test_nothing_leads_back_into_an_alarm_that_is_over() -> None:
    chat = Chat().says("DARURAT").says("BAHASA").passes(40 * 60).tap(0)
    assert chat.state.flow != "emergency"
    chat.passes(2 * 86400).says("motor saya dicuri di Pasar Baru tadi pagi")
    assert "dicuri" in (chat.state.draft.text if chat.state.draft else "")


def test_who_may_be_in_danger_does_not_wait_for_the_end_of_a_burst() -> None:
    chat = Chat().says("pak saya takut, suami saya mengancam saya")
    chat.sees("Apakah ini sedang terjadi").says("iya").sees("TELEPON 110")


def test_the_alarms_number_stands_in_the_officers_thread() -> None:
    chat = Chat().says("DARURAT")
    assert chat.last[0].code == chat.report.view.code


@pytest.mark.parametrize(
    "words", ["DARURTA", "darurst!!", "S.O.S", "s o s", "ＤＡＲＵＲＡＴ", "１１０", "(emergensi)", "EMREGENCY"]
)
def test_a_call_through_a_slip_is_answered_like_the_word_and_tells_nothing(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words).sees("TELEPON 110")
    assert (chat.report.view.priority, chat.report.draft.text) == (1, "")


def test_a_pin_right_behind_other_words_is_said_to_have_come_but_to_who_hides() -> None:
    chat = Chat().says("DARURAT").says("di pasar baru").sends(pin=PIN).sees("Titik lokasi diterima:")
    chat = Chat().says("DARURAT").taps("Tak bisa bicara").says("di pasar baru").sends(pin=PIN)
    assert chat.last == []
