"""Streets that are not in the station's list, told in everyday words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.conversation.understanding import PlaceGuess, Places, understand
from tests.bot.conversation.chat import Chat, places

NOW = datetime(2026, 3, 11, 5, 0, tzinfo=UTC)


def read(text: str, known: Places | None = None) -> tuple[PlaceGuess, ...]:
    return understand(text, now=NOW, zone=UTC, places=known or places()).places


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("ada maling di jl sidodadi no 12 skrg", "jl sidodadi no 12"),
        ("tabrakan di Jl. Ahmad Yani dekat lampu merah", "Jl. Ahmad Yani"),
        ("Jalan A. Yani km 4 ada pohon tumbang", "Jalan A. Yani km 4"),
        ("motor ditabrak di jalan wonosari kidul 7/12", "jalan wonosari kidul 7/12"),
        ("rumah kami Gang Nakula 3 kemasukan orang", "Gang Nakula 3"),
        ("balapan liar sepanjang jalan raya kendalsari tiap malam", "jalan raya kendalsari"),
        ("parkir liar jln. Manukan Loka III depan toko", "jln. Manukan Loka III"),
        ("hp dijambret di perumahan griya citra blok 4", "perumahan griya citra blok 4"),
        ("JL. BULAK INDAH dijaga preman", "JL. BULAK INDAH"),
        ("my bag was snatched on Jl. Kapuas near the bank", "Jl. Kapuas"),
    ],
)
def test_a_street_is_heard(text: str, street: str) -> None:
    (found,) = read(text)
    assert (found.name, found.lat, found.lon) == (street, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "jalan rusak dan gelap, banyak yang jatuh",
        "saya lagi di jalan pulang diikuti orang",
        "orang itu jalan kaki ke arah sini",
        "di jalan raya banyak truk ngebut",
        "tadi jalan bareng doni terus dipukul",
        "mereka lari lewat gang kecil",
        "kabur lewat gang. Kemudian hilang",
        "korban jatuh di tengah jalan. Tolong ya",
    ],
)
def test_a_way_without_a_name_is_none(text: str) -> None:
    assert read(text) == ()


def test_the_place_of_the_list_says_where_the_street_is() -> None:
    (found,) = read("di jl sidodadi no 12 kecamatan melati")
    assert (found.name, found.lat, found.lon) == ("jl sidodadi no 12, Melati", -6.25, 106.82)


def test_a_street_of_the_list_is_the_list_s() -> None:
    (found,) = read("di jalan sudirman ada tabrakan", Places.from_rows([("Jalan Sudirman", "road", -6.2, 106.8, "")]))
    assert (found.name, found.lat) == ("Jalan Sudirman", -6.2)


def test_who_told_the_street_is_not_asked_for_it() -> None:
    chat = Chat().says("motor saya dicuri di jl sidodadi no 12 tadi pagi").pauses()
    chat.sees("Ini laporan Anda", "Di mana: jl sidodadi no 12 (cek)").sees_no("Di mana kejadiannya?")
    chat.taps("Kirim laporan").sees("Terkirim")
    assert chat.report.draft.place == "jl sidodadi no 12"
    assert chat.report.draft.point is None
