"""Found by messages written after the rules were: what rang nobody, and what rang without need."""

from __future__ import annotations

import pytest

from tests.bot.conversation.understanding.test_fire_and_others import urgency
from tests.bot.conversation.understanding.test_harm_told import is_harm


@pytest.mark.parametrize(
    "text",
    [
        "anak kecil kecebur sumur",
        "mau bundir temen saya udah naik pager jembatan",
        "bayi saya diambil orang di rumah sakit",
        "bapak kena setrum tiang listrik masih nempel",
    ],
)
def test_it_rings(text: str) -> None:
    assert urgency(text) == "emergency"


@pytest.mark.parametrize("text", ["anak saya nangis ga mau sekolah", "bensin naik lagi mencekik rakyat"])
def test_it_does_not(text: str) -> None:
    assert urgency(text) != "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "kakak ipar saya suka ngintip saya ganti baju",
        "anak kos direkam diam2 waktu mandi",
        "pelatih renang suka meluk2 anak2 cewek",
        "aku dipaksa kirim video gituan",
        "bayi tetangga sering dijemur sendirian penuh lebam",
        "I think my daughter was abused by her teacher",
        "anak 13 tahun dijual pacarnya di aplikasi",
    ],
)
def test_harm_is_heard(text: str) -> None:
    assert is_harm(text)
