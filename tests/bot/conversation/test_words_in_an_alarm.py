"""What is written in an alarm instead of pressing a button, in everyday words."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import Chat, in_drafts

CALL = {"id": "DARURAT", "en": "EMERGENCY"}
NUMBERS = {"id": "Balas angka saja", "en": "Reply with a number only"}
PIN = Point(-6.17, 106.83)


def alarmed(language: str = "id") -> Chat:
    return Chat(language=language).has_chosen_a_language().says(CALL[language])


def silent() -> Chat:
    return alarmed().taps("Tak bisa bicara")


# An officer is asked for


@pytest.mark.parametrize("steps_", [("MENU",), (), ("STATUS",), ("di belakang toko", "MENU")])
def test_who_asks_for_an_officer_in_an_alarm_is_promised_no_hour(steps_: tuple[str, ...]) -> None:
    chat = alarmed()
    for word in steps_:
        chat.says(word)
    chat.says("PETUGAS").sees("Tetap telepon 110").sees_no("paling lambat")
    assert chat.state.flow == "emergency"
    assert "petugas" not in chat.report.draft.text.casefold()


def test_whoever_is_silent_stays_so() -> None:
    chat = silent().says("petugas").sees("sudah masuk ke meja petugas").sees_no("paling lambat", "telepon")
    chat.says("3")
    assert "hiding" in chat.report.tags


def test_an_officer_who_is_there_hears_it_and_the_bot_is_silent() -> None:
    chat = alarmed()
    chat.officer(steps.OfficerJoined(chat.code)).says("PETUGAS")
    assert (chat.last, len(chat.report.messages)) == ([], 2)


def test_an_alarm_of_many_messages_goes_on_as_one() -> None:
    chat = alarmed()
    for number in range(70):
        chat.passes(8).says(f"pesan {number}").sees_no("paling lambat")
    assert (chat.state.flow, len(chat.report.messages)) == ("emergency", 71)


def test_after_an_alarm_an_officer_is_asked_for_as_ever() -> None:
    alarmed().taps("Salah tekan").passes(60).says("PETUGAS").sees_no("Tetap telepon 110")


# Who cannot speak


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("id", words) for words in ("gabisa nelpon", "ga bisa ngomong", "gak bisa telpon pak", "takut kedengeran",
                                      "tak bisa bicara", "aku gak berani ngomong", "saya di lemari, ngga bisa telepon",
                                      "belum bisa telepon")),
        *(("en", words) for words in ("cannot speak", "can't talk", "I can't call", "he will hear me")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("when", ["call", "told", "called"])
def test_who_cannot_speak_is_asked_for_numbers(language: str, words: str, when: str) -> None:
    chat = alarmed(language)
    if when == "told":
        chat.sends(pin=PIN)
    elif when == "called":
        chat.passes(130)
    chat.says(words).sees(NUMBERS[language]).sees_no("TELEPON", "CALL")
    assert chat.state.step == "silent"


@pytest.mark.parametrize("wait", [0, 130])
@pytest.mark.parametrize(("language", "label"), [("id", "Tak bisa bicara"), ("en", "Cannot speak")])
def test_the_button_of_the_first_message_still_works(language: str, label: str, wait: int) -> None:
    chat = alarmed(language)
    key = chat.button(label).key
    chat.sends(pin=PIN).passes(wait).taps_key(key, label).sees(NUMBERS[language])
    chat.taps_key(key, label).sees(NUMBERS[language]).says("3")
    assert chat.report.tags == ["emergency", "mute", "hiding"]


@pytest.mark.parametrize("words", ["tidak ada yang telepon saya", "polisi belum datang", "hp saya tidak bisa dipakai"])
def test_other_words_are_told_as_ever(words: str) -> None:
    alarmed().passes(15).says(words).sees("Tetap telepon 110")


# By mistake, or safe again


@pytest.mark.parametrize(
    "words", ["salah pencet maaf", "maaf salah pencet", "Maaf pak, salah pencet", "ga sengaja kok",
              "sorry wrong button", "pressed by mistake, sorry"],
)  # fmt: skip
def test_a_mistake_may_be_told_politely(words: str) -> None:
    chat = alarmed().passes(15).says(words)
    assert chat.report.tags == ["emergency", "false_alarm"]


@pytest.mark.parametrize("words", ["udh aman kok pak", "sdh aman", "udah aman deh", "aman pak", "kami udah aman"])
def test_to_be_safe_may_be_told_in_everyday_words(words: str) -> None:
    chat = alarmed().passes(15).says(words).sees("Syukurlah")
    assert chat.report.tags == ["emergency", "safe"]


@pytest.mark.parametrize("words", ["gak aman", "blm aman", "udah aman belum ya?", "bukan salah pencet", "dia salah"])
def test_what_says_otherwise_changes_nothing(words: str) -> None:
    chat = alarmed().passes(15).says(words).sees("110")
    assert chat.report.tags == ["emergency"]


# Numbers


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("1 2", ["near", "hurt"]), ("1,3", ["near", "hiding"]), ("12", ["near", "hurt"]), ("satu", ["near"]),
        ("1 masih deket", ["near"]), ("1 dan 2", ["near", "hurt"]), ("3 pak", ["hiding"]), ("tiga", ["hiding"]),
        ("1, 4", ["near"]), ("4 sudah aman", ["safe"]), ("two", ["hurt"]), ("3.", ["hiding"]),
    ],
)  # fmt: skip
def test_all_the_numbers_of_an_answer_count(words: str, tags: list[str]) -> None:
    chat = silent().says(words).sees("Balas angka lagi")
    assert chat.report.tags == ["emergency", "mute", *tags]


@pytest.mark.parametrize("words", ["1 orang", "4 orang di luar", "lantai 2", "5", "110", "2010", "4 belum aman",
                                   "4 aman 1 luka", "4 orang sudah aman, bapak saya di dalam",
                                   "4 sudah aman tapi dia kembali lagi", "1 anak masih hilang"])  # fmt: skip
def test_a_number_that_counts_something_chooses_nothing(words: str) -> None:
    chat = silent().passes(15).says(words)
    assert chat.report.tags == ["emergency", "mute"]
    assert len(chat.report.messages) == 2


# Sexual harm


@pytest.mark.parametrize("language", ["id", "en"])
def test_of_sexual_harm_nobody_need_tell_more_and_help_is_named_once(language: str) -> None:
    words = {"id": "pegang2 aku", "en": "he touched me"}[language]
    detail = {"id": "tidak perlu menceritakan detailnya", "en": "need not describe details"}[language]
    chat = alarmed(language).passes(15).says(words).sees(detail, "129", "110")
    chat.passes(15).says(words).sees_no(detail)


def test_the_choices_stay_under_what_was_said_last() -> None:
    chat = silent().says("1").sees("Balas angka lagi")
    assert "Ada yang luka" in chat.labels
    chat = alarmed().passes(15).says("dia di dapur").passes(15).says("bawa parang").sees("Tetap telepon 110")
    assert chat.labels == ["Tak bisa bicara", "Sudah aman"]
    chat = alarmed().passes(61).sees("Belum ada petugas membalas.")
    assert "Tak bisa bicara" in chat.labels


def test_whoever_is_in_danger_again_is_told_that_nobody_replied() -> None:
    chat = silent().says("4").says("1").passes(61).sees("Belum ada petugas membalas.")
    assert chat.report.tags == ["emergency", "mute", "safe", "near"]


def test_who_writes_that_they_cannot_speak_is_not_called_by_an_officer_either() -> None:
    assert alarmed().passes(15).says("saya tidak bisa bicara").report.tags == ["emergency", "mute"]


def test_words_that_come_a_day_later_are_kept() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").says("BAHASA").says("PETUGAS").says("saya sudah aman")
    chat.passes(25 * 3600).says("ada tabrakan di Melati, jalan macet").pauses()
    kept = [*(id_ for report in chat.reports for id_ in report.messages), *in_drafts(chat.state)]
    assert "ada tabrakan di Melati, jalan macet" in [chat.house.texts[id_] for id_ in kept]
