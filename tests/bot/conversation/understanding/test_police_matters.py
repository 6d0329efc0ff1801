"""Papers that the police issue, complaints about the police, and what merely mentions them."""

from __future__ import annotations

import pytest

from bot.conversation.turn import SURE
from bot.conversation.understanding import accuses_police
from bot.conversation.understanding.shapes import Guess
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.understanding.reading import read

PAPERS = (
    "perpanjangan SIM hari sabtu buka jam berapa", "syarat bikin skck apa aja ya", "sim saya hilang di angkot",
    "mau urus surat kehilangan ktp dimana", "stnk motor hilang gimana ngurusnya", "cara bayar tilang elektronik",
    "sim keliling hari ini dimana pak", "skck bisa online ga", "ujian sim c bayar brp", "bpkb hilang lapor kemana",
    "mau bikin surat keterangan kehilangan atm", "izin keramaian buat nikahan gimana", "kena tilang bayarnya dimana",
    "how do I renew my driving licence", "I lost my driving licence", "police clearance opening hours?",
    "minta info syarat SKCK", "SKCK berapa lama jadinya", "apa harus antri untuk bikin SIM",
)  # fmt: skip
COMPLAINTS = (
    "oknum polisi minta uang 200 ribu di jalan", "saya dipukul polisi waktu demo", "polisi kasar sekali di polsek",
    "bikin SIM diminta uang 500 ribu sama calo", "urus skck dipersulit terus", "saya diperas oknum polantas",
    "petugas minta duit waktu urus skck", "antrian SKCK 3 jam tanpa penjelasan",
    "polisi minta damai 100rb", "laporan saya di polsek tidak ditanggapi", "polisi tidak mau terima laporan saya",
    "pelayanan sim lambat dan judes", "dibentak sama polisi di kantor", "dimintai uang oleh petugas polisi",
    "polisi itu mabuk dan memaki warga", "pelayanan polres mengecewakan", "anggota polisi memukul adik saya",
    "lapor 3 kali ga ada tindakan", "suap polisi tilang", "polisi terima suap dari bandar judi",
    "the police refused my report", "a police officer asked me for money", "I was beaten by the police",
    "the officer at the licence office was rude, I waited two hours for my driving licence",
    "police threatened my brother", "corrupt police took my money", "polisi di pos Melati minta uang damai 200 ribu",
    "saya mau melaporkan polisi yang memukul saya", "ada anggota polres yang memeras pedagang",
    "polisi yg jaga di perempatan minta duit 100rb katanya biar ga ditilang",
    "oknum brimob mukul sopir angkot di terminal kemaren", "dipukul brimob waktu demo",
    "mau ngadu soal polisi tp takut",
    "calo sim di polres banyak banget, bayar 800rb langsung jadi", "polsek nolak laporan saya katanya bukti kurang",
    "tadi ditilang tp ga dikasih surat, uang 250 masuk kantong polisinya",
    "anak saya ditangkap polisi tadi malam ga dikasih tau dimana ditahannya",
    "suami saya polisi, dia memukul saya", "bripka itu minta uang supaya kasus saya jalan", "penyidik minta duit",
    "laporan saya di polsek didiamkan 3 bulan", "sudah lapor polisi tapi tidak ada kabar", "polisi malak sopir truk",
    "polisi salah tangkap adik saya", "polisi jual sabu", "I want to report a police officer", "an officer hit me",
    "kena tilang tadi di Pasar Baru dimintain 200rb sama polisinya gak dikasih surat",
    "polisi minta 200rb ke saya di lampu merah", "polantas minta 50 ribu", "disuruh bayar 250rb sama polantas",
    "ditilang polisi disuruh bayar 100rb di tempat", "dimintain uang rokok sama polisi",
    "ditarik 200.000 sama pak polisi tadi pagi", "the traffic police wanted 200k from me and gave me no ticket",
    "policeman asked for 200 thousand", "my husband is a policeman and he beats me",
)  # fmt: skip
OTHERS = (
    "brimob datang, tawuran bubar", "reskrim menangkap pencuri motor di gang saya",
    "tolong polisi, suami memukul saya", "saya dipukul suami tolong polisi datang", "motor saya dicuri depan polsek",
    "ada balap liar dekat samsat tiap malam", "pelaku sudah ditangkap polisi", "polisi tidur rusak di jalan melati",
    "penipu mengaku dari kantor polisi", "dipukul tetangga, mau lapor polisi", "ada tawuran, cepat kirim polisi",
    "dompet dan KTP saya hilang dicopet di pasar", "lapor RT tapi tidak ada tindakan, selokan mampet",
    "suami saya lapor polisi kemarin, motornya dicuri", "dia polisikan saya karena utang", "mau lapor polisi",
    "someone hit me, please send police", "my bike was stolen near the police station",
)  # fmt: skip
LOST = (
    "KTP hilang", "e-ktp saya ilang di angkot", "saya kehilangan ktp", "kartu ATM hilang", "atm saya hilang",
    "STNK motor saya hilang", "ktp anak saya hilang", "buku nikah hilang", "dokumen hilang", "ktp tercecer",
    "dompet hilang isi STNK", "dompet saya hilang isinya KTP dan SIM", "dompet jatuh di jalan isi KTP dan STNK",
    "dompet tercecer di jalan isi KTP", "kehilangan tas isi paspor", "surat kehilangan", "mau buat surat kehilangan",
    "buat surat kehilangan hp", "mau urus surat kehilangan karena dompet saya hilang", "KTP hilang sudah lama banget",
    "lost my passport, need a letter", "my passport is missing", "I lost my ID card", "lost driving licence",
    "lost wallet, need a police letter", "kartu SIM saya hilang", "lost my sim card",
)  # fmt: skip
STOLEN = (
    "motor hilang", "motor saya hilang beserta STNK", "motor hilang mau buat surat kehilangan", "dompet hilang",
    "motor saya dicuri beserta STNK", "dompet saya dicuri, isi KTP SIM STNK",
    "dompet saya hilang diambil orang isi ktp",
    "tas saya dijambret isinya KTP dan STNK", "rumah dibobol, sertifikat dan BPKB hilang", "STNK dicuri",
    "hp saya dicuri, ada kartu SIM Telkomsel", "tas hilang isinya KTP dan hp",
    "my wallet was stolen with my passport", "my bike was stolen, I need a letter",
)  # fmt: skip
MISSING = (
    "anak hilang", "anak hilang tidak bawa KTP", "ibu saya hilang, ktp dibawa", "kehilangan anak",
    "my child is missing",
    "nenek hilang pikun tidak bawa ktp", "saya terpisah dari anak saya", "nenek saya terpisah di pasar",
)  # fmt: skip


NO_DEMAND = (
    "kena tilang sama polisi, suruh bayar 250rb lewat briva", "ada yang ngaku polisi minta 200rb",
    "dimintain 200rb sama orang yang ngaku polisi", "polisi gadungan minta 200rb", "dimintain keterangan sama polisi",
    "kena tilang, polisi minta KTP sama STNK", "saya diminta 2 kali datang sama polisi",
    "diminta bayar denda tilang sama polisi di bank", "preman minta 20rb di parkiran, polisi diam saja",
    "the police officer asked 2 questions", "dipalak preman 20rb, mau lapor polisi",
)  # fmt: skip


def guess(text: str) -> Guess:
    return read(text).category or Guess("", (), 0.0)


@pytest.mark.parametrize("text", PAPERS)
def test_a_question_about_papers_is_no_complaint(text: str) -> None:
    assert guess(text).value == "paperwork"


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, kind) for kind, texts in (("paperwork", LOST), ("theft", STOLEN), ("missing", MISSING)) for text in texts],
)
def test_lost_papers_are_a_letter_stolen_ones_theft_and_people_missing(text: str, kind: str) -> None:
    found = guess(text)
    assert (found.value, found.sure >= SURE) == (kind, True)


def test_a_relative_who_is_gone_is_no_paper() -> None:
    assert guess("kehilangan adik, ktp ada di rumah").value != "paperwork"
    assert guess("keponakan saya hilang tidak bawa KTP").value != "paperwork"


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [("id", "KTP hilang", "Surat dan SIM"), ("en", "lost my passport, need a letter", "Papers and licences")],
)
def test_whoever_lost_papers_is_asked_for_no_place_and_no_danger(language: str, text: str, kind: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(text).tap(0).sees(kind).tap(0)
    assert (chat.report.view.category, chat.report.view.priority) == ("paperwork", 4)


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_about_the_police_is_one(text: str) -> None:
    assert guess(text).value == "police_service"


@pytest.mark.parametrize("text", OTHERS)
def test_who_mentions_the_police_accuses_nobody(text: str) -> None:
    assert guess(text).value not in {"police_service", "paperwork"} or guess(text).sure < SURE


@pytest.mark.parametrize("text", NO_DEMAND)
def test_fines_impostors_and_questions_of_officers_are_no_demand_for_money(text: str) -> None:
    assert guess(text).value != "police_service" or guess(text).sure < SURE


@pytest.mark.parametrize("text", PAPERS[2:4])
def test_papers_are_open_to_every_officer_and_need_neither_place_nor_name(text: str) -> None:
    chat = Chat().says(text).pauses()
    if "Melapor" in chat.labels:
        chat.taps("Melapor")
    chat.sees("Ini laporan Anda", "Surat dan SIM").taps("Kirim laporan")
    assert (chat.report.view.category, chat.report.view.restricted) == ("paperwork", False)


def test_a_question_about_papers_goes_to_an_officer_openly() -> None:
    chat = Chat().says("syarat bikin skck apa aja ya").taps("Bertanya")
    assert (chat.report.view.category, chat.report.view.restricted) == ("paperwork", False)


def test_a_complaint_is_restricted_and_its_author_asked_about_the_name() -> None:
    chat = Chat().says("saya diperas oknum polantas di Pasar Baru").pauses()
    chat.sees("Bagaimana nama Anda ditangani?").taps("Rahasiakan nama").taps("Kirim laporan")
    assert (chat.report.view.category, chat.report.view.restricted) == ("police_service", True)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("Keluhan soal polisi", "police_service"), ("Tidak yakin", "police_service"), ("SIM, SKCK, surat", "paperwork")],
)
def test_a_matter_with_the_police_chosen_from_the_list_is_asked_about_once(answer: str, kind: str) -> None:
    chat = Chat().says("mau cerita").taps("Melapor").taps("Layanan polisi").sees("Ini keluhan tentang polisi")
    chat.taps(answer).sees_no("Ini keluhan tentang polisi")
    assert chat.state.draft is not None
    assert chat.state.draft.category == kind


@pytest.mark.parametrize("words", ["LEWATI", "yang kemarin itu lho"])
def test_whoever_does_not_say_which_is_treated_as_complaining(words: str) -> None:
    chat = Chat().says("mau cerita").taps("Melapor").taps("Layanan polisi").says(words).pauses().says("LEWATI")
    chat.taps("Rahasiakan nama").taps("Kirim laporan")
    assert chat.report.view.restricted


def test_papers_named_in_ones_own_words_are_no_complaint() -> None:
    chat = Chat().says("mau cerita").taps("Melapor").taps("Layanan polisi").says("mau tanya perpanjangan SIM").pauses()
    assert chat.state.draft is not None
    assert chat.state.draft.category == "paperwork"


BEATEN_BY_POLICE = (
    "tolong saya dipukuli polisi sekarang", "tolong oknum polisi memukul saya pakai pentungan", "saya ditembak polisi",
    "teman saya dikeroyok polisi tolong", "anak saya dianiaya anggota polisi di polsek sekarang",
    "polisi yang memukul saya masih di sini tolong", "saya ditodong pistol oleh oknum polisi",
    "polisi pukul adik saya sampai berdarah", "I am being beaten by the police", "help the police are beating me",
    "a police officer is beating my brother",
)  # fmt: skip
NOT_BEATEN_BY_POLICE = (
    "tolong ada yang bawa pisau, polisi tidak datang", "tolong polisi, suami memukul saya",
    "lapor polisi, ada orang dipukuli sekarang", "polisi ditembak penjahat di jalan Melati",
    "polisi gadungan memukul saya", "orang yang mengaku polisi memukul saya", "polisi tidak memukul saya",
    "perampok ditembak polisi di jalan", "polisi menembak perampok bank", "oknum polisi minta uang sekarang",
    "someone hit me, please send police", "saya dipukul suami tolong polisi datang", "DARURAT",
)  # fmt: skip


@pytest.mark.parametrize("text", BEATEN_BY_POLICE)
def test_who_is_hurt_by_the_police_accuses_them(text: str) -> None:
    assert accuses_police(text)


@pytest.mark.parametrize("text", NOT_BEATEN_BY_POLICE)
def test_danger_in_which_the_police_are_called_or_missed_accuses_nobody_of_it(text: str) -> None:
    assert not accuses_police(text)


def test_an_alarm_about_the_police_is_restricted_and_nobody_is_said_to_know() -> None:
    chat = Chat().says("tolong saya dipukuli polisi sekarang").sees("TELEPON 110")
    assert (chat.report.view.priority, chat.report.view.restricted) == (1, True)
    chat.says("di Pasar Baru").sees("sudah masuk ke meja petugas").sees_no("diberi tahu")


def test_an_alarm_in_a_draft_about_the_police_is_restricted_too() -> None:
    chat = Chat().says("saya dipukul polisi di Pasar Baru").pauses().says("DARURAT").sees("TELEPON 110")
    assert (chat.report.view.priority, chat.report.view.restricted) == (1, True)


def test_an_alarm_while_the_police_do_not_come_is_for_everybody() -> None:
    chat = Chat().says("tolong ada yang bawa pisau, polisi tidak datang").sees("TELEPON 110")
    assert not chat.report.view.restricted


@pytest.mark.parametrize(
    "text", ["ada kartu SIM Telkomsel 0812", "kartu Indosat saya di dalamnya", "my sim card is in it"]
)
def test_a_card_for_the_phone_is_no_licence(text: str) -> None:
    assert guess(text).value != "paperwork"


@pytest.mark.parametrize("text", ["yang tetangga itu laporan terpisah ya pak", "rekeningnya terpisah"])
def test_what_is_apart_is_not_missing(text: str) -> None:
    assert guess(text).value != "missing"


@pytest.mark.parametrize("text", ["he ran off with my phone", "he needs help and then um he ran off with mine"])
def test_who_ran_off_with_a_thing_stole_it(text: str) -> None:
    assert guess(text).value == "theft"


def test_she_who_ran_off_with_what_was_paid_cheated() -> None:
    assert guess("she ran off with my money after I paid for the phone online").value == "fraud"
