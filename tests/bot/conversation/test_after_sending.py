"""Tracking, adding, and what happens when an officer comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import step as steps
from bot.messages import Abilities, Point
from tests.bot.conversation.chat import CHAT, WHATSAPP, Chat

THEFT = "motor saya dicuri di Pasar Baru tadi pagi"
CRASH = "ada tabrakan motor di Alun-alun Kota tadi pagi"


def sent(*, language: str = "id", abilities: Abilities = CHAT) -> Chat:
    return Chat(language=language, abilities=abilities).has_chosen_a_language().says(THEFT).pauses().tap(0)


def two_sent() -> Chat:
    return sent().passes(25 * 3600).says(CRASH).pauses().taps("Kirim laporan")


# Tracking


def test_adding_asks_for_information_first_and_for_more_afterwards() -> None:
    chat = sent().taps("Tambah info").sees("Info untuk laporan *JB-").sees_no("Ada lagi")
    chat.says("warnanya merah").pauses().sees("Ditambahkan ke laporan", "Ada lagi untuk laporan")


def test_status_in_one_turn() -> None:
    chat = sent().passes(600).says("STATUS").sees("*Diterima* sejak 10.00 (*JB-")
    assert chat.labels == ["Tambah info", "Tarik laporan", "Bicara petugas", "Menu"]


def test_status_says_what_was_done_and_what_comes_next() -> None:
    chat = sent()
    report, now = chat.report, chat.house.now
    report.view = replace(
        report.view,
        status="handling",
        changed_at=now + timedelta(minutes=12),
        status_times=(("received", now), ("checking", now + timedelta(minutes=3))),
        next_news_by=now + timedelta(days=1, hours=5),
        taken=True,
    )
    chat.passes(1200).says("STATUS")
    chat.sees("*Sedang ditangani* sejak 10.12", "Yang sudah: diterima 10.00, dicek 10.03.")
    chat.sees("Berikutnya: kabar paling lambat Kamis pukul 15.00.")


def test_a_finished_report_says_its_result() -> None:
    chat = sent(language="en")
    chat.report.view = replace(chat.report.view, status="finished", result="forwarded")
    chat.says("STATUS").sees("*Finished* since 10:00", "Result: passed on to the office in charge.")
    assert "Add information" not in chat.labels


def test_nobody_is_promised_to_be_read_at_night() -> None:
    chat = Chat()
    chat.house.now += timedelta(hours=12)  # 22.00; officers read from 8 to 16
    chat.says(THEFT).pauses().taps("Kirim laporan").sees("Petugas membaca paling lambat Kamis pukul 09.00")
    chat.report.view = replace(chat.report.view, next_news_by=chat.house.now + timedelta(hours=1))
    chat.says("STATUS").sees("Berikutnya: petugas membacanya paling lambat Kamis pukul 09.00.").sees_no("23.")
    night = chat.house.now + timedelta(hours=4)
    chat.report.view = replace(chat.report.view, taken=True, next_news_by=night)
    chat.says("STATUS").sees("Berikutnya: kabar paling lambat Kamis pukul 09.00.")


def test_several_reports_are_one_tap_away() -> None:
    chat = two_sent().says("STATUS").sees("Pilih laporan Anda")
    codes = [report.view.code for report in chat.reports]
    assert chat.labels == [*reversed(codes), "Menu"]
    chat.taps(codes[0]).sees("*Diterima*", codes[0])


def test_without_reports_the_code_is_asked_for() -> None:
    Chat().says("STATUS").sees("Kirim kode laporan, misalnya JB-7K4M-2QXV-Z.")


def test_a_code_of_nobody_is_said_to_be_none() -> None:
    Chat().says("STATUS").says("JB-7K4M-2QXV-Z").sees("Kode itu tidak ditemukan", "tidak memakai O dan I")


# Adding


def test_adding_to_the_only_open_report() -> None:
    chat = sent().passes(25 * 3600).says("MENU").taps("Tambah info").sees("Info untuk laporan")
    chat.sends("ini fotonya", photos=2).says("dan ini ceritanya").pauses()
    chat.sees("Ditambahkan ke laporan").taps("Sudah selesai").sees("*Diterima* sejak")
    assert len(chat.report.messages) == 3


def test_with_several_open_reports_one_is_chosen_first() -> None:
    chat = two_sent().says("MENU").taps("Tambah info").sees("Untuk laporan yang mana?")
    first = chat.reports[0]
    chat.taps(first.view.code).says("tambahan untuk yang lama").pauses().sees(first.view.code)
    assert chat.house.texts[first.messages[-1]] == "tambahan untuk yang lama"


def test_unclear_words_can_be_added_to_an_open_report() -> None:
    chat = sent().passes(25 * 3600).says("gimana pak").sees("melapor atau bertanya").taps("Tambah info")
    chat.sees("Ditambahkan ke laporan")
    assert len(chat.report.messages) == 2


# Officers


def test_the_next_content_answers_the_officers_question() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Warna motornya apa?"))
    chat.sees("Petugas bertanya: Warna motornya apa? Balas di sini.")
    assert chat.labels == ["Tidak tahu", "Nanti"]
    chat.says("STATUS").sees("*Butuh info dari Anda*", "Petugas menunggu jawaban Anda.").sees_no("Berikutnya")
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Warna motornya apa?"))
    chat.says("merah").sees("Terima kasih, jawaban Anda sudah diteruskan")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["merah"]
    chat.says("ada stiker juga").pauses().sees("Ditambahkan")
    assert len(chat.report.answers) == 1


def test_an_unanswered_question_is_recalled_once_and_then_returned_to_the_officers() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Warna motornya apa?"))
    assert chat.passes(3 * 86400 - 60).last == []
    chat.passes(120).sees("Petugas menunggu jawaban Anda: Warna motornya apa? Balas di sini.")
    assert chat.passes(2 * 86400 - 120).last == []
    assert chat.report.view.status == "need_info"
    chat.passes(120)
    assert (chat.last, chat.report.view.status, chat.house.wake_at) == ([], "checking", None)


@pytest.mark.parametrize("words", ["0", "1", "2", "00"])
def test_a_number_may_be_the_answer(words: str) -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Berapa orang pelakunya?")).says(words).sees("sudah diteruskan")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == [words]


@pytest.mark.parametrize("approved", ["", "status_update", "info_request"])
def test_after_the_free_window_a_reminder_needs_an_approved_template(approved: str) -> None:
    chat = sent(abilities=replace(WHATSAPP, templates=frozenset({approved} - {""})))
    chat.officer(steps.OfficerAsked(chat.code, "Warna motornya apa?"))
    assert [say.message.template for say in chat.passes(4 * 86400).last] == [approved] * bool(approved)


def test_the_buttons_of_a_reminder_work() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Warna motornya apa?")).says("MENU").passes(3 * 86400)
    chat.sees("Petugas menunggu jawaban Anda").taps("Tidak tahu").sees("sudah diteruskan")
    assert len(chat.report.answers) == 1
    assert chat.passes(3 * 86400).last == []


def test_nobody_is_reminded_of_what_others_must_not_see() -> None:
    chat = Chat().has_chosen_a_language().says("saya diperkosa")
    chat.officer(steps.OfficerAsked(chat.code, "Kapan bisa bertemu?"))
    assert chat.passes(4 * 86400).last == []
    chat.passes(2 * 86400)
    assert chat.report.view.status == "checking"


@pytest.mark.parametrize("abilities", [CHAT, WHATSAPP])
@pytest.mark.parametrize("words", ["A", "b", "a pak", "nanti", "1", "-"])
def test_whatever_is_answered_to_an_officer_arrives(words: str, abilities: Abilities) -> None:
    chat = sent(abilities=abilities)
    chat.officer(steps.OfficerAsked(chat.code, "Lari ke blok A atau blok B?")).says(words)
    assert chat.house.texts[chat.report.messages[-1]] == words
    assert (chat.report.answers == []) == (words == "nanti")
    chat = sent(abilities=abilities)
    chat.officer(steps.OfficerJoined(chat.code)).says(words).pauses()
    assert (chat.last, chat.house.texts[chat.report.messages[-1]]) == ([], words)


def test_a_letter_is_an_answer_to_what_a_report_is_asked_too() -> None:
    chat = Chat().says("MENU").pauses().tap(0).says("ada tabrakan motor di Pasar Baru").pauses().taps("Hari ini")
    chat.taps("Tidak ada").sees("Ada yang luka?").says("a").pauses().taps("Kirim laporan")
    assert chat.report.draft.extra == "a"


@pytest.mark.parametrize(("language", "word", "said"), [("id", "LEWATI", "dilewati"), ("en", "SKIP", "skipped")])
def test_a_skipped_question_goes_back_to_the_officers_at_once(language: str, word: str, said: str) -> None:
    chat = sent(language=language)
    chat.officer(steps.OfficerAsked(chat.code, "Warna motornya apa?")).says(word).sees(said)
    assert (chat.report.view.status, chat.report.answers, chat.house.wake_at) == ("checking", [], None)


def test_an_album_that_answers_an_officer_gets_one_reply() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Ada fotonya?"))
    before = len(chat.house.said)
    chat.sends(photos=1).sends(photos=1).sends("ini dua lagi", photos=1).pauses().sees("jawaban Anda sudah diteruskan")
    assert (len(chat.house.said), len(chat.report.answers), len(chat.report.messages)) == (before + 1, 1, 4)
    chat.says("warnanya merah").pauses().sees("Ditambahkan ke laporan").sees_no("jawaban Anda")


@pytest.mark.parametrize(("language", "words"), [("id", "tidak memantau"), ("en", "do not follow live locations")])
def test_who_shares_where_they_go_hears_once_that_nobody_follows(language: str, words: str) -> None:
    moving = Point(-6.1, 106.8, live=True)
    sent(language=language).sends(pin=moving).sees(words).pauses().sends(pin=moving).pauses().sees_no(words)
    chat = Chat(language=language).has_chosen_a_language().says("DARURAT").sends(pin=moving).sees(words)
    chat.passes(11).sends(pin=moving).sees_no(words)
    chat = sent(language=language)
    chat.officer(steps.OfficerJoined(chat.code)).sends(pin=moving).sees(words).sends(pin=moving)
    assert chat.last == []


def test_a_question_while_an_officer_talks_is_answered_in_silence() -> None:
    chat = sent()
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Warna motornya apa?"))
    assert chat.says("merah").last == []
    assert len(chat.report.answers) == 1


def test_not_knowing_is_an_answer_and_later_is_not() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Warna motornya apa?"))
    chat.says("Nanti").sees("Balas di sini kapan saja")
    assert chat.report.answers == []
    chat.passes(3 * 86400).says("tidak tahu").sees("Terima kasih")
    assert len(chat.report.answers) == 1


def test_a_question_in_the_middle_of_another_report_comes_back_to_it() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says(CRASH).pauses()
    chat.officer(steps.OfficerAsked(chat.report.view.code, "Warna motornya apa?"))
    chat.says("merah").pauses().taps(chat.code).sees("Terima kasih", "Ada foto")
    assert len(chat.report.answers) == 1


def test_the_bot_is_silent_while_an_officer_talks() -> None:
    chat = sent()
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    for text in ("halo pak", "motornya merah", "ada tabrakan juga"):
        chat.says(text).pauses()
        assert chat.last == []
    assert len(chat.report.messages) == 4
    chat.says("STATUS").sees("*Diterima*")
    assert chat.says("terima kasih pak").last == []
    assert chat.passes(3 * 3600).last == []
    chat.passes(86400).says("halo").sees("Halo, ini layanan")


def test_an_officer_does_not_break_into_another_report() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("ada tabrakan motor").pauses().sees("Di mana")
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    chat.says("Alun-alun Kota").pauses().taps("Laporan baru").sees("Kapan")
    assert len(chat.report.messages) == 1


def test_a_draft_left_lying_does_not_keep_an_officer_waiting() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("ada tabrakan motor").pauses().passes(7200)
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    assert chat.says("iya pak").last == []
    assert chat.house.texts[chat.report.messages[-1]] == "iya pak"
    chat.says("MENU").taps("Lanjutkan draf").sees("Di mana kejadiannya?")


def test_asking_for_an_officer_files_what_was_said() -> None:
    chat = Chat().says("apa kabar pak").says("PETUGAS").sees("Sudah kami teruskan ke petugas", "paling lambat", "110")
    assert chat.report.tags == ["needs_help"]
    assert chat.report.messages == ["m1"]


def test_asking_for_an_officer_without_a_word_asks_for_one() -> None:
    chat = Chat().says("PETUGAS").sees("Tulis pesan untuk petugas", "08.00-16.00").says("saya bingung pak").pauses()
    chat.sees("Sudah kami teruskan")
    assert chat.report.tags == ["needs_help"]


def test_asking_for_an_officer_about_an_open_report() -> None:
    chat = sent().says("PETUGAS").says("kapan saya dihubungi?").pauses().sees("teruskan ke petugas di laporan")
    assert chat.report.tags == ["needs_help"]
    assert len(chat.report.messages) == 2


def test_what_is_written_to_an_officer_goes_where_the_fewest_read_it() -> None:
    """With an ordinary report after it: nobody has said which one is meant."""
    chat = Chat().has_chosen_a_language().says("saya diperkosa").passes(48 * 3600)
    chat.says("motor saya dicuri di Pasar Baru tadi pagi").pauses().taps("Kirim laporan").passes(48 * 3600)
    chat.says("PETUGAS").says("saya masih takut bertemu pelakunya").pauses()
    told = [report for report in chat.reports if "needs_help" in report.tags]
    assert [report.view.restricted for report in told] == [True]


# Privacy


def test_the_notice_has_four_lines_and_says_where_the_rest_stands() -> None:
    lines = Chat().says("PRIVASI").last[0].message.text.split("\n")
    assert len(lines) == 5
    assert lines[4] == "Lengkapnya: https://lapor.example/privasi"


def test_what_is_kept_is_told_at_once_and_the_draft_stays() -> None:
    chat = Chat().says(THEFT).pauses().says("PRIVASI").taps("Lihat data saya")
    chat.sees("Ini yang kami simpan tentang Anda", "Ini laporan Anda")
    assert chat.reports == []
    chat.taps("Kirim laporan").sees("Terkirim")


def test_a_consent_is_withdrawn_at_once_and_asked_for_by_the_next_report() -> None:
    chat = sent()
    assert chat.house.consent
    chat.house.status(chat.code, "finished")
    chat.says("PRIVASI").taps("Tarik persetujuan").sees("ditarik dan tercatat", "Tidak ada laporan terbuka")
    assert (chat.house.consent, len(chat.reports)) == ("", 1)
    chat.passes(25 * 3600).says("ada tabrakan di Alun-alun Kota tadi pagi").pauses()
    assert "Anda setuju" in chat.text
    chat.taps("Kirim laporan")
    assert chat.house.consent


def test_officers_with_an_open_report_hear_of_a_withdrawn_consent_once() -> None:
    chat = sent().says("PRIVASI").taps("Tarik persetujuan").sees("ditarik dan tercatat", "3x24 jam")
    chat.says("PRIVASI").taps("Tarik persetujuan").sees("3x24 jam")
    assert [set(report.tags) for report in chat.reports] == [set(), {"withdraw_request"}]
    assert chat.house.consent == ""


def test_deletion_is_confirmed_and_goes_to_an_officer_once_there_is_a_report() -> None:
    chat = sent().says("HAPUS DATA").sees("Yang wajib disimpan").taps("Tidak").sees("tidak ada yang dihapus")
    chat.says("HAPUS DATA").taps("Ya, hapus").sees("3x24 jam", "JB-")
    assert [report.tags for report in chat.reports] == [[], ["delete_request"]]
    chat.says("HAPUS DATA").taps("Ya, hapus").sees("3x24 jam")
    assert len(chat.reports) == 2


def test_a_wish_that_an_officer_has_closed_can_be_made_anew() -> None:
    chat = sent().says("HAPUS DATA").taps("Ya, hapus")
    chat.house.status(chat.reports[1].view.code, "finished")
    chat.says("HAPUS DATA").taps("Ya, hapus").sees("3x24 jam")
    assert [report.tags for report in chat.reports[1:]] == [["delete_request"]] * 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_who_has_no_report_is_forgotten_at_once(language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses()
    chat.says("HAPUS DATA").sees({"id": "tidak bisa dikembalikan", "en": "cannot be brought back"}[language]).tap(0)
    chat.sees({"id": "Sudah dihapus: percakapan", "en": "Deleted: your conversation"}[language])
    assert (chat.reports, chat.house.stored) == ([], "{}")
    assert chat.house.forgotten == list(chat.house.texts)
    assert chat.last[0].forget


def test_an_alarm_is_a_report_so_its_deletion_goes_to_an_officer() -> None:
    chat = Chat().says("DARURAT").says("HAPUS DATA").taps("Ya, hapus").sees("3x24 jam")
    assert [report.view.priority for report in chat.reports] == [1, 4]


@pytest.mark.parametrize("abilities", [CHAT, WHATSAPP])
def test_stop_is_answered_honestly_on_every_channel(abilities: Abilities) -> None:
    chat = sent(abilities=abilities).says("BERHENTI")
    chat.sees("tidak berlangganan", "Kabar tentang laporan Anda tidak ikut berhenti").sees_no("di sini")
    chat = sent(language="en", abilities=abilities).says("STOP")
    chat.sees("not subscribed", "News about your reports does not stop").sees_no("here")


@pytest.mark.parametrize(("abilities", "waits"), [(CHAT, False), (WHATSAPP, True)])
def test_within_three_days_news_is_promised_as_the_channel_can_bring_it(abilities: Abilities, waits: bool) -> None:
    chat = (
        sent(abilities=abilities).says("HAPUS DATA").taps("Ya, hapus").sees("paling lama 3x24 jam dan mengabari Anda.")
    )
    assert ("Belum ada kabar setelah 24 jam? Tulis apa saja di sini." in chat.text) == waits
    assert ("di sini" in chat.text) == waits
    chat = sent(language="en", abilities=abilities).says("DELETE DATA").tap(0).sees("within 72 hours and let you know.")
    assert ("No news after 24 hours?" in chat.text) == waits


def test_somebody_missing_is_reported_by_phone_first_and_the_report_goes_on() -> None:
    Chat().says("anak saya hilang di Pasar Baru sejak kemarin").pauses().sees("Tidak perlu menunggu 24 jam").sees_no(
        "di sini"
    )


@pytest.mark.parametrize(
    ("language", "word", "kept", "again", "withdraw"),
    [
        ("id", "BATAL", "sudah terkirim dan tetap ada pada petugas", "dibuka lagi", "Tarik laporan"),
        ("en", "CANCEL", "was sent and stays with the officers", "is open again", "Withdraw report"),
    ],
)
def test_what_was_sent_is_not_cancelled_and_can_be_opened_again(
    language: str, word: str, kept: str, again: str, withdraw: str
) -> None:
    chat = sent(language=language)
    chat.says(word).sees(kept, chat.code)
    assert withdraw in chat.labels
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("warnanya hitam bukan merah").pauses().sees(again)
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("makasih pak").pauses().sees_no(again)
