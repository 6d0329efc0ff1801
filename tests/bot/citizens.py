"""A citizen on any channel, in verbs, over the real parser, ingest, writer and database.

The same verbs as tests.bot.conversation.chat: a way into a state of the conversation works with both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import count
from typing import Any, TypeVar
from urllib.parse import urlencode

import orjson
import time_machine

from api.world import World
from bot import answers
from bot.channels.webchat.events import Said, Tap, heard
from bot.conversation import step as steps
from bot.conversation.engine import load
from bot.ingest import Came, TimerDue
from bot.messages import Choice, Event, MediaRef, Outbound, Point
from bot.rows import outbound
from core import access, clock, db, jobs, officers, reports
from core.models import ContactId, Conversation, Outbox, Report

T = TypeVar("T")
QUIET = 4.1
OFFICER = "ayu@polres.example"  # who answers
KINDS = ("telegram", "whatsapp", "webchat")
_numbers = count(1)


@dataclass
class Citizen:
    world: World
    kind: str
    time: time_machine.Traveller
    language: str = "id"
    number: int = field(default_factory=lambda: next(_numbers))
    turns: int = 0
    held: list[Event] | None = None

    def __post_init__(self) -> None:
        self.channel = next(c for c in self.world.house.channels.values() if c.kind == self.kind)

    # What they do

    def says(self, text: str, *, forwarded: bool = False) -> Citizen:
        return self.sends(text, forwarded=forwarded)

    def sends(
        self, text: str = "", *, photos: int = 0, voice: bool = False, pin: Point | None = None, forwarded: bool = False
    ) -> Citizen:
        return self._hear(getattr(self, f"_{self.kind}")(text, photos, voice, pin, forwarded))

    def tap(self, place: int) -> Citizen:
        choice = self.choices[place]
        if self.kind == "whatsapp":
            return self.says(choice.label if choice.number == "-" else choice.number or str(place + 1))
        if self.kind == "telegram" and any(each.wants for each in self.choices):
            return self.says(choice.label)  # the reply keyboard writes its words
        if self.kind == "telegram":
            return self._hear(self._update("callback_query", id=str(self.turns), data=choice.key))
        return self._hear(heard(Said(f"visitor{self.number}", self._event(), tap=Tap(choice.key, choice.label))))

    def edits(self, number: int, text: str) -> Citizen:
        chat, date = {"id": 1, "type": "private"}, int(clock.now().timestamp())
        return self._hear(self._update("edited_message", message_id=number, date=date, chat=chat, text=text))

    def at_once(self, *acts: Callable[[Citizen], object]) -> Citizen:
        """In one batch, as polling brings what waited."""
        self.held = []
        for act in acts:
            act(self)
        events, self.held = self.held, None
        return self._hear(events)

    def pauses(self) -> Citizen:
        return self.passes(QUIET)

    def passes(self, seconds: float) -> Citizen:
        """Timers that come due on the way fire at their own time."""
        until = clock.now() + timedelta(seconds=seconds)
        while due := self._due(until):
            self._at(max(due[1], clock.now()))
            timer = TimerDue(due[0], self.contact, self.channel.account)
            self.world.writer.run(partial(self.world.ingest.batch, items=[timer]))
        self._at(until)
        return self

    def has_chosen_a_language(self) -> Citizen:
        self.says("BAHASA").tap(1 if self.language == "en" else 0).says("MENU")
        self.turns = 0
        return self

    def officer(self, event: steps.Event) -> Citizen:
        """An officer asks or answers."""
        assert isinstance(event, steps.OfficerAsked | steps.OfficerJoined)
        ask = isinstance(event, steps.OfficerAsked)

        def write(session: Any) -> None:
            who = access.officer(session, officers.by_email(session, OFFICER).id)
            report = reports.by_code(session, event.code)
            text = event.text if isinstance(event, steps.OfficerAsked) else "Petugas membaca ini."
            answers.reply(session, self.world.house, report, who, text=text, ask=ask)

        self.world.writer.run(write)
        return self

    # What there is to see

    @cached_property
    def contact(self) -> int:
        blind = self.world.vault.blind(self.channel.account, self._address())
        found: int = self._read(lambda s: s.query(ContactId.contact_id).filter(ContactId.blind == blind).scalar())
        return found

    def arrived(self, *, behind: str = "") -> list[Outbound]:
        """Messages of the bot behind that row, in the order in which the sender takes them."""
        return [outbound(self.world.vault, row.payload) for row in self._rows() if row.id > behind]

    @property
    def newest(self) -> str:
        return max((row.id for row in self._rows()), default="")

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.arrived())

    @property
    def choices(self) -> tuple[Choice, ...]:
        rows = sorted(self._rows(), key=lambda row: row.id, reverse=True)
        return next(m.choices for m in (outbound(self.world.vault, row.payload) for row in rows) if m.choices)

    @property
    def state(self) -> steps.State:
        return load(self._read(lambda s: s.get_one(Conversation, self.contact).state))

    @property
    def reports(self) -> list[Report]:
        return list(self._read(lambda s: s.query(Report).filter(Report.contact_id == self.contact).all()))

    @property
    def code(self) -> str:
        assert len(self.reports) == 1
        return self.reports[0].code

    def _rows(self) -> list[Outbox]:
        wanted = (Outbox.contact_id == self.contact, Outbox.payload.is_not(None))
        return list(self._read(lambda s: s.query(Outbox).filter(*wanted).order_by(Outbox.lane, Outbox.id).all()))

    # As the providers tell it

    def _hear(self, events: list[Event]) -> Citizen:
        self.turns += 1
        if self.held is not None:
            self.held += events
            return self
        self._at(clock.now() + timedelta(milliseconds=200))
        came = [Came(event) for event in events]
        results = self.world.writer.run(partial(self.world.ingest.batch, items=came))
        assert set(results) == {"stored"}, results
        return self

    def _telegram(self, text: str, photos: int, voice: bool, pin: Point | None, forwarded: bool) -> list[Event]:
        more: dict[str, Any] = {"caption" if photos or voice else "text": text} if text else {}
        if photos:
            more["photo"] = [{"file_id": f"f{self.turns}", "file_unique_id": "u", "width": 80, "height": 60}]
        if voice:
            more["voice"] = {"file_id": "v", "file_unique_id": "v", "duration": 3}
        if pin:
            more["location"] = {"latitude": pin.lat, "longitude": pin.lon}
        if forwarded:
            more["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": "Grup"}
        return self._update(
            "message",
            message_id=self.turns + 1,
            date=int(clock.now().timestamp()),
            chat={"id": 1, "type": "private"},
            **more,
        )

    def _update(self, kind: str, **content: Any) -> list[Event]:
        sender = {"id": 5_000 + self.number, "is_bot": False, "first_name": "Siti", "language_code": "id"}
        update = {"update_id": next(_numbers), kind: {"from": sender, **content}}
        return self.channel.parse(orjson.dumps(update), tail="")

    def _whatsapp(self, text: str, photos: int, voice: bool, pin: Point | None, forwarded: bool) -> list[Event]:
        form = {
            "MessageSid": f"SM{next(_numbers):032x}", "From": f"whatsapp:{self._address()}", "To": "whatsapp:+1",
            "Body": text, "NumMedia": str(photos + voice), "ProfileName": "Budi",
        }  # fmt: skip
        if photos or voice:
            kind = "image/jpeg" if photos else "audio/ogg"
            form |= {"MediaUrl0": f"https://api.twilio.com/{self.turns}", "MediaContentType0": kind}
        if pin:
            form |= {"Latitude": str(pin.lat), "Longitude": str(pin.lon), "MessageType": "location"}
        if forwarded:
            form["Forwarded"] = "true"
        return self.channel.parse(urlencode(form).encode(), tail="")

    def _webchat(self, text: str, photos: int, voice: bool, pin: Point | None, forwarded: bool) -> list[Event]:
        assert not forwarded, "a page cannot forward"
        media = [MediaRef("photo", f"f{n}", "image/jpeg") for n in range(photos)] + [MediaRef("voice", "v")] * voice
        said = Said(self._address(), self._event(), text=text, media=tuple(media), point=pin, language=self.language)
        return list(heard(said))

    def _event(self) -> str:
        return f"{next(_numbers):032x}"

    def _address(self) -> str:
        if self.kind == "webchat":
            return f"visitor{self.number}"
        return str(5_000 + self.number) if self.kind == "telegram" else f"+62812{self.number:07}"

    # The clock and the database

    def _at(self, when: datetime) -> None:
        self.time.move_to(when)

    def _due(self, until: datetime) -> tuple[int, datetime] | None:
        def look(session: Any) -> tuple[int, datetime] | None:
            row = session.query(jobs.Job).filter_by(kind=jobs.TIMER, key=str(self.contact)).one_or_none()
            return (row.id, row.due_at) if row is not None and row.due_at <= until else None

        return self._read(look)

    def _read(self, look: Callable[[db.Session], T]) -> T:
        with db.reading(self.world.reader) as session:
            return look(session)
