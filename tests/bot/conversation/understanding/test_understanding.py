"""What is read out of messages, in both languages, and by which words."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.turn import SURE
from bot.conversation.understanding import Places, Understanding, category_named, command, understand
from core import places

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)  # Thursday 10.00 WIB
PLACES = Places.from_rows((p.name, p.kind, p.lat, p.lon, p.parent) for p in places.demo())
SHARED = Path(__file__).parents[4].parent / "shared" / "data"


def read(text: str) -> Understanding:
    return understand(text, now=NOW, zone=ZONE, places=PLACES)


@pytest.mark.parametrize(
    "text",
    [
        "DARURAT", "darurat!!", "tolong dia bawa pisau", "ditodong", "tolong sekarang", "mau dibunuh",
        "ada yang terluka parah", "kebakaran rumah di teluk sirih", "toloooong ada maling di rumah",
        "help he has a gun",
        "someone is breaking in", "she is not breathing", "suami saya mengancam saya pakai parang sekarang",
        "anak saya dikejar orang", "barusan saya ditusuk orang", "saya tidak kenal, dia bawa pisau",
        "tidak ada sinyal di sini, teman saya dibacok", "suamiku mukulin aku skrg",
        "wong gelut getihe akeh, cepet tulung",
        "my husband is threatening me with a machete", "someone is trying to get in", "🆘", "pengen mati aja",
        "kecelakaan lalu lintas, ada yang luka parah", "I don't want to live anymore",
        "motor sama truk, orangnya gak gerak, tolong", "dia kelindes bus, darahnya banyak bgt",
        "ponakan sesek napas abis nenggak pil, gak bisa dibangunin", "temen gw overdosis pak mulutnya berbusa",
        "my mate took some pills and he is turning blue", "sopir ngunci pintu, saya ga bolehin turun",
        "ada cewek jerit2 jangan bunuh aku", "bapak kalap nyiram bensin ke badan ibu", "ada oreng acarok pak",
        "wong mendem nggowo arit, ono sing getihen, cepet pak", "wong njugil jendelo mburi omah, kulo wedi pak",
        "bacakak pak, alah ado nan kanai tikam", "anak pak RT hanyut di kali",
        "bayi saya dibawa kabur orang 10 menit lalu",
        "two men with machetes are fighting", "he is choking my roommate", "our guide never surfaced",
        "ada kecelakaan, korbannya masih tergeletak blm ada yg nolong",
        "my friend is not waking up and her lips are blue",
        "Toddler fell in the pool and she won't wake up", "pembantu sy jatuh dari lantai 2 ga respon",
        "my taxi driver won't stop and he's locked the doors", "aku udah minum obatnya semua",
        "a guy is standing on the edge of the hotel roof, says he'll jump", "they just grabbed my wife",
        "kakak saya dibawa paksa orang naik mobil barusan", "pak ada perahu kebalik, 4 orang masih di air",
        "ANAK SAYA KEJEBAK DI DALEM RUMAH APINYA UDAH BESAR", "driver nya raba2 saya terus ga mau nurunin",
        "ojol dikeroyok di depan mall udh berdarah2 pak", "woyyy polisi kesini dong ada yg kena tusuk di konser",
        "landlord and 4 men are kicking down my door", "pendaki jatoh ke jurang msh kedengeran manggil2",
        "paman kalap bacok tetangga, parangnya masih dipegang", "tabrakan motor sama truk, yg naik motor ga gerak",
        "I got robbed at knifepoint and they're coming back toward me", "mereka lempar molotov, kami kejebak di dalam",
    ],
)  # fmt: skip
def test_danger_now_is_an_emergency(text: str) -> None:
    urgent = read(text).urgent
    assert urgent is not None
    assert urgent.value == "emergency"
    assert urgent.words


@pytest.mark.parametrize(
    "text",
    [
        "tidak darurat", "bukan darurat", "kemarin ada begal", "latihan darurat", "nomor darurat berapa?",
        "not an emergency", "nobody is hurt", "tidak ada yang luka", "motor saya dicuri tadi pagi", "halo",
        "nobody was badly hurt", "tidak ada korban", "korban tidak ada, tolong cepat", "tanpa korban jiwa, tolong pak",
        "tolong disemprot, banyak nyamuk demam berdarah", "mobil pemadam kebakaran tidak bisa masuk gang",
        "bila terjadi kebakaran mobil tidak bisa lewat", "lomba nanti sore pukul 15.00, tolong dibantu",
        "tolong PKL liar di trotoar ditertibkan", "they always walk around with a gun in films",
        "gangster sering lewat membawa senjata tajam tiap malam minggu",
        "saya digebukin 4 orang senin lalu", "dia bawa pisau tanggal 2 februari",
        "saya tenggelam dalam kerjaan", "that noodle place is the bomb", "macetnya bikin mau mati wkwk",
        "baca berita kebakaran hutan di kalimantan", "ibu saya darah tinggi, bisa diwakilkan?", "pulsa sekarat pak",
        "gue dikejar2 tugas bukan dikejar polisi wkwk", "tiga hari lalu adik saya dikeroyok, sudah sampai mana?",
        "tolong, motor saya ditabrak kemarin", "sampah baunya bikin mau mati rasanya",
        "alat isepnya disembunyiin di plafon", "dibunuh rindu nih pak", "anak saya kecanduan game tembak",
    ],
)  # fmt: skip
def test_talk_of_danger_is_none(text: str) -> None:
    urgent = read(text).urgent
    assert urgent is None or urgent.value == "danger_hint"


@pytest.mark.parametrize("text", ["mensos datang ke balai desa", "tetangga menggunkan pengeras suara"])
def test_no_cry_is_heard_inside_another_word(text: str) -> None:
    assert read(text).urgent is None


@pytest.mark.parametrize("text", ["tidak ada korban", "nobody is hurt", "korban nihil", "tidak ada satupun yang luka"])
def test_what_is_denied_is_not_asked_about(text: str) -> None:
    assert read(text).urgent is None


@pytest.mark.parametrize(
    "text",
    [
        "korban tidak ada yang menolong",
        "tolong pak ada tabrakan truk",
        "🔪",
        "saya takut",
        "aku takut",
        "ada wong gelut",
    ],
)
def test_what_might_be_danger_is_asked_about(text: str) -> None:
    urgent = read(text).urgent
    assert urgent is not None
    assert urgent.value == "danger_hint"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("motor saya dicuri di Pasar Baru tadi pagi", "theft"),
        ("mtr sy ilang dicolong maling", "theft"),
        ("ada tabrakan truk di jalan sudirman", "crash"),
        ("kena tipu online 2 juta", "fraud"),
        ("tetangga mabuk bikin ribut tiap malam", "disorder"),
        ("adik saya belum pulang sejak kemarin", "missing"),
        ("ada yang jual sabu di warung", "drugs"),
        ("perpanjangan SIM jam berapa", "paperwork"),
        ("my phone was stolen", "theft"),
        ("mtr sy ilang d pasar bru td pgi", "theft"),
        ("motor kulo ilang wonten ngarep omah", "theft"),
        ("orang ngaku dari bank minta kode OTP", "fraud"),
        ("polisi ga becus, sudah lapor 3 kali ga ada tindakan", "police_service"),
        ("I was scammed by a fake shop", "fraud"),
        ("ada WA masuk, katanya saya pemenang mobil dan dapat hadiah", "fraud"),
        ("nomor tidak dikenal minta pulsa, mengaku ibu saya", "fraud"),
        ("ada yg ngaku polisi minta uang tebusan anak saya", "fraud"),
        ("WA saya dibajak, teman2 dimintai uang", "fraud"),
        ("motor vs mobil adu banteng", "crash"),
        ("kaca mobil dipecah, tas diambil", "theft"),
        ("anak2 pada ngelem di pos ronda", "drugs"),
        ("tetangga karaokean sampai subuh", "disorder"),
        ("orang tua hilang, terakhir pakai baju batik", "missing"),
        ("petugas polsek kasar waktu saya lapor", "police_service"),
        ("telepon katanya anak saya kecelakaan minta transfer", "fraud"),
        ("tas saya dirampas pemotor", "theft"),
        ("my grandmother wandered off", "missing"),
    ],
)
def test_the_kind_is_read_with_its_words(text: str, kind: str) -> None:
    guess = read(text).category
    assert guess is not None
    assert guess.value == kind
    assert guess.words


@pytest.mark.parametrize(
    "text",
    ["lampu di gang 4 mati", "jalan ini rawan kecelakaan", "honda beat hitam plat B 1234 XX", "saluran air macet"],
)
def test_everyday_words_name_no_kind(text: str) -> None:
    assert read(text).category is None


@pytest.mark.parametrize(
    "text",
    [
        "ayah mukul aku terus",
        "my dad hits me",
        "saya dilecehkan di angkot",
        "anak saya dipukuli ayahnya",
        "he touched me",
        "ada bapak2 pamer kemaluan di depan sekolah",
        "ada guru yg suka megang2 murid perempuan",
        "saya direkam waktu mandi",
        "pacar ngancam sebar video saya",
        "bayi dibuang di depan masjid",
        "pak anak saya diculik barusan di depan sekolah",
        "tetangga mukulin anaknya pake sabuk",
        "dia dicekokin minuman trs dibawa 3 cowok ke kamar",
        "pak tolong ada anak kecil disekap di kontrakan sebelah",
        "saya di kamar hotel dipaksa begituan sama orang",
        "I think my drink was spiked and I was assaulted",
        "I was raped",
    ],
)
def test_sexual_harm_and_children_are_noticed(text: str) -> None:
    assert read(text).sexual_or_child is not None


def test_a_child_that_writes_is_noticed() -> None:
    assert all(
        read(text).child for text in ("aku umur 10", "umurku 12 tahun", "saya masih kelas 4 SD", "I'm 10 years old")
    )
    assert not any(
        read(text).child for text in ("anak saya umur 10", "saya umur 35", "aku di depan SD 4", "I am 40 years old")
    )


def test_a_wish_to_die_is_noticed() -> None:
    assert read("aku mau bunuh diri").self_harm
    assert not read("suamiku mau bunuh aku").self_harm


@pytest.mark.parametrize(
    ("text", "local", "precision"),
    [
        ("tadi malam jam 9", "2026-03-11T21:00", "hour"),
        ("kemarin", "2026-03-11T00:00", "day"),
        ("12/3 jam 2 pagi", "2026-03-12T02:00", "hour"),
        ("senin kemarin", "2026-03-09T00:00", "day"),
        ("yesterday at 9pm", "2026-03-11T21:00", "hour"),
        ("pukul 07.30", "2026-03-12T07:30", "minute"),
        ("dua jam yang lalu", "2026-03-12T08:00", "hour"),
        ("tadi pagi", "2026-03-12T08:00", "part"),
        ("td pgi", "2026-03-12T08:00", "part"),
        ("wau dalu", "2026-03-11T20:00", "part"),
        ("tadi malam jam setengah sembilan", "2026-03-11T20:30", "minute"),
        ("kemarin pukul dua siang", "2026-03-11T14:00", "hour"),
        ("tadi malam jam 12", "2026-03-12T00:00", "hour"),
        ("setengah jam yang lalu", "2026-03-12T09:30", "minute"),
        ("half an hour ago", "2026-03-12T09:30", "minute"),
        ("wingi bengi jam 9", "2026-03-11T21:00", "hour"),
        ("pencuri masuk jam sembilan", "2026-03-12T09:00", "hour"),
        ("kemarin 8 Maret", "2026-03-08T00:00", "day"),
        ("semalem motor saya hilang", "2026-03-11T20:00", "part"),
        ("3 hari lalu sekitar jam 8 pagi", "2026-03-09T08:00", "hour"),
        ("seminggu yang lalu", "2026-03-05T00:00", "day"),
        ("td mlm jam 11an", "2026-03-11T23:00", "hour"),
        ("kemarin setengah sembilan malam", "2026-03-11T20:30", "minute"),
        ("half past nine last night", "2026-03-11T21:30", "minute"),
        ("jam 12 tengah malam", "2026-03-12T00:00", "hour"),
        ("tadi tengah malam", "2026-03-12T00:00", "part"),
        ("habis magrib kemarin", "2026-03-11T18:00", "part"),
        ("tgl 20", "2026-02-20T00:00", "day"),
        ("tanggal 5 jam 10 pagi", "2026-03-05T10:00", "hour"),
        ("yesterday night around 9", "2026-03-11T21:00", "hour"),
        ("tadi pagi sekitar 7", "2026-03-12T07:00", "hour"),
        ("about 10 last night he hit me", "2026-03-11T22:00", "hour"),
        ("sekitar 9 orang tadi malam", "2026-03-11T20:00", "part"),
        ("around 5 people last night", "2026-03-11T20:00", "part"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, local: str, precision: str) -> None:
    found = read(text).when
    assert found is not None
    assert found.start.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M") == local
    assert (found.precision, found.future) == (precision, False)


@pytest.mark.parametrize(
    "text",
    [
        "Selamat siang Bapak, uang saya hilang", "pagi pak, motor saya hilang", "malam, saya mau lapor",
        "good evening, my bag is gone", "setiap malam mereka ribut", "di RT 06/01 banjir", "rw05/03",
        "setengah mati saya takut", "tanggal 45", "rumah no 11an", "harga 20an ribu",
    ],
)  # fmt: skip
def test_greetings_habits_and_addresses_are_no_time(text: str) -> None:
    assert read(text).when is None


def test_the_future_is_noticed_and_an_impossible_date_is_none() -> None:
    found = read("besok jam 8").when
    assert found is not None
    assert found.future
    lusa = read("lusa").when
    assert lusa is not None
    assert lusa.future
    assert read("31/2").when is None
    for text in ("1/1/0001", "31/12/9999", "5 mei 1500"):
        assert read(text).when is None
        read(f"{text} jam 01.00")  # the calendar ends there: no zone can be applied


def test_places_of_the_station_are_found_with_their_point() -> None:
    (place, *_) = read("motor hilang di pasar sirih").places
    assert place.name.startswith("Pasar Sirih")
    assert (place.lat, place.lon) == (-6.9312, 107.6331)


def test_global_words_count_only_as_the_whole_message() -> None:
    assert command("/Darurat!") == "emergency"
    assert command("LEWATI") == "skip"
    assert command("hapus data") == "delete_data"
    assert command("saya mau batal lapor") is None


def test_a_typed_kind_may_be_mistyped() -> None:
    assert [g.value for g in category_named("penipuan onlin")][:1] == ["fraud"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("pencuran", "theft"), ("narkba", "drugs"), ("kecelakan", "crash"), ("penpuan", "fraud"), ("maling", "theft"),
     ("tidak tahu pak", "other"), ("online frauds", "fraud"), ("trafic crash", "crash")],
)  # fmt: skip
def test_one_letter_amiss_leaves_no_question(answer: str, kind: str) -> None:
    best, *_ = category_named(answer)
    assert (best.value, best.sure >= SURE) == (kind, True)


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [("pencarian", ["theft"]), ("begl", ["theft"]), ("violance", ["violence"]), ("tabrakn", ["crash"]),
     ("hilang", ["theft", "missing"]), ("motor", ["theft", "crash", "disorder"]),
     ("kekersan online", ["fraud", "violence", "sexual_or_child"]), ("gangguan online", ["disorder", "fraud"]),
     ("penipuan atau pencurian", ["fraud", "theft"]), ("rekening", ["fraud"])],
)  # fmt: skip
def test_what_is_near_to_kinds_is_no_sure_answer(answer: str, kinds: list[str]) -> None:
    found = category_named(answer)
    assert sorted(guess.value for guess in found) == sorted(kinds)
    assert all(guess.sure < SURE and guess.words for guess in found)


@pytest.mark.parametrize(
    "answer",
    ["", "aneh", "utang", "sengketa tanah", "pohon tumbang", "listrik mati", "bukan narkoba", "saya bingung", "lain",
     "something strange", "kemarin saya jalan sendirian waktu tetangga lewat"],
)  # fmt: skip
def test_other_words_are_taken_for_no_kind(answer: str) -> None:
    assert category_named(answer) == ()


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    read(text)
    command(text)


@pytest.mark.parametrize("text", ["a" * 100_000, "tolong " * 15_000, "1/1/" * 25_000, "di " * 33_000, "JB-" * 33_000])
def test_hostile_texts_cost_no_more_than_long_ones(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 1.0  # a few milliseconds here; quadratic reading would take minutes


@pytest.mark.external_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="the external data is not on this machine")
def test_real_complaints_hardly_ever_ring_the_alarm() -> None:
    """4,106 complaints to a city: 18 (0.4 %) rang when this was written, real fires among them."""
    import csv

    with (SHARED / "complaints_surabaya_2022.csv").open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    alarms = [t for t in texts if (u := read(t).urgent) is not None and u.value == "emergency"]
    assert len(alarms) / len(texts) < 0.005
