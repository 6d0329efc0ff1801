"""Whether news is true: a question, which is no report, and rings nobody."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

ASKED = "Anda ingin melapor atau bertanya?"


@pytest.mark.parametrize(
    "text",
    [
        "katanya ada penculikan anak pake mobil putih keliling kampung, bener ga pak?",
        "katanya ada begal di jalan baru bener gak min",
        "beredar video polisi nembak mahasiswa itu hoax atau bukan",
        "itu video yang viral di FB orang bacok-bacokan di pasar, betul kejadian di kabupaten kita atau hoax pak?",
        "infonya gempa besar nanti malam jam 12 bener min?",
    ],
)
def test_it_goes_to_an_officer_as_a_question(text: str) -> None:
    chat = Chat().says(text).pauses().sees("Sudah kami teruskan ke petugas.").sees_no(ASKED, "24 jam", "TELEPON 110")
    assert "question" in chat.report.tags
    chat.says("yaudah makasih").pauses().sees("Sama-sama").sees_no("Ada lagi")


@pytest.mark.parametrize(
    "text", ["ini hoax bukan pak?", "cuma nanya", "bener ga ya pak?", "is this true?", "just asking"]
)
def test_who_asks_of_what_they_forward_or_say_needs_no_button(text: str) -> None:
    forwarded = "Awas penculikan anak di SD Melati, pelaku pakai mobil putih, sebarkan!"
    chat = Chat().says(forwarded, forwarded=True).pauses().sees("Mau diapakan?")
    chat.says(text).pauses().sees_no("Mau diapakan?", "What should we do")
    assert (chat.report.tags, chat.report.draft.text) == (["question"], f"{forwarded}\n{text}")
    chat = Chat().says("apa kabar pak").sees(ASKED).says(text).pauses()
    assert chat.report.tags == ["question"]


def test_beside_a_report_it_stays_evidence() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().says("Awas maling", forwarded=True).pauses()
    chat.says("ini hoax bukan pak?").pauses().sees("Mau diapakan?")
    assert chat.reports == []


@pytest.mark.parametrize("forwarded", [True, False])
def test_thanks_end_it(forwarded: bool) -> None:
    chat = Chat().says("apa kabar semuanya", forwarded=forwarded).pauses().says("yaudah makasih pak").pauses()
    chat.sees("Sama-sama. Tulisan tadi belum terkirim ke petugas").sees_no("melapor", "Mau diapakan?")
    assert (chat.state.flow, chat.reports) == ("idle", [])
    before = len(chat.house.said)
    chat.passes(24 * 3600)
    assert len(chat.house.said) == before
    chat.says("LANJUT")
    assert chat.state.flow == "report"


@pytest.mark.parametrize(
    "text",
    [
        "katanya mau bunuh saya malam ini, bener ga dia berani? saya sembunyi di kamar",
        "beredar info ada orang bawa parang di pasar baru sekarang, benar tidak pak? tolong dicek",
    ],
)
def test_danger_of_now_or_of_oneself_rings_all_the_same(text: str) -> None:
    Chat().says(text).sees("TELEPON 110")
