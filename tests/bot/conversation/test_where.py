"""What is written where a place is asked for: a place, or something else that must not stand for one."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

THEFT, BIKE = "motor saya dicuri", "my bike was stolen"
FRAUD = "saya ditipu orang, sudah transfer 2 juta"


def place_of(chat: Chat) -> str:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft.place


def kept(chat: Chat) -> list[str]:
    assert chat.state.draft is not None, chat.transcript
    return [chat.house.texts[id_] for id_ in chat.state.draft.messages]


@pytest.mark.parametrize(
    ("story", "question"),
    [(THEFT, words) for words in ("bisa dilacak ga?", "motor saya bisa balik kan", "berapa lama biasanya dicari",
                                  "boleh tanya dulu", "ini nanti dicek gak ya pak", "kenapa tanya terus sih")]
    + [(BIKE, words) for words in ("will you search for it?", "what now?", "how often do you find them")],
)  # fmt: skip
def test_a_question_is_kept_and_the_place_asked_again(story: str, question: str) -> None:
    language = "en" if story == BIKE else "id"
    chat = Chat(language=language).says(story).pauses().says(question).pauses()
    chat.sees("once the report is sent" if language == "en" else "setelah laporan terkirim")
    assert (chat.state.step, place_of(chat)) == ("where", ""), chat.transcript
    assert question in kept(chat)
    chat.says("di Pasar Baru").pauses()
    assert (chat.state.step, place_of(chat)) == ("card", "di Pasar Baru"), chat.transcript
    assert chat.state.draft is not None
    assert chat.state.draft.text == story


def test_who_only_asks_gets_to_the_card_without_a_place() -> None:
    chat = Chat().says(THEFT).pauses()
    for words in ("motor saya bisa balik kan", "pelakunya bisa ketangkap ga", "masih bisa dilacak ga pak?"):
        chat.says(words).pauses()
    chat.sees("Di mana: Tidak disebut")


def test_a_question_while_the_place_is_changed_leaves_the_place() -> None:
    chat = Chat().says(f"{THEFT} di Pasar Baru").pauses().taps("Ubah").taps("Tempat")
    chat.says("nanti ada yang datang kan").pauses()
    assert (chat.state.step, place_of(chat)) == ("where", "Pasar Baru"), chat.transcript


@pytest.mark.parametrize(
    "words", ["toko Sinar Jaya?", "depan masjid ya?", "di rumah", "Kedungwuni", "kantor lurah kan", "kandang babi desa"]
)
def test_a_place_that_is_doubted_is_a_place(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    assert (chat.state.step, place_of(chat)) == ("card", words), chat.transcript


@pytest.mark.parametrize("words", ["bot goblok", "tolol lu", "stupid bot", "di mana ya pak"])
def test_an_insult_or_an_echo_is_no_place(words: str) -> None:
    chat = Chat().says(THEFT).pauses().says(words).pauses()
    assert (chat.state.step, place_of(chat)) == ("where", ""), chat.transcript
    assert words in kept(chat)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("mobil saya dibaret orang di Alun-alun Kota kemarin", "Alun-alun Kota"),
        ("it got keyed at Alun-alun Kota yesterday while I was shopping", "Alun-alun Kota"),
        ("ini gratis kan? di Pasar Baru", "Pasar Baru"),
        ("di Pasar Baru, dekat toko emas yang di pojok", "di Pasar Baru, dekat toko emas yang di pojok"),
        ("Pasar Baru dekat toko emas yang di pojok itu", "Pasar Baru dekat toko emas yang di pojok itu"),
    ],
)
def test_a_sentence_yields_the_place_that_it_names(words: str, place: str) -> None:
    assert place_of(Chat().says(THEFT).pauses().says(words).pauses()) == place


# A fraud


@pytest.mark.parametrize(
    "words", ["BCA 1234567890 an Budi", "0812-3456-7890", "ke rekening BRI", "transfer ke BCA 1234567890"]
)
def test_an_account_is_a_detail(words: str) -> None:
    chat = Chat().says(FRAUD).pauses().sees("Lewat aplikasi").says(words).pauses().sees("Kami tambahkan ke laporan.")
    assert (chat.state.step, place_of(chat)) == ("where", ""), chat.transcript
    chat.says("lewat facebook").pauses()
    assert place_of(chat) == "lewat facebook"
    chat.taps("Kirim laporan")
    assert chat.report.draft.text == f"{FRAUD}\n{words}"


def test_a_phone_number_is_no_place_of_a_theft() -> None:
    chat = Chat().says(THEFT).pauses().says("nomor saya 081234567890").pauses()
    assert (chat.state.step, place_of(chat)) == ("where", ""), chat.transcript


def test_the_application_of_the_story_is_not_asked_for() -> None:
    chat = Chat().says("saya ditipu beli hp di ig, sudah transfer").pauses().sees("Di mana: Instagram (cek)")
    Chat().says(THEFT + " pas main instagram").pauses().sees("Di mana kejadiannya?")
    chat.taps("Ubah").taps("Tempat").says("Tokopedia").pauses().sees("Di mana: Tokopedia").sees_no("(cek)")


def test_the_application_in_a_long_answer_is_the_place() -> None:
    chat = Chat().says(FRAUD).pauses().says("dia nawarin barang lewat facebook, rekeningnya BCA 1234567890").pauses()
    chat.sees("Di mana: Facebook", "BCA 1234567890")
