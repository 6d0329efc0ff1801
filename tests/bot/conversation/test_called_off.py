"""Whoever says that it came to nothing is asked whether the draft goes, and not told to send it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


@pytest.mark.parametrize(
    "text", ["ga jadi deh pak, ketemu di tas", "maaf pak tidak jadi, sudah ketemu", "gajadi hpnya ada"]
)
def test_it_is_asked_about(text: str) -> None:
    chat = Chat().says("hp saya dicopet di Pasar Baru").pauses().sees("Ini laporan Anda").says(text).pauses()
    chat.sees("Hapus draf ini?").taps("Lanjutkan").sees("Ini laporan Anda", text[:20])
    chat.says("BATAL").taps("Hapus").sees("Draf sudah dihapus.")
    assert chat.reports == []


@pytest.mark.parametrize("text", ["nevermind i found it", "forget it, my brother has it", "cancel my report please"])
def test_it_is_asked_about_in_english(text: str) -> None:
    chat = Chat(language="en").says("my phone was stolen at Pasar Baru").pauses().sees("Is it right?").says(text)
    chat.sees("Delete this draft?").taps("Delete").sees("The draft is deleted.")


@pytest.mark.parametrize("text", ["ga jadi deh pak", "sudah ketemu pak alhamdulillah", "alhamdulillah udah ketemu"])
def test_so_it_is_where_a_place_is_asked_for(text: str) -> None:
    chat = Chat().says("hp saya dicopet tadi pagi").pauses().sees("Di mana").says(text).pauses().sees("Hapus draf ini?")
    assert ("Syukurlah." in chat.text) == ("ketemu" in text)
    chat.taps("Lanjutkan").sees("Di mana kejadiannya?").says("di Melati").pauses().sees("Di mana: di Melati", text)


def test_who_is_missing_was_found_before_it_was_sent() -> None:
    chat = Chat(language="en").says("my son aged 15 is missing since yesterday").pauses().sees("Where")
    chat.says("he is home now, thank you").pauses().sees("Thank goodness.", "Delete this draft?")


@pytest.mark.parametrize(
    "text", ["sudah ditemukan meninggal", "motornya sudah ketemu tapi rusak", "alhamdulillah saya tidak luka"]
)
def test_what_is_not_well_or_not_all_is_no_end_of_it(text: str) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().says(text).pauses()
    chat.sees_no("Hapus draf ini?", "Syukurlah")


def test_death_is_no_good_news() -> None:
    chat = Chat().says("kakek saya hilang dari kemarin di Pasar Baru").pauses().taps("Kirim laporan")
    chat.says("sudah ditemukan meninggal pak").pauses().sees("Ditambahkan ke laporan").sees_no("Syukurlah")


def test_where_danger_is_asked_about_it_stays_so() -> None:
    chat = Chat().says("tetangga saya ngamuk di Melati kemarin").pauses().says("ga jadi deh pak").pauses()
    chat.sees("Apakah ini sedang terjadi").sees_no("Hapus")


def test_money_that_was_not_sent_is_an_answer() -> None:
    chat = Chat().says("saya ditipu di Pasar Baru kemarin").pauses().taps("Lengkapi").taps("Tidak ada")
    chat.sees("apakah uang sudah ditransfer?").says("ga jadi transfer pak").pauses().sees("Ini laporan Anda")


@pytest.mark.parametrize(
    ("language", "text"),
    [("id", "jangan dihapus pak"), ("id", "eh jangan dihapus dulu"), ("id", "simpan aja dulu"),
     ("en", "no wait, keep it"), ("en", "don't delete it")],
)  # fmt: skip
def test_a_draft_that_is_not_to_be_deleted_is_gone_on_with(language: str, text: str) -> None:
    chat = Chat(language=language).says("my phone was stolen at Pasar Baru").pauses().says("BATAL").says(text).pauses()
    assert (chat.state.flow, chat.house.forgotten) == ("review", [])
    assert chat.state.draft is not None
    assert text not in chat.state.draft.text


def test_whoever_was_found_in_an_alarm_is_asked_about() -> None:
    chat = Chat(language="en").says("I lost my daughter in the market, she's 6").sees("CALL 110")
    chat.says("we found her, thank you").sees("Is it safe now?")
