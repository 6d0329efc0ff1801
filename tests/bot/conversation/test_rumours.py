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
def test_it_is_asked_whether_it_is_a_question(text: str) -> None:
    chat = Chat().says(text).pauses().sees(ASKED).sees_no("24 jam", "TELEPON 110")
    chat.taps("Bertanya").sees("Sudah kami teruskan ke petugas.")
    assert "question" in chat.report.tags


@pytest.mark.parametrize(
    "text",
    [
        "katanya mau bunuh saya malam ini, bener ga dia berani? saya sembunyi di kamar",
        "beredar info ada orang bawa parang di pasar baru sekarang, benar tidak pak? tolong dicek",
    ],
)
def test_danger_of_now_or_of_oneself_rings_all_the_same(text: str) -> None:
    Chat().says(text).sees("TELEPON 110")
