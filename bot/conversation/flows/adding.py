"""A1, further information for a report, and what is written in the 24 hours after sending one.

choose (several are open) -> open --content, 4 s quiet--> acknowledged, and again
   --content--> waits in the draft for the choice
sent/open: the same, after [Kirim laporan]
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import doubts
from bot.conversation.courtesy import says_nothing
from bot.conversation.drafting import absorb, hand_over
from bot.conversation.flows import (
    after_harm,
    apart,
    danger,
    emergency,
    filing,
    haste,
    ongoing,
    report,
    standing,
    tracking,
    withdrawal,
)
from bot.conversation.flows.filing import repeated
from bot.conversation.step import ReportView
from bot.conversation.turn import RESUMABLE, Option, Question, Stage, Turn
from bot.conversation.understanding import opens, opens_another, surely_asks
from bot.conversation.understanding.wishes import is_found
from bot.conversation.wording import with_reminder

MOST = 3  # times it is asked for which report something is


def start(turn: Turn) -> None:
    """To the only open report, or to the one that is chosen."""
    reports = turn.open_reports()
    if len(reports) == 1:
        open_for(turn, reports[0].code)
    elif reports:
        turn.go("adding", "choose")
    else:
        turn.tell(turn.t("Belum ada laporan yang terbuka dari percakapan ini."))
        turn.go("idle")


def open_for(turn: Turn, code: str) -> None:
    turn.open_report(code)
    turn.go("adding", "open")


def take(turn: Turn) -> None:
    """The message just heard joins the current report; the reply waits for the end of the burst."""
    code = turn.current_report()
    if danger.calls_after_harm(turn, code):
        emergency.open(turn)
        return
    if turn.unsent is None and (apart.is_announced(turn) or (turn.flow != "adding" and apart.is_asked(turn))):
        apart.ask(turn)
        _tell_before(turn)
        return
    if standing.heard(turn):
        _tell_before(turn)
        return
    turn.append(code)
    apart.remember(turn)
    _hear(turn)
    if danger.is_due(turn):
        back = ("", "")
        if after_harm.unwanted(turn, code):
            turn.data["shown"], back = code, after_harm.OFFER
        elif standing.takes_back(turn):
            turn.data["shown"], back = code, ("tracking", "withdraw")
        _tell(turn)
        turn.data.pop("unsafe", None)  # the question says it
        danger.ask(turn, code, danger.words(turn), back=back)
        return
    if turn.flow not in {"adding", "sent"}:
        turn.flow, turn.step = "sent", "open"
    turn.wait_quiet()


def _tell_before(turn: Turn) -> None:
    """What became of the rest of the burst, ahead of another question."""
    if "added" in turn.data:
        _tell(turn)


def _hear(turn: Turn) -> None:
    """For the reply."""
    # Whoever told of harm and says no more than "ya" has not said thanks.
    turn.data["thanks"] = turn.is_thanks if apart.is_after_harm(turn) else bool(turn.plain) and says_nothing(turn.text)
    turn.data["only_calls"] = turn.only_calls
    turn.data["asked_back"] = surely_asks(turn.text)
    understood = turn.heard.understood if turn.heard is not None else None
    if understood is not None and understood.secrecy:
        _mark(turn, "fears")
    if danger.is_feared(turn):
        turn.data["unsafe"] = True
    if is_found(turn.text):
        _mark(turn, "found")
    if haste.is_wish(turn):
        _mark(turn, "hurries")
    if standing.takes_back(turn):
        _mark(turn, "withdraws")
    if apart.is_after_harm(turn):
        after_harm.mark(turn, turn.current_report())
    if repeated(turn, turn.text):
        _mark(turn, "again")
    view = turn.view(turn.current_report())
    if view is not None and view.status == "finished" and (turn.shows or not says_nothing(turn.text)):
        _mark(turn, "reopened")
    if turn.heard is not None and turn.heard.inbound.media:
        turn.data["files"] = True
    turn.data["added"] = turn.data.get("added", 0) + 1


def _mark(turn: Turn, what: str) -> None:
    turn.data["marks"] = [*turn.data.get("marks", ()), what]


def is_elsewhere(turn: Turn, code: str) -> bool:
    """Whether a reply to a message of this report is about another one than is being talked about."""
    if turn.flow == "emergency" or turn.view(code) is None:
        return False
    if turn.flow == "whose":
        return bool(code != turn.data.get("whose", {}).get("code"))
    if turn.flow == "officer" and turn.step != "write":
        return bool(code != turn.data.get("asked" if turn.step == "asked" else "officer"))
    return turn.draft is not None or code != turn.current_report()


def reply(turn: Turn, code: str) -> None:
    """It belongs to that report, whatever is being talked about now."""
    if turn.flow in RESUMABLE and (turn.draft is not None or turn.aside is not None or turn.flow == "officer"):
        turn.append(code)
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
        if danger.is_feared(turn):
            danger.say_number(turn)
        turn.asking = (turn.flow, turn.step) != ("officer", "talking")
    else:
        turn.open_report(code)
        take(turn)


def acknowledge(turn: Turn) -> None:
    view = turn.view(turn.current_report())
    restricted = view is not None and view.is_of_harm
    unsafe, offers = turn.data.pop("unsafe", False), after_harm.unwanted(turn, turn.current_report())
    withdraws = "withdraws" in turn.data.get("marks", ())
    thanked = _tell(turn)
    if unsafe or (restricted and not (thanked or offers or danger.is_number_known(turn))):
        danger.say_number(turn)
    if offers:
        after_harm.offer(turn, turn.current_report())
    elif withdraws:
        turn.data["shown"] = turn.current_report()
        withdrawal.start(turn)
    elif not (thanked or restricted):
        turn.go("adding", "open")


def _tell(turn: Turn) -> bool:
    """What became of it. True where it was thanks alone, or a call for somebody."""
    alone = turn.data.get("added") == 1
    thanked, calls = turn.data.pop("thanks", False) and alone, turn.data.pop("only_calls", False) and alone
    asked_back, answered = turn.data.pop("asked_back", False), turn.data.pop("answered", False)
    turn.data.pop("added", None)
    marks = turn.data.pop("marks", [])
    code = turn.current_report()
    view = turn.view(code)
    if thanked:
        turn.tell(_on_news(turn, turn.t("Sama-sama. Kabar dari petugas datang di sini.")))
        return True
    if calls:
        text = turn.t("Ya, pesan Anda sampai di sini. Tulis saja. Bila tidak aman, telepon {number}.")
        turn.tell(text.format(number=turn.context.emergency_number))
        return True
    if alone and view is not None and marks == ["hurries"]:
        _tell_when(turn, view)
        return True
    files = turn.data.pop("files", False)
    if view is not None and view.is_of_harm and not ongoing.is_on(turn):
        turn.tell(_after_harm(turn, view, marks, files=files, asked_back=asked_back))
    else:
        _confirm(turn, code, marks, asked_back=asked_back, answered=answered)
    _tell_of_other(turn, code)
    return False


def _tell_of_other(turn: Turn, code: str) -> None:
    """Once: how to answer the officer of another report."""
    other = turn.data.pop("unanswered", "")
    if turn.view(other) is not None and other != code:
        turn.say(turn.t("Untuk laporan *{code}*: tulis kodenya, lalu pilih Tambah info.").format(code=other))


def _tell_when(turn: Turn, view: ReportView) -> None:
    """What an impatient wish asks for."""
    turn.tell(turn.t("Sudah kami catat di laporan *{code}*.").format(code=view.code))
    if next_ := tracking.next_step(turn, view):
        turn.tell(next_)
    danger.say_number(turn)


def _after_harm(turn: Turn, view: ReportView, marks: list[str], *, files: bool, asked_back: bool) -> str:
    t = turn.t
    if files:
        return t("Sudah kami terima. Tidak perlu mengirim foto, dan jangan kirim gambar tubuh.")
    text = after_harm.answers(turn, view, marks)
    if text:
        return text
    if asked_back:
        text = t("Pertanyaan Anda sudah kami teruskan ke petugas khusus. Mereka menjawab di sini.")
        return _on_news(turn, text)
    return t("Sudah kami teruskan ke petugas khusus. Anda boleh berhenti kapan saja.")


def _confirm(turn: Turn, code: str, marks: Sequence[str], *, asked_back: bool, answered: bool) -> None:
    if "reopened" in marks and code:
        turn.tell(turn.t("Laporan *{code}* dibuka lagi dan kembali ke meja petugas.").format(code=code))
    elif "fears" in marks:
        turn.tell(turn.t("Hanya petugas yang melihat laporan ini. Anda boleh menghapus percakapan ini dari HP."))
    elif "found" in marks and code:
        turn.tell(turn.t("Syukurlah. Sudah kami catat di laporan *{code}*.").format(code=code))
    elif answered:
        turn.tell(turn.t("Terima kasih, jawaban Anda sudah diteruskan ke petugas."))
    elif "again" in marks:
        turn.tell(turn.t("Laporan ini sudah kami terima. Kode Anda tetap *{code}*.").format(code=code))
    elif code and asked_back:
        text = turn.t("Pertanyaan Anda masuk ke laporan *{code}*. Petugas menjawab di sini.").format(code=code)
        turn.tell(_on_news(turn, text))
    elif code:
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))


def _on_news(turn: Turn, text: str) -> str:
    return with_reminder(turn.t, turn.context.abilities, text)


def _ask_choose(turn: Turn) -> Question:
    t = turn.t
    options = [Option(report.code, report.code) for report in turn.open_reports()[:5]]
    return Question(t("Untuk laporan yang mana?"), (*options, Option("menu", t("Menu"))))


def _choose(turn: Turn, choice: str) -> bool:
    if choice == "menu":
        turn.go("idle")
    elif not choice and turn.heard is not None and turn.view(turn.heard.about):
        turn.open_report(turn.heard.about)
        turn.step = "open"
        take(turn)
    elif choice and turn.view(choice):
        _give(turn, choice)
    else:
        return False
    return True


def _give(turn: Turn, code: str) -> None:
    open_for(turn, code)
    if turn.data.pop("holding", False) and turn.draft is not None:
        feared = danger.waiting(turn)
        from_draft(turn, code)
        if feared:
            danger.ask(turn, code, feared)


def hold(turn: Turn, *, describes: bool = True) -> bool:
    """Before a report is chosen, what is said joins none: others may read the newest one. It waits in the draft.
    False where nothing is to be chosen, and where the draft is a report in the making."""
    if (turn.flow, turn.step) != ("adding", "choose"):
        return False
    apart.go_on(turn)
    draft = turn.draft
    if draft is not None and draft.emergency_code and not ongoing.code(turn):  # all of it is with the alarm
        turn.drop_draft()
    elif draft is not None and draft.messages and not turn.data.get("holding"):
        return False
    if turn.aside is not None:  # one draft waits already
        turn.flow, turn.step = "adding", "open"
        take(turn)
        return True
    turn.data["holding"] = True
    absorb(turn, describes=describes)
    return True


def _held(turn: Turn) -> None:
    """Asked again, a few times. Then it is for those alone who may read the most, else for an officer to sort."""
    turn.misses += 1
    if turn.misses <= MOST:
        turn.tell(turn.t("Sudah kami simpan."))
        turn.again()
        return
    restricted = next((report.code for report in turn.open_reports() if report.restricted), "")
    if restricted:
        _give(turn, restricted)
    else:
        filing.to_officer(turn)


def from_draft(turn: Turn, code: str) -> None:
    held = turn.draft is not None and bool(turn.draft.messages)  # a card's photo may be deleted meanwhile
    hand_over(turn, code)
    if held:
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))


def _ask_open(turn: Turn) -> Question:
    t, code = turn.t, turn.current_report()
    view = turn.view(code)
    if view is None:
        return Question(t("Ceritakan saja, atau pilih Menu."), (Option("menu", t("Menu")),))
    if view.is_of_harm:
        return Question(
            t("Tulis saja yang ingin Anda sampaikan. Tidak perlu detail, dan tidak perlu foto."),
            (Option("done", t("Sudah selesai"), also=("selesai", "done")),),
            code=code,
        )
    more = t("Ada lagi untuk laporan *{code}*? Kirim teks, foto, atau lokasi.")
    first = t("Info untuk laporan *{code}*? Kirim teks, foto, atau lokasi.")
    return Question(
        (more if turn.sentences else first).format(code=code),
        (Option("done", t("Sudah selesai"), also=("selesai", "done")), Option("new", t("Kejadian lain"))),
        code=code,
    )


def _ask_sent(turn: Turn) -> Question:
    t, code = turn.t, turn.current_report()
    if not code:
        return Question(t("Laporan Anda sudah terkirim."), (Option("menu", t("Menu")),))
    return Question(
        t("Ingat hal lain? Kirim saja, pesan Anda masuk ke laporan ini juga."),
        (Option("status", t("Cek status")), Option("add", t("Tambah info")), Option("menu", t("Menu"))),
        code=code,
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice in {"status", "done"}:
        tracking.show(turn, turn.current_report())
    elif choice == "new":
        begin_another(turn)
    elif choice == "add":
        turn.go("adding", "open")
    elif choice == "menu":
        turn.go("idle")
    elif turn.flow == "sent" and apart.is_for_draft(turn):
        report.more(turn)
    elif _wants_another(turn):
        _tell_before(turn)
        begin_another(turn)
    elif turn.current_report():
        take(turn)
    else:
        return False
    return True


def _wants_another(turn: Turn) -> bool:
    """ "Mau lapor kejadian lain": the button in words, where there would be one."""
    return (opens(turn.text) or opens_another(turn.text)) and not (turn.shows or apart.is_after_harm(turn))


def begin_another(turn: Turn) -> None:
    turn.resume = ("", "")
    if turn.draft is not None and turn.draft.emergency_code:  # all of it is with the alarm
        turn.drop_draft()
    doubts.put_off(turn)
    if turn.unsent is not None:
        turn.go("menu", "waiting")
    else:
        turn.go("report", "next" if apart.take_along(turn) else "describe")
    turn.report = turn.report_until = ""


STAGES = {
    "choose": Stage(_ask_choose, _choose, quiet=_held),
    "open": Stage(_ask_open, _answer, quiet=acknowledge),
}
SENT = {"open": Stage(_ask_sent, _answer, quiet=acknowledge)}
