"""Swindles of these days, and papers of things, by kind."""

from __future__ import annotations

import pytest

from bot.conversation.turn import SURE
from tests.bot.conversation.understanding.reading import read


def kind(text: str) -> str:
    found = read(text).category
    return found.value if found and found.sure >= SURE else ""


@pytest.mark.parametrize(
    "text",
    [
        "dapet wa dari nomor ga dikenal kirim file undangan nikah.apk, kebuka, trus saldo m-banking habis 14 juta",
        "ada surat tilang lewat wa bentuk apk",
        "kurir paket cod maksa bayar padahal ga pesan apa2",
        "pinjol ilegal neror saya tiap hari, data ktp saya disebar ke kontak, padahal saya ga pinjam",
        "Ditawari join grup telegram misi komentar hotel disuruh topup 300rb trus 3 juta ga cair",
        "jastip ga dikirim2 udah bayar",
        "penjual shopee ngirim batu bata bukan hp",
        "rekening saya dipakai nampung uang judi padahal cuma pinjemin atm ke temen",
        "koperasi simpan pinjam bangkrut uang nasabah ga balik",
        "motor sy dipinjam teman ga dibalikin2 udah 2 minggu malah digadein",
        "rental mobil, mobil saya dibawa kabur penyewa gps dimatiin",
        "wifi gratis minta isi no kartu atm trs saldo ilang",
    ],
)
def test_a_swindle(text: str) -> None:
    assert kind(text) == "fraud"


@pytest.mark.parametrize(
    "text", ["mau lapor kehilangan stnk motor beat, jatuh di jalan kemarin", "kehilangan bpkb mobil"]
)
def test_the_papers_of_a_thing_are_papers(text: str) -> None:
    assert kind(text) == "paperwork"


def test_a_thing_with_its_papers_is_none() -> None:
    assert kind("motor saya hilang dengan stnk di dalamnya") == "theft"


def test_who_laughs_is_in_no_danger() -> None:
    found = read("temen kos ngamuk karena pacarnya selingkuh wkwk").urgent
    assert found is None or found.value == "danger_hint"
