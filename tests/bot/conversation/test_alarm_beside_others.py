"""An alarm beside other reports: what is said in it stays in it, and what is said elsewhere gets no part of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_apart import HARM, THEFT, told
from tests.bot.conversation.test_beside_harm import draft, finished, harmed, sent, waiting
from tests.bot.conversation.test_hiding import FIRE, HOUR, KNIFE, MINUTE

# What waited for a choice


def forwarded() -> Chat:
    return sent(THEFT["id"]).says("foto orangnya ada di grup RT", forwarded=True)


def adding() -> Chat:
    chat = finished(sent(THEFT["id"]).says("MENU").taps("Lapor kejadian").says("tas dicuri di Melati kemarin").pauses())
    return chat.says("MENU").taps("Tambah info").sees("Untuk laporan yang mana?").says("ada goresan di tangkinya")


def purposeless() -> Chat:
    return sent(THEFT["id"]).passes(25 * HOUR).says("hmm begitulah").pauses().sees("melapor atau bertanya")


@pytest.mark.parametrize("begun", [forwarded, adding, purposeless])
def test_after_an_alarm_nothing_is_to_be_chosen_for_what_it_took(begun) -> None:
    chat = begun().says(KNIFE).sees("TELEPON 110")
    before = told(chat)[:-1]
    chat.says("saya di Pasar Baru lantai 2").passes(20).says("sudah aman").sees_no("Mau diapakan", "laporan yang mana")
    assert told(chat)[-1][-2:] == [KNIFE, "saya di Pasar Baru lantai 2"]
    assert told(chat)[:-1] == before


def test_what_is_added_while_an_alarm_goes_on_takes_no_word_out_of_it() -> None:
    chat = adding().says(KNIFE).says("MENU").taps("Tambah info").says("warnanya merah").pauses()
    for label in chat.labels:
        if label == chat.reports[0].view.code:
            chat.taps(label)
    assert [KNIFE in words for words in told(chat)] == [False, False, True]


def test_words_of_an_alarm_are_handed_over_to_no_other_report() -> None:
    """By a button from before it, too."""
    chat = forwarded().pauses()
    evidence = chat.button("Jadikan bukti").key
    chat.says(KNIFE).passes(20).says("sudah aman").taps_key(evidence)
    assert told(chat)[0] == [THEFT["id"]]
    assert KNIFE in told(chat)[1]


def test_danger_beside_an_alarm_that_was_sent_leaves_it_with_no_draft() -> None:
    chat = finished(Chat().has_chosen_a_language().says("dia bawa pisau dan memperkosa saya").says("sudah aman"))
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri di Melati tadi pagi").pauses()
    chat.says("dia datang lagi bawa pisau").sees("TELEPON 110").passes(30).says("sudah aman")
    assert "dia datang lagi bawa pisau" in told(chat)[0]
    assert draft(chat).text == "tas saya dicuri di Melati tadi pagi"
    finished(chat)
    assert told(chat)[1] == ["tas saya dicuri di Melati tadi pagi"]
    assert "dia datang lagi bawa pisau" in told(chat)[0]


# Officers in other reports


def test_an_alarm_for_few_is_no_other_officers_either() -> None:
    chat = sent(THEFT["id"]).passes(60).says("dia bawa pisau dan memperkosa saya").passes(20).says("sudah aman")
    chat.officer(steps.OfficerJoined(chat.reports[0].view.code)).says("rumahnya di Melati nomor 5").pauses()
    assert told(chat)[0] == [THEFT["id"]]


@pytest.mark.parametrize("comes", ["closes", "answers"])
def test_what_a_victim_tells_gets_into_no_report_where_an_officer_comes_in(comes: str) -> None:
    chat = sent(THEFT["id"]).passes(300).says(HARM["id"]).passes(20).says("namanya Karim").pauses()
    theft = chat.reports[0]
    if comes == "closes":
        chat.house.status(theft.view.code, "finished")
        chat.officer(steps.Closed(theft.view.code))
    else:
        chat.officer(steps.OfficerJoined(theft.view.code))
    chat.says("rumahnya di Melati nomor 5, dekat masjid").pauses().sees("petugas khusus")
    assert (told(chat)[0], told(chat)[1][-1]) == ([THEFT["id"]], "rumahnya di Melati nomor 5, dekat masjid")
    chat.says("dia masih di sini").sees("Apakah ada bahaya sekarang?")


@pytest.mark.parametrize("talks", [False, True])
def test_harm_that_replies_to_another_report_stays_in_the_alarm(talks: bool) -> None:
    chat = sent(THEFT["id"]).passes(60).says(KNIFE).passes(20)
    if talks:
        chat.officer(steps.OfficerJoined(chat.reports[1].view.code))
    else:
        chat.says("MENU")
    chat.sends(HARM["id"], reply_to="pm1").sees("telepon 110")
    assert (told(chat)[0], told(chat)[1][-1]) == ([THEFT["id"]], HARM["id"])


def test_harm_that_replies_to_another_report_in_the_midst_of_an_alarm_is_consoled() -> None:
    chat = sent(THEFT["id"]).passes(60).says(KNIFE).passes(20).sends(HARM["id"], reply_to="pm1").sees("SAPA 129")
    chat.sees_no("Ditambahkan")
    assert (told(chat)[0], told(chat)[1][-1]) == ([THEFT["id"]], HARM["id"])


def test_to_add_to_the_alarm_itself_comes_back_to_it() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(10).says("STATUS").taps("Tambah info").says("KEMBALI")
    assert chat.state.flow == "emergency"


def test_it_is_told_that_nobody_took_it_whatever_else_is_looked_at() -> None:
    chat = sent(THEFT["id"]).passes(60).says(KNIFE).passes(5).says("STATUS")
    theft = chat.reports[0]
    theft.view = replace(theft.view, taken=True)
    chat.taps(theft.view.code).taps("Tambah info").passes(60).sees("Belum ada petugas membalas")


def test_to_add_to_another_report_ends_the_talk_of_the_alarm() -> None:
    chat = sent(THEFT["id"]).passes(60).says(KNIFE).passes(10).says("STATUS").passes(5)
    theft = chat.reports[0]
    chat.taps(theft.view.code).taps("Tambah info").says("KEMBALI")
    assert chat.state.flow == "idle"
    chat.says(KNIFE).sees("TELEPON 110").says("saya di kamar mandi").sends(pin=Point(-6.25, 106.82))
    assert (told(chat)[0], theft.tags) == ([THEFT["id"]], [])


def test_an_answered_question_does_not_come_back() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("sudah aman")
    chat.officer(steps.OfficerAsked(chat.code, "Apakah Anda aman?")).says("dia datang lagi bawa pisau").passes(20)
    chat.says("sudah aman").sees_no("Petugas menunggu jawaban")
    chat = sent(THEFT["id"]).passes(60)
    chat.officer(steps.OfficerAsked(chat.code, "Warnanya apa?")).says("BAHASA").says("warnanya merah").pauses()
    chat.says("KEMBALI").sees_no("Petugas menunggu jawaban")


# For whom an alarm is


def a_threat_was_forwarded() -> Chat:
    return harmed().says("kalau kamu lapor polisi, fotomu aku sebar", forwarded=True).says(KNIFE)


def it_was_to_be_chosen_for_which_report() -> Chat:
    chat = finished(harmed().says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses())
    return chat.says("MENU").taps("Tambah info").says("pamannya namanya Karim, tinggal di Melati").says("DARURAT")


def an_officer_asked_a_day_later() -> Chat:
    chat = harmed().passes(26 * HOUR)
    return chat.officer(steps.NewsWaits(chat.code, asked=True)).taps("Baca").says("pamannya datang lagi bawa pisau")


def it_replies_a_day_later() -> Chat:
    return harmed().passes(26 * HOUR).sends("pamannya datang lagi bawa pisau", reply_to="pm1")


def another_officer_asked() -> Chat:
    chat = sent(THEFT["id"]).passes(60).says(HARM["id"]).passes(60)
    chat.officer(steps.OfficerAsked(chat.reports[0].view.code, "Warnanya apa?"))
    return chat.says("pamannya datang lagi bawa pisau")


def it_replies_to_another_report() -> Chat:
    chat = sent(THEFT["id"]).passes(60).says(HARM["id"]).passes(60)
    return chat.sends("pamannya datang lagi bawa pisau", reply_to="pm1")


def the_report_was_closed() -> Chat:
    chat = harmed()
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).says("kamu lapor, fotomu aku sebar", forwarded=True)
    return chat.says("saya tidak aman")


@pytest.mark.parametrize("story", [another_officer_asked, it_replies_to_another_report, the_report_was_closed,
                                   a_threat_was_forwarded, it_was_to_be_chosen_for_which_report,
                                   an_officer_asked_a_day_later, it_replies_a_day_later])  # fmt: skip
def test_an_alarm_of_a_matter_for_few_is_for_the_same_few(story) -> None:
    chat = story().sees("110")
    assert (chat.reports[-1].view.priority, chat.reports[-1].view.restricted) == (1, True)


def test_what_else_happens_after_an_alarm_for_few_rings_for_everybody() -> None:
    chat = harmed().says("saya tidak aman").passes(30).says("sudah aman").passes(10 * MINUTE).says(FIRE).sees("110")
    assert [(report.view.priority, report.view.restricted) for report in chat.reports[1:]] == [(1, True), (1, False)]


@pytest.mark.parametrize("way", ["asked", "replies"])
def test_a_fire_told_to_those_few_rings_for_everybody(way: str) -> None:
    chat = harmed().passes(26 * HOUR)
    if way == "asked":
        chat.officer(steps.NewsWaits(chat.code, asked=True)).taps("Baca").says(FIRE)
    else:
        chat.sends(FIRE, reply_to="pm1")
    assert (chat.reports[-1].view.priority, chat.reports[-1].view.restricted) == (1, False)


def test_of_a_report_of_weeks_ago_an_alarm_is_not() -> None:
    chat = harmed().passes(20 * 24 * HOUR).says("awas penculik anak, sebarkan", forwarded=True)
    chat.says("tolong dia bawa pisau").sees("110")
    assert not chat.reports[-1].view.restricted


def test_what_is_told_while_an_alarm_for_few_goes_on_is_told_in_it() -> None:
    chat = harmed().says("saya tidak aman").passes(150).says(FIRE)
    assert len(chat.reports) == 2
    assert FIRE in told(chat)[1]


def test_an_alarm_in_the_midst_of_another_report_is_for_everybody() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.says("ini fotonya di grup", forwarded=True).pauses().says(KNIFE).sees("110")
    assert (chat.reports[-1].view.priority, chat.reports[-1].view.restricted) == (1, False)


# News that waits


def test_a_button_is_heard_though_an_officers_words_wait() -> None:
    chat = harmed().says("MENU")
    add = chat.button("Tambah info").key
    chat.officer(steps.NewsWaits(chat.code)).taps_key(add).sees("Tulis saja yang ingin Anda sampaikan")


def test_after_a_button_the_officers_words_are_answered() -> None:
    chat = harmed().passes(26 * HOUR).says("MENU")
    status = chat.button("Cek status laporan").key
    chat.officer(steps.NewsWaits(chat.code)).taps_key(status).says("iya bu, besok saya bisa").pauses()
    assert told(chat)[0][-1] == "iya bu, besok saya bisa"


def test_fear_is_answered_a_day_later_too() -> None:
    chat = harmed().passes(26 * HOUR)
    chat.officer(steps.NewsWaits(chat.code)).passes(100).says("saya tidak aman").sees("TELEPON 110")


def test_fear_is_heard_while_it_is_asked_whose_it_is() -> None:
    chat = sent(THEFT["id"]).passes(60).says(HARM["id"]).passes(60)
    chat.officer(steps.OfficerAsked(chat.reports[0].view.code, "Warnanya apa?")).says("MENU")
    chat.says("dia ke rumah lagi").pauses().sees("Pesan ini untuk laporan yang mana?")
    chat.says("saya tidak aman").sees("TELEPON 110")
    assert chat.reports[-1].view.restricted


def test_after_a_button_it_is_asked_whether_the_officers_words_are_answered() -> None:
    chat = harmed().passes(25 * HOUR).says(THEFT["id"]).pauses().taps("Kirim laporan").passes(60).says("MENU")
    language = chat.button("Bahasa").key
    chat.officer(steps.NewsWaits(chat.reports[0].view.code)).taps_key(language).taps("Indonesia")
    chat.says("saya di rumah bude").pauses().sees("Pesan ini untuk laporan yang mana?")


@pytest.mark.parametrize("words", ["saya tidak aman", "110"])
def test_fear_is_answered_though_an_officers_words_wait(words: str) -> None:
    chat = harmed().passes(2000)
    chat.officer(steps.NewsWaits(chat.code)).passes(100).says(words).sees("TELEPON 110")


def test_fear_behind_a_forwarded_message_is_answered() -> None:
    chat = harmed().says("fotomu aku sebar kalau lapor", forwarded=True).pauses().says("saya tidak aman")
    chat.sees("TELEPON 110")


@pytest.mark.parametrize("tapped", [True, False])
def test_an_answer_to_one_officer_reaches_that_one_though_anothers_words_wait(tapped: bool) -> None:
    chat = harmed().passes(25 * HOUR).says(THEFT["id"]).pauses().taps("Kirim laporan").passes(60)
    harm, theft = chat.reports
    chat.officer(steps.OfficerAsked(theft.view.code, "Warnanya apa?"))
    unknown = chat.button("Tidak tahu")
    chat.officer(steps.NewsWaits(harm.view.code))
    chat.taps_key(unknown.key) if tapped else chat.says("merah").pauses()
    assert len(theft.answers) == 1
    assert told(chat)[0] == [HARM["id"]]


# What is said of an alarm's draft


def test_to_call_an_officer_after_an_alarm_asks_nothing_about_sending_it() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar").passes(33 * MINUTE)
    chat.says("PETUGAS").sees("Tulis pesan untuk petugas").says("tolong cek rumah saya").pauses()
    assert "needs_help" in chat.report.tags


def test_to_call_an_officer_while_completing_an_alarm_sends_it() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("sudah aman").says("PETUGAS")
    chat.sees("Sudah kami teruskan ke petugas")
    assert chat.report.view.complete


def test_what_is_asked_of_a_draft_is_not_asked_of_the_alarm_it_became() -> None:
    chat = Chat().has_chosen_a_language().says(THEFT["id"]).pauses().says("BATAL").says(KNIFE).sees("TELEPON 110")
    chat.passes(20).says("sudah aman").sees_no("Hapus draf ini?")


def test_an_alarms_draft_is_not_called_unsent() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20)
    chat.says("MENU").sees_no("Draf Anda disimpan").passes(33 * MINUTE)
    chat.taps("Lapor kejadian").sees("sudah ada pada petugas").sees_no("belum terkirim")
    chat.taps("Laporan baru").sees("Ceritakan apa yang terjadi")
    assert not chat.house.forgotten


def test_an_edit_that_tells_of_danger_is_in_the_alarm_alone() -> None:
    chat = harmed().says(THEFT["id"]).pauses().sees("Apakah ini kejadian lain?")
    chat.edits("pm2", KNIFE).sees("TELEPON 110").passes(20).says("sudah aman")
    assert told(chat)[-1][0] == KNIFE
    assert waiting(chat).text == THEFT["id"]
    finished(chat.taps("Lanjutkan draf"))
    assert [words[0] for words in told(chat) if KNIFE in words] == [KNIFE]


# Questions in two reports


def asked_in_two() -> Chat:
    chat = sent("tas saya dicuri di Melati").passes(25 * HOUR)
    chat = finished(chat.says(THEFT["id"]).pauses()).passes(60)
    for report, question in zip(chat.reports, ("Warna tasnya apa?", "Warna motornya apa?"), strict=True):
        chat.house.status(report.view.code, "need_info")
        chat.officer(steps.OfficerAsked(report.view.code, question)).passes(60)
    return chat


def test_the_first_of_two_questions_waits_for_the_second() -> None:
    chat = asked_in_two().says("motornya merah").pauses()
    bag, bike = chat.reports
    assert (len(bag.answers), len(bike.answers)) == (0, 1)
    chat.says("tasnya hitam").pauses().sees(bag.view.code).taps(bag.view.code)
    assert (len(bag.answers), len(bike.answers)) == (1, 1)
    assert told(chat)[0][-1] == "tasnya hitam"


def test_the_first_of_two_questions_may_be_answered_first() -> None:
    chat = asked_in_two()
    bag, bike = chat.reports
    chat.sends("tasnya hitam", reply_to="pm1").pauses().says("motornya merah").pauses()
    assert (len(bag.answers), len(bike.answers)) == (1, 1)
    assert "also_asked" not in chat.state.data or not chat.state.data["also_asked"]
    assert "asked" not in chat.state.data


def test_who_is_asked_twice_in_one_of_two_reports_answers_each_once() -> None:
    chat = asked_in_two()
    bag, bike = chat.reports
    chat.officer(steps.OfficerAsked(bag.view.code, "Dan isinya?")).says("dompet").pauses()
    assert (len(bag.answers), len(bike.answers)) == (1, 0)
    chat.says("merah").pauses().taps(bike.view.code)
    assert (len(bag.answers), len(bike.answers)) == (1, 1)
    assert not chat.state.data.get("also_asked")


def test_of_two_questions_without_an_answer_both_are_given_up() -> None:
    chat = asked_in_two().passes(6 * 24 * HOUR)
    assert [report.view.status for report in chat.reports] == ["checking", "checking"]


def test_who_asks_to_read_may_answer_though_another_report_for_few_is_newer() -> None:
    chat = harmed().passes(25 * HOUR).says("tetangga saya memperkosa adik saya").pauses()
    first, second = chat.reports
    chat.officer(steps.NewsWaits(first.view.code)).taps("Baca").says("iya bu").pauses()
    assert (told(chat)[0][-1], len(second.messages)) == ("iya bu", 1)


def test_a_question_that_was_put_off_is_remembered_whatever_else_is_read() -> None:
    chat = harmed().passes(25 * HOUR).says(THEFT["id"]).pauses().taps("Kirim laporan").passes(60)
    harm, theft = chat.reports
    chat.officer(steps.OfficerAsked(theft.view.code, "Warnanya apa?"))
    chat.officer(steps.NewsWaits(harm.view.code)).says("nanti").says("MENU").passes(25 * HOUR)
    chat.says("merah").pauses().sees(f"Petugas bertanya di laporan *{theft.view.code}*: Warnanya apa?")


BAG = "tadi tas istri saya dijambret di Melati"


def behind_the_menu() -> Chat:
    chat = sent("ada tabrakan motor di Pasar Baru tadi pagi").passes(60)
    return chat.officer(steps.OfficerJoined(chat.code)).says("iya pak").says("MENU").says(BAG).sees("kejadian lain?")


def test_behind_the_menu_another_incident_is_no_word_to_the_officer() -> None:
    chat = behind_the_menu().taps("Kejadian lain")
    finished(chat)
    assert told(chat) == [["ada tabrakan motor di Pasar Baru tadi pagi", "iya pak"], [BAG]]


def test_it_is_one_where_its_author_says_so_and_the_talk_goes_on() -> None:
    chat = behind_the_menu().taps("Laporan yang tadi")
    chat.sees(f"Ditambahkan ke laporan *{chat.code}*").says("tadi motornya juga dicuri")
    assert told(chat)[0][-2:] == [BAG, "tadi motornya juga dicuri"]
    assert chat.state.flow == "officer"
