"""One step in the making: flows read what was heard here and leave what they decide.

A flow is a table of step name -> Stage. A stage asks one question and knows what to do with an answer:

    STAGES = {"where": Stage(ask_where, answer_where)}

Flows lead to each other by name, `turn.go("report", "where")`; the engine puts the question at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from bot.conversation import courtesy
from bot.conversation.remembered import Memory, forget, of_draft, without_draft
from bot.conversation.step import Append, Aside, Context, Draft, Effect, Event, File, Heard, ReportView, Say, State
from bot.conversation.wording import no_pin_here
from bot.messages import CardRow, Choice, Outbound, Shape
from core.codes import HIDDEN

NOTICE_VERSION = "2026-11"  # of the privacy notice and the consent sentence
QUIET = timedelta(seconds=4)  # messages closer than this get one reply
LONGEST_BURST = timedelta(seconds=20)  # ... but nobody waits longer than this for it
REPORT_OPEN = timedelta(hours=24)  # so long further messages go to the report just sent
SURE = 0.6  # guesses below this are asked about or marked "(cek)"
SIGNS = " \n.!?*/\"'"  # around words that mean one thing
LIMIT = 300  # characters of an ordinary message
DRAFT_MESSAGES = 60  # a draft longer than this goes to an officer instead of growing on
DRAFT_TEXT = 40_000  # ... or of more characters


class Option(NamedTuple):
    answer: str
    label: str  # translated
    wants: Literal["", "location"] = ""
    also: tuple[str, ...] = ()  # further words that mean it, lower case
    wordy: bool = False  # typed by its words alone, where a number or a letter would be an answer to the question
    rings: bool = False  # it says that somebody is in danger now
    means: Literal["", "yes", "no", "other"] = ""  # said politely it counts as well (assent.py); "": the plain word


class Question(NamedTuple):
    text: str
    options: tuple[Option, ...] = ()
    card: tuple[CardRow, ...] = ()
    note: str = ""
    shape: Shape = "text"
    code: str = ""  # of the report whose thread it belongs to
    lane: str = "talk"
    forget: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """ask: builds the question, and changes nothing. asked: remembers that it goes out, under the number turn.prompt.
    answer(turn, choice): choice is an option's answer or "" for free content; False when the content is no answer to
    this question. quiet: runs when a burst of messages ended. skip, back: what LEWATI and KEMBALI do here, where it is
    not the usual."""

    ask: Callable[[Turn], Question]
    answer: Callable[[Turn, str], bool]
    quiet: Callable[[Turn], None] | None = None
    skip: Callable[[Turn], None] | None = None
    back: Callable[[Turn], None] | None = None
    enter: Callable[[Turn], None] | None = None  # leads on at once instead of asking
    asked: Callable[[Turn], None] | None = None


Stages = dict[str, Stage]


class Turn:
    def __init__(self, state: State, event: Event, context: Context) -> None:
        self.context = context
        self.now = context.now
        self.language = context.language
        self.t = context.translator(context.language)
        self.heard = event if isinstance(event, Heard) else None
        self.before = (state.flow, state.step)
        self.flow, self.step = state.flow, state.step
        self.data: Memory = state.data.copy()
        self.draft = self.drafted = state.draft
        self.aside = state.aside
        self.resume = state.resume
        self.prompt, self.misses = state.prompt, state.misses
        self.report, self.report_until = state.report, state.report_until
        self.due = dict(state.due)
        self.effects: list[Effect] = []
        self.sentences: list[str] = []
        self.joined: tuple[tuple[str, str], ...] = ()  # texts of the draft that are heard as one: drafting.overhear
        self.asking = False
        self.question: Question | None = None  # said instead of the stage's own question
        self.chosen = False  # what was heard is one of the question's options, tapped or typed
        self.consumed = ""  # label of the choice that was taken
        self.row = ""  # of the card: [Ubah] was tapped beside it
        self.flooded = False  # this came too fast to be answered: see pace.py
        self.introduced = False  # the reply says already who answers here
        self.numbered = False  # the number of the next question is set already
        if self.heard is not None:
            forget(self.data, "hushed", "knock")
            if self.heard.inbound.hushed:
                self.data["hushed"] = True
            if self.heard.inbound.knock:
                self.data["knock"] = self.heard.inbound.knock

    # What was heard

    @property
    def text(self) -> str:
        return self.heard.inbound.text if self.heard else ""

    @property
    def shows(self) -> bool:
        """More than words was sent."""
        return self.heard is not None and bool(self.heard.inbound.media or self.heard.inbound.point)

    @property
    def is_hushed(self) -> bool:
        """Asked of what rings: it is counted."""
        return bool(self.data.get("hushed")) or not self.context.may_ring(self.data.get("knock", ""))

    @property
    def words(self) -> str:
        """The text for comparing: lower case, without the signs around it."""
        return self.text.strip(SIGNS).casefold()

    @property
    def plain(self) -> list[str]:
        """The words alone, lower case, without any sign."""
        return courtesy.words_in(self.text)

    @property
    def is_thanks(self) -> bool:
        """Thanks, and nothing else."""
        return courtesy.is_thanks(self.plain)

    @property
    def is_well(self) -> bool:
        """ "Makasih, motor saya sudah ketemu", where no report is spoken of."""
        return courtesy.is_well(self.plain)

    @property
    def only_calls(self) -> bool:
        """ "Pak?", "kak": whoever writes no more wants to know whether somebody is there."""
        return courtesy.THANKS.issuperset(self.plain) and bool(self.plain) and not courtesy.says_nothing(self.text)

    @property
    def is_absorbed(self) -> bool:
        """The message just heard is in the draft already."""
        return self.heard is not None and self.draft is not None and self.heard.message_id in self.draft.messages

    @property
    def is_anonymous(self) -> bool:
        """What is said now must not stay: the draft is anonymous, or was sent so in this very step."""
        sent = (effect.draft for effect in self.effects if isinstance(effect, File))
        return any(draft.identity == "anonymous" for draft in (*sent, self.draft) if draft is not None)

    # Where to go

    def go(self, flow: str, step: str = "") -> None:
        """Puts the question of this stage at the end of the step. To go on with a draft takes it up."""
        if flow in WRITING:
            self.take_up()
        if (flow, step) != (self.flow, self.step):
            self.misses = 0
        self.flow, self.step, self.asking = flow, step, True

    def rest(self) -> None:
        """Back to idle without a question."""
        self.flow, self.step, self.asking, self.misses = "idle", "", False, 0
        self.resume = ("", "")

    def again(self) -> None:
        self.asking = True

    def interrupt(self) -> None:
        """Remembers the question that a global word breaks into."""
        if self.flow in RESUMABLE:
            self.resume = (self.flow, self.step)
        elif self.flow in {"idle", "sent"}:
            self.resume = ("", "")

    def go_back(self) -> None:
        """To the question that was interrupted, or to the menu."""
        flow, step = self.resumed()
        self.go(flow or "idle", step if flow else "")

    def resumed(self) -> tuple[str, str]:
        """What was interrupted, if it can be gone on with: an officer's question that was answered meanwhile cannot."""
        where, self.resume = self.resume, ("", "")
        answered = where == ("officer", "asked") and not self.data.get("asked")
        return ("", "") if answered else where

    # What to say and do

    def tell(self, text: str) -> None:
        """A sentence ahead of the question, or alone when none follows."""
        self.sentences.append(text)

    def say(self, text: str, *, code: str = "", lane: str = "talk", forget: bool = False) -> None:
        self.effects.append(Say(Outbound(text), code=code, lane=lane, forget=forget))

    def do(self, *effects: Effect) -> None:
        self.effects.extend(effects)

    def append(self, code: str, *, alarm: bool = False, answer: bool = False, reopens: bool = True) -> None:
        """The message just heard joins a report; it answers the officer who asked there."""
        if self.heard is None:
            return
        if (answer or self.heard.inbound.kind == "message") and self.settle(code):
            answer = True
        point = self.heard.inbound.point
        reopens = reopens and (self.shows or not courtesy.says_nothing(self.text))
        self.do(Append(code, self.heard.message_id, answer=answer, alarm=alarm, point=point, reopens=reopens))
        self.caution()

    def caution(self) -> None:
        """What must be known of what was just kept, also while an officer talks: nobody follows a location that moves,
        which is said once, and a PIN has no place here."""
        point = self.heard.inbound.point if self.heard else None
        if self.flooded:
            return
        if point is not None and point.live and not self.data.get("live"):
            self.data["live"] = True
            text = self.t("Kami tidak memantau lokasi langsung. Darurat: {number}.")
            self.tell(text.format(number=self.context.emergency_number))
        if HIDDEN in self.text:
            text = no_pin_here(self.t, self.context.site)
            self.sentences = [*(told for told in self.sentences if told != text), text]

    def settle(self, code: str) -> bool:
        """The citizen's words reach this report. True where an officer was waiting for them."""
        if self.data.get("doubt", {}).get("code") == code:
            del self.data["doubt"]
        also = self.data.get("also_asked", [])
        if code in also:
            self.data["also_asked"] = [other for other in also if other != code]
            return True
        if self.data.get("asked") != code:
            return False
        del self.data["asked"]
        self.calm("remind", "lapse")
        return True

    def wait_quiet(self) -> None:
        """The reply comes when nothing more arrives for a moment: an album gets one answer."""
        started = datetime.fromisoformat(self.data.setdefault("burst", stamp(self.now)))
        self.wake("quiet", min(self.now + QUIET, started + LONGEST_BURST) - self.now)

    def wake(self, name: str, after: timedelta) -> None:
        self.due[name] = _later(self.now, after)

    def calm(self, *names: str) -> None:
        for name in names:
            self.due.pop(name, None)

    # Reports of this contact

    def view(self, code: str) -> ReportView | None:
        return next((report for report in self.context.reports if report.code == code), None)

    def open_reports(self) -> list[ReportView]:
        return [report for report in self.context.reports if report.status != "finished"]

    def current_report(self) -> str:
        """The report that further messages go to for now."""
        if self.report and self.report_until > stamp(self.now) and self.view(self.report):
            return self.report
        return ""

    def open_report(self, code: str) -> None:
        if self.resume[0] == "emergency" and code != self.report:  # what is said there next would be said here
            self.resume = ("", "")
        self.report, self.report_until = code, _later(self.now, REPORT_OPEN)

    def change(self, **values: Any) -> Draft:
        self.draft = (self.draft or Draft())._replace(**values)
        return self.draft

    @property
    def unsent(self) -> Draft | None:
        """The draft that can be gone on with."""
        draft = self.aside.draft if self.aside is not None else self.draft
        return draft if draft is not None and draft.messages else None

    def set_aside(self, *, reminds: bool = True) -> None:
        """The draft waits: what was just heard is another matter. Where one waits already, none is lost for it."""
        if self.aside is not None or (self.draft is not None and self.draft.emergency_code):
            return
        if self.draft is not None and self.draft.messages:
            self.aside = Aside(self.draft, of_draft(self.data), reminds)
        self.drop_draft()

    def take_up(self) -> None:
        """The draft that waits is written again, unless another one is. All of an alarm's is with its report."""
        if self.aside is None or (self.draft is not None and self.draft.messages and not self.draft.emergency_code):
            return
        if self.draft is not None:
            self.drop_draft()
        self.draft, self.data, self.aside = self.aside.draft, self.aside.data | self.data, None

    def forget_all(self) -> None:
        """The conversation stands as before its first word."""
        self.data, self.draft, self.aside, self.due = {}, None, None, {}
        self.report = self.report_until = ""
        self.rest()
        self.prompt, self.numbered = 0, True

    def drop_draft(self) -> None:
        """The draft is over; its messages stay where they are."""
        self.draft = None
        self.data = without_draft(self.data)
        self.calm("quiet")
        if self.aside is None:
            self.calm("nudge", "nudge_last", "expire")

    def state(self) -> State:
        return State(
            self.flow, self.step, self.data, self.draft, self.aside, self.resume, self.prompt,
            self.misses, self.report, self.report_until, self.due,
        )  # fmt: skip


WRITING = frozenset({"report", "review", "whose"})
DRAFTING = frozenset({"report", "review", "cancel", "forwarded", "purpose"})  # a report is being written
RESUMABLE = DRAFTING | {"adding", "officer", "emergency", "whose", "danger"}


def stamp(at: datetime) -> str:
    """Of one width, so that stamps sort as text. Times of the context are UTC."""
    return at.isoformat(timespec="milliseconds")


@lru_cache(maxsize=64)
def _later(now: datetime, after: timedelta) -> str:
    """The events of a batch share their time, and writing one is dear."""
    return stamp(now + after)


def outbound(turn: Turn, question: Question, text: str) -> Outbound:
    choices = tuple(
        Choice(
            f"{turn.prompt}:{option.answer}",
            option.label,
            wants=option.wants,
            number="-" if option.wordy else str(number),
            rings=option.rings,
        )
        for number, option in enumerate(question.options, 1)
    )
    return Outbound(text, choices, question.card, question.note, question.shape)
