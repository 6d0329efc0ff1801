"""Whether the key file is the one that this database was begun with. With another, nothing sealed could be opened and
no contact could be found."""

from __future__ import annotations

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from core import audit
from core.audit import Entry
from core.errors import BadSettings
from core.models import ContactId, KeyMark
from core.vault import Unreadable, Vault

ANOTHER = (
    "this database was begun with another key than the one in the key file (secret.key in the data folder, or "
    "JEMBATAN_SECRET_KEY_FILE): put the first machine's key file there. If it is lost for good, `jembatan key accept` "
    "goes on with this one, and what the other sealed stays shut"
)


def are_known(session: Session) -> bool:
    """Whether the database has marks of its keys. It may have no tables yet, or those of an earlier version."""
    return inspect(session.connection()).has_table(KeyMark.__tablename__) and bool(_known(session))


def check(session: Session, vault: Vault) -> None:
    """Raises BadSettings if a key that was used is not in the file."""
    marks, known = vault.marks, _known(session)
    if any(marks.get(name) != mark for name, mark in known.items()):
        raise BadSettings(ANOTHER)
    sealed = (
        None if known else session.scalar(select(ContactId.sealed).limit(1))
    )  # a database of the time before there were marks
    try:
        if sealed is not None:
            vault.open(sealed, about=b"address")
    except Unreadable:
        raise BadSettings(ANOTHER) from None


def begin(session: Session, vault: Vault) -> None:
    """Does `check`, and notes the marks of new keys in the database."""
    check(session, vault)
    known = _known(session)
    session.add_all(KeyMark(name=name, mark=mark) for name, mark in vault.marks.items() if name not in known)


def accept(session: Session, vault: Vault) -> None:
    """For a station whose key is lost: from now on the keys of this file are the right ones."""
    session.execute(delete(KeyMark))
    session.add_all(KeyMark(name=name, mark=mark) for name, mark in vault.marks.items())
    audit.record(session, Entry("cli", "key.accepted"))


def _known(session: Session) -> dict[str, bytes]:
    return {row.name: row.mark for row in session.scalars(select(KeyMark))}
