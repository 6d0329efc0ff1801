"""How often alarms from one network address may ring, so that no script rings all night. A `knock` names an address and
who sends from it, by blind indexes."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from core import terms, throttles

ALARMS, HOUR = 3, timedelta(hours=1)


def knock(*, address: str, sender: str) -> str:
    return f"{address} {sender}"


def may_ring(session: Session, knock: str) -> bool:
    """Counts an alarm, unless it belongs to the one before of the same sender. What has no knock always rings."""
    if not knock:
        return True
    address, _, sender = knock.partition(" ")
    if throttles.used(session, f"alarm of {sender}"):
        return True
    if throttles.count(session, f"alarm {address}", window=HOUR) > ALARMS:
        return False
    throttles.count(session, f"alarm of {sender}", window=terms.SAME_ALARM)
    return True
