"""Timers that all came due while nothing ran: of those that say the same, the last one speaks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import at

NUDGE = "belum terkirim ke petugas"


def down(chat: Chat, **time: float) -> Chat:
    """For so long no timer fires; then the one wake-up does."""
    chat.house.now += timedelta(**time)
    return chat.officer(steps.TimerFired())


def test_a_draft_is_spoken_of_once() -> None:
    chat = down(at("review/card"), hours=21).sees(NUDGE)
    assert chat.text.count(NUDGE) == 1
    assert down(chat, hours=1).last == []


@pytest.mark.parametrize("more", ["", "plat B 1234"], ids=["silent", "writing"])
@pytest.mark.parametrize("name", ["review/card", "cancel/ask", "report/where"])
def test_a_draft_that_is_deleted_is_not_said_to_be_kept(name: str, more: str) -> None:
    chat = at(name)
    if more:
        chat.says(more)
    assert down(chat, hours=80).last == []
    assert (chat.state.draft, chat.house.wake_at) == (None, None)
    chat.says("halo").sees("terhapus setelah 72 jam")


def test_a_voice_message_that_an_officer_was_to_hear_is_sent_all_the_same() -> None:
    chat = down(at("report/danger"), hours=80)
    assert (chat.report.draft.media, chat.house.forgotten) == (("voice",), [])


def test_who_is_given_up_is_not_reminded() -> None:
    chat = down(at("officer/asked"), days=6)
    assert (chat.last, chat.report.view.status, chat.state.flow) == ([], "checking", "idle")


def test_a_reminder_that_is_due_alone_goes_out() -> None:
    down(at("officer/asked"), days=4).sees("Petugas menunggu jawaban Anda")


def test_an_alarm_that_nobody_took_is_told_so_and_asked_nothing_beside_it() -> None:
    chat = down(at("emergency/call"), minutes=5).sees("Belum ada petugas membalas. *TELEPON 110.*")
    chat.sees_no("Sudah menelepon").taps("Salah tekan").sees("Petugas tetap akan mengecek")


@pytest.mark.parametrize("name", ["emergency/call", "emergency/told"])
def test_so_it_is_where_its_half_hour_is_over_by_then(name: str) -> None:
    chat = down(at(name), hours=1).sees("Belum ada petugas membalas. *TELEPON 110.*")
    assert (chat.state.flow, [say.lane for say in chat.last]) == ("idle", ["safety"])
