"""What people ask before they trust a chat: answered at once, no part of the story, and never in the way of danger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.conversation.understanding.usual_questions import usual_questions
from bot.conversation.understanding.words import split
from tests.bot.conversation.chat import WHATSAPP, Chat
from tests.bot.conversation.limits import check
from tests.bot.conversation.states import NAMES, THEFT, at

FREE = {"id": "Melapor di sini gratis.", "en": "Reporting here is free of charge."}
ASKED = {
    "ini gratis kan?": "Melapor di sini gratis.",
    "bayar berapa ya pak": "Melapor di sini gratis.",
    "berapa lama?": "paling lambat",
    "siapa yang baca ini": "petugas yang ditunjuk, kecuali dalam keadaan darurat",
    "apa pelakunya tau saya yang lapor?": "Layanan ini tidak memberi tahu orang yang Anda laporkan.",
    "nama saya dirahasiakan kan": "kecuali Anda memilih lain",
    "harus ke kantor gak pak": "Anda tidak perlu datang. Petugas bisa meminta bertemu",
    "perlu fotokopi KTP gak pak?": "KTP, fotokopinya, atau NIK tidak perlu",
    "mama saya dikasih tau gak?": "tidak memberi tahu orang tua Anda. Petugas kadang perlu bicara dengan mereka",
}
ENGLISH = {
    "is this free?": "free of charge",
    "how long does it take?": "by ",
    "will that officer see this?": "appointed officers only",
    "will he know my name?": "does not tell the person you report",
    "do i have to come to the office?": "you need not come",
    "do I need an ID card?": "No identity card",
    "will you tell my parents?": "does not tell your parents",
}
# In danger, beside harm and with an officer nobody is answered by a table.
ELSEWHERE = {"report/danger", "danger/ask", "purpose/other", "tracking/offer", "whose/ask"}
ANSWERED = [name for name in NAMES if name not in ELSEWHERE and not name.startswith(("emergency/", "officer/"))]


@pytest.mark.parametrize("text", ASKED)
def test_it_is_answered_and_the_question_put_again(text: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(text).sees(ASKED[text], "Di mana kejadiannya?")
    chat.says("di Pasar Baru").pauses().sees("Di mana: di Pasar Baru").sees_no(text).taps("Kirim laporan")
    assert chat.report.draft.text == "motor saya dicuri"
    assert text in [chat.house.texts[id_] for id_ in chat.report.messages]


@pytest.mark.parametrize("text", ENGLISH)
def test_it_is_answered_in_english(text: str) -> None:
    chat = Chat(language="en").has_chosen_a_language().says("my bike was stolen").pauses()
    chat.says(text).sees(ENGLISH[text], "Where did it happen?")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ANSWERED)
def test_in_every_calm_state(name: str, language: str) -> None:
    chat = at(name, language=language).passes(20)
    reports, texts = len(chat.reports), [report.draft.text for report in chat.reports]
    chat.says("ini gratis kan?" if language == "id" else "is this free?").sees(FREE[language])
    assert f"{chat.state.flow}/{chat.state.step}" == name
    assert [report.draft.text for report in chat.reports] == texts
    assert len(chat.reports) == reports
    for say in chat.last:
        check(say)


@pytest.mark.parametrize("text", [*ASKED, *ENGLISH])
def test_the_first_words_of_a_stranger_open_nothing(text: str) -> None:
    chat = Chat(known=False).says(text).pauses().sees("110").sees_no("melapor atau bertanya", "report, or a question")
    assert (chat.state.draft, chat.reports) == (None, [])
    for say in chat.last:
        check(say)


def test_when_it_is_read_depends_on_what_is_there() -> None:
    chat = Chat().says("berapa lama?").sees("Petugas membaca pukul 08.00-16.00.", "Begitu laporan terkirim")
    chat.says(THEFT).pauses().says("berapa lama?").sees("Bila dikirim sekarang, petugas membacanya paling lambat pukul")
    chat.taps("Kirim laporan").says("berapa lama?").sees("Petugas membaca", "Kabar dari petugas datang di sini.")
    chat = Chat(abilities=WHATSAPP).says(THEFT).pauses().taps("Kirim laporan").says("berapa lama?")
    check(chat.sees("Setelah 24 jam").last[0])


def test_several_are_answered_together() -> None:
    chat = Chat().says("halo pak, ini gratis ya? siapa yang baca?").sees(FREE["id"], "petugas yang ditunjuk")
    assert chat.reports == []


def test_between_two_pieces_of_a_story_the_story_goes_on() -> None:
    chat = Chat().says("motor saya dicuri").says("ini gratis kan?").sees(FREE["id"]).sees_no("Di mana")
    chat.says("di Pasar Baru").pauses().sees("motor saya dicuri; di Pasar Baru").sees_no("gratis kan")


@pytest.mark.parametrize(
    "text",
    [
        "motor saya dicuri, ini gratis kan?",
        "mama saya tau gak kalau motor saya dicuri",
        "ini gratis",
        "dia tau nama saya",
        "siapa pelakunya ya?",
        "berapa lama lagi polisi datang?",
        "harus bayar 200rb?",
        "untuk SKCK perlu KTP?",
        "how long was he there?",
    ],
)
def test_with_a_story_it_stays_one(text: str) -> None:
    assert usual_questions(text, split(text)) == ()


@pytest.mark.parametrize(
    "text", ["DARURAT", "saya diperkosa", "kebakaran di rumah saya sekarang", "saya diperkosa pacar saya kemarin"]
)
def test_never_in_an_alarm_nor_beside_harm(text: str) -> None:
    for asked in ("ini gratis kan?", "mama saya dikasih tau gak?"):
        Chat().says(text).passes(20).says(asked).pauses().sees_no(FREE["id"], "Layanan ini")


def test_once_an_officer_came_it_is_theirs() -> None:
    chat = at("officer/talking").says("harus ke kantor gak pak").pauses()
    assert chat.last == []
    at("officer/asked").says("perlu KTP gak pak?").pauses().sees("jawaban Anda sudah diteruskan")
    chat = at("officer/talking")
    chat.report.view = replace(chat.report.view, taken=True)
    chat.passes(2.5 * 3600).says("perlu KTP gak pak?").pauses().sees("Petugas menjawab di sini")


def test_a_licence_costs_money_and_wants_papers() -> None:
    chat = Chat().says("mau bikin SKCK pak").taps("Melapor").pauses()
    chat.says("perlu fotokopi KTP gak pak?").pauses().sees_no("tidak perlu untuk melapor")
    chat = Chat().says("saya ditipu online, transfer 2 juta ke penipu").pauses()
    chat.says("apa saya harus bayar?").pauses().sees_no(FREE["id"])


def test_a_finished_report_stays_finished() -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan")
    chat.report.view = replace(chat.report.view, status="finished", result="solved")
    chat.officer(steps.Closed(chat.code))
    chat.says("ini gratis kan?").sees(FREE["id"]).sees_no("dibuka lagi")
