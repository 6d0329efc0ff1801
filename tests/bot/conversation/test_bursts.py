"""People write one answer in several messages. It is judged when they stop; danger and buttons do not wait."""

from __future__ import annotations

import pytest

from bot.conversation.step import Draft, NewsWaits, OfficerAsked, OfficerJoined
from bot.messages import Point
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import at

FIGHT = "ada perkelahian di Pasar Baru"


def burst(chat: Chat, *words: str) -> Chat:
    """A second between them, then silence."""
    for text in words:
        chat.says(text)
        assert chat.last == [], chat.transcript
        chat.passes(1)
    return chat.pauses()


def draft(chat: Chat) -> Draft:
    assert chat.state.draft is not None, chat.transcript
    return chat.state.draft


def reported() -> tuple[Chat, str]:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan")
    return chat, chat.code


def pieces(chat: Chat) -> Chat:
    return chat.says("orang itu").says("mau bakar").says("rumah saya")


def danger() -> Chat:
    return Chat().has_chosen_a_language().says(FIGHT).pauses().sees("Apakah ini sedang terjadi")


def where() -> Chat:
    return Chat().has_chosen_a_language().says("motor saya dicuri").pauses().sees("Di mana kejadiannya?")


def test_fear_told_in_pieces_is_one_answer_and_the_danger_question_is_asked_again() -> None:
    chat = burst(danger(), "pak saya takut", "ada suara aneh", "dari tadi")
    assert chat.state.step == "danger"
    assert chat.text.count("Apakah") == 1
    assert draft(chat).text.endswith("pak saya takut\nada suara aneh\ndari tadi")
    burst(chat, "saya di rumah", "sendirian")
    assert (chat.state.step, chat.state.data["maybe_urgent"]) == ("card", True)


def test_danger_that_only_the_pieces_together_tell_brings_the_number() -> None:
    chat = burst(danger(), "suami saya", "lagi ngancam saya", "pakai pisau").sees("TELEPON 110")
    assert chat.report.draft.text.endswith("suami saya\nlagi ngancam saya\npakai pisau")


@pytest.mark.parametrize("act", ["old button", "sticker"])
def test_what_was_written_is_answered_though_something_unreadable_came_behind_it(act: str) -> None:
    def behind(chat: Chat) -> Chat:
        return (chat.taps_key("0:report") if act == "old button" else chat.does("unsupported")).pauses()

    story = "motor saya dicuri di Pasar Baru kemarin sore"
    behind(Chat().says("mau cerita").taps("Melapor").says(story)).sees("Sudah benar?", "Apa: Pencurian atau begal: mau")
    sent = Chat().says(story).pauses().taps("Kirim laporan").says("warnanya merah")
    assert "Ditambahkan ke laporan" in behind(sent).text


@pytest.mark.parametrize(
    "end", ["MENU", "STATUS", "sticker", "call", "old button", "card", "question", "words", "news", "news, typed"]
)
def test_so_it_does_where_something_else_than_silence_ends_it(end: str) -> None:
    chat, code = reported()
    pieces(chat.passes(90_000).says("MENU").taps("Lapor kejadian"))
    match end:
        case "sticker" | "call":
            chat.does({"sticker": "unsupported"}.get(end, end))
        case "question" | "words":
            chat.officer(OfficerAsked(code, "Warnanya apa?") if end == "question" else OfficerJoined(code))
        case "card":
            chat.sends("ktp saya", photos=1)
        case "news" | "news, typed":
            chat.officer(NewsWaits(code, asked=True))
            chat.taps("Baca") if end == "news" else chat.says("baca").pauses()
        case _:
            chat.taps_key("0:x") if end == "old button" else chat.says(end)
    chat.sees("TELEPON 110")
    assert chat.reports[-1].draft.text.startswith("orang itu\nmau bakar\nrumah saya")
    assert chat.state.flow == "emergency"
    assert chat.state.data.get("asked") == (code if end in {"question", "news", "news, typed"} else None)
    assert chat.state.data.get("doubt", {}).get("code") == (
        code if "asked" in chat.state.data or end == "words" else None
    )


def test_so_it_does_where_too_much_is_said() -> None:
    chat, _ = reported()
    chat.passes(90_000).says("MENU").taps("Lapor kejadian")
    for number in range(15):
        chat.says(f"begini {number}")
    pieces(chat).says("iya pak begitu").sees("TELEPON 110")
    assert "mau bakar\nrumah saya" in chat.reports[-1].draft.text


@pytest.mark.parametrize(
    ("step", "choice"),
    [("where", ""), ("card", ""), ("whose", ""), ("where", "Lewati"), ("card", "1"), ("whose", "Laporan baru")],
)
def test_so_it_does_wherever_it_is_told(step: str, choice: str) -> None:
    chat, code = reported()
    chat.passes(90_000).says(f"tas saya dijambret {'' if step == 'where' else 'di Pasar Baru'}").pauses()
    if step == "whose":
        chat.officer(OfficerJoined(code))
    chat.says("suami saya").says("lagi ngancam saya").says("pakai pisau")
    chat.says(choice) if choice else chat.pauses()
    chat.sees("TELEPON 110")
    assert "suami saya\nlagi ngancam saya\npakai pisau" in chat.reports[-1].draft.text


def test_so_it_does_in_what_is_written_to_the_officers() -> None:
    burst(Chat().says("halo").says("PETUGAS"), "suami saya", "lagi ngancam saya", "pakai pisau").sees("TELEPON 110")


def test_long_messages_are_no_pieces_and_make_no_state_grow() -> None:
    chat = reported()[0]
    for _ in range(9):
        chat.says("x" * 40_000)
    assert len(chat.house.stored) < 1_000


def test_who_says_that_it_is_not_going_on_is_believed() -> None:
    chat = danger().says("suami saya").says("lagi ngancam saya").says("pakai pisau").taps("Tidak").sees_no("TELEPON")
    assert chat.state.step == "card"


def test_danger_and_buttons_do_not_wait_for_the_end_of_it() -> None:
    danger().says("pak saya takut").says("dia bawa pisau sekarang tolong").sees("TELEPON 110")
    danger().says("pak saya takut").says("iya").sees("TELEPON 110")
    chat = danger().says("pak saya takut").taps("Tidak")
    assert chat.state.step == "card"
    assert "pak saya takut" in draft(chat).text
    assert chat.passes(20).last == []


def test_a_kind_told_in_pieces_is_read_as_one() -> None:
    chat = burst(Chat().says("mau cerita").taps("Melapor"), "motornya", "diambil orang", "semalam")
    assert draft(chat).category == "theft"
    chat = burst(Chat().says("mau cerita").taps("Melapor"), "itu pak", "si budi", "begitu lagi")
    assert (chat.state.step, chat.state.misses, draft(chat).place) == ("kind", 1, "")
    assert draft(chat).text == "mau cerita\nitu pak\nsi budi\nbegitu lagi"


def test_a_place_told_in_pieces_is_one_place() -> None:
    burst(where(), "di jalan", "melati no 5", "dekat masjid").sees("Di mana: di jalan melati no 5 dekat masjid")
    chat = burst(where(), "di jalan", "melati no 5").sees("Di mana: di jalan melati no 5")
    assert draft(chat).text == "motor saya dicuri"


def test_a_time_told_in_pieces_is_one_time() -> None:
    chat = burst(at("report/when"), "kemarin", "sore pak", "jam 5").sees("Selasa 10 Maret 2026", "17.00")
    assert chat.state.step == "media"


def test_a_further_answer_told_in_pieces_is_one_answer() -> None:
    chat = burst(at("report/extra"), "mobil dan motor", "jalan ditutup").sees("Ini laporan Anda")
    assert draft(chat).extra == "mobil dan motor jalan ditutup"


@pytest.mark.parametrize("name", ["report/service", "report/identity"])
def test_pieces_without_an_answer_are_one_miss_and_stay_in_the_description(name: str) -> None:
    chat = at(name)
    said = len(chat.house.said)
    burst(chat, "begini ceritanya pak", "saya bingung", "nanti saya lanjut")
    assert sum(bool(say.message.choices) for say in chat.house.said[said:]) == 1, chat.transcript
    assert draft(chat).text.endswith("begini ceritanya pak\nsaya bingung\nnanti saya lanjut")


def test_a_pin_behind_the_words_answers_at_once_and_the_words_stay() -> None:
    chat = where().says("dekat rumah").sends(pin=Point(-6.165, 106.835)).sees("Ini laporan Anda")
    assert draft(chat).text == "motor saya dicuri\ndekat rumah"


def test_what_was_written_before_a_tap_is_understood_all_the_same() -> None:
    chat = Chat().says("ada orang berkelahi").pauses().says("di Pasar Baru").taps("Tidak")
    assert draft(chat).place == "Pasar Baru", chat.transcript


def test_who_leaves_in_the_middle_of_it_loses_nothing() -> None:
    chat = where().says("dekat masjid").says("MENU").passes(60)
    assert draft(chat).text == "motor saya dicuri\ndekat masjid"
    chat.taps("Lanjutkan draf").sees("Di mana kejadiannya?").says("di terminal").pauses()
    assert draft(chat).place == "di terminal"


def test_a_photo_among_the_words_is_kept() -> None:
    chat = where().says("depan toko").sends(photos=1).says("emas").pauses().sees("Di mana: depan toko emas", "1 foto")
    assert draft(chat).media == ("photo",)


def test_a_correction_within_the_burst_counts() -> None:
    chat = where().says("di jalan").says("melti no 5")
    chat.edits("pm3", "melati no 5").pauses()
    assert draft(chat).place == "di jalan melati no 5"


# What ends a burst


@pytest.mark.parametrize("words", ["dia datang lagi bawa pisau tolong", "DARURAT", "PETUGAS"])
def test_the_place_goes_with_the_report_that_opens_behind_it(words: str) -> None:
    chat = where().says("di Pasar Baru").says(words)
    assert chat.report.draft.place == "Pasar Baru"


def test_what_was_told_before_a_skip_is_not_asked_for() -> None:
    chat = Chat().has_chosen_a_language().says("ada orang berkelahi").pauses()
    chat.says("di Pasar Baru jam 5 kemarin").says("LEWATI").sees_no("Di mana kejadiannya?")
    assert (draft(chat).place, draft(chat).when != "") == ("Pasar Baru", True)


def test_a_number_behind_a_street_belongs_to_it() -> None:
    burst(where(), "jalan melati", "5").sees("Di mana: jalan melati 5")


def test_thanks_behind_a_place_are_no_part_of_it() -> None:
    chat = burst(where(), "di Pasar Baru", "makasih")
    assert (draft(chat).place, draft(chat).text) == ("di Pasar Baru", "motor saya dicuri")


def test_a_forwarded_message_behind_a_place_leaves_it() -> None:
    chat = where().says("di Pasar Baru").says("ada pencuri di pasar katanya", forwarded=True).pauses()
    assert draft(chat).place == "Pasar Baru"


def test_a_flood_behind_a_place_leaves_it() -> None:
    chat = where().says("di Pasar Baru")
    for _ in range(25):
        chat.says("aduh")
    assert draft(chat.passes(70)).place == "Pasar Baru"


def test_an_officers_question_behind_a_place_leaves_it_and_is_asked_once() -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri di Pasar Baru").pauses().taps("Kirim laporan")
    first = chat.code
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dijambret").pauses().sees("Di mana")
    chat.says("di Pasar Baru").officer(OfficerAsked(first, "Jam berapa?"))
    assert chat.passes(20).last == []
    chat.taps("Lanjutkan draf").sees("Kapan kejadiannya?")
    assert draft(chat).place == "Pasar Baru"
