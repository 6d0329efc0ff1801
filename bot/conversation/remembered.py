"""What a conversation remembers besides its draft: `State.data`, with the time that each of it lasts.

Plain JSON values, as it is stored: what was put in as a tuple comes back as a list. Moments are stamps
(turn.stamp), reports are named by their code.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NotRequired, TypedDict, cast


class Doubt(TypedDict):
    """What comes next may be about this report (doubts.py)."""

    code: str
    until: str
    asked: bool  # an officer's question, not only words
    off: bool  # not while another report is being written


class Feared(TypedDict, total=False):
    """Words that may tell of danger, and were asked about (flows/danger.py)."""

    code: str  # of the report that they are in
    said: list[str]  # our id of the message, the provider's, its text
    at: str
    back: Sequence[str]  # flow and step that go on after a no
    prompt: int  # of the question


class Whose(TypedDict):
    """What is held until it is told which report it is for (flows/whose.py)."""

    code: str  # the officer's
    back: Sequence[str]  # flow and step of the other one
    draft: dict[str, Any] | None  # as it was before
    feared: list[str]  # as `said` of Feared
    to: NotRequired[list[int]]  # so many messages, texts and files of the draft are held


class News(TypedDict):
    """Officers' words that wait to be asked for (flows/news.py)."""

    code: str
    others: list[str]  # further reports with some
    asked: bool  # a question
    late: bool  # the channel took nothing before the citizen wrote
    at: str  # when that was said last


class Card(TypedDict):
    """A photo of an identity card (flows/idcard.py)."""

    messages: list[str]  # these go with it, ...
    told: list[str]  # ... of these the file alone
    media: list[str]
    album: str
    at: str


class Sent(TypedDict):
    """The last report, to know it when it is sent again."""

    digest: str
    code: str
    at: str


class OfConversation(TypedDict, total=False):
    """Outlives the draft."""

    pace: list[int]  # second since when, and how many messages
    spoken: bool | str  # the language was chosen; "guessed": by what was written
    child: bool  # told already where a child finds help
    group: str  # day on which a group was told to write alone
    sent: Sent
    shown: str  # the report whose status is looked at
    withdraw_at: str  # when it was asked whether to withdraw that one
    deletion: str  # report of the wish to be forgotten
    withdrawal: str  # report of the consent that was taken back

    officer: str  # the report in which an officer talks here
    asked: str  # the report whose officer waits for an answer, ...
    question: str  # ... the question, ...
    also_asked: list[str]  # ... and reports whose officers asked before that
    unanswered: str  # a report in which an officer wrote; what is said goes to another one, for few
    doubt: Doubt
    news: News
    same: str  # the report that all which is told belongs to, as its author said

    feared: Feared
    numbered: str  # when it was said whom to call
    hides: str  # the alarm in which somebody said that they cannot speak
    cannot_call: str  # ... and one in which somebody can never call
    mistaken: str  # the alarm that was pressed by mistake
    rang: int  # prompt at which the last alarm was opened
    hushed: bool  # what was heard last may ring nobody, nor what silence makes of it
    knock: str  # by which an alarm is counted that silence makes of it


class OfMoment(TypedDict, total=False):
    """Until the burst of messages is answered."""

    burst: str  # when it began
    said: list[str]  # provider's ids of the words that will be heard as one
    told_for: dict[str, Any]  # what was told for a report, as a draft; until something else is talked about
    pieces: dict[str, str]  # what was said in it, by the provider's ids (pieces.py)


class OfDraft(TypedDict, total=False):
    """Goes with the draft, and waits with it."""

    path: list[str]  # questions that were put
    open: str  # the one of them that stands without an answer
    guided: bool  # begun by [Lapor kejadian]
    described: bool  # asked to describe it, and left out
    details: bool  # asked for more detail from the card
    fixing: bool  # one row of the card is changed
    drafted: bool  # something was added while it was asked whether to delete it
    joined_draft: bool  # something was added from elsewhere
    likely: list[str]  # kinds that were offered
    places: list[list[Any]]  # name, latitude, longitude of places that were offered
    unsure: list[str]  # guesses that the card marks
    corrected: list[str]  # "place", "when", "kind": replaced, and not said yet; "instead": told to be wrong
    advised: list[str]  # kinds for which advice was given
    secrecy: str  # "wanted", then "granted": a name kept secret
    secrecy_first: bool  # that came where a place was asked for
    maybe_urgent: bool  # whether there is danger was left without a clear answer
    rumour: bool  # a question about something heard
    forwarded: bool  # somebody else's words are in it
    had_draft: bool  # those came while it was being written
    filed: list[str]  # our ids of messages that are in a report already
    holding: bool  # it waits until a report is chosen for it
    whose: Whose
    card: Card
    held: Sequence[Any]  # step, and how often nothing but files came there
    showed: bool  # more than words came for a detail
    outside: bool  # told that the place is beyond the station's area
    live: bool  # told that nobody follows a live location
    too_large: str  # when it was told that a file is too large

    told: str  # when an alarm's words were answered last
    alarmed: str  # when danger was heard last
    phoned: bool  # says that they called
    called: bool  # asked whether they could
    consoled: str  # the alarm in which harm was answered
    comforted: bool  # in this flood

    expired: bool  # an older one was deleted, and it was not said yet
    beneath: Sequence[str]  # flow and step under the one that the choice of a language broke into
    short_menu: bool
    deleting: str  # when it was asked whether to delete all
    missed: Sequence[Any]  # report and `asked` of news that go unseen in this step
    reading: str  # report of news that are given in this step, where they ask
    # Of a burst that joined a report, for the reply to it (flows/adding.py):
    added: int
    thanks: bool
    only_calls: bool
    asked_back: bool
    answered: bool
    files: bool
    unsafe: bool
    marks: list[str]  # "fears" to be known, was "found", asks for a "woman", "hurries", "withdraws" it,
    # was sent "again", "reopened" it


class Memory(OfConversation, OfMoment, OfDraft):
    """All of it."""


_OUTLIVES, _PASSES = frozenset(OfConversation.__annotations__), frozenset(OfMoment.__annotations__)


def without_draft(memory: Memory) -> Memory:
    return _only(memory, _OUTLIVES)


def of_draft(memory: Memory) -> Memory:
    """What waits with it."""
    return _only(memory, memory.keys() - _OUTLIVES - _PASSES)


def forget(memory: Memory, *names: str) -> None:
    for name in names:
        memory.pop(name, None)  # type: ignore[misc]  # a name that is no literal is nothing to mypy


def _only(memory: Memory, names: Collection[str]) -> Memory:
    return cast("Memory", {name: value for name, value in memory.items() if name in names})
