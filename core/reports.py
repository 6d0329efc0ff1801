"""Reports: filed by citizens, taken, answered, passed on and closed by officers.

The functions change rows in the given session and commit nothing. A change by an officer checks the version that the
officer saw (only a program may leave it out), writes a system line into the thread and a row into the audit, and
announces the report to live pages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from core import access, audit, changes, clock, holders, terms, threads, unsent
from core.access import Who
from core.audit import Entry
from core.bulk import write_many
from core.deadlines import first_due, sort_key
from core.errors import Conflict, Invalid
from core.ids import new_id
from core.models import Message, Report
from core.text import fitting
from core.writer import announce, office_of

_FILE = insert(Report).returning(Report.id, Report.code)
NOBODY_MARKED = (
    "Belum ada operator aktif unit ini yang bertanda untuk kategori itu: laporan ini akan hilang bagi semua orang. "
    "Minta admin menandai seorang petugas di halaman Unit dulu, lalu ubah lagi."
)
OPENED = "report.opened"


def file_many(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Inserts reports given as column values (without sort key) and returns their ids by code."""
    if not rows:
        return {}
    for row in rows:
        row["due_at"] = first_due(row["priority"], row["category"], row["filed_at"], office_of(session))
        row["sort_key"] = sort_key(priority=row["priority"], due_at=row["due_at"])
        row["changed_at"] = row["filed_at"]
        row["times"] = json.dumps({"received": row["filed_at"].isoformat(timespec="seconds")})
        row["version"] = 1
    ids = {row[1]: row[0] for row in write_many(session, _FILE, rows)}
    # The key's last bits are the id, known only now.
    session.execute(
        text("UPDATE reports SET sort_key = sort_key + (id & 67108863) WHERE id >= :low AND id <= :high"),
        {"low": min(ids.values()), "high": max(ids.values())},
    )
    audit.record(
        session,
        *(Entry("bot", "report.filed", row["code"], f"P{row['priority']} {row['category']}") for row in rows),
    )
    for code in ids:
        announce(session, "new", code)
    return ids


# What officers do


def take(session: Session, report: Report, who: Who) -> None:
    """The first one wins; the second gets a Conflict with the name of the first and the time."""
    if report.taken_by == who.actor:
        return
    if report.taken_by:
        raise Conflict("Sudah diambil {name} pukul {time}.", name=holders.name(session, report), time=report.taken_at)
    if report.status == "finished":
        raise Conflict("Laporan ini sudah selesai, jadi tidak diambil lagi. Bila perlu, buka lagi lewat Status.")
    holders.hold(report, officer_id=who.officer_id, actor=who.actor)
    changes.line(session, report, who, "take", text=who.name, data={"old": {"unit": report.unit_id, "officer": None}})
    if report.status == "received":
        _set_status(session, report, who, "checking")
    changes.done_by(session, report, who, "report.taken")


def set_status(
    session: Session, report: Report, who: Who, *, status: str, version: int | None, result: str = "", reason: str = "",
    told: bool = False,
) -> None:  # fmt: skip
    """Changes the status as terms.STATUS_CHANGES allows. Closing needs a result, a reason and a category.

    `told`: the caller sends a text to the citizen. With the status "need_info" this text counts as a reply."""
    if version is not None:  # a program may leave it out: then only the present status decides
        changes.same_version(report, version)
    if status not in terms.STATUSES or not terms.may_change(report.status, status):
        raise Conflict("Perubahan status itu tidak bisa dari keadaan sekarang.")
    reason = fitting(reason, field="reason")
    if status == "finished":
        if result not in terms.RESULTS:
            raise Invalid("Pilih hasilnya dulu.", field="result")
        if not reason:
            raise Invalid("Tulis alasan penutupan.", field="reason")
        if report.category == terms.UNSURE:
            raise Invalid("Pilih kategorinya dulu sebelum menutup.", field="category")
    report.result = result if status == "finished" else ""
    if status == "need_info":
        report.waiting = "citizen"
        if told:
            _answered(report, who)
    _set_status(session, report, who, status, reason=reason)
    changes.done_by(session, report, who, "report.status", f"{status} {result}".strip())


def set_priority(session: Session, report: Report, who: Who, *, priority: int, version: int) -> None:
    changes.same_version(report, version)
    if priority not in terms.PRIORITIES:
        raise Invalid("Pilih prioritas 1 sampai 4.", field="priority")
    if priority == report.priority:
        return
    changes.line(
        session, report, who, "priority", text=f"P{report.priority} → P{priority}", data={"old": report.priority}
    )
    report.priority = priority
    changes.done_by(session, report, who, "report.priority", f"P{priority}")


def set_category(session: Session, report: Report, who: Who, *, category: str, version: int) -> None:
    """A category of restricted reports restricts the report. No category lifts a restriction, and none is allowed with
    which nobody could open the report."""
    changes.same_version(report, version)
    if category not in terms.CATEGORIES:
        raise Invalid("Kategori itu tidak ada.", field="category")
    if category == report.category:
        return
    restricted = terms.RESTRICTION_OF_CATEGORY.get(category, report.restricted)
    if restricted != report.restricted and not access.openers(session, unit_id=report.unit_id, restricted=restricted):
        raise Invalid(NOBODY_MARKED, field="category")
    # Before the line about the category, which must be the newest one for the offer to undo.
    holders.move(session, report, who, unit_id=report.unit_id, restricted=restricted)
    changes.line(session, report, who, "category", text=category, data={"old": report.category, "new": category})
    report.category = category
    changes.done_by(session, report, who, "report.category", category)


def note(session: Session, report: Report, who: Who, *, text: str) -> str:
    """An internal note; it never reaches a channel. Returns its id."""
    id_ = _say(session, report, who, "note", _required(text))
    audit.record(session, Entry(who.actor, "report.note", report.code))
    announce(session, "report", report.code)
    return id_


def reply(session: Session, report: Report, who: Who, *, text: str, ask: bool = False) -> str:
    """Puts the officer's words into the thread and returns their id. The caller sends them (bot.answers)."""
    if report.contact_id is None and report.identity != "anonymous":
        raise Conflict("Pelapor tidak bisa dihubungi lagi.")
    id_ = _say(session, report, who, "officer", _required(text), kind="question" if ask else "text")
    _answered(report, who)
    report.waiting, report.changed_at = "citizen", clock.now()
    if ask and report.status != "need_info" and terms.may_change(report.status, "need_info"):
        _set_status(session, report, who, "need_info")
    elif report.status in {"received", "checking"}:
        _set_status(session, report, who, "handling")
    changes.done_by(session, report, who, "report.replied", "question" if ask else "")
    return id_


def fulfil(session: Session, report: Report, who: Who, *, version: int, action: str) -> None:
    """Closes a report because what the citizen asked for in it was done, whatever its category."""
    changes.same_version(report, version)
    if report.status != "finished":
        report.result = "solved"
        _set_status(session, report, who, "finished")
    changes.done_by(session, report, who, action)


def opened(session: Session, report: Report, who: Who) -> None:
    """Looking at a report is audited too: the page is shown only after this."""
    read(session, report, who)
    audit.record(session, Entry(who.actor, OPENED, report.code))


def read(session: Session, report: Report, who: Who) -> None:
    """The report is not unread any more, if its holder has seen it, or anybody while it has no holder."""
    if who.officer_id is not None and report.unread and report.officer_id in {None, who.officer_id}:
        report.unread = False
        announce(session, "report", report.code)


# What citizens and the bot do


def heard(session: Session, report: Report, *, alarm: bool, reopen: bool = False, answers: bool = True) -> None:
    """The citizen has added something. `reopen`: a closed report is opened again. `answers`: it is, or may be, what an
    officer waits for."""
    report.unread, report.waiting = True, "officer"
    if alarm and report.priority != 1:
        report.priority = 1
        changes.line(session, report, None, "priority", text="P1")
    if report.status == "need_info" and (answers or alarm):
        _set_status(session, report, None, "handling")
    if report.status == "finished" and (reopen or alarm):
        report.result = ""
        _set_status(session, report, None, "handling")
    changes.done(session, report)


def tag(session: Session, report: Report, *, tag: str, line: tuple[str, datetime]) -> None:
    """Adds a tag, once. How somebody in danger is, is added each time; the wish to withdraw once more, if an officer
    has read the first one. line: id and time of the thread's line."""
    known, again = tag in report.tags.split(), tag == "withdrawal" or tag in terms.HOW_IT_IS
    if tag == "withdrawal" and known and report.unread:  # the first is unread: this may only be its reason
        again = audit.by_officers(session, report.code, since=threads.tagged_at(session, report.id, tag))
    if not known or again:
        ended = terms.HOW_IT_IS.get(tag, frozenset()) | {tag}
        report.tags = " ".join((*(old for old in report.tags.split() if old not in ended), tag))
        changes.line(session, report, None, "tag", text=tag, id_=line[0], at=line[1])
        if again:  # no message comes with it, so the tag itself must be seen
            report.unread, report.waiting = True, "officer"
        changes.done(session, report)


def cut_off(session: Session, report: Report) -> None:
    """Removes the link to its contact: from now on it is like a report that was sent anonymously."""
    report.contact_id, report.identity = None, "anonymous"
    changes.line(session, report, None, "cut_off")
    changes.done(session, report)


def lapse(session: Session, report: Report) -> None:
    """Nobody answered the officer's question in time: the report goes back to the queue, and is not closed."""
    if report.status == "need_info":
        _set_status(session, report, None, "checking")
        report.waiting = "officer"
        changes.done(session, report)


# Look-ups


def asked_at(session: Session, report: Report) -> datetime | None:
    """When an officer asked for what this report waits for; None where its status alone says that it waits."""
    since = json.loads(report.times).get("need_info") if report.status == "need_info" else None
    if since is None:
        return None
    # The question is written just before the status, whose time is in whole seconds.
    return threads.asked_at(session, report.id, since=datetime.fromisoformat(since) - timedelta(seconds=1))


def by_code(session: Session, code: str) -> Report | None:
    return session.scalars(select(Report).where(Report.code == code)).first()


# Inside


def _answered(report: Report, who: Who) -> None:
    """Who replies to the citizen becomes the holder, if there is none."""
    if not report.taken_by:
        holders.hold(report, officer_id=who.officer_id, actor=who.actor)
    report.replied_at = report.replied_at or clock.now()


def _set_status(session: Session, report: Report, who: Who | None, status: str, *, reason: str = "") -> None:
    if report.status == "finished":  # who closed it may have left since
        holders.free_if_lost(session, report, who)
    now = clock.now()
    times = json.loads(report.times)
    times[status] = now.isoformat(timespec="seconds")
    changes.line(
        session, report, who, "status", text=reason,
        data={"old": report.status, "new": status, "result": report.result},
    )  # fmt: skip
    report.status, report.times = status, json.dumps(times)
    report.finished_at = now if status == "finished" else None
    report.changed_at = now


def _say(session: Session, report: Report, who: Who, author: str, text: str, *, kind: str = "text") -> str:
    message = Message(
        id=new_id(), report_id=report.id, author=author, officer_id=who.officer_id, kind=kind, text=text,
        contact_id=report.contact_id if author == "officer" else None, at=clock.now(),
    )  # fmt: skip
    session.add(message)
    unsent.drop(session, report, who, kind="note" if author == "note" else "reply")
    return message.id


def _required(text: str) -> str:
    text = fitting(text)
    if not any(sign.isprintable() for sign in text.replace(" ", "")):  # a zero-width sign is pasted without being seen
        raise Invalid("Tulis pesannya dulu.", field="text")
    return text
