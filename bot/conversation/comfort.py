"""A word for who may need one, beside whatever else is answered."""

from __future__ import annotations

from bot.conversation.step import Heard
from bot.conversation.turn import Turn
from bot.conversation.understanding import Understanding


def comfort(turn: Turn, heard: Heard, *, is_now: bool) -> None:
    """A word for a child, once, and for somebody who may want to die."""
    understood = heard.understood
    if understood is None or heard.inbound.forwarded:
        return
    number = turn.context.emergency_number
    if understood.self_harm:
        if turn.flooded:
            if turn.data.get("comforted"):
                return
            turn.data["comforted"] = True
        text = turn.t("Anda tidak sendirian. Tulis apa saja di sini, petugas akan membacanya.")
        if not is_now:  # it stays a draft until it is sent
            text = turn.t("Anda tidak sendirian. Tulis saja pelan-pelan, atau telepon {number} kapan saja.")
        turn.tell(text.format(number=number))
    elif understood.child and not (turn.data.get("child") or _is_errand(understood)):
        turn.data["child"] = True
        turn.tell(
            turn.t("Ceritakan juga ke orang dewasa yang kamu percaya. Kalau takut, telepon {number} atau 129.").format(
                number=number
            )
        )


def _is_errand(understood: Understanding) -> bool:
    """At seventeen one wants a licence, and at fourteen a bicycle is stolen: no secret to tell a grown-up."""
    kind = understood.category.value if understood.category else ""
    return kind in {"paperwork", "theft"} and not (understood.sexual_or_child or understood.urgent)
