"""The tree of units. The root is the station; a role in a unit counts for the units below it too."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.audit import Entry
from core.errors import BadSettings, Conflict, Invalid
from core.models import Unit
from core.writer import announce

RENAMED = (
    "Nama unit ini sudah diubah sejak halaman ini dibuka, menjadi “{name}”. Tetap yang Anda tulis? Simpan sekali lagi."
)
SAME_NAME = (
    "JEMBATAN_STATION_NAME: a unit is called {} already; rename it on the desk's Unit page first, or choose another"
)
_ROOT = select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1)


def root_id(session: Session, *, name: str = "") -> int:
    """The id of `root`, in one short query: batches of events ask for it."""
    found: int | None = session.connection().scalar(_ROOT)
    return root(session, name=name).id if found is None else found


def root(session: Session, *, name: str = "") -> Unit:
    """The station's own unit, created with `name` when there is none yet."""
    unit = session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1)).first()
    if unit is None:
        unit = Unit(name=name or "Polres", parent_id=None)
        session.add(unit)
        session.flush()
    return unit


def name_root(session: Session, name: str) -> None:
    """Gives the root the name that stands in the settings. Raises BadSettings if another unit has it."""
    unit = root(session, name=name)
    if unit.name != name:
        if taken := _called(session, name, but=unit.id):
            raise BadSettings(SAME_NAME.format(taken))
        unit.name = name
        announce(session, "units", "")


def add(session: Session, parent: Unit, *, name: str, actor: str = "system") -> Unit:
    """Raises Invalid if a unit has this name."""
    _require_free(session, name)
    unit = Unit(name=name, parent_id=parent.id)
    session.add(unit)
    session.flush()
    audit.record(session, Entry(actor, "unit.added", f"unit:{unit.id}", name))
    announce(session, "units", "")
    return unit


def rename(session: Session, unit: Unit, *, name: str, was: str, actor: str) -> None:
    """Raises Conflict if it is not called `was` any more, Invalid if another unit has this name, and for the root,
    whose name stands in the settings."""
    if unit.parent_id is None:
        raise Invalid("Nama unit utama ada di setelan server.", field="name")
    if unit.name != was:
        raise Conflict(RENAMED, name=unit.name)
    _require_free(session, name, but=unit.id)
    audit.record(session, Entry(actor, "unit.renamed", f"unit:{unit.id}", f"{unit.name} -> {name}"))
    unit.name = name
    announce(session, "units", "")


def _require_free(session: Session, name: str, *, but: int = 0) -> None:
    if _called(session, name, but=but):
        raise Invalid("Nama unit itu sudah ada.", field="name")


def _called(session: Session, name: str, *, but: int) -> str:
    """The name of another unit, if it is this one but for capitals; else ""."""
    others = (unit.name for unit in everything(session) if unit.id != but)
    return next((other for other in others if other.casefold() == name.casefold()), "")


def named(session: Session, name: str) -> Unit:
    """Raises Invalid when there is no such unit."""
    unit = session.scalars(select(Unit).where(Unit.name == name)).first()
    if unit is None:
        raise Invalid("Unit itu tidak ada.", field="unit")
    return unit


def below(session: Session, ids: list[int]) -> frozenset[int]:
    """These units and everything under them."""
    rows = session.execute(select(Unit.id, Unit.parent_id)).all()
    found, grown = set(ids), True
    while grown:
        more = {id_ for id_, parent in rows if parent in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def above(session: Session, unit_id: int) -> frozenset[int]:
    """This unit and all units above it."""
    parents = {unit.id: unit.parent_id for unit in everything(session)}
    found: set[int] = set()
    at: int | None = unit_id
    while at is not None:
        found.add(at)
        at = parents[at]
    return frozenset(found)


def everything(session: Session) -> list[Unit]:
    return list(session.scalars(select(Unit).order_by(Unit.id)))
