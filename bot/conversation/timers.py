"""What happens when nobody writes. A conversation has several named timers and one wake-up: the earliest."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation import pieces
from bot.conversation.drafting import discard, overhear
from bot.conversation.flows import FLOWS, corrections, emergency, filing, officer, ongoing, review
from bot.conversation.turn import DRAFTING, Turn, stamp
from bot.conversation.wording import deadline

NUDGE, LAST_NUDGE, EXPIRY = timedelta(minutes=30), timedelta(hours=20), timedelta(hours=72)
MOST_FILES = 3
NUDGED = DRAFTING | {"whose"}
IN_DANGER = frozenset({"emergency", "danger", "officer"})  # nobody there hears of a draft
# Where several are due, as after an outage, the last one alone speaks.
IN_TURN = (("nudge", "nudge_last", "expire"), ("remind", "lapse"))


def fire(turn: Turn) -> None:
    """Runs what is due, in order of time."""
    now = stamp(turn.now)
    due = {name: at for name, at in turn.due.items() if at <= now}
    for names in IN_TURN:
        turn.calm(*[name for name in names if name in due][:-1])
    for name in sorted(due, key=due.__getitem__):
        if turn.due.pop(name, None) is not None and name in TIMERS:
            TIMERS[name](turn)


def keep_draft(turn: Turn) -> None:
    """Every turn of a draft starts its patience anew. One that holds no more than the place of a poster ends, too, but
    nobody is reminded of it."""
    if turn.draft is None and turn.aside is None:
        turn.calm("nudge", "nudge_last", "expire")
        return
    turn.wake("expire", EXPIRY)
    draft = turn.unsent
    waits = _is_nudged(turn) or (turn.aside is not None and turn.aside.reminds)
    if draft is not None and waits and not draft.emergency_code:
        turn.wake("nudge", NUDGE)
        turn.wake("nudge_last", LAST_NUDGE)
    else:
        turn.calm("nudge", "nudge_last")


def _is_nudged(turn: Turn) -> bool:
    """What waits for the choice of its report is not sent either."""
    waits = turn.aside is not None and turn.aside.reminds and turn.flow not in IN_DANGER
    return turn.flow in NUDGED or waits or (turn.flow == "adding" and bool(turn.data.get("holding")))


def next_wake(turn: Turn) -> datetime | None:
    return datetime.fromisoformat(min(turn.due.values())) if turn.due else None


def _quiet(turn: Turn) -> None:
    turn.data.pop("burst", None)
    stage = FLOWS[turn.flow][turn.step]
    if pieces.tell_danger(turn):
        pieces.ring(turn)
    elif overhear(turn):
        if not (review.called_off(turn) or corrections.heard(turn)):
            stage.answer(turn, "")
    elif stage.quiet is not None:
        stage.quiet(turn)
    else:
        _hold(turn)


def _hold(turn: Turn) -> None:
    """Files where words were asked for. Who sends nothing else, three times, is helped by an officer."""
    step, times = turn.data.get("held", ("", 0))
    times = times + 1 if step == turn.step else 1
    turn.data["held"] = [turn.step, times]
    if times >= MOST_FILES and turn.flow == "report":
        filing.to_officer(turn)
        return
    turn.tell(turn.t("Sudah kami simpan."))
    turn.again()


def _flood(turn: Turn) -> None:
    """The silence after a flood is answered like that after any burst of messages."""
    turn.data.pop("pace", None)
    turn.data.pop("comforted", None)
    if turn.flow == "idle" and (turn.draft is not None or turn.aside is not None):
        turn.tell(turn.t("Semua pesan Anda sudah kami simpan."))
        if turn.aside is None:
            turn.go("report", "next")
        else:
            turn.go("menu", "waiting")
    elif turn.flow not in {"emergency", "officer"}:
        _quiet(turn)


def _nudge(turn: Turn) -> None:
    draft = turn.unsent
    if not _is_nudged(turn) or draft is None:
        return
    if _is_for_hearing(turn):
        filing.to_officer(turn)
        return
    if ongoing.was_lately(turn):
        return
    until = deadline(turn.t, turn.now + _left(turn), turn.context.zone, now=turn.now)
    turn.tell(turn.t("Pesan Anda belum terkirim ke petugas. Draf ini disimpan sampai {until}.").format(until=until))
    if turn.flow in NUDGED or turn.aside is None:
        turn.again()
    else:
        turn.go("menu", "waiting")


def _is_for_hearing(turn: Turn) -> bool:
    """It was told that an officer hears it."""
    draft = turn.draft
    return turn.aside is None and draft is not None and "voice" in draft.media and not draft.text


def _left(turn: Turn) -> timedelta:
    at = turn.due.get("expire")
    return datetime.fromisoformat(at) - turn.now if at else EXPIRY


def _expire(turn: Turn) -> None:
    waits, draft = _is_nudged(turn), turn.unsent
    if waits and _is_for_hearing(turn):
        filing.to_officer(turn)
        return
    lost = draft is not None and not draft.emergency_code  # an alarm's report has them all
    discard(turn)
    if lost:
        turn.data["expired"] = True
        turn.sentences.clear()  # after an outage: what was told of it a moment ago
    if waits:
        turn.rest()
    elif turn.resume[0] in NUDGED:
        turn.resume = ("", "")


TIMERS = {
    "quiet": _quiet,
    "nudge": _nudge,
    "nudge_last": _nudge,
    "expire": _expire,
    "untaken": emergency.untaken,
    "silence": emergency.silence,
    "over": emergency.over,
    "hides": emergency.hidden,
    "officer": officer.left,
    "remind": officer.remind,
    "lapse": officer.lapse,
    "flood": _flood,
}
