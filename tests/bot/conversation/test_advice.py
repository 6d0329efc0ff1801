"""What must not wait for an officer is said at once, and what was said is not said again."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import WHATSAPP, Chat

LOST = "Tolong pak anak saya hilang dari tadi sore umur 6 tahun"


def test_whoever_misses_a_child_is_told_to_call_now_and_asked_where_it_was_seen() -> None:
    chat = Chat().says(LOST).pauses().sees("Tidak perlu menunggu 24 jam: telepon 110", "Di mana terakhir terlihat?")
    chat.says("saya takut sekali").says("di Pasar Baru")
    assert sum("24 jam:" in say.message.text for say in chat.house.said) == 1


def test_what_a_mother_tells_of_her_child_is_no_place() -> None:
    chat = Chat().says(LOST).pauses().says("namanya Rani pakai baju merah").sees("Kami tambahkan ke laporan")
    chat.says("rambutnya pendek, umurnya 6").says("di Pasar Baru").sees("Di mana: di Pasar Baru").taps("Kirim laporan")
    assert "baju merah" in chat.report.draft.text
    chat = Chat().says(LOST).pauses()
    for words in ("namanya Rani", "bajunya merah, umurnya 6", "warnanya merah sekali"):
        chat.says(words)
    chat.sees("Di mana: Tidak disebut")


def test_nobody_asks_a_missing_person_s_mother_whether_it_is_going_on() -> None:
    Chat().says(LOST).pauses().says("saya takut sekali").says("LEWATI").sees("Apakah ada bahaya sekarang?")


def test_whoever_lost_money_hears_of_the_bank_and_is_not_asked_for_a_street() -> None:
    chat = Chat().says("saya ditipu beli hp di ig, sudah transfer 2jt").pauses()
    chat.sees("Hubungi bank Anda sekarang juga", "Lewat aplikasi atau situs apa").says("hmm").sees("nama aplikasi")
    chat.says("instagram").sees("Di mana: instagram")


@pytest.mark.parametrize(("words", "language"), [("suami saya memukul saya", "id"), ("my husband hits me", "en")])
def test_who_is_hurt_at_home_hears_of_help(words: str, language: str) -> None:
    Chat(language=language).says(words).pauses().sees("SAPA 129", "08111-129-129")
    Chat().says("teman saya dipukul orang").pauses().sees_no("SAPA")


# The number to call


@pytest.mark.parametrize("words", ["110", "110!", "112", "119"])
@pytest.mark.parametrize("before", [[], ["motor saya dicuri"], ["ada kejadian aneh di Pasar Baru"]])
def test_the_number_alone_is_a_call(words: str, before: list[str]) -> None:
    chat = Chat()
    for said in before:
        chat.says(said).pauses()
    assert "TELEPON 110" in chat.says(words).last[0].message.text
    assert words not in chat.report.draft.text


def test_a_number_is_an_answer_where_one_was_asked_for() -> None:
    chat = Chat().says("MENU").tap(0).says("adik saya hilang di Pasar Baru tadi pagi").pauses().tap(0)
    chat.sees("umur").says("110").sees_no("TELEPON")


@pytest.mark.parametrize("words", ["saya sudah telepon 110 tapi tidak diangkat", "I called 110 but nobody answers"])
def test_who_got_no_answer_there_is_asked_about_danger(words: str) -> None:
    chat = Chat().says(words).pauses().sees("?").tap(0).sees("110")
    assert chat.report.view.priority == 1


def test_the_number_is_not_repeated_in_whole_sentences() -> None:
    chat = Chat(abilities=WHATSAPP).says("ada maling masuk rumah tolong cepat").sees("Ambulans 119")
    chat.says("jalan melati 5").passes(15).sees_no("x")
    said = chat.says("orangnya dua").last
    assert [say.message.text for say in said] == ["Diterima. Tetap telepon 110 bila bisa."]
    chat.passes(120).taps("Sudah").sees("Baik. Ikuti arahan petugas 110").sees_no("Tetap telepon")
    chat.passes(15).says("makasih pak").sees("Sama-sama.").sees_no("Diterima")


@pytest.mark.parametrize("words", ["telepon 110", "Call 110"])
def test_so_is_the_wish_to_call_it(words: str) -> None:
    Chat().says("motor saya dicuri").pauses().says(words).sees("TELEPON 110")


# The young


@pytest.mark.parametrize("text", ["makasih bang", "mksh kak", "tq bro", "oke makasi ya bang"])
def test_thanks_in_any_spelling(text: str) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().taps("Kirim laporan")
    chat.says(text).pauses().sees("Sama-sama").sees_no("Ditambahkan")


@pytest.mark.parametrize("text", ["kpn ditindak nih", "trs gmn bang", "kok lama"])
def test_a_question_in_any_spelling(text: str) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().taps("Kirim laporan")
    chat.says(text).pauses().sees("Pertanyaan Anda masuk ke laporan")
