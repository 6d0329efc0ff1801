"""Several reports are open, and more is said: nothing joins one of them before its citizen chose it."""

from __future__ import annotations

from tests.bot.conversation.chat import Chat
from tests.bot.conversation.states import THEFT, at

DAY = 86400
NAMED = ("pelakunya pak budi tetangga", "anak saya masih trauma")


def harm_and_theft() -> tuple[Chat, str, str]:
    """At "Untuk laporan yang mana?", with the code of a restricted report and of a newer one that all officers read."""
    chat = Chat().has_chosen_a_language().says("saya diperkosa")
    restricted = chat.code
    chat.passes(DAY + 60).says(THEFT).pauses().taps("Kirim laporan")
    other = next(report.view.code for report in chat.reports if report.view.code != restricted)
    return chat.says("MENU").taps("Tambah info").sees("Untuk laporan yang mana?"), restricted, other


def said_to(chat: Chat, code: str) -> list[str]:
    return [chat.house.texts[id_] for id_ in chat.house.reports[code].messages]


def test_what_is_written_before_a_report_is_chosen_waits_for_the_choice() -> None:
    chat, restricted, other = harm_and_theft()
    for words in NAMED:
        chat.says(words)
    chat.pauses().sees("Sudah kami simpan.", "Untuk laporan yang mana?")
    assert said_to(chat, other) == [THEFT]
    chat.taps(restricted).sees(f"Ditambahkan ke laporan *{restricted}*.")
    assert said_to(chat, restricted)[1:] == list(NAMED)
    assert said_to(chat, other) == [THEFT]
    assert chat.state.draft is None


def test_who_never_chooses_is_heard_by_those_who_may_read_the_restricted_report() -> None:
    chat, restricted, other = harm_and_theft()
    for words in (*NAMED, "dia sering lewat", "saya bingung"):
        chat.says(words).pauses()
    assert said_to(chat, restricted)[1:] == [*NAMED, "dia sering lewat", "saya bingung"]
    assert said_to(chat, other) == [THEFT]


def test_who_never_chooses_between_ordinary_reports_is_helped_by_an_officer() -> None:
    chat = at("adding/choose")
    for words in ("ciri satu", "ciri dua", "ciri tiga", "ciri empat"):
        chat.says(words).pauses()
    chat.sees("Sudah kami teruskan ke petugas")
    newest = chat.reports[-1]
    assert (len(chat.reports), newest.tags, len(newest.messages)) == (3, ["needs_help"], 4)


def test_a_flood_and_an_identity_card_wait_for_the_choice_as_well() -> None:
    chat, restricted, other = harm_and_theft()
    for number in range(25):
        chat.says(f"ciri {number}")
    chat.passes(11).sees("Untuk laporan yang mana?")
    chat.sends("ini KTP saya", photos=1).taps("Biarkan").sees("Untuk laporan yang mana?").taps(restricted)
    assert len(said_to(chat, restricted)) == 27
    assert said_to(chat, other) == [THEFT]


def test_a_card_that_was_deleted_is_not_said_to_be_added() -> None:
    chat, restricted, _ = harm_and_theft()
    chat.sends("ini KTP saya", photos=1).taps("Hapus foto").taps(restricted).sees_no("Ditambahkan")
    assert (len(said_to(chat, restricted)), chat.state.draft) == (1, None)


def test_a_reply_to_a_message_chooses_its_report() -> None:
    chat, _, other = harm_and_theft()
    chat.sends("warnanya hitam", reply_to="pm2").pauses().sees(f"Ditambahkan ke laporan *{other}*")
    assert said_to(chat, other) == [THEFT, "warnanya hitam"]


def test_after_an_alarm_words_for_an_older_report_do_not_join_the_alarm() -> None:
    chat = Chat().has_chosen_a_language().says("saya diperkosa")
    restricted = chat.code
    chat.passes(DAY + 60).says("tolong dia bawa pisau").passes(2 * 3600)
    alarm = next(report.view.code for report in chat.reports if report.view.code != restricted)
    chat.says("MENU").taps("Tambah info").says(NAMED[1]).pauses().taps(restricted)
    assert NAMED[1] not in said_to(chat, alarm)
    assert said_to(chat, restricted)[-1] == NAMED[1]


def test_a_report_that_is_being_written_keeps_what_is_said() -> None:
    chat = at("adding/choose").says("MENU").taps("Lapor kejadian").says("motor adik saya dicuri").pauses()
    chat.says("MENU").taps("Tambah info").says("warnanya hitam").pauses()
    assert chat.state.draft is not None
    assert chat.state.draft.text == "motor adik saya dicuri\nwarnanya hitam"


# What others wrote


def test_a_forwarded_message_joins_the_report_that_was_chosen() -> None:
    chat = at("adding/choose").tap(1)
    chosen = chat.state.report
    chat.says("jual vario hitam murah tanpa surat", forwarded=True).pauses().sees(f"Ditambahkan ke laporan *{chosen}*")
    assert said_to(chat, chosen)[-1] == "jual vario hitam murah tanpa surat"


def test_a_forwarded_message_waits_for_the_choice_and_is_reminded_of() -> None:
    chat = at("adding/choose").says("jual vario hitam murah", forwarded=True).pauses().sees("Untuk laporan yang mana?")
    chat.passes(31 * 60).sees("belum terkirim ke petugas", "Untuk laporan yang mana?")
    chat.passes(20 * 3600).sees("belum terkirim ke petugas")
    code = chat.reports[0].view.code
    chat.taps(code).sees(f"Ditambahkan ke laporan *{code}*")
    assert chat.passes(80 * 3600).last == []
    assert chat.house.forgotten == []


def test_evidence_that_waits_for_the_choice_is_reminded_of_and_then_gone() -> None:
    chat = at("adding/choose").says("MENU").says("jual vario hitam murah", forwarded=True).pauses()
    chat.taps("Jadikan bukti").sees("Untuk laporan yang mana?").passes(31 * 60).sees("belum terkirim ke petugas")
    chat.passes(73 * 3600)
    assert (chat.state.flow, chat.state.draft) == ("idle", None)
    chat.says("halo").sees("sudah terhapus setelah 72 jam")
