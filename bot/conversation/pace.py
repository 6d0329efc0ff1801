"""More than twenty messages in a minute: everything is kept, danger is heard, and nothing else is answered.

One notice when it begins, one answer when it ends: after ten seconds of silence.
"""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.drafting import absorb
from bot.conversation.flows import adding, apart, emergency, officer
from bot.conversation.step import Heard
from bot.conversation.turn import Turn
from bot.conversation.understanding import command

MOST, WINDOW = 20, 60  # messages in so many seconds
COUNTED = frozenset({"message", "choice", "edit", "unsupported", "call"})
SILENCE = timedelta(seconds=10)


def count(turn: Turn) -> None:
    """Counts what was heard, and sets `turn.flooded`."""
    since, number = turn.data.get("pace", (0, 0))
    now = int(turn.now.timestamp())
    if not 0 <= now - since < WINDOW:
        if number <= MOST:
            turn.calm("flood")
        since, number = now, 0
    turn.data["pace"] = [since, number + 1]
    turn.flooded = number >= MOST or "flood" in turn.due


def keep(turn: Turn, heard: Heard) -> None:
    """What came too fast joins what it belongs to; buttons and global words can wait."""
    began = "flood" not in turn.due
    turn.calm("quiet")
    turn.wake("flood", SILENCE)
    if heard.inbound.kind == "message" and command(turn.text) is None:
        _join(turn, heard)
    if began and turn.flow != "emergency":
        turn.introduced = True
        turn.tell(
            turn.t(
                "Pesan Anda masuk cepat sekali; semuanya tersimpan. Tunggu sebentar, nanti kami balas sekaligus. "
                "*Darurat? Telepon {number}.*"
            ).format(number=turn.context.emergency_number)
        )


def _join(turn: Turn, heard: Heard) -> None:
    understood = heard.understood
    if turn.flow == "emergency":
        emergency.tell(turn, step="silent" if turn.step == "silent" else "told")
    elif (understood is not None and (understood.greeting or understood.code)) or adding.hold(turn):
        return
    else:
        _keep(turn)


def _keep(turn: Turn) -> None:
    if (turn.flow, turn.step) == ("officer", "talking") and officer.talk(turn):
        return
    if not apart.comes_first(turn):
        turn.take_up()
    if turn.current_report() and turn.draft is None:
        turn.append(turn.current_report())
    else:
        absorb(turn)
