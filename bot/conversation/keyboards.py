"""A question that asks for the position is a keyboard on some channels: its buttons write their words, and may stand
below the chat when the question is long over."""

from __future__ import annotations

from bot.conversation.flows import FLOWS
from bot.conversation.turn import Turn

ASKING = (("report", "where"), ("emergency", "call"))
LONGEST = 24  # characters of a label
COUNTING = frozenset({"emergency", "officer"})  # flows where even these words are heard


def is_left_over(turn: Turn) -> bool:
    """The words of such a button, where they are no choice any more: they tell nothing."""
    if len(turn.text) > LONGEST or turn.flow in COUNTING:
        return False
    questions = (FLOWS[flow][step].ask(turn) for flow, step in ASKING)
    return any(turn.words == option.label.casefold() for question in questions for option in question.options)
