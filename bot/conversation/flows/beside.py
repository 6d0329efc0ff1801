"""What stands beside an alarm when it is opened: a draft of another matter, and a report that few may read."""

from __future__ import annotations

import re

from bot.conversation.drafting import read
from bot.conversation.flows import ongoing
from bot.conversation.memory import unpack_draft
from bot.conversation.remembered import Whose
from bot.conversation.step import Draft, ReportView
from bot.conversation.turn import REPORT_OPEN, SURE, Turn
from core.terms import RESTRICTION_OF_CATEGORY

# A danger that nobody stands behind, or that strangers bring: not what a report of harm was about. Somebody who was
# spoken of before ("dia", "he") may be the very one.
_NOBODY = re.compile(
    r"\b(?:kebakaran|terbakar|(?<!senjata )(?<!korek )(?<!kereta )api|meledak|ledakan|banjir|longsor|gempa|tenggelam|"
    r"hanyut|tabrakan|kecelakaan|(?<!on )fire|burning|explosion|flood|drowning|crash|accident)\b",
    re.IGNORECASE,
)
_STRANGERS = frozenset({"crash", "theft", "disorder"})  # kinds of report
_KNOWN = re.compile(
    r"\b(?:dia|ia|mereka|beliau|oknum|pelaku(?:nya)?|orang(?:nya| itu| tadi)|he|she|they|him|her|them|"
    r"(?:suami|istri|ayah|bapak|ibu|mama|papa|kakak|abang|paman|om|kakek|pacar|mantan|guru|ustadz?|tetangga|majikan|"
    r"bos)(?: ngaji| tiri)?(?:nya|ku| saya| aku| itu)|suami|istri|pacar|mantan|majikan|(?:ayah|bapak|ibu) tiri|"
    r"(?:my|the) (?:step[ -]?)?(?:husband|wife|father|dad|mother|brother|uncle|boyfriend|ex|teacher|neighbou?r|boss)"
    r")\b",
    re.IGNORECASE,
)
_SET = re.compile(  # a fire that somebody makes
    r"\b(?:(?:mem|di|nge)?bakar(?:in)?|set (?:the \w+|it|us|me) on fire|(?:set|started|lit) (?:the |a )?fire)\b",
    re.IGNORECASE,
)


def told_in(turn: Turn) -> str:
    """The report that the fear was told in, or may have been."""
    held, feared = waiting(turn), turn.data.get("feared", {}) if turn.flow == "danger" else {}
    return held["code"] if held is not None else feared.get("code", "")


def waiting(turn: Turn) -> Whose | None:
    """What was said while it is asked whose it is."""
    return turn.data.get("whose") if turn.flow == "whose" else None


def part(turn: Turn) -> Draft | None:
    """What is another matter waits. What was said in fear, while it was asked whose it is, is the alarm's draft."""
    if turn.draft is None or turn.draft.emergency_code:
        return None
    asked = waiting(turn)
    if asked is not None and asked["draft"] is not None and asked["feared"]:
        known = unpack_draft(asked["draft"])
        held, before = _held(turn.draft, known), _before(turn.draft, known)
        flow, step = turn.data.pop("whose")["back"]  # nothing waits there any more
        turn.resume, turn.draft = (flow, step), before
        turn.set_aside()
        turn.draft = held
        return held
    if _is_another(turn):
        if turn.flow == "purpose":
            turn.resume = ("", "")
        turn.set_aside()
    return None


def _held(draft: Draft, known: Draft) -> Draft:
    """What was said since it was asked whose it is: it waits in the draft of another matter. known: the draft then."""
    said = Draft(
        messages=draft.messages[len(known.messages) :],
        texts=draft.texts[len(known.texts) :],
        media=draft.media[len(known.media) :],
    )
    edited = draft.texts[: len(known.texts)] != known.texts
    if edited and draft.near and draft.point != known.point:  # a pin, no place of the edited words
        said = said._replace(point=draft.point, near=draft.near)
    if not edited and (draft.point, draft.place) != (known.point, known.place):
        said = said._replace(point=draft.point, near=draft.near, place=draft.place, place_words=draft.place_words)
    return said


def _before(draft: Draft, known: Draft) -> Draft:
    """The draft as it was then, but for what was edited since."""
    texts = draft.texts[: len(known.texts)]
    if texts == known.texts:
        return known
    draft = draft._replace(messages=known.messages, texts=texts, media=known.media)
    return draft._replace(point=known.point, near=known.near) if draft.near else draft  # that pin is the alarm's


def _is_another(turn: Turn) -> bool:
    """Its place is not where somebody is in danger."""
    asked = waiting(turn)
    in_doubt = asked is not None and asked["draft"] is not None  # else it was begun just now
    return in_doubt or turn.flow == "danger" or (turn.flow, turn.step) == ("purpose", "other")


def restriction_of(turn: Turn, told: str) -> str:
    """What is feared in a report that few may read is not for everybody either; what else happens is. told: the
    report that the fear was told in."""
    codes = (told, "" if is_another_matter(turn) else _answered(turn), _meant(turn))
    view = next((view for view in map(turn.view, codes) if view is not None and view.restricted), None)
    if view is None:
        return ""
    kinds = (RESTRICTION_OF_CATEGORY.get(r.category) for r in (view, *turn.context.reports) if r.restricted)
    return next((kind for kind in kinds if kind), "ppa")  # an alarm's own kind may be unknown


def _answered(turn: Turn) -> str:
    """The report whose message, or whose officer's question, was replied to."""
    about = turn.heard.about if turn.heard else ""
    asked = turn.data.get("asked", "") if (turn.flow, turn.step) == ("officer", "asked") else ""
    return about if turn.view(about) is not None else str(asked)


def _meant(turn: Turn) -> str:
    if is_another_matter(turn):
        return ""
    if ("adding", "choose") in {(turn.flow, turn.step), turn.resume}:
        lately = [r for r in turn.open_reports() if r.filed_at > turn.now - REPORT_OPEN]
        return next((report.code for report in lately if report.restricted), "")
    begun = turn.draft is not None and not turn.draft.emergency_code and not _is_forwarded(turn, turn.draft)
    return "" if begun and turn.flow != "whose" else turn.current_report()


def _is_forwarded(turn: Turn, draft: Draft) -> bool:
    """What is in the draft may be for a report that was sent, until it is written as one of another matter."""
    if not turn.data.get("forwarded") or turn.data.get("had_draft"):
        return False
    if {"report", "review"}.isdisjoint({turn.flow, turn.resume[0]}):
        return True
    return read(turn, draft.text).sexual_or_child is not None


def is_another_matter(turn: Turn) -> bool:
    understood = turn.heard.understood if turn.heard else None
    kind = understood.category if understood is not None else None
    strangers = kind is not None and kind.value in _STRANGERS and kind.sure >= SURE
    nobody = _NOBODY.search(turn.text)
    if nobody is None or _SET.search(turn.text):  # somebody brings it
        return (strangers or nobody is not None) and _KNOWN.search(turn.text) is None
    return _KNOWN.search(turn.text[: nobody.start()]) is None  # behind it stand those who are in it


def is_for_others(turn: Turn, known: ReportView, restricted: str) -> bool:
    """Whether others read that alarm than are to read this one."""
    if not known.restricted:
        return bool(restricted)
    return not ongoing.code(turn) and is_another_matter(turn)


def choose_no_more(turn: Turn) -> None:
    """What waited for a choice is the alarm's draft: nothing is to be chosen for it afterwards."""
    if turn.draft is None or not turn.draft.emergency_code:
        return
    chooses = turn.resume[0] in {"forwarded", "purpose"} or turn.resume == ("adding", "choose")
    of_draft = turn.resume[0] in {"cancel", "whose"} and turn.aside is None  # else it is asked of what waits
    if chooses or of_draft:
        turn.resume = ("", "")
        turn.data.pop("whose", None)
    turn.data.pop("holding", None)
