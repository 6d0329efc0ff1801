"""In an alarm it is heard that somebody cannot call, fears to be known, or that it is over."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

CALL = {"id": "DARURAT", "en": "EMERGENCY"}
BURGLAR = {
    "id": "ada maling masuk rumah tetangga sekarang",
    "en": "someone is breaking into my neighbors house right now",
}
CANNOT = {
    "id": ("saya tuli", "saya gak bisa nelpon", "saya tunarungu, tidak bisa telepon"),
    "en": ("I am deaf and cannot call.", "I can't phone", "I'm deaf"),
}
ASKS_OTHERS = {"id": "Minta orang di dekat Anda menelepon 110", "en": "Ask someone near you to call 110"}
SAFE = {"id": "Apakah sekarang sudah aman?", "en": "Is it safe now?"}
EACH = [(language, words) for language in ("id", "en") for words in CANNOT[language]]


def alarmed(language: str = "id") -> Chat:
    return Chat(language=language).has_chosen_a_language().says(CALL[language]).passes(15).says("di Pasar Baru")


def told_for_an_hour(chat: Chat) -> str:
    return chat.text + "".join(say.message.text for say in chat.passes(3600).last)


@pytest.mark.parametrize(("language", "words"), EACH)
def test_who_cannot_call_is_never_told_to(language: str, words: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(f"{words} {BURGLAR[language]}")
    chat.sees(ASKS_OTHERS[language])
    assert (chat.state.step, chat.report.view.priority) == ("silent", 1)
    assert "mute" in chat.report.tags
    said = told_for_an_hour(chat)
    for call in ("TELEPON", "CALL", "Sudah menelepon", "Have you called", "Tetap telepon", "Still call"):
        assert call not in said


@pytest.mark.parametrize(("language", "words"), EACH)
def test_nor_who_says_so_later(language: str, words: str) -> None:
    chat = alarmed(language).passes(15).says(words).sees(ASKS_OTHERS[language])
    assert (chat.state.step, "mute" in chat.report.tags) == ("silent", True)
    said = told_for_an_hour(chat)
    assert "TELEPON" not in said
    assert "CALL" not in said


@pytest.mark.parametrize(
    "words",
    ["ada kebakaran sekarang, saya belum telepon siapa siapa", "bapak saya kena serangan jantung, tidak bisa bicara",
     "someone broke in with a knife, she cannot call", "tolong ada maling bawa pisau, nenek saya tuli"],
)  # fmt: skip
def test_of_others_or_not_yet_it_is_another_thing(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words).sees("TELEPON 110")
    assert (chat.state.flow, chat.state.step) == ("emergency", "call")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "orangnya udah pergi"), ("id", "udah diangkat, dia gapapa"), ("id", "apinya sudah padam"),
        ("en", "they left now"), ("en", "he is ok"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wait", [5, 60])
def test_what_may_be_over_is_asked_about(language: str, words: str, wait: int) -> None:
    chat = alarmed(language).passes(wait).says(words).sees(SAFE[language]).sees_no("Tetap telepon", "Still call")
    assert "safe" not in chat.report.tags
    chat.tap(0).sees("Syukurlah" if language == "id" else "Good to hear")
    assert chat.report.tags[-1] == "safe"


@pytest.mark.parametrize(("words", "safe"), [("iya", True), ("sudah pak", True), ("belum", False), ("ga tau", False)])
def test_it_is_answered_in_words(words: str, safe: bool) -> None:
    chat = alarmed().passes(60).says("orangnya udah pergi").says(words)
    assert ("safe" in chat.report.tags, chat.state.flow == "emergency") == (safe, not safe)


@pytest.mark.parametrize(
    "words", ["dia belum pergi", "dia sudah kabur bawa anak saya", "sudah pergi tapi balik lagi", "darah sudah keluar"]
)
def test_what_is_not_over_is_not_asked_about(words: str) -> None:
    alarmed().passes(60).says(words).sees_no("sudah aman?")


def test_who_cannot_speak_answers_that_with_a_number() -> None:
    chat = alarmed().taps("Tak bisa bicara").passes(15).says("orangnya udah pergi").sees("Balas 4").says("4")
    assert "safe" in chat.report.tags


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "saya takut dia balas dendam"), ("id", "dia bakal tau saya yang lapor gak?"),
        ("en", "will they know it was me?"),
    ],
)  # fmt: skip
def test_who_fears_to_be_known_hears_who_reads_it(language: str, words: str) -> None:
    reads = {"id": "Hanya petugas yang melihat pesan Anda di sini.", "en": "Only officers see what you write here."}
    chat = alarmed(language).passes(60).says(words).sees(reads[language], "110")
    assert chat.state.flow == "emergency"
    chat.tap(0).passes(15).says(words).sees(reads[language]).sees_no("110")
