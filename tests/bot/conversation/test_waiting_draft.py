"""A draft of another matter waits while harm or an alarm is talked about."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from tests.bot.conversation.chat import Chat, in_drafts
from tests.bot.conversation.test_apart import HARM, THEFT, both, told
from tests.bot.conversation.test_beside_harm import MORE, draft, harmed, sent, waiting

HOUR = 3600


def frightened() -> Chat:
    """A theft waits, of the harm nothing more is told, and somebody stands at the door."""
    return both().says("saya tidak aman").sees("TELEPON 110")


def test_a_place_told_in_an_alarm_is_the_alarms_and_not_the_other_matters() -> None:
    chat = frightened().says("saya di Alun-alun Kota")
    assert chat.reports[1].draft.place == "Alun-alun Kota"
    assert waiting(chat).place == "Pasar Baru"


def test_an_edit_reaches_the_draft_that_waits() -> None:
    chat = both()
    chat.edits("pm1", "motor saya dicuri di Melati tadi pagi")
    assert (waiting(chat).text, waiting(chat).place) == ("motor saya dicuri di Melati tadi pagi", "Melati")
    assert chat.state.draft is None


def test_a_file_that_is_lost_leaves_the_draft_that_waits() -> None:
    chat = Chat().has_chosen_a_language().sends(THEFT["id"], photos=1).pauses().says(HARM["id"])
    assert waiting(chat).media == ("photo",)
    chat.officer(steps.FileLost("m1", "photo", too_large=False))
    assert waiting(chat).media == ()


@pytest.mark.parametrize("kept", [True, False])
def test_it_is_kept_or_deleted_like_any_draft(kept: bool) -> None:
    chat = both().says("BATAL").taps("Simpan dulu" if kept else "Hapus").says("dia masih sering ke rumah").pauses()
    assert told(chat) == [[HARM["id"], "dia masih sering ke rumah"]]
    assert (chat.state.aside is not None, chat.house.forgotten) == ((True, []) if kept else (False, ["m1"]))


def test_after_a_day_more_is_for_it_and_after_three_it_is_deleted() -> None:
    chat = both().passes(25 * HOUR).says("warnanya merah").pauses().sees("draf Anda yang belum terkirim")
    assert (chat.state.aside, draft(chat).text) == (None, f"{THEFT['id']}\nwarnanya merah")
    chat = both().passes(73 * HOUR).says("halo").sees("sudah terhapus")
    assert (chat.state.aside, chat.house.forgotten) == (None, ["m1"])


def test_what_was_asked_for_it_is_not_asked_again() -> None:
    chat = Chat().has_chosen_a_language().says("motor saya dicuri").pauses().sees("Di mana").says("LEWATI")
    chat.says(HARM["id"]).taps("Lanjutkan draf").sees("Ini laporan Anda")


def test_who_deletes_all_data_deletes_it_too() -> None:
    chat = both().says("HAPUS DATA").taps("Ya, hapus")
    assert (chat.state.aside, chat.house.forgotten) == (None, ["m1"])


@pytest.mark.parametrize("words", ["dia datang bawa pisau", "DARURAT", "saya tidak aman"])
@pytest.mark.parametrize("way", ["cancelling", "a day later"])
def test_an_alarm_takes_nothing_of_it(way: str, words: str) -> None:
    chat = both().says("BATAL") if way == "cancelling" else both().passes(25 * HOUR)
    if way != "cancelling" and words == "saya tidak aman":
        return  # of nobody knows what, after a day
    chat.says(words).sees("TELEPON 110")
    assert (told(chat)[1], chat.reports[1].draft.place) == ([words], "")
    assert (chat.reports[1].view.restricted, waiting(chat).text) == (way == "cancelling", THEFT["id"])


@pytest.mark.parametrize("way", ["MENU", "half an hour", "go on elsewhere", "go on in fear"])
def test_who_does_not_cancel_it_after_all_goes_on_with_the_harm(way: str) -> None:
    chat = both()
    if way == "go on elsewhere":
        chat.says("MENU").taps("Tambah info").says("BATAL").taps("Lanjutkan")
    elif way == "go on in fear":
        chat.says("dia masih di sini").says("BATAL").taps("Lanjutkan").taps("Tidak").taps("Menu")
    else:
        chat.says("BATAL").passes(31 * 60 if way == "half an hour" else 0).says("MENU")
    chat.says("namanya Karim").pauses()
    assert told(chat)[0][-1] == "namanya Karim"
    assert waiting(chat).text == THEFT["id"]


@pytest.mark.parametrize("waits", [True, False])
def test_an_edit_puts_no_harm_into_the_draft_of_another_matter(waits: bool) -> None:
    chat = both() if waits else Chat().has_chosen_a_language().says(THEFT["id"]).pauses()
    words = "motor saya dicuri di Pasar Baru, adik saya diperkosa"
    chat.edits("pm1", words)
    assert waiting(chat).text == THEFT["id"]
    assert told(chat)[0][-1] == words


def test_a_second_alarm_of_the_same_is_for_the_same_few() -> None:
    chat = frightened().passes(3 * HOUR).says("dia datang lagi bawa pisau").sees("TELEPON 110")
    assert [report.view.restricted for report in chat.reports] == [True, True, True]


def two() -> Chat:
    """The theft of a bag was sent; a motorbike's waits; then the harm."""
    chat = sent("tas saya dicuri di Melati").says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    return chat.says(HARM["id"])


@pytest.mark.parametrize("what", ["closes the other", "closes this", "asks which"])
def test_what_is_said_is_asked_about_in_vain_by_nobody(what: str) -> None:
    chat = two()
    if what == "asks which":
        chat.says("MENU").taps("Tambah info").sees("Untuk laporan yang mana?")
    else:
        chat.officer(steps.Closed(chat.reports[what == "closes this"].view.code))
    chat.says("namanya Karim").pauses().sees("petugas khusus")
    assert told(chat)[1] == [HARM["id"], "namanya Karim"]
    chat.says("DARURAT").says("saya sudah aman").says("MENU").taps("Lanjutkan draf")
    assert (told(chat)[2][0], draft(chat).place) == ("DARURAT", "Pasar Baru")


def test_what_was_put_by_is_neither_sent_nor_reminded_of() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").sends(voice=True).pauses().taps("Tidak")
    chat.says("BATAL").taps("Simpan dulu").passes(21 * HOUR)
    assert len(chat.reports) == 1
    chat.sees_no("belum terkirim", "diteruskan")


def test_an_officers_question_is_remembered_when_it_is_taken_up() -> None:
    chat = two().passes(25 * HOUR)
    code = chat.reports[0].view.code
    chat.house.status(code, "need_info")
    chat.officer(steps.NewsWaits(code, asked=True, late=True)).says("ada lagi soal motornya").pauses()
    assert chat.state.data["asked"] == code


def test_a_question_that_was_answered_while_it_waited_is_not_asked_again() -> None:
    chat = sent(THEFT["id"])
    chat.house.status(chat.code, "need_info")
    chat.says("MENU").taps("Lapor kejadian").says("ada tabrakan tadi pagi di Melati").pauses()
    chat.officer(steps.OfficerAsked(chat.code, "Warnanya apa?")).says("nanti").says(HARM["id"])
    chat.sends("hitam", reply_to="pm1").pauses()
    assert "asked" not in chat.state.data
    chat.says("MENU").taps("Lanjutkan draf")
    assert "asked" not in chat.state.data


@pytest.mark.parametrize("forwarded", [True, False])
def test_of_another_matter_it_takes_what_is_surely_told_of_that(forwarded: bool) -> None:
    chat = both().says("dia masih sering ke rumah").pauses()
    chat.says("motor beat merah hilang dicuri di Melati", forwarded=forwarded).pauses()
    assert told(chat) == [[HARM["id"], "dia masih sering ke rumah"]]
    assert draft(chat).messages[-1] == "m4"


def test_who_leaves_the_other_matter_tells_of_the_harm_again() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.says("MENU").says("dia masih sering ke rumah").pauses()
    assert told(chat)[0][-1] == "dia masih sering ke rumah"
    assert waiting(chat).text == THEFT["id"]


def test_a_third_matter_is_not_written_into_it() -> None:
    chat = two().says("MENU").taps("Tambah info").tap(1).says("warnanya merah").pauses()
    chat.taps("Kejadian lain").sees("Ada draf laporan yang belum terkirim.")


@pytest.mark.parametrize("way", ["officer", "harm"])
def test_danger_in_pieces_rings_though_its_draft_is_sent_at_once(way: str) -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says("orang itu").says("mau bakar").says("rumah saya")
    chat.says("PETUGAS" if way == "officer" else "dia juga memperkosa adik saya").sees("TELEPON 110")
    assert "orang itu\nmau bakar\nrumah saya" in chat.reports[-1].draft.text
    assert (chat.reports[-1].view.priority, chat.reports[-1].view.restricted) == (1, way == "harm")


# Beside an alarm


def test_another_incident_is_begun_beside_an_alarm_without_its_words_getting_lost() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").says("STATUS").taps("Tambah info").taps("Kejadian lain")
    chat.sees("Ceritakan apa yang terjadi").says("KEMBALI").says("saya di kamar mandi").pauses()
    held = [*chat.report.messages, *(chat.state.draft.messages if chat.state.draft else ())]
    assert "saya di kamar mandi" in [chat.house.texts[id_] for id_ in held]


def test_a_flood_while_an_officer_talks_is_the_officers() -> None:
    chat = both().says("DARURAT")
    chat.officer(steps.OfficerJoined(chat.reports[1].view.code))
    for number in range(20):
        chat.says(f"cepat {number}")
    chat.says("ada tabrakan di Melati").says("saya di kamar")
    assert told(chat)[1][-2:] == ["ada tabrakan di Melati", "saya di kamar"]
    assert waiting(chat).text == THEFT["id"]


@pytest.mark.parametrize("danger", [True, False])
def test_an_edit_that_tells_of_harm_is_in_the_alarm(danger: bool) -> None:
    chat = both().says("DARURAT")
    more = "dia bawa pisau dan memperkosa adik saya" if danger else "adik saya diperkosa"
    words = f"motor saya dicuri di Pasar Baru, {more}"
    chat.edits("pm1", words)
    assert words in told(chat)[1]
    assert waiting(chat).text == THEFT["id"]


def test_more_is_asked_and_added_after_an_alarm_as_ever() -> None:
    chat = both().says("DARURAT").passes(31 * 60).says("dia di luar pagar").pauses()
    chat.sees("Apakah ada bahaya sekarang?")
    chat = both().says("ada kebakaran di Alun-alun Kota, api besar").passes(31 * 60)
    chat.says("MENU").taps("Tambah info").says("apinya sampai dapur").pauses()
    assert told(chat)[1][-1] == "apinya sampai dapur"


@pytest.mark.parametrize("way", ["card", "flood", "KEMBALI"])
def test_nothing_but_its_author_takes_it_up(way: str) -> None:
    chat = both()
    if way == "card":
        chat.says("DARURAT").passes(31 * 60).sends("ini KTP saya", photos=1).taps("Biarkan")
    elif way == "flood":
        chat.says("MENU")
        for number in range(25):
            chat.says(f"pesan {number}")
        chat.passes(11)
    else:
        chat.says("BATAL").says("KEMBALI")
    if way != "flood":
        chat.sees("Ada draf laporan yang belum terkirim.")
    assert waiting(chat).text == THEFT["id"]


def test_who_leaves_it_after_an_alarm_tells_of_the_alarm_again() -> None:
    chat = both().says("dia datang bawa pisau").says("saya sudah aman").taps("Lanjutkan draf").says("MENU")
    chat.says("dia sering begitu ke anak saya").pauses()
    assert waiting(chat).text == THEFT["id"]


# Two reports


def test_a_reply_is_for_the_report_that_it_replies_to() -> None:
    chat = two().says("namanya Karim").pauses()
    first = chat.reports[0].messages[0]
    chat.sends("warnanya merah", reply_to=f"p{first}").pauses()
    assert told(chat)[0][-1] == "warnanya merah"
    chat = harmed().says("MENU").taps("Lapor kejadian").says("orang itu").says("mau bakar").says("rumah saya")
    chat.sends("pamannya yang pegang dia", reply_to="pm1").sees("TELEPON 110")
    assert told(chat)[0][-1] == "pamannya yang pegang dia"
    assert told(chat)[1] == ["orang itu", "mau bakar", "rumah saya"]


@pytest.mark.parametrize("way", ["cancelling", "to an officer"])
def test_no_second_draft_is_begun_beside_it(way: str) -> None:
    chat = both().says("BATAL" if way == "cancelling" else "PETUGAS").passes(25 * HOUR).says("warnanya merah")
    assert (chat.state.aside, draft(chat).text) == (None, f"{THEFT['id']}\nwarnanya merah")


@pytest.mark.parametrize("way", ["asked", "asked before", "chooses", "a card", "a new one", "replies", "waits"])
def test_further_harm_gets_into_no_report_that_others_read(way: str) -> None:
    chat = sent("tas saya dicuri di Melati")
    code = chat.reports[0].view.code
    if way == "asked before":
        chat.officer(steps.OfficerAsked(code, "Warnanya apa?"))
    elif way == "waits":
        chat.says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.says(HARM["id"])
    if way in {"asked", "waits"}:
        chat.officer(steps.OfficerAsked(code, "Warnanya apa?"))
    elif way == "chooses":
        chat.says("MENU").taps("Tambah info")
    elif way == "a card":
        chat.says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses().sends("ini KTP saya", photos=1)
    elif way == "a new one":
        chat.says("MENU").taps("Lapor kejadian")
    first = chat.reports[0].messages[0]
    chat.sends(MORE, reply_to=f"p{first}" if way == "replies" else "").pauses()
    open_to_all = [texts for texts, report in zip(told(chat), chat.reports, strict=True) if not report.view.restricted]
    assert all(MORE not in texts for texts in open_to_all)
    assert chat.state.draft is None or MORE not in chat.state.draft.text
    assert MORE in [text for texts in told(chat) for text in texts]


def test_an_edit_that_tells_of_harm_and_of_another_matter_is_for_the_few() -> None:
    chat = Chat().has_chosen_a_language().says("ada kejadian di pasar").pauses()
    chat.edits("pm1", "motor saya dicuri di Pasar Baru, adik saya diperkosa")
    assert (chat.report.view.restricted, chat.state.aside) == (True, None)


def test_an_edit_of_what_was_sent_tells_of_harm_to_the_few_alone() -> None:
    chat = sent(THEFT["id"])
    chat.edits("pm1", f"{THEFT['id']}, {MORE}")
    assert told(chat) == [[THEFT["id"]], [f"{THEFT['id']}, {MORE}"]]
    assert (chat.house.revised, chat.reports[1].view.restricted) == ([], True)


def test_menu_puts_no_alarm_aside() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").says("MENU").says("saya di Alun-alun Kota").pauses()
    assert chat.report.draft.place == "Alun-alun Kota"


def test_so_it_waits_after_an_alarm_that_was_sent() -> None:
    chat = Chat().has_chosen_a_language().says("ada begal di Pasar Baru, dia bawa pisau").says("saya sudah aman")
    for _ in range(9):
        if "Kirim laporan" not in chat.labels:
            chat.says("LEWATI")
    chat.taps("Kirim laporan").says("MENU").taps("Lapor kejadian").says("tas saya dicuri di Melati").pauses()
    chat.says("MENU").says("orangnya masih di luar pagar").pauses()
    assert told(chat)[0][-1] == "orangnya masih di luar pagar"
    assert waiting(chat).text == "tas saya dicuri di Melati"


def test_a_second_alarm_is_kept_for_those_who_read_of_the_first() -> None:
    chat = sent("saya mau mengadu, polisi minta uang ke saya di Pasar Baru").says("DARURAT").passes(3 * HOUR)
    chat.says("DARURAT").sees("110")
    assert [report.kept_for for report in chat.reports] == ["oversight"] * 3


def test_what_was_closed_asks_nothing_of_who_goes_on_with_the_draft() -> None:
    chat = two()
    chat.officer(steps.Closed(chat.reports[1].view.code)).says("LANJUTKAN").says("warnanya merah").pauses()
    assert draft(chat).text == f"{THEFT['id']}\nwarnanya merah"
    chat.sees_no("Pesan ini untuk")


def test_a_day_later_an_officer_and_a_card_are_about_it() -> None:
    both().passes(25 * HOUR).says("PETUGAS").sees("Draf ini belum terkirim. Kirim ke petugas?")
    chat = both().passes(25 * HOUR).sends("ini KTP saya", photos=1)
    assert (chat.state.aside, draft(chat).text, draft(chat).media) == (None, THEFT["id"], ("photo",))


def test_a_forwarded_message_of_it_is_evidence_for_it() -> None:
    chat = both().says("motor beat merah hilang dicuri di Melati", forwarded=True).pauses().sees("Pesan terusan")
    assert told(chat) == [[HARM["id"]]]
    assert draft(chat).messages == ("m1", "m3")


def test_a_flood_a_day_later_is_about_it() -> None:
    chat = both().passes(25 * HOUR)
    for _ in range(21):
        chat.does("unsupported")
    chat.says("warnanya merah")
    assert (chat.state.aside, len(draft(chat).messages)) == (None, 2)


def test_a_flood_while_an_officer_talks_gets_into_no_draft() -> None:
    chat = sent("tas saya dicuri di Melati").says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.says("MENU").passes(2000).officer(steps.OfficerJoined(chat.reports[0].view.code))
    for number in range(25):
        chat.says(f"warna nomor {number}")
    assert (told(chat)[0][-1], draft(chat).messages) == ("warna nomor 24", ("m5",))


def test_who_begins_another_in_an_alarm_and_turns_back_loses_no_word() -> None:
    chat = both().says("DARURAT").says("STATUS").tap(0).taps("Tambah info").taps("Kejadian lain").says("KEMBALI")
    chat.says("saya di kamar mandi").pauses()
    kept = [*(id_ for report in chat.reports for id_ in report.messages), *in_drafts(chat.state)]
    assert "saya di kamar mandi" in [chat.house.texts[id_] for id_ in kept]


def test_an_edit_in_an_alarm_stays_in_it() -> None:
    chat = Chat().has_chosen_a_language().says("DARURAT").says("dia di sini")
    chat.edits("pm2", "dia di sini dan memperkosa saya")
    assert [edit.edits for edit in chat.house.revised] == ["pm2"]
    assert len(chat.reports) == 1


def test_it_expires_though_the_alarm_beside_it_is_over() -> None:
    chat = both().says("DARURAT").passes(25 * HOUR).does("reachable").passes(73 * HOUR)
    assert (chat.state.aside, chat.house.forgotten) == (None, ["m1"])


def test_who_begins_anew_is_asked_about_it() -> None:
    both().says("MENU").taps("Lapor kejadian").sees("Ada draf laporan yang belum terkirim.")
