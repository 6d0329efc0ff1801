"""Officers' logins: random tokens, stored as hashes. Logging out, deactivation and new roles end them at once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core import clock
from core.models import LoginSession, Officer
from core.vault import hash_token

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)  # "seen" is written no more often, so that most page views write nothing


def open_for(session: Session, officer_id: int) -> str:
    """A new session's token, 256 random bits; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(LoginSession(token_hash=hash_token(token), officer_id=officer_id, created_at=now, seen_at=now))
    return token


def officer_of(session: Session, token: str) -> tuple[int, bool] | None:
    """(officer id, whether "seen" is due to be written) of a live session, else None."""
    row = session.execute(
        select(LoginSession.officer_id, LoginSession.created_at, LoginSession.seen_at)
        .join(Officer, Officer.id == LoginSession.officer_id)
        .where(LoginSession.token_hash == hash_token(token), Officer.active)
    ).first()
    now = clock.now()
    if row is None or row.seen_at < now - IDLE or row.created_at < now - LONGEST:
        return None
    return row.officer_id, row.seen_at < now - SEEN_EVERY


def ends(session: Session, token: str) -> tuple[int, int] | None:
    """(seconds until the session ends if it is not used, seconds until it ends in any case); None for no session."""
    row = session.execute(
        select(LoginSession.created_at, LoginSession.seen_at).where(LoginSession.token_hash == hash_token(token))
    ).first()
    if row is None:
        return None
    now = clock.now()
    longest = int((row.created_at + LONGEST - now).total_seconds())
    return min(longest, int((row.seen_at + IDLE - now).total_seconds())), longest


def seen(session: Session, token: str) -> None:
    session.execute(
        update(LoginSession).where(LoginSession.token_hash == hash_token(token)).values(seen_at=clock.now())
    )


def close(session: Session, token: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.token_hash == hash_token(token)))


def close_all(session: Session, officer_id: int, *, but: str = "") -> None:
    """Every session of the officer, except the one with token `but`."""
    kept = LoginSession.token_hash != hash_token(but)
    session.execute(delete(LoginSession).where(LoginSession.officer_id == officer_id, kept))


def expire(session: Session) -> None:
    session.execute(delete(LoginSession).where(LoginSession.created_at < clock.now() - LONGEST))
