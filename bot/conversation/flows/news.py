"""Words of an officer in a restricted report: a push says only that there is something to read.

Who holds the phone asks for it, by the button, its word, or any message of their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.flows import officer
from bot.conversation.step import Heard, Reveal, Say
from bot.conversation.turn import Turn, stamp
from bot.messages import Choice, Outbound

READ = "news:read"
AGAIN = timedelta(hours=1)  # an unread notice is not repeated sooner
ASKING = frozenset({"1", "baca", "read", "buka", "open"})


def arrived(turn: Turn, code: str, *, asked: bool) -> None:
    before = turn.data.get("news", {})
    again = not before or datetime.fromisoformat(before["at"]) + AGAIN <= turn.now
    at = stamp(turn.now) if again else before["at"]
    turn.data["news"] = {"code": code, "asked": asked or before.get("asked", False), "at": at}
    if again:
        read = Choice(READ, turn.t("Baca"), number="1")
        turn.do(Say(Outbound(turn.t("Ada kabar untuk Anda."), (read,), template="status_update")))


def heard(turn: Turn, event: Heard) -> bool:
    """Gives what waits to whoever is here now. True when nothing else was said."""
    news = turn.data.get("news")
    if news is None or event.inbound.kind not in {"message", "choice"}:
        return False
    del turn.data["news"]
    turn.do(Reveal(news["code"]))
    asking = event.inbound.choice == READ or turn.words in ASKING
    if asking:
        (officer.asked if news["asked"] else officer.joined)(turn, news["code"])
    elif turn.flow in {"idle", "sent", "officer", "adding"}:
        officer.joined(turn, news["code"])
        turn.data["reading"] = news["code"] if news["asked"] else ""
    if asking:
        turn.consumed = turn.t("Baca")
        turn.note(turn.t("Anda bisa membalas di sini."))
    return asking


def read(turn: Turn) -> None:
    """What was written before the officer's question was seen is no answer to it; what comes next is."""
    code = turn.data.pop("reading", "")
    if code:
        officer.asked(turn, code)
