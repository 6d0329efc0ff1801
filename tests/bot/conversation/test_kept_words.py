"""What the bot says it keeps to: nothing is promised that the program does not do, nothing taken away in silence."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat

HOUR = 3600
THEFT = "motor saya dicuri di Pasar Baru tadi pagi"


# A voice message that was said to be heard


def test_a_voice_message_alone_reaches_an_officer_without_another_word() -> None:
    chat = Chat().sends(voice=True).pauses().sees("akan didengar petugas")
    chat.passes(HOUR).sees("Sudah kami teruskan ke petugas")
    assert (chat.report.messages, chat.report.tags) == (["m1"], ["needs_help"])
    assert chat.passes(80 * HOUR).last == []
    assert chat.house.forgotten == []


def test_who_answers_by_voice_once_more_is_not_asked_to_pick_from_lists() -> None:
    chat = Chat().sends(voice=True).pauses().taps("Tidak").sees("Tulis satu kalimat").sends(voice=True).pauses()
    chat.sees("Sudah kami teruskan ke petugas")
    assert chat.report.messages == ["m1", "m3"]


def test_a_voice_message_beside_words_stays_a_draft() -> None:
    chat = Chat().says("motor saya dicuri").sends(voice=True).pauses().passes(HOUR).sees("belum terkirim")
    assert not chat.reports


# A draft


def test_a_reminder_says_until_when_the_draft_is_kept_and_so_it_is() -> None:
    chat = Chat().says("motor saya dicuri").pauses()  # on Wednesday at 10.00
    chat.passes(HOUR).sees("Draf ini disimpan sampai Sabtu pukul 10.00").sees_no("kapan saja")
    chat.passes(19.5 * HOUR).sees("Sabtu pukul 10.00")
    chat.passes(51 * HOUR)
    assert chat.house.forgotten == []
    chat.passes(HOUR)
    assert chat.house.forgotten == ["m1"]


def test_who_comes_back_after_three_days_hears_once_that_the_draft_is_gone() -> None:
    chat = Chat().says("motor saya dicuri").pauses().passes(80 * HOUR)
    chat.says("saya mau lanjutkan laporan kemarin").sees("sudah terhapus setelah 72 jam", "Lapor kejadian")
    assert chat.state.draft is None
    chat.says("halo").sees_no("terhapus")


@pytest.mark.parametrize(
    ("language", "gone", "old"),
    [("id", "sudah terhapus setelah 72 jam", "pesan lama"), ("en", "deleted after 72 hours", "old message")],
)
def test_who_taps_to_send_a_draft_that_is_gone_hears_so_once(language: str, gone: str, old: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses()
    key = chat.choices[0].key
    chat.passes(80 * HOUR).taps_key(key).sees(gone).sees_no(old)
    chat.taps_key(key).sees(old).sees_no(gone)


def test_danger_after_three_days_is_not_told_about_a_draft() -> None:
    Chat().says("motor saya dicuri").pauses().passes(80 * HOUR).says("tolong dia bawa pisau").sees_no("terhapus")


@pytest.mark.parametrize(
    ("words", "language"),
    [("lanjut", "id"), ("mau lanjutkan laporan kemarin pak", "id"), ("I want to continue my report", "en")],
)
def test_a_draft_is_gone_on_with_by_saying_so(words: str, language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says("motor saya dicuri").pauses().says("MENU").says(words)
    chat.sees("Di mana kejadiannya?" if language == "id" else "Where did it happen?")
    draft = chat.state.draft
    assert draft is not None
    assert draft.text == "motor saya dicuri"


def test_there_is_nothing_to_go_on_with() -> None:
    Chat().says("lanjut").sees("Tidak ada draf yang menunggu", "Lapor kejadian")


# Anonymity


def test_who_chose_to_be_anonymous_is_told_when_danger_ends_that() -> None:
    chat = Chat().says("tetangga saya jual sabu di Melati").pauses().taps("Anonim penuh").says("tolong dia bawa pisau")
    assert "110" in chat.last[0].message.text
    chat.sees("tetap tersambung ke chat Anda. Nama Anda dirahasiakan")
    assert chat.report.draft.identity == "private"


def test_who_chose_nothing_is_told_nothing_of_it() -> None:
    Chat().says("tolong dia bawa pisau").sees_no("tersambung")


def test_who_fears_to_be_known_is_asked_about_the_name_first() -> None:
    Chat().says("ada yang jual narkoba dekat sekolah, jangan bilang siapa-siapa").pauses().sees("nama Anda ditangani?")
    Chat().says("ada yang jual narkoba dekat sekolah").pauses().sees("Di mana kejadiannya?")


# Others


def test_who_speaks_of_wanting_to_die_in_the_past_is_not_told_that_a_draft_is_read() -> None:
    chat = Chat().says("kemarin saya mau bunuh diri").pauses()
    assert not chat.reports
    said = "\n".join(say.message.text for say in chat.house.said)
    assert "Anda tidak sendirian" in said
    assert "telepon 110 kapan saja" in said
    assert "akan membacanya" not in said


def test_an_officers_question_is_reminded_of_by_its_words() -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan")
    chat.officer(steps.OfficerAsked(chat.code, "Apa warna helmnya?")).passes(73 * HOUR).sees("Apa warna helmnya?")


@pytest.mark.parametrize("words", ["Anonim penuh", "rahasiakan nama saya", "tolong jangan bilang siapa-siapa ya pak"])
def test_a_wish_for_secrecy_is_no_place_and_comes_before_it(words: str) -> None:
    chat = Chat().says("saya ditampar polisi waktu razia kemarin").pauses().sees("Di mana")
    chat.says(words).pauses().sees("nama Anda ditangani?").taps("Anonim penuh").sees("Di mana").says(
        "depan kantor pos"
    ).pauses()
    chat.sees("Di mana: depan kantor pos", "Nama: anonim penuh")
    chat = Chat().says("motor saya dicuri tadi pagi").pauses().says(words).pauses()
    chat.sees("Nama Anda dirahasiakan", "Di mana")
    chat.says(words).pauses().sees("Di mana: Tidak disebut")
