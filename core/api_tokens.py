"""Tokens for programs: one unit, one role, revocable; only their hash is stored."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit, clock, holders, terms
from core.errors import Invalid, NotFound
from core.models import ApiToken, Unit
from core.text import clean
from core.vault import hash_token


def create(session: Session, *, name: str, role: str, unit: Unit, actor: str) -> str:
    """Returns the token, which is shown once and never again."""
    if role not in terms.ROLES:
        raise Invalid("Peran itu tidak ada.", field="role")
    name = clean(name)[:120]
    if not name:
        raise Invalid("Beri nama token ini.", field="name")
    token = "jbt_" + secrets.token_urlsafe(32)
    row = ApiToken(token_hash=hash_token(token), name=name, unit_id=unit.id, role=role, created_at=clock.now())
    session.add(row)
    session.flush()
    audit.record(session, audit.Entry(actor, "token.created", f"token:{row.id}", role))
    return token


def id_of(session: Session, token: str) -> int | None:
    return session.scalar(
        select(ApiToken.id).where(ApiToken.token_hash == hash_token(token), ApiToken.revoked_at.is_(None))
    )


def revoke(session: Session, token_id: int, *, units: frozenset[int], actor: str) -> None:
    row = session.get(ApiToken, token_id)
    if row is None or row.unit_id not in units:
        raise NotFound("Token itu tidak ada.")
    row.revoked_at = clock.now()
    holders.let_go(session, f"token:{row.id}")
    audit.record(session, audit.Entry(actor, "token.revoked", f"token:{row.id}"))


def of_units(session: Session, units: frozenset[int]) -> Sequence[ApiToken]:
    return session.scalars(select(ApiToken).where(ApiToken.unit_id.in_(units)).order_by(ApiToken.id)).all()
