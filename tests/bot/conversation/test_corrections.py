"""At the card: what somebody says instead of what stands there."""

from __future__ import annotations

import pytest

from bot.messages import Point
from tests.bot.conversation.chat import Chat

THEFT = "motor saya dicuri di Alun-alun Kota tadi pagi"
BIKE = "my bike was stolen at Pasar Baru this morning"
TODAY, YESTERDAY = "Rabu 11 Maret 2026", "Selasa 10 Maret 2026"


def place_of(chat: Chat) -> str:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft.place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("bukan di situ, di depan pasar", "di depan pasar"),
        ("tempatnya di Pasar Baru", "di Pasar Baru"),
        ("tempat: Melati", "Melati"),
        ("ganti tempatnya jadi Melati", "Melati"),
        ("salah pak, di Melati", "di Melati"),
        ("maksud saya di Melati", "di Melati"),
        ("bukan Alun-alun Kota tapi Pasar Baru", "Pasar Baru"),
        ("harusnya di depan masjid", "di depan masjid"),
        ("tempatnya di depan toko emas", "di depan toko emas, Alun-alun Kota"),
    ],
)
def test_another_place_is_taken_and_said(words: str, place: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    chat.sees(
        f"Tempat diganti: {place}.", "Belum terkirim.", f"Di mana: {place} (cek)", f"Kapan: {TODAY}, sekitar 08.00"
    )
    chat.taps("Kirim laporan")
    assert words in chat.report.draft.text


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("no wait it's at Alun-alun Kota not Pasar Baru", "at Alun-alun Kota"),
        ("wrong place, it was at Melati", "at Melati"),
        ("actually it was behind the station", "behind the station"),
        ("the place is Melati", "Melati"),
    ],
)
def test_another_place_in_english(words: str, place: str) -> None:
    chat = Chat(language="en").says(BIKE).pauses().says(words).pauses()
    chat.sees(f"Place changed: {place}.", "Not sent yet.", f"Where: {place} (check)")


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("jam 7 pagi", f"{TODAY}, sekitar 07.00"),
        ("jamnya 7.30", f"{TODAY}, 07.30"),
        ("bukan tadi pagi, kemarin malam", f"{YESTERDAY}, sekitar 20.00"),
        ("bukan jam 8 tapi jam 9 pagi", f"{TODAY}, sekitar 09.00"),
        ("kejadiannya kemarin jam 9 malam", f"{YESTERDAY}, sekitar 21.00"),
    ],
)
def test_another_time_is_taken_and_said(words: str, time: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    chat.sees(f"Waktu diganti: {time} WIB.", f"Kapan: {time} WIB (cek)", "Di mana: Alun-alun Kota").sees_no("Tempat")


def test_an_hour_alone_is_of_the_day_that_is_known() -> None:
    chat = Chat().says("motor saya dicuri di Melati kemarin siang").pauses().says("jam 1 siang").pauses()
    chat.sees(f"Kapan: {YESTERDAY}, sekitar 13.00")
    chat = Chat(language="en").says(BIKE).pauses().says("and it was 10pm").pauses()
    chat.sees("When: Tuesday 10 March 2026, around 22:00 WIB (check)")


@pytest.mark.parametrize(
    "words",
    ["pelakunya dari Melati", "ke Melati dia larinya", "saya tinggal di Melati", "warnanya bukan merah, hitam",
     "bukan motor saya, motor kakak di Melati", "motornya bebek, bukan matic, di belakang ada stiker",
     "bukan 2 tapi 3 orang pelakunya", "di depan toko emas", "kemarin dia juga ke sini", "tadi saya parkir jam 7 pagi",
     "tempatnya sepi dan gelap", "tempatnya di Melati ditulis di mana?"],
)  # fmt: skip
def test_what_corrects_nothing_is_added(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    chat.sees("Ditambahkan, tapi belum terkirim", f"{TODAY}, sekitar 08.00 WIB").sees_no("diganti", "(cek)")
    assert place_of(chat) == "Alun-alun Kota"


@pytest.mark.parametrize(
    ("words", "place"),
    [("di depan toko Jaya", "di depan toko Jaya"), ("gang mawar 3", "gang mawar 3"), ("di situ gelap sekali", "")],
)
def test_a_place_fills_an_empty_one(words: str, place: str) -> None:
    chat = Chat().says("motor saya dicuri").pauses().taps("Lewati").says(words).pauses()
    assert place_of(chat) == place


def test_a_known_place_stands_instead_of_a_doubtful_one() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says("gatau deh pokoknya").pauses().says("di Melati").pauses()
    chat.sees("Di mana: di Melati (cek)")


def test_a_correction_in_pieces_is_one() -> None:
    chat = Chat().says(THEFT).pauses().says("bukan di situ pak").says("di depan masjid").pauses()
    chat.sees("Di mana: di depan masjid (cek)")
    chat.says("di depan toko emas").pauses().sees("Di mana: di depan masjid (cek)")


def test_what_is_written_for_a_correction_corrects() -> None:
    chat = Chat().says(THEFT).pauses().taps("Ubah").says("tempatnya di Melati").pauses().sees("Tempat diganti")
    chat.taps("Ubah").taps("Apa yang terjadi").says("bukan di situ, di Pasar Baru").pauses()
    chat.sees("Tempat diganti: di Pasar Baru.", "Di mana: di Pasar Baru (cek)")


def test_a_name_for_a_pin_leaves_the_pin_and_another_place_does_not() -> None:
    chat = (
        Chat().says("motor saya dicuri").pauses().sends(pin=Point(-6.17, 106.82)).says("tempatnya di Melati").pauses()
    )
    chat.sees("Di mana: di Melati + titik di peta (cek)")
    chat.says("salah, di Pasar Baru").pauses().sees("Di mana: di Pasar Baru (cek)")
    assert chat.state.draft is not None
    assert chat.state.draft.point == (-6.165, 106.835)
