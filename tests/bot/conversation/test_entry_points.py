"""The ways in: whatever the first message is, its answer leads on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages import Abilities, MediaRef, Point
from tests.bot.conversation.chat import WHATSAPP, Chat


@pytest.mark.parametrize("text", ["/start", "halo", "Halo!", "hai", "menu", "👋🙏"])
def test_1_a_greeting_brings_the_menu(text: str) -> None:
    chat = Chat(known=False).says(text).sees("Halo, ini layanan pesan Polres Contoh", "Telepon 110")
    assert len(chat.last) == 1
    assert chat.labels[0] == "Lapor kejadian"
    assert "Tambah info" not in chat.labels


def test_1_the_first_menu_of_a_channel_with_three_buttons() -> None:
    chat = Chat(known=False, abilities=WHATSAPP).says("halo")
    assert chat.labels == ["Lapor kejadian", "Cek status", "Menu lain"]
    chat.taps("Menu lain").taps("Bahasa").sees("Pilih bahasa")


@pytest.mark.parametrize("text", ["/start lapor_pasar_baru", "LAPOR Pasar Baru"])
def test_2_a_poster_names_the_place(text: str) -> None:
    chat = Chat().says(text).sees("Tempat: Pasar Baru. Ceritakan apa yang terjadi di sana")
    chat.says("motor saya dicuri").pauses().sees("Ini laporan Anda", "Pasar Baru")


def test_2_an_unknown_poster_still_names_its_place() -> None:
    Chat().says("/start lapor_gang_mawar").sees("Tempat: gang mawar")


def test_3_an_incident_in_words() -> None:
    Chat().says("ada tabrakan di Pasar Baru").pauses().sees("Ini laporan Anda")


def test_3_words_that_may_be_anything_are_kept_and_asked_about() -> None:
    chat = Chat().says("apa kabar pak").sees("Anda ingin melapor atau bertanya?").taps("Bertanya")
    chat.sees("teruskan ke petugas", "JB-")
    assert chat.report.tags == ["question"]
    assert chat.report.messages == ["m1"]


def test_3_the_ladder_ends_with_an_officer() -> None:
    chat = Chat().says("apa kabar pak").says("hmm").pauses().sees("Tulisan Anda kami simpan", "misalnya")
    chat.says("gimana ya").pauses().sees("Balas angka: 1 melapor, 2 bertanya", "LEWATI")
    chat.says("hmm lagi").pauses().sees("teruskan ke petugas")
    assert chat.report.tags == ["needs_help"]
    assert len(chat.report.messages) == 4


def test_4_a_photo_first() -> None:
    chat = Chat().sends(photos=1).pauses().sees("1 foto diterima. Ceritakan singkat: apa yang terjadi?")
    chat.says("motor saya dicuri di Pasar Baru").pauses().sees("1 foto").taps("Kirim laporan")
    assert chat.report.messages == ["m1", "m2"]


def test_4_a_photo_with_its_story() -> None:
    Chat().sends("motor saya dicuri di Pasar Baru", photos=1).pauses().sees("Ini laporan Anda", "1 foto")


def test_4_a_video_and_a_file() -> None:
    chat = Chat(language="en").sends(media=(MediaRef("video", "v"), MediaRef("document", "d"))).pauses()
    chat.sees("1 video, 1 file received. Tell us briefly")


def test_5_a_place_first() -> None:
    Chat().sends(pin=Point(-6.1, 106.8, "Jalan Melati 3")).pauses().sees("Titik lokasi diterima")


def test_6_a_voice_message_first_never_forces_typing() -> None:
    chat = Chat().sends(voice=True).pauses().sees("akan didengar petugas. Apakah ada bahaya sekarang?")
    chat.taps("Tidak").sees("Tulis satu kalimat").taps("Lewati").sees("Ini tentang apa?")
    chat.taps("Lainnya / tidak yakin").taps("Lewati").taps("Kirim laporan").sees("Terkirim")
    assert chat.report.draft.media == ("voice",)


def test_7_a_forwarded_message_is_asked_about() -> None:
    chat = Chat().says("viral! ada penipuan", forwarded=True).says("ini lagi", forwarded=True).pauses()
    chat.sees("Pesan terusan. Mau diapakan?")
    assert chat.labels == ["Laporkan", "Jadikan bukti"]
    chat.taps("Laporkan")
    assert len(chat.state.draft.messages) == 2


def test_7_forwarded_evidence_joins_the_open_report() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan").passes(25 * 3600)
    chat.says("orangnya ini", forwarded=True).pauses().taps("Jadikan bukti").sees("Ditambahkan ke laporan")
    assert len(chat.report.messages) == 2


def test_7_forwarded_evidence_without_a_report_opens_one() -> None:
    chat = Chat().says("orangnya ini", forwarded=True).pauses().taps("Jadikan bukti").sees("Disimpan sebagai bukti")
    chat.says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan")
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize("written", ["JB-0K1M-2QXV-Q", "jb 0k1m 2qxv q", "JB-OKLM-2QXV-Q", "Jb–oKiM–2qxv–q"])
def test_9_a_code_shows_its_status_however_it_is_written(written: str) -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan")
    code, report = "JB-0K1M-2QXV-Q", chat.report
    chat.house.reports = {code: replace(report, view=replace(report.view, code=code))}
    chat.passes(25 * 3600).says(written).sees("*Diterima* sejak", code)


def test_11_a_live_location_is_used_once_and_not_followed() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sends(pin=Point(-6.1, 106.8, live=True))
    chat.sees("Kami tidak memantau lokasi langsung. Darurat: 110", "Ini laporan Anda")


@pytest.mark.parametrize(("language", "words"), [("id", "Tulis sebagai pesan baru"), ("en", "as a new message")])
def test_12_an_edit_of_nothing_known_is_said_to_be_lost(language: str, words: str) -> None:
    chat = Chat(language=language).edits("p99", "maksud saya besok").sees(words, "/lacak")
    assert (chat.house.revised, chat.state.draft) == ([], None)
    chat.edits("p99", "tolong dia bawa pisau sekarang").sees("110")
    assert len(chat.reports) == 1


def test_14_what_cannot_be_read_says_what_can() -> None:
    chat = Chat().says("motor saya dicuri").pauses().does("unsupported")
    chat.sees("Jenis pesan ini belum bisa dibaca", "Di mana kejadiannya?")


def test_a_group_is_told_once_a_day_where_to_write() -> None:
    chat = Chat().does("group").sees("hanya diterima lewat chat pribadi", "110")
    assert chat.does("group").last == []
    assert chat.reports == []
    assert chat.state.draft is None
    chat.passes(86400).does("group").sees("chat pribadi")


def test_a_group_gets_a_way_to_the_private_chat_where_a_button_can_be_one() -> None:
    (choice,) = Chat().does("group").last[0].message.choices
    assert (choice.wants, choice.label) == ("private", "Buka chat pribadi")
    for abilities in (WHATSAPP, Abilities()):
        assert Chat(abilities=abilities).does("group").last[0].message.choices == ()


def test_2_the_button_of_a_group_begins_a_report_and_keeps_a_draft_that_waits() -> None:
    Chat(known=False).says("/start lapor").sees("layanan pesan", "110", "Ceritakan apa yang terjadi")
    Chat(language="en").says("/START LAPOR ").sees("Tell us what happened")
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().says("/start lapor")
    chat.sees("Ada draf laporan yang belum terkirim").taps("Lanjutkan draf").sees("Ini laporan Anda", "motor")


def test_blocking_and_coming_back_are_remembered_in_silence() -> None:
    chat = Chat().does("unreachable")
    assert chat.last == []
    assert chat.does("reachable").last == []


def test_the_menu_offers_more_to_who_has_a_report_or_a_draft() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().says("MENU").sees("Draf Anda disimpan")
    assert chat.labels[0] == "Lanjutkan draf"
    chat.taps("Lanjutkan draf").taps("Kirim laporan").says("MENU")
    assert "Tambah info" in chat.labels


@pytest.mark.parametrize(
    "text",
    ["apa syarat membuat SIM baru?", "mau tanya jadwal pelayanan SIM", "jam berapa kantor polisi buka?",
     "pak, bagaimana cara mengurus SKCK"],
)  # fmt: skip
def test_3_a_question_is_not_taken_for_an_incident(text: str) -> None:
    Chat().says(text).sees("melapor atau bertanya?")


def test_3_a_long_story_without_a_known_word_is_taken_for_a_report() -> None:
    chat = Chat().says("ada orang yang mencurigakan di depan rumah saya sejak tadi").pauses()
    chat.sees("Apakah ada bahaya sekarang?").taps("Tidak").sees("Ini tentang apa?")


def test_7_a_forwarded_warning_about_others_does_not_ring_the_alarm() -> None:
    chat = Chat().says("AWAS sekarang ada orang bawa pisau di pasar, sebarkan!", forwarded=True).pauses()
    chat.sees("Pesan terusan. Mau diapakan?")
    assert chat.reports == []


def test_the_first_clear_sentence_decides_the_language() -> None:
    chat = Chat(known=False).says("my motorbike was stolen at Pasar Baru this morning").pauses()
    chat.sees("This is your report").sees_no("Anda")
    assert chat.house.language == "en"


def test_a_chosen_language_is_not_guessed_away() -> None:
    chat = Chat().says("BAHASA").taps("English").says("motor saya dicuri di Pasar Baru").pauses()
    chat.sees("This is your report")


def test_thanks_are_answered_with_thanks() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan").says("Terima kasih")
    chat.pauses().sees("Sama-sama")
    assert len(chat.report.messages) == 2


def test_photos_in_answer_to_a_question_get_one_answer() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sends(photos=1).sends(photos=1)
    assert chat.last == []
    chat.pauses().sees("Sudah kami simpan", "Di mana kejadiannya?")
    assert chat.state.draft.media == ("photo", "photo")


def test_an_unsure_category_is_proposed() -> None:
    chat = Chat().says("motor saya dicuri").pauses()
    chat.house.stored = chat.house.stored.replace('"category_sure":', '"category_sure":0.4,"was":')
    chat.says("Pasar Baru").pauses().sees("Sepertinya ini *Pencurian atau begal*. Betul?").taps("Betul").sees(
        "Ini laporan Anda"
    )
