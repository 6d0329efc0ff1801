"""People as they are: afraid, young, old, angry, in a hurry, and in their own spelling."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import WHATSAPP, Chat
from tests.bot.conversation.states import THEFT


def test_the_bot_says_no_more_once_an_officer_is_there() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan").says("warnanya merah")
    chat.officer(steps.OfficerJoined(chat.code)).pauses()
    assert chat.last == []
    chat.says("plat B 1234").pauses()
    assert chat.last == []
    assert len(chat.report.messages) == 3


def test_who_hides_is_asked_for_numbers_only() -> None:
    chat = Chat().says("suami saya mengancam saya pakai parang sekarang").sees("110")
    chat.says("saya sembunyi di kamar mandi").sees("Balas angka saja").tap(2)
    assert "hiding" in chat.report.tags


def test_danger_in_pieces_rings() -> None:
    chat = Chat().says("suami saya").says("mengancam saya").says("parang").says("sekarang").pauses()
    assert any("TELEPON 110" in say.message.text for say in chat.house.said), chat.transcript
    assert chat.report.view.priority == 1


def test_who_took_the_alarm_back_and_calls_again_is_heard() -> None:
    chat = Chat(language="en").says("he has a knife").taps("Pressed by mistake")
    chat.says("police please hurry").sees("CALL 110")


@pytest.mark.parametrize("text", ["saya mau cerita soal anak saya", "Pak, mau lapor soal tetangga"])
def test_who_only_begins_a_story_is_asked_to_tell_it(text: str) -> None:
    chat = Chat().says(text).pauses().sees("apa yang terjadi, dan di mana?").says("dia ikut geng motor").pauses()
    chat.sees("Di mana kejadiannya?")


def test_a_forwarded_warning_is_not_read_as_part_of_ones_own_story() -> None:
    chat = Chat().says("suami mengancam saya pakai parang kemarin", forwarded=True).pauses().taps("Laporkan")
    chat.says("sekarang").pauses().says("saya").pauses()
    assert all(report.view.priority > 1 for report in chat.reports)


def test_words_in_pieces_are_read_together() -> None:
    chat = Chat().says("motor").says("saya").says("hilang").says("di Pasar Baru").pauses()
    chat.sees("Pencurian atau begal", "Di mana: Pasar Baru")
    assert not chat.reports


def test_an_answer_typed_to_a_question_is_no_part_of_the_story() -> None:
    chat = Chat().says("ada tabrakan di Pasar Baru, ada yang luka").pauses().says("ya").sees("110")
    assert chat.report.draft.text == "ada tabrakan di Pasar Baru, ada yang luka"


def test_who_told_of_wounds_is_not_asked_for_them_again() -> None:
    chat = Chat().says("ada tabrakan di Pasar Baru, ada yang luka").pauses()
    chat.sees("Apakah masih ada yang perlu ditolong sekarang?").sees_no("ada yang terluka?")


def test_a_child_hears_a_word_for_it_once() -> None:
    chat = Chat().says("aku umur 10, ada orang ikutin aku").pauses()
    assert sum("orang dewasa yang kamu percaya" in say.message.text for say in chat.house.said) == 1
    chat.says("aku umur 10").pauses().sees_no("orang dewasa")


@pytest.mark.parametrize(
    "words", ["saya 17 tahun mau buat SIM C syaratnya apa", "saya masih kelas 12 SMA mau buat SKCK",
              "saya kelas 3 SMP kehilangan sepeda"],
)  # fmt: skip
def test_a_young_person_with_an_everyday_matter_hears_none(words: str) -> None:
    chat = Chat().says(words).pauses()
    assert not [say for say in chat.house.said if "orang dewasa" in say.message.text]


def test_a_mother_writing_of_her_child_is_not_taken_for_one() -> None:
    chat = Chat().says("anak saya umur 10 tahun hilang di Pasar Baru").pauses().sees("Orang hilang")
    chat.sees_no("orang dewasa yang kamu percaya")


def test_who_wants_to_die_gets_the_number_first_and_a_kind_word() -> None:
    chat = Chat().says("aku mau bunuh diri")
    assert "110" in chat.last[0].message.text
    chat.sees("Anda tidak sendirian")


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [("pak tolong", "id", "Apakah ada bahaya sekarang?"), ("please help me", "en", "Is there danger now?")],
)
def test_a_cry_is_asked_about_danger_not_about_what_it_did_not_tell(text: str, language: str, question: str) -> None:
    Chat(language=language).says(text).pauses().sees(question)


@pytest.mark.parametrize("text", ["🔪", "🩸🩸"])
def test_a_sign_of_danger_is_asked_about(text: str) -> None:
    Chat().says(text).pauses().sees("?").sees_no("Halo, ini layanan")


def test_an_sos_sign_rings() -> None:
    Chat().says("🆘").sees("TELEPON 110")


@pytest.mark.parametrize("word", ["ya", "nggih", "iya nak", "ok", "terima kasih", "hmm", "wkwkwk", "hahaha"])
def test_a_word_without_a_place_is_no_place(word: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(word).pauses().sees("misalnya", "Lewati").says(word).pauses()
    chat.sees("Di mana: Tidak disebut")


def test_anger_instead_of_a_place_is_kept_as_words() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says("KALIAN SELALU LAMA KALAU ADA LAPORAN RAKYAT KECIL").pauses()
    chat.sees("Kami tambahkan ke laporan").says("depan kantor pos").pauses().sees("Di mana: depan kantor pos")


def test_what_is_said_at_the_list_of_kinds_stays_in_the_description() -> None:
    chat = Chat().says("ada kejadian aneh di Pasar Baru").pauses()
    chat.says("ada orang kehilangan dompet kemarin di pasar itu").pauses().sees("Pencurian").taps("Kirim laporan")
    assert "dompet" in chat.report.draft.text


def test_a_short_story_at_the_list_of_kinds_is_told_all_the_same() -> None:
    chat = Chat().says("saya telat lapor ya pak, kejadiannya 2 tahun lalu").pauses().says("saya ditipu arisan").pauses()
    chat.says("LEWATI").pauses().sees("Penipuan online").taps("Kirim laporan")
    assert "saya ditipu arisan" in chat.report.draft.text


def test_a_yes_at_the_list_of_kinds_is_not_said_to_be_added() -> None:
    chat = Chat().says("ada kejadian aneh di Pasar Baru").pauses().says("nggih").pauses().says("nggih").pauses()
    chat.sees("Jenisnya nanti dipilih petugas").sees_no("tambahkan")


def test_who_fears_to_be_known_hears_once_that_the_name_stays_private() -> None:
    chat = Chat().says("saya lihat tabrak lari di Pasar Baru, jangan bilang siapa-siapa ya").pauses()
    chat.sees(
        "Nama Anda dirahasiakan. Untuk anonim penuh, pilih Ubah lalu Nama sebelum mengirim.", "Nama: dirahasiakan"
    )
    chat.says("mobilnya hitam").pauses().sees("Ini laporan Anda").sees_no("Untuk anonim penuh")
    Chat().says("tetangga saya jual sabu di Melati, takut ketahuan").pauses().sees_no("Untuk anonim penuh")


def test_a_plea_is_no_place() -> None:
    chat = Chat().says("dompet saya dicopet").pauses().says("jangan bilang suami saya ya").pauses()
    chat.sees("Nama Anda dirahasiakan", "Di mana kejadiannya?")
    chat.says("jalan melati").pauses().sees("Di mana: jalan melati").taps("Kirim laporan")
    assert "jangan bilang suami saya" in chat.report.draft.text


def test_a_name_of_a_kind_is_no_description() -> None:
    chat = Chat().says("ada kejadian aneh di Pasar Baru").pauses().says("pencurian").taps("Kirim laporan")
    assert chat.report.draft.text == "ada kejadian aneh di Pasar Baru"


@pytest.mark.parametrize("text", ["syaratnya apa aja", "bagaimana cara membuat SKCK", "terus bayar berapa"])
def test_a_question_does_not_become_a_report_of_an_incident(text: str) -> None:
    chat = Chat().says("cara bikin SKCK gimana pak?").says(text).pauses()
    chat.sees_no("Di mana kejadiannya?").tap(1)
    assert chat.report.tags == ["question"]


def test_a_question_about_papers_is_open_to_every_officer_and_a_complaint_is_not() -> None:
    chat = Chat().says("cara bikin SKCK gimana pak?").taps("Bertanya")
    assert not chat.report.view.restricted
    chat = Chat().says("kenapa polisi minta uang waktu tilang?").pauses().says("LEWATI")
    chat.sees("hanya dibaca petugas pengawas").taps("Rahasiakan nama").taps("Kirim laporan")
    assert chat.report.view.restricted


def test_who_sends_only_voice_is_helped_by_an_officer() -> None:
    chat = Chat()
    for _ in range(8):
        chat.sends(voice=True).pauses()
    assert chat.report.tags == ["needs_help"]
    asked = [say.message.text for say in chat.house.said]
    assert sum("Apakah ada bahaya sekarang?" in text for text in asked) == 2


def test_the_short_menu_of_a_first_contact_is_answered_as_it_was_shown() -> None:
    chat = Chat(abilities=WHATSAPP, known=False).says("halo")
    assert chat.labels == ["Lapor kejadian", "Cek status", "Menu lain"]
    chat.says("3")
    assert chat.labels == ["Petugas", "Privasi & data saya", "Bahasa"]
    chat.says("MENU")
    assert "Bahasa" in chat.labels


@pytest.mark.parametrize("text", ["lapor", "Saya mau lapor", "I want to report"])
def test_the_word_report_begins_one(text: str) -> None:
    chat = Chat().says(text)
    assert chat.state.flow == "report"
    chat.says(THEFT).pauses().tap(0)
    assert chat.report.draft.text == THEFT


@pytest.mark.parametrize("text", ["makasih banyak pak", "terimakasih pak", "matur suwun", "Thank you so much!"])
def test_thanks_are_thanked(text: str) -> None:
    Chat().says(THEFT).pauses().taps("Kirim laporan").says(text).pauses().sees("Sama-sama")


def test_a_question_after_sending_is_told_where_it_went() -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan").says("kapan diproses pak?").pauses()
    chat.sees("Pertanyaan Anda masuk ke laporan", "Petugas menjawab di sini")


@pytest.mark.parametrize("text", ["trus piye nak", "kapan diproses pak", "how do i get it back"])
def test_a_question_needs_no_sign_to_be_one(text: str) -> None:
    language = "en" if text.startswith("how") else "id"
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses().tap(0)
    chat.says(text).pauses().sees("An officer answers here" if language == "en" else "Petugas menjawab di sini")


def test_who_asks_about_harm_hears_where_the_question_went() -> None:
    chat = Chat().says("saya diperkosa").says("kapan polisi menghubungi saya?").pauses()
    chat.sees("Pertanyaan Anda sudah kami teruskan ke petugas khusus. Mereka menjawab di sini.")
    chat.says("sama paman saya").pauses().sees("Anda boleh berhenti kapan saja").sees_no("Pertanyaan")


def test_what_was_added_is_not_taken_for_a_question() -> None:
    chat = Chat().says(THEFT).pauses().tap(0).says("bisa dilihat di CCTV toko").pauses()
    chat.sees("Ditambahkan ke laporan").sees_no("Pertanyaan")


def test_who_does_not_understand_the_choice_of_name_adds_nothing_to_the_report() -> None:
    chat = Chat().says("tetangga saya jual sabu di Melati").pauses().says("maksudnya apa?").pauses()
    chat.sees("petugas melihat nama Anda").sees_no("tambahkan").taps("Rahasiakan nama").taps("Kirim laporan")
    assert chat.report.draft.text == "tetangga saya jual sabu di Melati"


def test_back_from_the_first_detail_returns_to_the_card() -> None:
    Chat().says(THEFT).pauses().taps("Lengkapi").sees("Ada foto").says("KEMBALI").sees("Ini laporan Anda")


def test_who_goes_back_to_a_long_story_is_not_told_that_it_is_short() -> None:
    chat = Chat().says("ada orang aneh mondar-mandir di depan rumah saya sejak tadi").pauses().says("KEMBALI")
    chat.sees("Tulis perbaikan atau tambahannya. Tulisan Anda sebelumnya tetap tersimpan.").sees_no("Sedikit lagi")


def test_an_edit_tells_what_the_first_words_did_not() -> None:
    chat = Chat().says("motor saya dicuri").pauses()
    chat.edits("pm1", "motor saya dicuri di Pasar Baru tadi pagi").says("LEWATI")
    chat.sees("Di mana: Pasar Baru", "Kapan: Rabu 11 Maret 2026")


def test_a_number_that_no_choice_has() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says("77").pauses().sees("Pilih salah satu angka 1-3")
    chat.says("Pasar Baru").pauses().taps("Kirim laporan")
    assert "77" not in chat.report.draft.text


def test_a_number_that_answers_a_question_of_words_is_an_answer() -> None:
    chat = Chat().says("MENU").pauses().tap(0).says("adik saya hilang di Pasar Baru tadi pagi").pauses().tap(0)
    chat.sees("umur").says("10").pauses().taps("Kirim laporan")
    assert "10" in chat.report.draft.text


def test_a_number_that_a_choice_has_is_an_answer_where_numbers_are_asked_for() -> None:
    chat = Chat(abilities=WHATSAPP).says("MENU").pauses().says("1").pauses()
    chat.says("ada tabrakan di Pasar Baru kemarin").pauses()
    chat.says("1").pauses().sees("Ada yang luka?").says("1").pauses().taps("Kirim laporan")
    assert chat.report.draft.text.endswith("\n1")


def test_nothing_to_add_is_not_added() -> None:
    chat = Chat().says("MENU").tap(0).says("HP saya dijambret di Pasar Baru kemarin").pauses()
    chat.says("tidak ada").says("tidak ada").taps("Kirim laporan")
    assert chat.report.draft.text == "HP saya dijambret di Pasar Baru kemarin"


@pytest.mark.parametrize("text", ["ga jadi", "tidak jadi lapor", "never mind"])
def test_who_thinks_better_of_it(text: str) -> None:
    Chat().says(THEFT).pauses().says(text).sees("Hapus draf ini?").taps("Hapus").sees("Draf sudah dihapus")


@pytest.mark.parametrize("text", ["saya tidak setuju", "I don't agree"])
def test_without_consent_nothing_is_sent(text: str) -> None:
    chat = Chat().says(THEFT).pauses().says(text).sees("Hapus draf ini?").taps("Hapus")
    assert not chat.reports
    assert chat.house.forgotten == ["m1"]
    assert chat.house.consent == ""


def test_no_to_the_card_asks_what_is_wrong() -> None:
    Chat().says(THEFT).pauses().says("belum").sees("Apa yang ingin diubah?")


@pytest.mark.parametrize("word", ["iya", "betul", "udah bener", "Yes", "correct"])
def test_yes_to_the_card_sends_it(word: str) -> None:
    Chat().says(THEFT).pauses().says(word).sees("Terkirim" if word.islower() and word != "correct" else "JB-")


@pytest.mark.parametrize(
    "text",
    ["asalamualaikum nak", "Assalamu'alaikum wr wb", "halo pak polisi", "selamat malam ndan", "kulo nuwun", "hallo",
     "good afternoon sir"],
)  # fmt: skip
def test_a_greeting_in_any_spelling_brings_the_menu(text: str) -> None:
    chat = Chat().says(text)
    assert chat.labels[0] == "Lapor kejadian"


@pytest.mark.parametrize(
    "text", ["ini bu sum mau lapr", "assalamualaikum saya mau lapor", "pagi pak mau lapor", "hello, I want to report"]
)
def test_who_greets_and_wants_to_report_is_asked_what_happened(text: str) -> None:
    chat = Chat().says(text).pauses()
    assert (chat.state.flow, chat.state.step) == ("report", "describe")


# Languages


def test_who_goes_on_in_another_language_is_followed_there() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana")
    chat.says("sorry, I do not understand what you want from me").pauses().sees("Write the name of the place")
    chat.says("Pasar Baru").pauses().sees("This is your report").says("saya tidak tahu ini untuk apa").pauses()
    chat.sees("Ini laporan Anda")


def test_a_scam_that_is_passed_on_is_not_the_language_of_who_passes_it_on() -> None:
    chat = Chat().says("saya mau lapor penipuan").pauses()
    chat.says("I have got your phone and your wallet is lost", forwarded=True).pauses()
    assert chat.house.language == "id"
    chat = Chat(known=False).says("I have got your phone and your wallet is lost", forwarded=True).pauses()
    chat.sees("Pesan terusan. Mau diapakan?")
    assert chat.house.language == "id"


@pytest.mark.parametrize(("text", "seen"), [("English please", "Where did it happen?"), ("bahasa inggris", "Where")])
def test_a_language_is_asked_for_by_its_name(text: str, seen: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(text).sees("All right, we will use English.", seen)
    chat.says("bahasa indonesia").sees("Baik, kita pakai bahasa Indonesia.", "Di mana kejadiannya?")
    draft = chat.state.draft
    assert draft is not None
    assert draft.text == "motor saya dicuri"


# Calls and replies


def test_a_call_is_told_where_to_call() -> None:
    Chat().does("call").sees("Nomor ini tidak menerima telepon", "110")
    Chat().says("motor saya dicuri").pauses().does("call").sees("tidak menerima telepon", "Di mana kejadiannya?")


def _two_reports() -> tuple[Chat, str, str]:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan").passes(25 * 3600)
    chat.says("ada tabrakan di Alun-alun Kota tadi pagi").pauses().taps("Kirim laporan")
    first, second = chat.house.reports
    return chat, first, second


def test_a_reply_to_an_old_message_picks_its_report() -> None:
    chat, first, second = _two_reports()
    chat.sends("warnanya merah", reply_to="pm1").pauses().sees("Ditambahkan ke laporan", first)
    assert chat.house.reports[first].messages[-1] == f"m{len(chat.house.texts)}"
    chat.says("plat B 1234").pauses().sees(first).sees_no(second)


def test_a_reply_in_the_middle_of_another_report_leaves_that_one_as_it_is() -> None:
    chat, first, _ = _two_reports()
    chat.passes(25 * 3600).says("dompet saya dicopet").pauses().sees("Di mana kejadiannya?")
    chat.sends("motornya sudah ketemu", reply_to="pm1").sees("Ditambahkan ke laporan", first, "Di mana kejadiannya?")
    draft = chat.state.draft
    assert draft is not None
    assert draft.text == "dompet saya dicopet"


def test_danger_in_a_reply_rings_all_the_same() -> None:
    chat, _, _ = _two_reports()
    chat.sends("tolong dia bawa pisau", reply_to="pm1").sees("TELEPON 110")
