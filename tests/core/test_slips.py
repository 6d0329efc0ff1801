"""Which words for a citizen are asked about, and which ordinary police words are not."""

from __future__ import annotations

import pytest

from core import slips
from core.codes import parse_code
from core.errors import Invalid

MINE, OTHER = "JB-1111-1111-G", "JB-8888-8888-H"


@pytest.mark.parametrize(
    "text",
    [
        "0812 3456 7890", "0812.3456.7890", "(0812) 3456 7890", "0812–3456–7890", "0812\u00a03456\u00a07890",
        "WA 6281234567890", "+62 812 3456 7890", "+62 (0)812-3456-7890", "(+62) 812-3456-7890", "wa.me/6281234567890",
        "3578 0101 0190 0001", "3578.0141.0190.0001", "NIK:3578014101900001", "357801-410190-0001",
        OTHER, OTHER.lower().replace("-", ""), OTHER.replace("-", " "), OTHER.replace("-", "–"), OTHER[3:].lower(),
    ],
)  # fmt: skip
def test_numbers_and_codes_are_seen_however_they_are_written(text: str) -> None:
    with pytest.raises(Invalid):
        slips.check(f"Lihat {text}, ya.", code=MINE)


@pytest.mark.parametrize(
    "text",
    [
        "D 1234 ABC", "B 1812 XYZ dan 0812", "LP/B/123/IV/2026", "LP/B/0812/08/2026/SPKT", "Sp.Lidik/812/VIII/2026",
        "08-12-2026 08.30", "08.12.2026 08.30.15 WIB", "2026-08-12 10.30.45 WIB", "08/12/2026 pukul 09.00",
        "Rp62.812.500.000", "Rp. 62.812.500.000", "Rp 1.250.000", "110 atau 129", "08111-129-129",
        "+62 8111 129 129", "(021) 8123456", "1500-110", "rekening 1234567890123456", "IMEI 356938035643809",
        "MH1JFZ110KK123456", "-6.8123456789, 107.6123456789", "?q=-0.8123456789,100.3", MINE,
        MINE.lower().replace("-", ""), "1234-5678-9",
    ],
)  # fmt: skip
def test_ordinary_words_of_the_police_are_not_asked_about(text: str) -> None:
    slips.check(f"Baik, {text}, terima kasih.", code=MINE)


def test_the_other_code_is_a_code() -> None:
    assert parse_code(OTHER) == OTHER
