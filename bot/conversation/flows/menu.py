"""M0, the menu. Idle is the menu not shown: its answers work there too.

idle --row--> report, tracking, adding, officer, privacy, language
purpose: words that may be a report or a question; they wait in the draft
"""

from __future__ import annotations

from bot.conversation.drafting import absorb, discard, reread
from bot.conversation.flows import adding, apart, filing, language, officer, privacy, report, tracking
from bot.conversation.step import Heard
from bot.conversation.turn import Option, Question, Stage, Turn
from bot.conversation.understanding import asks, only_asks
from bot.conversation.wording import hours


def _ask_menu(turn: Turn) -> Question:
    context, t = turn.context, turn.t
    text = t(
        "Halo, ini layanan pesan {station}. Saya bot; petugas membaca {hours}. "
        "*Darurat? Telepon {number}.* Ceritakan saja kejadiannya, atau pilih:"
    ).format(station=context.station, hours=hours(turn.t, context.hours), number=context.emergency_number)
    return Question(text, _rows(turn))


def _rows(turn: Turn) -> tuple[Option, ...]:
    t = turn.t
    if turn.context.abilities.choices <= 3 and _is_first(turn):
        return (
            Option("report", t("Lapor kejadian")),
            Option("status", t("Cek status")),
            Option("more", t("Menu lain")),
        )
    rows = [Option("report", t("Lapor kejadian")), Option("status", t("Cek status laporan"))]
    if turn.unsent is not None:
        rows.insert(0, Option("resume", t("Lanjutkan draf")))
    if turn.open_reports():
        rows.append(Option("add", t("Tambah info")))
    return (
        *rows,
        Option("officer", t("Bicara dengan petugas")),
        Option("privacy", t("Privasi & data saya")),
        Option("language", t("Bahasa")),
    )


def _is_first(turn: Turn) -> bool:
    """The short menu of a first contact, and still that one when it is answered."""
    return not turn.context.known or (not turn.asking and bool(turn.data.get("short_menu")))


def _menu_asked(turn: Turn) -> None:
    turn.data.pop("short_menu", None)
    if _is_first(turn):
        turn.data["short_menu"] = True


def _menu(turn: Turn, choice: str) -> bool:
    start = _STARTS.get(choice)
    if start is None:
        return False
    start(turn)
    return True


def _report(turn: Turn) -> None:
    start_report(turn, guided=True)


def start_report(turn: Turn, *, guided: bool = False) -> None:
    """A draft that waits is never thrown away by starting again: the citizen decides."""
    if turn.unsent is not None:
        turn.go("menu", "waiting")
    else:
        report.start(turn, guided=guided)


def _resume(turn: Turn) -> None:
    turn.go("report", "next")


def _more(turn: Turn) -> None:
    turn.go("menu", "more")


_STARTS = {
    "report": _report, "resume": _resume, "status": tracking.start, "add": adding.start, "more": _more,
    "officer": officer.start, "privacy": privacy.start, "language": language.start,
}  # fmt: skip


def _ask_more(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Pilih:"),
        (
            Option("officer", t("Petugas")),
            Option("privacy", t("Privasi & data saya")),
            Option("language", t("Bahasa")),
        ),
    )


# A draft waits


def _ask_waiting(turn: Turn) -> Question:
    t, text = turn.t, turn.t("Ada draf laporan yang belum terkirim. Lanjutkan draf itu?")
    anew = t("Hapus, mulai baru")
    if turn.unsent is not None and turn.unsent.emergency_code:  # nothing of it is deleted
        text, anew = t("Laporan darurat Anda sudah ada pada petugas. Lanjutkan melengkapinya?"), t("Laporan baru")
    return Question(
        text,
        (
            Option("resume", t("Lanjutkan draf"), means="yes"),
            Option("delete", anew),
            Option("menu", t("Menu")),
        ),
    )


def _waiting(turn: Turn, choice: str) -> bool:
    if choice == "resume":
        turn.go("report", "next")
    elif choice == "delete":
        discard(turn)
        report.start(turn, guided=True)
    elif choice == "menu":
        turn.go("idle")
    else:
        return False
    return True


# Report or question?


def ask_purpose(turn: Turn) -> None:
    """Words that show neither an incident nor a greeting are kept, and their author is asked. Whether news is true
    is a question; whoever heard of harm may want to report it all the same."""
    absorb(turn)
    understood = turn.heard.understood if turn.heard is not None else None
    if understood is not None and understood.rumour and not understood.rumour_of_harm:
        filing.to_officer(turn, tag="question")
        return
    if understood is not None and understood.rumour:
        turn.data["rumour"] = True
    turn.go("purpose", "ask")


def _ask_purpose(turn: Turn) -> Question:
    t = turn.t
    text = t("Anda ingin melapor atau bertanya?")
    if turn.misses == 1:
        text = t(
            "Tulisan Anda kami simpan. Apakah ini laporan kejadian, misalnya *motor saya hilang*, atau pertanyaan?"
        )
    elif turn.misses > 1:
        text = t("Balas angka: 1 melapor, 2 bertanya. Atau tulis LEWATI.")
    options = [Option("report", t("Melapor")), Option("question", t("Bertanya"))]
    if turn.open_reports():
        options.append(Option("add", t("Tambah info")))
    return Question(text, tuple(options))


def _purpose(turn: Turn, choice: str) -> bool:
    if choice == "report":
        turn.go("report", "next")
    elif choice == "question":
        filing.to_officer(turn, tag="question")
    elif choice == "add":
        _add(turn)
    else:
        _unclear(turn)
    return True


def _add(turn: Turn) -> None:
    reports = turn.open_reports()
    if len(reports) == 1:
        adding.open_for(turn, reports[0].code)
        adding.from_draft(turn, reports[0].code)
    else:
        turn.data["holding"] = True
        turn.go("adding", "choose")


def _unclear(turn: Turn) -> None:
    heard = turn.heard
    if turn.shows or (heard and tells(heard) and not turn.is_thanks):
        report.more(turn)
    elif not settles(turn):
        absorb(turn)
        turn.wait_quiet()


def settles(turn: Turn) -> bool:
    """Instead of a choice: "cuma nanya kok", or the thanks of who wants neither."""
    if turn.heard is None or turn.heard.inbound.forwarded:
        return False
    if only_asks(turn.text):
        absorb(turn)
        filing.to_officer(turn, tag="question")
    elif turn.is_thanks and not turn.shows:
        absorb(turn, describes=False)
        turn.calm("quiet")
        turn.tell(turn.t("Sama-sama. Tulisan tadi belum terkirim ke petugas; untuk meneruskannya, tulis LANJUT."))
        turn.rest()
    else:
        return False
    return True


def _unclear_still(turn: Turn) -> None:
    """At the end of a burst: people write "motor" "saya" "hilang"."""
    understood = reread(turn)
    turn.misses += 1
    kind = understood.category.value if understood is not None and understood.category else ""
    if understood is not None and (understood.urgent or kind not in {"", "paperwork"}):
        turn.go("report", "next")
    elif turn.misses > 2:
        filing.to_officer(turn)
    else:
        turn.again()


def tells(heard: Heard) -> bool:
    """An incident, rather than a question (how to get a licence, say) or small talk."""
    understood, asking = heard.understood, asks(heard.inbound.text)
    if understood is None or understood.rumour:
        return False
    kind = understood.category.value if understood.category else ""
    if understood.urgent or kind not in {"", "paperwork"}:
        return True
    return understood.incident and not asking and not kind  # who writes about papers is asked


def _skip_purpose(turn: Turn) -> None:
    filing.to_officer(turn)


STAGES = {"more": Stage(_ask_more, _menu), "waiting": Stage(_ask_waiting, _waiting)}
IDLE = {"": Stage(_ask_menu, _menu, asked=_menu_asked)}
PURPOSE = {
    "ask": Stage(_ask_purpose, _purpose, quiet=_unclear_still, skip=_skip_purpose),
    "other": apart.STAGE,
}
