"""T1 and T2: where a report stands.

list -> status --[Tarik laporan]--> withdraw (withdrawal.py)
a code from elsewhere: its status alone. Messages open with the PIN, on /lacak: here it would stay in the chat.
"""

from __future__ import annotations

from bot.conversation.flows import withdrawal
from bot.conversation.step import ForgetDraft, ReportView
from bot.conversation.turn import Option, Question, Stage, Turn
from bot.conversation.understanding import resembles_code
from bot.conversation.wording import (
    RESULTS,
    STATUSES,
    N,
    deadline,
    moment,
    no_pin_here,
    not_linked,
    promise,
    tracking_page,
    with_reminder,
)
from core.codes import is_pin

DONE = {
    "received": N("diterima"),
    "checking": N("dicek"),
    "handling": N("ditangani"),
    "need_info": N("ditanyakan ke Anda"),
    "finished": N("selesai"),
}


def start(turn: Turn) -> None:
    reports = turn.context.reports
    if len(reports) == 1:
        show(turn, reports[0].code)
    else:
        turn.go("tracking", "list")


def show(turn: Turn, code: str) -> None:
    turn.caution()
    if turn.view(code) is None:
        turn.tell(_elsewhere(turn))
        turn.go("tracking", "list")
    else:
        turn.data["shown"] = code
        turn.go("tracking", "status")


def _elsewhere(turn: Turn) -> str:
    """Without the code: of an anonymous report, this chat is not to tell more than its person did."""
    t, found = turn.t, turn.heard.named if turn.heard else None
    if found is None:
        return t("Kode itu tidak ditemukan. Cek huruf O dan angka 0; kode kami tidak memakai O dan I.")
    if not found.status:
        page = tracking_page(t, turn.context.site)
        return t("Terlalu banyak kode dicoba. Coba lagi satu jam lagi, atau buka {page}.").format(page=page)
    return t("Laporan itu: *{status}* sejak {time}. Pesan-pesannya dibuka dengan kode dan PIN di {page}.").format(
        status=t(STATUSES.get(found.status, found.status)),
        time=moment(t, found.since, turn.context.zone, now=turn.now),
        page=tracking_page(t, turn.context.site),
    )


def _ask_list(turn: Turn) -> Question:
    t = turn.t
    menu = Option("menu", t("Menu"))
    reports = turn.context.reports[:3]
    if not reports:
        text = t("Kirim kode laporan, misalnya JB-7K4M-2QXV-Z.")
        return Question(text if turn.sentences else f"{text} {not_linked(t, turn.context.site)}", (menu,))
    options = tuple(Option(report.code, report.code) for report in reports)
    return Question(t("Pilih laporan Anda, atau kirim kodenya."), (*options, menu))


def _list(turn: Turn, choice: str) -> bool:
    if choice == "menu":
        turn.go("idle")
    elif choice:
        show(turn, choice)
    else:
        return _attempt(turn)
    return True


def _attempt(turn: Turn) -> bool:
    """A code was asked for: whatever holds one, or looks like one, is one. A PIN alone is kept nowhere."""
    if is_pin(turn.text) and turn.heard is not None:
        turn.do(ForgetDraft((turn.heard.message_id,)))
        turn.tell(no_pin_here(turn.t, turn.context.site))
        turn.go("tracking", "list")
        return True
    understood = turn.heard.understood if turn.heard else None
    code = understood.code if understood else None
    if code is None and not resembles_code(turn.text):
        return False
    show(turn, code or "")
    return True


def _ask_status(turn: Turn) -> Question:
    t = turn.t
    report = turn.view(turn.data.get("shown", ""))
    if report is None:
        return _ask_list(turn)
    options = [Option("officer", t("Bicara petugas")), Option("menu", t("Menu"))]
    if report.status != "finished":
        options[:0] = [Option("add", t("Tambah info")), Option("withdraw", t("Tarik laporan"))]
    if turn.unsent is not None:
        options.insert(0, Option("resume", t("Lanjutkan draf")))
    return Question(_sentences(turn, report), tuple(options))


def _sentences(turn: Turn, report: ReportView) -> str:
    t, zone, now = turn.t, turn.context.zone, turn.now
    since = moment(t, dict(report.status_times).get(report.status, report.changed_at), zone, now=now)
    text = t("*{status}* sejak {time} (*{code}*).").format(
        status=t(STATUSES.get(report.status, report.status)), time=since, code=report.code
    )
    passed = [
        f"{t(DONE[name])} {moment(t, at, zone, now=now)}"
        for name, at in report.status_times
        if name in DONE and name != report.status
    ]
    if passed:
        text += " " + t("Yang sudah: {steps}.").format(steps=", ".join(passed))
    if report.status == "finished":
        reason = RESULTS.get(report.result)
        return text + (" " + t("Hasil: {result}.").format(result=t(reason)) if reason else "")
    return f"{text} {next_step(turn, report)}".rstrip()


def next_step(turn: Turn, report: ReportView) -> str:
    """ "" where nothing can be promised."""
    t, context, now = turn.t, turn.context, turn.now
    if report.status == "need_info":
        return t("Petugas menunggu jawaban Anda.")
    found = promise(report, now=now, hours=context.hours, zone=context.zone)
    if found is None:
        return ""
    by = deadline(t, found[1], context.zone, now=now)
    if found[0] == "read":
        return t("Berikutnya: petugas membacanya paling lambat {by}.").format(by=by)
    text = t("Berikutnya: kabar paling lambat {by}.").format(by=by)
    return with_reminder(t, context.abilities, text)


def _status(turn: Turn, choice: str) -> bool:
    code = turn.data.get("shown", "")
    if choice == "menu":
        turn.go("idle")
    elif choice == "add" and turn.view(code):
        turn.open_report(code)
        turn.go("adding", "open")
    elif choice == "withdraw" and turn.view(code):
        withdrawal.start(turn)
    elif choice == "officer" and turn.view(code):
        turn.open_report(code)
        turn.go("officer", "write")
    elif choice == "resume":
        turn.go("report", "next")
    else:
        return False
    return True


STAGES = {"list": Stage(_ask_list, _list), "status": Stage(_ask_status, _status), "withdraw": withdrawal.STAGE,
          "offer": withdrawal.OFFER}  # fmt: skip
