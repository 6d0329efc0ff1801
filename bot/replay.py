"""[Putar ulang]: a quarantined event is read again and carried out, after the fault was repaired."""

from __future__ import annotations

import structlog

from bot.ingest import Arrived, Ingest
from bot.work import Work
from core import access, audit, conversations, db, inbound, threads
from core.access import Who
from core.audit import Entry
from core.conversations import Person
from core.db import Session
from core.errors import Conflict, NotFound
from core.models import Inbound
from core.vault import Unreadable

BY_BYTES = "sha256:"  # so begins the event id of a request that a channel could not read
log = structlog.get_logger(__name__)


def replay(session: Session, ingest: Ingest, inbound_id: int, who: Who) -> None:
    """Raises NotFound, or Conflict when it was replayed already or still cannot be carried out."""
    access.require_station_admin(who)
    row = session.get(Inbound, inbound_id)
    if row is None or row.raw is None:
        raise NotFound("Pesan itu tidak ditemukan.")
    if not inbound.mark_replayed(session, inbound_id):
        raise Conflict("Pesan itu sudah diputar ulang.")
    arrived = _read(session, ingest, row)
    people = conversations.load_many(session, [a.arrival for a in arrived if a.arrival])
    work = Work(session, ingest.house)
    for item in arrived:
        if item.arrival is not None:
            _hear(work, ingest, item, people[item.arrival.keys[0]], inbound_id)
    work.write()
    audit.record(session, Entry(who.actor, "inbound.replayed", f"inbound:{inbound_id}"))


def _hear(work: Work, ingest: Ingest, item: Arrived, person: Person, inbound_id: int) -> None:
    """The message may be in the thread already, since it was quarantined. It must not be there twice."""
    line = threads.marked_line(work.session, person.id, inbound_id)
    try:
        ingest.hear(work, item._replace(message_id=line or item.message_id), person, inbound_id, stored=bool(line))
    except db.Refused:
        raise
    except Exception as error:
        log.exception("step failed again", error=type(error).__name__)
        raise Conflict("Pesan itu masih belum bisa diproses.") from error


def _now_readable(session: Session, row: Inbound, arrived: list[Arrived]) -> list[Arrived]:
    """The events of a request that could not be read before: it was stored under a hash of its bytes. They are stored
    now under their own ids, so that later repeats are known; those that have come since are left out."""
    if not row.event_id.startswith(BY_BYTES):
        return []
    fresh = inbound.store_many(session, [item.raw._replace(outcome="replayed", sealed=None) for item in arrived])
    return [item for item in arrived if (item.raw.account, item.raw.event_id) in fresh]


def _read(session: Session, ingest: Ingest, row: Inbound) -> list[Arrived]:
    channel = ingest.house.channels.get(row.account)
    if channel is None:
        raise Conflict("Kanal pesan itu sedang tidak aktif.")
    try:
        body = ingest.house.vault.open(row.raw or b"", about=b"inbound")
    except Unreadable:
        raise Conflict("Pesan itu tidak bisa dibuka dengan kunci sekarang.") from None
    arrived = [ingest.prepare(event, tail=row.tail) for event in channel.parse(body, tail=row.tail)]
    # One request may hold several events. Only the one of this row is carried out.
    own = [item for item in arrived if item.raw.event_id == row.event_id]
    arrived = own or _now_readable(session, row, arrived)
    if not any(item.arrival for item in arrived):
        raise Conflict("Pesan itu masih belum bisa dibaca.")
    return arrived
