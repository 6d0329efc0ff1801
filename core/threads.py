"""The lines of a thread: what citizen, bot and officers wrote, with files and delivery ticks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from core.bulk import write_many
from core.ids import new_id
from core.models import Attachment, Message, Officer, Outbox, Report
from core.outbox import WAITS
from core.troubles import shown

_ADD = insert(Message)
_ATTACH = insert(Attachment)
_MESSAGES = cast("Table", Message.__table__)
_MOVE = update(_MESSAGES).where(_MESSAGES.c.id == bindparam("message")).values(report_id=bindparam("report"))
FORGOTTEN = "(dihapus oleh pengirim)"
NO_FILE: dict[str, Any] = {"state": "forgotten", "ref": None, "name": None}


@dataclass(frozen=True, slots=True)
class Line:
    """A message as pages and the API show it."""

    id: str
    author: str  # citizen, bot, officer, note, system
    kind: str
    text: str
    at: datetime
    officer: str
    data: dict[str, Any]
    lat: float | None
    lon: float | None
    files: tuple[Attachment, ...]
    revised: tuple[str, ...]  # newer texts, when the citizen edited it
    delivery: str  # "" for messages that are not sent anywhere
    trouble: str
    delivered_at: datetime | None
    officer_id: int | None = None
    arrived_at: datetime | None = None  # where that was much later than `at`, when it was written


def add_many(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        write_many(session, _ADD, rows)


def add_system(session: Session, report_id: int, *, kind: str, at: datetime) -> None:
    """A line that only officers read, of something the program did."""
    session.add(Message(id=new_id(), report_id=report_id, author="system", kind=kind, text="", at=at))


def attach_many(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        write_many(session, _ATTACH, rows)


def marked(data: str, inbound_id: int) -> str:
    """The `data` of a line whose event was quarantined: it stands in the thread, and the event can be replayed."""
    return json.dumps((json.loads(data) if data else {}) | {"aside": inbound_id})


def marked_line(session: Session, contact_id: int, inbound_id: int) -> str:
    """The id of the line that was marked with this event; "" where there is none."""
    mark = Message.data.endswith(f'"aside": {inbound_id}}}')
    return session.scalar(select(Message.id).where(Message.contact_id == contact_id, mark).limit(1)) or ""


def move_many(session: Session, moves: Sequence[tuple[str, int]]) -> None:
    """Messages (id, report id) that now belong to a report's thread."""
    if moves:
        write_many(session, _MOVE, [{"message": id_, "report": report_id} for id_, report_id in moves])


def loosen(session: Session, message_ids: Sequence[str]) -> None:
    """Messages of an anonymous report keep no way back to their contact."""
    session.execute(update(Message).where(Message.id.in_(list(message_ids))).values(contact_id=None, provider_id=""))


def forget(session: Session, message_ids: Sequence[str], *, told: Sequence[str] = ()) -> None:
    """A discarded draft: its words are deleted at once, its files by the daily comparison of files and rows. `told`:
    messages that lose only their files."""
    ids = list(message_ids)
    session.execute(update(Message).where(Message.id.in_(ids)).values(text=FORGOTTEN, lat=None, lon=None, data=""))
    session.execute(update(Attachment).where(Attachment.message_id.in_([*ids, *told])).values(NO_FILE))


def held(session: Session, report_id: int) -> list[tuple[str, str]]:
    """(id, text) of officers' messages that were not sent yet, or wait until the citizen writes; oldest first."""
    on_its_way = exists().where(Outbox.id == Message.id, Outbox.trouble != WAITS)
    rows = select(Message.id, Message.text).where(
        Message.report_id == report_id, Message.author == "officer", Message.contact_id.is_not(None), ~on_its_way
    )
    return [(id_, text) for id_, text in session.execute(rows.order_by(Message.id))]


def revised(session: Session, contact_id: int, provider_id: str) -> Message | None:
    """The message that the citizen edited at the provider."""
    return session.scalars(
        select(Message).where(_said(Message, contact_id, provider_id), Message.kind != "edit").limit(1)
    ).first()


def versions(session: Session, contact_id: int, provider_id: str) -> tuple[str, ...]:
    """What the citizen's message said at first, and after each edit."""
    first = select(Message.id).where(_said(Message, contact_id, provider_id), Message.kind != "edit")
    theirs = (Message.contact_id == contact_id, or_(Message.id.in_(first), Message.revises.in_(first)))
    return tuple(session.scalars(select(Message.text).where(*theirs)))


def replied_to(session: Session, contact_id: int, provider_id: str) -> str:
    """The code of the report whose thread holds this message, the contact's own or one sent to it; else ""."""
    own = select(Message.report_id).where(_said(Message, contact_id, provider_id))
    sent = select(Outbox.report_id).where(_said(Outbox, contact_id, provider_id))
    found = select(Report.code).where(or_(Report.id.in_(own), Report.id.in_(sent))).limit(1)
    return session.scalar(found) or ""


def _said(table: type[Message | Outbox], contact_id: int, provider_id: str) -> ColumnElement[bool]:
    """The last condition is there for its partial index."""
    return and_(table.contact_id == contact_id, table.provider_id == provider_id, table.provider_id != "")


def rows(session: Session, report_id: int) -> Sequence[Message]:
    return session.scalars(select(Message).where(Message.report_id == report_id).order_by(Message.id)).all()


def newest(session: Session, report_id: int) -> Message | None:
    """The last words of a person in this thread."""
    people = Message.author.in_(("citizen", "officer", "note"))
    found = select(Message).where(Message.report_id == report_id, people).order_by(Message.id.desc()).limit(1)
    return session.scalars(found).first()


def tagged_at(session: Session, report_id: int, tag: str) -> datetime:
    """When the report was last tagged so; if never, a time long ago."""
    lines = select(Message.at).where(Message.report_id == report_id, Message.kind == "tag", Message.text == tag)
    return session.scalar(lines.order_by(Message.id.desc()).limit(1)) or datetime.min.replace(tzinfo=UTC)


def asked_at(session: Session, report_id: int, *, since: datetime) -> datetime | None:
    """When an officer last asked a question there."""
    asked = (Message.report_id == report_id, Message.author == "officer", Message.kind == "question")
    return session.scalar(select(func.max(Message.at)).where(*asked, Message.at >= since))


def newest_of_others(session: Session, report_id: int, officer_id: int | None) -> str:
    """The id of the last words to or from the citizen that are not this officer's own; "0" where there are none."""
    others = or_(Message.author == "citizen", Message.officer_id.is_distinct_from(officer_id))
    spoken = (Message.report_id == report_id, Message.author.in_(("citizen", "officer")), others)
    return session.scalar(select(func.max(Message.id)).where(*spoken)) or "0"


def of(session: Session, report_id: int) -> list[Line]:
    return lines(session, Message.report_id == report_id)


def of_contact(session: Session, contact_id: int, *, after: str = "", limit: int = 200) -> list[Line]:
    """The newest messages of a contact's own chat, oldest first, without notes and system lines."""
    newest = (
        select(Message.id)
        .where(
            Message.contact_id == contact_id,
            Message.id > after,
            Message.author.in_(("citizen", "bot", "officer")),
        )
        .order_by(Message.id.desc())
        .limit(limit)
    )
    return lines(session, Message.id.in_(newest.scalar_subquery()))


def lines(session: Session, condition: Any) -> list[Line]:
    """In the order of time. An edit is shown with the message that it changes."""
    rows = session.execute(
        select(Message, Officer.name, Outbox.state, Outbox.trouble, Outbox.changed_at)
        .join(Officer, Officer.id == Message.officer_id, isouter=True)
        .join(Outbox, Outbox.id == Message.id, isouter=True)
        .where(condition)
        .order_by(Message.at, Message.id)
    ).all()
    messages = {row[0].id: row[0] for row in rows}
    files, edits = _files(session, list(messages)), _edits(messages.values())
    # An edit that called for help may be in another thread than the message it changes: then it is a line of its own.
    return [_line(*row, files=files, edits=edits) for row in rows if row[0].revises not in messages]


def _files(session: Session, message_ids: Sequence[str]) -> dict[str, list[Attachment]]:
    found: dict[str, list[Attachment]] = {}
    if message_ids:
        rows = select(Attachment).where(Attachment.message_id.in_(message_ids)).order_by(Attachment.id)
        for file in session.scalars(rows):
            found.setdefault(file.message_id, []).append(file)
    return found


def _edits(messages: Iterable[Message]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for message in messages:
        if message.revises:
            found.setdefault(message.revises, []).append(message.text)
    return found


def _line(
    m: Message, officer: str | None, state: str | None, trouble: str | None, changed: datetime | None, *,
    files: dict[str, list[Attachment]], edits: dict[str, list[str]],
) -> Line:  # fmt: skip
    data = json.loads(m.data) if m.data else {}
    return Line(
        id=m.id, author=m.author, kind=m.kind, text=m.text, at=m.at, officer=officer or "", officer_id=m.officer_id,
        data=data, lat=m.lat, lon=m.lon, files=tuple(files.get(m.id, ())), revised=tuple(edits.get(m.id, ())),
        delivery=state or "", trouble=shown(trouble or ""), delivered_at=changed,
        arrived_at=datetime.fromisoformat(data["arrived"]) if "arrived" in data else None,
    )  # fmt: skip


def is_sorted(session: Session, report_id: int) -> bool:
    """Whether an officer chose the report's category: there is a line of it."""
    chosen = select(Message.id).where(Message.report_id == report_id, Message.kind == "category").limit(1)
    return session.scalar(chosen) is not None
