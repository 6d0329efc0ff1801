"""Sexual harm, or harm to a child, and another matter: two reports, as few may read the one."""

from __future__ import annotations

import pytest

from tests.bot.conversation.chat import Chat

HARM = {"id": "guru ngaji anak saya mencabuli anak saya", "en": "the teacher molested my son"}
THEFT = {"id": "motor saya dicuri di Pasar Baru tadi pagi", "en": "my motorbike was stolen in Pasar Baru this morning"}
WAITS = {"id": "Ada draf laporan yang belum terkirim.", "en": "There is a draft report that was not sent."}
OTHER = {"id": "Apakah ini kejadian lain?", "en": "Is this another incident?"}


def told(chat: Chat) -> list[list[str]]:
    return [[chat.house.texts[id_] for id_ in report.messages] for report in chat.reports]


def both(language: str = "id") -> Chat:
    """A theft at its card, and then the harm."""
    chat = Chat(language=language).has_chosen_a_language().says(THEFT[language]).pauses()
    return chat.says(HARM[language])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_draft_of_another_matter_stays_one_and_gives_no_fact_away(language: str) -> None:
    chat = both(language).sees("129", WAITS[language])
    assert told(chat) == [[HARM[language]]]
    draft = chat.report.draft
    assert (draft.place, draft.point, draft.when, draft.text) == ("", None, "", HARM[language])
    chat.tap(0).sees("Pasar Baru").tap(0)
    assert told(chat) == [[HARM[language]], [THEFT[language]]]
    assert [report.view.restricted for report in chat.reports] == [True, False]
    assert chat.reports[1].draft.place == "Pasar Baru"


def test_what_is_written_next_is_for_the_report_of_the_harm() -> None:
    chat = both().says("dia masih sering ke rumah").pauses().sees("petugas khusus")
    assert told(chat) == [[HARM["id"], "dia masih sering ke rumah"]]
    chat.says("MENU").taps("Lanjutkan draf").sees("Pasar Baru")


def test_more_of_the_other_matter_joins_its_draft() -> None:
    chat = both().says("motor saya yang dicuri itu merah").pauses().sees("Pasar Baru").taps("Kirim laporan")
    assert told(chat) == [[HARM["id"]], [THEFT["id"], "motor saya yang dicuri itu merah"]]


def test_it_is_reminded_of_and_kept_for_three_days() -> None:
    chat = both().says("MENU").passes(31 * 60).sees("belum terkirim", WAITS["id"])
    chat.passes(20 * 3600).sees("belum terkirim").taps("Lanjutkan draf").sees("Pasar Baru")
    chat = both().passes(73 * 3600).says("halo").sees("sudah terhapus")


def test_in_an_alarm_nobody_hears_of_it() -> None:
    both().says("DARURAT").passes(29 * 60).says("dia di luar").passes(29 * 60).sees_no("belum terkirim")


def test_who_is_in_no_danger_is_asked_about_it_again() -> None:
    both().says("dia masih di sini").sees("Apakah ada bahaya sekarang?").taps("Tidak").sees("110", WAITS["id"])


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (THEFT["id"], "dia juga memperkosa saya"),
        (THEFT["en"], "he also raped me"),
        ("tadi pagi saya kena rampok, motor diambil", "saya diperkosa"),
        ("motor saya dibegal tadi pagi di Pasar Baru", "saya diperkosa"),
    ],
)
def test_what_is_one_deed_is_one_report(first: str, then: str) -> None:
    chat = Chat().has_chosen_a_language().says(first).pauses().says(then)
    if chat.report.view.complete:
        assert told(chat) == [[first, then]]
    assert chat.state.draft is None or chat.report.view.priority == 1


@pytest.mark.parametrize("words", ["saya tidak aman", "DARURAT", "tolong dia mau bunuh saya"])
def test_who_is_not_safe_is_still_heard_and_not_sought_where_the_other_matter_was(words: str) -> None:
    chat = both().says(words).sees("TELEPON 110")
    draft = chat.reports[1].draft
    assert (draft.place, draft.point, draft.category == "theft") == ("", None, False)
    assert (told(chat)[1], chat.reports[1].view.restricted) == ([words], True)
    chat.says("dia di luar").passes(31 * 60).says("dia sudah pergi").pauses()
    assert told(chat)[1] == [words, "dia di luar", "dia sudah pergi"]
    chat.says("MENU").taps("Lanjutkan draf").sees("Pasar Baru").taps("Kirim laporan")
    assert told(chat)[2] == [THEFT["id"]]


@pytest.mark.parametrize("words", ["saya tidak aman", "DARURAT"])
def test_so_it_is_while_it_is_asked_whose_the_other_matter_is(words: str) -> None:
    chat = after().says(words).sees("TELEPON 110")
    assert (told(chat)[1], chat.reports[1].draft.place) == ([words], "")
    chat.says("saya sudah aman").sees("Syukurlah", WAITS["id"])


@pytest.mark.parametrize("words", ["saya mau lapor, suami saya memukul saya", "anak saya hilang sejak kemarin"])
def test_what_may_be_told_of_the_same_deed_goes_along(words: str) -> None:
    chat = Chat().says(words).pauses().says("saya diperkosa")
    assert told(chat) == [[words, "saya diperkosa"]]


# Afterwards


def after(language: str = "id") -> Chat:
    return Chat(language=language).has_chosen_a_language().says(HARM[language]).says(THEFT[language])


@pytest.mark.parametrize("language", ["id", "en"])
def test_another_matter_that_is_told_afterwards_is_asked_about(language: str) -> None:
    chat = after(language).sees(OTHER[language]).tap(0).sees("Pasar Baru").tap(0)
    assert told(chat) == [[HARM[language]], [THEFT[language]]]
    assert [report.view.restricted for report in chat.reports] == [True, False]


@pytest.mark.parametrize("way", ["says so", "goes on writing", "skips"])
def test_what_is_the_same_joins_it(way: str) -> None:
    chat = after()
    if way == "says so":
        chat.taps("Laporan yang tadi").sees("petugas khusus")
    elif way == "skips":
        chat.says("LEWATI").sees("petugas khusus")
    else:
        for words in ("waktu itu juga", "di rumah", "sama dia"):
            chat.says(words).pauses()
        chat.sees("petugas khusus")
    assert len(chat.reports) == 1
    assert told(chat)[0][:2] == [HARM["id"], THEFT["id"]]
    chat.says("HP saya dicuri dia juga").pauses().sees("petugas khusus").sees_no(OTHER["id"])


def test_whoever_leaves_the_question_hears_that_it_was_not_sent() -> None:
    after().passes(31 * 60).sees("belum terkirim")


def test_who_said_that_more_comes_for_it_is_not_asked() -> None:
    chat = Chat().says(HARM["id"]).says("MENU").taps("Tambah info").says(THEFT["id"]).pauses().sees("petugas khusus")
    assert told(chat) == [[HARM["id"], THEFT["id"]]]


@pytest.mark.parametrize("added", [False, True])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "satu lagi pak, kemarin ada tabrakan di Alun-alun Kota"),
        ("en", "one more thing, yesterday there was a traffic accident at Alun-alun Kota"),
    ],
)
def test_one_more_incident_may_be_a_report_of_its_own(language: str, words: str, *, added: bool) -> None:
    for answer, apart in ((0, [1 + added, 1]), (1, [2 + added])):
        chat = Chat(language=language).has_chosen_a_language().says(THEFT["id"]).pauses().tap(0)
        if added:
            chat.says("warnanya merah").pauses()
        chat.says(words).tap(answer).pauses()
        if answer == 0:
            chat.tap(0)
        assert [len(report.messages) for report in chat.reports] == apart


@pytest.mark.parametrize("words", ["satu lagi pak, warnanya merah", "satu lagi, dompet saya juga dicuri"])
def test_one_more_thing_about_the_same_is_added(words: str) -> None:
    chat = (
        Chat()
        .has_chosen_a_language()
        .says(THEFT["id"])
        .pauses()
        .tap(0)
        .says(words)
        .pauses()
        .sees("Ditambahkan ke laporan")
    )
    assert len(chat.report.messages) == 2


def test_what_came_just_before_it_is_acknowledged() -> None:
    chat = Chat().has_chosen_a_language().says(THEFT["id"]).pauses().tap(0).says("warnanya merah")
    chat.says("satu lagi, kemarin ada tabrakan di Alun-alun Kota").sees("Ditambahkan ke laporan", "kejadian lain?")


# Told for a report, and parted afterwards

CRASH = {"id": "kemarin ada tabrakan di Alun-alun Kota", "en": "there was a traffic accident at Alun-alun Kota"}
GOES = {"id": "Yang baru Anda tulis masuk ke laporan baru ini.", "en": "What you just wrote goes into this new report."}


def added(*texts: str, language: str = "id") -> Chat:
    chat = Chat(language=language).has_chosen_a_language().says(THEFT[language]).pauses().tap(0)
    for text in texts:
        chat.says(text)
    return chat.pauses()


@pytest.mark.parametrize("language", ["id", "en"])
def test_another_incident_takes_what_was_just_told_along(language: str) -> None:
    chat = added(CRASH[language], language=language).tap(1).sees(GOES[language], "Alun-alun Kota")
    assert told(chat) == [[THEFT[language], CRASH[language]]]
    chat.tap(0)
    assert told(chat) == [[THEFT[language]], [CRASH[language]]]
    assert [report.view.category for report in chat.reports] == ["theft", "crash"]


def test_so_it_is_with_one_of_the_same_kind_and_with_a_photo_of_it() -> None:
    chat = Chat().has_chosen_a_language().says(THEFT["id"]).pauses().tap(0)
    chat.says("kemarin di Melati dompet saya dicopet").sends(photos=1).pauses().taps("Kejadian lain")
    chat.sees("Di mana: Melati", "Lampiran: 1 foto").taps("Kirim laporan")
    assert told(chat)[1] == ["kemarin di Melati dompet saya dicopet", ""]


def test_what_was_told_before_that_stays() -> None:
    chat = added("warnanya merah").says(CRASH["id"]).pauses().taps("Kejadian lain").taps("Kirim laporan")
    assert told(chat) == [[THEFT["id"], "warnanya merah"], [CRASH["id"]]]


@pytest.mark.parametrize("words", ["warnanya merah", "helmnya juga diambil", "makasih pak"])
def test_more_of_the_same_stays_and_the_other_one_is_asked_for(words: str) -> None:
    chat = added(words, "helmnya").taps("Kejadian lain").sees("Ceritakan apa").sees_no(GOES["id"])
    chat.says(CRASH["id"]).pauses().taps("Kirim laporan")
    assert told(chat) == [[THEFT["id"], words, "helmnya"], [CRASH["id"]]]


def test_who_looked_at_something_else_meanwhile_is_asked() -> None:
    chat = added(CRASH["id"]).says("MENU").taps("Tambah info").taps("Kejadian lain").sees("Ceritakan apa")
    assert chat.state.draft is None


def test_deleting_the_new_one_deletes_nothing_that_was_sent() -> None:
    chat = added(CRASH["id"]).taps("Kejadian lain").says("dua mobil").pauses().taps("Batal").taps("Hapus")
    assert told(chat) == [[THEFT["id"], CRASH["id"]]]
    assert [chat.house.texts[id_] for id_ in chat.house.forgotten] == ["dua mobil"]


def test_whose_words_were_in_a_report_is_not_anonymous_any_more() -> None:
    added("tadi ada yang jual sabu di Melati").taps("Kejadian lain").sees("Bagaimana nama Anda").sees_no("Anonim penuh")


def test_words_of_an_alarm_stay_with_it() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").says("STATUS").taps("Tambah info").says(CRASH["id"]).pauses()
    chat.taps("Kejadian lain").sees_no(GOES["id"])
    assert CRASH["id"] in told(chat)[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "kejadian lain"),
        ("id", "pak saya mau lapor kejadian lain"),
        ("id", "mau lapor lagi pak"),
        ("id", "saya mau lapor"),
        ("en", "I want to report something else"),
        ("en", "it's another incident"),
    ],
)
@pytest.mark.parametrize("text", ["", "warnanya merah"])
def test_the_wish_for_another_report_is_heard_in_words(language: str, words: str, text: str) -> None:
    chat = added(*([text] if text else []), language=language).says(words).pauses()
    chat.sees("Ceritakan apa" if language == "id" else "Tell us what happened")
    chat.says(CRASH[language]).pauses()
    assert told(chat) == [[THEFT[language], *([text] if text else [])]]
    assert chat.state.draft is not None
    assert chat.state.draft.text == CRASH[language]


def test_said_of_what_was_just_told_it_goes_along() -> None:
    added(CRASH["id"]).says("itu kejadian lain pak").sees(GOES["id"], "Di mana: Alun-alun Kota")


def test_what_is_asked_of_officers_is_no_incident() -> None:
    chat = added("yang penipuan tadi gimana pak?").taps("Kejadian lain").sees("Ceritakan apa").sees_no(GOES["id"])
    assert len(told(chat)[0]) == 2


def test_after_harm_the_wish_in_words_stays_with_the_few() -> None:
    chat = Chat().has_chosen_a_language().says(HARM["id"]).says("saya mau lapor lagi").pauses().sees("petugas khusus")
    assert len(chat.report.messages) == 2
