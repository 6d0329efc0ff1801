"""Who holds a report, and where it stands: its unit and restriction, which decide who may see it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import access, audit, changes, clock, jobs, units
from core.access import Who
from core.audit import Entry
from core.errors import Invalid
from core.models import ApiToken, Officer, Report, Unit
from core.writer import announce


def hold(report: Report, *, officer_id: int | None, actor: str) -> None:
    report.officer_id, report.taken_by, report.taken_at = officer_id, actor, clock.now()


def name(session: Session, report: Report) -> str:
    """Of whoever holds the report, "" for nobody."""
    if report.officer_id is not None:
        return session.get_one(Officer, report.officer_id).name
    if report.taken_by.startswith("token:"):
        return session.get_one(ApiToken, int(report.taken_by[6:])).name
    return ""


def assign(session: Session, report: Report, who: Who, *, officer_id: int | None, unit_id: int, version: int) -> None:
    """Passes the report to a unit and, if named, to an officer of it. Raises Invalid or Conflict."""
    changes.same_version(report, version)
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise Invalid("Unit itu tidak ada.", field="unit")
    actor = f"officer:{officer_id}"
    if officer_id is not None and not access.may_open(session, actor, unit_id=unit_id, restricted=report.restricted):
        raise Invalid("Petugas itu tidak bisa membuka laporan ini di unit itu. Pilih petugas lain.", field="officer")
    old = _hands(report)
    if officer_id is None:
        _release(report)
    else:
        hold(report, officer_id=officer_id, actor=actor)
        report.unread = report.unread or officer_id != who.officer_id
    move(session, report, who, unit_id=unit_id, restricted=report.restricted)
    audit.record(session, _passed_on(session, report, who, old=old, unit=unit.name))
    changes.done(session, report)


def free(session: Session, report: Report, who: Who | None = None) -> None:
    """Takes the report from its holder: it waits to be taken again."""
    if report.taken_by:
        unit = session.get_one(Unit, report.unit_id)
        audit.record(session, _freed(session, report, who, unit=unit.name))


def free_if_lost(session: Session, report: Report, who: Who | None = None) -> bool:
    """Takes it from a holder who may not open it any more. Returns whether it did."""
    holder, unit_id = report.taken_by, report.unit_id
    if not holder or access.may_open(session, holder, unit_id=unit_id, restricted=report.restricted):
        return False
    free(session, report, who)
    return True


def let_go(session: Session, actor: str) -> None:
    """For an officer or program with fewer rights than before: reports they hold and may not open any more wait to be
    taken again, and a P1 rings."""
    who = access.acting(session, actor)
    held = session.scalars(select(Report).where(Report.taken_by == actor, Report.status != "finished")).all()
    lost = [report for report in held if who is None or not who.sees(report.unit_id, report.restricted)]
    names = {unit.id: unit.name for unit in units.everything(session)} if lost else {}
    audit.record(session, *[_freed(session, report, None, unit=names[report.unit_id]) for report in lost])
    for report in lost:
        changes.done(session, report)
    jobs.set_many(session, [jobs.duty_call(report.code, at=clock.now()) for report in lost if report.priority == 1])


def move(session: Session, report: Report, who: Who | None = None, *, unit_id: int, restricted: str) -> None:
    """Gives it another unit and restriction. Who cannot see it any more hears only that it is gone, and does not hold
    it any longer."""
    was = f"{report.code} {report.unit_id} {report.restricted}"
    report.unit_id, report.restricted = unit_id, restricted
    if was == f"{report.code} {unit_id} {restricted}":
        return
    announce(session, "gone", was)
    free_if_lost(session, report, who)


def _release(report: Report) -> None:
    report.officer_id, report.taken_by, report.taken_at = None, "", None


def _hands(report: Report) -> dict[str, int | None]:
    """Unit and holder, so that a change of them can be undone."""
    return {"unit": report.unit_id, "officer": report.officer_id}


def _freed(session: Session, report: Report, who: Who | None, *, unit: str) -> Entry:
    old = _hands(report)
    _release(report)
    return _passed_on(session, report, who, old=old, unit=unit)


def _passed_on(session: Session, report: Report, who: Who | None, *, old: dict[str, int | None], unit: str) -> Entry:
    changes.line(session, report, who, "assign", text=f"{unit} {name(session, report)}".strip(), data={"old": old})
    detail = f"unit {report.unit_id} officer {report.officer_id or '-'}"
    return Entry(who.actor if who else "bot", "report.assigned", report.code, detail)
