"""S0, sexual harm and children: the first sentences, two numbers, nothing asked, filed at once as restricted.

open -> filed as restricted -> idle; whatever is written in the next 24 hours joins it
In an alarm that goes on it is said there, and the alarm goes on.
"""

from __future__ import annotations

from bot.conversation import doubts
from bot.conversation.drafting import absorb
from bot.conversation.flows import alarm_report, apart, danger, ongoing
from bot.conversation.flows.filing import start_anew
from bot.conversation.step import Complete, File
from bot.conversation.turn import DRAFTING, SURE, Turn
from bot.conversation.wording import COMFORT, KEEP_BOTH, deadline, read_by, tracking_page
from core.terms import SENSITIVE_WITHIN

PRIORITY = 2
_BETWEEN = frozenset({"idle", "menu", "tracking", "privacy", "language"})  # flows in which a draft goes on


def open(turn: Turn) -> None:  # noqa: A001 - reads as sensitive.open
    turn.data.pop("officer", None)  # what is written next is for those who read this
    turn.calm("officer")
    if apart.is_another(turn):
        turn.set_aside()
    absorb(turn)
    anonymous = turn.draft is not None and turn.draft.identity == "anonymous"
    identity = "anonymous" if anonymous else "private"
    draft = turn.change(category="sexual_or_child", category_sure=1.0, identity=identity)
    report = turn.view(draft.emergency_code) if draft.emergency_code else None
    code = turn.context.code
    alarm = report is not None and not report.complete
    if report is not None and alarm:
        code = report.code
        turn.do(Complete(code, draft, restricted="ppa"))
    else:
        reasons = draft.category_words or ("sexual_or_child",)
        turn.do(File(code, turn.context.pin, draft, priority=PRIORITY, restricted="ppa", reasons=reasons))
    turn.drop_draft()
    turn.introduced = True
    if anonymous:
        start_anew(turn)
    else:
        turn.open_report(code)
        turn.rest()
    _say(turn, code=code, promises=not alarm, anonymous=anonymous)
    if turn.aside is not None:  # still to be sent, to others
        turn.go("menu", "waiting")


def heard(turn: Turn) -> bool:
    """Words of sexual harm, or about a child, anywhere. False when they belong where they were said."""
    if alarm_report.harmed(turn):
        elsewhere = turn.flow != "emergency" and _is_for_another(turn)
        if elsewhere:
            _join_alarm(turn)
        return elsewhere
    if is_beside(turn):
        join(turn)
        return True
    if apart.is_after_harm(turn) and not _is_drafting(turn):
        elsewhere = _is_for_another(turn)
        if elsewhere:
            join(turn)
        return elsewhere
    if turn.draft is not None and turn.draft.emergency_code:
        turn.drop_draft()  # what was said in that alarm is with its report, which others read
    open(turn)
    return True


def _is_drafting(turn: Turn) -> bool:
    """Whether what is said would get into a draft, instead of the report of the harm."""
    draft = turn.draft
    if draft is None or not draft.messages:
        return turn.flow == "report"
    return not draft.emergency_code and (turn.flooded or turn.flow in DRAFTING or turn.flow in _BETWEEN)


def _is_for_another(turn: Turn) -> bool:
    """Whether what is said would join, or wait for, a report that others read."""
    code, about = turn.current_report(), turn.heard.about if turn.heard else ""
    asked = (turn.flow, turn.step) == ("officer", "asked") and turn.data.get("asked") != code
    replies = turn.view(about) is not None and about != code
    chooses = turn.flow in {"whose", "idcard"} or (turn.flow, turn.step) == ("adding", "choose")
    return asked or replies or chooses or bool(doubts.report(turn))


def _is_asked_whose(turn: Turn) -> bool:
    """An officer's question broke into the draft."""
    if (turn.flow, turn.step) == ("officer", "asked"):
        return turn.resume[0] in DRAFTING
    return turn.flow == "whose" and bool(turn.data.get("whose", {}).get("draft"))


def is_beside(turn: Turn) -> bool:
    """Told while another matter is written, surely another, which others read: it joins the report of the harm."""
    draft = turn.draft
    if draft is None or draft.identity == "anonymous" or not apart.is_after_harm(turn):
        return False
    if not (_is_drafting(turn) or _is_asked_whose(turn)):
        return False
    return draft.category in apart.OTHER and draft.category_sure >= SURE


def join(turn: Turn) -> None:
    """It joins the report of the harm."""
    code, quiet = turn.current_report(), "quiet" in turn.due
    turn.append(code)
    if (turn.flow, turn.step) == ("officer", "asked") and not turn.data.get("asked"):  # that was the answer
        flow, step = turn.resumed()
        turn.flow, turn.step = flow or "idle", step
    if turn.flooded:
        return
    turn.tell(turn.t("Sudah kami teruskan ke petugas khusus. Anda boleh berhenti kapan saja."))
    if danger.is_due(turn):
        back = (turn.flow, turn.step) if _is_asked_whose(turn) else ("", "")
        if not back[0]:
            turn.interrupt()
        danger.ask(turn, code, danger.words(turn), back=back)
    elif quiet:
        turn.wait_quiet()
    else:
        turn.again()


def _join_alarm(turn: Turn) -> None:
    code = ongoing.code(turn)
    turn.append(code)
    turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
    danger.say_number(turn)
    turn.asking = (turn.flow, turn.step) != ("officer", "talking")


def _say(turn: Turn, *, code: str, promises: bool, anonymous: bool) -> None:
    """Of an alarm nothing is promised: it is read by whoever acts on it, and at once."""
    t, number = turn.t, turn.context.emergency_number
    turn.say(
        t(COMFORT).format(number=number),
        forget=anonymous,
    )
    if not promises:
        text = t(
            "Sudah masuk ke meja petugas. Kode Anda *{code}*. Anda boleh menulis lagi di sini kapan saja, dan boleh "
            "menghapus percakapan ini dari HP."
        )
        turn.say(text.format(code=code), forget=True)
        return
    by = deadline(t, read_by(turn.now, SENSITIVE_WITHIN), turn.context.zone, now=turn.now)
    text = t(
        "Sudah kami terima. Hanya petugas khusus yang bisa membacanya, dan mereka membaca paling lambat {by}. "
        "Kode Anda *{code}*. Anda boleh menulis lagi di sini kapan saja, dan boleh menghapus percakapan ini dari HP."
    ).format(by=by, code=code)
    pin = turn.context.pin
    if anonymous:
        page = tracking_page(t, turn.context.site)
        text += " " + t("PIN Anda *{pin}*.").format(pin=pin) + " " + t(KEEP_BOTH).format(page=page)
    else:
        text += " " + t("PIN Anda *{pin}*, hanya untuk membuka dari tempat lain.").format(pin=pin)
    turn.say(text, forget=True)
