"""What is written once an alarm is over: about it, for a day; then it is another matter."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat

HOUR = 3600
STORY = {"id": "motor saya dicuri di Pasar Baru tadi pagi", "en": "my motorbike was stolen in Pasar Baru this morning"}
CALL = {"id": "DARURAT", "en": "EMERGENCY"}
SEND = {"id": "Kirim laporan", "en": "Send report"}
BURGLAR = "ada maling di rumah saya, dia bawa pisau"


def said_to(chat: Chat) -> list[list[str]]:
    return [[chat.house.texts[id_] for id_ in report.messages] for report in chat.reports]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("way", ["nobody came", "closed", "safe again", "looked at again"])
def test_a_new_incident_is_a_report_of_its_own(way: str, language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(CALL[language]).says(BURGLAR)
    code = chat.report.view.code
    if way == "closed":
        chat.officer(steps.OfficerJoined(code))
        chat.house.status(code, "finished")
        chat.officer(steps.Closed(code))
    elif way == "safe again":
        chat.tap(1)
    elif way == "looked at again":
        chat.says("MENU").tap(0)
    told = chat.report.messages.copy()
    chat.passes(26 * HOUR).says(STORY[language]).pauses().sees(STORY[language]).sees_no("maling")
    chat.taps(SEND[language]).sees("PIN")
    assert [report.messages for report in chat.reports] == [told, [chat.reports[1].messages[0]]]
    assert said_to(chat)[1] == [STORY[language]]


def test_an_alarm_that_was_closed_waits_for_nothing_in_the_menu() -> None:
    chat = Chat().says("DARURAT").says(BURGLAR)
    chat.house.status(chat.report.view.code, "finished")
    chat.says("MENU").passes(HOUR).says("MENU")
    assert "Lanjutkan draf" not in chat.labels


def test_what_is_written_soon_after_it_was_closed_is_still_about_it() -> None:
    chat = Chat().says("DARURAT").says(BURGLAR).taps("Sudah aman")
    chat.house.status(chat.report.view.code, "finished")
    chat.passes(HOUR).says("malingnya pakai jaket hitam").pauses().sees("dibuka lagi")
    assert said_to(chat) == [["DARURAT", BURGLAR, "malingnya pakai jaket hitam"]]


def test_of_an_alarm_nothing_is_said_to_be_deleted() -> None:
    chat = Chat().says("DARURAT").says(BURGLAR).passes(80 * HOUR).says("halo").sees_no("terhapus")
    assert chat.house.forgotten == []


@pytest.mark.parametrize(
    ("language", "story"),
    [("id", "saya mau lapor motor hilang aja"), ("id", "saya mau lapor"), ("id", STORY["id"]), ("en", STORY["en"])],
)
def test_a_story_after_a_mistake_is_none_of_it(language: str, story: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(CALL[language]).tap(2).says(story).pauses()
    chat.says(STORY[language]).pauses()
    for _ in range(9):
        if SEND[language] not in chat.labels:
            chat.says("LEWATI")
    chat.taps(SEND[language])
    assert said_to(chat)[0] == [CALL[language]]
    assert said_to(chat)[1][-1] == STORY[language]
    assert [report.tags for report in chat.reports] == [["emergency", "false_alarm"], []]


@pytest.mark.parametrize("words", ["anak saya yang mencet pak, maaf", "suami saya memukul saya", "saya takut"])
def test_what_may_be_about_it_joins_it(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").taps("Salah tekan").says(words).pauses()
    assert said_to(chat) == [["DARURAT", words]]


def test_of_a_mistake_nothing_waits_in_the_menu() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").taps("Salah tekan").says("MENU")
    assert "Lanjutkan draf" not in chat.labels
    chat.taps("Lapor kejadian").sees("Ceritakan apa yang terjadi")


def test_its_card_may_still_be_sent_the_next_day() -> None:
    chat = Chat().says("DARURAT").says(f"{BURGLAR}, di Pasar Baru").taps("Sudah aman")
    while "Kirim laporan" not in chat.labels:
        chat.tap(0)
    chat.passes(26 * HOUR).taps("Kirim laporan").sees("Terkirim")
    assert chat.report.view.complete
