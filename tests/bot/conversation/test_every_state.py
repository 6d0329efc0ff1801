"""What holds in each state: danger comes first, the global words work, nothing is lost, nobody is stuck."""

from __future__ import annotations

import pytest

from bot.conversation.flows import FLOWS
from bot.conversation.step import TimerFired
from bot.conversation.turn import Turn
from tests.bot.conversation import states
from tests.bot.conversation.chat import WHATSAPP, Chat, in_drafts
from tests.bot.conversation.limits import check
from tests.bot.conversation.states import NAMES, at

DANGER = ("DARURAT", "darurat!!", "/darurat", "SOS", "tolong dia bawa pisau")
WORDS = {
    "MENU": ("Halo, ini layanan", "Hello, this is"),
    "BAHASA": ("Pilih bahasa", "Choose a language"),
    "PRIVASI": ("Siapa yang melihat", "Who sees it"),
    "/bantuan": ("Kata yang selalu bisa dipakai", "Words that always work"),
    "HAPUS DATA": (" sekarang?", " now?"),
    "BERHENTI": ("tidak berlangganan", "not subscribed"),
}
ENGLISH = {
    "/bantuan": "HELP",
    "BAHASA": "LANGUAGE",
    "PRIVASI": "PRIVACY",
    "HAPUS DATA": "DELETE DATA",
    "BERHENTI": "STOP",
    "MENU": "menu",
}


def test_every_state_is_visited() -> None:
    assert set(states.WAYS) | states.ELSEWHERE == states.every_state()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_question_keeps_its_limits(name: str, language: str) -> None:
    for say in at(name, language=language).house.said:
        check(say)


@pytest.mark.parametrize("words", DANGER)
@pytest.mark.parametrize("name", NAMES)
def test_danger_brings_the_number_in_the_first_message(name: str, words: str) -> None:
    chat = at(name)
    chat.says(words)
    assert "110" in chat.last[0].message.text
    assert chat.last[0].lane == "safety"
    assert any(report.view.priority == 1 for report in chat.reports)


@pytest.mark.parametrize("name", NAMES)
def test_danger_in_english(name: str) -> None:
    chat = at(name, language="en").says("EMERGENCY")
    assert "110" in chat.last[0].message.text
    chat.sees_no("TELEPON")


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", NAMES)
def test_global_words_work(name: str, word: str) -> None:
    at(name).says(word).sees(WORDS[word][0])
    at(name, language="en").says(ENGLISH[word]).sees(WORDS[word][1])


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
@pytest.mark.parametrize("name", NAMES)
def test_to_build_a_question_changes_nothing(name: str, known: bool) -> None:
    house = at(name).house
    house.known, house.abilities = known, WHATSAPP
    turn = Turn(house.state, TimerFired(), house._context())
    stage = FLOWS[turn.flow][turn.step]
    assert stage.ask(turn) == stage.ask(turn)
    assert (turn.state(), turn.effects, turn.sentences) == (house.state, [], [])


@pytest.mark.parametrize("word", ["KEMBALI", "0", "LEWATI", "BATAL", "STATUS", "PETUGAS", "00"])
@pytest.mark.parametrize("name", NAMES)
def test_moving_words_always_get_an_answer(name: str, word: str) -> None:
    chat = at(name).says(word).pauses()
    to_officer = name == "officer/talking" and word.isdecimal()  # a number is said to the officer
    assert bool(chat.last) != to_officer, chat.transcript


@pytest.mark.parametrize("name", [name for name in NAMES if name != "language/ask"])
def test_a_language_change_repeats_the_current_question(name: str) -> None:
    chat = at(name).says("BAHASA").taps("English").sees("All right, we will use English.")
    assert chat.house.language == "en"
    chat.sees_no("Anda", "Kirim", "Pilih")
    assert name == f"{chat.state.flow}/{chat.state.step}"


@pytest.mark.parametrize("way", ["English", "BAHASA INGGRIS", "KEMBALI"])
def test_what_was_asked_ahead_of_it_is_still_there(way: str) -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri").pauses().sees("Di mana").says("PRIVASI")
    chat.says("BAHASA").says(way).tap(-1).sees("Di mana" if way == "KEMBALI" else "Where did it happen?")
    chat = Chat().says("DARURAT").says("PRIVASI").says("BAHASA").passes(40 * 60).says("English").sees("Who sees it")
    assert chat.taps("Back").state.flow == "idle"


@pytest.mark.parametrize("name", NAMES)
def test_an_old_button_is_explained(name: str) -> None:
    at(name).taps_key("9999:send").sees("Tombol ini dari pesan lama")


@pytest.mark.parametrize("name", NAMES)
def test_three_useless_answers_are_no_dead_end(name: str) -> None:
    chat = at(name)
    for text in ("qwe rty", "asd fgh", "zxc vbn", "poi uyt"):
        chat.says(text).pauses()
    chat.says("MENU")
    assert len(chat.labels) >= 3
    found = "\n".join(chat.house.texts[id_] for report in chat.reports for id_ in report.messages)
    found += "\n".join(chat.house.texts[id_] for id_ in in_drafts(chat.state))
    for text in ("qwe rty", "asd fgh", "zxc vbn", "poi uyt"):
        assert text in found, chat.transcript


@pytest.mark.parametrize("words", ["rambutnya panjang", "merah", "ada tabrakan di Pasar Baru", "terima kasih"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "officer/talking"])
def test_whatever_is_written_is_answered_within_the_quiet_gap(name: str, words: str) -> None:
    chat = at(name).passes(20)
    before = len(chat.house.said)
    chat.says(words).pauses()
    assert len(chat.house.said) > before, chat.transcript


@pytest.mark.parametrize("name", [name for name in NAMES if name != "officer/talking"])
def test_files_are_answered_within_the_quiet_gap(name: str) -> None:
    chat = at(name).passes(20)
    before = len(chat.house.said)
    chat.sends(photos=1).sends(photos=1).pauses()
    assert before < len(chat.house.said) <= before + 2, chat.transcript


@pytest.mark.parametrize("name", NAMES)
def test_a_sticker_gets_a_helpful_word(name: str) -> None:
    at(name).does("unsupported").sees("Jenis pesan ini belum bisa dibaca. Kirim teks, foto, suara, atau lokasi.")
