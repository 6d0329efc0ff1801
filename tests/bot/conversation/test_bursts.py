"""People write one answer in several messages. It is judged when they stop; danger and buttons do not wait."""

from __future__ import annotations

import pytest

from bot.conversation.step import Draft
from bot.messages import Point
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import at

FIGHT = "ada perkelahian di Pasar Baru"


def burst(chat: Chat, *words: str) -> Chat:
    """A second between them, then silence."""
    for text in words:
        chat.says(text)
        assert chat.last == [], chat.transcript
        chat.passes(1)
    return chat.pauses()


def draft(chat: Chat) -> Draft:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft


def danger() -> Chat:
    return Chat().has_chosen_a_language().says(FIGHT).pauses().sees("Apakah ini sedang terjadi")


def where() -> Chat:
    return Chat().has_chosen_a_language().says("motor saya dicuri").pauses().sees("Di mana kejadiannya?")


def test_fear_told_in_pieces_is_one_answer_and_the_danger_question_is_asked_again() -> None:
    chat = burst(danger(), "pak saya takut", "ada orang di luar", "dari tadi mondar mandir")
    assert chat.state.step == "danger"
    assert chat.text.count("Apakah") == 1
    assert draft(chat).text.endswith("pak saya takut\nada orang di luar\ndari tadi mondar mandir")
    burst(chat, "saya di rumah", "sendirian")
    assert (chat.state.step, chat.state.data["maybe_urgent"]) == ("card", True)


def test_danger_that_only_the_pieces_together_tell_brings_the_number() -> None:
    chat = burst(danger(), "suami saya", "lagi ngancam saya", "pakai pisau").sees("TELEPON 110")
    assert chat.report.draft.text.endswith("suami saya\nlagi ngancam saya\npakai pisau")


def test_danger_and_buttons_do_not_wait_for_the_end_of_it() -> None:
    danger().says("pak saya takut").says("dia bawa pisau sekarang tolong").sees("TELEPON 110")
    danger().says("pak saya takut").says("iya").sees("TELEPON 110")
    chat = danger().says("pak saya takut").taps("Tidak")
    assert chat.state.step == "card"
    assert "pak saya takut" in draft(chat).text
    assert chat.passes(20).last == []


def test_a_kind_told_in_pieces_is_read_as_one() -> None:
    chat = burst(Chat().says("mau cerita").taps("Melapor"), "motornya", "diambil orang", "semalam")
    assert draft(chat).category == "theft"
    chat = burst(Chat().says("mau cerita").taps("Melapor"), "itu pak", "si budi", "ambil ayam saya")
    assert (chat.state.step, chat.state.misses, draft(chat).place) == ("kind", 1, "")
    assert draft(chat).text == "mau cerita\nitu pak\nsi budi\nambil ayam saya"


def test_a_place_told_in_pieces_is_one_place() -> None:
    burst(where(), "di jalan", "melati no 5", "dekat masjid").sees("Di mana: di jalan melati no 5 dekat masjid")
    chat = burst(where(), "di jalan", "melati no 5").sees("Di mana: di jalan melati no 5")
    assert draft(chat).text == "motor saya dicuri"


def test_a_time_told_in_pieces_is_one_time() -> None:
    chat = burst(at("report/when"), "kemarin", "sore pak", "jam 5").sees("Selasa 10 Maret 2026", "17.00")
    assert chat.state.step == "media"


def test_a_further_answer_told_in_pieces_is_one_answer() -> None:
    chat = burst(at("report/extra"), "mobil dan motor", "jalan ditutup").sees("Ini laporan Anda")
    assert draft(chat).extra == "mobil dan motor jalan ditutup"


@pytest.mark.parametrize("name", ["report/service", "report/identity"])
def test_pieces_without_an_answer_are_one_miss_and_stay_in_the_description(name: str) -> None:
    chat = at(name)
    said = len(chat.house.said)
    burst(chat, "begini ceritanya pak", "saya bingung", "nanti saya lanjut")
    assert sum(bool(say.message.choices) for say in chat.house.said[said:]) == 1, chat.transcript
    assert draft(chat).text.endswith("begini ceritanya pak\nsaya bingung\nnanti saya lanjut")


def test_a_pin_behind_the_words_answers_at_once_and_the_words_stay() -> None:
    chat = where().says("dekat rumah").sends(pin=Point(-6.165, 106.835)).sees("Ini laporan Anda")
    assert draft(chat).text == "motor saya dicuri\ndekat rumah"


def test_what_was_written_before_a_tap_is_understood_all_the_same() -> None:
    chat = Chat().says("ada orang berkelahi").pauses().says("di Pasar Baru").taps("Tidak")
    assert draft(chat).place == "Pasar Baru", chat.transcript


def test_who_leaves_in_the_middle_of_it_loses_nothing() -> None:
    chat = where().says("dekat masjid").says("MENU").passes(60)
    assert draft(chat).text == "motor saya dicuri\ndekat masjid"
    chat.taps("Lanjutkan draf").sees("Di mana kejadiannya?").says("di terminal").pauses()
    assert draft(chat).place == "di terminal"


def test_a_photo_among_the_words_is_kept() -> None:
    chat = where().says("depan toko").sends(photos=1).says("emas").pauses().sees("Di mana: depan toko emas", "1 foto")
    assert draft(chat).media == ("photo",)


def test_a_correction_within_the_burst_counts() -> None:
    chat = where().says("di jalan").says("melti no 5")
    chat.edits("pm3", "melati no 5").pauses()
    assert draft(chat).place == "di jalan melati no 5"
