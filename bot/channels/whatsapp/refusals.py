"""What Twilio's error codes mean for a message. One table, read by the sender and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.channels.whatsapp.client import TwilioRefusal
from bot.messages import SendError


@dataclass(frozen=True, slots=True)
class Meaning:
    permanent: bool = False
    blocked: bool = False
    closed: bool = False
    pause: float | None = None  # seconds, where Twilio names none


NEVER = Meaning(permanent=True)
BLOCKED = Meaning(permanent=True, blocked=True)

MEANINGS: dict[int, Meaning] = {
    21610: BLOCKED,  # the person wrote STOP
    63014: BLOCKED,  # blocked by the person
    63033: BLOCKED,
    21211: NEVER,  # not a number
    21614: NEVER,  # not a mobile number
    63003: NEVER,  # no such recipient
    63024: NEVER,  # recipient is not on WhatsApp
    63016: Meaning(closed=True),  # the 24 hours are over
    20429: Meaning(pause=1.0),  # too many requests
    63018: Meaning(pause=10.0),  # limit of this sender, or too many to one person
    63012: Meaning(),  # WhatsApp itself is in trouble
    20003: Meaning(pause=300.0),  # wrong token or suspended account: an operator must act
    20404: Meaning(pause=300.0),  # no such account: likewise
}
# The Content template is missing, paused or refused: numbered text says the same.
CONTENT = frozenset({21654, 21655, 21656, 63005, 63013, 63021, 63027, 63028, 63030, 63040, 63041, 63042})
# Answers of a server or proxy in trouble, which passes.
PASSING = frozenset({401, 403, 404, 408, 409, 425, 429})


def meaning(refusal: TwilioRefusal) -> Meaning:
    known = MEANINGS.get(refusal.code)
    if known is not None:
        return known
    if refusal.status == 429:
        return MEANINGS[20429]
    passes = refusal.status >= 500 or refusal.status in PASSING or refusal.status < 400
    return Meaning() if passes else NEVER


def send_error(refusal: TwilioRefusal) -> SendError:
    what = meaning(refusal)
    pause = refusal.retry_after if refusal.retry_after is not None else what.pause
    return SendError(
        f"twilio {refusal.code}", permanent=what.permanent, blocked=what.blocked, closed=what.closed,
        retry_after=None if what.permanent or what.closed else pause,
    )  # fmt: skip


@contextmanager
def translated(*, wrote: bool = False) -> Iterator[None]:
    """Lets nothing but SendError out. `wrote`: an answer that makes no sense leaves open what happened."""
    try:
        yield
    except TwilioRefusal as refusal:
        raise send_error(refusal) from refusal
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SendError(f"unreadable answer: {type(error).__name__}", ambiguous=wrote) from error
