"""R1, whether it goes on. Asked of a report that is being written (report.py), and here of words that came to a
report which was sent: they are with it already.

ask --yes-----------------> emergency (E0), with the same words
    --no, or twice no word of it--> back to what was going on
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.conversation.flows import after_harm, emergency, haste, ongoing
from bot.conversation.flows.alarm_words import cannot_speak
from bot.conversation.step import Tag
from bot.conversation.turn import DRAFTING, REPORT_OPEN, Option, Question, Stage, Turn, stamp
from bot.conversation.understanding import is_going_on, is_grave, is_unsafe
from bot.conversation.wording import deadline
from core.terms import ReportTag

# Answers to the question whether it goes on, or somebody is hurt. "Tidak aman" is a yes.
STILL = tuple("ada masih sedang sekarang terjadi berlangsung luka terluka berdarah korban bahaya now still happening "
              "ongoing someone somebody hurt injured bleeding danger".split())  # fmt: skip
UNSAFE = ("tidak aman", "belum aman", "not safe")
OVER = ("aman", "sudah aman", "sudah selesai", "sudah bubar", "safe now")
UNSURE = ("tidak tau", "kurang tau", "kurang tahu", "not sure", "i do not know", "do not know", "idk")
LATE: dict[str, ReportTag] = {**emergency.DANGERS, "silent": "mute", "safe": "safe"}
# Somebody is at home, with a door to lock, or alone.
_AT_HOME = re.compile(
    r"\b(?:pintu|jendela|rumah|kamar|kos|kost|kontrakan|door|window|house|room|home)(?:ku|nya)?\b", re.IGNORECASE
)
_ALONE = re.compile(r"\b(?:sendirian|sendiri|alone|ngikutin|diikuti|dibuntuti|following me|followed)\b", re.IGNORECASE)
AGAIN = timedelta(minutes=30)  # so long nobody is asked about danger once more


def choices(turn: Turn) -> tuple[Option, Option, Option]:
    t = turn.t
    return (
        Option("yes", t("Ya"), means="yes", also=(*STILL, *UNSAFE), rings=True),
        Option("no", t("Tidak"), means="no", also=OVER),
        Option("unsure", t("Tidak tahu"), means="other", also=UNSURE),
    )


def is_feared(turn: Turn) -> bool:
    """Words that may tell of danger, and not of somebody else's, passed on. Those that surely do have rung."""
    heard = turn.heard
    if heard is None or heard.understood is None or heard.inbound.forwarded:
        return False
    return heard.understood.urgent is not None and not haste.is_wish(turn)


def says_yes(turn: Turn) -> bool:
    """In free words, where it is asked whether danger goes on: the question is the "now" that they lack."""
    if is_unsafe(turn.text) or is_grave(turn.text):
        return True
    view = turn.view(_code(turn)) if turn.flow == "danger" else None
    if view is not None and view.is_of_harm and after_harm.wishes_no_call(turn.text):
        return False
    return is_going_on(turn.text) and cannot_speak(turn.text)


def calls_after_harm(turn: Turn, code: str) -> bool:
    """Whoever tells of sexual harm is told whom to call if they are not safe; "I am not" answers that."""
    view = turn.view(code)
    return view is not None and view.is_of_harm and is_unsafe(turn.text)


def words(turn: Turn) -> list[str]:
    """What was just heard, to be asked about now or later."""
    heard = turn.heard
    return [heard.message_id, heard.inbound.message_id, heard.inbound.text] if heard is not None else []


def is_due(turn: Turn) -> bool:
    """Whether they are asked about: not again after a short while."""
    return is_feared(turn) and not _is_asked_lately(turn)


def waiting(turn: Turn) -> list[str]:
    """The last words of a draft that is about to join a report, where some of it are to be asked about."""
    draft = turn.draft
    if draft is None or not (draft.urgent_words and draft.texts) or _is_asked_lately(turn):
        return []
    return [draft.messages[-1], *draft.texts[-1]]


def _is_asked_lately(turn: Turn) -> bool:
    return str(turn.data.get("feared", {}).get("at", "")) > stamp(turn.now - AGAIN)


def ask(turn: Turn, code: str, said: list[str], *, back: tuple[str, str] = ("", "")) -> None:
    """Does not wait for the end of a burst. back: the flow and step that go on after a no."""
    turn.open_report(code)
    turn.data["feared"] = {"code": code, "said": said, "at": stamp(turn.now), "back": back}
    turn.go("danger", "ask")


def is_number_known(turn: Turn) -> bool:
    """Whether whom to call was said a short while ago, after harm: it is not to end every message."""
    return str(turn.data.get("numbered", "")) > stamp(turn.now - AGAIN)


def say_number(turn: Turn) -> None:
    turn.data["numbered"] = stamp(turn.now)
    turn.tell(turn.t("Bila tidak aman, telepon {number}.").format(number=turn.context.emergency_number))


def is_frightened(text: str) -> bool:
    """Whoever tells so, and does not know whether it is danger, is told what to do and asked for no kind."""
    return after_harm.is_afraid(text) or _ALONE.search(text) is not None


def stay_safe(turn: Turn, told: str) -> None:
    """To "I do not know"."""
    t, number, known = turn.t, turn.context.emergency_number, _when_open(turn)
    if _AT_HOME.search(told):
        turn.tell(t("Kunci pintu dan jangan dibuka."))
    turn.tell(t("Bila Anda takut, telepon {number} sekarang: itu tidak salah.").format(number=number))
    if known:
        turn.tell(t("Sebelum {at} mungkin tidak ada yang membaca di sini.").format(at=known))


def _when_open(turn: Turn) -> str:
    """Empty while officers read."""
    zone, now = turn.context.zone, turn.now.astimezone(turn.context.zone)
    opens = turn.context.hours.counted(now, timedelta())
    return deadline(turn.t, opens, zone, now=turn.now) if opens > now else ""


def _ask(turn: Turn) -> Question:
    return Question(turn.t("Apakah ada bahaya sekarang?"), choices(turn), code=_code(turn))


def _asked(turn: Turn) -> None:
    turn.data["feared"] = turn.data.get("feared", {}) | {"prompt": turn.prompt}


def _code(turn: Turn) -> str:
    return str(turn.data.get("feared", {}).get("code", ""))


def _answer(turn: Turn, choice: str) -> bool:
    code = _code(turn)
    if choice:
        turn.data.pop("marks", None)
    if choice == "yes" or (not choice and says_yes(turn)):
        emergency.open(turn, _said(turn))
    elif choice == "unsure":
        stay_safe(turn, str(turn.data["feared"]["said"][2]))
        _go_on(turn)
    elif choice:
        _calm(turn)
    elif turn.view(code) is None or turn.current_report() != code:  # it is long ago
        turn.rest()
        return False
    else:
        turn.append(code)
        after_harm.mark(turn, code)
        turn.wait_quiet()
    return True


def _said(turn: Turn) -> tuple[tuple[str, str], ...]:
    """The alarm's report begins with the words that told of it."""
    _, provider_id, text = turn.data["feared"]["said"] if _code(turn) else ("", "", "")
    return ((provider_id, text),) if text else ()


def rings_late(turn: Turn, prompt: str, answer: str) -> bool:
    """A yes under the question, whatever came after it: it does no harm, and not to hear it does."""
    feared = turn.data.get("feared", {})
    asked = answer == "yes" and turn.flow != "emergency" and prompt == str(feared.get("prompt", ""))
    if not asked or not _code(turn) or feared["at"] <= stamp(turn.now - REPORT_OPEN):
        return False
    turn.flow, turn.step = "danger", "ask"
    emergency.open(turn, _said(turn))
    return True


def heard_late(turn: Turn, prompt: str, answer: str) -> bool:
    """A button of an alarm whose half hour is over: where nobody sent it yet, it says what it said."""
    view, tag = turn.view(turn.current_report()), LATE.get(answer)
    its_own = prompt.isdecimal() and int(prompt) > turn.data.get("rang", int(prompt))
    if tag is None or turn.flow == "emergency" or view is None or view.complete or not its_own:
        return False
    if view.status == "finished":
        return False
    if answer == "silent" and turn.flow != "officer":
        emergency.hush(turn)
        return True
    turn.do(Tag(view.code, tag))
    if tag == "mute":
        turn.data["hides"] = view.code
        turn.wake("hides", ongoing.HIDES)
    turn.tell(turn.t("Sudah kami catat."))
    if tag == "safe":
        ongoing.end(turn)
    turn.asking = turn.flow != "officer"
    return True


def _unanswered(turn: Turn) -> None:
    """Who is afraid, asks or wishes something is answered first; who wants no more of it is asked nothing again."""
    turn.misses += 1
    code = _code(turn)
    offers, leaves = after_harm.unwanted(turn, code), after_harm.leaves(turn)
    text = after_harm.reply(turn, code)
    if offers:
        turn.tell(text)
        after_harm.offer(turn, code)
    elif turn.misses == 1 and not leaves:
        turn.tell(text or turn.t("Sudah kami catat."))
        turn.again()
    elif text:
        turn.tell(text)
        if turn.context.emergency_number not in text:
            say_number(turn)
        _go_on(turn)
    else:
        _calm(turn)


def _calm(turn: Turn) -> None:
    number = turn.context.emergency_number
    turn.tell(turn.t("Baik. Bila keadaan berubah, telepon {number}.").format(number=number))
    _go_on(turn)


def _go_on(turn: Turn) -> None:
    flow, step = turn.data.get("feared", {}).get("back", ("", ""))
    if flow:
        turn.go(flow, step)
    elif turn.resume[0] in DRAFTING:
        turn.go_back()
    elif turn.unsent is not None and not turn.unsent.emergency_code:
        turn.go("menu", "waiting")
    else:
        turn.rest()


STAGES = {"ask": Stage(_ask, _answer, quiet=_unanswered, skip=_calm, back=_calm, asked=_asked)}
