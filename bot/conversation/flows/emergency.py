"""Danger, before anything else and from any state. The report exists and rings before the first answer.

open -> call (E0) --place, words, files--> told (E1)
                  --[Tak bisa bicara]----> silent (E2: 1-4, repeatable)
                  --[Salah tekan]--------> (E3) back to where it was
60 s untaken: told to call. 2 min silence: called (asked once). 30 min silence: idle;
of who cannot speak, six hours.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.conversation.drafting import absorb, reread, warn_of_area
from bot.conversation.flows import alarm_questions as questions
from bot.conversation.flows import beside, ongoing
from bot.conversation.flows.alarm_words import calls, cannot_speak, is_mistake, is_safe, numbers
from bot.conversation.flows.places import how_to_pin
from bot.conversation.step import Append, Draft, File, Harm, ReportView, Tag
from bot.conversation.turn import DRAFTING, SURE, Stage, Turn, stamp
from bot.conversation.understanding import accuses_police, command
from bot.conversation.wording import COMFORT
from core.terms import ReportTag

UNTAKEN, SILENCE, OVER = timedelta(seconds=60), timedelta(seconds=120), timedelta(minutes=30)
ONCE = timedelta(seconds=10)  # a burst of frightened messages gets one reply
Said = tuple[tuple[str, str], ...]  # (provider message id, text), as in a draft
DANGERS: dict[str, ReportTag] = {"1": "near", "2": "hurt", "3": "hiding", "4": "safe"}
STILL = frozenset("123")  # nobody is safe yet


def open(turn: Turn, said: Said = ()) -> None:  # noqa: A001 - reads as emergency.open
    """E0: alarms, and gives the number in the first message. said: the words that told of it, of another report."""
    silent = (turn.flow, turn.step) == ("emergency", "silent")
    hushed = _hid_lately(turn)
    if turn.flow == "emergency" and _asked_just_now(turn) and (turn.flooded or not (is_call(turn) or silent)):
        if not turn.flooded:
            turn.data.pop("told", None)
        _mark(turn, turn.report)
        tell(turn, step="silent" if silent else "told")
        return
    if turn.flow != "emergency":
        _leave(turn)
    _alarm(turn, said)
    turn.calm("quiet", "nudge", "nudge_last")
    turn.data.pop("phoned", None)
    turn.introduced = True
    turn.data["alarmed"] = stamp(turn.now)
    turn.wake("silence", SILENCE)
    turn.wake("over", OVER)
    if silent or hushed or turn.data.get("hides") == turn.report:  # the numbers mean what they meant before
        _mute(turn)
        turn.say(questions.ask_call(turn).text, code=turn.report, lane="safety")
        turn.prompt, turn.numbered = turn.prompt + 1, True
        turn.go("emergency", "silent")
    else:
        turn.go("emergency", "call")


def _alarm(turn: Turn, said: Said) -> None:
    known, told = ongoing.last(turn), beside.told_in(turn)
    held = beside.part(turn)
    restricted = beside.restriction_of(turn, told)
    if known is not None and beside.is_for_others(turn, known, restricted):
        known = None
    if held is not None:
        said = ()
        reread(turn)
        if known is not None and known.complete:
            turn.do(*(Append(known.code, id_) for id_ in held.messages))
    elif turn.flow == "whose" and told.get("feared"):
        said = (tuple(told["feared"][1:]),)
    if known is None:
        if turn.draft is not None and turn.draft.emergency_code:
            turn.drop_draft()  # it belongs to an alarm of long ago
        _file(turn, said, restricted)
    else:
        _join(turn, known, said)
    beside.choose_no_more(turn)


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


def harmed(turn: Turn) -> bool:
    """Whether words of sexual harm, or about a child, were said in an alarm that goes on. They stay in it."""
    code, draft = ongoing.code(turn), turn.draft
    elsewhere = turn.flow in DRAFTING if draft is None else draft.emergency_code != code
    if not code or (elsewhere and turn.flow not in {"emergency", "officer"}):
        return False
    _mark(turn, code)
    if draft is not None and draft.emergency_code == code and not draft.category:
        turn.change(category="sexual_or_child", category_sure=1.0)
    if turn.flow == "emergency" and turn.data.get("consoled") != code:
        turn.data["consoled"] = code
        turn.say(turn.t(COMFORT).format(number=turn.context.emergency_number), code=code, lane="safety")
    return True


def _mark(turn: Turn, code: str) -> None:
    view = turn.view(code)
    if _tells_of_harm(turn) and view is not None and not view.restricted:
        turn.do(Harm(code))


def _tells_of_harm(turn: Turn) -> bool:
    understood = turn.heard.understood if turn.heard else None
    return understood is not None and understood.sexual_or_child is not None


def _file(turn: Turn, said: Said, restricted: str) -> None:
    _recall(turn, said)
    draft = absorb(turn, describes=_describes(turn))
    code, turn.data["rang"] = turn.context.code, turn.prompt
    restricted = restricted or _restriction(turn, draft)
    draft = _named(turn)
    turn.do(
        File(
            code, turn.context.pin, draft, priority=2 if turn.is_hushed else 1, complete=False,
            restricted=restricted, tags=("emergency", "hushed") if turn.is_hushed else ("emergency",),
            reasons=draft.urgent_words or (turn.words[:40] or "danger",),
        )
    )  # fmt: skip
    turn.change(emergency_code=code)
    turn.open_report(code)
    turn.wake("untaken", UNTAKEN)


def _recall(turn: Turn, said: Said) -> None:
    """The words alone: the message stays with the report that it joined, which fewer may read."""
    texts = turn.draft.texts if turn.draft is not None else ()
    if said:
        turn.change(texts=(*texts, *(pair for pair in said if pair not in texts)))


def _restriction(turn: Turn, draft: Draft) -> str:
    """For whom alone the alarm is, as far as the first words tell. Where nobody of them is there, it is for all."""
    chosen = draft.category == "sexual_or_child" and draft.category_sure >= SURE
    if chosen or _tells_of_harm(turn):
        return "ppa"
    return "oversight" if accuses_police(draft.text) else ""


def _join(turn: Turn, known: ReportView, said: Said) -> None:
    draft = turn.draft
    turn.append(known.code, alarm=not turn.is_hushed)
    _mark(turn, known.code)
    if not known.complete and (draft is None or not draft.emergency_code):
        turn.do(*(Append(known.code, id_) for id_ in (draft.messages if draft else ())))
        _recall(turn, said)
        _remember(turn)
        _named(turn)
        turn.change(emergency_code=known.code)
    elif draft is not None and draft.emergency_code == known.code:
        _remember(turn)
    turn.open_report(known.code)
    if not known.taken:
        turn.wake("untaken", UNTAKEN)


def _named(turn: Turn) -> Draft:
    """Full anonymity cannot be kept for somebody who may need to be found; who chose it is told so."""
    draft = turn.draft or Draft()
    if draft.identity == "anonymous":
        draft = turn.change(identity="private")
        turn.note(turn.t("Agar bisa ditolong, laporan ini tetap tersambung ke chat Anda. Nama Anda dirahasiakan."))
    return draft


def _remember(turn: Turn) -> None:
    """The words in the draft as well, without appending the message a second time."""
    code = turn.draft.emergency_code if turn.draft else ""
    turn.change(emergency_code="")
    absorb(turn, describes=_describes(turn))
    turn.change(emergency_code=code)


def is_call(turn: Turn) -> bool:
    return calls(turn.text, number=turn.context.emergency_number)


def _describes(turn: Turn) -> bool:
    """The word that called for help, another global word or the name of a button tells nothing of what happens."""
    return not is_call(turn) and not turn.chosen and command(turn.text) is None


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
            absorb(turn, describes=_describes(turn))
    elif turn.heard is not None:
        absorb(turn, describes=_describes(turn))
        warn_of_area(turn)
    hushed = step == "told" and cannot_speak(turn.text)
    if str(turn.data.get("told", "")) > stamp(turn.now - ONCE) and turn.step == step and not hushed:
        return
    turn.data["told"] = stamp(turn.now)
    if hushed:
        _mute(turn)
        turn.go("emergency", "silent")
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


def mistake(turn: Turn) -> None:
    """E3. The report stays open: somebody may be forced to say it was a mistake."""
    if turn.report:
        turn.do(Tag(turn.report, "false_alarm"))
    ongoing.end(turn)
    turn.note(turn.t("Baik, tidak apa-apa. Petugas tetap akan mengecek sebentar."))
    _resume(turn)


def _safe(turn: Turn) -> None:
    if turn.report:
        turn.do(Tag(turn.report, "safe"))
    ongoing.end(turn)
    turn.note(turn.t("Syukurlah. Petugas tetap mengecek."))
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
    if turn.data.get("hides") == report.code:
        text = turn.t("Belum ada petugas membalas. Telepon {number} begitu Anda bisa bicara.")
    text = text.format(number=turn.context.emergency_number)
    if turn.flow == "emergency":
        _say(turn, text)
    else:
        turn.say(text, code=report.code, lane="safety")


def silence(turn: Turn) -> None:
    """Asked once; whoever answers with numbers only is not asked about calling."""
    if turn.flow == "emergency" and turn.step in {"call", "told"} and not turn.data.get("called"):
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
    "silent": Stage(questions.ask_silent, _silent),
}
