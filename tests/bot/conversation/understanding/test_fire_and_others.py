"""Danger in a few plain words: fire, gas, water, what falls on people, thieves inside, doors kicked at."""

from __future__ import annotations

import pytest

from tests.bot.conversation.understanding.reading import read


def urgency(text: str) -> str:
    found = read(text).urgent
    return found.value if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "api dah gede bgt di gudang sebelah min",
        "cepat pak api besar",
        "api merembet ke rumah warga",
        "apinya gede pak cepetan",
        "fire!!! second floor, people inside",
        "fire in the market, smoke everywhere",
        "kereta nabrak mobil di perlintasan",
        "kereta api nabrak angkot",
        "tolong pak ada orang ketimpa pohon di jalan raya",
        "tolong cepat dijawab, orang itu di depan",
        "train hit a car at the crossing",
        "ada yg ketabrak kereta",
        "pohon tumbang nimpa mobil ada orang di dalem",
        "pohon tumbang nimpa rumah ada nenek di dalam",
        "motor tabrakan sama truk orangnya di kolong truk",
        "malinge isih ning njero omah pak, aku ndelik ning kamar mandi",
        "maling masih di plafon",
        "saling bacok di gang",
        "tabung gas mendesis rumah tetangga",
        "banjir udah sampe atap kami di lantai 2",
        "suamiku lagi nendang pintu kamar",
        "mantan gua nguntit gua dari kantor skrg mobilnya di belakang gua terus",
        "ssst dia di luar pintu jangan telpon",
        "cewek ditarik masuk mobil barusan",
        "my ex broke in",
        "he's gonna hurt me",
        "he is outside my door with a hammer",
        "saya udah minum obat banyak biar ga bangun lagi",
        "I don't want to be here anymore, I have the pills",
        "malingnya ketangkep mau dibakar warga",
        "temen gw overdosis mulutnya berbusa ga sadar help",
    ],
)
def test_it_rings(text: str) -> None:
    assert urgency(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "tiket kereta api besok masih ada?",
        "promo meledak di toko kami",
        "fire in the hole, great game",
        "pohon di depan rumah miring, takut jatuh menimpa rumah warga, mohon dipotong",
        "atap rumah saya jebol tertimpa pohon minggu lalu, belum ada bantuan",
        "parkir liarnya bandelnya minta ampun pak",
        "I'm outside my door, forgot my keys",
        "he broke in line in front of me",
        "thrown under the bus by my boss",
        "tolong cepat dijawab, saya orang Bandung",
        "ayam saya mati diserang musang",
        "diserang nyamuk tiap malam got mampet",
        "saya mau mati-matian cari kerja",
        "harga cabe bikin sekarat",
        "pistol mainan dijual bebas di pasar",
        "where can I buy a fire extinguisher",
        "tembak-tembakan di film itu keren pak, syuting di mana",
        "masak pakai api besar biar cepat matang",
    ],
)
def test_it_does_not(text: str) -> None:
    assert urgency(text) != "emergency"
