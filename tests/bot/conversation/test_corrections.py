"""What somebody says instead of what was understood: at the card, and at the questions ahead of it."""

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
        ("it wasn't Pasar Baru, it was Melati", "Melati"),
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
    chat = Chat().says("motor saya dicuri").pauses().taps("Lewati").says(words).pauses().sees_no("diganti")
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


# The kind


@pytest.mark.parametrize(
    "words",
    ["bukan pencurian tapi penipuan", "salah, penipuan", "eh maaf pak maksud saya penipuan online",
     "ini penipuan bukan pencurian"],
)  # fmt: skip
def test_another_kind_is_taken_and_said(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    chat.sees("Jenis diganti: Penipuan online.", "Belum terkirim.", "Apa: Penipuan online: ").taps("Kirim laporan")
    assert (chat.report.view.category, words in chat.report.draft.text) == ("fraud", True)


def test_another_kind_in_english() -> None:
    chat = Chat(language="en").says(BIKE).pauses().says("it wasn't theft, it was fraud").pauses()
    chat.sees("Kind changed: Online fraud.", "What: Online fraud: ")


@pytest.mark.parametrize(
    "words",
    ["bukan hanya dicuri tapi dipukul juga", "bukan dicuri tapi dirampok", "maaf, dipukul juga",
     "bukan dompet tapi tas", "bukan saya yang dipukul, teman saya", "bukan maling biasa, tetangga sendiri"],
)  # fmt: skip
def test_the_kind_stays_where_none_is_said_to_be_wrong(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses().sees_no("diganti")
    assert chat.state.draft is not None
    assert chat.state.draft.category == "theft"


# At the questions ahead of the card


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("eh kemarin bukan tadi pagi", f"Waktu diganti: {YESTERDAY}."),
        ("kemarin malam", f"Waktu diganti: {YESTERDAY}, sekitar 20.00 WIB."),
        ("bukan pencurian tapi gangguan ketertiban", "Jenis diganti: Gangguan ketertiban."),
    ],
)
def test_where_a_place_is_asked_for_a_time_or_a_kind_is_none(words: str, note: str) -> None:
    chat = Chat().says("motor saya dicuri tadi pagi").pauses().says(words).pauses()
    chat.sees(note, "Di mana kejadiannya?").says("di Melati").pauses().sees("Di mana: di Melati").taps("Kirim laporan")
    assert words in chat.report.draft.text


def test_so_it_is_in_english() -> None:
    chat = Chat(language="en").says("my bike was stolen this morning").pauses().says("sorry, it was yesterday").pauses()
    chat.sees("Time changed: Tuesday 10 March 2026.", "Where did it happen?")


def test_a_first_time_is_kept_and_the_place_asked_for_again() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says("kemarin malam").pauses()
    chat.sees("Kami tambahkan ke laporan.", "Di mana kejadiannya?").says("di Melati").pauses()
    chat.sees("Di mana: di Melati", f"Kapan: {YESTERDAY}, sekitar 20.00 WIB")


def test_a_slip_is_no_part_of_the_place() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says("eh salah").says("di warung Bu Siti").pauses()
    assert place_of(chat) == "di warung Bu Siti"


@pytest.mark.parametrize("question", ["kind", "category", "danger"])
def test_other_questions_are_asked_again_once_place_and_time_are_right(question: str) -> None:
    told = {
        "kind": "ada masalah dengan ternak di Melati kemarin",
        "category": "saya mau lapor ada masalah sama tetangga saya soal tanah warisan kemarin di Melati",
        "danger": "tetangga saya ngamuk di Melati kemarin",
    }
    chat = Chat().says(told[question]).pauses()
    assert chat.state.step == question
    chat.says("salah, di Pasar Baru").pauses().sees("Tempat diganti: di Pasar Baru.")
    chat.says("eh tadi pagi bukan kemarin").pauses().sees(f"Waktu diganti: {TODAY}, sekitar 08.00 WIB.")
    assert (chat.state.step, chat.state.misses) == (question, 0)


def test_a_kind_is_told_as_not_that_but_this_where_it_is_asked_for() -> None:
    chat = Chat().says("ada masalah dengan ternak di Melati kemarin").pauses()
    chat.says("bukan pencurian tapi gangguan ketertiban").pauses().sees("Apa: Gangguan ketertiban")


def test_another_kind_may_need_no_place() -> None:
    chat = Chat().says("dompet saya dicuri tadi pagi").pauses().sees("Di mana kejadiannya?")
    chat.says("bukan pencurian tapi kehilangan STNK").pauses().sees("Apa: ", "Di mana: Tidak disebut")


def test_when_it_was_is_no_answer_to_whether_it_goes_on() -> None:
    chat = Chat().says("tetangga saya ngamuk di Melati kemarin").pauses().says("kemarin pagi").pauses()
    chat.sees("Sudah kami catat.").says("kemarin pagi pak").pauses().sees_no("Apakah ini sedang terjadi")


def test_where_a_time_is_asked_for_a_place_is_none() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Lengkapi").sees("Kapan kejadiannya?")
    chat.says("eh salah, di Melati").pauses().sees("Tempat diganti: di Melati.", "Kapan kejadiannya?")
    chat.says("bukan tadi pagi, kemarin malam").pauses().sees(f"Waktu: {YESTERDAY}, sekitar 20.00 WIB.")


def test_a_slip_is_put_right_before_anything_was_asked() -> None:
    chat = Chat().says(THEFT).says("eh salah, di Melati").pauses()
    chat.sees("Tempat diganti: di Melati.", "Di mana: di Melati (cek)")


def test_danger_in_a_correction_rings() -> None:
    chat = Chat().says("motor saya dicuri tadi pagi").pauses()
    chat.says("eh bukan tadi, sekarang dia bawa pisau mau bunuh saya").sees("TELEPON 110")
