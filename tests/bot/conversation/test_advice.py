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
    chat = Chat().says(LOST).pauses().says("namanya Rani pakai baju merah").pauses().sees("Kami tambahkan ke laporan")
    chat.says("rambutnya pendek, umurnya 6").pauses().says("di Pasar Baru").pauses().sees(
        "Di mana: di Pasar Baru"
    ).taps("Kirim laporan")
    assert "baju merah" in chat.report.draft.text
    chat = Chat().says(LOST).pauses()
    for words in ("namanya Rani", "bajunya merah, umurnya 6", "warnanya merah sekali"):
        chat.says(words).pauses()
    chat.sees("Di mana: Tidak disebut")


def test_nobody_asks_a_missing_person_s_mother_whether_it_is_going_on() -> None:
    Chat().says(LOST).pauses().says("saya takut sekali").says("LEWATI").sees("Apakah ada bahaya sekarang?")


def test_whoever_lost_money_hears_of_the_bank_and_is_not_asked_for_a_street() -> None:
    chat = Chat().says("saya ditipu beli hp online, sudah transfer 2jt").pauses()
    chat.sees("Hubungi bank Anda sekarang juga", "Lewat aplikasi atau situs apa").says("hmm").pauses().sees(
        "nama aplikasi"
    )
    chat.says("instagram").pauses().sees("Di mana: instagram")


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


# Before and after [Kirim laporan]


@pytest.mark.parametrize("text", ["gas kirim bang", "ok kirim ya", "kirim laporannya pak", "please send it now"])
def test_the_wish_to_send_in_any_words_sends(text: str) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().says(text)
    assert chat.report.draft.text == "motor saya dicuri di Pasar Baru tadi pagi"


def test_a_story_with_sending_in_it_is_no_wish_to_send() -> None:
    chat = (
        Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().says("dia kirim motornya ke Bandung").pauses()
    )
    chat.sees("belum terkirim", "ke Bandung")
    assert not chat.reports


def test_thanks_at_the_card_are_told_that_nothing_was_sent_yet() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().says("oke mksh bang")
    chat.sees("Laporan ini belum terkirim").sees_no("mksh").taps("Kirim laporan").sees("Terkirim")


def test_what_is_added_at_the_card_is_said_not_to_be_sent() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru tadi pagi").pauses().says("trs gmn bang").pauses()
    chat.sees("Ditambahkan, tapi belum terkirim")


@pytest.mark.parametrize(
    "text", ["sudah ketemu pak alhamdulillah", "udah pulang anaknya", "she has been found, she is home"]
)
def test_good_news_is_met_with_joy(text: str) -> None:
    chat = Chat().says(LOST).pauses().says("Pasar Baru").pauses().tap(0)
    chat.says(text).pauses().sees("Syukurlah" if "pak" in text or "anak" in text else "We are glad")


def test_a_later_fear_is_answered() -> None:
    chat = Chat().says("suami saya memukul saya kemarin").pauses().says("tidak").pauses().says("di rumah").pauses()
    chat.taps("Kirim laporan")
    chat.says("saya takut dia tau saya lapor").pauses().sees("Hanya petugas yang melihat laporan ini")


def test_who_only_wants_to_ask_is_not_asked_what_happened() -> None:
    chat = Chat().says("saya mbah karto mau tanya").sees("melapor atau bertanya?").taps("Bertanya")
    assert chat.report.tags == ["question"]
    for words in ("bertanya", "cuma nanya kok pak", "just asking"):
        chat = Chat().says("ada kejadian aneh di Pasar Baru").pauses().sees("Ini tentang apa?").says(words)
        assert (chat.report.tags, len(chat.report.messages)) == (["question"], 2)


@pytest.mark.parametrize("words", ["matur nuwun", "makasih bang", "kirim"])
def test_thanks_and_the_wish_to_send_are_no_place(words: str) -> None:
    chat = (
        Chat().says("motor saya dicuri").pauses().says(words).pauses().sees("Tulis nama tempatnya").says(words).pauses()
    )
    chat.sees("Di mana: Tidak disebut")
