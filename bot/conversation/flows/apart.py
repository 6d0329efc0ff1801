"""Another matter beside sexual harm, or harm to a child: each is a report of its own, as few may read the one.

Its draft, begun before, stays a draft. What is told of it afterwards, or by "one more thing" beside any report:
other --another incident--> a new report
      --the same, or no answer--> joins the report of the harm, or the one that was talked about

What joined a report and, by [Kejadian lain] below it, was another matter stays there until that one is sent.
"""

from __future__ import annotations

import re

from bot.conversation import doubts
from bot.conversation.drafting import absorb, absorbed, hand_over
from bot.conversation.flows import danger, emergency
from bot.conversation.memory import pack_draft, unpack_draft
from bot.conversation.turn import SURE, Option, Question, Stage, Turn
from bot.conversation.understanding import surely_asks
from bot.conversation.understanding.wishes import tells_one_more

OTHER = frozenset({"theft", "crash", "disorder", "paperwork"})  # other kinds may be told of the same deed
MOST = 2  # times it is asked again
LONGEST = 2000  # characters that may go along: they are remembered
TOGETHER = re.compile(r"\b(?:juga|jg|sekalian|sekaligus|also|too|as well)\b", re.IGNORECASE)
ROBBED = re.compile(r"\b(?:di|mem|me)?(?:begal|rampok|jambret|todong)\w*|\brobb\w*|\bmugg\w*", re.IGNORECASE)


def is_another(turn: Turn) -> bool:
    """Whether the draft stays one. What may be the same deed is told with it, as a robbery is. What is to be
    anonymous cannot be parted: all of it is sent at once, or forgotten."""
    begun = turn.draft
    if begun is None or not begun.messages or begun.emergency_code or begun.identity == "anonymous":
        return False
    if TOGETHER.search(turn.text) or ROBBED.search(begun.text):
        return False
    return begun.category in OTHER and begun.category_sure >= SURE


def is_told(turn: Turn) -> bool:
    """What was just heard is surely another matter, and nothing that frightens."""
    understood = turn.heard.understood if turn.heard else None
    if understood is None or understood.sexual_or_child or understood.urgent or understood.category is None:
        return False
    return understood.category.value in OTHER and understood.category.sure >= SURE


def is_asked(turn: Turn) -> bool:
    """Another matter, after the harm, by one who did not say yet that all of it is the same."""
    return is_after_harm(turn) and is_told(turn) and turn.data.get("same") != turn.current_report()


def is_announced(turn: Turn) -> bool:
    """ "Satu lagi pak, kemarin ada tabrakan": another kind than that of the report that is talked about."""
    view, understood = turn.view(turn.current_report()), turn.heard.understood if turn.heard else None
    kind = understood.category if understood is not None else None
    return (
        is_told(turn)
        and tells_one_more(turn.text)
        and view is not None
        and kind is not None
        and (kind.value != view.category)
    )


def is_behind_the_menu(turn: Turn) -> bool:
    """Another matter, by one who talked with an officer and went to the menu, where it says: just tell us."""
    view, understood = turn.view(turn.data.get("officer", "")), turn.heard.understood if turn.heard else None
    if turn.flow != "idle" or view is None or turn.data.get("same") == view.code or turn.unsent is not None:
        return False
    kind = understood.category if understood is not None else None
    return is_told(turn) and kind is not None and kind.value != view.category


def is_after_harm(turn: Turn) -> bool:
    view = turn.view(turn.current_report())
    return view is not None and view.is_of_harm


def comes_first(turn: Turn) -> bool:
    """What is said is for the report of harm, or for the alarm, unless somebody goes on with a draft."""
    view = turn.view(turn.current_report())
    return view is not None and (view.priority == 1 or not view.complete or view.is_of_harm)


def is_for_draft(turn: Turn) -> bool:
    """Whether what was just heard goes into the draft that waits."""
    return turn.aside is not None and (is_told(turn) or not comes_first(turn))


def go_on(turn: Turn) -> None:
    """Something is told that is no more of the harm, nor of the alarm: the draft waits no longer."""
    if is_for_draft(turn):
        turn.take_up()


def put_by(turn: Turn) -> None:
    """Its author leaves the draft, and what is said next is for the report of the harm, or for the alarm."""
    if comes_first(turn):
        turn.set_aside(reminds=False)


def remember(turn: Turn) -> None:
    """What is told for a report, in one burst: it may turn out to be another matter."""
    view = turn.view(turn.current_report())
    if view is None or view.restricted or comes_first(turn):
        return
    before = unpack_draft(turn.data.get("told_for", {})) if turn.data.get("added") else None
    told = absorbed(turn, before)
    turn.data["told_for"] = (pack_draft(told) if len(told.text) <= LONGEST else None) or {}


def take_along(turn: Turn) -> bool:
    """It is another matter: it goes into the new draft, if it tells of an incident and not of more of the same."""
    told, view = unpack_draft(turn.data.pop("told_for", {})), turn.view(turn.current_report())
    known = view is not None and told.category == view.category and not (told.place or told.point or told.when)
    if not told.category or known or surely_asks(told.text):
        return False
    turn.drop_draft()
    turn.draft, turn.data["filed"] = told, list(told.messages)
    turn.tell(turn.t("Yang baru Anda tulis masuk ke laporan baru ini."))
    return True


def ask(turn: Turn) -> None:
    absorb(turn)
    turn.go("purpose", "other")


def _ask(turn: Turn) -> Question:
    t = turn.t
    return Question(
        t("Apakah ini kejadian lain?"),
        (
            Option("new", t("Kejadian lain"), means="yes"),
            Option("same", t("Laporan yang tadi"), means="no"),
        ),
    )


def _answer(turn: Turn, choice: str) -> bool:
    if choice == "new":
        turn.report = turn.report_until = ""
        doubts.put_off(turn)
        turn.go("report", "next")
    elif choice:
        _join(turn)
    elif danger.calls_after_harm(turn, turn.current_report()):
        emergency.open(turn)
    else:
        absorb(turn)
        turn.wait_quiet()
    return True


def _unanswered(turn: Turn) -> None:
    turn.misses += 1
    if turn.misses > MOST:
        _join(turn)
    else:
        turn.tell(turn.t("Sudah kami simpan."))
        turn.again()


def _join(turn: Turn) -> None:
    code = turn.current_report()
    if not code:
        turn.go("report", "next")
        return
    feared = danger.waiting(turn)
    hand_over(turn, code)
    turn.data["same"] = code
    turn.rest()
    if is_after_harm(turn):
        turn.tell(turn.t("Sudah kami teruskan ke petugas khusus. Anda boleh berhenti kapan saja."))
    else:
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
    if feared:
        danger.ask(turn, code, feared)


STAGE = Stage(_ask, _answer, quiet=_unanswered, skip=_join)
