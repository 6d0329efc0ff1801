"""Danger told without a word of the lexicon: what the words of a message say together."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.conversation.understanding import Places, Understanding, understand
from core import terms
from tests import messages
from tests.bot.conversation.chat import Chat
from tests.messages import Message, learning

NOWHERE = Places.from_rows([])


def read(text: str) -> Understanding:
    return understand(text, now=messages.NOW, zone=ZoneInfo("Asia/Jakarta"), places=NOWHERE)


def share(of: list[Message], *values: str) -> float:
    found = [read(message.text).urgent for message in of]
    return sum(guess is not None and guess.value in values for guess in found) / len(of)


@pytest.fixture(scope="module")
def unseen() -> dict[str, list[Message]]:
    """By urgency: messages of writers from whom nothing was learned."""
    found: dict[str, list[Message]] = {}
    for message in messages.written("unseen_*.tsv"):
        found.setdefault(message.urgency, []).append(message)
    return found


def test_most_who_are_in_danger_are_answered_with_the_number_or_asked(unseen: dict[str, list[Message]]) -> None:
    assert share(unseen["now"], "emergency") > 0.8
    assert share(unseen["now"], "emergency", "danger_hint") > 0.94


def test_few_others_are(unseen: dict[str, list[Message]]) -> None:
    assert share(unseen["no"], "emergency") < 0.012
    assert share(unseen["no"], "emergency", "danger_hint") < 0.062


def test_of_most_kinds_that_are_taken_for_sure_the_guess_is_right(unseen: dict[str, list[Message]]) -> None:
    told = [message for group in unseen.values() for message in group]
    sure = [
        (guess.value, message.kind) for message in told if (guess := read(message.text).category) and guess.sure >= 0.6
    ]
    right = sum(guessed == kind for guessed, kind in sure)
    assert right / len(told) > 0.47
    assert right / len(sure) > 0.82


def test_the_points_are_what_the_messages_teach() -> None:
    """Of the kinds one is learned again, as all are at once."""
    assert learning.FILE.read_text().startswith(learning.danger())
    assert learning.kind("theft") in learning.FILE.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "bapak kos sebelah udah ga gerak di dapur, mukanya biru",
        "mereka masih di luar pintu, adik saya dibawa ke gudang",
        "my friend is under the car and his leg is stuck, not moving much",
    ],
)
def test_danger_without_its_usual_words_is_answered_or_asked_about(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.words, "a guess names its words"
    assert set(found.words) <= set(text.lower().replace(",", "").split())


def test_who_is_asked_can_say_yes_and_no() -> None:
    story = "ada orang mondar mandir di depan rumah saya"
    Chat().says(story).pauses().sees("Apakah ").taps("Ya").sees("110")
    Chat().says(story).pauses().taps("Tidak").sees_no("110")


@pytest.mark.parametrize(
    "text",
    [
        "selamat malam bapak, mohon maaf, saya tidak kuat bayar hutang, tiap hari ditagih, malu, saya ingin mati saja",
        "mohon bantuannya pak untuk warga kami, ada kebakaran rumah, mohon segera dikirim pemadam, terima kasih bapak",
        "pak saya mau lapor soal tetangga yang tiap hari ribut, pagi ini dia ditusuk penagih, mohon patrolinya",
        "good evening sir, sorry to bother you, for months I have wanted to kill myself, please tell me who to talk to",
    ],
)
def test_danger_told_politely_is_heard(text: str) -> None:
    assert read(text).urgent is not None


def test_a_long_calm_story_may_end_in_danger() -> None:
    story = (
        "selamat pagi bapak dan ibu petugas, mohon izin bertanya dan melaporkan soal tetangga kami di perumahan, tiap "
        "hari kerja dari pagi sampai malam kami mendengar musik yang keras, sudah kami sampaikan kepada ketua RT bulan "
        "lalu dan katanya akan ditindaklanjuti, mohon saran bapak ibu kami harus lapor ke mana, terima kasih banyak "
        "sebelumnya atas perhatian dan bantuannya, sekarang ada yang ditusuk di depan rumah kami"
    )
    found = read(story).urgent
    assert found is not None
    assert found.value == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "saya ditodong disuruh kasih STNK dan BPKB",
        "kebakaran di kantor satpas SIM orang masih di dalam",
        "mau bikin SKCK tapi saya ingin mati saja",
    ],
)
def test_danger_told_beside_papers_rings(text: str) -> None:
    found = read(text).urgent
    assert found is not None
    assert found.value == "emergency"


def test_a_kind_that_no_phrase_names_is_read_from_all_words() -> None:
    found = read("ban depan motor saya slip di tikungan, sopir truk turun bantu angkat, spion dan lampu lecet").category
    assert found is not None
    assert found.value == "crash"
    assert found.words


def test_harm_to_a_child_is_heard_without_its_usual_words(unseen: dict[str, list[Message]]) -> None:
    told = [message for group in unseen.values() for message in group]
    heard = [m for m in told if (found := read(m.text)).sexual_or_child or is_guessed(found, "sexual_or_child")]
    meant = [message for message in told if message.kind == "sexual_or_child"]
    assert sum(message.kind == "sexual_or_child" for message in heard) > 0.66 * len(meant)
    assert sum(message.kind == "sexual_or_child" for message in heard) > 0.77 * len(heard)


def test_harm_is_seldom_taken_for_what_everybody_may_read(unseen: dict[str, list[Message]]) -> None:
    """Where a kind for few is not out of the question, another one is asked about."""
    meant = [message for group in unseen.values() for message in group if message.kind == "sexual_or_child"]
    guessed = [guess for message in meant if (guess := read(message.text).category) and guess.sure >= 0.6]
    open_to_all = [guess for guess in guessed if guess.value not in terms.RESTRICTION_OF_CATEGORY]
    assert len(open_to_all) < 0.1 * len(meant)


def is_guessed(found: Understanding, kind: str) -> bool:
    return found.category is not None and found.category.value == kind


def test_what_decides_who_may_read_it_is_asked_about(unseen: dict[str, list[Message]]) -> None:
    _doubted(unseen, "police_service").sees("Sepertinya ini *Layanan polisi*. Betul?")
    chat = _doubted(unseen, "sexual_or_child").sees("Sepertinya ini *Kekerasan seksual/anak*. Betul?")
    chat.taps("Betul").sees("Ini bukan salah Anda", "SAPA 129")
    assert chat.report.view.restricted


def test_what_is_not_certain_hides_no_alarm(unseen: dict[str, list[Message]]) -> None:
    chat = _doubted(unseen, "sexual_or_child").says("DARURAT").sees("110")
    assert not chat.report.view.restricted


def _doubted(unseen: dict[str, list[Message]], kind: str) -> Chat:
    """The first calm message that seems to be of this kind and may not be."""
    for message in unseen["no"]:
        found = read(message.text)
        if is_guessed(found, kind) and found.category.sure < 0.6 and not found.urgent and not found.sexual_or_child:
            return Chat().says(message.text).pauses()
    raise AssertionError(kind)
