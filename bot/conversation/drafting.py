"""What a message adds to the draft: words, files, a place, and what was understood of them."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from bot.conversation.courtesy import says_nothing
from bot.conversation.step import Append, Draft, Follow, ForgetDraft, Heard
from bot.conversation.turn import DRAFT_MESSAGES, DRAFT_TEXT, DRAFTING, SURE, Turn, stamp
from bot.conversation.understanding import PlaceGuess, Understanding, WhenGuess, understand
from bot.messages import Inbound
from core.terms import RESTRICTION_OF_CATEGORY

BURST = 8  # messages that are read together


def absorb(turn: Turn, *, describes: bool = True) -> Draft:
    """The message just heard becomes part of the draft. describes: its text belongs to the description.

    After an emergency the draft's report exists already: then the message joins that report as well.
    """
    if turn.joined:
        return _place_joined(turn, describes=describes)
    draft = turn.draft or Draft()
    heard = turn.heard
    if heard is None or turn.is_absorbed or heard.inbound.kind == "choice":
        turn.draft = draft
        return draft
    inbound = heard.inbound
    values: dict[str, Any] = {"messages": (*draft.messages, heard.message_id)}
    if inbound.text and describes:
        values["texts"] = (*draft.texts, (inbound.message_id, inbound.text))
    if inbound.media:
        takes = turn.context.abilities.takes
        values["media"] = (*draft.media, *(media.kind for media in inbound.media if takes(media)))
    values |= _pin(turn, inbound)
    turn.draft = draft
    if heard.understood is not None and describes:
        values |= _understood(turn, draft, heard.understood, pin=values)
    if draft.emergency_code and turn.view(draft.emergency_code):
        turn.append(draft.emergency_code)
    turn.caution()
    return turn.change(**values)


def absorbed(turn: Turn, draft: Draft | None) -> Draft:
    """What the message just heard would make of another draft than the one at work."""
    mine, data = turn.draft, turn.data
    turn.draft, turn.data = draft, data.copy()
    told = absorb(turn)
    turn.draft, turn.data = mine, data
    return told


def gather(turn: Turn) -> bool:
    """Words for a question: people write them in pieces, which are judged as one when they stop, and describe what
    happened until then. False where there is nothing to wait for: at the end of it, and for a place on the map."""
    heard = turn.heard
    if heard is None or turn.joined or not turn.text or heard.inbound.point is not None:
        return False
    draft = absorb(turn, describes=False)
    turn.change(texts=(*draft.texts, (heard.inbound.message_id, turn.text)))
    turn.data["said"] = [*turn.data.get("said", ()), heard.inbound.message_id]
    turn.wait_quiet()
    return True


def overhear(turn: Turn) -> bool:
    """What was gathered is heard now, as one message. False where there is none."""
    said, draft = turn.data.pop("said", ()), turn.draft or Draft()
    joined = tuple(pair for pair in draft.texts if pair[0] in said)
    if joined:
        telling = [text for _, text in joined if not says_nothing(text)]  # "di Pasar Baru" "makasih"
        text = " ".join(telling or [text for _, text in joined])
        inbound = Inbound("", "", "", text=text, message_id=joined[-1][0])
        turn.joined, turn.heard = joined, Heard(draft.messages[-1], inbound, read(turn, text))
    return bool(joined)


def _place_joined(turn: Turn, *, describes: bool) -> Draft:
    """In the description they stand already."""
    joined, turn.joined = turn.joined, ()
    draft = turn.draft or Draft()
    if not describes:
        return turn.change(texts=tuple(pair for pair in draft.texts if pair not in joined))
    learn(turn, turn.heard.understood if turn.heard else None)
    return turn.draft or draft


def settle(turn: Turn) -> None:
    """Something else came behind the words: they are no answer to the question, and tell what they tell."""
    heard = turn.heard
    if overhear(turn):
        absorb(turn)
    turn.heard = heard


def break_off(turn: Turn) -> None:
    """An officer's question came behind the words: what they tell need not be asked for afterwards."""
    turn.calm("quiet")
    if turn.flow == "report" and "said" in turn.data:
        turn.step = "next"
    settle(turn)


def reread(turn: Turn) -> Understanding | None:
    """What several messages say together and none says alone. Warnings of others are not read as the writer's."""
    draft = turn.draft
    if draft is None or len(draft.texts) < 2 or turn.data.get("forwarded") or turn.data.get("rumour"):
        return None
    understood = read(turn, _together(draft))
    learn(turn, understood)
    return understood


def _together(draft: Draft) -> str:
    return " ".join(text for _, text in draft.texts[-BURST:])


def read(turn: Turn, text: str) -> Understanding:
    return understand(text, now=turn.now, zone=turn.context.zone, places=turn.context.places)


def reword(turn: Turn, edits: str) -> None:
    """The message just heard takes the place of an earlier one: what the draft knows from the old words is learned
    anew. What was tapped, pinned or said elsewhere stays."""
    draft, heard = turn.draft, turn.heard
    if draft is None or heard is None:
        return
    old = dict(draft.texts)[edits]
    turn.change(**_emptied(turn, draft, (read(turn, old), read(turn, _together(draft)))))
    texts = tuple((id_, heard.inbound.text if id_ == edits else text) for id_, text in draft.texts)
    turn.change(texts=texts, messages=(*draft.messages, heard.message_id))
    learn(turn, heard.understood)
    reread(turn)


def reword_aside(turn: Turn, edits: str) -> None:
    """The same, in the draft that waits."""
    if turn.aside is None:
        return
    draft, data = turn.draft, turn.data
    turn.draft, turn.data = turn.aside.draft, turn.aside.data.copy()
    reword(turn, edits)
    turn.aside = turn.aside._replace(draft=turn.draft, data=turn.data)
    turn.draft, turn.data = draft, data


def _emptied(turn: Turn, draft: Draft, readings: tuple[Understanding, ...]) -> dict[str, Any]:
    """The fields that hold what these readings found."""
    values: dict[str, Any] = {}
    if draft.place_words and draft.place_words in (place.words for read in readings for place in read.places):
        check(turn, "place", sure=1.0)
        values |= {"place": "", "place_words": ()} | ({} if draft.near else {"point": None})  # a pin stays
    if draft.when_words and draft.when_words in (read.when.words for read in readings if read.when):
        check(turn, "when", sure=1.0)
        values |= {"when": "", "when_precision": "", "when_words": ()}
    guessed = draft.category_words and "category" not in turn.data.get("path", ())  # else it was asked about
    if guessed and draft.category_words in (read.category.words for read in readings if read.category):
        values |= {"category": "", "category_words": (), "category_sure": 0.0}
    return values


def learn(turn: Turn, understood: Understanding | None) -> None:
    """What the draft does not know yet; what its author chose stays."""
    if turn.draft is not None and understood is not None:
        turn.change(**_understood(turn, turn.draft, understood, pin={}))


def keep_file(turn: Turn) -> bool:
    """A photo or a voice message is no answer to a question of words: it is kept, and the question stands."""
    if turn.heard is None or turn.text:
        return False
    absorb(turn)
    turn.wait_quiet()
    return True


def is_full(turn: Turn) -> bool:
    draft = turn.draft
    if draft is None:
        return False
    return len(draft.messages) >= DRAFT_MESSAGES or sum(len(text) for _, text in draft.texts) >= DRAFT_TEXT


def discard(turn: Turn) -> None:
    """Deleted by its author or expired. What is with a report already stays there."""
    turn.take_up()
    draft = turn.draft
    if draft is not None and draft.messages and not draft.emergency_code:
        filed = turn.data.get("filed", ())
        turn.do(ForgetDraft(tuple(id_ for id_ in draft.messages if id_ not in filed)))
    turn.drop_draft()


def hand_over(turn: Turn, code: str) -> None:
    """All messages of the draft join an existing report."""
    answers = turn.settle(code)
    if turn.draft is not None:
        turn.do(*(Append(code, id_, answer=answers) for id_ in turn.draft.messages))
    turn.drop_draft()


def follow(turn: Turn) -> None:
    """The report of an alarm says what its draft says, from one message to the next."""
    draft = turn.draft
    view = turn.view(draft.emergency_code) if draft is not None else None
    if draft is not None and view is not None and not view.complete and draft != turn.drafted:
        turn.do(Follow(view.code, draft))


def leave_alarm(turn: Turn) -> None:
    """Of an alarm that is closed, or a day old, all is with its report: what is said now is another matter."""
    code = turn.draft.emergency_code if turn.draft is not None else ""
    view = turn.view(code)
    ended = view is None or view.status == "finished" or turn.current_report() != code
    if not code or not ended or turn.flow == "emergency":
        return
    turn.drop_draft()
    if turn.resume[0] in DRAFTING:
        turn.resume = ("", "")
    if turn.flow in DRAFTING:
        turn.rest()


def may_be_asked_again(turn: Turn, question: str) -> None:
    turn.data["path"] = [asked for asked in turn.data.get("path", ()) if asked != question]


def set_place(turn: Turn, guess: PlaceGuess, *, text: str = "") -> None:
    place = text if len(guess.name) < len(text) <= 120 else guess.name
    turn.change(place=place, place_words=guess.words, point=point_of(guess), near=())
    check(turn, "place", sure=guess.sure)


def point_of(guess: PlaceGuess) -> tuple[float, float] | None:
    """Some places of the list have a name only."""
    return None if guess.lat is None or guess.lon is None else (guess.lat, guess.lon)


def set_when(turn: Turn, guess: WhenGuess) -> Draft:
    return turn.change(**_when(turn, guess), when_text="")


def _pin(turn: Turn, inbound: Inbound) -> dict[str, Any]:
    point = inbound.point
    if point is None:
        return {}
    check(turn, "place", sure=1.0)
    near = turn.context.places.ground.near(point.lat, point.lon)
    values: dict[str, Any] = {"point": (point.lat, point.lon), "near": tuple(near or ("", 0))}
    named = turn.draft is not None and turn.draft.place
    return values if named and not point.label else values | {"place": point.label[:120]}


def warn_of_area(turn: Turn) -> None:
    """Said once of a draft whose pin lies beyond the station's area; the report is taken all the same."""
    draft = turn.draft
    if draft is None or draft.point is None or turn.data.get("outside"):
        return
    if turn.context.places.ground.is_outside(*draft.point):
        turn.data["outside"] = True
        turn.tell(
            turn.t(
                "Tempat ini di luar wilayah {station}. Laporan tetap bisa dikirim; petugas yang memutuskan "
                "penerusannya. Darurat? Telepon {number}."
            ).format(station=turn.context.station, number=turn.context.emergency_number)
        )


def _understood(turn: Turn, draft: Draft, heard: Understanding, *, pin: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if heard.secrecy:
        turn.data.setdefault("secrecy", "wanted")
    guess = heard.category
    if guess is not None and guess.sure > draft.category_sure and not _is_settled(turn, draft, guess.value):
        values |= {
            "category": guess.value, "category_words": tuple(guess.words), "category_sure": guess.sure
        }  # fmt: skip
    if heard.places and not (draft.place or pin.get("place")):
        place = max(heard.places, key=lambda found: found.sure)
        check(turn, "place", sure=place.sure)
        values |= {"place": place.name, "place_words": tuple(place.words)}
        if draft.point is None and "point" not in pin:  # where they stand is truer than what the list says
            values["point"] = point_of(place)
    if heard.when is not None and not heard.when.future and not draft.when:
        values |= _when(turn, heard.when)
    if heard.urgent is not None:
        values["urgent_words"] = (*draft.urgent_words, *heard.urgent.words)[:20]
    return values


def _is_settled(turn: Turn, draft: Draft, kind: str) -> bool:
    """What is added to a story whose kind is sure is of that kind, unless few may read it."""
    telling = turn.flow == "emergency" or (turn.flow, turn.step) == ("report", "describe")
    return not telling and draft.category_sure >= SURE and kind not in RESTRICTION_OF_CATEGORY


def _when(turn: Turn, guess: WhenGuess) -> dict[str, Any]:
    check(turn, "when", sure=guess.sure)
    return {
        "when": stamp(guess.start.astimezone(UTC)), "when_precision": guess.precision,
        "when_words": tuple(guess.words),
    }  # fmt: skip


def check(turn: Turn, name: str, *, sure: float) -> None:
    """Remembers which guesses the card marks with "(cek)"."""
    unsure = [other for other in turn.data.get("unsure", ()) if other != name]
    turn.data["unsure"] = unsure if sure >= SURE else [*unsure, name]
