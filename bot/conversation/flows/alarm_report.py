"""The report of an alarm: a new one, or the one that rings already, and what it is told."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.drafting import absorb, reread
from bot.conversation.flows import beside, ongoing
from bot.conversation.flows.alarm_words import calls
from bot.conversation.step import Append, Draft, File, Harm, ReportView
from bot.conversation.turn import DRAFTING, SURE, Turn
from bot.conversation.understanding import accuses_police, command
from bot.conversation.wording import COMFORT

UNTAKEN = timedelta(seconds=60)  # so long an alarm rings before its author is told to call
Said = tuple[tuple[str, str], ...]  # (provider message id, text), as in a draft


def open_or_join(turn: Turn, said: Said) -> None:
    """said: the words that told of it, of another report."""
    known, told, waiting = ongoing.last(turn), beside.told_in(turn), beside.waiting(turn)
    held = beside.part(turn)
    restricted = beside.restriction_of(turn, told)
    if known is not None and beside.is_for_others(turn, known, restricted):
        known = None
    if held is not None:
        said = ()
        reread(turn)
        if known is not None and known.complete:
            turn.do(*(Append(known.code, id_) for id_ in held.messages))
    elif waiting is not None and waiting["feared"]:
        _, provider_id, text = waiting["feared"]
        said = ((provider_id, text),)
    if known is None:
        if turn.draft is not None and turn.draft.emergency_code:
            turn.drop_draft()  # it belongs to an alarm of long ago
        _file(turn, said, restricted)
    else:
        _join(turn, known, said)
    beside.choose_no_more(turn)


def _file(turn: Turn, said: Said, restricted: str) -> None:
    _recall(turn, said)
    draft = absorb(turn, describes=describes(turn))
    code, turn.data["rang"] = turn.context.code, turn.prompt
    restricted = restricted or _restriction(turn, draft)
    draft, is_hushed = _named(turn), turn.is_hushed
    turn.do(
        File(
            code, turn.context.pin, draft, priority=2 if is_hushed else 1, complete=False,
            restricted=restricted, tags=("emergency", "hushed") if is_hushed else ("emergency",),
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
    mark_harm(turn, known.code)
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
        turn.tell(turn.t("Agar bisa ditolong, laporan ini tetap tersambung ke chat Anda. Nama Anda dirahasiakan."))
    return draft


def _remember(turn: Turn) -> None:
    """The words in the draft as well, without appending the message a second time."""
    code = turn.draft.emergency_code if turn.draft else ""
    turn.change(emergency_code="")
    absorb(turn, describes=describes(turn))
    turn.change(emergency_code=code)


def harmed(turn: Turn) -> bool:
    """Whether words of sexual harm, or about a child, were said in an alarm that goes on. They stay in it."""
    code, draft = ongoing.code(turn), turn.draft
    elsewhere = turn.flow in DRAFTING if draft is None else draft.emergency_code != code
    if not code or (elsewhere and turn.flow not in {"emergency", "officer"}):
        return False
    mark_harm(turn, code)
    if draft is not None and draft.emergency_code == code and not draft.category:
        turn.change(category="sexual_or_child", category_sure=1.0)
    return True


def mark_harm(turn: Turn, code: str) -> None:
    """Whoever tells of it in an alarm that is on hears a word for it, once."""
    view = turn.view(code)
    if not _tells_of_harm(turn):
        return
    if view is not None and not view.restricted:
        turn.do(Harm(code))
    if turn.flow == "emergency" and turn.data.get("consoled") != code:
        turn.data["consoled"] = code
        turn.say(turn.t(COMFORT).format(number=turn.context.emergency_number), code=code, lane="safety")


def _tells_of_harm(turn: Turn) -> bool:
    understood = turn.heard.understood if turn.heard else None
    return understood is not None and understood.sexual_or_child is not None


def is_call(turn: Turn) -> bool:
    return calls(turn.text, number=turn.context.emergency_number)


def describes(turn: Turn) -> bool:
    """The word that called for help, another global word or the name of a button tells nothing of what happens."""
    return not is_call(turn) and not turn.chosen and command(turn.text) is None
