"""Who told of sexual harm is answered in what they wish, fear and ask, and is asked for nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.conversation.rehearsal import CHAT
from tests.bot.conversation.chat import Chat

HARM = {"id": "saya diperkosa", "en": "I was raped by my neighbour"}
FEAR = {"id": "saya takut", "en": "I am scared"}
ASKED = {"id": "Apakah ada bahaya sekarang?", "en": "Is there danger now?"}
TAKES_BACK = [
    *(("id", words) for words in ("saya gak mau lapor polisi dulu", "saya gak jadi lapor", "gak jadi deh",
                                  "laporannya dibatalin aja", "boleh dihapus gak laporannya?", "BATAL")),
    *(("en", words) for words in ("I don't want to report it anymore", "can I take it back?", "never mind",
                                  "can you delete my report")),
]  # fmt: skip


def harmed(language: str = "id") -> Chat:
    return Chat(language=language).has_chosen_a_language().says(HARM[language])


def asked(language: str = "id") -> Chat:
    return harmed(language).says(FEAR[language]).sees(ASKED[language])


@pytest.mark.parametrize(("language", "words"), TAKES_BACK)
def test_who_takes_it_back_may_withdraw_or_leave_it(language: str, words: str) -> None:
    no, leave = {"id": ("Tidak apa-apa.", "Biarkan saja"), "en": ("That is all right.", "Leave it")}[language]
    chat = harmed(language).says(words).pauses().sees(no, "petugas khusus" if language == "id" else "trained officers")
    chat.sees_no("110").taps(leave).sees_no("?")
    assert (chat.state.flow, chat.report.tags) == ("idle", [])


def test_it_is_withdrawn_by_two_taps_and_by_an_officer() -> None:
    chat = harmed().says("saya gak jadi lapor").pauses().taps("Tarik laporan").sees("Petugas akan tahu").taps("Tarik")
    assert (chat.report.tags, chat.report.view.status) == (["withdrawal"], "received")


def test_what_is_told_instead_joins_the_report() -> None:
    chat = harmed().says("saya gak jadi lapor").pauses().says("dia tetangga saya").pauses().sees("petugas khusus")
    assert len(chat.report.messages) == 3
    chat.says("saya gak jadi lapor").pauses().says("saya tidak aman").sees("TELEPON 110")


@pytest.mark.parametrize("words", ["dia bilang jangan lapor", "saya dipaksa cabut laporan", "dulu saya takut lapor"])
def test_who_is_made_to_or_tells_of_it_is_offered_nothing(words: str) -> None:
    chat = harmed().says(words).pauses()
    assert "Tarik laporan" not in chat.labels


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("id", "jangan telepon saya ya", "jangan menelepon, cukup lewat chat ini"),
        ("en", "please don't call me", "do not call, only by this chat"),
        ("id", "tetap rahasia kan?", "Hanya petugas khusus yang melihat laporan ini."),
        ("en", "who can read this?", "Only trained officers see this report."),
        ("id", "saya takut", "Wajar bila Anda takut."),
        ("en", "I'm so scared", "It is natural to be afraid."),
        ("id", "terus gimana selanjutnya?", "Anda tidak perlu berbuat apa-apa."),
        ("en", "what happens next?", "You need not do anything."),
    ],
)
def test_at_the_question_about_danger_it_is_answered_first(language: str, words: str, answer: str) -> None:
    chat = asked(language).says(words).pauses().sees(answer, ASKED[language])
    chat.says(words).pauses().sees(answer, "110").sees_no("Baik", "All right", ASKED[language])
    assert chat.state.flow == "idle"
    assert len(chat.report.messages) == 4


@pytest.mark.parametrize(("language", "words"), [("id", "boleh saya berhenti?"), ("en", "can I stop?"), ("id", "STOP")])
def test_who_asks_to_stop_is_asked_nothing_again(language: str, words: str) -> None:
    yes = {"id": "Ya, kapan saja.", "en": "Yes, at any time."}[language]
    asked(language).says(words).pauses().sees(yes).sees_no(ASKED[language])
    harmed(language).says(words).pauses().sees(yes).sees_no("?", "berlangganan")


def test_who_takes_it_back_at_that_question_is_not_asked_it_again() -> None:
    chat = asked().says("saya gak mau lapor dulu").pauses().sees("Tidak apa-apa.").sees_no(ASKED["id"])
    assert "Tarik laporan" in chat.labels


def test_fear_in_the_same_words_is_asked_about_first() -> None:
    chat = harmed().says("saya takut, gak jadi lapor").sees(ASKED["id"]).taps("Tidak").sees("bisa ditarik")
    chat.taps("Tarik laporan").taps("Tarik")
    assert chat.report.tags == ["withdrawal"]


def test_officers_see_at_once_that_they_must_not_call() -> None:
    assert harmed().says("jangan telpon saya").pauses().report.tags == ["mute"]
    for words in ("jangan telepon polisi", "dia tidak mau telepon saya lagi"):
        assert harmed().says(words).pauses().report.tags == []
    assert harmed("en").says("I did not call anyone").pauses().report.tags == []


def test_fear_is_heard_in_any_report() -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().tap(0)
    chat.says("saya takut").sees(ASKED["id"]).says("takut pak").pauses().sees("Wajar bila Anda takut.")
    chat.says("takut banget pak").pauses().sees("Wajar").sees_no("Baik")


def test_whom_to_call_does_not_end_every_message() -> None:
    chat = harmed().says("kejadiannya minggu lalu").pauses().sees("telepon 110")
    for words in ("di rumahnya", "dia tetangga saya", "saya belum cerita ke ibu"):
        chat.says(words).pauses().sees("petugas khusus").sees_no("110")
    chat.passes(3600).says("dia masih suka kirim pesan").pauses().sees("110")


@pytest.mark.parametrize(
    ("language", "words", "how"),
    [
        ("id", "suami saya suka buka hp saya", ("tekan lama", "Ada kabar untuk Anda")),
        ("id", "gimana cara hapus chat ini?", ("tekan lama",)),
        ("en", "my husband checks my phone", ("press and hold", "There is news for you")),
    ],
)
def test_who_is_watched_is_told_how_to_hide_it(language: str, words: str, how: tuple[str, ...]) -> None:
    harmed(language).says(words).pauses().sees(*how)


def test_where_there_is_a_button_for_it_that_is_named() -> None:
    chat = Chat(abilities=replace(CHAT, push=False))
    chat.has_chosen_a_language().says(HARM["id"]).says("suami saya suka buka hp saya").pauses().sees("Keluar cepat")


def test_where_others_may_read_nobody_is_said_to_be_alone_in_it() -> None:
    chat = harmed()
    chat.report.view = replace(chat.report.view, restricted=False)
    chat.says("tetap rahasia kan?").pauses().sees_no("khusus")
    chat.says("suami saya suka buka hp saya").pauses().sees_no("Ada kabar untuk Anda")
    chat.says("saya gak jadi lapor").pauses().sees("ada pada petugas").sees_no("khusus")


@pytest.mark.parametrize("words", ["I don't want any man to read this", "no men should read this please"])
def test_the_wish_for_a_woman_is_heard_in_other_words(words: str) -> None:
    harmed("en").says(words).pauses().sees("your wish for a female officer")
    harmed().says("jangan dibaca polisi laki-laki ya").pauses().sees("petugas perempuan")


def test_two_wishes_are_both_answered() -> None:
    harmed().says("polwan aja ya").says("jangan telpon saya").pauses().sees("petugas perempuan", "jangan menelepon")


@pytest.mark.parametrize("label", ["Tarik laporan", "Biarkan saja"])
def test_an_offer_under_which_it_was_closed_withdraws_nothing(label: str) -> None:
    chat = harmed().says("saya gak jadi lapor").pauses()
    chat.house.status(chat.code, "finished")
    chat.taps(label).sees("kapan saja")
    assert chat.report.tags == []


def test_an_officer_who_writes_meanwhile_is_heard() -> None:
    chat = harmed().says("saya gak jadi lapor").pauses()
    chat.officer(steps.OfficerJoined(chat.code))
    chat.says("iya bu, saya takut")
    assert len(chat.report.messages) == 3
