"""Words of an officer that wait for the citizen.

In a restricted report a push says only that there is something to read: who holds the phone asks for it, by the
button, its word, or any message of their own. Where the channel takes nothing before the citizen writes again
(`late`), nothing is said of them, and the next message brings them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation import doubts, pieces
from bot.conversation.flows import alarm_report, danger, haste, officer, ongoing
from bot.conversation.remembered import News
from bot.conversation.step import Heard, NewsWaits, Reveal, Say
from bot.conversation.turn import Turn, stamp
from bot.conversation.understanding import command, surely_asks
from bot.messages import Choice, Outbound

READ = "news:read"
AGAIN = timedelta(hours=1)  # an unread notice is not repeated sooner
NUMBER = "1"  # of the only choice; no word of it where another question may mean more
ASKING = frozenset({"baca", "read", "buka", "open"})
RESTING = frozenset({"idle", "sent", "officer", "adding", "tracking"})


def arrived(turn: Turn, event: NewsWaits) -> None:
    before = turn.data.get("news", {})
    told = before.get("at", "")
    again = not event.late and (not told or datetime.fromisoformat(told) + AGAIN <= turn.now)
    first = before["code"] if before.get("asked") and not event.asked else event.code  # a question goes first
    codes = dict.fromkeys((*before.get("others", ()), before.get("code", ""), event.code))
    turn.data["news"] = {
        "code": first, "others": [code for code in codes if code not in {"", first}],
        "asked": event.asked or before.get("asked", False), "late": event.late,
        "at": stamp(turn.now) if again else told,
    }  # fmt: skip
    if event.asked:
        turn.wake("lapse", officer.LAPSE)
    if again:
        read = Choice(READ, turn.t("Baca"), number=NUMBER if _is_numbered(turn, event.code) else "-")
        turn.do(Say(Outbound(turn.t("Ada kabar untuk Anda."), (read,), template="status_update")))


def heard(turn: Turn, event: Heard) -> bool:
    """Gives what waits to whoever is here now. True when nothing else was said."""
    news = turn.data.get("news")
    if news is None or event.inbound.kind not in {"message", "choice"}:
        return False
    del turn.data["news"]
    turn.calm("lapse")
    turn.do(*(Reveal(code) for code in (*news.get("others", ()), news["code"])))
    view = turn.view(news["code"])
    if news.get("late") and not (view is not None and view.restricted):
        return _late(turn, event, news)
    asking = _asks(turn, event, news["code"])
    if asking:
        _give(turn, news)
    elif turn.flow in {"idle", "sent", "officer", "adding"} and not _is_heard_first(turn, event, news["code"]):
        officer.joined(turn, news["code"])
        turn.data["reading"] = news["code"] if news["asked"] else ""
    else:
        turn.data["missed"] = [news["code"], news["asked"]]
        # Where an alarm goes on, danger is for those who are heard there already.
        rings = haste.rings_now(turn, event) and not ongoing.is_on(turn)
        if turn.flow != "emergency" and (rings or danger.calls_after_harm(turn, news["code"])):
            turn.open_report(news["code"])
    return asking


def _is_numbered(turn: Turn, code: str) -> bool:
    """A number says more to a question about danger."""
    return turn.flow != "emergency" and not officer.is_in_danger(turn, code)


def _asks(turn: Turn, event: Heard, code: str) -> bool:
    """By the button, its word or its number, and nothing else."""
    words = ASKING | {NUMBER} if _is_numbered(turn, code) else ASKING
    typed = turn.words in words and turn.flow != "emergency" and not turn.shows
    return (typed or event.inbound.choice == READ) and not pieces.tell_danger(turn)


def _give(turn: Turn, news: News) -> None:
    """Where danger is asked about, or told of in another report, that goes on: its buttons stay usable."""
    code, in_danger = news["code"], officer.is_in_danger(turn, news["code"])
    (officer.asked if news["asked"] else officer.joined)(turn, code)
    turn.consumed = turn.t("Baca")
    if in_danger:
        turn.numbered = True
        turn.again()
    else:
        turn.tell(turn.t("Anda bisa membalas di sini."))


def _is_heard_first(turn: Turn, event: Heard, code: str) -> bool:
    """Fear, a button, and the answer to another officer's question are heard as if there were no news."""
    unsafe = danger.calls_after_harm(turn, turn.current_report()) or danger.calls_after_harm(turn, code)
    afraid = unsafe or haste.rings_now(turn, event) or pieces.tell_danger(turn) or alarm_report.is_call(turn)
    asked = (turn.flow, turn.step) == ("officer", "asked") and turn.data.get("asked") != code
    return afraid or asked or event.inbound.kind == "choice"


def _late(turn: Turn, event: Heard, news: News) -> bool:
    """What is written after days of silence was written before the news was seen: it answers nothing. A new incident
    or a global word is heard as ever; anything else is about this report."""
    code, asked = news["code"], news["asked"]
    if turn.flow not in RESTING or turn.draft is not None or turn.aside is not None or not _is_about_this(turn, event):
        turn.data["missed"] = [code, asked]
        return False
    if not _says_nothing(turn, event):
        turn.append(code, reopens=False)
    if asked:
        officer.asked(turn, code)
    else:
        officer.joined(turn, code, closed=_is_finished(turn, code))
    turn.tell(turn.t("Anda bisa membalas di sini."))
    return True


def _is_about_this(turn: Turn, event: Heard) -> bool:
    inbound, understood = event.inbound, event.understood
    if inbound.kind != "message" or inbound.media or inbound.point or inbound.forwarded or understood is None:
        return False
    tells = understood.category or understood.urgent or understood.sexual_or_child or understood.code
    return not tells and command(inbound.text) is None and not pieces.tell_danger(turn)


def _says_nothing(turn: Turn, event: Heard) -> bool:
    understood = event.understood
    return turn.is_thanks or surely_asks(turn.text) or (understood is not None and understood.greeting)


def _is_finished(turn: Turn, code: str) -> bool:
    view = turn.view(code)
    return view is not None and view.status == "finished"


def read(turn: Turn) -> None:
    """What was written before the officer's question was seen is no answer to it; what comes next is."""
    code = turn.data.pop("reading", "")
    if code:  # a global word is answered first
        (officer.expects if turn.asking else officer.asked)(turn, code)
    code, asked = turn.data.pop("missed", ("", False))
    if asked:
        officer.expects(turn, code)
    elif code and not (turn.current_report() or doubts.is_writing(turn)):
        turn.open_report(code)
    elif code and not turn.data.get("doubt", {}).get("asked"):
        doubts.expect(turn, code)
