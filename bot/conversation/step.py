"""What goes into a step of a conversation and what comes out of it.

    advance(state, event, context) -> Step(state, effects, wake_at)

The caller (bot.ingest) has stored the message already and carries the effects out in the same
transaction. A step never looks anything up: what it may need stands in the context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from bot.conversation.remembered import Memory
from bot.conversation.understanding import Places, Understanding
from bot.messages import Abilities, Inbound, MediaKind, Outbound, Point
from core.hours import Hours
from core.terms import ReportTag


class Standing(NamedTuple):
    """All that a code alone tells of a report: how far it is, and since when."""

    status: str  # "" where too many codes were tried: none is looked for
    since: datetime


class Heard(NamedTuple):
    """A person's message, with our id of the thread message it was stored under."""

    message_id: str
    inbound: Inbound
    understood: Understanding | None = None
    about: str = ""  # code of the report whose message it replies to, or edits
    named: Standing | None = None  # the report whose code it holds, where that is none of this contact's
    stray: bool = False  # an edit of a message that is not here, or not any more: it is not kept by itself
    before: tuple[str, ...] = ()  # what an edited message said until now, version by version


@dataclass(frozen=True, slots=True)
class TimerFired:
    """The one wake-up of this conversation came due."""


@dataclass(frozen=True, slots=True)
class OfficerAsked:
    """An officer asked the citizen a question in this report: the next answer belongs to it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class OfficerJoined:
    """An officer answered or took the report: the bot falls silent except for global words and danger."""

    code: str


@dataclass(frozen=True, slots=True)
class NewsWaits:
    """An officer's words wait: in a restricted report until the citizen asks for them; `late`, where the channel
    takes nothing before the citizen writes again."""

    code: str
    asked: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """The report was closed, and the citizen told so: an answer to that belongs to it."""

    code: str


@dataclass(frozen=True, slots=True)
class FileLost:
    """A file of this message could not be had. too_large: over the limit, which not every provider tells at once."""

    message_id: str
    kind: MediaKind
    too_large: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """An officer carried the wish to be forgotten out: these reports stay, cut off. request: the wish's own."""

    codes: tuple[str, ...]
    request: str


Event = Heard | TimerFired | OfficerAsked | OfficerJoined | NewsWaits | Closed | FileLost | Erased


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of this contact, as far as the citizen may know it. Newest first in the context."""

    code: str
    status: str
    category: str
    result: str
    priority: int
    filed_at: datetime
    changed_at: datetime
    status_times: tuple[tuple[str, datetime], ...] = ()
    taken: bool = False
    restricted: bool = False
    next_news_by: datetime | None = None
    complete: bool = True  # False: opened by an emergency and not yet sent by [Kirim laporan]

    @property
    def is_of_harm(self) -> bool:
        return self.category == "sexual_or_child"


class Context(NamedTuple):
    now: datetime  # aware, UTC
    zone: tzinfo
    language: str
    known: bool  # False: this contact's very first message
    station: str
    site: str  # address of its pages; "" where it has none that everybody reaches, and for who is on it already
    hours: Hours  # when officers read
    emergency_number: str
    abilities: Abilities
    places: Places
    code: str  # fresh; used up by File
    pin: str
    reports: tuple[ReportView, ...]
    translator: Callable[[str], Callable[[str], str]]  # language -> gettext
    read_within: dict[int, int]  # seconds until an officer reads, by priority
    rings: Callable[[str], bool]  # whether somebody was told of the alarm of this code; asked where it is spoken of
    may_ring: Callable[[str], bool]  # counts an alarm by its knock: too many from one network address ring nobody


class Draft(NamedTuple):
    """A report in the making. Times are ISO 8601 UTC, so that it survives as JSON."""

    messages: tuple[str, ...] = ()  # thread message ids that belong to it, in order
    texts: tuple[tuple[str, str], ...] = ()  # (provider message id, text): an edit replaces its text
    media: tuple[str, ...] = ()  # "kind" of each file, in order
    category: str = ""
    category_words: tuple[str, ...] = ()
    category_sure: float = 0.0
    place: str = ""
    place_words: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    near: tuple[str, int] | tuple[()] = ()  # of a pin: the nearest place of the list and its metres, ("", 0) for none
    when: str = ""
    when_precision: str = ""
    when_words: tuple[str, ...] = ()
    when_text: str = ""  # the citizen's own words where no time could be read
    extra: str = ""
    identity: str = "private"
    urgent_words: tuple[str, ...] = ()
    emergency_code: str = ""  # the report that E0 opened for this draft

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.texts)


class Aside(NamedTuple):
    """A draft of another matter, with what was asked for it: it waits while harm or an alarm is talked about.
    reminds: its author did not put it by, and is told that it was not sent."""

    draft: Draft
    data: Memory
    reminds: bool = True


class State(NamedTuple):
    """Everything a conversation remembers; stored as JSON. Flow data is plain JSON values."""

    flow: str = "idle"
    step: str = ""
    data: Memory = {}  # noqa: RUF012 - nobody changes a state: a step has copies of its own
    draft: Draft | None = None
    aside: Aside | None = None
    resume: tuple[str, str] = ("", "")  # where to go back to after an interruption
    prompt: int = 0  # grows with every question; choice keys carry it, so that old buttons are known
    misses: int = 0  # unusable answers to the current question
    report: str = ""  # further messages go to this report...
    report_until: str = ""  # ...until then
    due: dict[str, str] = {}  # noqa: RUF012 - as above; named timers, ISO times: the next one is wake_at


class Say(NamedTuple):
    """A message to the citizen. With `code` it belongs to that report's thread.

    forget: its text is wiped once delivered (it would link an anonymous report to the contact), and where a page
    shows it, after `shown_for`."""

    message: Outbound
    code: str = ""
    lane: str = "talk"  # "safety" for emergencies
    forget: bool = False
    shown_for: timedelta = timedelta(hours=1)


class File(NamedTuple):
    """Opens a report under `code`. `complete=False`: an emergency, to be completed later or never."""

    code: str
    pin: str
    draft: Draft
    priority: int
    restricted: str = ""
    complete: bool = True
    tags: tuple[ReportTag, ...] = ()
    reasons: tuple[str, ...] = ()  # why this priority and category: the words that caused them


@dataclass(frozen=True, slots=True)
class Complete:
    """[Kirim laporan] after an emergency: the same report gets the draft's fields."""

    code: str
    draft: Draft
    restricted: str = ""
    tags: tuple[ReportTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Follow:
    """What is known of an alarm by now: until it is sent, its report says the same."""

    code: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Harm:
    """Words of sexual harm, or about a child, in an alarm. It is kept from others where nobody who acts on it loses
    it by that."""

    code: str


class Append(NamedTuple):
    """The message just heard belongs to this report. answer: it answers the officer's question, which waits no longer.
    alarm: danger words came, the report becomes P1 and rings."""

    code: str
    message_id: str
    answer: bool = False
    alarm: bool = False
    point: Point | None = None
    reopens: bool = True  # a closed report; thanks for it do not


@dataclass(frozen=True, slots=True)
class Tag:
    code: str
    tag: ReportTag  # "false_alarm" (pressed by mistake), "needs_help", "hiding", "hurt", "near", "safe"


@dataclass(frozen=True, slots=True)
class ForgetDraft:
    """The citizen discarded it, or it expired: its messages lose text and files. told: these lose their files alone."""

    messages: tuple[str, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remember:
    """Facts about the contact that changed."""

    language: str = ""
    consent: str = ""  # version of the notice agreed to
    reachable: bool | None = None


@dataclass(frozen=True, slots=True)
class Revise:
    """The citizen edited an earlier message: a revision, the original is kept."""

    edits: str  # provider id of the edited message
    message_id: str  # ours, of the stored edit
    text: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """The officers' words that waited in this report go out now."""

    code: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The officer's question goes out in this form, with its buttons."""

    message: Outbound


@dataclass(frozen=True, slots=True)
class Lapse:
    """Nobody answered the officer's question: the report goes back to the queue."""

    code: str


class Export(NamedTuple):
    """What is kept of this contact is told behind these words, and where there is a page for it, lies ready there."""

    message: Outbound


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The consent is taken back. code: of the report by which officers hear of it, "" where none is open."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Erase:
    """All that is kept of this contact goes, but for what stands in reports; nothing leads to those any more."""


Effect = (
    Ask | Lapse | Reveal | Say | File | Complete | Append | Tag | ForgetDraft | Remember | Revise | Export | Withdraw
    | Erase | Harm | Follow
)  # fmt: skip


class Step(NamedTuple):
    state: State
    effects: tuple[Effect, ...] = ()
    wake_at: datetime | None = None
