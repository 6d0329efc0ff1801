"""Danger that comes after a report was sent: asked about once, beside the report that it joins."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat

BEATEN = {"id": "suami saya memukul saya tadi malam di Pasar Baru", "en": "my husband hit me last night in Pasar Baru"}
HARM = {"id": "saya diperkosa", "en": "I was raped"}
ASKED = {"id": "Apakah ada bahaya sekarang?", "en": "Is there danger now?"}
NUMBER = {"id": "Bila tidak aman, telepon 110.", "en": "If you are not safe, call 110."}


def sent(language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(BEATEN[language]).pauses()
    while "Kirim laporan" not in chat.labels and "Send report" not in chat.labels:
        chat.says("LEWATI")
    chat.tap(0)
    assert chat.report.view.complete
    return chat


def said_to(chat: Chat, number: int) -> list[str]:
    return [chat.house.texts[id_] for id_ in chat.reports[number].messages]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("id", words) for words in ("orangnya di depan rumah saya", "saya takut pak", "saya dipukul",
                                      "darahnya keluar", "saya belum aman")),
        ("en", "they are still here"),
        ("en", "I don't feel safe"),
    ],
)  # fmt: skip
def test_words_that_may_be_danger_are_asked_about_and_a_yes_rings_with_them(language: str, words: str) -> None:
    chat = sent(language).says(words).sees(ASKED[language], chat_code(language)).tap(0).sees("110")
    assert said_to(chat, 0)[-1] == words
    assert (chat.reports[1].view.priority, said_to(chat, 1)) == (1, [])  # the message stays where it was said
    assert chat.reports[1].draft.text == words


def chat_code(language: str) -> str:
    return {"id": "Ditambahkan ke laporan *JB-", "en": "Added to report *JB-"}[language]


@pytest.mark.parametrize(("language", "number"), [("id", 1), ("id", 2), ("en", 1)])
def test_who_is_in_none_is_told_whom_to_call_and_not_asked_again_soon(language: str, number: int) -> None:
    fear = {"id": "saya takut", "en": "I am scared"}[language]
    chat = sent(language).says(fear).tap(number).sees("110").sees_no("?")
    chat.says(fear).pauses().sees(NUMBER[language]).sees_no(ASKED[language])
    assert len(chat.report.messages) == 3
    chat.passes(3600).says(fear).sees(ASKED[language])


def test_it_is_remembered_over_a_draft_that_is_deleted() -> None:
    chat = sent().says("saya takut").taps("Tidak").says("MENU").taps("Lapor kejadian")
    chat.says("motor saya dicuri").pauses().says("BATAL").taps("Hapus").says("saya takut").pauses()
    chat.sees_no("Apakah ada bahaya sekarang?")


def test_whoever_answers_in_words_is_asked_once_more() -> None:
    chat = sent().says("saya takut").says("orangnya dua").pauses().sees("Apakah ada bahaya sekarang?")
    chat.says("entahlah").pauses().sees("Bila keadaan berubah, telepon 110.")
    assert len(chat.report.messages) == 4
    chat.says("warnanya merah").pauses().sees("Ditambahkan")


def test_a_question_that_lies_a_day_back_takes_no_new_story() -> None:
    chat = sent().says("saya takut").passes(25 * 3600).says("motor saya dicuri di Pasar Baru tadi pagi").pauses()
    chat.sees("motor saya dicuri")
    assert len(chat.report.messages) == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_after_sexual_harm_it_is_asked_about_as_well(language: str) -> None:
    words = {"id": "dia masih di sini", "en": "he is still here"}[language]
    chat = Chat(language=language).has_chosen_a_language().says(HARM[language]).says(words).sees(ASKED[language])
    chat.tap(0).sees("110")
    assert [report.view.priority for report in chat.reports] == [2, 1]
    assert (said_to(chat, 1), chat.reports[1].draft.text) == ([], words)
    assert chat.reports[1].view.restricted


@pytest.mark.parametrize(
    ("first", "then", "yes"),
    [
        ("saya diperkosa", "dia masih di sini, saya takut dia ulangi, dia guru ngaji di masjid", ""),
        ("polisi minta uang ke saya di Pasar Baru", "orangnya di depan rumah saya, saya takut", "Ya"),
    ],
)
def test_what_few_may_read_stays_so_in_an_alarm(first: str, then: str, yes: str) -> None:
    chat = Chat().has_chosen_a_language().says(first).pauses()
    for _ in range(6):
        if chat.house.reports:
            break
        chat.taps("Kirim laporan") if "Kirim laporan" in chat.labels else chat.says("LEWATI")
    chat.says(then)
    if yes:
        chat.taps(yes)
    assert [(report.view.restricted, report.view.priority == 1) for report in chat.reports] == [
        (True, False), (True, True)
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["saya tidak aman", "belum aman pak", "ga aman", "tidak aman", "I am not safe"])
def test_after_sexual_harm_to_be_not_safe_calls(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(HARM["id"]).says(words).sees("TELEPON 110")
    assert [report.view.priority for report in chat.reports] == [2, 1]


@pytest.mark.parametrize(
    "words", ["apakah saya tidak aman?", "kata guru lingkungan di sekitar sekolah memang tidak aman"]
)
def test_to_ask_or_talk_of_it_does_not(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(HARM["id"]).says(words).pauses()
    assert len(chat.reports) == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_whatever_is_added_to_sexual_harm_the_number_is_said(language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(HARM[language])
    chat.says({"id": "kejadiannya minggu lalu", "en": "it was last week"}[language]).pauses().sees(NUMBER[language])


def test_an_answer_to_an_officer_is_heard_for_danger_too() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Bagaimana keadaan Anda?")).says("saya takut pak")
    chat.sees("jawaban Anda sudah diteruskan", "Apakah ada bahaya sekarang?").taps("Ya").sees("TELEPON 110")
    assert len(chat.reports[0].answers) == 1


@pytest.mark.parametrize("way", ["taps", "says"])
@pytest.mark.parametrize("kind", ["asks", "joins"])
def test_an_officer_who_comes_in_takes_no_answer_away(kind: str, way: str) -> None:
    chat = sent().says("saya takut pak")
    asks = kind == "asks"
    chat.officer(steps.OfficerAsked(chat.code, "Warnanya apa?") if asks else steps.OfficerJoined(chat.code))
    (chat.taps("Ya") if way == "taps" else chat.says("ya")).sees("TELEPON 110")
    assert (chat.reports[1].view.priority, chat.reports[0].answers) == (1, [])


def test_who_is_in_none_answers_the_officer_next() -> None:
    chat = sent().says("saya takut pak")
    chat.officer(steps.OfficerAsked(chat.code, "Warnanya apa?")).says("tidak").says("warnanya merah").pauses()
    assert len(chat.report.answers) == 1


def test_an_old_yes_rings_wherever_the_talk_is_by_now() -> None:
    chat = sent().says("saya takut pak")
    yes = chat.button("Ya").key
    chat.says("STATUS").taps_key(yes).sees("TELEPON 110")
    assert chat.reports[1].draft.text == "saya takut pak"
    chat = sent().says("saya takut pak")
    yes = chat.button("Ya").key
    chat.says("STATUS").passes(25 * 3600).taps_key(yes).sees("Tombol ini dari pesan lama")


@pytest.mark.parametrize(
    "beside",
    [
        "saya tidak mau lapor",
        "saya tidak mau lapor, saya malu sama keluarga saya dan tetangga, saya cuma mau ada yang dengar cerita saya",
    ],
    ids=["short", "long"],
)
def test_an_old_yes_rings_however_long_the_words_were_that_came_between(beside: str) -> None:
    chat = Chat().has_chosen_a_language().says(HARM["id"]).says("dia masih di sini").sees(ASKED["id"])
    yes = chat.button("Ya").key
    chat.says(beside).pauses().sees("bisa ditarik").taps_key(yes).sees("TELEPON 110")
    assert chat.reports[1].draft.text == "dia masih di sini"


def test_a_draft_that_the_officers_question_broke_into_is_gone_on_with() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("motor saya dicuri").pauses().sees("Di mana")
    chat.officer(steps.OfficerAsked(chat.code, "Bagaimana keadaan Anda?")).says("saya takut pak").pauses()
    chat.sees("Bila tidak aman, telepon 110.").taps(chat.code).sees("Apakah ada bahaya").taps("Tidak").sees("Di mana")


def test_a_yes_of_another_report_leaves_the_draft_out_of_the_alarm() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("motor saya dicuri di Alun-alun Kota").pauses()
    chat.officer(steps.OfficerAsked(chat.code, "Bagaimana keadaan Anda?")).says("saya takut pak").pauses()
    chat.taps(chat.code).taps("Ya").sees("TELEPON 110")
    draft = chat.reports[1].draft
    assert (draft.text, draft.place, draft.point, draft.category) == ("saya takut pak", "", None, "")
    chat.says("saya sudah aman").sees("Syukurlah", "Kapan kejadiannya?")


def test_a_draft_in_doubt_stays_out_of_it_too() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("motor saya dicuri di Alun-alun Kota").pauses()
    chat.officer(steps.OfficerAsked(chat.code, "Bagaimana keadaan Anda?")).says("saya takut pak").says("DARURAT")
    draft = chat.reports[1].draft
    assert (draft.text, draft.place, draft.point, draft.category) == ("saya takut pak", "", None, "")
    chat.taps("Salah tekan").sees("Kapan kejadiannya?")  # the draft goes on, and the officer's question stays open
    assert chat.house.state.data["asked"] == chat.reports[0].view.code


def test_what_is_written_to_an_officer_is_heard_for_danger_too() -> None:
    sent().says("PETUGAS").says("saya takut pak").sees("Apakah ada bahaya sekarang?")


def test_what_was_passed_on_is_nobodys_danger() -> None:
    chat = sent().says("PETUGAS").says("saya takut, ada begal", forwarded=True).pauses()
    chat.sees_no("Apakah ada bahaya sekarang?")


def test_pressed_by_mistake_it_leads_to_no_question_about_danger() -> None:
    sent().says("saya takut").says("DARURAT").taps("Salah tekan").sees_no("Apakah ada bahaya sekarang?")


def test_a_question_of_an_officer_takes_no_question_about_danger_away() -> None:
    chat = sent()
    chat.says("MENU").taps("Lapor kejadian").says("ada perkelahian di Alun-alun Kota").pauses().sees("sedang terjadi")
    chat.officer(steps.OfficerAsked(chat.reports[0].view.code, "Warnanya apa?")).says("ya").pauses().sees("110")
    assert chat.reports[1].view.priority == 1


@pytest.mark.parametrize("words", ["saya tidak aman", "saya belum aman pak", "I am not safe"])
@pytest.mark.parametrize("before", ["saya takut pak", "ada perkelahian di Pasar Baru"])
def test_not_to_be_safe_is_a_yes(before: str, words: str) -> None:
    chat = sent() if before == "saya takut pak" else Chat().has_chosen_a_language()
    chat.says(before).pauses().says(words).pauses()
    assert chat.reports[-1].view.priority == 1


def test_fear_is_asked_about_once_it_is_known_for_which_report_it_is() -> None:
    chat = sent().passes(2 * 86400).says("motor saya dicuri di Pasar Baru kemarin").pauses().taps("Kirim laporan")
    chat.passes(2 * 86400).says("MENU").taps("Tambah info").says(
        "saya takut pak, orangnya di depan rumah saya"
    ).pauses()
    chat.tap(1).sees(ASKED["id"])


def test_fear_as_the_reason_for_withdrawing_is_about_that_report_and_leads_back_to_the_wish() -> None:
    chat = sent().passes(3 * 86400).says("STATUS").taps("Tarik laporan").says("saya takut sama om saya")
    chat.sees(ASKED["id"]).says("dia sering datang ke rumah").pauses().sees(ASKED["id"])
    assert said_to(chat, 0)[-1] == "dia sering datang ke rumah"
    chat.taps("Tidak").sees("Tarik laporan *JB-").taps("Tarik")
    assert "withdrawal" in chat.reports[0].tags


def test_an_officers_question_that_came_at_the_question_about_danger_is_asked_after_sending() -> None:
    chat = sent().says("MENU").taps("Lapor kejadian").says("ada perkelahian di Alun-alun Kota").pauses()
    chat.officer(steps.OfficerAsked(chat.reports[0].view.code, "Warnanya apa?")).taps("Tidak")
    for _ in range(9):
        if "Kirim laporan" not in chat.labels:
            chat.says("LEWATI")
    chat.taps("Kirim laporan").sees("Warnanya apa?")


def test_a_button_under_the_status_of_a_closed_alarm_shows_it() -> None:
    chat = Chat().has_chosen_a_language().says("ada begal bawa pisau di Alun-alun Kota").says("saya sudah aman")
    chat.says("STATUS")
    code = chat.reports[0].view.code
    chat.house.status(code, "finished")
    chat.officer(steps.Closed(code)).taps("Tarik laporan").sees(code)
    assert chat.labels[0] != code
