"""Sexual harm and children: thanked, not questioned, filed where only a few may read it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

WORDS = "saya diperkosa paman saya"


def test_the_first_words_are_thanks_help_and_no_question() -> None:
    chat = Chat(known=False).says(WORDS)
    chat.sees("Terima kasih sudah memberi tahu. Ini bukan salah Anda.", "berhenti kapan saja", "110")
    chat.sees("telepon 129", "08111-129-129", "Kode Anda *JB-", "PIN Anda")
    assert "?" not in chat.text
    assert not chat.last[-1].message.choices


def test_it_is_filed_at_once_and_restricted() -> None:
    chat = Chat().says(WORDS)
    assert chat.report.view.restricted
    assert chat.report.view.category == "sexual_or_child"
    assert chat.report.messages == ["m1"]
    assert chat.state.draft is None


def test_english() -> None:
    chat = Chat(language="en").says("I was raped by my neighbour")
    chat.sees("Thank you for telling us. This is not your fault.", "call 129", "Your code is *JB-").sees_no("Anda")
    assert "?" not in chat.text


def test_more_may_be_written_and_no_reminder_comes() -> None:
    chat = Chat().says(WORDS)
    assert chat.passes(72 * 3600).last == []
    chat = (
        Chat()
        .says(WORDS)
        .says("dia masih sering ke rumah")
        .pauses()
        .sees("petugas khusus. Anda boleh berhenti kapan saja")
    )
    assert "?" not in chat.text
    assert len(chat.report.messages) == 2
    assert len(chat.reports) == 1


def test_words_in_the_middle_of_a_report_end_its_questions() -> None:
    chat = Chat().says("motor saya dicuri").pauses().says(WORDS).sees("Ini bukan salah Anda")
    assert chat.report.view.restricted
    assert chat.report.messages == ["m1", "m2"]


def test_choosing_the_category_is_enough() -> None:
    chat = Chat().says("mau cerita").taps("Melapor").taps("Kekerasan seksual/anak").sees("Ini bukan salah Anda")
    assert chat.report.view.restricted


def test_it_never_joins_a_report_that_others_read() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan").says(WORDS)
    assert [report.view.restricted for report in chat.reports] == [False, True]
    assert [report.messages for report in chat.reports] == [["m1"], ["m3"]]


def test_danger_and_harm_together_call_and_stay_restricted() -> None:
    chat = Chat().says("dia bawa pisau dan mau perkosa saya, tolong").sees("TELEPON 110")
    assert chat.report.view.restricted
    assert chat.report.view.priority == 1


@pytest.mark.parametrize("word", ["STATUS", "MENU"])
def test_its_status_names_no_category(word: str) -> None:
    Chat().says(WORDS).says(word).sees_no("seksual")


def test_adding_to_it_asks_for_no_detail_and_no_photo() -> None:
    chat = Chat().says(WORDS).says("MENU").taps("Tambah info").sees("Tidak perlu detail, dan tidak perlu foto")
    assert chat.labels == ["Selesai"]


@pytest.mark.parametrize(
    ("language", "label", "sees"),
    [
        ("id", "Anonim penuh", ("Ini bukan salah Anda", "*JB-", "Catat keduanya", "https://lapor.example/lacak")),
        ("en", "Fully anonymous", ("This is not your fault", "*JB-", "Write both down", "https://lapor.example/lacak")),
    ],
)
def test_who_chose_to_be_anonymous_stays_so(language: str, label: str, sees: tuple[str, ...]) -> None:
    chat = Chat(language=language).has_chosen_a_language().says("tetangga saya jual narkoba di Pasar Baru").pauses()
    chat.taps(label).says("dia juga mencabuli anak di bawah umur").sees(*sees)
    chat.sees_no("hanya untuk membuka dari tempat lain", "only to open it elsewhere")
    assert (chat.report.anonymous, chat.report.view.restricted, len(chat.report.messages)) == (True, True, 2)
    assert all(say.forget for say in chat.last)
    assert chat.house.stored == '{"data":{"spoken":true}}'


def test_a_word_for_a_child_who_stays_anonymous_is_forgotten_as_well() -> None:
    chat = Chat().has_chosen_a_language().says("tetangga saya jual narkoba di Pasar Baru").pauses()
    chat.taps("Anonim penuh").says("dia juga mencabuli saya, saya masih kelas 5 sd").sees("orang dewasa")
    assert all(say.forget for say in chat.last)
