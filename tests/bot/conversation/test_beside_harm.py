"""After a report that few may read: what else is told goes to those who are to read it, and to nobody else."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_apart import HARM, THEFT, both, told

HOUR = 3600
MORE = "dia juga memperkosa adik saya"


def harmed() -> Chat:
    return Chat().has_chosen_a_language().says(HARM["id"])


def waiting(chat: Chat) -> steps.Draft:
    assert chat.state.aside is not None
    return chat.state.aside.draft


def draft(chat: Chat) -> steps.Draft:
    assert chat.state.draft is not None
    return chat.state.draft


def sent(words: str) -> Chat:
    return finished(Chat().has_chosen_a_language().says(words).pauses())


def finished(chat: Chat) -> Chat:
    for _ in range(9):
        if "Kirim laporan" not in chat.labels:
            chat.says("LEWATI")
    return chat.taps("Kirim laporan")


@pytest.mark.parametrize("words", ["ada kebakaran di Pasar Baru, api besar", "ada rampok bawa pistol di minimarket",
                                   "there is a fire next door", "ada tabrakan, orangnya tidak bergerak"])  # fmt: skip
@pytest.mark.parametrize("before", [HARM["id"], "saya mau mengadu, polisi minta uang ke saya di Pasar Baru"])
def test_an_alarm_about_something_else_is_for_everybody(before: str, words: str) -> None:
    chat = harmed() if before == HARM["id"] else sent(before)
    assert chat.reports[0].view.restricted
    chat.says(words).sees("110")
    assert (chat.reports[1].view.priority, chat.reports[1].view.restricted) == (1, False)


@pytest.mark.parametrize("words", ["dia datang lagi bawa pisau", "DARURAT", "dia datang lagi bawa senjata api",
                                   "dia datang bawa korek api mau bakar saya",
                                   "he came back with a gun, he stole my phone",
                                   "he is back and he is going to set me on fire"])  # fmt: skip
def test_an_alarm_about_the_same_is_for_the_same_few(words: str) -> None:
    chat = harmed().says(words).sees("110")
    assert (chat.reports[1].view.priority, chat.reports[1].view.restricted) == (1, True)


@pytest.mark.parametrize("asked", [True, False])
def test_harm_that_is_told_while_another_matter_is_written_joins_its_report(asked: bool) -> None:
    chat = harmed() if asked else harmed().says("MENU").taps("Lapor kejadian")
    chat.says(THEFT["id"]).pauses().says(MORE).sees("petugas khusus", "Apakah ada bahaya sekarang?").taps("Tidak")
    finished(chat.taps("Kejadian lain") if asked else chat)
    assert told(chat) == [[HARM["id"], MORE], [THEFT["id"]]]
    assert [report.view.restricted for report in chat.reports] == [True, False]


def test_harm_after_a_complaint_about_the_police_is_heard_as_harm() -> None:
    chat = sent("saya mau mengadu, polisi minta uang ke saya di Pasar Baru").says("saya diperkosa").sees("129")
    assert [report.view.category for report in chat.reports] == ["police_service", "sexual_or_child"]


@pytest.mark.parametrize("what", ["officer", "forwarded", "flood", "card"])
def test_nothing_of_it_gets_into_the_draft_that_waits(what: str) -> None:
    chat = both()
    words = "dia mengancam sebar foto anak saya, namanya Karim"
    if what == "officer":
        chat.says("PETUGAS").sees("Tulis pesan untuk petugas").says(words).pauses()
    elif what == "forwarded":
        chat.says(words, forwarded=True).pauses()
    elif what == "flood":
        for number in range(24):
            chat.says(f"pesan {number}")
        chat.says(words).says(MORE).passes(11)
        assert told(chat)[0][-1] == MORE
    else:
        words = "ini KTP ustadnya"
        chat.sends(words, photos=1).pauses()
    assert words in told(chat)[0]
    assert len(chat.reports) == 1
    assert waiting(chat).text == THEFT["id"]


def test_what_was_told_in_confidence_is_no_summary_of_an_alarm_that_others_read() -> None:
    chat = Chat().has_chosen_a_language().says("ada kebakaran di Pasar Baru, api besar").says("saya sudah aman")
    chat.passes(120).says("saya diperkosa").pauses().says("dia masih di sini").pauses().taps("Ya").sees("110")
    fire, harm, alarm = chat.reports
    assert (fire.draft.text, fire.draft.place) == ("ada kebakaran di Pasar Baru, api besar", "Pasar Baru")
    assert (alarm.view.priority, alarm.view.restricted, alarm.draft.text) == (1, True, "dia masih di sini")
    assert harm.view.restricted


def test_what_was_held_in_fear_is_in_the_alarm_with_its_place() -> None:
    chat = sent(THEFT["id"])
    code = chat.reports[0].view.code
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri").pauses()
    chat.officer(steps.OfficerAsked(code, "Warnanya apa?")).says("saya takut pak").says("saya di Alun-alun Kota")
    chat.says("DARURAT").sees("110")
    alarm = chat.reports[1]
    assert alarm.view.priority == 1
    assert told(chat)[1][:2] == ["saya takut pak", "saya di Alun-alun Kota"]
    assert alarm.draft.place == "Alun-alun Kota"
    assert waiting(chat).text == "tas saya dicuri"


def test_files_and_places_of_who_is_afraid_are_the_alarms_alone() -> None:
    chat = sent(THEFT["id"])
    code = chat.reports[0].view.code
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri").pauses()
    before = chat.house.state.draft
    chat.officer(steps.OfficerAsked(code, "Warnanya apa?")).says("saya takut pak")
    chat.sends(pin=Point(-6.3, 106.9)).sends(photos=1).says("DARURAT").sees("110")
    assert (chat.reports[1].draft.point, chat.reports[1].draft.media) == ((-6.3, 106.9), ("photo",))
    assert waiting(chat) == before


def test_who_wants_to_stay_unknown_is_put_into_no_report_that_is_known() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says("ada penipuan di sekolah anak saya kemarin").pauses()
    for _ in range(9):
        if "Ubah" not in chat.labels:
            chat.says("LEWATI")
    chat.taps("Ubah").taps("Nama").taps("Anonim penuh").says("murid lain juga dicabuli pak guru Budi").pauses()
    assert told(chat)[0] == [HARM["id"]]
    assert (chat.reports[1].anonymous, chat.reports[1].view.restricted) == (True, True)


def test_of_another_child_is_a_report_of_its_own() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says("ini soal tetangga saya").pauses()
    chat.says("anak tetangga saya dicabuli pamannya").sees("129")
    assert told(chat) == [[HARM["id"]], ["ini soal tetangga saya", "anak tetangga saya dicabuli pamannya"]]


def test_harm_within_a_burst_does_not_end_what_is_being_told() -> None:
    chat = harmed().says("saya takut pak").taps("Tidak").says("MENU").taps("Lapor kejadian")  # not asked again so soon
    chat.says(THEFT["id"]).says(MORE).sees("petugas khusus").pauses().sees("Ada foto")


def test_an_edit_tells_no_harm_to_those_who_read_of_the_other_matter() -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.edits(list(chat.house.versions)[-1], f"{THEFT['id']}, {MORE}")
    assert chat.house.state.draft is not None
    assert chat.house.state.draft.text == THEFT["id"]
    assert told(chat)[0][-1].endswith(MORE)


def test_what_is_written_to_an_officer_after_the_harm_sends_nothing_else() -> None:
    chat = both().says("PETUGAS").says("guru itu sering lewat sini").pauses().sees("petugas")
    assert told(chat) == [[HARM["id"], "guru itu sering lewat sini"]]


def test_what_is_written_in_a_draft_taken_up_again_stays_in_it() -> None:
    chat = both().says("motor saya yang dicuri itu merah")
    for number in range(24):
        chat.says(f"ciri nomor {number}")
    chat.passes(11)
    assert told(chat) == [[HARM["id"]]]


@pytest.mark.parametrize(
    ("words", "restricted"),
    [("suami saya ngamuk, rumah kami dibakar, kebakaran", True), ("tetangga itu datang bawa parang, mau rampok", True),
     ("my stepfather is here with a gun, stole my phone", True), ("ayah tiriku bakar rumah, kebakaran tolong", True),
     ("pelakunya datang bawa parang, mau rampok", True), ("ada kebakaran, suamiku membakar rumah kami", True),
     ("ada kebakaran, mereka terjebak di dalam", False),
     ("ada tabrakan, dia tidak bergerak", False), ("there is a fire, they are trapped inside", False)],
)  # fmt: skip
def test_who_may_be_the_one_is_told_from_who_is_in_danger(words: str, restricted: bool) -> None:
    chat = harmed().says(words).pauses()
    if "Ya" in chat.labels:
        chat.taps("Ya")
    assert (chat.reports[-1].view.priority, chat.reports[-1].view.restricted) == (1, restricted)


def test_an_edit_of_what_was_told_in_confidence_stays_there() -> None:
    chat = harmed().says("dia masih sering ke rumah").pauses()
    first = list(chat.house.versions)[-1]
    chat.says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses()
    chat.edits(first, f"dia masih sering ke rumah, {MORE}")
    assert chat.house.revised[-1].edits == first


def afraid() -> Chat:
    """With a bag's draft, and an officer's question about a theft between."""
    chat = sent(THEFT["id"])
    code = chat.reports[0].view.code
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri").pauses()
    return chat.officer(steps.OfficerAsked(code, "Warnanya apa?")).says("saya takut pak")


def test_a_question_whose_words_went_to_the_alarm_stays_open() -> None:
    chat = afraid().says("warnanya merah").says("DARURAT").says("saya sudah aman")
    assert chat.reports[0].view.status == "need_info"
    assert chat.house.state.data["asked"] == chat.reports[0].view.code
    chat.sees_no("diteruskan ke petugas")


def test_what_was_edited_meanwhile_is_the_drafts_and_no_place_of_the_alarm() -> None:
    chat = sent(THEFT["id"])
    code = chat.reports[0].view.code
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri").pauses()
    bag = list(chat.house.versions)[-1]
    chat.officer(steps.OfficerAsked(code, "Warnanya apa?")).says("saya takut pak")
    chat.sends(pin=Point(-6.3, 106.9)).edits(bag, "tas saya dicuri oleh Budi di Melati").says("DARURAT").sees("110")
    assert chat.reports[1].draft.place == ""
    assert chat.reports[1].draft.point == (-6.3, 106.9)
    assert waiting(chat).text == "tas saya dicuri oleh Budi di Melati"


def test_what_follows_harm_goes_to_those_who_read_it_though_an_officer_talks_elsewhere() -> None:
    chat = sent("saya mau mengadu, polisi minta uang ke saya di Pasar Baru")
    chat.officer(steps.OfficerJoined(chat.reports[0].view.code)).says("ya pak")
    chat.says("polisi itu memperkosa saya").says("namanya Budi, di kantor").pauses()
    assert told(chat)[1] == ["polisi itu memperkosa saya", "namanya Budi, di kantor"]


def test_an_officers_talk_that_harm_ended_does_not_come_back() -> None:
    chat = sent(THEFT["id"]).says("MENU").taps("Lapor kejadian").says("tas saya dicuri di Melati").pauses()
    chat.passes(2000).says("MENU").officer(steps.OfficerJoined(chat.reports[0].view.code)).says("saya diperkosa")
    chat.passes(90 * 3600).says("ada orang jual sabu di Pasar Baru").pauses()
    assert "ada orang jual sabu di Pasar Baru" not in told(chat)[0]


def test_harm_told_when_it_is_asked_whose_it_is_goes_to_those_few() -> None:
    chat = sent(THEFT["id"]).says("MENU").passes(90_000).says("saya diperkosa").passes(60)
    chat.says("MENU").taps("Lapor kejadian").says("tas saya dicuri").pauses()
    chat.officer(steps.OfficerAsked(chat.reports[0].view.code, "Warnanya apa?")).says("saya takut pak")
    chat.says("dia memperkosa saya lagi").says("DARURAT").sees("110")
    assert "dia memperkosa saya lagi" in told(chat)[1]
    assert chat.reports[1].view.restricted
    assert all("memperkosa" not in text for texts in (told(chat)[0], *told(chat)[2:]) for text in texts)


@pytest.mark.parametrize("word", ["PRIVASI", "BAHASA", "MENU"])
def test_harm_told_at_a_menu_gets_into_no_draft(word: str) -> None:
    chat = harmed().says("MENU").taps("Lapor kejadian").says(THEFT["id"]).pauses().says(word).says(MORE).pauses()
    assert MORE in told(chat)[0]


def test_a_photo_with_thanks_is_kept() -> None:
    chat = Chat().has_chosen_a_language().sends("makasih", photos=1).pauses()
    assert chat.house.state.draft is not None
    assert chat.house.state.draft.messages


def test_fear_that_turns_out_to_be_about_the_harm_is_asked_about() -> None:
    chat = harmed().says(THEFT["id"]).says("dia masih di sini").pauses().taps("Laporan yang tadi")
    chat.sees("petugas khusus", "Apakah ada bahaya sekarang?").taps("Ya").sees("110")
    assert (chat.reports[1].view.priority, chat.reports[1].view.restricted) == (1, True)


# The draft that waits


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
