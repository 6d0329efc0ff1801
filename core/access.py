"""The only way to a report for an officer or an API token. A stranger's report does not exist (404)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core import codes, terms, units
from core.errors import Forbidden, NotFound
from core.models import ApiToken, Membership, Officer, Report

_LETS_IN = (Officer.active, Officer.password_hash.is_not(None))  # who is invited and has no password yet gets nothing
NO_REPORT = "Laporan itu tidak ditemukan. Cari dengan kode atau kata."


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody acting: an officer, or a program with a token. Built anew for every request and job."""

    actor: str  # officer:7 or token:3, as it stands in the audit
    officer_id: int | None
    name: str
    language: str
    units: frozenset[int]  # whose reports are open to them
    admin_units: frozenset[int]
    restrictions: frozenset[str]
    is_station_admin: bool  # admin of the root unit, the only one who sees what belongs to no unit yet

    @property
    def is_admin(self) -> bool:
        return bool(self.admin_units)

    @property
    def sees_trouble(self) -> bool:
        return bool(self.units) or self.is_station_admin

    def sees(self, unit_id: int, restricted: str) -> bool:
        return unit_id in self.units and restricted in self.restrictions


def officer(session: Session, officer_id: int) -> Who:
    """Raises NotFound for an officer who does not exist or was deactivated."""
    row = session.get(Officer, officer_id)
    if row is None or not row.active:
        raise NotFound("Akun ini tidak aktif.")
    roles = session.execute(
        select(Membership.role, Membership.unit_id).where(Membership.officer_id == officer_id)
    ).all()
    admin_units = units.below(session, [unit for role, unit in roles if role == "admin"])
    return Who(
        actor=f"officer:{row.id}",
        officer_id=row.id,
        name=row.name,
        language=row.language,
        units=units.below(session, [unit for role, unit in roles if role == "operator"]),
        admin_units=admin_units,
        restrictions=restrictions_of(row),
        is_station_admin=_has_root(session, admin_units),
    )


def token(session: Session, token_id: int) -> Who:
    row = session.get(ApiToken, token_id)
    if row is None or row.revoked_at is not None:
        raise NotFound("Token ini tidak berlaku.")
    reach = units.below(session, [row.unit_id])
    admin_units = reach if row.role == "admin" else frozenset()
    return Who(
        actor=f"token:{row.id}",
        officer_id=None,
        name=row.name,
        language="id",
        units=reach if row.role == "operator" else frozenset(),
        admin_units=admin_units,
        restrictions=frozenset({""}),
        is_station_admin=_has_root(session, admin_units),
    )


def find(session: Session, who: Who, written: str) -> Report:
    """The report by its code, as somebody wrote it. Raises Forbidden or NotFound."""
    require_operator(who)
    code = codes.parse_code(written)
    if code is None:
        raise NotFound(NO_REPORT)
    return report_for(session, who, code)


def report_for(session: Session, who: Who, code: str) -> Report:
    """The report under this code, or NotFound, the same for "does not exist" and "not yours"."""
    report = session.scalars(select(Report).where(Report.code == code, *visible(who))).first()
    if report is None:
        raise NotFound(NO_REPORT)
    return report


def visible(who: Who) -> list[ColumnElement[bool]]:
    """Conditions for every query over reports."""
    return [Report.unit_id.in_(who.units), Report.restricted.in_(who.restrictions)]


def acting(session: Session, actor: str) -> Who | None:
    """Whoever is behind `actor`, officer:7 or token:3; None where they may not act any more, or not yet."""
    kind, _, id_ = actor.partition(":")
    if kind == "officer" and not session.scalar(select(Officer.id).where(Officer.id == int(id_), *_LETS_IN)):
        return None
    try:
        return officer(session, int(id_)) if kind == "officer" else token(session, int(id_))
    except NotFound:
        return None


def may_open(session: Session, actor: str, *, unit_id: int, restricted: str) -> bool:
    """Whether `actor` may see a report of this unit under this restriction."""
    who = acting(session, actor)
    return who is not None and who.sees(unit_id, restricted)


def openers(session: Session, *, unit_id: int, restricted: str) -> list[Officer]:
    """All officers who may see a report of this unit under this restriction, sorted by name."""
    operators = select(Membership.officer_id).where(
        Membership.role == "operator", Membership.unit_id.in_(units.above(session, unit_id))
    )
    rows = session.scalars(select(Officer).where(*_LETS_IN, Officer.id.in_(operators)).order_by(Officer.name))
    return [row for row in rows if restricted in restrictions_of(row)]


def unheard(session: Session) -> set[tuple[int, str]]:
    """The (unit, restriction) pairs of open restricted reports that nobody may open."""
    kinds = select(Report.unit_id, Report.restricted).where(Report.restricted != "", Report.status != "finished")
    pairs = session.execute(kinds.distinct()).all()
    return {(unit, kind) for unit, kind in pairs if not openers(session, unit_id=unit, restricted=kind)}


def deaf_kinds(session: Session) -> list[str]:
    """The restrictions for which the root unit has no officer: a new report under one could be opened by nobody."""
    heard = [restrictions_of(officer) for officer in openers(session, unit_id=units.root(session).id, restricted="")]
    return sorted(set(terms.RESTRICTION_OF_CATEGORY.values()).difference(*heard))


def require_admin(who: Who, unit_id: int | None = None) -> None:
    if not who.admin_units or (unit_id is not None and unit_id not in who.admin_units):
        raise Forbidden("Halaman ini untuk admin unit.")


def require_station_admin(who: Who) -> None:
    """For raw events, which belong to no unit yet."""
    if not who.is_station_admin:
        raise Forbidden("Kiriman yang belum terbaca hanya untuk admin unit induk.")


def require_trouble(who: Who) -> None:
    if not who.sees_trouble:
        raise Forbidden("Halaman ini untuk operator piket dan admin unit induk.")


def require_operator(who: Who) -> None:
    if not who.units:
        raise Forbidden("Halaman ini untuk operator piket.")


def _has_root(session: Session, unit_ids: frozenset[int]) -> bool:
    return bool(unit_ids) and units.root(session).id in unit_ids


def restrictions_of(row: Officer) -> frozenset[str]:
    marks = {""}
    if row.sees_ppa:
        marks.add("ppa")
    if row.sees_oversight:
        marks.add("oversight")
    return frozenset(marks)
