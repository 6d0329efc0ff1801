"""A draft is kept, remembered about twice, and gone after three days."""

from __future__ import annotations

import json

from bot.conversation.engine import dump, load
from bot.conversation.step import Aside, Draft, State
from tests.bot.conversation.chat import Chat

THEFT = "motor saya dicuri di Pasar Baru tadi pagi"
HOUR = 3600


def test_reminders_come_after_half_an_hour_and_twenty_hours_and_never_again() -> None:
    chat = Chat().says("motor saya dicuri").pauses()
    assert chat.passes(29 * 60).last == []
    chat.passes(120).sees("belum terkirim ke petugas", "Di mana kejadiannya?")
    assert chat.passes(19 * HOUR).last == []
    chat.passes(HOUR).sees("belum terkirim")
    assert chat.passes(50 * HOUR).last == []
    assert chat.house.forgotten == []
    chat.passes(2 * HOUR)
    assert chat.house.forgotten == ["m1"]
    left = {"spoken": "guessed", "pace": chat.state.data["pace"], "expired": True}
    assert chat.state == State(prompt=chat.state.prompt, data=left)
    assert chat.house.wake_at is None


def test_every_turn_starts_the_patience_anew() -> None:
    chat = Chat().says("motor saya dicuri").pauses().passes(25 * 60).says("Pasar Baru").pauses()
    assert chat.passes(25 * 60).last == []


def test_unclear_words_are_kept_and_their_author_told_that_nobody_read_them() -> None:
    chat = Chat().says("yang kemarin itu").passes(31 * 60).sees("belum terkirim ke petugas", "melapor atau bertanya?")
    chat.passes(20 * HOUR).sees("belum terkirim ke petugas")
    assert chat.passes(51 * HOUR).last == []
    assert chat.state.draft is not None
    assert chat.passes(2 * HOUR).last == []
    assert chat.house.forgotten == ["m1"]


def test_cancelling_asks_first() -> None:
    chat = Chat().says(THEFT).pauses().taps("Batal").sees("Hapus draf ini?").taps("Hapus").sees("sudah dihapus")
    assert chat.house.forgotten == ["m1"]
    assert chat.state.draft is None


def test_keeping_a_draft_and_coming_back() -> None:
    chat = Chat().says(THEFT).pauses().says("BATAL").taps("Simpan dulu").sees("72 jam")
    chat.passes(10 * HOUR).says("halo").taps("Lanjutkan draf").sees("Ini laporan Anda").taps("Kirim laporan")
    assert chat.report.messages == ["m1"]


def test_going_on_returns_to_the_question() -> None:
    Chat().says("motor saya dicuri").pauses().says("BATAL").taps("Lanjutkan").sees("Di mana kejadiannya?")


def test_words_instead_of_an_answer_to_cancel_are_kept() -> None:
    chat = Chat().says(THEFT).pauses().says("BATAL").says("warnanya merah").pauses()
    chat.sees("Kami tambahkan ke draf", "Hapus draf")
    assert "warnanya merah" in chat.state.draft.text


def test_nothing_to_cancel() -> None:
    Chat().says("BATAL").sees("tidak ada yang dikirim", "Halo")


def test_new_words_join_a_draft_that_waits() -> None:
    chat = Chat().says(THEFT).pauses().says("MENU").says("warnanya merah").pauses()
    chat.sees("Ditambahkan ke draf Anda", "Ini laporan Anda", "merah")


def test_starting_again_asks_about_the_waiting_draft() -> None:
    chat = Chat().says(THEFT).pauses().says("MENU").taps("Lapor kejadian").sees("Lanjutkan draf itu?")
    chat.taps("Hapus, mulai baru").sees("Ceritakan apa yang terjadi")
    assert chat.house.forgotten == ["m1"]


def test_back_asks_the_question_before() -> None:
    chat = Chat().says("halo").pauses().taps("Lapor kejadian").says("ada tabrakan motor").pauses().sees("Di mana")
    chat.says("Pasar Baru").pauses().sees("Kapan").says("KEMBALI").pauses().sees("Di mana")
    chat.says("KEMBALI").pauses().sees("Tulis perbaikan atau tambahannya")


def test_the_state_survives_as_json() -> None:
    draft = Draft(messages=("m1",), texts=(("p1", 'a "quoted" text\n🚓'),), point=(1.5, 2.5), media=("photo",))
    state = State(
        "report",
        "where",
        {"path": ["where"], "unsure": []},
        draft,
        Aside(Draft(messages=("m0",), point=(0.5, 1.5)), {"path": ["kind"]}),
        ("report", "when"),
        7,
        1,
        "JB-1",
        "2026-03-11T03:00:00.000+00:00",
        {"quiet": "2026-03-11T03:00:04.000+00:00"},
    )
    assert load(dump(state)) == state
    assert load(dump(State())) == State()


def test_older_and_newer_states_load() -> None:
    assert load("{}") == State()
    assert load('{"flow": "idle", "mood": 3, "draft": {"colour": 1, "texts": [["p1", "a"]]}}').draft == Draft(
        texts=(("p1", "a"),)
    )


def test_a_flow_of_another_version_becomes_idle() -> None:
    chat = Chat()
    chat.house.stored = json.dumps({"flow": "dancing", "step": "tango", "resume": ["dancing", "waltz"]})
    chat.says("KEMBALI").sees("Halo")
    chat.house.stored = json.dumps({"flow": "language", "step": "ask", "resume": ["dancing", "waltz"]})
    chat.says("English").sees("Hello")


def test_the_place_of_a_poster_does_not_outlast_a_draft() -> None:
    chat = Chat().says("/start lapor_pasar_baru").sees("Tempat: Pasar Baru.").passes(73 * 3600)
    assert len(chat.house.said) == 1  # and nobody hears that it ended
    assert (chat.state.draft, chat.state.flow) == (None, "idle")
    chat.says("motor saya dicuri tadi pagi").pauses().sees("Di mana kejadiannya?")


def test_a_question_left_open_is_asked_again_on_return() -> None:
    chat = Chat().says("motor saya dicuri").pauses().sees("Di mana").says("BATAL").taps("Simpan dulu").passes(HOUR)
    chat.says("halo").taps("Lanjutkan draf").sees("Di mana kejadiannya?").taps("Lewati").sees("Ini laporan Anda")
