"""Files that wait to be fetched from a provider."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.models import Attachment


@dataclass(frozen=True, slots=True)
class Wanted:
    id: str
    account: str
    ref: bytes  # sealed
    mime: str


def wanted(session: Session, id_: str) -> Wanted | None:
    """None when it was fetched, refused or forgotten meanwhile."""
    row = session.get(Attachment, id_)
    if row is None or row.state != "waiting" or row.ref is None:
        return None
    return Wanted(row.id, row.account, row.ref, row.mime)
