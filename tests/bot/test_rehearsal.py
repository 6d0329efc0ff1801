"""The same effects in a rehearsal and in the database lead to the same report: what stories are tested with is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from api.app import build
from api.world import World
from bot import effects, rows
from bot.conversation import step as steps
from bot.conversation.rehearsal import Rehearsal
from bot.rows import Route
from bot.work import Work
from core import access, clock, conversations, db, officers, reports, units
from core.codes import new_code, new_pin
from core.conversations import Arrival
from core.i18n import translator
from core.models import Message, Report
from core.settings import Settings
from tests.bot.conversation.chat import places
from tests.ground import PASSWORD

T = TypeVar("T")
KEY = ("telegram:1", b"siti")
ROUTE = Route("telegram:1", b"sealed")
Seen = tuple[str, int, bool, str, list[str]]


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    found = build(settings)
    found.writer.start()
    for name, marked in (("ayu", False), ("dewi", True)):
        found.writer.run(lambda s, name=name, marked=marked: _employ(s, name, marked))
    yield found
    found.writer.stop()
    found.reader.dispose()


def _employ(session: db.Session, name: str, marked: bool) -> None:
    officers.add(
        session, email=f"{name}@polres.example", name=name, password=PASSWORD, unit=units.root(session),
        roles=["operator"], actor="test", ppa=marked,
    )  # fmt: skip


class Both:
    """One citizen with one report, there and here."""

    def __init__(self, world: World, later: Callable[..., None]) -> None:
        self.world, self.later, self.rehearsal = world, later, Rehearsal(translator, places())
        self.code = new_code()

    def says(self, text: str = "halo") -> str:
        """A message that is stored before its step; returns its id."""
        id_ = f"m{len(self.rehearsal.texts) + 1}"
        self.rehearsal.texts[id_] = text
        self._write(lambda work, person: work.messages.append(
            rows.message_row(
                id_, clock.now(), contact_id=person.id, author="citizen", text=text, provider_id=f"p{id_}"
            )
        ))  # fmt: skip
        return id_

    def files(self, **more: Any) -> Both:
        draft = steps.Draft(messages=(self.says(),), category=more.pop("category", "theft"))
        return self.do(steps.File(self.code, new_pin(), draft, more.pop("priority", 3), **more))

    def rings(self, **more: Any) -> Both:
        return self.files(category="", priority=1, complete=False, **more)

    def do(self, *carried: steps.Effect) -> Both:
        for effect in carried:
            self.rehearsal._apply(effect)
        self._write(lambda work, person: effects.carry_out(work, person, ROUTE, carried))
        return self

    def adds(self, **more: Any) -> Both:
        return self.do(steps.Append(self.code, self.says(), **more))

    def edits(self, edited: str) -> Both:
        return self.do(steps.Revise(f"p{edited}", self.says("lain"), "lain"))

    def completes(self, **more: Any) -> Both:
        return self.do(steps.Complete(self.code, steps.Draft(messages=(self.says(),)), **more))

    def passes(self, **time: int) -> Both:
        self.later(**time)
        return self

    # The officer

    def asks(self) -> Both:
        self._act(lambda s, report, who: reports.reply(s, report, who, text="Warnanya?", ask=True))
        self.rehearsal.asks(self.code)
        return self

    def sets(self, status: str) -> Both:
        """Without a word to the citizen."""
        result = {"result": "solved", "reason": "beres"} if status == "finished" else {}
        self._act(lambda s, report, who: reports.set_status(s, report, who, status=status, version=None, **result))
        self.rehearsal.status(self.code, status)
        return self

    def takes(self) -> Both:
        self._act(reports.take)
        self.rehearsal.status(self.code, "checking")
        report = self.rehearsal.reports[self.code]
        report.view = replace(report.view, taken=True)
        return self

    def _act(self, act: Callable[[db.Session, Report, access.Who], object]) -> None:
        def work(session: db.Session) -> None:
            report = reports.by_code(session, self.code)
            assert report is not None
            act(session, report, access.officer(session, officers.by_email(session, "ayu@polres.example").id))

        self.world.writer.run(work)

    # What became of it

    @property
    def rehearsed(self) -> Seen:
        report = self.rehearsal.reports[self.code]
        view = report.view
        return view.status, view.priority, view.restricted, view.category, sorted(report.messages)

    @property
    def stored(self) -> Seen:
        def look(session: db.Session) -> Seen:
            report = reports.by_code(session, self.code)
            assert report is not None
            told = session.query(Message.id).filter_by(report_id=report.id, author="citizen")
            messages = sorted(id_ for (id_,) in told)
            return report.status, report.priority, bool(report.restricted), report.category, messages

        with db.reading(self.world.reader) as session:
            return look(session)

    def _write(self, carry_out: Callable[[Work, conversations.Person], object]) -> None:
        def write(session: db.Session) -> None:
            arrival = Arrival((KEY,), (b"sealed",), "id", None, clock.now())
            person = conversations.load_many(session, [arrival])[KEY]
            work = Work(session, self.world.house)
            work.people[person.id] = person
            carry_out(work, person)
            work.write()

        self.world.writer.run(write)


STORIES: dict[str, Callable[[Both], object]] = {
    "filed": lambda both: both.files(),
    "filed for few": lambda both: both.files(category="sexual_or_child", restricted="ppa"),
    "more is said": lambda both: both.files().adds(),
    "danger": lambda both: both.files().adds(alarm=True),
    "the answer": lambda both: both.files().asks().adds(answer=True),
    "no answer": lambda both: both.files().asks().adds(),
    "danger instead of an answer": lambda both: both.files().asks().adds(alarm=True),
    "news of the status wanted": lambda both: both.files().asks().adds(reopens=False),
    "said where nobody asked in words": lambda both: both.files().sets("need_info").adds(),
    "asked, answered, and asked without words": lambda both: (
        both.files().asks().adds(answer=True).passes(minutes=5).sets("need_info").adds()
    ),
    "asked twice": lambda both: both.files().asks().asks().adds(),
    "thanks when closed": lambda both: both.files().sets("finished").adds(reopens=False),
    "more when closed": lambda both: both.files().sets("finished").adds(),
    "danger when closed": lambda both: both.files().sets("finished").adds(alarm=True, reopens=False),
    "an old message edited": lambda both: both.files().edits("m1"),
    "an old message edited when asked": lambda both: both.files().asks().edits("m1"),
    "an old message edited when closed": lambda both: both.files().sets("finished").edits("m1"),
    "an old message edited where nobody asked in words": lambda both: both.files().sets("need_info").edits("m1"),
    "what was put off is edited": lambda both: both.files().asks().adds().edits("m2"),
    "the question lapses": lambda both: both.files().asks().do(steps.Lapse(both.code)),
    "no question lapses": lambda both: both.files().takes().do(steps.Lapse(both.code)),
    "an alarm": lambda both: both.rings(),
    "an alarm is told more of": lambda both: both.rings().do(steps.Follow(both.code, steps.Draft(category="fraud"))),
    "an alarm is sent": lambda both: both.rings().completes(),
    "an alarm is sent when asked": lambda both: both.rings().asks().completes(),
    "an alarm is sent when closed": lambda both: both.rings().takes().sets("handling").completes(),
    "an alarm for few is sent": lambda both: both.rings(restricted="ppa").completes(),
    "an alarm is sent to few": lambda both: both.rings().completes(restricted="ppa"),
    "an alarm in somebody's hands is sent": lambda both: both.rings().takes().completes(restricted="ppa"),
    "harm in an alarm": lambda both: both.rings().do(steps.Harm(both.code)),
    "harm in an alarm in somebody's hands": lambda both: both.rings().takes().do(steps.Harm(both.code)),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_same_effects_lead_to_the_same_report(world: World, later: Callable[..., None], story: str) -> None:
    both = Both(world, later)
    STORIES[story](both)
    assert both.rehearsed == both.stored
