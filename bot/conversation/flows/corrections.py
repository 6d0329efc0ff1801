"""A place, a time or a kind said instead of the one that was understood takes its place: at the card, and at each
question ahead of it, which then is asked again. Place and time are marked "(cek)"."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.drafting import absorb, check, may_be_asked_again, set_place, set_when
from bot.conversation.step import Draft
from bot.conversation.turn import Turn
from bot.conversation.understanding import Correction, WhenGuess, corrected, kind_instead
from bot.conversation.wording import CATEGORIES, happened, shorten, where

HOUR_ALONE = 0.5  # sureness of a time that names no day
# Questions of the report, and what they ask for themselves.
ASKED = {"danger": "", "category": "kind", "kind": "kind", "likely": "kind", "service": "", "where": "place",
         "which": "place", "when": "when", "identity": ""}  # fmt: skip


def heard(turn: Turn) -> bool:
    """Instead of an answer: "eh kemarin, bukan tadi pagi", where the place is asked for."""
    asked = ASKED.get(turn.step) if turn.flow == "report" else None
    if asked is None or turn.draft is None or "?" in turn.text:
        return False
    said, kind = said_instead(turn), kind_instead(turn.text)
    corrects = {
        "place": bool(said.place) and (said.instead or said.named or asked == "place"),
        "when": said.when is not None and (said.instead or bool(asked)),
        "kind": bool(kind),
    }
    if corrects.pop(asked, False) or True not in corrects.values():
        return False
    before = turn.draft.category
    correct(turn)
    absorb(turn)
    if not tell(turn):
        turn.tell(turn.t("Kami tambahkan ke laporan."))
    if turn.draft.category != before and turn.step != "which":  # other things may be asked for
        may_be_asked_again(turn, turn.step)
        turn.go("report", "next")
    else:
        turn.again()
    return True


def said_instead(turn: Turn) -> Correction:
    return corrected(turn.text, now=turn.now, zone=turn.context.zone, places=turn.context.places)


def correct(turn: Turn) -> None:
    """Before the message joins the draft, which does not overwrite what it knows."""
    draft = turn.draft
    if draft is None or turn.shows or "?" in turn.text:
        return
    said, kind = said_instead(turn), kind_instead(turn.text)
    if said.instead:
        _remember(turn, "instead")
    said = said._replace(instead="instead" in turn.data.get("corrected", ()))  # "bukan di situ" "di depan pasar"
    if said.place and _replaces(turn, draft, said):
        _set_place(turn, draft, said)
    if said.when is not None and draft.when:
        set_when(turn, _on_its_day(turn, draft, said.when))
        _mark(turn, "when")
    if kind and draft.category and kind != draft.category:
        turn.change(category=kind, category_sure=1.0, category_words=())
        _remember(turn, "kind")


def _replaces(turn: Turn, draft: Draft, said: Correction) -> bool:
    if said.instead or said.named:
        return True
    if not (draft.place or draft.point):
        return turn.flow == "review"
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
    _mark(turn, "place", replaced=bool(draft.place or draft.point))


def _mark(turn: Turn, name: str, *, replaced: bool = True) -> None:
    check(turn, name, sure=0.0)
    if replaced:
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
        turn.tell(turn.t("Tempat diganti: {place}.").format(place=shorten(where(turn.t, draft), 60)))
    if "when" in names:
        turn.tell(turn.t("Waktu diganti: {when}.").format(when=happened(turn.t, draft, turn.context.zone)))
    if "kind" in names:
        turn.tell(turn.t("Jenis diganti: {kind}.").format(kind=turn.t(CATEGORIES[draft.category])))
    return not {"place", "when", "kind"}.isdisjoint(names)
