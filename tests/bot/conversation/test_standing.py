"""News asked for in words of one's own: the status of what is known here, and the way to what is not."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT
from tests.bot.conversation.test_after_sending import sent, two_sent

DAYS = 3 * 86400
STATUS = {"id": "*Diterima* sejak", "en": "*Received* since"}
UNLINKED = {"id": "Laporan anonim tidak terhubung ke chat ini", "en": "An anonymous report is not linked to this chat"}


def anonymous(*, language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses()
    return chat.tap(1).tap(5).tap(2).tap(0)


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "halo pak gimana motor saya?"),
        ("id", "masih belum ada kabar ya"),
        ("id", "gimana pak udah ada kabar?"),
        ("id", "laporan saya sudah sampai mana"),
        ("id", "udah ketemu belum motornya?"),
        ("en", "hi, any news about my bike?"),
        ("en", "what happened to my report"),
    ],
)
def test_who_asks_for_news_reads_the_status_and_officers_read_the_question(
    language: str, words: str, days: int
) -> None:
    chat = sent(language=language).passes(days * 86400).says(words).sees(STATUS[language], "JB-")
    assert [chat.house.texts[id_] for id_ in chat.report.messages] == [THEFT, words]
    chat.says("warnanya merah").pauses()
    assert len(chat.report.messages) == 3


def test_what_was_said_just_before_is_acknowledged() -> None:
    chat = sent().says("warnanya merah").says("gimana pak udah ada kabar?").sees("Ditambahkan ke laporan", STATUS["id"])
    assert len(chat.report.messages) == 3


def test_of_several_reports_one_is_chosen() -> None:
    chat = two_sent().passes(DAYS).says("gimana laporan saya pak").sees("Pilih laporan Anda")
    assert [len(report.messages) for report in chat.reports] == [1, 1]


def test_who_asks_for_news_of_what_is_finished_reads_how_it_ended_and_finds_an_officer() -> None:
    chat = sent()
    chat.house.status(chat.code, "finished")
    chat.passes(60).says("gimana pak udah ada kabar?").pauses().sees("*Selesai* sejak")
    assert chat.report.view.status == "finished"
    chat.taps("Bicara petugas").says("kok sudah selesai, motor saya belum ketemu").pauses()
    assert chat.report.view.status != "finished"


def test_the_question_of_an_officer_still_waits() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Warna motornya apa?")).says("MENU").passes(60)
    chat.says("gimana pak udah ada kabar?").sees("Petugas menunggu jawaban Anda")
    assert (chat.report.answers, chat.report.view.status) == ([], "need_info")


@pytest.mark.parametrize(
    "words", ["anak saya belum ada kabar", "motor saya hilang gimana pak", "gimana cara buat laporan", "apa kabar pak"]
)
def test_what_tells_something_else_is_no_question_for_news(words: str) -> None:
    sent().passes(DAYS).says(words).pauses().sees_no(STATUS["id"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "gimana kabarnya laporan saya?"),
        ("id", "STATUS"),
        ("id", "lupa kodenya gimana dong"),
        ("en", "I lost the PIN"),
        ("en", "any news about my report?"),
    ],
)
def test_an_anonymous_report_is_found_with_its_code_and_pin_alone(language: str, words: str) -> None:
    for chat in (anonymous(language=language), Chat(language=language).has_chosen_a_language()):  # nobody knows which
        chat.says(words).sees(UNLINKED[language], "https://lapor.example/lacak", "PIN")
        assert (chat.state.draft, chat.state.flow) == (None, "tracking")


def test_who_adds_to_what_is_not_known_here_is_warned_first() -> None:
    chat = anonymous().says("oh iya dia jualannya tiap malam jam 9 di depan warung")
    chat.sees(UNLINKED["id"], "pilih Anonim penuh sebelum mengirim", "BATAL").pauses()
    sent().says("oh iya warnanya merah").pauses().sees("Ditambahkan ke laporan").sees_no(UNLINKED["id"])


@pytest.mark.parametrize("words", ["kode laporan saya hilang", "lupa PIN pak"])
def test_who_lost_the_code_of_a_linked_report_needs_none(words: str) -> None:
    chat = sent().passes(DAYS).says(words).sees("tidak perlu kode atau PIN di sini", STATUS["id"], UNLINKED["id"])
    assert len(chat.report.messages) == 1


def test_codes_of_other_things_are_part_of_a_story() -> None:
    Chat().says("kartu ATM saya hilang, lupa PIN").pauses().sees_no(UNLINKED["id"])
