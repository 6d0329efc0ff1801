"""What Twilio's error codes mean for a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.channels.whatsapp.client import TwilioRefusal
from bot.messages import NO_ACCOUNT, Remedy, SendError


@dataclass(frozen=True, slots=True)
class Meaning:
    permanent: bool = False
    blocked: bool = False
    closed: bool = False
    pause: float | None = None  # seconds, where Twilio names none
    words: str = ""  # why, as bot.messages.SendError wants it


NEVER = Meaning(permanent=True, words="refused")
PASSES = Meaning(words="provider in trouble")
NOBODY = Meaning(permanent=True, words="no such recipient")
BLOCKED = Meaning(permanent=True, blocked=True, words="blocked")

MEANINGS: dict[int, Meaning] = {
    21610: BLOCKED,  # the person wrote STOP
    63014: BLOCKED,  # blocked by the person
    63033: BLOCKED,
    21211: NOBODY,  # not a number
    21614: NOBODY,  # not a mobile number
    63003: NOBODY,  # no such recipient
    63024: NOBODY,  # recipient is not on WhatsApp
    63016: Meaning(closed=True, words="window closed"),  # the 24 hours are over
    20429: Meaning(words="too many requests"),
    63018: Meaning(pause=10.0, words="too many requests"),  # of this sender, or to one person
    63012: Meaning(words="provider in trouble"),  # WhatsApp itself
    20003: Meaning(pause=300.0, words=NO_ACCOUNT),  # wrong token or suspended: an operator must act
    20404: Meaning(pause=300.0, words=NO_ACCOUNT),  # no such account: likewise
}
# The Content template is missing, paused or refused: numbered text says the same.
CONTENT = frozenset({21654, 21655, 21656, 63005, 63013, 63021, 63027, 63028, 63030, 63040, 63041, 63042})
# Answers of a server or proxy in trouble, which passes.
GATEWAY_TIMEOUT = 504  # the gateway gave up waiting; Twilio behind it may have taken the message
PASSING = frozenset({401, 403, 404, 408, 409, 425, 429})


def meaning(refusal: TwilioRefusal) -> Meaning:
    known = MEANINGS.get(refusal.code)
    if known is not None:
        return known
    if refusal.status == 429:
        return MEANINGS[20429]
    passes = refusal.status >= 500 or refusal.status in PASSING or refusal.status < 400
    return PASSES if passes else NEVER


def words(code: int, otherwise: Meaning = NEVER) -> str:
    what = "content refused" if code in CONTENT else MEANINGS.get(code, otherwise).words
    return f"{what}: twilio {code}"


def blocked(code: int) -> bool:
    return MEANINGS.get(code, NEVER).blocked


def remedy(code: int) -> Remedy:
    """For a message that was accepted and failed later. For an unknown code there is none: it stays failed."""
    if code in CONTENT:
        return "plain"
    what = MEANINGS.get(code, NEVER)
    if what.closed:
        return "template"
    return "" if what.permanent else "later"


def send_error(refusal: TwilioRefusal) -> SendError:
    what = meaning(refusal)
    pause = refusal.retry_after if refusal.retry_after is not None else what.pause
    return SendError(
        words(refusal.code, what), permanent=what.permanent, blocked=what.blocked, closed=what.closed,
        retry_after=None if what.permanent or what.closed else pause,
    )  # fmt: skip


@contextmanager
def translated(*, wrote: bool = False) -> Iterator[None]:
    """Turns errors into SendError. With `wrote`, an answer that makes no sense or is from a gateway is ambiguous: the
    message may have been sent."""
    try:
        yield
    except TwilioRefusal as refusal:
        if wrote and refusal.status == GATEWAY_TIMEOUT:
            raise SendError("no answer: status 504", ambiguous=True) from refusal
        raise send_error(refusal) from refusal
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SendError(f"unreadable answer: {type(error).__name__}", ambiguous=wrote) from error
