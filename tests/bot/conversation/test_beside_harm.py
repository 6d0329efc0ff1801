"""After a report that few may read: what else is told goes to those who are to read it, and to nobody else."""

from __future__ import annotations

import pytest

from bot.conversation import step as steps
from bot.messages import Point
from tests.bot.conversation import limits
from tests.bot.conversation.chat import Chat
from tests.bot.conversation.test_apart import HARM, THEFT, both, told

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


@pytest.mark.parametrize("event", [steps.OfficerJoined, steps.Closed])
def test_an_answer_to_another_officer_stays_with_the_few_and_its_author_hears_how_else(event) -> None:
    chat = sent(THEFT["id"]).passes(60)
    theft = chat.code
    chat.says(HARM["id"]).passes(10).officer(event(theft))
    chat.says("warnanya merah pak").pauses().sees("petugas khusus", f"Untuk laporan *{theft}*: tulis kodenya")
    for say in chat.last:  # in messages that are no longer than others
        limits.check(say)
    chat.says("saya masih takut").pauses().sees_no(theft)
    chat.says(theft).taps("Tambah info").says("warnanya merah pak").pauses().sees(f"Ditambahkan ke laporan *{theft}*")
    assert [len(report.messages) for report in chat.reports] == [2, 3]


@pytest.mark.parametrize("asked", [True, False])
def test_harm_that_is_told_while_another_matter_is_written_joins_its_report(asked: bool) -> None:
    chat = harmed() if asked else harmed().says("MENU").taps("Lapor kejadian")
    chat.says(THEFT["id"]).pauses().says(MORE).sees("petugas khusus")
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
