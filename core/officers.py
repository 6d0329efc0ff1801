"""Officers: they come by one-time links, have roles in units, and can be locked out at once.

There is no default account: the first officer comes by the link that `make run` prints.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core import access, audit, clock, holders, passwords, sessions, terms, unsent
from core.audit import Entry
from core.errors import Conflict, Invalid, NotFound
from core.models import Invite, Membership, Officer, Unit
from core.text import clean
from core.vault import hash_token
from core.writer import announce

LINK_LASTS = {"first": timedelta(days=7), "invite": timedelta(days=3), "reset": timedelta(hours=12)}
LAST_MARKED = (
    "Petugas ini yang terakhir boleh membuka laporan sensitif yang masih terbuka. Tandai petugas lain di unit itu dulu."
)
CHANGED = "Peran petugas ini sudah diubah sejak halaman ini dibuka. Baca yang sekarang, lalu simpan sekali lagi."
BAD_LINK = "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada admin."


def add(
    session: Session, *, email: str, name: str, password: str, unit: Unit, roles: Sequence[str], actor: str,
    ppa: bool = False, oversight: bool = False,
) -> Officer:  # fmt: skip
    """An officer who can log in at once. Raises Invalid or Conflict."""
    officer = _create(session, email=email, name=name, ppa=ppa, oversight=oversight)
    officer.password_hash = passwords.hash_new(password, context=(email, name))
    set_roles(session, officer, {(unit.id, role) for role in roles}, actor=actor)
    audit.record(session, Entry(actor, "officer.added", f"officer:{officer.id}", " ".join(roles)))
    return officer


def by_email(session: Session, email: str) -> Officer:
    """Raises NotFound."""
    officer = session.scalars(select(Officer).where(Officer.email == email.strip().lower())).first()
    if officer is None:
        raise NotFound("Petugas itu tidak ada.")
    return officer


def password_hash(session: Session, email: str) -> tuple[int, str] | None:
    """(officer id, hash) of an active officer with a password, for the login."""
    row = session.execute(
        select(Officer.id, Officer.password_hash).where(
            Officer.email == email.strip().lower(), Officer.active, Officer.password_hash.is_not(None)
        )
    ).first()
    return (row[0], row[1] or "") if row else None


def of_units(session: Session, unit_ids: frozenset[int]) -> Sequence[Officer]:
    """Everybody with a role in one of these units, active or not."""
    ids = select(Membership.officer_id).where(Membership.unit_id.in_(unit_ids))
    return session.scalars(select(Officer).where(Officer.id.in_(ids)).order_by(Officer.name)).all()


def roles(session: Session, officer_id: int) -> list[tuple[Unit, str]]:
    return roles_of(session, [officer_id])[officer_id]


def roles_of(session: Session, officer_ids: Sequence[int]) -> dict[int, list[tuple[Unit, str]]]:
    rows = session.execute(
        select(Membership.officer_id, Unit, Membership.role)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.officer_id.in_(officer_ids))
        .order_by(Unit.id, Membership.role)
    )
    found: dict[int, list[tuple[Unit, str]]] = {id_: [] for id_ in officer_ids}
    for officer_id, unit, role in rows:
        found[officer_id].append((unit, role))
    return found


def rights(officer: Officer, held: Iterable[tuple[Unit, str]]) -> str:
    """Roles and marks in one text: so a form says what it showed."""
    return f"{_described({(unit.id, role) for unit, role in held})} {_marks(officer.sees_ppa, officer.sees_oversight)}"


def same_rights(session: Session, officer: Officer, seen: str) -> None:
    """Raises Conflict if somebody has changed the officer's roles or marks since they were these."""
    if seen != rights(officer, roles(session, officer.id)):
        raise Conflict(CHANGED)


def names(session: Session, officer_ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(officer_ids)))
    return {row.id: row.name for row in rows}


# Changing what somebody may do ends their sessions, so that the new rights count from their next click on.


@contextmanager
def _leaving_no_report_alone(session: Session) -> Iterator[None]:
    """Raises Conflict if after the change nobody may open a restricted report that somebody could open before."""
    before = access.unheard(session)
    yield
    session.flush()
    if access.unheard(session) - before:
        raise Conflict(LAST_MARKED)


def set_roles(session: Session, officer: Officer, wanted: set[tuple[int, str]], *, actor: str) -> None:
    """Replaces the officer's roles by these (unit id, role) pairs."""
    if any(role not in terms.ROLES for _, role in wanted):
        raise Invalid("Peran itu tidak ada.", field="role")
    with _leaving_no_report_alone(session):
        session.execute(delete(Membership).where(Membership.officer_id == officer.id))
        session.add_all(Membership(officer_id=officer.id, unit_id=unit, role=role) for unit, role in sorted(wanted))
    holders.let_go(session, f"officer:{officer.id}")
    audit.record(session, Entry(actor, "officer.roles", f"officer:{officer.id}", _described(wanted)))
    _burn_links(session, officer)
    _end_sessions(session, officer)


def set_marks(session: Session, officer: Officer, *, ppa: bool, oversight: bool, actor: str) -> None:
    with _leaving_no_report_alone(session):
        officer.sees_ppa, officer.sees_oversight = ppa, oversight
    holders.let_go(session, f"officer:{officer.id}")
    audit.record(session, Entry(actor, "officer.marks", f"officer:{officer.id}", _marks(ppa, oversight)))
    _burn_links(session, officer)
    _end_sessions(session, officer)


def deactivate(session: Session, officer: Officer, *, actor: str) -> None:
    with _leaving_no_report_alone(session):
        officer.active = False
    holders.let_go(session, f"officer:{officer.id}")
    unsent.drop_all(session, officer.id)
    _burn_links(session, officer)
    audit.record(session, Entry(actor, "officer.deactivated", f"officer:{officer.id}"))
    _end_sessions(session, officer)


def activate(session: Session, officer: Officer, *, actor: str) -> None:
    officer.active = True
    audit.record(session, Entry(actor, "officer.activated", f"officer:{officer.id}"))


def change_password(session: Session, officer: Officer, *, new_hash: str, keep_session: str) -> None:
    """`keep_session` is the token of the session that stays; all others end."""
    officer.password_hash = new_hash
    _burn_links(session, officer)
    audit.record(session, Entry(f"officer:{officer.id}", "officer.password", f"officer:{officer.id}"))
    end_other_sessions(session, officer.id, keep_session=keep_session)


def log_out(session: Session, token: str) -> None:
    found = sessions.officer_of(session, token)
    sessions.close(session, token)
    if found is not None:
        announce(session, "session", f"officer:{found[0]}")


def end_other_sessions(session: Session, officer_id: int, *, keep_session: str) -> None:
    """Ends the live streams too; the browser with the session that stays connects again by itself."""
    sessions.close_all(session, officer_id, but=keep_session)
    announce(session, "session", f"officer:{officer_id}")


# One-time links


def first_link(session: Session) -> str | None:
    """A new link for the first officer, or None once there is one. Older first links die."""
    if _has_officer(session):
        return None
    session.execute(delete(Invite).where(Invite.kind == "first"))
    return _link(session, "first", None)


def invite(
    session: Session, *, email: str, name: str, unit: Unit, roles: Sequence[str], actor: str, ppa: bool = False,
    oversight: bool = False,
) -> str:  # fmt: skip
    """Creates an officer without a password and returns the token of the link that sets one."""
    officer = _create(session, email=email, name=name, ppa=ppa, oversight=oversight)
    set_roles(session, officer, {(unit.id, role) for role in roles}, actor=actor)
    audit.record(session, Entry(actor, "officer.invited", f"officer:{officer.id}", " ".join(roles)))
    return _link(session, "invite", officer.id)


def reset_link(session: Session, officer: Officer, *, actor: str) -> str:
    """Raises Conflict for an inactive officer, as the link would not let them in."""
    if not officer.active:
        raise Conflict("Petugas ini nonaktif. Aktifkan dulu, lalu buat tautannya.")
    _burn_links(session, officer)  # the one before may have gone to somebody else
    audit.record(session, Entry(actor, "officer.reset", f"officer:{officer.id}"))
    return _link(session, "reset", officer.id)


def open_link(session: Session, token: str) -> tuple[str, Officer | None]:
    """(kind, officer or None for the first one) of a link that still works. Raises NotFound."""
    row = session.get(Invite, hash_token(token))
    if row is None or row.used_at is not None or row.expires_at < clock.now():
        raise NotFound(BAD_LINK)
    officer = session.get(Officer, row.officer_id) if row.officer_id else None
    if row.officer_id and (officer is None or not officer.active):
        raise NotFound(BAD_LINK)
    if row.kind == "first" and _has_officer(session):
        raise NotFound(BAD_LINK)
    return row.kind, officer


def use_link(
    session: Session, token: str, *, new_hash: str, email: str = "", name: str = "", root: Unit | None = None
) -> Officer:
    """Sets the password and burns the link. For the first officer also e-mail, name and the root unit."""
    kind, officer = open_link(session, token)
    if kind == "first":
        assert root is not None
        officer = _create(session, email=email, name=name, ppa=True, oversight=True)
        set_roles(session, officer, {(root.id, role) for role in terms.ROLES}, actor="system")
    assert officer is not None
    officer.password_hash = new_hash
    session.get_one(Invite, hash_token(token)).used_at = clock.now()
    _burn_links(session, officer)
    audit.record(session, Entry(f"officer:{officer.id}", f"link.{kind}", f"officer:{officer.id}"))
    _end_sessions(session, officer)
    return officer


def _has_officer(session: Session) -> bool:
    """Whether anybody can log in: then no link makes a first officer any more."""
    return bool(session.scalar(select(Officer.id).where(Officer.password_hash.is_not(None)).limit(1)))


def _link(session: Session, kind: str, officer_id: int | None) -> str:
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        Invite(
            token_hash=hash_token(token), kind=kind, officer_id=officer_id, created_at=now,
            expires_at=now + LINK_LASTS[kind],
        )
    )  # fmt: skip
    return token


def _create(session: Session, *, email: str, name: str, ppa: bool, oversight: bool) -> Officer:
    email, name = email.strip().lower(), clean(name)
    if "@" not in email or email != clean(email) or len(email) > 254 or any(c.isspace() for c in email):
        raise Invalid("Tulis alamat e-mail, misalnya ayu@polres.example.", field="email")
    if not name:
        raise Invalid("Tulis nama petugas.", field="name")
    if session.scalar(select(Officer.id).where(Officer.email == email)):
        raise Conflict("Alamat e-mail itu sudah dipakai.")
    officer = Officer(
        email=email, name=name[:120], active=True, sees_ppa=ppa, sees_oversight=oversight,
        created_at=clock.now(),
    )  # fmt: skip
    session.add(officer)
    session.flush()
    return officer


def _burn_links(session: Session, officer: Officer) -> None:
    """Unused links die: who made one knows it, and must not get the officer's new rights or password by it."""
    unused = (Invite.officer_id == officer.id, Invite.used_at.is_(None))
    session.execute(update(Invite).where(*unused).values(used_at=clock.now()))


def _end_sessions(session: Session, officer: Officer) -> None:
    sessions.close_all(session, officer.id)
    announce(session, "session", f"officer:{officer.id}")


def _marks(ppa: bool, oversight: bool) -> str:
    return " ".join(name for name, on in (("ppa", ppa), ("oversight", oversight)) if on)


def _described(wanted: set[tuple[int, str]]) -> str:
    return " ".join(f"{role}@{unit}" for unit, role in sorted(wanted))
