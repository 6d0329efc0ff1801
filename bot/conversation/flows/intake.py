"""Content that answers no question: where does it belong? Nothing that is typed is lost here.

forwarded -> asked about
an officer's words that wait for an answer, or did so in vain -> asked about
a report of the last 24 hours -> joins it
a draft that waits -> joins it      an incident, a file, a place -> a new draft
a greeting -> the menu              anything else -> "melapor atau bertanya?"
"""

from __future__ import annotations

import re

from bot.conversation import doubts
from bot.conversation.drafting import absorb, set_place
from bot.conversation.flows import (
    adding,
    apart,
    danger,
    emergency,
    forwarded,
    haste,
    menu,
    officer,
    report,
    standing,
    whose,
)
from bot.conversation.step import Heard
from bot.conversation.turn import SURE, Turn
from bot.conversation.understanding import announces, opens, places_in
from bot.conversation.understanding.wishes import thanks

START = re.compile(r"(?:/start\s+lapor[_\s-]|lapor\s+)(.+)", re.IGNORECASE | re.DOTALL)
BEGIN = re.compile(r"/start\s+lapor", re.IGNORECASE)


def take(turn: Turn) -> None:
    heard = turn.heard
    if heard is None:
        return
    if apart.is_behind_the_menu(turn):
        apart.ask(turn)
        return
    if officer.talk(turn):
        return
    if heard.inbound.forwarded and turn.flow != "adding":
        forwarded.take(turn)
    elif standing.heard(turn):
        pass
    elif (
        standing.recall(turn)
        or haste.recall(turn)
        or (turn.only_calls and turn.current_report() and turn.draft is None)
    ):
        adding.take(turn)
    elif _is_greeting(heard):
        turn.go("idle")
    elif _is_thanks(turn) and not turn.shows:
        turn.tell(turn.t("Sama-sama."))
    elif opens(turn.text) and not turn.shows:
        menu.start_report(turn)
    else:
        _place(turn, heard)


def _is_after_mistake(turn: Turn, heard: Heard) -> bool:
    """A story after an alarm that was pressed by mistake and told of nothing is none of it. Violence and fear are:
    somebody may have been made to press."""
    understood, code = heard.understood, turn.current_report()
    if not code or turn.data.get("mistaken") != code or turn.draft is not None or heard.about:
        return False
    if understood is None or understood.urgent or understood.sexual_or_child:
        return False
    kind = understood.category
    return announces(turn.text) or (kind is not None and kind.sure >= SURE and kind.value != "violence")


def _place(turn: Turn, heard: Heard) -> None:
    if adding.hold(turn):
        turn.wait_quiet()
        return
    if _is_after_mistake(turn, heard):
        turn.report = turn.report_until = ""
    apart.go_on(turn)
    is_current = bool(turn.current_report())
    if (not is_current and opened_by_link(turn)) or whose.hold(turn):
        return
    if is_current:
        _join(turn)
    else:
        _draft(turn, heard)


def _is_greeting(heard: Heard) -> bool:
    inbound, understood = heard.inbound, heard.understood
    if inbound.media or inbound.point or (understood is not None and understood.urgent):
        return False
    wordless = not any(character.isalnum() for character in inbound.text)
    return wordless or (understood is not None and understood.greeting and not understood.incident)


def _is_thanks(turn: Turn) -> bool:
    return turn.is_thanks or (turn.draft is None and not turn.current_report() and (turn.is_well or _praises(turn)))


def _praises(turn: Turn) -> bool:
    """For what was done, and tells of nothing else."""
    understood = turn.heard.understood if turn.heard else None
    if understood is None or understood.urgent or understood.sexual_or_child:
        return False
    surely = understood.category is not None and understood.category.sure >= SURE
    return not surely and thanks(turn.text)


def _join(turn: Turn) -> None:
    draft = turn.draft
    if draft is not None and draft.emergency_code == turn.current_report():
        _join_alarm(turn)
    elif draft is not None and draft.messages:
        report.more(turn)
    else:
        adding.take(turn)


def _join_alarm(turn: Turn) -> None:
    """What is told after it, of the same."""
    if turn.resume[0] == "emergency":  # a word broke into it
        turn.go_back()
        emergency.STAGES[turn.step].answer(turn, "")
        return
    absorb(turn)
    code = turn.current_report()
    if danger.is_due(turn):
        turn.tell(turn.t("Ditambahkan ke laporan *{code}*.").format(code=code))
        danger.ask(turn, code, danger.words(turn))
        return
    turn.data["added"] = turn.data.get("added", 0) + 1
    turn.flow, turn.step = "sent", "open"
    turn.wait_quiet()


def opened_by_link(turn: Turn) -> bool:
    """A poster's QR code ("/start lapor_pasar_baru") or its words ("LAPOR Pasar Baru") names the place; the button
    in a group ("/start lapor") names none."""
    text = turn.text
    if BEGIN.fullmatch(text.strip()):
        menu.start_report(turn)
        return True
    match = START.fullmatch(text.strip())
    if match is None or turn.draft is not None or turn.aside is not None:
        return False
    named = match[1].replace("_", " ").strip()
    places = places_in(named, turn.context.places)
    link = text.startswith("/")
    whole = len(places) == 1 and len(named) <= len(places[0].name) + 3
    if not (link or whole):
        return False
    if not link:
        absorb(turn, describes=False)
    if places:
        set_place(turn, places[0])
    else:
        turn.change(place=named[:120])
    doubts.put_off(turn)
    turn.go("report", "describe")
    return True


def _draft(turn: Turn, heard: Heard) -> None:
    inbound = heard.inbound
    waiting = turn.draft is not None and bool(turn.draft.messages)
    if waiting or menu.tells(heard) or inbound.media or inbound.point:
        if waiting:
            turn.data["joined_draft"] = True
        else:
            standing.warn(turn)
        report.more(turn)
    else:
        standing.warn(turn)
        menu.ask_purpose(turn)
