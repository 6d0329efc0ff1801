"""What is added to the card of an alarm is with its officers already, and is not called unsent."""

from __future__ import annotations

from tests.bot.conversation.chat import Chat


def test_what_is_added_is_not_called_unsent() -> None:
    chat = Chat().says("ada orang bawa golok di Pasar Baru sekarang").sees("110").says("dua orang").taps("Sudah aman")
    chat.sees("Ini laporan Anda").says("bajunya merah").pauses().sees("Ditambahkan ke laporan *JB-").sees_no("belum")
    assert "bajunya merah" in [chat.house.texts[id_] for id_ in chat.report.messages]
    chat.says("makasih pak").pauses().sees("Sama-sama.", "Ini laporan Anda").sees_no("belum terkirim")


def test_of_a_draft_that_is_unsent_it_is_said() -> None:
    chat = Chat().says("motor saya dicuri di Pasar Baru").pauses().says("warnanya merah").pauses()
    chat.sees("belum terkirim").says("makasih").pauses().sees("belum terkirim")
