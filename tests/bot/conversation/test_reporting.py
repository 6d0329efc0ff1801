"""Stories of reports, in both languages, and how few turns they take."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from bot.messages import Abilities, Point
from tests.bot.conversation.chat import WHATSAPP, Chat

THEFT = "motor saya dicuri di Pasar Baru tadi pagi"
PIN = Point(-6.1751, 106.8272)


def turns(chat: Chat) -> int:
    return chat.events


def sent() -> Chat:
    return Chat().says(THEFT).pauses().taps("Kirim laporan")


# The turn budget


def test_text_photo_and_place_are_two_turns() -> None:
    chat = Chat().sends(THEFT, photos=1).pauses()
    chat.sees("Ini laporan Anda", "Pencurian atau begal", "Pasar Baru", "1 foto", "dirahasiakan")
    chat.taps("Kirim laporan").sees("Terkirim. Kode Anda *JB-", "PIN *")
    assert turns(chat) == 2
    assert chat.report.view.complete
    assert chat.report.view.category == "theft"
    assert chat.house.consent == "2026-11"


def test_text_and_pin_are_three_turns() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana kejadiannya?")
    chat.sends(pin=PIN).sees("Ini laporan Anda", "titik di peta").taps("Kirim laporan")
    assert turns(chat) == 3
    assert chat.report.draft.point == (-6.1751, 106.8272)


def test_the_guided_way_is_seven_turns() -> None:
    chat = Chat().says("halo").sees("Halo, ini layanan pesan Polres Contoh").taps("Lapor kejadian")
    chat.sees("Ceritakan apa yang terjadi", "3-5 pertanyaan").says("ada tabrakan motor dan mobil").pauses()
    chat.sees("Di mana kejadiannya?").sends(pin=PIN)
    chat.sees("Kapan kejadiannya?").taps("Hari ini")
    chat.sees("Ada foto").taps("Tidak ada")
    chat.sees("Ada yang luka?").taps("Lewati")
    chat.sees("Ini laporan Anda", "Rabu 11 Maret 2026").taps("Kirim laporan").sees("Terkirim")
    assert turns(chat) - 1 <= 7  # the greeting that brought the menu is not part of it


def test_english_in_the_same_number_of_turns() -> None:
    chat = Chat(language="en").says("my motorbike was stolen at Pasar Baru this morning").pauses()
    chat.sees(
        "This is your report. Is it right?",
        "What: Theft or robbery",
        "Where: Pasar Baru",
        "Name: kept private",
    )
    chat.sees("It is not a formal police report").taps("Send report").sees("Sent. Your code is *JB-", "PIN *")
    chat.sees_no("Anda", "laporan")
    assert turns(chat) == 2


def test_by_typing_numbers_alone() -> None:
    chat = Chat(abilities=WHATSAPP).says("motor saya dicuri").pauses()
    chat.says("3").sees("Ini laporan Anda", "Tidak disebut").says("1").sees("Terkirim")
    assert turns(chat) == 3


# What was said is understood, shown and editable


def test_the_first_message_is_told_who_answers() -> None:
    chat = Chat(known=False).says(THEFT)
    chat.sees("layanan pesan Polres Contoh", "Saya bot", "08.00-16.00", "Telepon 110")
    chat.passes(5).sees("Ini laporan Anda").sees_no("Saya bot")


def test_a_burst_gets_one_answer_after_four_quiet_seconds() -> None:
    chat = Chat().says("motor saya dicuri")
    for text in ("di Pasar Baru", "warnanya merah"):
        chat.passes(3)
        assert chat.last == []
        chat.says(text)
        assert chat.last == []
    chat.passes(5)
    assert len(chat.last) == 1
    chat.sees("Ini laporan Anda", "Pasar Baru")


def test_an_album_is_one_report_and_one_answer() -> None:
    chat = Chat()
    for _ in range(5):
        chat.sends(photos=1)
        assert chat.last == []
    chat.passes(5).sees("5 foto diterima. Ceritakan singkat")
    assert len(chat.last) == 1


def test_who_never_stops_writing_is_answered_all_the_same() -> None:
    chat, answers = Chat().says(THEFT), 0
    for number in range(12):
        chat.passes(3)
        answers += len(chat.last)
        chat.says(f"lalu {number}")
    assert answers >= 1


def test_a_place_first_is_not_asked_again() -> None:
    chat = Chat().sends(pin=PIN).pauses().sees("Titik lokasi diterima. Apa yang terjadi di sana?")
    chat.says("motor saya dicuri").pauses().sees("Ini laporan Anda").sees_no("Di mana kejadiannya?")


def test_a_pin_keeps_its_point_and_takes_its_name_from_the_words() -> None:
    for chat in (Chat().sends(pin=PIN).pauses().says(THEFT).pauses(), Chat().sends(THEFT, pin=PIN).pauses()):
        chat.sees("Di mana: Pasar Baru").taps("Kirim laporan")
        assert chat.report.draft.point == (-6.1751, 106.8272)


def test_too_short_a_text_is_helped_once_and_then_taken() -> None:
    chat = Chat().says("halo").taps("Lapor kejadian").says("eh").pauses().sees("Sedikit lagi", "Contoh")
    chat.says("itu").pauses().sees("Ini tentang apa?")
    assert [text for _, text in chat.state.draft.texts] == ["eh", "itu"]


def test_an_unclear_category_is_asked_and_never_blocks() -> None:
    chat = Chat().says("mau cerita").taps("Melapor").sees("Ini tentang apa?")
    assert len(chat.labels) == 10
    chat.says("entahlah pokoknya aneh").pauses().sees("Kami tambahkan", "angka 1-10")
    chat.says("susah dijelaskan").pauses().sees("Jenisnya nanti dipilih petugas", "Di mana kejadiannya?")
    assert chat.state.draft.text == "mau cerita\nentahlah pokoknya aneh\nsusah dijelaskan"


def test_a_category_can_be_typed() -> None:
    chat = Chat().says("mau cerita").taps("Melapor").says("pencurian")
    assert chat.state.draft.category == "theft"


def test_changing_a_field_returns_straight_to_the_card() -> None:
    chat = Chat().says(THEFT).pauses()
    chat.taps("Ubah").sees("Apa yang ingin diubah?").taps("Tempat").sees("Di mana kejadiannya?")
    chat.says("depan sekolah").pauses().sees("Ini laporan Anda", "depan sekolah")
    chat.taps("Ubah").taps("Waktu").taps("Sekarang").sees("Ini laporan Anda", "10.0", "WIB")
    chat.taps("Ubah").taps("Jenis kejadian").taps("Gangguan ketertiban").sees("Ini laporan Anda", "Gangguan")
    chat.taps("Ubah").taps("Apa yang terjadi").says("motornya warna merah").pauses().sees("Ini laporan Anda", "merah")
    chat.taps("Ubah").taps("Tidak jadi").sees("Ini laporan Anda")
    chat.taps("Kirim laporan")
    assert chat.report.draft.place == "depan sekolah"
    assert chat.report.draft.category == "disorder"


def test_details_are_offered_on_the_card() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().sees("Tidak disebut").taps("Lengkapi")
    chat.sees("Kapan").says("kemarin").pauses().sees("Ada foto").sends(photos=2).pauses()
    chat.sees("2 foto diterima. Ada lagi?").taps("Sudah selesai").sees("Barang apa").says("Vario hitam").pauses()
    chat.sees("Ini laporan Anda", "2 foto", "10 Maret 2026")
    chat.taps("Kirim laporan")
    assert chat.report.draft.extra == "Vario hitam"


@pytest.mark.parametrize("told", [(), ("Vario hitam",)])
def test_thanks_are_no_detail_and_end_the_questions(told: tuple[str, ...]) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru kemarin").pauses().taps("Lengkapi").taps("Tidak ada")
    for words in (*told, "terima kasih pak"):
        chat.says(words)
    chat.pauses().sees("Ini laporan Anda", *told).taps("Kirim laporan")
    assert len(chat.report.draft.messages) == 2 + len(told)  # kept all the same
    if not told:
        assert "terima kasih" not in chat.report.draft.text + chat.report.draft.extra


def test_details_stand_under_change_where_only_three_buttons_fit() -> None:
    chat = Chat(abilities=WHATSAPP).says("motor saya dicuri di Pasar Baru").pauses()
    assert chat.labels == ["Kirim laporan", "Ubah", "Batal"]
    chat.taps("Ubah").taps("Lengkapi").sees("Kapan")


def test_a_time_that_cannot_be_is_refused_kindly_and_then_kept_as_written() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Lengkapi")
    chat.says("besok jam 9 pagi").pauses().sees("Waktu itu belum terjadi", "kemarin 21.00")
    chat.says("pokoknya habis magrib minggu entah").pauses().sees("Ada foto")
    assert chat.state.draft.when or chat.state.draft.when_text


def test_what_nobody_remembers_may_stay_open() -> None:
    (Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Lengkapi").says("tidak ingat").sees("Ada foto"))


def test_words_at_the_card_join_the_description() -> None:
    chat = Chat().says(THEFT).pauses().says("pelakunya dua orang").pauses()
    chat.sees("Ditambahkan, tapi belum terkirim", "Ini laporan Anda").taps("Kirim laporan")
    assert "pelakunya dua orang" in chat.report.draft.text


def test_drugs_ask_how_the_name_is_treated() -> None:
    chat = Chat().says("tetangga saya menjual narkoba di Pasar Baru").pauses()
    chat.sees("Bagaimana nama Anda ditangani?").says("maksudnya?").pauses().sees("Anonim penuh:")
    chat.taps("Rahasiakan nama").sees("Ini laporan Anda")


def test_a_police_service_report_is_closed_to_the_unit() -> None:
    chat = Chat().says("mau cerita").taps("Melapor").taps("Layanan polisi").taps("Keluhan soal polisi")
    chat.says("Pasar Baru").pauses().taps("Boleh dihubungi").taps("Kirim laporan")
    assert chat.report.view.restricted


# Sent


def test_an_anonymous_report_leaves_no_way_back() -> None:
    chat = Chat().says(THEFT).pauses().taps("Ubah").taps("Nama").taps("Anonim penuh").sees("anonim penuh")
    chat.taps("Kirim laporan").sees("Catat keduanya", "/lacak")
    code = chat.report.view.code
    assert chat.last[-1].forget
    assert chat.last[-1].code == ""
    assert code not in chat.house.stored
    assert chat.report.anonymous
    chat.says("pelakunya tinggi").pauses().sees_no(code)


def test_who_asks_for_an_officer_is_told_that_the_chat_stays_connected() -> None:
    chat = Chat().says(THEFT).pauses().taps("Ubah").taps("Nama").taps("Anonim penuh").sees("anonim penuh")
    chat.says("PETUGAS").sees("tidak lagi anonim").taps("Lanjutkan draf").sees("Ini laporan Anda")
    assert chat.reports == []
    chat.says("PETUGAS").taps("Kirim ke petugas").sees("tetap tersambung ke chat ini", "Sudah kami teruskan ke petugas")
    assert not chat.report.anonymous


@pytest.mark.parametrize("way", ["BATAL", "MENU"])
def test_what_was_put_by_is_sent_to_an_officer_only_if_its_author_says_so(way: str) -> None:
    chat = Chat().says(THEFT).pauses().says(way).says("PETUGAS").sees("Draf ini belum terkirim.")
    assert chat.reports == []
    chat.says("warnanya merah").pauses().sees("Kami tambahkan ke draf.").taps("Kirim ke petugas").sees("Sudah kami")
    assert chat.report.draft.text == f"{THEFT}\nwarnanya merah"


def test_the_receipt_is_not_kept_where_officers_read() -> None:
    chat = sent()
    assert chat.last[-1].forget
    assert chat.last[-1].code == ""


def test_what_follows_within_a_day_joins_the_report_and_is_said_so() -> None:
    chat = sent().passes(3600)
    chat.says("pelakunya dua orang").says("naik motor hitam").pauses()
    chat.sees(f"Ditambahkan ke laporan *{chat.report.view.code}*")
    assert len(chat.last) == 1
    assert len(chat.report.messages) == 3
    chat.taps("Kejadian lain").sees("Ceritakan apa yang terjadi")


def test_after_a_day_it_is_a_new_report() -> None:
    sent().passes(25 * 3600).says("ada tabrakan di Pasar Baru").pauses().sees("Ini laporan Anda")


def test_the_same_words_again_keep_the_same_code() -> None:
    chat = sent()
    code = chat.report.view.code
    chat.says(THEFT).pauses().sees("sudah kami terima", code)
    assert len(chat.reports) == 1


def test_the_same_report_sent_twice_keeps_the_same_code() -> None:
    chat = sent().says("MENU").taps("Tambah info").taps("Kejadian lain").says(THEFT).pauses()
    chat.taps("Kirim laporan").sees("sudah kami terima", chat.report.view.code)
    assert len(chat.reports) == 1
    assert len(chat.report.messages) == 2


# Buttons


def test_a_double_tap_has_one_effect() -> None:
    chat = Chat().says(THEFT).pauses()
    key = chat.button("Kirim laporan").key
    chat.taps_key(key).sees("Terkirim")
    chat.taps_key(key).sees("Tombol ini dari pesan lama", "Ingat hal lain?")
    assert len(chat.reports) == 1


def test_an_old_button_repeats_the_current_question() -> None:
    chat = Chat().says("halo")
    old = chat.button("Lapor kejadian").key
    chat.says("motor saya dicuri").pauses()
    chat.taps_key(old).sees("Tombol ini dari pesan lama", "Di mana kejadiannya?")


def test_a_made_up_button_does_nothing() -> None:
    chat = Chat().says(THEFT).pauses()
    for key in (f"{chat.state.prompt}:drop", f"{chat.state.prompt}", "::", f"{chat.state.prompt}:send:x"):
        chat.taps_key(key).sees("pesan lama")
    assert chat.reports == []


# Further


def test_the_fourth_button_needs_a_channel_that_shows_it() -> None:
    chat = Chat(abilities=Abilities()).says(THEFT).pauses()
    assert chat.labels == ["Kirim laporan", "Ubah", "Batal", "Lengkapi"]


def test_silence_of_the_clock_alone_changes_nothing() -> None:
    chat = Chat().says("halo")
    before = chat.house.stored
    chat.officer(steps.TimerFired())
    assert chat.house.stored == before


def test_each_choice_moves_the_prompt_by_one() -> None:
    """The web page's [Ubah] beside a row of the card taps two buttons in one go."""
    chat = Chat().says(THEFT).pauses()
    prompt = chat.state.prompt
    chat.taps_key(f"{prompt}:change").taps_key(f"{prompt + 1}:when").sees("Kapan kejadiannya?")
    chat.taps("Hari ini").sees("Ini laporan Anda")


def test_a_greeting_shown_to_nobody_yet_has_working_buttons() -> None:
    assert Chat().says("menu").button("Lapor kejadian").key == "0:report"


def test_guided_what_was_understood_of_place_and_time_is_said_at_once() -> None:
    chat = Chat().says("MENU").taps("Lapor kejadian").says("motor saya hilang").pauses()
    chat.says("di pasar baru").pauses()
    chat.sees("Tempat: Pasar Baru.", "Kapan kejadiannya?").says("kemarin jam 9 malam").pauses()
    chat.sees("Waktu: Selasa 10 Maret 2026, sekitar 21.00 WIB.", "Ada foto")


@pytest.mark.parametrize(
    ("language", "place", "label"), [("id", "Pasar Baru", "Ketik tempat"), ("en", "Pasar Baru", "Type the place")]
)
def test_a_button_of_a_question_that_is_over_is_no_content(language: str, place: str, label: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says("motor saya dicuri").pauses()
    assert label in chat.labels
    chat.says(place).pauses()
    card = chat.text.partition("\n")[0]
    chat.says(label).sees(card, "motor saya dicuri").sees_no(label)
    assert chat.state.draft is not None
    assert chat.state.draft.text == "motor saya dicuri"


def test_in_an_alarm_such_a_button_still_counts() -> None:
    chat = Chat().says("DARURAT").sends(pin=PIN).says("Salah tekan").sees("tidak apa-apa")
    assert "false_alarm" in chat.report.tags


def test_the_word_for_changing_is_no_content() -> None:
    chat = Chat().says(THEFT).pauses().taps("Ubah").says("Ubah").sees("Apa yang ingin diubah?")
    assert chat.state.draft is not None
    assert chat.state.draft.text == THEFT
