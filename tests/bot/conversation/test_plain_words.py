"""Words for a choice as people type them: what is an answer is taken as one, and what is none describes nothing."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT, at

DRUGS = "tetangga saya jual sabu di Melati"


def text_of(chat: Chat) -> str:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft.text


# The name


@pytest.mark.parametrize(
    ("words", "identity"),
    [(words, "anonymous") for words in ("anonim", "anonim aja", "Anonim aja pak", "anonymous please", "anonymous",
                                        "tanpa nama", "tanpa nama saja bu")]
    + [(words, "private") for words in ("rahasia", "rahasiakan pak", "private please")]
    + [(words, "contactable") for words in ("boleh pak", "hubungi saya")],
)  # fmt: skip
def test_the_name_is_treated_as_the_words_say(words: str, identity: str) -> None:
    chat = Chat().says(DRUGS).pauses().sees("nama Anda ditangani?").says(words)
    assert chat.state.step == "card", chat.transcript
    assert chat.state.draft is not None
    assert (chat.state.draft.identity, text_of(chat)) == (identity, DRUGS)


def test_a_wish_for_secrecy_at_the_name_is_explained_and_describes_nothing() -> None:
    chat = Chat().says(DRUGS).pauses().says("jangan sebut nama saya").pauses().sees("Anonim penuh:")
    assert (chat.state.step, text_of(chat)) == ("identity", DRUGS)


# HAPUS DATA


@pytest.mark.parametrize("words", ["iya", "ya hapus", "Ya, hapus", "iya hapus", "hapus aja", "HAPUS", "ya"])
def test_deleting_is_confirmed_in_plain_words(words: str) -> None:
    Chat().says("halo").says("HAPUS DATA").sees("Hapus sekarang?").says(words).sees("Sudah dihapus")
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan").says("HAPUS DATA").says(words)
    assert chat.reports[-1].tags == ["delete_request"], chat.transcript


@pytest.mark.parametrize("words", ["iya pak hapus aja", "ya hapus semua", "iya pak", "hapus semuanya pak"])
def test_who_is_less_plain_hears_what_to_type_and_nothing_is_added(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says("HAPUS DATA").says(words).sees("Tulis HAPUS bila setuju, atau TIDAK")
    assert (chat.house.forgotten, text_of(chat)) == ([], THEFT)
    chat.says(words).sees("Tulis HAPUS").says(words).sees("tidak ada yang dihapus", "Ini laporan Anda")
    assert text_of(chat) == THEFT


def test_who_tells_something_else_hears_that_nothing_was_deleted() -> None:
    chat = Chat().says("HAPUS DATA").says("motor saya dicuri di Pasar Baru").sees("tidak ada yang dihapus")
    assert text_of(chat.pauses()) == "motor saya dicuri di Pasar Baru"


@pytest.mark.parametrize("words", ["tks", "makasih banyak kak", "terima kasih pak", "[foto]"])
def test_after_nothing_was_deleted_a_yes_deletes_nothing(words: str) -> None:
    chat = Chat().says("halo").says("HAPUS DATA")
    chat = chat.sends(photos=1) if words == "[foto]" else chat.says(words)
    chat.sees("tidak ada yang dihapus").says("iya").pauses().sees_no("Sudah dihapus")


def test_thanks_lead_back_to_the_report() -> None:
    chat = Chat().says(THEFT).pauses().says("HAPUS DATA").says("tks").sees("tidak ada yang dihapus", "Ini laporan Anda")
    chat.says("KIRIM")
    assert len(chat.reports) == 1


@pytest.mark.parametrize("sent", [False, True])
def test_a_yes_long_after_the_question_is_asked_again(sent: bool) -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan") if sent else Chat().says("halo")
    chat.says("HAPUS DATA").passes(3601).says("ya").sees("sekarang?").sees_no("Sudah dihapus", "3x24 jam")
    chat.says("ya").sees("3x24 jam" if sent else "Sudah dihapus")


# BATAL


@pytest.mark.parametrize("words", ["iya", "iya hapus", "hapus aja", "y", "ya", "Ya hapus"])
def test_a_draft_is_deleted_in_plain_words(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says("BATAL").says(words).sees("Draf sudah dihapus")
    assert chat.state.draft is None


@pytest.mark.parametrize("words", ["gak jadi deh", "batalin aja", "gajadi", "batalin", "batal aja"])
def test_who_takes_it_back_is_asked_about_the_draft(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).sees("Hapus draf ini?")
    assert text_of(chat) == THEFT


def test_the_question_about_the_draft_does_not_come_for_ever() -> None:
    chat = Chat().says(THEFT).pauses().says("BATAL")
    for _ in range(2):
        chat.says("iya pak hapus").sees("Tulis HAPUS untuk menghapus, SIMPAN, atau LANJUTKAN")
    chat.says("iya pak hapus").sees("Ini laporan Anda")
    assert text_of(chat) == THEFT
    chat.says("BATAL")
    for words in ("warnanya merah", "platnya B 1234", "ada stiker"):
        chat.says(words).pauses().sees("Kami tambahkan ke draf.")
    chat.sees("Ini laporan Anda")
    assert text_of(chat) == f"{THEFT}\nwarnanya merah\nplatnya B 1234\nada stiker"


def test_a_draft_is_kept_by_saying_so() -> None:
    Chat().says(THEFT).pauses().says("BATAL").says("simpan dulu pak").sees("Draf disimpan")


# Files


@pytest.mark.parametrize(
    "words",
    ["gak punya fotonya pak", "udah", "itu aja", "belum ada", "gada", "ga ada pak", "sudah semua kak", "udah itu aja",
     "that's all", "no photos"],
)  # fmt: skip
def test_who_has_nothing_to_show_goes_on(words: str) -> None:
    chat = at("report/media").says(words)
    assert chat.state.step == "extra", chat.transcript
    assert words not in text_of(chat)
    chat = at("report/media").sends(photos=1).pauses().sees("1 foto diterima").says(words)
    assert chat.state.step == "extra", chat.transcript


def test_who_goes_on_telling_is_not_asked_for_files_for_ever() -> None:
    chat = at("report/media").says("pelakunya kabur").pauses().sees("Kami tambahkan", "Ada foto")
    chat.says("ke arah selatan").pauses().sees("Kami tambahkan", "Ada yang luka?")
    chat = at("report/media").says("ini fotonya").sends(photos=1).pauses().sees("1 foto diterima")
    chat.says("dari jauh").pauses().sees("1 foto diterima").sends(photos=1).pauses().sees("2 foto diterima")


def test_the_end_of_an_answer_is_no_state_of_a_report() -> None:
    assert at("report/media", language="en").labels == ["None", "Done"]
    chat = at("adding/open", language="en")
    assert chat.labels[0] == "Done"
    chat.says("done").sees("*Received* since")
    at("adding/open").says("selesai").sees("*Diterima* sejak")
