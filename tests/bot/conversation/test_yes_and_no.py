"""A yes or a no as people type it: to whom it is said, drawn out, in both languages. What says more is content."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT, at

FIGHT = {"id": "ada perkelahian di Pasar Baru", "en": "there is a fight at Pasar Baru"}
STOLEN = {"id": THEFT, "en": "my motorbike was stolen at Pasar Baru this morning"}


def asked(language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(FIGHT[language]).pauses()
    assert chat.state.step == "danger", chat.transcript
    return chat


def card(language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(STOLEN[language]).pauses()
    assert chat.state.step == "card", chat.transcript
    return chat


# Is it happening now?


@pytest.mark.parametrize(
    "words",
    ["iya pak", "ya pak", "yaa", "Iyaaa pakk!!", "masih", "masih pak", "ya masih", "ya ada", "ada pak", "iya benar",
     "ya betul kak", "bener", "ada yang luka", "iya ada yang luka pak", "ada korban", "sedang terjadi", "masih terjadi",
     "ya, sedang terjadi", "iya sekarang", "nggih pak", "iye", "yoi", "iya tolong pak", "belum aman", "tidak aman bu",
     "iya 🙏"],
)  # fmt: skip
def test_a_yes_to_the_danger_question_brings_the_number(words: str) -> None:
    chat = asked().says(words).sees("TELEPON 110")
    assert chat.report.view.priority == 1


@pytest.mark.parametrize(
    "words",
    ["yes it is", "yeah", "yep", "yes sir", "yes please", "yesss", "still happening", "yes there is",
     "someone is hurt", "that's right", "yes, right now"],
)  # fmt: skip
def test_a_yes_in_english_brings_the_number(words: str) -> None:
    assert asked("en").says(words).sees("CALL 110").report.view.priority == 1


@pytest.mark.parametrize(
    "words",
    ["tidak pak", "enggak bu", "gak ada", "gak ada pak", "gakk", "sudah tidak pak", "sudah aman pak", "aman",
     "ya tidak", "sekarang tidak", "bukan pak", "no sir", "no thanks", "not anymore"],
)  # fmt: skip
def test_a_no_to_the_danger_question_is_no_danger(words: str) -> None:
    chat = asked().says(words).pauses()
    assert chat.state.step != "danger"
    assert "maybe_urgent" not in chat.state.data
    assert chat.reports == []


@pytest.mark.parametrize("words", ["tidak tahu pak", "gak tau", "kurang tau pak", "not sure"])
def test_not_knowing_is_told_from_a_no(words: str) -> None:
    chat = asked().says(words).pauses()
    assert (chat.state.step != "danger", chat.state.data["maybe_urgent"]) == (True, True)


@pytest.mark.parametrize(
    "words",
    ["iya tapi saya sudah pergi", "pelakunya dua orang", "tidak ada yang luka, masih ramai", "ya sudah",
     "tidak ada yang luka, masih terjadi", "tolong"],
)  # fmt: skip
def test_what_says_more_is_kept_and_the_danger_question_asked_again(words: str) -> None:
    chat = asked().says(words).pauses().sees("Apakah")
    assert chat.state.step == "danger"
    assert chat.state.draft is not None
    assert words in chat.state.draft.text


# The card


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", words) for words in (
        "iya pak", "sudah benar pak", "benar pak", "ok pak", "siap kirim pak", "ya betul pak", "udah bener kak",
        "yaa kirim aja min", "kirim laporannya sekarang", "setuju pak", "okee",
    )]
    + [("en", words) for words in ("yes please", "that's right sir", "send it please", "okay sir", "yes, correct")],
)  # fmt: skip
def test_a_polite_yes_sends_the_report(language: str, words: str) -> None:
    chat = card(language).says(words).sees("JB-")
    assert chat.report.draft.text == STOLEN[language]


@pytest.mark.parametrize(
    "words", ["iya tapi platnya salah", "benar, warnanya merah", "masih", "ada", "laporan", "sudah saya cari"]
)
def test_what_says_more_than_yes_is_added_and_not_sent(words: str) -> None:
    chat = card().says(words).pauses().sees("Ditambahkan, tapi belum terkirim")
    assert chat.reports == []


@pytest.mark.parametrize("words", ["tidak pak", "belum pak", "salah bu", "bukan", "no sir", "not yet"])
def test_a_polite_no_changes_the_report(words: str) -> None:
    card().says(words).sees("Apa yang ingin diubah?")


def test_a_file_that_comes_with_the_yes_is_part_of_the_report() -> None:
    assert card().sends("ini benar pak", photos=1).report.draft.media == ("photo",)
    assert asked().sends("iya pak", photos=1).sees("TELEPON 110").report.draft.media == ("photo",)


# Every other question


@pytest.mark.parametrize(("words", "seen"), [("iya pak", "Ini laporan Anda"), ("bukan pak", "Ini tentang apa?")])
def test_a_guess_is_confirmed_or_refused_politely(words: str, seen: str) -> None:
    chat = Chat().says("ada telepon soal rekening di Pasar Baru").pauses().sees("Sepertinya ini *Penipuan online*")
    chat.says(words).sees(seen)


def test_no_files_said_politely() -> None:
    assert at("report/media").says("tidak ada pak").state.step == "extra"


@pytest.mark.parametrize(("words", "seen"), [("iya pak", "sudah diteruskan"), ("bukan kak", "melapor atau")])
def test_whose_words_they_are_is_answered_politely(words: str, seen: str) -> None:
    chat = at("officer/asked").passes(6 * 86400).says("merah").pauses().sees("Apakah pesan ini untuk laporan itu?")
    chat.says(words).sees(seen)


@pytest.mark.parametrize("name", ["cancel/ask", "privacy/delete", "idcard/ask"])
def test_what_destroys_wants_the_plain_word(name: str) -> None:
    chat = at(name).says("iya pak").pauses()
    assert chat.house.forgotten == []
    assert at(name).says("jangan pak").house.forgotten == []


def test_a_polite_no_goes_on_with_the_draft() -> None:
    at("cancel/ask").says("tidak pak").sees("Ini laporan Anda")
    at("privacy/delete").says("tidak pak").sees("tidak ada yang dihapus")
    at("idcard/ask").says("jangan pak").sees("Ini laporan Anda", "1 foto")


@pytest.mark.parametrize(("words", "seen"), [("sudah pak", "Baik. Ikuti arahan"), ("belum pak", "Balas angka saja")])
def test_whether_somebody_called_is_answered_politely(words: str, seen: str) -> None:
    at("emergency/called").says(words).sees(seen)


def test_a_waiting_draft_is_gone_on_with() -> None:
    at("menu/waiting").says("iya pak").sees("Ini laporan Anda")
