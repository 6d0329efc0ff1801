"""Danger, before anything else and from any state. The report exists and rings before the first answer.

open -> call (E0) --place, words, files--> told (E1)
                  --[Tak bisa bicara]----> silent (E2: 1-4, repeatable)
                  --[Salah tekan]--------> (E3) back to where it was
                  --"sudah pergi"--------> safe: asked whether it is so
open, by who cannot call -> silent
60 s untaken: told to call. 2 min silence: called (asked once). 30 min silence: idle;
of who cannot speak, six hours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.conversation.drafting import absorb, warn_of_area
from bot.conversation.flows import alarm_questions as questions
from bot.conversation.flows import ongoing
from bot.conversation.flows.alarm_report import UNTAKEN, Said, describes, is_call, mark_harm, open_or_join
from bot.conversation.flows.alarm_words import (
    cannot_call,
    cannot_speak,
    fears_revenge,
    is_mistake,
    is_over,
    is_safe,
    numbers,
)
from bot.conversation.flows.places import how_to_pin
from bot.conversation.step import Draft, Tag
from bot.conversation.turn import Stage, Turn, stamp
from bot.conversation.understanding import wants_to_die
from bot.conversation.wording import where
from core.terms import ReportTag

SILENCE, OVER = timedelta(seconds=120), timedelta(minutes=30)
ONCE = timedelta(seconds=10)  # a burst of frightened messages gets one reply
DANGERS: dict[str, ReportTag] = {"1": "near", "2": "hurt", "3": "hiding", "4": "safe"}
STILL = frozenset("123")  # nobody is safe yet


def open(turn: Turn, said: Said = ()) -> None:  # noqa: A001 - reads as emergency.open
    """E0: alarms, and gives the number in the first message. said: the words that told of it, of another report."""
    silent = (turn.flow, turn.step) == ("emergency", "silent")
    hushed = _hid_lately(turn)
    if turn.flow == "emergency" and _asked_just_now(turn) and (turn.flooded or not (is_call(turn) or silent)):
        if not turn.flooded:
            turn.data.pop("told", None)
        mark_harm(turn, turn.report)
        tell(turn, step="silent" if silent else "told")
        return
    if turn.flow != "emergency":
        _leave(turn)
    open_or_join(turn, said)
    turn.calm("quiet", "nudge", "nudge_last")
    turn.data.pop("phoned", None)
    turn.introduced = True
    turn.data["alarmed"] = stamp(turn.now)
    turn.wake("silence", SILENCE)
    turn.wake("over", OVER)
    if cannot_call(turn.text) or (hushed and turn.data.get("cannot_call")):
        hushed, turn.data["cannot_call"] = True, turn.report
    if silent or hushed or turn.data.get("hides") == turn.report:  # the numbers mean what they meant before
        _mute(turn)
        deaf = turn.data.get("cannot_call") == turn.report
        text = questions.call_by_others(turn) if deaf else questions.ask_call(turn).text
        turn.say(text, code=turn.report, lane="safety")
        turn.prompt, turn.numbered = turn.prompt + 1, True
        turn.go("emergency", "silent")
    else:
        turn.go("emergency", "call")


def _asked_just_now(turn: Turn) -> bool:
    return str(turn.data.get("alarmed", "")) > stamp(turn.now - UNTAKEN)


def _hid_lately(turn: Turn) -> bool:
    """In whichever alarm: who could not speak a moment ago cannot now."""
    return ongoing.hides(turn) and turn.due.get("hides", "") > stamp(turn.now + ongoing.HIDES - OVER)


def _leave(turn: Turn) -> None:
    if turn.flow == "report" and turn.step in {"danger", "describe"}:
        turn.resume = ("report", "next")
    elif turn.flow != "danger":
        turn.interrupt()


def _answer(turn: Turn, choice: str) -> bool:
    _heard(turn)
    if choice == "pin":
        turn.say(how_to_pin(turn), lane="safety")
    elif choice == "silent":
        hush(turn)
    elif choice == "mistake" or _says(turn, is_mistake):
        mistake(turn)
    elif choice == "safe" or _says(turn, is_safe):
        _safe(turn)
    elif choice == "unsafe":
        turn.go("emergency", "told")
    elif choice == "called":
        turn.data["phoned"] = True
        turn.go("emergency", "told")
    else:
        tell(turn)
    return True


def hush(turn: Turn) -> None:
    """E2, by numbers: who cannot speak is not told to call, and officers are told not to."""
    _heard(turn)
    _mute(turn)
    turn.go("emergency", "silent")


def _mute(turn: Turn) -> None:
    if turn.report and turn.data.get("hides") != turn.report:
        turn.data["hides"] = turn.report
        turn.do(Tag(turn.report, "mute"))
    turn.wake("hides", ongoing.HIDES)


def _says(turn: Turn, means: Callable[[str], bool]) -> bool:
    """This and nothing else. Officers read it too."""
    if turn.chosen or turn.view(turn.report) is None or not means(turn.text):
        return False
    turn.append(turn.report)
    return True


def _heard(turn: Turn) -> None:
    turn.calm("silence")
    if ongoing.hides(turn):
        turn.wake("hides", ongoing.HIDES)
    if not turn.data.get("called"):
        turn.wake("silence", SILENCE)
    turn.wake("over", OVER)


def _silent(turn: Turn, choice: str) -> bool:
    _heard(turn)
    choices = (choice,) if choice in DANGERS else ("4",) if _says(turn, is_safe) else _numbers(turn)
    if choices:
        _tag(turn, choices)
    else:
        tell(turn, step="silent")
    return True


def _numbers(turn: Turn) -> tuple[str, ...]:
    chosen = () if turn.chosen or turn.shows else numbers(turn.text)
    if chosen:
        turn.append(turn.report)
    return tuple(one for one in chosen if one != "4" or len(chosen) == 1)  # nobody is safe and in danger


def _tag(turn: Turn, choices: tuple[str, ...]) -> None:
    if turn.report:
        turn.do(*(Tag(turn.report, DANGERS[choice]) for choice in choices))
    text = turn.t("Diterima dan sudah masuk ke meja petugas. Balas angka lagi bila keadaan berubah.")
    report = turn.view(turn.report)
    if choices == ("4",):
        turn.calm("untaken")
        turn.data.pop("hides", None)
        text = turn.t("Syukurlah. Petugas tetap mengecek. Balas angka lagi bila keadaan berubah.")
    else:
        turn.data["hides"] = turn.report  # also whoever was safe a moment ago
        turn.wake("hides", ongoing.HIDES)
        if report is not None and not report.taken and "untaken" not in turn.due:
            turn.wake("untaken", UNTAKEN)
    _say(turn, text)


def _say(turn: Turn, text: str) -> None:
    """With the choices of the question that stands: those of the newest message are at hand."""
    turn.question = STAGES[turn.step].ask(turn)._replace(text=text)
    turn.again()


def tell(turn: Turn, *, step: str = "told") -> None:
    """E1. Whatever was said is with the officers already."""
    code = turn.current_report()
    if turn.draft is None or turn.draft.emergency_code != code:
        if code:
            turn.append(code)
        else:  # of a day ago: what is said now is kept all the same
            absorb(turn, describes=describes(turn))
    elif turn.heard is not None:
        absorb(turn, describes=describes(turn))
        warn_of_area(turn)
    hushed = step == "told" and cannot_speak(turn.text)
    heard = hushed or _is_over(turn) or _fears_revenge(turn)
    if str(turn.data.get("told", "")) > stamp(turn.now - ONCE) and turn.step == step and not heard:
        _tell_of_pin(turn)
        return
    turn.data["told"] = stamp(turn.now)
    if hushed:
        _hush(turn)
    elif heard:
        _answer_calmer(turn, step=step)
    elif turn.is_thanks:
        number = turn.context.emergency_number
        _say(turn, turn.t("Sama-sama. Ada bahaya lagi? Telepon {number}.").format(number=number))
    elif step == "silent":
        _say(turn, turn.t("Diterima dan sudah masuk ke meja petugas."))
    elif turn.step == step:  # the rest of it stands above
        text = turn.t("Diterima. Tetap telepon {number} bila bisa.").format(number=turn.context.emergency_number)
        _say(turn, text)
    else:
        turn.go("emergency", "told")


def _hush(turn: Turn) -> None:
    _mute(turn)
    if cannot_call(turn.text):
        turn.data["cannot_call"] = turn.report
        text = turn.t("Minta orang di dekat Anda menelepon {number}.")
        turn.tell(text.format(number=turn.context.emergency_number))
    turn.go("emergency", "silent")


def _is_over(turn: Turn) -> bool:
    understood = turn.heard.understood if turn.heard else None
    calm = understood is None or not understood.is_emergency
    return calm and not turn.chosen and is_over(turn.text)


def _fears_revenge(turn: Turn) -> bool:
    return fears_revenge(turn.text, turn.heard.understood if turn.heard else None)


def _answer_calmer(turn: Turn, *, step: str) -> None:
    """What it is about is over, or who learns of it. Who cannot speak goes on by numbers."""
    t, silent = turn.t, step == "silent"
    if _fears_revenge(turn):
        text = t("Hanya petugas yang melihat pesan Anda di sini.")
        again = t("Ada bahaya? Telepon {number}.").format(number=turn.context.emergency_number)
        _say(turn, text if silent else f"{text} {again}")
    elif silent:
        _say(turn, t("Diterima. Sudah aman? Balas 4."))
    else:
        turn.go("emergency", "safe")


def _tell_of_pin(turn: Turn) -> None:
    """That somebody can be found is worth a word of its own, but for who hides."""
    if turn.step != "silent" and turn.draft is not None and turn.heard is not None and turn.heard.inbound.point:
        turn.tell(turn.t("Titik lokasi diterima: {place}.").format(place=where(turn.t, turn.draft)))


def mistake(turn: Turn) -> None:
    """E3. The report stays open: somebody may be forced to say it was a mistake."""
    if turn.report:
        turn.do(Tag(turn.report, "false_alarm"))
        turn.data["mistaken"] = turn.report
    if turn.draft is not None and turn.draft.emergency_code and _is_empty(turn.draft):
        turn.drop_draft()  # nothing of it is to be completed
    ongoing.end(turn)
    turn.tell(turn.t("Baik, tidak apa-apa. Petugas tetap akan mengecek sebentar."))
    _resume(turn)


def _is_empty(draft: Draft) -> bool:
    return not (draft.texts or draft.media or draft.point or draft.place)


def _safe(turn: Turn) -> None:
    if turn.report:
        turn.do(Tag(turn.report, "safe"))
    ongoing.end(turn)
    turn.tell(turn.t("Syukurlah. Petugas tetap mengecek."))
    _resume(turn)


def _resume(turn: Turn) -> None:
    flow, step = turn.resumed()
    talked = turn.data.get("officer", "")
    if (flow, step) == ("officer", "talking") and turn.view(talked) is not None:
        turn.open_report(talked)  # what is said next is for that officer
    if flow and flow != "emergency":
        turn.go(flow, step)
    elif turn.aside is not None:
        turn.go("menu", "waiting")
    elif turn.draft is not None and wants_to_die(turn.draft.text):  # which is no report to be completed
        turn.tell(turn.t("Anda tidak sendirian. Tulis apa saja di sini, petugas akan membacanya."))
        turn.rest()
    elif turn.draft is not None and turn.draft.text:
        turn.go("report", "next")
    else:
        turn.rest()


# Timers


def untaken(turn: Turn) -> None:
    """Who cannot speak is not told to call before they can."""
    report = ongoing.last(turn)
    if report is None or report.taken:
        return
    text = turn.t("Belum ada petugas membalas. *TELEPON {number}.*")
    if turn.data.get("cannot_call") == report.code:
        text = turn.t("Belum ada petugas membalas. Minta orang di dekat Anda menelepon {number}.")
    elif turn.data.get("hides") == report.code:
        text = turn.t("Belum ada petugas membalas. Telepon {number} begitu Anda bisa bicara.")
    text = text.format(number=turn.context.emergency_number)
    if turn.flow == "emergency" and turn.due.get("over", "") > stamp(turn.now):  # else no question stands any more
        _say(turn, text)
    else:
        turn.say(text, code=report.code, lane="safety")


def silence(turn: Turn) -> None:
    """Asked once; whoever answers with numbers only is not asked about calling. Nor is who is just told to call."""
    asks = turn.flow == "emergency" and turn.step in {"call", "told"} and turn.question is None
    if asks and not turn.data.get("called"):
        turn.data["called"] = True
        turn.go("emergency", "called")


def hidden(turn: Turn) -> None:
    turn.data.pop("hides", None)
    if "over" not in turn.due:  # else it ends as any other alarm
        over(turn)


def over(turn: Turn) -> None:
    """Whoever hides may be silent for long, and their numbers go on to mean the same. New danger is a new alarm."""
    if ongoing.hides(turn) and ("emergency", "silent") in {(turn.flow, turn.step), turn.resume}:
        turn.due.setdefault("hides", stamp(turn.now + ongoing.HIDES))
    elif turn.flow == "emergency":
        turn.rest()
    elif turn.resume[0] == "emergency":  # what is written there later would join no report
        turn.resume = ("", "")
    elif turn.data.get("beneath", ("",))[0] == "emergency":
        del turn.data["beneath"]


STAGES = {
    "call": Stage(questions.ask_call, _answer),
    "told": Stage(questions.ask_told, _answer),
    "called": Stage(questions.ask_called, _answer),
    "safe": Stage(questions.ask_safe, _answer),
    "silent": Stage(questions.ask_silent, _silent),
}
