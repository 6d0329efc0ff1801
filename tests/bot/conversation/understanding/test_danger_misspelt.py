"""Danger as frightened people write it; and what looks like it and is none."""

from __future__ import annotations

import pytest

from tests.bot.conversation.understanding.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "tlg pak ada org bawa piso mau msk rmh", "ada org bw pisau d rmh", "tolong pak dia bawa sajam",
        "suami sy mau bnuh sy", "sy di pukuli suami skrng", "tolong sy d kejar org", "ada begal d jln skrg tlg",
        "rmh tetangga kebakarn", "kebakran di pasar baru", "adek sy d culik", "sy mau di bunuh suami",
        "dia di todong di depan", "ada bom d pasar", "hlp me pls", "he is going to kil me", "help me",
        "help me hes outside", "ada maling masuk rumah skrg", "dia gedor2 pintu rumah saya", "ibu saya ga bernafas",
    ],
)  # fmt: skip
def test_danger_with_slips_of_the_finger_is_heard(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "emergency"


@pytest.mark.parametrize("text", ["tolong", "tolong pak", "tolongg pakk", "tolong saya", "help", "pls help hes here"])
def test_a_cry_that_says_no_more_is_asked_about(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "danger_hint"


@pytest.mark.parametrize(
    "text",
    [
        "jadwal acara di pukul 07.30 di balai", "mohon diperiksa lampu jalan", "air got masuk rumah warga",
        "can you help me report a lost phone", "help me with my driving licence", "tolong pak mau tanya skck",
        "pelayanan kesehatan gratis",
        "tidak ada kebakaran", "perbaikan jalan daratan tinggi",
    ],
)  # fmt: skip
def test_what_only_looks_like_danger_is_none(text: str) -> None:
    found = read(text)
    assert (found.urgent, found.sexual_or_child) == (None, None)


@pytest.mark.parametrize("text", ["sy d perkosa om sy", "anak sy di cabuli", "sy dprkosa", "dia di lecehkan guru"])
def test_sexual_harm_with_slips_of_the_finger_is_heard(text: str) -> None:
    assert read(text).sexual_or_child is not None


SWAPPED = ["adrurat", "draurat", "daurrat", "darruat", "daruart", "darurta"]
BESIDE = {"d": "sfe", "a": "sq", "r": "te", "u": "yi", "t": "ry"}
SLIPPED = ["darurat"[:at] + key + "darurat"[at + 1 :] for at, sign in enumerate("darurat") for key in BESIDE[sign]]


@pytest.mark.parametrize(
    "text",
    [*SWAPPED, *SLIPPED, "DARURTA!!", "daurrat pak", "pak darurst tolong", "ini darurta", "S.O.S", "s o s", "S O S!!",
     "tolong S.O.S", "D.A.R.U.R.A.T", "d a r u r a t", "ＤＡＲＵＲＡＴ", "ＳＯＳ", "𝐃𝐀𝐑𝐔𝐑𝐀𝐓",
     "emergensi", "EMERGENSI pak", "emregency", "EMERGENCT"],
)  # fmt: skip
def test_a_call_for_help_is_heard_through_a_slip(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "emergency"


@pytest.mark.parametrize(
    "text",
    ["pintu daurrat terkunci", "tidak darurta", "bukan darurst", "nomor emergensi berapa", "ikan bakaran di pasar",
     "tanah amblas", "burung jambulan lepas", "jalur daruart dipakai parkir"],
)  # fmt: skip
def test_what_is_near_to_a_call_is_none(text: str) -> None:
    assert read(text).urgent is None
