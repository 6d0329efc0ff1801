"""W1: a report is withdrawn by its citizen's wish and an officer's decision, never by itself."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT, at


def asked(chat: Chat) -> Chat:
    return chat.says("STATUS").taps("Tarik laporan").sees(f"Tarik laporan *{chat.code}*?", "bila ada yang terancam")


def sent() -> Chat:
    return Chat().says(THEFT).pauses().taps("Kirim laporan")


def test_officers_hear_of_it_and_the_report_stays_open() -> None:
    chat = asked(sent()).taps("Tarik").sees("Petugas kini melihat", "*Diterima* sejak")
    assert (chat.report.tags, chat.report.view.status) == (["withdrawal"], "received")
    assert "Tambah info" in chat.labels


def test_who_thinks_better_of_it_changes_nothing() -> None:
    for words in ("tidak pak", "jangan", "KEMBALI", "LEWATI"):
        chat = asked(sent()).says(words).sees("tidak ditarik", "*Diterima* sejak")
        assert chat.report.tags == []


def test_a_reason_joins_the_report_and_the_choice_stands() -> None:
    chat = asked(sent()).says("motornya sudah").says("ketemu").pauses().sees("Ditambahkan", "Tarik laporan")
    chat.says("iya pak").sees("Petugas kini melihat")
    assert [chat.house.texts[id_] for id_ in chat.report.messages] == [THEFT, "motornya sudah", "ketemu"]
    assert chat.report.tags == ["withdrawal"]


def test_who_is_made_to_ask_for_it_is_asked_about_danger() -> None:
    for words in ("saya takut sama om saya", "dia ancam saya kalau tidak dicabut"):
        chat = asked(sent()).says(words).sees("Ditambahkan", "Apakah ada bahaya sekarang?")
        chat.taps("Ya").sees("TELEPON 110")
        assert (chat.reports[0].tags, chat.reports[1].view.priority) == ([], 1)


def test_who_was_asked_just_now_is_told_the_number() -> None:
    chat = asked(sent().says("saya takut").taps("Tidak")).says("saya takut sama om saya").sees("telepon 110")
    chat.pauses().sees("Tarik laporan")


def test_a_yes_that_comes_late_withdraws_nothing() -> None:
    chat = asked(sent()).passes(3601).says("ya").sees("Tarik laporan")
    assert chat.report.tags == []
    chat.says("ya").sees("Petugas kini melihat")
    assert chat.report.tags == ["withdrawal"]


def test_harm_is_never_withdrawn_by_a_tap_either() -> None:
    chat = asked(Chat().has_chosen_a_language().says("saya diperkosa")).taps("Tarik").sees("Petugas kini melihat")
    assert (chat.report.view.status, chat.report.view.restricted) == ("received", True)


def test_a_finished_report_is_not_withdrawn() -> None:
    chat = sent()
    chat.house.status(chat.code, "finished")
    chat.says("STATUS")
    assert "Tarik laporan" not in chat.labels
    chat = at("tracking/withdraw")
    chat.house.status(chat.code, "finished")
    chat.tap(0).sees("*Selesai* sejak")
    assert chat.report.tags == []


def test_in_english() -> None:
    chat = at("tracking/withdraw", language="en").sees("Withdraw report *JB-").says("yes please")
    assert chat.sees("Officers now see").report.tags == ["withdrawal"]


def test_what_is_said_after_it_was_closed_meanwhile_is_kept() -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri di Pasar Baru tadi pagi").pauses()
    chat.taps("Kirim laporan").says("STATUS").taps("Tarik laporan")
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("ada tabrakan di Melati, jalan macet").pauses()
    assert chat.house.texts[chat.report.messages[-1]] == "ada tabrakan di Melati, jalan macet"


def test_what_a_reply_has_to_say_is_said_of_that_burst_alone() -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri di Pasar Baru tadi pagi").pauses()
    chat.taps("Kirim laporan")
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("pak?").pauses().sees("sampai di sini")
    chat.house.status(chat.code, "handling")
    chat.says("warnanya merah").pauses().sees("Ditambahkan ke laporan").sees_no("dibuka lagi")


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize(
    ("language", "words", "button"),
    [
        ("id", "pak motornya udah ketemu, laporannya dibatalin aja", "Tarik"),
        ("id", "TARIK", "Tarik"),
        ("id", "saya mau cabut laporan pak", "Tarik"),
        ("en", "please cancel my report, I found it", "Withdraw"),
    ],
)
def test_who_wishes_it_in_words_is_asked(language: str, words: str, button: str, days: int) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses().tap(0).passes(days * 86400)
    chat.says(words).pauses().sees(chat.code).taps(button)
    assert (chat.report.tags, len(chat.report.messages)) == (["withdrawal"], 2)


@pytest.mark.parametrize("words", ["jangan dibatalin laporannya ya", "pesanan saya dibatalkan", "dia tarik tas saya"])
def test_other_words_withdraw_nothing(words: str) -> None:
    sent().says(words).pauses().sees_no("Tarik laporan *")


def test_who_wishes_it_out_of_fear_is_asked_about_danger_first() -> None:
    chat = sent().says("saya takut sama dia, laporannya dicabut aja").sees("Apakah ada bahaya sekarang?")
    chat.taps("Tidak").sees("Tarik laporan *").says("ya")
    assert chat.report.tags == []
    chat.sees("Tarik laporan *").says("ya").sees("Petugas kini melihat")
