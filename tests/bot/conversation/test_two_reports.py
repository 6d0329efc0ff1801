"""An officer writes in one report while its citizen writes another, or waits in vain: whose are the next words?"""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import step as steps
from bot.messages import Abilities
from tests.bot.conversation.chat import CHAT, WHATSAPP, Chat

THEFT = "motor saya dicuri di Pasar Baru tadi pagi"
QUESTION = "Warna motornya apa?"
DAY = 86400


def sent(*, language: str = "id", abilities: Abilities = CHAT) -> Chat:
    return Chat(language=language, abilities=abilities).has_chosen_a_language().says(THEFT).pauses().tap(0)


def writing(*, language: str = "id", abilities: Abilities = CHAT) -> Chat:
    """One report is sent; of a second one the place is being asked for."""
    chat = sent(language=language, abilities=abilities).says("MENU").tap(0)
    return chat.says("ada tabrakan motor").pauses().sees("Di mana" if language == "id" else "Where did it")


def asked(**more: Any) -> Chat:
    chat = writing(**more)
    return chat.officer(steps.OfficerAsked(chat.code, QUESTION))


def said_to(chat: Chat, code: str) -> list[str]:
    return [chat.house.texts[id_] for id_ in chat.house.reports[code].messages]


def drafted(chat: Chat) -> str:
    assert chat.state.draft is not None
    return chat.state.draft.text


# A question, and then another report


@pytest.mark.parametrize(("language", "wish"), [("id", "mau lapor kejadian lain pak"), ("en", "it's another incident")])
def test_the_wish_for_another_report_is_no_answer_and_the_question_comes_again(language: str, wish: str) -> None:
    chat = sent(language=language)
    code = chat.code
    chat.officer(steps.OfficerAsked(code, QUESTION)).says(wish).sees_no("diteruskan", "passed")
    assert (chat.state.flow, chat.state.step) == ("report", "describe")
    chat.says("ada tabrakan di Alun-alun Kota").pauses().tap(0).sees(QUESTION)
    chat.says("merah").pauses()
    assert said_to(chat, code) == [THEFT, "merah"]


# A question while another report is written


def test_the_question_names_its_report_and_offers_to_go_on() -> None:
    chat = asked().sees(f"Petugas bertanya: {QUESTION} Balas di sini.", "Ini tentang laporan JB-")
    assert chat.labels == ["Tidak tahu", "Lanjutkan draf"]
    chat = asked(language="en").sees("The officer asks", "Reply here", "This is about report JB-").sees_no("Balas")
    assert chat.labels == ["Not sure", "Continue my draft"]


def test_the_answer_reaches_the_report_and_the_draft_goes_on() -> None:
    chat = asked().says("merah").pauses().sees("Pesan ini untuk laporan *JB-", "laporan baru yang sedang Anda tulis")
    assert chat.labels == [chat.code, "Laporan baru"]
    code = chat.code
    chat.taps(code).sees("jawaban Anda sudah diteruskan", "Di mana kejadiannya?")
    assert (said_to(chat, code), drafted(chat)) == ([THEFT, "merah"], "ada tabrakan motor")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["merah"]
    chat.says("Alun-alun Kota").pauses().sees("Kapan").taps("Hari ini").taps("Tidak ada").taps("Lewati")
    chat.sees("Apa: Kecelakaan lalu lintas: ada tabrakan motor", "Di mana: Alun-alun Kota").sees_no("merah")
    chat.taps("Kirim laporan").sees("Terkirim")
    assert said_to(chat, chat.reports[1].view.code) == ["ada tabrakan motor", "Alun-alun Kota"]


def test_what_was_meant_for_the_draft_stays_there_and_the_question_comes_again() -> None:
    chat = asked().says("Alun-alun Kota").pauses().taps("Laporan baru").sees("Kapan kejadiannya?")
    assert chat.report.answers == []
    chat.says("tadi pagi").pauses().taps("Tidak ada").taps("Lewati").sees("Di mana: Alun-alun Kota").taps(
        "Kirim laporan"
    )
    chat.sees("Terkirim. Kode Anda", f"Petugas menunggu jawaban Anda: {QUESTION}", "Ini tentang laporan JB-")
    assert chat.labels == ["Tidak tahu", "Nanti"]
    first, second = (report.view.code for report in chat.reports)
    chat.says("merah").pauses().sees("jawaban Anda sudah diteruskan")
    assert said_to(chat, first)[-1] == "merah"
    assert "merah" not in said_to(chat, second)


def test_going_on_first_asks_nothing_until_the_draft_is_sent() -> None:
    chat = asked().taps("Lanjutkan draf").sees("Setelah laporan ini terkirim", "Di mana kejadiannya?")
    chat.says("Alun-alun Kota").pauses().sees("Kapan").taps("Hari ini").taps("Tidak ada").taps("Lewati").taps(
        "Kirim laporan"
    )
    chat.sees("Terkirim. Kode Anda", QUESTION).says("merah").pauses().sees("sudah diteruskan")
    assert [chat.house.texts[id_] for id_ in chat.reports[0].answers] == ["merah"]


def test_later_means_the_same_as_going_on() -> None:
    asked().says("nanti").sees("Setelah laporan ini terkirim", "Di mana kejadiannya?")


def test_who_deletes_the_draft_is_asked_again() -> None:
    chat = asked().taps("Lanjutkan draf").says("BATAL").taps("Hapus").sees("Draf sudah dihapus", QUESTION)
    chat.says("merah").sees("sudah diteruskan")
    assert len(chat.report.answers) == 1


def test_not_knowing_is_said_with_one_tap() -> None:
    chat = asked().taps("Tidak tahu").sees("sudah diteruskan", "Di mana kejadiannya?")
    assert (len(chat.report.answers), drafted(chat)) == (1, "ada tabrakan motor")


def test_photos_are_one_answer_and_none_of_them_stays_in_the_draft() -> None:
    chat = asked()
    chat.sends(photos=2).sends(photos=1).pauses()
    chat.taps(chat.code)
    draft = chat.state.draft
    assert draft is not None
    assert (len(chat.report.messages), draft.media, len(draft.messages)) == (3, (), 1)


def test_a_number_is_an_answer_too() -> None:
    chat = writing()
    chat.officer(steps.OfficerAsked(chat.code, "Berapa orang pelakunya?")).says("2").pauses().taps(chat.code)
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["2"]


def test_the_choice_may_be_typed() -> None:
    chat = asked(abilities=WHATSAPP).says("merah").pauses().says("1").sees("sudah diteruskan", "Di mana")
    assert len(chat.report.answers) == 1


def test_before_the_first_word_of_the_other_report_it_is_the_same() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").sees("Ceritakan")
    chat.officer(steps.OfficerAsked(chat.code, QUESTION)).says("ada tabrakan motor").pauses().taps("Laporan baru")
    chat.sees("Di mana kejadiannya?")
    assert drafted(chat) == "ada tabrakan motor"
    chat = sent().says("MENU").taps("Lapor kejadian")
    chat.officer(steps.OfficerAsked(chat.code, QUESTION)).says("merah").pauses().taps(chat.code)
    chat.sees("sudah diteruskan", "Ceritakan apa yang terjadi")
    assert chat.state.draft is None


def test_whoever_never_chooses_goes_on_with_the_draft() -> None:
    chat = asked()
    for text in ("merah", "merah pak", "warnanya merah", "tadi sudah saya bilang"):
        chat.says(text).pauses()
    chat.sees("Di mana kejadiannya?")
    assert drafted(chat).count("merah") == 3


def test_looking_elsewhere_loses_nothing() -> None:
    chat = asked().says("merah").pauses().says("STATUS").says("KEMBALI").sees("Pesan ini untuk laporan")
    chat.taps(chat.code).sees("sudah diteruskan", "Di mana")
    chat = asked().says("merah").pauses().says("MENU").taps("Lanjutkan draf")
    assert "merah" in drafted(chat)


def test_danger_comes_first_and_is_not_given_away() -> None:
    chat = asked().says("merah").pauses().says("tolong dia bawa pisau").sees("TELEPON 110")
    chat.taps("Salah tekan").sees("Pesan ini untuk laporan").tap(0)
    theft, alarm = chat.reports
    assert said_to(chat, theft.view.code) == [THEFT, "merah"]
    assert said_to(chat, alarm.view.code) == ["tolong dia bawa pisau"]
    assert chat.state.draft is not None
    assert (chat.state.draft.text, chat.state.draft.emergency_code) == ("ada tabrakan motor", "")


def test_an_expired_draft_is_not_returned_to() -> None:
    chat = asked().passes(4 * DAY).says("merah").sees("sudah diteruskan").sees_no("Di mana")
    assert len(chat.report.answers) == 1


def test_words_that_waited_for_the_citizen_are_answered_too() -> None:
    chat = writing(abilities=WHATSAPP)
    chat.officer(steps.NewsWaits(chat.code, asked=True, late=True)).says("Alun-alun Kota").pauses().sees("Kapan")
    chat.says("merah").pauses().sees("Pesan ini untuk laporan").taps(chat.code).sees("sudah diteruskan", "Kapan")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["merah"]


def test_what_is_read_while_another_report_is_written_is_not_forgotten() -> None:
    chat = Chat().has_chosen_a_language().says("saya diperkosa").passes(2 * DAY)
    chat.says("motor saya dicuri").pauses().sees("Di mana")
    chat.officer(steps.NewsWaits(chat.code, asked=True)).says("Pasar Baru").pauses()
    chat.says("besok bisa").pauses().sees("Pesan ini untuk laporan").taps(chat.code)
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["besok bisa"]


def test_the_menu_comes_before_a_question_that_was_not_seen_yet() -> None:
    chat = Chat().has_chosen_a_language().says("saya diperkosa").passes(600)
    chat.officer(steps.NewsWaits(chat.code, asked=True)).says("MENU").sees("Halo, ini layanan")
    chat.says("besok bisa").pauses()
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["besok bisa"]


# Other words of an officer


def test_an_answer_to_a_closing_reaches_the_closed_report() -> None:
    chat = writing()
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("belum beres pak").pauses().sees("Pesan ini untuk laporan")
    chat.taps(chat.code).sees("Ditambahkan ke laporan *JB-", "Di mana kejadiannya?")
    assert said_to(chat, chat.code) == [THEFT, "belum beres pak"]


def test_the_buttons_of_the_draft_go_on_working_after_a_closing_and_it_is_asked_once() -> None:
    chat = writing()
    chat.officer(steps.Closed(chat.code)).taps("Lewati").sees("Kapan").says("tadi pagi").pauses()
    chat.taps("Laporan baru").sees("Ada foto").says("tidak ada").sees("Ada yang luka").says("satu orang").pauses()
    chat.sees("Ini laporan Anda")
    assert said_to(chat, chat.code) == [THEFT]


def test_a_closing_may_be_answered_after_the_other_report_was_sent() -> None:
    chat = writing()
    first = chat.code
    chat.officer(steps.Closed(first)).taps("Lewati").taps("Hari ini").taps("Tidak ada").taps("Lewati")
    chat.taps("Kirim laporan").says("belum beres pak").pauses().sees("laporan yang mana?").taps(first)
    assert said_to(chat, first) == [THEFT, "belum beres pak"]
    chat.says("ada yang luka").pauses()
    assert said_to(chat, first)[-1] == "ada yang luka"


def test_an_officers_word_without_a_question_is_answered_as_well() -> None:
    chat = writing()
    chat.officer(steps.OfficerJoined(chat.code)).says("merah pak").pauses().taps(chat.code).sees("Di mana")
    assert said_to(chat, chat.code) == [THEFT, "merah pak"]


def test_an_officer_does_not_swallow_the_first_words_of_another_report() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian")
    chat.officer(steps.OfficerJoined(chat.code)).says("ada tabrakan motor").pauses().taps("Laporan baru")
    chat.sees("Di mana kejadiannya?")
    assert said_to(chat, chat.code) == [THEFT]


# Replies to a message


def test_a_reply_to_the_questions_message_needs_no_choice() -> None:
    chat = asked().sends("merah", reply_to="pm1").sees("sudah diteruskan", "Di mana kejadiannya?")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["merah"]


@pytest.mark.parametrize("words", ["ya", "2", "0", "kirim"])
def test_a_reply_is_no_answer_to_the_draft_even_where_it_could_be(words: str) -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("ada tabrakan di Alun-alun Kota tadi pagi").pauses()
    chat.taps("Tidak ada").taps("Lewati").sees("Ini laporan Anda")
    chat.officer(steps.OfficerAsked(chat.code, "Jadi 2 orang?")).taps("Lanjutkan draf").sees("Ini laporan Anda")
    chat.sends(words, reply_to="pm1").sees("Ditambahkan ke laporan", "Ini laporan Anda")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == [words]
    chat.taps("Kirim laporan").sees("Terkirim").sees_no("Jadi 2 orang?")


def test_a_reply_about_another_report_is_no_answer_to_the_question() -> None:
    chat = sent().passes(25 * 3600).says("ada tabrakan di Alun-alun Kota tadi pagi").pauses().tap(0)
    first, second = (report.view.code for report in chat.reports)
    chat.officer(steps.OfficerAsked(second, "Ada yang luka?"))
    chat.sends("sudah ketemu", reply_to="pm1").sees(f"Ditambahkan ke laporan *{first}*", "Petugas menunggu jawaban")
    assert said_to(chat, first)[-1] == "sudah ketemu"
    chat.says("tidak ada").sees("sudah diteruskan")
    assert said_to(chat, second)[-1] == "tidak ada"


def test_a_reply_about_another_report_reaches_it_while_an_officer_talks() -> None:
    chat = sent().passes(25 * 3600).says("ada tabrakan di Alun-alun Kota tadi pagi").pauses().tap(0)
    first, second = (report.view.code for report in chat.reports)
    chat.officer(steps.OfficerJoined(second)).sends("sudah ketemu", reply_to="pm1").sees(first)
    assert said_to(chat, first)[-1] == "sudah ketemu"
    assert chat.says("satu orang").last == []
    assert said_to(chat, second)[-1] == "satu orang"


# A question that nobody answered


def lapsed(days: float = 6, **more: Any) -> Chat:
    chat = sent(**more)
    return chat.officer(steps.OfficerAsked(chat.code, QUESTION)).passes(days * DAY)


@pytest.mark.parametrize(
    "words", ["merah", "warnanya merah, platnya B 1234", "motornya dicuri pukul 8, warnanya merah"]
)
def test_a_late_answer_is_asked_about_and_reaches_the_report(words: str) -> None:
    chat = lapsed().says(words).pauses().sees("Petugas bertanya di laporan *JB-", QUESTION, "untuk laporan itu?")
    assert chat.labels == ["Ya, laporan itu", "Hal lain"]
    chat.taps("Ya, laporan itu").sees("jawaban Anda sudah diteruskan")
    assert said_to(chat, chat.code) == [THEFT, words]
    assert chat.state.draft is None
    chat.says("ada stiker juga").pauses().sees("Ditambahkan")
    assert said_to(chat, chat.code)[-1] == "ada stiker juga"


def test_something_new_is_a_new_report_and_it_is_not_asked_again() -> None:
    chat = lapsed().says("ada tabrakan di Alun-alun Kota").pauses().taps("Hal lain").sees("Ini laporan Anda")
    chat.taps("Batal").taps("Hapus").says("ada tabrakan di Pasar Baru").pauses().sees("Ini laporan Anda")
    chat = lapsed().says("apa kabar pak").pauses().taps("Hal lain").sees("melapor atau bertanya?")


def test_in_english() -> None:
    chat = lapsed(language="en").says("it is red").pauses().sees("In report *JB-", "an officer asked")
    assert chat.labels == ["Yes, that report", "Something else"]
    chat.says("yes").sees("Thank you")
    assert said_to(chat, chat.code)[-1] == "it is red"


def test_after_a_month_nobody_is_asked_about_it() -> None:
    lapsed(34).says("merah").pauses().sees("untuk laporan itu?")
    lapsed(36).says("merah").pauses().sees("melapor atau bertanya?")


def test_of_a_finished_report_nobody_is_asked() -> None:
    chat = lapsed()
    chat.house.status(chat.code, "finished")
    chat.says("merah").pauses().sees("melapor atau bertanya?")


def test_of_an_earlier_report_nobody_is_asked() -> None:
    chat = lapsed().says("lapor").says("ada tabrakan di Alun-alun Kota").pauses().taps("Kirim laporan").passes(2 * DAY)
    chat.says("ada orang ribut di Melati").pauses().sees("Gangguan ketertiban").sees_no("untuk laporan itu?")


def test_greetings_thanks_and_words_that_begin_a_report_are_heard_as_ever() -> None:
    lapsed().says("halo").sees("Halo, ini layanan")
    lapsed().says("terima kasih").sees("Sama-sama")
    lapsed().says("saya mau lapor").sees("Ceritakan apa yang terjadi")
    lapsed().says("tolong dia bawa pisau").sees("TELEPON 110")


def test_the_words_of_a_question_are_not_shown_where_others_must_not_see_them() -> None:
    chat = Chat().has_chosen_a_language().says("saya diperkosa")
    chat.officer(steps.OfficerAsked(chat.code, "Kapan bisa bertemu?")).passes(6 * DAY)
    chat.says("besok pak").pauses().sees("Apakah pesan ini untuk laporan *JB-").sees_no("bertemu")


def test_a_question_that_still_waits_is_asked_about_from_the_menu() -> None:
    chat = lapsed(2).says("MENU").says("merah").pauses().sees("untuk laporan itu?").taps("Ya, laporan itu")
    assert [chat.house.texts[id_] for id_ in chat.report.answers] == ["merah"]
