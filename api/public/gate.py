"""Limits per network address. Addresses are never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from core import ringing, throttles
from core.db import Session

MESSAGES, MESSAGES_WINDOW = 30, timedelta(minutes=1)
# A school or the customers of a mobile network share an address.
OF_AN_ADDRESS = 300  # messages a minute
CHATS, HOUR = 30, timedelta(hours=1)
TOO_FAST = "Pesan datang terlalu cepat. Tunggu sebentar, lalu kirim lagi. Tulisan Anda masih ada di bawah."


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody wants to send something. `address` and `sender` are blind indexes."""

    address: str
    sender: str
    is_new: bool
    is_alarm: bool  # the conversation would open a P1 for it

    @property
    def name(self) -> str:
        return ringing.knock(address=self.address, sender=self.sender)


def enter(session: Session, knock: Knock) -> bool:
    """Returns whether an alarm may ring: after some from one address the next one is stored, but rings nobody. Where
    the conversation makes an alarm of another message, it is counted there.

    Raises TooMany; for an alarm only beyond OF_AN_ADDRESS messages.
    """
    throttles.spend(session, _of(knock.address), limit=OF_AN_ADDRESS, window=MESSAGES_WINDOW, text=TOO_FAST)
    if not knock.is_alarm:
        slow_down(session, f"chat {knock.sender}", text=TOO_FAST)
        if knock.is_new:
            throttles.spend(session, f"new chat {knock.address}", limit=CHATS, window=HOUR, text=TOO_FAST)
        return True
    return ringing.may_ring(session, knock.name)


def refuse(session: Session, address: str) -> None:
    """Raises TooMany for whatever comes from an address that has used up its messages."""
    throttles.refuse(session, _of(address), limit=OF_AN_ADDRESS, text=TOO_FAST)


def _of(address: str) -> str:
    return f"address {address}"


def slow_down(session: Session, key: str, *, text: str) -> None:
    throttles.spend(session, key, limit=MESSAGES, window=MESSAGES_WINDOW, text=text)
