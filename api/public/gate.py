"""Limits per network address, so that no script can ring the alarm all night. Addresses are never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from core import terms, throttles
from core.db import Session

MESSAGES, MESSAGES_WINDOW = 30, timedelta(minutes=1)
# A school or the customers of a mobile network share an address.
OF_AN_ADDRESS = 300  # messages a minute
CHATS, ALARMS, HOUR = 30, 3, timedelta(hours=1)
TOO_FAST = "Pesan datang terlalu cepat. Tunggu sebentar, lalu kirim lagi. Tulisan Anda masih ada di bawah."


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody wants to send something. `address` and `sender` are blind indexes."""

    address: str
    sender: str
    is_new: bool
    is_alarm: bool


def enter(session: Session, knock: Knock) -> bool:
    """Returns whether an alarm may ring. After ALARMS from one address the next one is stored, but rings nobody. The
    conversation may still make an alarm of another message: that one is counted afterwards.

    Raises TooMany; for an alarm only beyond OF_AN_ADDRESS messages.
    """
    throttles.spend(session, _of(knock.address), limit=OF_AN_ADDRESS, window=MESSAGES_WINDOW, text=TOO_FAST)
    if not knock.is_alarm:
        slow_down(session, f"chat {knock.sender}", text=TOO_FAST)
        if knock.is_new:
            throttles.spend(session, f"new chat {knock.address}", limit=CHATS, window=HOUR, text=TOO_FAST)
        return is_counted(session, knock) or throttles.used(session, f"alarm {knock.address}") < ALARMS
    return may_ring(session, address=knock.address, sender=knock.sender)


def refuse(session: Session, address: str) -> None:
    """Raises TooMany for whatever comes from an address that has used up its messages."""
    throttles.refuse(session, _of(address), limit=OF_AN_ADDRESS, text=TOO_FAST)


def _of(address: str) -> str:
    return f"address {address}"


def is_counted(session: Session, knock: Knock) -> bool:
    """Whether an alarm of theirs was counted lately."""
    return bool(throttles.used(session, f"alarm of {knock.sender}"))


def may_ring(session: Session, *, address: str, sender: str) -> bool:
    """Counts an alarm, unless it belongs to the one before of the same sender."""
    if throttles.used(session, f"alarm of {sender}"):
        return True
    if throttles.count(session, f"alarm {address}", window=HOUR) > ALARMS:
        return False
    throttles.count(session, f"alarm of {sender}", window=terms.SAME_ALARM)
    return True


def slow_down(session: Session, key: str, *, text: str) -> None:
    throttles.spend(session, key, limit=MESSAGES, window=MESSAGES_WINDOW, text=text)
