"""What the API takes and gives. Times are ISO 8601 UTC; ids of people do not appear."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.ticks import Way
from core.models import Report
from core.threads import Line
from core.troubles import Tried

Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Op = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9-]*$")]
Status = Literal["received", "checking", "handling", "need_info", "finished"]
# For filters, where "" does not filter.
ChannelAsked = Literal["", "telegram", "whatsapp", "webchat"]
StatusAsked = Literal["", "received", "checking", "handling", "need_info", "finished"]
CategoryAsked = Literal[
    "", "crash", "theft", "fraud", "violence", "sexual_or_child", "missing", "drugs", "disorder", "police_service",
    "paperwork", "other",
]  # fmt: skip
Result = Literal["", "solved", "forwarded", "duplicate", "unfounded", "no_contact", "withdrawn"]


class ListAsked(BaseModel):
    """What the list may be asked for. A name that it does not know is refused: the answer would be of all reports."""

    model_config = ConfigDict(extra="forbid")
    status: StatusAsked = ""
    category: CategoryAsked = ""
    priority: int = Field(0, ge=0, le=4)
    unit: int = Field(0, ge=0, le=2**31 - 1)
    channel: ChannelAsked = ""
    after: str = Field("", pattern=r"^[0-8]?[0-9]{0,18}$", description="`next` of the page before")
    limit: int = Field(50, ge=1, le=100)


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")
    op: Op = Field(
        "", description="a word of your own for this change, like a UUID: sent again within a day, with the same "
        "content, it changes nothing and gets the first answer",
    )  # fmt: skip


class ReplyIn(_In):
    text: Text
    ask: bool = False


class NoteIn(_In):
    text: Text


class StatusIn(_In):
    status: Status
    text: str = Field("", max_length=10_000)
    result: Result = ""
    reason: str = Field("", max_length=2000)
    version: int | None = Field(
        None, ge=1, le=2**31 - 1,
        description="of the report as you read it: 409 when it has changed since; without it only the status it has "
        "now decides",
    )  # fmt: skip


class TakeIn(_In):
    pass


class Done(BaseModel):
    code: str
    message: str = ""
    version: int = Field(description="of the report after this change: what the next one may name")


class Problem(BaseModel):
    """RFC 9457. What api/errors.py says to programs."""

    type: str
    title: str = Field(description="a sentence for people, in the language that was asked for")
    status: int
    field: str = Field("", description="which part cannot be used, by the rules of the house")
    fields: list[str] = Field([], description="which parts are not of their type, or not known")
    allowed: dict[str, list[str]] = Field({}, description="by field: the words that may stand in it")
    reference: str = Field("", description="of a fault of ours, as it stands in the log")


class FileOut(BaseModel):
    id: str
    kind: str
    mime: str
    size: int | None
    state: str
    sha256: str


class AttemptOut(BaseModel):
    at: datetime
    outcome: str = Field(description="sent, retry, failed, unknown, repeat, template, plain, delivered, read")
    reason: str


class DeliveryOut(BaseModel):
    state: str
    trouble: str
    at: datetime | None
    attempts: list[AttemptOut] = Field(description="to send it, oldest first; none on channels that are only read")


class ChangeOut(BaseModel):
    old: str
    new: str
    result: str = Field(description='of a report that was finished, else ""')


class MessageOut(BaseModel):
    id: str
    author: str
    kind: str
    text: str
    at: datetime
    arrived_at: datetime | None
    officer: str
    lat: float | None
    lon: float | None
    change: ChangeOut | None = Field(description="of a line of the kind status: from which status to which")
    revisions: list[str]
    way: Way = Field(
        description="of words to the citizen: how far they are. `delivery` says more; `waits` until the citizen writes "
        "again; `behind_pin`, and later `opened`, with code and PIN"
    )
    files: list[FileOut]
    delivery: DeliveryOut | None


class ReportOut(BaseModel):
    code: str
    category: str
    priority: int
    status: str
    result: str
    unit: int
    channel: str
    restricted: str
    complete: bool = Field(description="false for an alarm that its sender has not sent as a report")
    place: str
    lat: float | None
    lon: float | None
    happened_at: datetime | None
    happened_precision: str
    summary: str
    tags: list[str]
    filed_at: datetime
    taken_at: datetime | None = Field(description="when its present officer got it; null while nobody has it")
    replied_at: datetime | None = Field(description="the first reply of an officer")
    finished_at: datetime | None
    due_at: datetime = Field(description="of what is to happen next: to take it, to reply, or to send news")
    times: dict[str, datetime] = Field(description="by status: when the report last came to it")
    version: int


class ReportWithThread(ReportOut):
    thread: list[MessageOut]


class Page(BaseModel):
    reports: list[ReportOut]
    next: str | None = Field(description="`after` of the next page; null on the last")


def report_out(report: Report) -> ReportOut:
    return ReportOut(
        code=report.code, category=report.category, priority=report.priority, status=report.status,
        result=report.result, unit=report.unit_id, channel=report.account.partition(":")[0],
        restricted=report.restricted, complete=report.complete, place=report.place, lat=report.lat,
        lon=report.lon, happened_at=report.happened_at, happened_precision=report.happened_precision,
        summary=report.summary, tags=report.tags.split(),
        filed_at=report.filed_at, taken_at=report.taken_at, replied_at=report.replied_at,
        finished_at=report.finished_at, due_at=report.due_at, version=report.version,
        times={name: datetime.fromisoformat(at) for name, at in json.loads(report.times).items()},
    )  # fmt: skip


def _change_out(line: Line) -> ChangeOut | None:
    if line.kind != "status":
        return None
    return ChangeOut(old=line.data["old"], new=line.data["new"], result=line.data.get("result") or "")


def message_out(line: Line, way: Way, tried: Sequence[Tried]) -> MessageOut:
    attempts = [AttemptOut(at=one.at, outcome=one.outcome, reason=one.reason) for one in tried]
    delivery = DeliveryOut(state=line.delivery, trouble=line.trouble, at=line.delivered_at, attempts=attempts)
    return MessageOut(
        id=line.id, author=line.author, kind=line.kind, text=line.text, at=line.at,
        arrived_at=line.arrived_at, officer=line.officer,
        lat=line.lat, lon=line.lon, change=_change_out(line), revisions=list(line.revised), way=way,
        delivery=delivery if line.delivery else None,
        files=[
            FileOut(
                id=f.id, kind=f.kind, mime=f.mime, size=f.size, state=f.state,
                sha256=f.sha256.hex() if f.sha256 else "",
            )
            for f in line.files
        ],
    )  # fmt: skip
