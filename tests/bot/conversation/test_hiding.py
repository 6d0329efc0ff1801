"""Who cannot speak in an alarm is listened to for hours, by numbers, and a button of an alarm is heard late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_apart import HARM, THEFT, both
from tests.bot.conversation.test_beside_harm import finished, harmed, sent, waiting

MINUTE, HOUR = 60, 3600
KNIFE = "dia datang bawa pisau"
FIRE = "ada kebakaran di Alun-alun Kota, api besar, rumah tetangga"


def hiding(chat: Chat) -> Chat:
    return chat.says(KNIFE).passes(20).taps("Tak bisa bicara").passes(10)


def hurt(chat: Chat) -> bool:
    return any("hurt" in report.tags for report in chat.reports)


@pytest.mark.parametrize("begun", [lambda: Chat().has_chosen_a_language(), both], ids=["alone", "a draft waits"])
def test_numbers_of_who_hides_mean_the_same_for_hours(begun) -> None:
    chat = hiding(begun()).says("3").passes(5 * HOUR).says("2").sees("sudah masuk ke meja petugas")
    assert hurt(chat)
    assert not chat.house.forgotten


def test_who_hides_and_is_silent_for_a_day_writes_something_new() -> None:
    chat = hiding(Chat().has_chosen_a_language()).passes(12 * HOUR)
    assert chat.state.flow == "idle"
    assert not hurt(chat.says("2"))


@pytest.mark.parametrize("silent", [True, False])
def test_no_draft_is_spoken_of_while_somebody_may_hide(silent: bool) -> None:
    chat = both().says(KNIFE).passes(20)
    chat = chat.taps("Tak bisa bicara") if silent else chat.says("dia di luar")
    assert not [say for say in chat.passes(5 * HOUR).last if "belum terkirim" in say.message.text]
    assert waiting(chat).text == THEFT["id"]


@pytest.mark.parametrize("word", ["BAHASA", "PRIVASI"])
def test_a_file_behind_a_word_goes_on_with_the_alarm(word: str) -> None:
    chat = hiding(Chat().has_chosen_a_language()).says(word).sends(voice=True).sees("sudah masuk ke meja petugas")
    assert len(chat.report.messages) == 2
    assert hurt(chat.passes(20).says("2"))


def test_each_word_of_who_hides_starts_the_hours_anew() -> None:
    chat = hiding(Chat().has_chosen_a_language()).passes(5 * HOUR).says("3").passes(5 * HOUR)
    assert hurt(chat.says("2"))


@pytest.mark.parametrize("words", ["", "masih di lemari"])
def test_so_they_do_when_an_officer_has_left(words: str) -> None:
    chat = hiding(Chat().has_chosen_a_language())
    chat.officer(steps.OfficerJoined(chat.code))
    for _ in range(4 if words else 0):
        chat.passes(1.9 * HOUR).says(words)
    assert chat.passes(2.1 * HOUR).last == []
    assert hurt(chat.says("2").sees("sudah masuk ke meja petugas"))
    assert chat.passes(6.1 * HOUR).state.flow == "idle"


def test_nobody_hides_from_an_alarm_that_was_closed() -> None:
    chat = hiding(Chat().has_chosen_a_language())
    chat.house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code))
    assert chat.state.flow == "idle"
    chat.says("halo").sees("Ceritakan saja kejadiannya")


def test_to_skip_while_hiding_is_no_reason_to_call() -> None:
    assert hiding(Chat().has_chosen_a_language()).says("LEWATI").state.step == "silent"


@pytest.mark.parametrize(("label", "tag"), [("Tak bisa bicara", "mute"), ("Sudah aman", "safe")])
def test_a_button_of_the_alarm_says_what_it_says_after_half_an_hour(label: str, tag: str) -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar")
    key = chat.button(label).key
    chat.passes(40 * MINUTE).taps_key(key).sees_no("pesan lama")
    assert tag in chat.report.tags


def test_it_says_nothing_of_an_alarm_that_was_closed() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar")
    key = chat.button("Sudah aman").key
    chat.passes(40 * MINUTE).house.status(chat.code, "finished")
    chat.officer(steps.Closed(chat.code)).taps_key(key).sees("pesan lama")


def test_it_says_nothing_of_an_alarm_that_was_sent() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20)
    safe = (
        chat.button("Sudah aman").key if "Sudah aman" in chat.labels else chat.says("di luar").button("Sudah aman").key
    )
    finished(chat.says("sudah aman")).passes(40 * MINUTE)
    tags = list(chat.report.tags)
    assert chat.taps_key(safe).report.tags == tags


@pytest.mark.parametrize("words", [KNIFE, FIRE])
def test_new_danger_hours_later_rings_anew(words: str) -> None:
    chat = hiding(harmed())
    alarm = chat.reports[1]
    alarm.view = replace(alarm.view, taken=True)
    chat.passes(5 * HOUR).says(words).sees("110")
    assert [report.view.priority for report in chat.reports] == [2, 1, 1]
    assert chat.reports[2].view.restricted == (words == KNIFE)
    assert "mute" in chat.reports[2].tags
    assert hurt(chat.passes(2 * HOUR).says("2"))


def test_harm_told_hours_later_is_a_report_of_its_own() -> None:
    chat = hiding(Chat().has_chosen_a_language()).passes(2 * HOUR).says(HARM["id"]).sees("SAPA 129", "petugas khusus")
    assert [report.view.restricted for report in chat.reports] == [False, True]


def test_who_is_safe_is_not_listened_to_for_hours() -> None:
    chat = hiding(Chat().has_chosen_a_language()).says("4").passes(5 * HOUR).says("BATAL")
    assert "false_alarm" not in chat.report.tags


def test_an_officer_in_another_report_leaves_who_hides_where_they_are() -> None:
    chat = hiding(sent(THEFT["id"]).passes(60)).passes(2 * HOUR)
    chat.officer(steps.OfficerJoined(chat.reports[0].view.code)).says("2")
    assert "hurt" in chat.reports[1].tags
    chat.officer(steps.Closed(chat.reports[0].view.code)).says("3")
    assert "hiding" in chat.reports[1].tags


def test_who_hides_and_calls_an_officer_is_not_told_to_telephone() -> None:
    hiding(Chat().has_chosen_a_language()).says("MENU").says("PETUGAS").sees_no("Tetap telepon")


def test_words_behind_a_word_say_what_they_say() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("BAHASA").says("saya sudah aman").pauses()
    assert "safe" in chat.report.tags


def test_a_late_button_leaves_an_officers_talk_as_it_is() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20)
    key = chat.button("Tak bisa bicara").key
    chat.officer(steps.OfficerJoined(chat.code)).taps_key(key)
    assert ("mute" in chat.report.tags, chat.state.flow) == (True, "officer")


def test_a_button_of_one_alarm_says_nothing_of_the_next() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar")
    key = chat.button("Sudah aman").key
    chat.passes(40 * MINUTE).says(KNIFE).passes(40 * MINUTE).taps_key(key)
    assert [report for report in chat.reports if "safe" in report.tags] == []


def test_who_is_safe_by_a_late_button_is_not_told_that_nobody_came() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar")
    key = chat.button("Sudah aman").key
    chat.says("MENU").taps_key(key)
    assert not [say for say in chat.passes(120).last if "Belum ada petugas" in say.message.text]


def test_a_number_is_heard_behind_the_menu() -> None:
    chat = hiding(Chat().has_chosen_a_language())
    key = chat.button("Ada yang luka").key
    assert hurt(chat.says("MENU").taps_key(key))


def test_a_voice_message_beside_an_alarm_is_heard_by_an_officer() -> None:
    chat = finished(Chat().has_chosen_a_language().says(KNIFE).passes(20).says("sudah aman"))
    chat.says("MENU").taps("Lapor kejadian").sends(voice=True).pauses().passes(40 * MINUTE)
    assert [len(report.messages) > 0 for report in chat.reports] == [True, True]


def test_who_hides_is_told_hours_later_too_that_nobody_came() -> None:
    chat = hiding(Chat().has_chosen_a_language()).passes(5 * HOUR).says("2")
    chat.passes(60).sees("Belum ada petugas membalas", "begitu Anda bisa bicara")


def test_who_is_safe_is_reminded_of_the_draft() -> None:
    both().says(KNIFE).passes(20).says("sudah aman").passes(35 * MINUTE).sees("belum terkirim ke petugas")


def alone() -> Chat:
    return hiding(Chat().has_chosen_a_language())


def test_the_hours_begin_anew_with_new_danger() -> None:
    chat = alone().passes(5 * HOUR + 50 * MINUTE).says("dia datang lagi bawa pisau").passes(45 * MINUTE)
    assert hurt(chat.says("2"))


@pytest.mark.parametrize(("word", "back"), [("BAHASA", "ENGLISH"), ("STATUS", "KEMBALI")])
def test_numbers_mean_the_same_behind_a_word(word: str, back: str) -> None:
    assert hurt(alone().says(word).passes(31 * MINUTE).says(back).says("2"))


def test_who_calls_an_officer_after_half_an_hour_hides_still() -> None:
    chat = alone().passes(40 * MINUTE).says("PETUGAS").says("3").says("2")
    assert {"hiding", "hurt"} <= set(chat.report.tags)
    assert not chat.report.view.complete


def test_an_alarm_is_not_sent_by_words_to_an_officer() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20).says("dia di luar").passes(40 * MINUTE)
    chat.says("PETUGAS").says("tolong cek rumah saya").pauses().sees("Sudah kami teruskan ke petugas di laporan")
    assert not chat.report.view.complete


def a_flood() -> Chat:
    chat = alone().passes(60)
    for number in range(22):
        chat.says(f"dia di depan pintu {number}")
    return chat.passes(90)


def danger_behind(word: str) -> Chat:
    return alone().says(word).says("DARURAT")


def danger_while_an_officer_talks() -> Chat:
    chat = alone()
    return chat.officer(steps.OfficerJoined(chat.code)).says("dia di dalam rumah bawa pisau")


@pytest.mark.parametrize("begun", [a_flood, lambda: danger_behind("BAHASA"), lambda: danger_behind("STATUS"),
                                   lambda: danger_behind("MENU"), danger_while_an_officer_talks])  # fmt: skip
def test_a_number_is_never_taken_for_safe_or_a_mistake(begun) -> None:
    chat = begun().says("2")
    assert hurt(chat)
    chat.says("3")
    tags = {tag for report in chat.reports for tag in report.tags}
    assert tags.isdisjoint({"safe", "false_alarm"})


def test_who_says_so_late_to_an_officer_is_not_told_to_telephone() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20)
    key = chat.button("Tak bisa bicara").key
    chat.officer(steps.OfficerJoined(chat.code)).taps_key(key).says("dia di dalam rumah bawa pisau")
    assert chat.state.step == "silent"


def test_a_mistake_leads_to_nothing_that_rings_again() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).says("BAHASA").says("DARURAT").says("Salah tekan")
    assert chat.sees_no("TELEPON").state.flow != "emergency"


@pytest.mark.parametrize("way", ["sent", "deleted"])
def test_who_hides_is_not_told_to_telephone_though_the_draft_is_gone(way: str) -> None:
    chat = alone()
    if way == "sent":
        finished(chat.says("MENU").says("LANJUTKAN"))
    else:
        chat.says("HAPUS DATA").taps("Ya, hapus")
    said = [say.message.text for say in chat.passes(120).last]
    assert not [text for text in said if "*TELEPON 110.*" in text]


def test_a_late_number_is_heard_after_new_danger() -> None:
    chat = alone().passes(40 * MINUTE).says("dia datang lagi bawa pisau")
    key = chat.button("Ada yang luka").key
    assert hurt(chat.says("MENU").taps_key(key))


def test_a_number_above_is_heard_after_new_danger() -> None:
    chat = alone()
    key = chat.button("Ada yang luka").key
    assert hurt(chat.passes(60).says("dia datang lagi bawa pisau").taps_key(key))


def test_safe_above_new_danger_is_asked_again() -> None:
    chat = alone()
    key = chat.button("Sudah aman").key
    chat.passes(60).says("dia datang lagi bawa pisau").taps_key(key)
    assert "safe" not in chat.report.tags


def test_what_was_broken_into_while_hiding_ends_as_well() -> None:
    chat = alone().says("STATUS").passes(7 * HOUR).says("KEMBALI").passes(20 * HOUR).says(THEFT["id"]).pauses()
    chat.taps("Kirim laporan")
    assert len(chat.reports) == 2


def test_who_could_not_speak_a_moment_ago_cannot_in_the_next_alarm() -> None:
    chat = Chat().has_chosen_a_language().says(KNIFE).passes(20)
    key = chat.button("Tak bisa bicara").key
    chat.officer(steps.OfficerJoined(chat.code)).passes(32 * MINUTE).taps_key(key).says("MENU")
    chat.says("tolong saya mau dibunuh sekarang")
    assert (len(chat.reports), chat.state.step) == (2, "silent")
    assert not [say for say in chat.passes(200).last if "*TELEPON 110.*" in say.message.text]


def test_who_was_safe_by_mistake_hides_again() -> None:
    chat = alone().says("4").passes(20).says("1")
    assert not [say for say in chat.passes(80).last if "*TELEPON 110.*" in say.message.text]
    assert hurt(chat.passes(40 * MINUTE).says("2"))
