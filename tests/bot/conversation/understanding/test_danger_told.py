"""What people in danger say of it, in whole sentences; and what was over long ago, or never was."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.conversation.understanding import understand
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.understanding.reading import NOWHERE, ZONE, read

NOW = (
    "maling lagi di dalem kos", "malingnya masih didalam", "ada maling di dapur, saya ngumpet",
    "bapak stroke ga bisa ngomong", "rampoknya masih di dalam toko",
    "ada orang dobrak pintu rumah saya", "ada orang asing di dalam rumah saya", "maling lagi di dalam rumah",
    "ada orang mau masuk rumah saya", "rumah saya dilempari batu", "anak saya tenggelam di sungai",
    "orang tenggelam di kali", "suami saya kejang", "ada yang sekarat", "saya diikuti orang naik motor",
    "orang itu ngikutin aku", "saya dikurung di rumah majikan", "ada yg dikeroyok massa di pasar", "dicekik",
    "suami saya nyekik saya", "saya terjebak di lantai 2", "tolong pak cepat", "tolong saya dikeroyok",
    "someone is trying to break into my house", "someone is breaking into my house", "he says he will kill me",
    "my husband wants to kill me", "he is going to hit me again", "I'm being followed", "there is a fire",
    "tolong saya dibegal sekarang", "tlg gw di begal skrg di jln melati", "saya sedang dibegal",
    "saya dirampok sekarang", "rumah gw kemasukan maling skrg", "saya sedang dianiaya", "dia nyekek aku",
    "saya dalam bahaya", "polisi tolong kesini", "omahku kobong tulung",
    "gw ketusuk", "saya tertusuk", "perampokan sedang berlangsung",
    "omahe wong kobong tulung", "help my dad is hitting my mom", "i am being mugged right now",
    "someone is robbing me", "my father is beating my mother right now",
    "dia ngancam kalau saya lapor mau bunuh saya, saya harus bagaimana",
    "suami saya bilang kalau pulang akan bunuh saya, apa yang harus saya lakukan",
    "pak tolong kalau tidak cepat dia bunuh saya, saya harus kemana",
    "kalau dia mau bunuh saya harus lapor siapa", "tolong sekarang cek ada orang di rumah saya",
    "tolong cepat cek rumah saya", "cepat tolong respon dia masih di sini",
    "my neighbour is hitting his wife right now", "my father is having a heart attack", "please come quickly",
    "tolong tolong jawab pak saya di dalam lemari", "TOLONG TOLONG TOLONG jawab", "cepat pak tolong balas",
    "help me now he is at my door", "help me now please", "we are being attacked in the parking lot, help us now",
    "I am dying of thirst, locked in here, help",
    "polisi tolong kesini nanti dia balik lagi", "polisi tolong kesini, kalau tidak cepat dia kabur",
    "he is outside the bathroom door banging and i am alone with my kids",
    "they are still here and are smashing the door of my room", "he is still here in the room with my daughter",
    "he is outside the office and i am alone in the room with my kids and he has a bat",
    "this morning he hit me, I am all right but he is outside my door with a knife, please help",
    "they robbed us this morning, I am fine, my friend is still bleeding, please help",
    "this afternoon somebody broke into my house, I am ok but they are in my house again now, please help",
    "my neighbour is hitting his kids right now", "the man next door is beating his children",
    "a man on the bus keeps touching me please help",
)  # fmt: skip
OWN_LIFE = (
    "udah ga kuat hidup", "saya sudah minum racun", "aku mau potong nadi", "saya mau loncat dari jembatan",
    "I took too many pills", "I cut my wrists", "saya mau gantung diri",
)  # fmt: skip
OVER = (
    "kemarin rumah saya dilempari batu", "dulu saya pernah dikurung majikan", "kalau ada kebakaran telepon ke mana",
    "saya terjebak macet", "help me understand how to report", "jalannya longsor, tolong segera diperbaiki",
    "my phone is dying", "saya mau masuk rumah tapi kunci hilang", "saya terjebak pinjol", "bunga pinjol mencekik",
    "ada orang asing ngontrak di rumah saya", "I fell and hurt myself last week",
    "pak tolong cepat proses laporan saya", "tolong cepat dibalas pak", "tolong sekarang dicek laporan saya",
    "tolong cepat di proses pak", "tolong cepat cek laporan saya soal rumah", "tolong sekarang ditindaklanjuti pak",
    "jalan rusak di depan sekolah tolong cepat diperbaiki",
    "please hurry with my report", "help me please to file a report",
    "help me now with the form", "please help me fill in this form now", "my team is being attacked in the game",
    "I'm dying of laughter",
    "kalau ada orang bawa pisau harus gimana", "kalau saya ditodong harus apa", "gak darurat2 amat",
    "akun saya diserang hacker", "tadi pagi saya dijambret", "kemarin saya dibegal", "tahun lalu saya dianiaya suami",
    "minggu lalu rumah saya kemasukan maling", "bapak saya pernah dirampok", "perampokan sedang marak",
    "kaki anak saya tertusuk paku", "pemulung bisa ketusuk jarum, tolong dicek", "tolong kesini pak cek lampu jalan",
    "jalan berlubang dalam membahayakan", "saya dihajar deadline", "hp saya dijambret di Pasar Baru",
    "polisi tolong kesini nanti sore kalau sempat", "tetangga saya lagi dihajar skripsi",
    "lagi dijambret harga bensin nih pak", "sedang dihajar panas matahari antri SIM",
    "my boss is beating my brother at chess", "who is hitting my baby photos on facebook",
    "he is outside the office waiting for his document",
    "he is still outside the office waiting for his document", "the parcel is still outside the gate",
    "they are still here in the waiting room, when is it open",
    "this morning two boys snatched my handbag, I fell but I am all right, only a scratch, please help, God bless",
    "they took my phone this afternoon, there was some blood but nobody was hurt, please help",
    "tadi pagi tas saya ditarik, ada darah sedikit tapi saya tidak apa-apa, mohon bantu",
    "kabel terkelupas, bahaya tersengat listrik", "last month he wanted to break into my car",
)  # fmt: skip


@pytest.mark.parametrize("text", NOW)
def test_danger_now_rings(text: str) -> None:
    found = read(text).urgent
    assert found is not None, text
    assert found.value == "emergency"


@pytest.mark.parametrize("text", OWN_LIFE)
def test_who_wants_to_die_is_heard_and_not_alone(text: str) -> None:
    chat = Chat().has_chosen_a_language().says(text)
    assert "110" in chat.last[0].message.text
    chat.sees("Anda tidak sendirian")


@pytest.mark.parametrize("hour", [3, 9, 15, 21, 23])
@pytest.mark.parametrize(
    "text", ["dia meraba saya tadi, sekarang di ruang tamu", "ada orang mondar-mandir di depan rumah saya sejak tadi"]
)
def test_what_was_a_moment_ago_is_not_over_whatever_the_hour(text: str, hour: int) -> None:
    now = datetime(2026, 3, 11, hour, 30, tzinfo=ZONE)
    assert understand(text, now=now, zone=ZONE, places=NOWHERE).urgent is not None


@pytest.mark.parametrize(
    "text", ["saya dihajar", "saya dirampok", "tolongin gw", "bantuin gw pak skrg", "saya tidak aman",
             "rumah saya kemasukan maling", "kalau dia datang bawa pisau saya harus gimana",
             "polisi tolong ke sini kalau bisa sekarang", "polisi tolong kesini kalau tidak saya mati",
             "bantu kami pak polisi", "bantu kami", "bantu saya please", "pak polisi bantu saya",
             "tolong sekarang balas pak saya sendirian", "tolong cepat balas laporan saya dia di depan rumah",
             "cepat pak tolong diproses SIM saya", "he is outside the counter waiting for his passport"],
)  # fmt: skip
def test_what_may_be_over_is_asked_about(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "danger_hint"


@pytest.mark.parametrize(
    "text", ["tadi pagi saya dijambret", "kemarin saya dibegal", "minggu lalu rumah saya kemasukan maling",
             "bantuin saya bikin skck", "bantu saya kak", "timnas dihajar jepang 3-0",
             "saya tidak aman kalau parkir di situ", "jalan di sini tidak aman kalau malam", "the road is not safe",
             "tolong cepat diproses", "gak darurat2 amat", "akun saya diserang hacker",
             "tolong cepat diproses laporan saya", "tolong cepat dibalas pak soal SIM saya",
             "tolong cepat diperbaiki lampu merah di depan pasar", "lagi dihajar deadline nih, tolong cepat diproses",
             "bapak saya kena stroke tahun lalu, mau urus SIM", "didalam dompet ada SIM"],
)  # fmt: skip
def test_what_is_none_is_not_asked_about(text: str) -> None:
    assert read(text).urgent is None


@pytest.mark.parametrize("text", OVER)
def test_what_is_over_or_only_feared_does_not_ring(text: str) -> None:
    found = read(text).urgent
    assert found is None or found.value == "danger_hint"


@pytest.mark.parametrize(
    "text", ["aku 12 tahun", "aku anak sd", "aku masih kelas 4", "im 12", "im 9", "i'm in 5th grade", "aku siswi smp",
             "halo pak aku 11 tahun dan aku takut", "saya 15 tahun mau lapor", "I am 13 and my uncle is angry"],
)  # fmt: skip
def test_a_child_is_known_by_what_children_say(text: str) -> None:
    assert read(text).child


@pytest.mark.parametrize(
    "text", ["saya 12 tahun kerja di sini", "saya tinggal di sini 12 tahun", "saya 10 tahun menunggu", "saya 40 tahun",
             "anak saya 12 tahun", "i am 12 km away", "im 10 minutes late", "saya guru sd", "saya guru kelas 4",
             "kamar saya kelas 3", "i am 5 and a half kilometers from the station",
             "saya kelas 2 bpjs", "saya 15 tahun lalu lapor", "my son is in 5th grade",
             "penumpang saya anak smp", "saya anak kos"],
)  # fmt: skip
def test_years_and_schools_make_no_child(text: str) -> None:
    assert not read(text).child


@pytest.mark.parametrize(
    "text", ["om pegang2 aku", "guru ngaji megang dada aku", "aku diapa-apain sama om", "aku dipukul sama mama",
             "ada bapak2 mukulin anaknya", "my uncle touches me", "someone touched my daughter",
             "aku dipukul bapakku tiap hari", "dipukul ibuku", "mamaku suka nyubit aku sampe biru",
             "om saya cium saya", "ibu cubit saya karena nakal", "kakek aku suka cium aku di bibir",
             "abang sepupu masukin tangannya ke celana aku",
             "aku dipaksa layanin om", "my coach makes me undress", "a man showed me his penis",
             "someone is asking my daughter for nudes", "om cium saya di kening lalu cium dada saya",
             "om cium saya tangan dia masuk ke baju saya", "saya umur 10 om cium saya di kening terus di mulut",
             "bapak cium saya di kening terus di leher dan bibir", "kakek cium saya di dahi tiap malam",
             "he made me take off my clothes from the waist down"],
)  # fmt: skip
def test_harm_that_a_child_has_no_word_for_is_heard(text: str) -> None:
    assert read(text).sexual_or_child is not None


@pytest.mark.parametrize(
    "text", ["saya dipukul anak muda di terminal", "motor saya hilang", "aku takut", "penyuluhan kanker payudara",
             "saya dipukul bapak-bapak di pasar", "copet masukin tangannya ke tas aku", "suami saya cium pipi saya",
             "ibuku dipukul maling", "om saya cium saya di kening waktu lebaran",
             "ibu cubit saya karena nakal hehe", "send nudes lol", "take off my clothes from the laundry list",
             "my kids take off my clothes from the washing line", "om cium saya di kening",
             "kakek cium saya di dahi pas pamitan",
             "kakek aku hilang", "my boss makes me work late",
             "someone is asking my daughter for money", "saya dipaksa melayani pelanggan sampai malam",
             "orang telanjang dada berkelahi", "he touched her bag", "bapak pegang dada, sesak"],
)  # fmt: skip
def test_other_harm_is_not_taken_for_it(text: str) -> None:
    assert read(text).sexual_or_child is None
