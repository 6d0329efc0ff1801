"""Reports: filed by citizens, taken, answered, passed on and closed by officers.

The functions change rows in the given session and commit nothing. A change by an officer checks the version that the
officer saw (only a program may leave it out), writes a system line into the thread and a row into the audit, and
announces the report to live pages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from core import access, audit, clock, jobs, terms, threads, unsent
from core.access import Who
from core.audit import Entry
from core.bulk import write_many
from core.deadlines import due_at, first_due, sort_key
from core.errors import Conflict, Invalid
from core.ids import new_id
from core.models import ApiToken, Message, Officer, Report, Unit
from core.text import fitting
from core.writer import announce, office_of

_FILE = insert(Report).returning(Report.id, Report.code)
NOBODY_MARKED = (
    "Belum ada operator aktif unit ini yang bertanda untuk kategori itu: laporan ini akan hilang bagi semua orang. "
    "Minta admin menandai seorang petugas di halaman Unit dulu, lalu ubah lagi."
)
OPENED = "report.opened"
NO_VERSION = "Versi laporan yang Anda lihat belum disebut. Baca laporan ini lagi, lalu ubah dari sana."


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
        raise Conflict("Sudah diambil {name} pukul {time}.", name=holder(session, report), time=report.taken_at)
    _hold(report, officer_id=who.officer_id, actor=who.actor)
    _line(session, report, who, "take", text=who.name, data={"old": {"unit": report.unit_id, "officer": None}})
    if report.status == "received":
        _set_status(session, report, who, "checking")
    _touch(session, report, who, "report.taken")


def assign(session: Session, report: Report, who: Who, *, officer_id: int | None, unit_id: int, version: int) -> None:
    """Passes the report to a unit and, if named, to an officer of it. Raises Invalid or Conflict."""
    _same_version(report, version)
    if session.get(Unit, unit_id) is None:
        raise Invalid("Unit itu tidak ada.", field="unit")
    actor = f"officer:{officer_id}"
    if officer_id is not None and not access.may_open(session, actor, unit_id=unit_id, restricted=report.restricted):
        raise Invalid("Petugas itu tidak bisa membuka laporan ini di unit itu. Pilih petugas lain.", field="officer")
    old = _hands(report)
    if officer_id is None:
        _release(report)
    else:
        _hold(report, officer_id=officer_id, actor=actor)
    move(session, report, who, unit_id=unit_id, restricted=report.restricted)
    _passed_on(session, report, who, old=old)
    _changed(session, report)


def set_status(
    session: Session, report: Report, who: Who, *, status: str, version: int | None, result: str = "", reason: str = "",
    told: bool = False,
) -> None:  # fmt: skip
    """Changes the status as terms.STATUS_CHANGES allows. Closing needs a result, a reason and a category.

    `told`: the caller sends a text to the citizen. With the status "need_info" this text counts as a reply."""
    if version is not None:  # a program may leave it out: then only the present status decides
        _same_version(report, version)
    if status not in terms.STATUSES or not terms.may_change(report.status, status):
        raise Conflict("Perubahan status itu tidak bisa dari keadaan sekarang.")
    if status == "finished":
        if result not in terms.RESULTS:
            raise Invalid("Pilih hasilnya dulu.", field="result")
        reason = fitting(reason, field="reason")
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
    _touch(session, report, who, "report.status", f"{status} {result}".strip())


def set_priority(session: Session, report: Report, who: Who, *, priority: int, version: int) -> None:
    _same_version(report, version)
    if priority not in terms.PRIORITIES:
        raise Invalid("Pilih prioritas 1 sampai 4.", field="priority")
    if priority == report.priority:
        return
    _line(session, report, who, "priority", text=f"P{report.priority} → P{priority}", data={"old": report.priority})
    report.priority = priority
    _touch(session, report, who, "report.priority", f"P{priority}")


def set_category(session: Session, report: Report, who: Who, *, category: str, version: int) -> None:
    """A category of restricted reports restricts the report. No category lifts a restriction, and none is allowed with
    which nobody could open the report."""
    _same_version(report, version)
    if category not in terms.CATEGORIES:
        raise Invalid("Kategori itu tidak ada.", field="category")
    if category == report.category:
        return
    restricted = terms.RESTRICTION_OF_CATEGORY.get(category, report.restricted)
    if restricted != report.restricted and not access.openers(session, unit_id=report.unit_id, restricted=restricted):
        raise Invalid(NOBODY_MARKED, field="category")
    move(
        session, report, who, unit_id=report.unit_id, restricted=restricted
    )  # first: to undo, the newest line of the thread must be the next one
    _line(session, report, who, "category", text=category, data={"old": report.category, "new": category})
    report.category = category
    _touch(session, report, who, "report.category", category)


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
    _touch(session, report, who, "report.replied", "question" if ask else "")
    return id_


def fulfil(session: Session, report: Report, who: Who, *, version: int, action: str) -> None:
    """Closes a report because what the citizen asked for in it was done, whatever its category."""
    _same_version(report, version)
    if report.status != "finished":
        report.result = "solved"
        _set_status(session, report, who, "finished")
    _touch(session, report, who, action)


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
    """The citizen has added something. `reopen`: a closed report is opened again. `answers`: it may be the answer to an
    officer's question."""
    report.unread, report.waiting = True, "officer"
    if alarm and report.priority != 1:
        report.priority = 1
        _line(session, report, None, "priority", text="P1")
    if report.status == "need_info" and answers:
        _set_status(session, report, None, "handling")
    if report.status == "finished" and (reopen or alarm):
        report.result = ""
        _set_status(session, report, None, "handling")
    _changed(session, report)


def tag(session: Session, report: Report, *, tag: str, line: tuple[str, datetime]) -> None:
    """Adds a tag, once. How somebody in danger is, is added each time; the wish to withdraw once more, if an officer
    has read the first one. line: id and time of the thread's line."""
    known, again = tag in report.tags.split(), tag == "withdrawal" or tag in terms.HOW_IT_IS
    if tag == "withdrawal" and known and report.unread:  # the first is unread: this may only be its reason
        again = audit.by_officers(session, report.code, since=threads.tagged_at(session, report.id, tag))
    if not known or again:
        ended = terms.HOW_IT_IS.get(tag, frozenset()) | {tag}
        report.tags = " ".join((*(old for old in report.tags.split() if old not in ended), tag))
        _line(session, report, None, "tag", text=tag, id_=line[0], at=line[1])
        if again:  # no message comes with it, so the tag itself must be seen
            report.unread, report.waiting = True, "officer"
        _changed(session, report)


def free(session: Session, report: Report, who: Who | None = None) -> None:
    """Takes the report from its holder: it waits to be taken again."""
    if report.taken_by:
        old = _hands(report)
        _release(report)
        _passed_on(session, report, who, old=old)


def move(session: Session, report: Report, who: Who | None = None, *, unit_id: int, restricted: str) -> None:
    """Gives it to a unit and a restriction, which decide who sees it. Who cannot see it any more hears only that it is
    gone, and does not hold it any longer."""
    was = f"{report.code} {report.unit_id} {report.restricted}"
    report.unit_id, report.restricted = unit_id, restricted
    if was == f"{report.code} {unit_id} {restricted}":
        return
    announce(session, "gone", was)
    if _is_lost(session, report):
        free(session, report, who)


def let_go(session: Session, actor: str) -> None:
    """For an officer or program with fewer rights than before: reports they hold and may not open any more wait to be
    taken again, and a P1 rings."""
    held = select(Report).where(Report.taken_by == actor, Report.status != "finished")
    for report in session.scalars(held).all():
        if _is_lost(session, report):
            free(session, report)
            _changed(session, report)
            if report.priority == 1:
                jobs.set_many(session, [jobs.duty_call(report.code, at=clock.now())])


def cut_off(session: Session, report: Report) -> None:
    """Removes the link to its contact: from now on it is like a report that was sent anonymously."""
    report.contact_id, report.identity = None, "anonymous"
    _line(session, report, None, "cut_off")
    _changed(session, report)


def lapse(session: Session, report: Report) -> None:
    """Nobody answered the officer's question in time: the report goes back to the queue, and is not closed."""
    if report.status == "need_info":
        _set_status(session, report, None, "checking")
        report.waiting = "officer"
        _changed(session, report)


# Look-ups


def by_code(session: Session, code: str) -> Report | None:
    return session.scalars(select(Report).where(Report.code == code)).first()


def rang(session: Session, contact_id: int, *, since: datetime) -> bool:
    """Whether an emergency of this contact came in since then and goes on."""
    ringing = (Report.contact_id == contact_id, Report.priority == 1, Report.status != "finished")
    return session.scalar(select(Report.id).where(*ringing, Report.filed_at > since).limit(1)) is not None


def holder(session: Session, report: Report) -> str:
    """The name of whoever holds the report, "" for nobody."""
    if report.officer_id is not None:
        return session.get_one(Officer, report.officer_id).name
    if report.taken_by.startswith("token:"):
        return session.get_one(ApiToken, int(report.taken_by[6:])).name
    return ""


# Inside


def _hold(report: Report, *, officer_id: int | None, actor: str) -> None:
    report.officer_id, report.taken_by, report.taken_at = officer_id, actor, clock.now()


def _is_lost(session: Session, report: Report) -> bool:
    """Whether its holder may not open it any more."""
    holder, unit_id = report.taken_by, report.unit_id
    return bool(holder) and not access.may_open(session, holder, unit_id=unit_id, restricted=report.restricted)


def _answered(report: Report, who: Who) -> None:
    """Who replies to the citizen becomes the holder, if there is none."""
    if not report.taken_by:
        _hold(report, officer_id=who.officer_id, actor=who.actor)
    report.replied_at = report.replied_at or clock.now()


def _release(report: Report) -> None:
    report.officer_id, report.taken_by, report.taken_at = None, "", None


def _hands(report: Report) -> dict[str, int | None]:
    """Unit and holder, so that a change of them can be undone."""
    return {"unit": report.unit_id, "officer": report.officer_id}


def _passed_on(session: Session, report: Report, who: Who | None, *, old: dict[str, int | None]) -> None:
    name = session.get_one(Unit, report.unit_id).name
    _line(session, report, who, "assign", text=f"{name} {holder(session, report)}".strip(), data={"old": old})
    detail = f"unit {report.unit_id} officer {report.officer_id or '-'}"
    audit.record(session, Entry(who.actor if who else "bot", "report.assigned", report.code, detail))


def _set_status(session: Session, report: Report, who: Who | None, status: str, *, reason: str = "") -> None:
    if report.status == "finished" and _is_lost(session, report):  # who closed it may have left since
        free(session, report, who)
    now = clock.now()
    times = json.loads(report.times)
    times[status] = now.isoformat(timespec="seconds")
    _line(
        session, report, who, "status", text=reason,
        data={"old": report.status, "new": status, "result": report.result},
    )  # fmt: skip
    report.status, report.times = status, json.dumps(times)
    report.finished_at = now if status == "finished" else None
    report.changed_at = now


def _touch(session: Session, report: Report, who: Who, action: str, detail: str = "") -> None:
    _changed(session, report)
    audit.record(session, Entry(who.actor, action, report.code, detail))


def _changed(session: Session, report: Report) -> None:
    """Gives it the next version and its place in the list, and tells live pages."""
    report.version += 1
    report.due_at = due_at(report, office_of(session))
    report.sort_key = sort_key(priority=report.priority, due_at=report.due_at, id_=report.id)
    announce(session, "report", report.code)


def _line(
    session: Session, report: Report, who: Who | None, kind: str, *, text: str = "", data: Any = None, id_: str = "",
    at: datetime | None = None,
) -> None:  # fmt: skip
    """A system line: every change of a report is a row of its thread."""
    session.add(
        Message(
            id=id_ or new_id(), report_id=report.id, contact_id=None, author="system", kind=kind, text=text,
            officer_id=who.officer_id if who else None, data=json.dumps(data) if data else "", at=at or clock.now(),
        )
    )  # fmt: skip


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
    if not text:
        raise Invalid("Tulis pesannya dulu.", field="text")
    return text


def _same_version(report: Report, version: int) -> None:
    if version < 1:
        raise Invalid(NO_VERSION, field="version")
    if version != report.version:
        raise Conflict("Laporan ini baru saja diubah orang lain. Muat ulang lalu coba lagi.")
