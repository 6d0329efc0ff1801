"""Danger told in pieces, "orang itu" "mau bakar" "rumah saya", is in no message alone. It is heard when they end: by
silence, or by whatever comes instead of a further one."""

from __future__ import annotations

from bot.conversation import assent, doubts
from bot.conversation.drafting import BURST, read
from bot.conversation.flows import FLOWS, emergency, haste, idcard, report
from bot.conversation.flows.alarm_words import is_danger
from bot.conversation.step import Heard
from bot.conversation.turn import Turn
from bot.conversation.understanding import command, opens
from bot.messages import Inbound

LONGEST = 300  # characters of a piece: who writes more at once tells it in one message
ASKED = frozenset({("report", "danger"), ("danger", "ask")})  # a choice there says whether there is danger


def keep(turn: Turn) -> None:
    """What was heard in this step, as long as more is waited for."""
    heard, pieces = turn.heard, turn.data.pop("pieces", {})
    if "quiet" not in turn.due:
        return
    if heard is not None and heard.inbound.kind in {"message", "edit"} and heard.inbound.text:
        inbound = heard.inbound
        if len(inbound.text) <= LONGEST and not (inbound.forwarded or opens(inbound.text)):
            pieces = {**pieces, inbound.edits or inbound.message_id: inbound.text}
    if pieces:
        turn.data["pieces"] = dict(list(pieces.items())[-BURST:])


def tell_danger(turn: Turn) -> bool:
    pieces = turn.data.get("pieces", {})
    if not pieces or turn.flow == "emergency":
        return False
    if (turn.flow, turn.step) == ("report", "describe") and report.tells_danger(turn):
        return True
    return len(pieces) > 1 and _rings(turn, " ".join(pieces.values()))


def _rings(turn: Turn, text: str) -> bool:
    """As it would if it had been said at once (engine.py)."""
    heard, understood = turn.heard, read(turn, text)
    turn.heard = Heard("", Inbound("", "", "", text=text), understood)
    rings = haste.rings(turn, understood)
    turn.heard = heard
    return rings


def are_cut_short(turn: Turn) -> bool:
    """Not by silence: by a button, a sticker, a call, an officer."""
    heard = turn.heard
    return "quiet" in turn.due and (heard is None or _ends(turn, heard)) and tell_danger(turn)


def _ends(turn: Turn, heard: Heard) -> bool:
    """Whether this is no further piece. What rings by itself need not be looked at."""
    inbound, understood, asked = heard.inbound, heard.understood, (turn.flow, turn.step) in ASKED
    if inbound.kind != "message":
        return inbound.kind in {"unsupported", "call"} or (inbound.kind == "choice" and not asked)
    if is_danger(inbound.text, understood, number=turn.context.emergency_number):
        return False
    harm = understood is not None and understood.sexual_or_child is not None
    elsewhere = turn.view(heard.about) is not None or bool(doubts.report(turn))
    stands = turn.flooded or inbound.forwarded or harm or elsewhere or idcard.is_shown(heard)
    return stands or command(inbound.text) is not None or (not asked and _chooses(turn))


def _chooses(turn: Turn) -> bool:
    return assent.chosen(turn, FLOWS[turn.flow][turn.step]) is not None


def ring(turn: Turn) -> None:
    turn.chosen = _chooses(turn)  # the name of a button tells nothing
    emergency.open(turn, tuple(turn.data.pop("pieces", {}).items()))
