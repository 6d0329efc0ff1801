"""PETUGAS, and the two moments when an officer comes in.

write --content--> the open report, or a new one tagged needs_help
talking: an officer answers here, the bot is silent until two hours pass without a word
asked: the next content answers the officer's question; reminded after 3 days, back to the queue after 5, or when
       it is skipped.
       While another report is being written it may be for that one: whose.py asks
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation import doubts
from bot.conversation.drafting import absorb, break_off
from bot.conversation.flows import adding, apart, danger, emergency, filing, ongoing
from bot.conversation.step import Append, Ask, Lapse, Say, Tag
from bot.conversation.turn import DRAFTING, Option, Question, Stage, Turn, outbound
from bot.conversation.understanding import opens_another
from bot.conversation.wording import hours, shorten

SILENT = timedelta(hours=2)
REMIND, LAPSE = timedelta(days=3), timedelta(days=5)
LONGEST_QUESTION = 200
LATER = ("nanti", "later")


def start(turn: Turn) -> None:
    hides = turn.step == "silent" and ongoing.hides(turn)
    if hides or ongoing.is_on(turn):  # nobody in danger is promised to be read in the morning
        turn.data.pop("told", None)  # whoever asks is answered, also in a burst
        if not talk(turn):
            if ongoing.hides(turn):
                turn.flow, turn.step = "emergency", "silent"
            emergency.tell(turn, step="silent" if turn.step == "silent" else "told")
        return
    if not apart.comes_first(turn):
        turn.take_up()
    if turn.draft is not None and turn.draft.messages and (turn.flow in DRAFTING or not turn.draft.emergency_code):
        _hand_over(turn)
        return
    reports = turn.open_reports()
    if reports and not turn.current_report():  # of several the one that the fewest officers read
        turn.open_report(next((report for report in reports if report.restricted), reports[0]).code)
    turn.go("officer", "write")


def _hand_over(turn: Turn) -> None:
    """Who is writing it has it sent as it stands. Not what was put by, or is to be anonymous, without being asked."""
    named = turn.draft is None or turn.draft.identity != "anonymous"
    if named and turn.flow in DRAFTING and turn.flow != "cancel":
        filing.to_officer(turn)
        return
    if turn.flow != "cancel":
        turn.interrupt()
    turn.go("cancel", "send")


def _ask_write(turn: Turn) -> Question:
    t, context = turn.t, turn.context
    return Question(
        t("Tulis pesan untuk petugas. Petugas membaca {hours}. Darurat? Telepon {number}.").format(
            hours=hours(turn.t, context.hours), number=context.emergency_number
        ),
        (Option("menu", t("Menu")),),
    )


def _write(turn: Turn, choice: str) -> bool:
    code = turn.current_report()
    if choice == "menu":
        turn.go("idle")
        return True
    if code:
        turn.append(code)
        turn.do(Tag(code, "needs_help"))
        if danger.is_due(turn):
            turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
            danger.ask(turn, code, danger.words(turn))
            return True
    else:
        turn.take_up()
        absorb(turn)
    turn.wait_quiet()
    return True


def _written(turn: Turn) -> None:
    code, draft = turn.current_report(), turn.draft
    if draft is not None and draft.messages and not draft.emergency_code:  # an alarm's has its report
        filing.to_officer(turn)
        return
    turn.rest()
    if not code:
        return
    turn.say(
        turn.t("Sudah kami teruskan ke petugas di laporan *{code}*. Petugas membaca {hours}.").format(
            code=code, hours=hours(turn.t, turn.context.hours)
        ),
        code=code,
    )


# An officer comes in


def joined(turn: Turn, code: str, *, closed: bool = False) -> None:
    """Silence, unless the citizen is in danger, or in the middle of another report: then that one is finished first.
    `closed`: the words were the last ones, and nobody is there to talk to."""
    if is_in_danger(turn, code):
        doubts.expect(turn, code)
        return
    if turn.flow == "emergency" or (turn.draft is not None and turn.draft.emergency_code == code):
        turn.calm("untaken", "silence", "over")
    elif _is_told_of_harm(turn, code):
        turn.data["unanswered"] = code
        return
    elif _is_busy(turn):
        doubts.expect(turn, code)
        return
    turn.open_report(code)
    if closed:
        turn.rest()
        return
    turn.data["officer"] = code
    turn.flow, turn.step, turn.asking = "officer", "talking", False
    turn.resume = ("", "")
    turn.calm("quiet")  # the officer answers what the bot was about to
    turn.wake("officer", SILENT)


def is_in_danger(turn: Turn, code: str) -> bool:
    """In another report than this: whatever is said is for that one. Or asked whether they are: that goes first."""
    asked = turn.flow == "danger" or (turn.flow, turn.step) == ("report", "danger")
    hides = turn.flow == "emergency" and turn.report != code
    return asked or hides or ongoing.code(turn) not in {"", code}


def _is_busy(turn: Turn) -> bool:
    """With another report, begun just now or written to within the last half hour."""
    return turn.flow in {"report", "review", "cancel"} and (turn.draft is None or "nudge" in turn.due)


def _is_told_of_harm(turn: Turn, code: str) -> bool:
    """In another report than this, which few may read: what is written goes there, unless it replies to this one."""
    current, other = turn.view(turn.current_report()), turn.view(code)
    if current is None or current.code == code:
        return False
    return current.restricted and not (other is not None and other.restricted)


def closed(turn: Turn, code: str) -> None:
    """Officer and bot say no more; for a day an answer goes to this report. Who writes another one is asked first."""
    its_own = turn.draft is not None and turn.draft.emergency_code == code
    writing = doubts.is_writing(turn) and not (its_own or (turn.aside is not None and turn.current_report() == code))
    if writing or is_in_danger(turn, code):
        doubts.expect(turn, code)
    elif _is_told_of_harm(turn, code):
        turn.data["unanswered"] = code
    else:
        turn.open_report(code)
        if turn.flow == "emergency":
            ongoing.end(turn)
            turn.rest()


def expects(turn: Turn, code: str, text: str = "") -> None:
    """An answer in this report: reminded of, and given up after days. A question in another report waits for it."""
    before = turn.data.get("asked", code)
    if before != code:
        others = (*turn.data.get("also_asked", ()), before)
        turn.data["also_asked"] = [other for other in others if other != code]
    turn.data["asked"], turn.data["question"] = code, shorten(text, LONGEST_QUESTION)
    turn.wake("remind", REMIND)
    turn.wake("lapse", LAPSE)
    doubts.expect(turn, code, asked=True, lasts=LAPSE + doubts.REMEMBERED)


def asked(turn: Turn, code: str, text: str = "") -> None:
    expects(turn, code, text)
    if (turn.flow, turn.step) == ("officer", "talking"):
        return  # they are talking already: the next words are the answer, and the bot stays silent
    if is_in_danger(turn, code):
        if turn.flow == "report":
            doubts.put_off(turn)  # asked again once that is sent
        return
    if turn.flow == "emergency":  # somebody is there: the bot neither calls it untaken nor asks back
        joined(turn, code)
        return
    if turn.flow in DRAFTING or turn.flow == "whose":
        break_off(turn)
        turn.interrupt()
    _turn_to(turn)
    if text:
        words = turn.t("Petugas bertanya: {question} Balas di sini.").format(question=text)
        turn.do(Ask(outbound(turn, _ask_asked(turn), words)))


def _is_one_of_several(turn: Turn, code: str) -> bool:
    return len(turn.open_reports()) > 1 or doubts.is_writing(turn) or turn.report not in {"", code}


def _turn_to(turn: Turn) -> None:
    """The officer's question is the one that stands; its buttons leave in this step."""
    turn.flow, turn.step, turn.asking = "officer", "asked", False
    turn.prompt, turn.numbered = turn.prompt + 1, True


def turn_to_another(turn: Turn) -> None:
    """The last question was answered: one that an officer asked before, in another report, waits again."""
    also = turn.data.get("also_asked")
    if also and "asked" not in turn.data:
        turn.data["also_asked"] = also[:-1]
        expects(turn, also[-1])


def remind(turn: Turn) -> None:
    """Once, and never of a report that nobody else who holds the phone should know of."""
    view = turn.view(turn.data.get("asked", ""))
    abilities = turn.context.abilities
    if view is None or view.status != "need_info" or view.restricted:
        return
    approved = [name for name in ("info_request", "status_update") if name in abilities.templates]
    if abilities.window_hours is not None and not approved:
        return  # after days it would not arrive
    if (turn.flow, turn.step) == ("officer", "asked"):
        question = _ask_asked(turn)
    elif turn.flow in {"idle", "sent", "tracking", "adding"}:
        _turn_to(turn)
        question = _ask_asked(turn)
    else:
        return
    message = outbound(turn, question, question.text)._replace(template=next(iter(approved), ""))
    turn.do(Say(message, code=view.code))


def lapse(turn: Turn) -> None:
    unread = turn.data.get("news", {})  # a question that was never seen waits no longer either
    code = turn.data.pop("asked", "") or (unread["code"] if unread.get("asked") else "")
    codes = (code, *turn.data.pop("also_asked", ()))
    turn.do(*(Lapse(code) for code in codes if turn.view(code) is not None))
    if (turn.flow, turn.step) == ("officer", "asked"):
        turn.rest()


def _ask_talking(turn: Turn) -> Question:
    return Question(turn.t("Petugas membaca pesan Anda di sini."), (Option("menu", turn.t("Menu"), wordy=True),))


def _talking(turn: Turn, choice: str) -> bool:
    if choice:
        turn.go("idle")
        return True
    return talk(turn)


def talk(turn: Turn) -> bool:
    """What is said while an officer is here goes to the officer, without a word of the bot."""
    code = turn.data.get("officer", "")
    if not turn.view(code) or is_in_danger(turn, code):
        return False
    turn.append(code)
    turn.open_report(code)
    turn.flow, turn.step = "officer", "talking"
    turn.wake("officer", SILENT)
    if ongoing.hides(turn):
        turn.wake("hides", ongoing.HIDES)
    return True


def left(turn: Turn) -> None:
    """Two hours without a word: the bot answers again, but does not break the silence. The numbers of somebody who
    hides mean what they meant."""
    code = turn.data.pop("officer", "")
    if (turn.flow, turn.step) != ("officer", "talking"):
        return
    if ongoing.hides(turn) and turn.data.get("hides") == code:
        turn.flow, turn.step = "emergency", "silent"
    else:
        turn.rest()


def _ask_asked(turn: Turn) -> Question:
    t, question, code = turn.t, turn.data.get("question", ""), turn.data.get("asked", "")
    text = t("Petugas menunggu jawaban Anda. Balas di sini.")
    if question:
        text = t("Petugas menunggu jawaban Anda: {question} Balas di sini.").format(question=question)
    later = t("Lanjutkan draf") if turn.draft is not None and turn.resume[0] in DRAFTING else t("Nanti")
    return Question(
        text,
        (Option("unknown", t("Tidak tahu"), wordy=True), Option("later", later, also=LATER, wordy=True)),
        note=t("Ini tentang laporan {code}.").format(code=code) if _is_one_of_several(turn, code) else "",
        code=code,
    )


def _asked(turn: Turn, choice: str) -> bool:
    code = turn.data.get("asked", "")
    if not turn.view(code):
        turn.data.pop("asked", None)
        return False
    if not choice and opens_another(turn.text) and not turn.draft:  # the question is asked again once that is sent
        adding.begin_another(turn)
        return True
    if choice == "later":
        _put_off(turn, code)
    else:
        turn.append(code, answer=True)
        turn.open_report(code)
        if turn.shows and not turn.resume[0]:  # more photos may follow
            turn.flow, turn.step, turn.data["answered"] = "sent", "open", True
            turn.wait_quiet()
            return True
        turn.tell(turn.t("Terima kasih, jawaban Anda sudah diteruskan ke petugas."))
        if not choice and danger.is_due(turn):
            danger.ask(turn, code, danger.words(turn))
            return True
    if turn.resume[0]:
        turn.go_back()
    elif choice != "later":
        turn.rest()
    return True


def _put_off(turn: Turn, code: str) -> None:
    if turn.heard is not None and turn.heard.inbound.kind == "message":  # "nanti" may be the answer all the same
        turn.do(Append(code, turn.heard.message_id))
    if turn.resume[0] in DRAFTING:
        doubts.put_off(turn)
        turn.tell(turn.t("Baik. Setelah laporan ini terkirim, Anda bisa menjawab pertanyaan petugas."))
    else:
        turn.tell(turn.t("Baik. Balas di sini kapan saja."))


def _skip_asked(turn: Turn) -> None:
    """Back to the queue: nobody waits for an answer that does not come."""
    code = turn.data.pop("asked", "")
    turn.data.pop("doubt", None)
    turn.calm("remind", "lapse")
    if turn.view(code) is not None:
        turn.do(Lapse(code))
    turn.tell(turn.t("Baik, pertanyaan petugas dilewati."))
    if turn.resume[0]:
        turn.go_back()
    else:
        turn.rest()


STAGES = {
    "write": Stage(_ask_write, _write, quiet=_written),
    "talking": Stage(_ask_talking, _talking),
    "asked": Stage(_ask_asked, _asked, skip=_skip_asked),
}
