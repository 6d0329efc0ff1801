"""A conversation held in memory, effects carried out on plain objects: for the terminal and for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.conversation import step as steps
from bot.conversation.engine import advance, dump, load
from bot.conversation.understanding import Places, understand
from bot.messages import Abilities, Inbound
from core import terms
from core.codes import hide_pin, new_code, new_pin
from core.hours import Hours

START = datetime(2026, 3, 11, 3, 0, tzinfo=UTC)  # a Wednesday, 10.00 in Jakarta
JAKARTA = ZoneInfo("Asia/Jakarta")
CHAT = Abilities(opens_private=True)


@dataclass(slots=True)
class Filed:
    """A report as an officer would find it."""

    view: steps.ReportView
    draft: steps.Draft
    messages: list[str]
    tags: list[str]
    answers: list[str] = field(default_factory=list)
    anonymous: bool = False
    kept_for: str = ""  # those few
    asked: int | None = None  # so many messages had been heard when an officer asked


@dataclass(slots=True)
class Rehearsal:
    translator: Callable[[str], Callable[[str], str]]
    places: Places
    now: datetime = START
    zone: tzinfo = JAKARTA
    language: str = "id"
    abilities: Abilities = CHAT
    known: bool = False
    consent: str = ""
    rings: bool = True
    stored: str = "{}"
    wake_at: datetime | None = None
    reports: dict[str, Filed] = field(default_factory=dict)
    said: list[steps.Say] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)  # message id -> what the citizen wrote
    versions: dict[str, list[str]] = field(default_factory=dict)  # provider's id -> what the message said
    forgotten: list[str] = field(default_factory=list)
    stripped: list[str] = field(default_factory=list)  # messages that lost their files alone
    revised: list[steps.Revise] = field(default_factory=list)

    @property
    def state(self) -> steps.State:
        return load(self.stored)

    def hear(self, inbound: Inbound) -> list[steps.Say]:
        id_ = f"m{len(self.texts) + 1}"
        inbound = inbound._replace(message_id=inbound.message_id or f"p{id_}", text=hide_pin(inbound.text))
        self.texts[id_] = inbound.text
        understood = (
            understand(inbound.text, now=self.now, zone=self.zone, places=self.places) if inbound.text else None
        )
        stray = inbound.kind == "edit" and self._is_gone(inbound.edits.removeprefix("p"))
        about = self._report_of(inbound.reply_to or inbound.edits)
        before = tuple(self.versions.setdefault(inbound.edits or inbound.message_id, []))
        self.versions[inbound.edits or inbound.message_id].append(inbound.text)
        said = self.step(steps.Heard(id_, inbound, understood, about, stray=stray, before=before))
        self.known = True
        return said

    def _report_of(self, provider_id: str) -> str:
        """Messages have "p" before our id as the provider's."""
        return next((c for c, f in self.reports.items() if provider_id.removeprefix("p") in f.messages), "")

    def _is_gone(self, id_: str) -> bool:
        return id_ not in self.texts or any(f.anonymous and id_ in f.messages for f in self.reports.values())

    def wait(self, seconds: float) -> list[steps.Say]:
        """Lets time pass; timers that come due on the way fire at their own time."""
        until, said = self.now + timedelta(seconds=seconds), []
        while self.wake_at is not None and self.wake_at <= until:
            self.now = max(self.now, self.wake_at)
            said += self.step(steps.TimerFired())
        self.now = until
        return said

    def step(self, event: steps.Event) -> list[steps.Say]:
        match event:
            case steps.OfficerAsked(code=code) | steps.NewsWaits(code=code, asked=True) if code in self.reports:
                self.asks(code)
        result = advance(self.state, event, self._context())
        self.stored, self.wake_at = dump(result.state), result.wake_at
        before = len(self.said)
        for effect in result.effects:
            self._apply(effect)
        return self.said[before:]

    def _context(self) -> steps.Context:
        mine = [report.view for report in self.reports.values() if not report.anonymous]
        return steps.Context(
            now=self.now,
            zone=self.zone,
            language=self.language,
            known=self.known,
            station="Polres Contoh",
            site="https://lapor.example",
            hours=Hours(8 * 60, 16 * 60),
            emergency_number="110",
            abilities=self.abilities,
            places=self.places,
            code=new_code(),
            pin=new_pin(),
            reports=tuple(reversed(mine)),
            translator=self.translator,
            read_within=terms.TAKE_WITHIN,
            rings=lambda _: self.rings,
            may_ring=lambda _: True,
        )

    def _apply(self, effect: steps.Effect) -> None:
        match effect:
            case steps.Say():
                self.said.append(effect)
            case steps.Ask(message=message) | steps.Export(message=message):
                self.said.append(steps.Say(message))
            case steps.File():
                self._file(effect)
            case steps.ForgetDraft(messages=messages, told=told):
                self.forgotten += messages
                self.stripped += told
            case steps.Remember():
                self.language = effect.language or self.language
                self.consent = effect.consent or self.consent
            case steps.Revise(edits=edits, message_id=id_):
                self.revised.append(effect)
                if code := self._report_of(edits):
                    self._revise(self.reports[code], edits, id_)
            case _:
                self._change(effect)

    def _change(self, effect: steps.Effect) -> None:
        match effect:
            case steps.Complete(code=code, draft=draft):
                self._complete(self.reports[code], draft, effect)
            case steps.Append():
                self._append(effect)
            case steps.Follow() | steps.Harm():
                self._follow(effect)
            case steps.Tag(code=code, tag=tag):
                self.reports[code].tags.append(tag)
            case steps.Lapse(code=code) if self.reports[code].view.status == "need_info":
                self.status(code, "checking")
            case steps.Withdraw():
                self.consent = ""
            case steps.Erase():
                self._erase()

    def _append(self, effect: steps.Append) -> None:
        id_, report = effect.message_id, self.reports[effect.code]
        report.messages += [id_] if id_ not in report.messages else []
        report.answers += [id_] if effect.answer else []
        answers = effect.answer or report.asked is None
        self._heard(report, answers=answers, alarm=effect.alarm, reopens=effect.reopens)

    def _revise(self, report: Filed, edits: str, id_: str) -> None:
        report.messages.append(id_)
        self._heard(report, answers=report.asked is not None and int(edits.removeprefix("pm")) > report.asked)

    def _complete(self, report: Filed, draft: steps.Draft, effect: steps.Complete) -> None:
        report.draft = draft
        report.messages += [id_ for id_ in draft.messages if id_ not in report.messages]
        report.tags += effect.tags
        category, restricted = draft.category or report.view.category, _kept(report.view, effect.restricted)
        report.view = replace(report.view, complete=True, category=category, restricted=restricted)
        self._heard(report, answers=True, reopens=True)

    def _heard(self, report: Filed, *, answers: bool, alarm: bool = False, reopens: bool = False) -> None:
        """As core.reports.heard."""
        waits = {"need_info": answers or alarm, "finished": reopens or alarm}
        if waits.get(report.view.status):
            self.status(report.view.code, "handling")
        if alarm:
            report.view = replace(report.view, priority=1)

    def _follow(self, effect: steps.Follow | steps.Harm) -> None:
        report = self.reports[effect.code]
        if isinstance(effect, steps.Follow):
            report.draft = effect.draft
            report.view = replace(report.view, category=effect.draft.category or report.view.category)
        else:
            report.tags.append("sensitive")
            known = report.view.category
            category = "sexual_or_child" if known == terms.UNSURE else known
            report.view = replace(report.view, restricted=_kept(report.view, "ppa"), category=category)

    def _erase(self) -> None:
        kept = {id_ for report in self.reports.values() for id_ in report.messages}
        self.forgotten += [id_ for id_ in self.texts if id_ not in kept and id_ not in self.forgotten]
        self.consent = ""
        for report in self.reports.values():
            report.anonymous = True

    def asks(self, code: str) -> None:
        self.status(code, "need_info")
        self.reports[code].asked = len(self.texts)

    def status(self, code: str, status: str) -> None:
        report = self.reports[code]
        report.view, report.asked = replace(report.view, status=status), None

    def _file(self, effect: steps.File) -> None:
        draft = effect.draft
        for filed in self.reports.values():
            filed.messages = [id_ for id_ in filed.messages if id_ not in draft.messages]
        view = steps.ReportView(
            code=effect.code,
            status="received",
            category=draft.category or terms.UNSURE,
            result="",
            priority=effect.priority,
            filed_at=self.now,
            changed_at=self.now,
            status_times=(("received", self.now),),
            restricted=bool(effect.restricted),
            complete=effect.complete,
        )
        anonymous = draft.identity == "anonymous"
        self.reports[effect.code] = Filed(view, draft, list(draft.messages), list(effect.tags), anonymous=anonymous)
        self.reports[effect.code].kept_for = effect.restricted


def _kept(view: steps.ReportView, restricted: str) -> bool:
    """As bot.alarms.kept_from, where its holder is nobody of those few."""
    return view.restricted or (bool(restricted) and not view.taken)
