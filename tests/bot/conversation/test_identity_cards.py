"""Photos of identity cards: not needed, and not kept where nobody wants them kept."""

from __future__ import annotations

import pytest

from bot.messages import MediaRef
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT


def test_a_photo_of_an_identity_card_is_not_needed() -> None:
    chat = Chat().says(THEFT).pauses().sends("ini KTP saya", photos=1).sees("Kami tidak membutuhkan foto KTP")
    assert chat.labels == ["Hapus foto", "Biarkan"]
    chat.taps("Hapus foto").sees("Foto sudah dihapus", "Lampiran: Tidak disebut").taps("Kirim laporan")
    assert chat.house.forgotten == ["m2"]
    assert chat.report.messages == ["m1"]
    assert chat.report.draft.text == THEFT


def test_a_card_that_stays() -> None:
    chat = Chat().says(THEFT).pauses().sends("KTP", photos=1).taps("Biarkan").sees("1 foto").taps("Kirim laporan")
    assert chat.house.forgotten == []
    assert chat.report.messages == ["m1", "m2"]


def test_a_card_by_the_name_of_its_file() -> None:
    chat = Chat().sends(media=(MediaRef("document", "f", name="scan_e-ktp.pdf"),)).sees("foto KTP").taps("Hapus foto")
    chat.sees("Foto sudah dihapus", "Halo, ini layanan")
    assert chat.state.draft is None


def test_a_card_sent_after_the_report() -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan").sends("ini foto KTP", photos=1).taps("Hapus foto")
    assert chat.house.forgotten == ["m3"]


def test_a_story_told_with_the_card_is_kept_when_the_photo_goes() -> None:
    chat = Chat().sends("HP dijambret di Pasar Baru, KTP saya", photos=1).taps("Hapus foto")
    chat.sees("dijambret di Pasar Baru").taps("Kirim laporan")
    assert "dijambret" in chat.report.draft.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_both_sides_of_a_card_are_asked_about_once_and_go_together(language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT).pauses().sends("ini KTP saya", photos=1)
    assert chat.sends(photos=1).pauses().last == []
    chat.tap(0).sees("Foto sudah dihapus" if language == "id" else "The photo is deleted")
    assert chat.house.forgotten == ["m2", "m3"]
    assert chat.state.draft is not None
    assert (chat.state.draft.messages, chat.state.draft.media) == (("m1",), ())


def test_a_photo_that_comes_later_is_not_the_cards_other_side() -> None:
    chat = Chat().says(THEFT).pauses().sends("KTP", photos=1).passes(60).sends(photos=1).pauses().sees("2 foto")
    chat.taps("Kirim laporan")
    assert chat.report.messages == ["m1", "m2", "m3"]


def test_words_that_tell_more_than_the_card_stay_when_its_photo_goes() -> None:
    chat = Chat().says(THEFT).pauses().taps("Kirim laporan")
    chat.sends("ini KTP saya, pelakunya lari ke utara naik motor beat hitam", photos=1).sends(photos=1)
    chat.taps("Hapus foto").sees("Foto sudah dihapus")
    assert (chat.house.stripped, chat.house.forgotten) == (["m3"], ["m4"])
    chat.sends("NIK 3204112233445566", photos=1).taps("Hapus foto")
    assert chat.house.forgotten == ["m4", "m6"]


def test_something_else_said_instead_of_choosing() -> None:
    chat = Chat().says(THEFT).pauses().sends("KTP", photos=1).says("motornya merah").pauses().sees("motornya merah")
    chat.taps("Kirim laporan")
    assert chat.report.messages == ["m1", "m2", "m3"]


def test_in_an_emergency_nobody_asks_about_a_card() -> None:
    Chat().says("DARURAT").sends("KTP pelaku", photos=1).sees_no("foto KTP")
