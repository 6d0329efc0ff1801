"""Sexual harm and children: thanked, not questioned, filed where only a few may read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import step as steps
from bot.messages import Point
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
    chat = Chat().says("saya mau lapor, suami saya memukul saya").pauses().says(WORDS).sees("Ini bukan salah Anda")
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
    assert chat.labels == ["Sudah selesai"]


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


@pytest.mark.parametrize(
    "texts",
    [
        ["kak aku umur 11, aku dipukul bapak tiap malam"],
        ["aku umur 11 kak", "aku dipukul bapak tiap malam"],
        ["kak aku takut", "aku dipukul bapak tiap malam", "aku umur 11"],
        ["bapak saya suka mukul saya", "aku masih kelas 5 sd kak"],
        ["hi im 12", "my dad hits me every night"],
        ["i am 17 and my family is planning my wedding for june. i want to finish school"],
    ],
)
def test_a_child_who_tells_of_harm_in_words_or_pieces_of_its_own_is_believed(texts: list[str]) -> None:
    chat = Chat()
    for text in texts:
        chat.says(text).pauses()
    chat.sees("129")
    assert (chat.report.view.category, chat.report.view.restricted) == ("sexual_or_child", True)
    assert chat.report.draft.text.split("\n") == texts


@pytest.mark.parametrize(
    ("words", "kind"),
    [("sepedaku dicuri di Melati", "theft"), ("kemarin liat orang berantem di Melati", "violence"),
     ("kemarin ada tabrakan di Melati", "crash")],
)  # fmt: skip
def test_a_child_may_tell_of_something_else(words: str, kind: str) -> None:
    chat = Chat().says("halo om polisi, aku kelas 4 sd").pauses().says(words).pauses()
    assert (chat.reports, chat.state.draft is not None and chat.state.draft.category) == ([], kind)


def test_a_word_for_a_child_who_stays_anonymous_is_forgotten_as_well() -> None:
    chat = Chat().has_chosen_a_language().says("tetangga saya jual narkoba di Pasar Baru").pauses()
    chat.taps("Anonim penuh").says("dia juga mencabuli saya, saya masih kelas 5 sd").sees("orang dewasa")
    assert all(say.forget for say in chat.last)


# Passed on, or asked about


@pytest.mark.parametrize(
    ("language", "rumour", "asks"),
    [
        ("id", "AWAS! Anak SD diculik mobil putih di Pasar Baru, sebarkan ke semua grup!", "Mau diapakan?"),
        ("id", "Viral: guru cabuli murid di SMP 2, tolong sebarkan", "Mau diapakan?"),
        ("en", "BEWARE a man raped a child near the market, share this", "What should we do with it?"),
    ],
)
def test_a_forwarded_rumour_is_asked_about_first(language: str, rumour: str, asks: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(rumour, forwarded=True).pauses()
    chat.sees(asks).sees_no("salah Anda", "your fault")
    assert chat.reports == []


@pytest.mark.parametrize("choice", ["Betul", "Pilih lain"])
def test_who_reports_what_was_forwarded_is_asked_whether_it_is_harm(choice: str) -> None:
    chat = Chat().says("Viral: guru cabuli murid di SMP 2, tolong sebarkan", forwarded=True).pauses()
    chat.taps("Laporkan").sees("Sepertinya ini *Kekerasan seksual/anak*. Betul?").taps(choice)
    assert [report.view.restricted for report in chat.reports] == ([True] if choice == "Betul" else [])


def test_a_forwarded_rumour_waits_beside_what_is_being_asked() -> None:
    chat = Chat().says("apa kabar pak").says("Viral: guru cabuli murid di SMP 2", forwarded=True).pauses()
    chat.sees("Mau diapakan?")
    assert chat.reports == []


def test_harm_that_is_forwarded_and_ones_own_is_heard_at_once() -> None:
    chat = Chat().says("saya diperkosa paman saya", forwarded=True).sees("Ini bukan salah Anda")
    assert chat.report.view.restricted


@pytest.mark.parametrize(
    "question",
    [
        "apakah benar berita anak diculik di Pasar Baru itu?",
        "pak yang rame soal guru cabuli murid itu hoax atau beneran ya",
        "saya mau tanya, apa benar berita guru cabuli murid di SMP 2 itu",
        "is it true that a child was molested at the school?",
    ],
)
def test_who_asks_whether_news_is_true_is_asked_what_for(question: str) -> None:
    chat = Chat().has_chosen_a_language().says(question).pauses().sees("Anda ingin melapor atau bertanya?")
    assert chat.reports == []
    chat.taps("Bertanya").sees("Sudah kami teruskan ke petugas")
    assert chat.report.tags == ["question"]


def test_what_follows_such_a_question_does_not_make_it_ones_own() -> None:
    chat = Chat().says("pak yang rame soal guru cabuli murid itu hoax atau beneran ya").pauses()
    chat.says("saya lihat di facebook").pauses().sees_no("Ini bukan salah Anda")
    assert chat.reports == []
    chat.says("aku juga dicabuli guru itu").sees("Ini bukan salah Anda")


@pytest.mark.parametrize(
    "words",
    [
        "apakah ini pelecehan? bos saya meraba saya",
        "apa benar itu pelecehan kalau guru memeluk murid?",
        "di grup WA guru itu kirim foto cabul ke anak saya, apa benar bisa dilaporkan?",
        "apa benar berita guru itu mencabuli murid? karena kemarin murid saya mengaku begitu juga",
        "itu bukan hoax, anak tetangga dicabuli",
    ],
)
def test_who_asks_what_it_was_that_happened_is_heard_at_once(words: str) -> None:
    chat = Chat().says(words).sees("Ini bukan salah Anda")
    assert chat.report.view.restricted


# In an alarm that goes on

HARM = {"id": "dia meraba saya tadi", "en": "he raped me, he is in the living room"}
CALL = {"id": "DARURAT", "en": "EMERGENCY"}
NOT_OVER = {"id": "Tetap telepon 110", "en": "Still call 110"}
COMFORT = {"id": "Ini bukan salah Anda.", "en": "This is not your fault."}
OVER = ("paling lambat", "petugas khusus", "by ", "trained", "menghapus percakapan", "delete this chat")


@pytest.mark.parametrize("language", ["id", "en"])
def test_in_an_alarm_it_stays_there_and_the_alarm_goes_on(language: str) -> None:
    chat = Chat(language=language).has_chosen_a_language().says(CALL[language]).sends(pin=Point(-6.17, 106.83))
    chat.passes(15).says(HARM[language]).sees(COMFORT[language], NOT_OVER[language]).sees_no(*OVER)
    assert chat.state.flow == "emergency"
    assert chat.report.tags == ["emergency", "sensitive"]
    chat.passes(15).says("cepat pak, kamar mandi").sees(NOT_OVER[language]).sees_no(COMFORT[language])
    chat.passes(15).says(HARM[language]).sees(NOT_OVER[language]).sees_no(COMFORT[language])
    chat.passes(15).says(CALL[language]).sees("110")
    assert len(chat.report.messages) == 6
    assert chat.state.flow == "emergency"


def test_it_stays_with_the_officer_who_is_there_and_the_bot_is_silent() -> None:
    chat = Chat().says("DARURAT").says("ada orang masuk kamar saya")
    chat.officer(steps.OfficerJoined(chat.report.view.code))
    assert chat.says(HARM["id"]).last == []
    assert (len(chat.report.messages), chat.report.tags) == (3, ["emergency", "sensitive"])


@pytest.mark.parametrize("word", ["MENU", "STATUS", "PRIVASI"])
def test_it_is_so_wherever_somebody_looks_meanwhile(word: str) -> None:
    chat = Chat().says("DARURAT").says(word).says(HARM["id"]).pauses().sees_no("petugas khusus", "paling lambat")
    assert (len(chat.report.messages), chat.report.tags) == (2, ["emergency", "sensitive"])


def test_with_danger_in_the_same_words_it_is_marked_as_well() -> None:
    chat = Chat().says("DARURAT").says("dia bawa pisau dan mau perkosa saya, tolong")
    assert chat.report.tags == ["emergency", "sensitive"]


@pytest.mark.parametrize("label", ["Salah tekan", ""])
def test_after_an_alarm_it_is_a_report_of_its_own_for_few(label: str) -> None:
    chat = Chat().says("DARURAT").passes(60)
    chat.taps(label) if label else chat.passes(3600)
    chat.says(WORDS).sees("Hanya petugas khusus")
    alarm, report = chat.reports
    assert (alarm.view.restricted, alarm.messages) == (False, ["m1"])
    assert report.view.restricted
    assert [chat.house.texts[id_] for id_ in report.messages] == [WORDS]


def test_who_names_it_as_the_kind_of_an_alarm_hears_no_promise() -> None:
    chat = Chat().says("DARURAT").says("ada orang di kamar saya, di Pasar Baru").says("MENU").taps("Lanjutkan draf")
    chat.sees("Ini tentang apa").taps("Kekerasan seksual/anak")
    chat.sees("Ini bukan salah Anda", "Sudah masuk ke meja petugas").sees_no("Hanya petugas khusus", "paling lambat")
    assert chat.report.view.complete


def test_in_another_report_that_is_written_meanwhile_it_stays_for_few() -> None:
    chat = Chat().says("ada begal bawa celurit di Pasar Baru, tolong").says("MENU").taps("Lanjutkan draf")
    chat.taps("Kirim laporan").says("DARURAT").says("MENU").taps("Lapor kejadian").says(WORDS)
    assert [report.view.restricted for report in chat.reports] == [False, True]


@pytest.mark.parametrize(
    ("language", "told", "words", "answer"),
    [
        ("id", WORDS, "ya", "Sudah kami teruskan ke petugas khusus."),
        ("id", WORDS, "ok", "Sudah kami teruskan ke petugas khusus."),
        ("id", WORDS, "makasih pak", "Sama-sama."),
        ("id", WORDS, "bisa sama polwan aja?", "petugas perempuan sudah kami teruskan"),
        ("id", WORDS, "tolong jangan kasih tau siapa-siapa", "Hanya petugas khusus yang melihat laporan ini."),
        ("en", "I was raped by my neighbour", "can a woman call me", "your wish for a female officer"),
    ],
)
def test_what_is_said_next_is_answered_as_it_is_meant(language: str, told: str, words: str, answer: str) -> None:
    Chat(language=language).says(told).says(words).pauses().sees(answer)


def test_nobody_is_said_to_be_alone_in_reading_what_all_may_read() -> None:
    chat = Chat().says(WORDS)
    chat.report.view = replace(chat.report.view, restricted=False)
    chat.says("tolong jangan kasih tau siapa-siapa").pauses().sees_no("Hanya petugas khusus")
