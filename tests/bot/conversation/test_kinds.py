"""Where an answer to "which kind?" is near to some: what may be said to the few that are offered."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat


def test_who_is_offered_a_few_kinds_may_say_another_go_back_or_go_on() -> None:
    def offered() -> Chat:
        return Chat().says("ada kejadian aneh di Pasar Baru").pauses().says("hilang").sees("Mana yang paling dekat?")

    assert offered().says("narkoba").state.draft.category == "drugs"
    offered().says("KEMBALI").sees("Ini tentang apa?")
    offered().says("LEWATI").sees("Lainnya / tidak yakin", "Ini laporan Anda")
    offered().taps("Tidak yakin").sees("Lainnya / tidak yakin", "Ini laporan Anda")
    offered().says("9").sees("angka 1-4", "Mana yang paling dekat?")
    offered().sends(photos=1).pauses().sees("Mana yang paling dekat?").taps("Orang hilang").sees("1 foto")


def test_a_guess_that_was_not_confirmed_is_not_offered_again() -> None:
    chat = Chat().says("ada telepon soal rekening di Pasar Baru").pauses().sees("Sepertinya ini *Penipuan online*")
    chat.says("saya kasih nomor rekening").pauses().sees("Kami tambahkan ke laporan", "angka 1-10")


def test_changing_the_kind_later_offers_what_is_near_once_more() -> None:
    chat = Chat().says("ada kejadian aneh di Pasar Baru").pauses().says("hilang").taps("Orang hilang")
    chat.taps("Ubah").taps("Jenis kejadian").says("hilang").sees("Mana yang paling dekat?")
    chat.taps("Pencurian atau begal").sees("Ini laporan Anda", "Pencurian atau begal")


@pytest.mark.parametrize(
    "words",
    [
        "pengen ditambah: ada kartu SIM Telkomsel 0812xxxx",
        "ada SIM C saya juga di dalamnya, hilang",
        "katanya tetangga itu penipuan",
        "yang tetangga itu laporan terpisah ya pak",
    ],
)
def test_what_is_added_at_the_card_leaves_a_sure_kind_alone(words: str) -> None:
    chat = Chat().has_chosen_a_language().says("hp saya hilang di Pasar Baru tadi pagi").pauses()
    chat.sees("Apa: Pencurian").says(words).pauses().sees("Apa: Pencurian")


def test_what_few_may_read_is_told_at_the_card_too() -> None:
    chat = Chat().has_chosen_a_language().says("hp saya hilang di Pasar Baru tadi pagi").pauses()
    chat.sees("Apa: Pencurian").says("polisinya minta uang 200 ribu buat surat kehilangan").pauses()
    assert chat.state.draft is not None
    assert chat.state.draft.category == "police_service"
