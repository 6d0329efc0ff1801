"""A tracking code as people send it: in words of their own, with a slip, or with the PIN that nobody is to see."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT, at

CODE = "JB-7K4M-2QXV-Z"
LACKING = "Kode itu tidak ditemukan"
PIN = "3H7K-M2PW"


def sent() -> Chat:
    return Chat().has_chosen_a_language().says(THEFT).pauses().tap(0)


# Where a code is asked for


@pytest.mark.parametrize(
    "words",
    [CODE, "kode saya JB-7K4M-2QXV-Z", "cek status JB-7K4M-2QXV-Z", "JB–7K4M–2QXV–Z", "JB-7K4M2QXVZ", "7K4M-2QXV-Z",
     "7k4m 2qxv z", "JB-7K4M-2QXV", "kode: jb 7k4m 2qx", "7K4M2QXV", "JB-7K4M-2QXV-ZZ", "JB-7K4M-2QXV-Z dan PINnya",
     "itu JB-7K4M-2QXV-Z punya ibu saya, motornya belum ketemu"],
)  # fmt: skip
def test_whatever_holds_a_code_or_looks_like_one_is_looked_for(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("STATUS").says(words).sees(LACKING, "Kirim kode laporan")
    assert chat.state.draft is None


@pytest.mark.parametrize("words", ["motor saya dicuri di Pasar Baru", "hp saya hilang kemarin malam", "di sini 15"])
def test_a_report_is_told_from_a_code(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("STATUS").says(words).pauses().sees_no(LACKING)
    assert chat.state.draft is not None


# Elsewhere


@pytest.mark.parametrize(
    "words",
    ["{}", "cek status {}", "gimana laporan {} pak?",
     "Selamat pagi, saya mau tanya perkembangan laporan dengan kode {}",
     "status of my report {} please", "kode laporan saya {}, sudah sampai mana ya pak"],
)  # fmt: skip
def test_a_code_among_words_that_ask_for_it_tells_how_it_stands(words: str) -> None:
    for chat in (sent(), sent().passes(25 * 3600), sent().taps("Tambah info")):
        before = len(chat.report.messages)
        chat.says(words.format(chat.code)).sees("*Diterima* sejak")
        assert len(chat.report.messages) == before
    Chat().has_chosen_a_language().says(words.format(CODE)).sees(LACKING)
    Chat().has_chosen_a_language().says(words.format(CODE.removeprefix("JB-"))).sees(LACKING)


def test_a_draft_waits_while_a_code_is_looked_for() -> None:
    chat = at("report/where").says(f"cek status {CODE}").sees(LACKING)
    chat.says("KEMBALI").sees("Di mana kejadiannya?")
    assert chat.state.draft is not None
    assert chat.state.draft.text == "motor saya dicuri"


@pytest.mark.parametrize("words", ["tolong batalkan {}", "pelakunya sama dengan {}", "no rek 1234-5678-9"])
def test_a_code_among_other_words_is_content(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words.format(CODE)).pauses().sees_no(LACKING)
    assert chat.state.draft is not None


def test_a_code_is_an_answer_to_an_officer() -> None:
    chat = sent()
    chat.officer(steps.OfficerAsked(chat.code, "Kode laporan yang lama?")).says(CODE).sees("sudah diteruskan")
    assert len(chat.report.answers) == 1
    chat = sent()
    assert chat.officer(steps.OfficerJoined(chat.code)).says(CODE).last == []


# The PIN


@pytest.mark.parametrize(
    "words",
    [f"{CODE} PIN {PIN}", f"Kode Anda *{CODE}*, PIN *{PIN}* (hanya untuk membuka dari tempat lain)",
     f"{CODE} {PIN}", f"7K4M-2QXV-Z dan {PIN}", "JB–7K4M–2QXV–Z 3H7K–M2PW", f"{CODE} pin saya: 3h7k m2pw",
     f"pinnya {PIN}", f"{CODE}\npin 3H7KM2PW"],
)  # fmt: skip
def test_a_pin_is_kept_nowhere_and_its_owner_told(words: str) -> None:
    for chat in (Chat().has_chosen_a_language(), sent(), at("report/where")):
        chat.says(words).pauses()
        assert "PIN tidak perlu dikirim di sini" in "\n".join(say.message.text for say in chat.house.said)
        assert not any("m2pw" in text.lower() for text in chat.house.texts.values())


@pytest.mark.parametrize("words", [PIN, PIN.lower(), f" *{PIN}* ", "KMPW–TQRS"])
def test_nor_is_one_that_comes_alone_after_its_code(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("STATUS").says(CODE).says(words)
    chat.sees("PIN tidak perlu dikirim di sini", "Kirim kode laporan")
    assert [chat.house.texts[id_] for id_ in chat.house.forgotten] == [words]


@pytest.mark.parametrize("words", ["1234-5678", "anak-anak", "7K4M2QXV"])
def test_what_is_none_stays_where_a_code_is_asked_for(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("STATUS").says(words).sees_no("PIN tidak perlu")
    assert not chat.house.forgotten


@pytest.mark.parametrize("words", ["RT03-RW05", "KM12-KM15"])
def test_an_address_that_looks_like_one_stays(words: str) -> None:
    chat = at("report/where").says(words).pauses()
    assert not chat.house.forgotten


def test_a_pin_in_english() -> None:
    Chat(language="en").has_chosen_a_language().says(f"{CODE} PIN {PIN}").sees("The PIN is not needed here")


@pytest.mark.parametrize("language", ["id", "en"])
def test_whoever_sends_a_pin_is_told_where_it_opens_their_messages(language: str) -> None:
    Chat(language=language).has_chosen_a_language().says(f"{CODE} PIN {PIN}").sees("https://lapor.example/lacak")
    Chat(language=language).has_chosen_a_language().says("STATUS").says(PIN).sees("https://lapor.example/lacak")


@pytest.mark.parametrize(
    "words",
    [f"{CODE} plat B1234XYZ, anak-anak, 0812-3456-7890, yang baru", f"{CODE} pin yang lama hilang",
     "pin BB pelaku 2A3B4C5D", "pin atm saya 123456 diminta"],
)  # fmt: skip
def test_what_is_no_pin_stays(words: str) -> None:
    chat = Chat().has_chosen_a_language().says(words).pauses()
    assert words in chat.house.texts.values()
    chat.sees_no("PIN tidak perlu")
