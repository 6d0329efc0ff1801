"""At the card: a place or a time said instead of the one that stands there takes its place, marked "(cek)"."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.drafting import check, set_place, set_when
from bot.conversation.step import Draft
from bot.conversation.turn import Turn
from bot.conversation.understanding import Correction, WhenGuess, corrected
from bot.conversation.wording import happened, shorten, where

HOUR_ALONE = 0.5  # sureness of a time that names no day


def correct(turn: Turn) -> None:
    """Before the message joins the draft, which does not overwrite what it knows."""
    draft = turn.draft
    if draft is None or turn.shows or "?" in turn.text:
        return
    said = corrected(turn.text, now=turn.now, zone=turn.context.zone, places=turn.context.places)
    if said.instead:
        _remember(turn, "instead")
    said = said._replace(instead="instead" in turn.data.get("corrected", ()))  # "bukan di situ" "di depan pasar"
    if said.place and _replaces(turn, draft, said):
        _set_place(turn, draft, said)
    if said.when is not None and draft.when:
        set_when(turn, _on_its_day(turn, draft, said.when))
        _mark(turn, "when")


def _replaces(turn: Turn, draft: Draft, said: Correction) -> bool:
    if said.instead or said.named or not (draft.place or draft.point):
        return True
    doubtful = "place" in turn.data.get("unsure", ()) or not (draft.place_words or draft.point)
    return doubtful and said.listed is not None


def _set_place(turn: Turn, draft: Draft, said: Correction) -> None:
    if said.listed is not None:
        set_place(turn, said.listed, text=said.place)
    elif draft.place_words and not said.instead:  # "tempatnya di depan toko emas": where exactly in it
        turn.change(place=f"{said.place}, {draft.place}"[:120])
    else:
        turn.change(place=said.place, place_words=(), point=None, near=())
    if draft.near and not said.instead:  # a pin says more than a name for it
        turn.change(point=draft.point, near=draft.near)
    _mark(turn, "place")


def _mark(turn: Turn, name: str) -> None:
    check(turn, name, sure=0.0)
    _remember(turn, name)


def _remember(turn: Turn, name: str) -> None:
    turn.data["corrected"] = [*turn.data.get("corrected", ()), name]


def _on_its_day(turn: Turn, draft: Draft, guess: WhenGuess) -> WhenGuess:
    """An hour alone, "jam 7 pagi", is one of the day that is known."""
    if guess.sure > HOUR_ALONE:
        return guess
    zone = turn.context.zone
    day = datetime.fromisoformat(draft.when).astimezone(zone).date()
    start = datetime.combine(day, guess.start.astimezone(zone).time(), zone)
    return guess if start > turn.now else guess._replace(start=start)


def tell(turn: Turn) -> bool:
    """What was replaced; False where nothing was."""
    names, draft = turn.data.pop("corrected", ()), turn.draft or Draft()
    if "place" in names:
        turn.note(turn.t("Tempat diganti: {place}.").format(place=shorten(where(turn.t, draft), 60)))
    if "when" in names:
        turn.note(turn.t("Waktu diganti: {when}.").format(when=happened(turn.t, draft, turn.context.zone)))
    return "place" in names or "when" in names
