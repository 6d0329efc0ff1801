"""A fictional station to look around in: officers, and about 40 reports in every state.

Everything is made by the functions that the product itself uses; then the times are moved back.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from api import demo_texts
from core import (
    access,
    canned,
    clock,
    codes,
    conversations,
    db,
    deadlines,
    mentions,
    officers,
    outbox,
    reports,
    terms,
    threads,
    units,
)
from core.access import Who
from core.db import Session
from core.deadlines import sort_key
from core.ids import new_id
from core.models import Contact, Conversation, Message, Outbox, Report, Unit
from core.settings import Settings
from core.vault import Vault, open_vault
from core.writer import office_of

PASSWORD = "layar perahu kayu"  # noqa: S105 - printed by `make demo`: its folder holds invented people alone
PEOPLE = (
    ("ayu@sagara.example", "Aiptu Ayu L.", ("operator", "admin"), "", True),
    ("bram@sagara.example", "Bripka Bram S.", ("operator",), "Lantas Sagara", False),
    ("dwi@sagara.example", "Brigadir Dwi W.", ("operator",), "Reskrim Sagara", False),
    ("citra@sagara.example", "Aiptu Citra M.", ("operator",), "PPA Sagara", True),
    ("eka@sagara.example", "Bripka Eka P.", ("operator",), "", False),
)
# Which of these people handles which category; the last one handles the others.
DEALS = {
    "missing": 0, "police_service": 0, "crash": 1, "disorder": 1, "theft": 2, "fraud": 2, "violence": 2, "drugs": 2,
    "sexual_or_child": 3,
}  # fmt: skip
CHANNELS = ("webchat", "telegram:900", "whatsapp:+620000000")


def fill(settings: Settings) -> bool:
    """Fills an empty database; False when there is something in it already. Commits."""
    engine = db.writer_engine(settings.database)
    try:
        with db.Session(engine, autoflush=False, expire_on_commit=False) as session, session.begin():
            if session.query(Report).first() is not None:
                return False
            _fill(session, open_vault(settings.key_file))
            return True
    finally:
        engine.dispose()


def _fill(session: Session, vault: Vault) -> None:
    chance = random.Random(20260312)
    root = units.root(session)
    for name in sorted({unit for *_, unit, _ in PEOPLE if unit}):
        units.add(session, root, name=name)
    staff = [_officer(session, *person) for person in PEOPLE]
    canned.begin(session, root, actor="system")
    for number, row in enumerate(demo_texts.REPORTS):
        _report(session, vault, staff, row, number, chance)


def _officer(session: Session, email: str, name: str, roles: tuple[str, ...], unit: str, ppa: bool) -> Who:
    where = units.named(session, unit) if unit else units.root(session)
    officers.add(
        session,
        email=email,
        name=name,
        password=PASSWORD,
        unit=where,
        roles=list(roles),
        actor="demo",
        ppa=ppa,
        oversight="admin" in roles,
    )
    session.flush()
    return access.officer(session, officers.by_email(session, email).id)


def _report(
    session: Session, vault: Vault, staff: Sequence[Who], row: demo_texts.Row, number: int, chance: random.Random
) -> None:
    account = CHANNELS[number % 3]
    filed = clock.now() - timedelta(minutes=row.minutes)
    contact_id = _contact(session, vault, account, number, filed)
    report = _file(session, vault, row, account, contact_id, filed)
    _say(session, report, "citizen", row.text, filed)
    _say(session, report, "bot", f"Terkirim. Kode Anda *{report.code}*. Petugas membaca secepatnya.", filed)
    for act in _acts(row):
        act(session, report, staff[DEALS.get(row.category, -1)])
        session.flush()
    _age(session, report, row, filed, chance)


def _contact(session: Session, vault: Vault, account: str, number: int, at: datetime) -> int:
    contact = Contact(language="id", created_at=at, consent="demo", consent_at=at)
    session.add(contact)
    session.flush()
    session.add(Conversation(contact_id=contact.id, state="{}", version=1, heard_at=at))
    address = f"demo-{number}"
    session.execute(
        conversations.NEW_ID,
        [
            {
                "account": account, "blind": vault.blind(account, address), "contact_id": contact.id,
                "sealed": vault.seal(address.encode(), about=b"address"),
            }
        ],
    )  # fmt: skip
    return contact.id


def _file(
    session: Session, vault: Vault, row: demo_texts.Row, account: str, contact_id: int, filed: datetime
) -> Report:
    code = codes.new_code()
    restricted = terms.RESTRICTION_OF_CATEGORY.get(row.category, "")
    values: dict[str, Any] = {
        "code": code, "pin_hash": vault.hash_pin(code, codes.new_pin()), "contact_id": contact_id,
        "account": account, "unit_id": _unit(session, row).id, "category": row.category,
        "priority": row.priority, "status": "received", "complete": True, "identity": "private",
        "language": "id", "filed_at": filed, "summary": row.text, "place": row.place, "lat": row.lat,
        "lon": row.lon, "restricted": restricted, "happened_at": filed, "happened_precision": "hour",
        "guesses": json.dumps({"category": list(row.words)} if row.words else {}),
    }  # fmt: skip
    id_ = reports.file_many(session, [values])[code]
    return session.get_one(Report, id_)


def _unit(session: Session, row: demo_texts.Row) -> Unit:
    """The unit of the officer who handles it; what is new and urgent is still in the root unit."""
    name = PEOPLE[DEALS.get(row.category, -1)][3]
    is_for_all = row.state == "new" and row.priority < 3 and row.category not in terms.RESTRICTION_OF_CATEGORY
    return units.named(session, name) if name and not is_for_all else units.root(session)


def _acts(row: demo_texts.Row) -> list[Callable[[Session, Report, Who], object]]:
    """What an officer does with the report, to bring it into its state."""
    acts: list[Callable[[Session, Report, Who], object]] = []
    if row.state != "new":
        acts.append(reports.take)
    if row.note:
        acts.append(lambda s, r, w: mentions.note(s, r, w, text=row.note))
    if row.state in {"handling", "need_info", "finished"}:
        acts.append(lambda s, r, w: _reply(s, r, w, row))
    if row.state == "finished":
        acts.append(
            lambda s, r, w: reports.set_status(
                s, r, w, status="finished", version=r.version, result=row.result, reason="Sudah ditindaklanjuti."
            )
        )
    return acts


def _reply(session: Session, report: Report, who: Who, row: demo_texts.Row) -> None:
    id_ = reports.reply(session, report, who, text=row.answer, ask=row.state == "need_info")
    session.flush()
    ticks = report.account.startswith("whatsapp") and not row.lost
    _out(session, report, id_, row.answer, ("sent", "delivered", "read")[report.id // 3 % 3] if ticks else "sent")
    if row.lost:
        session.get_one(Outbox, id_).attempts = 1
        event = {"message": outbox.ticket(id_, 0), "state": "failed", "why": row.lost}
        outbox.advance_many(session, [event], now=clock.now())


def _say(session: Session, report: Report, author: str, text: str, at: datetime) -> None:
    id_ = new_id()
    session.add(
        Message(id=id_, report_id=report.id, contact_id=report.contact_id, author=author, kind="text", text=text, at=at)
    )
    session.flush()
    if author == "bot":
        _out(session, report, id_, text, "sent")


def _out(session: Session, report: Report, id_: str, text: str, state: str) -> None:
    now = clock.now()
    outbox.enqueue_many(
        session,
        [
            {
                "id": id_, "contact_id": report.contact_id, "report_id": report.id, "account": report.account,
                "address": b"demo", "lane": outbox.TALK, "payload": json.dumps({"text": text}), "state": state,
                "due_at": now, "created_at": now,
            }
        ],
    )  # fmt: skip
    if not report.account.startswith("webchat"):
        outbox.tried(session, id_, "sent", "", now=now)


def _age(session: Session, report: Report, row: demo_texts.Row, filed: datetime, chance: random.Random) -> None:
    """Moves the times of what was just done back into the past."""
    steps = [filed + timedelta(minutes=row.minutes * share) for share in sorted(chance.random() for _ in range(3))]
    if report.taken_at is not None:
        report.taken_at = steps[0]
    if report.replied_at is not None:
        report.replied_at = steps[1]
    report.changed_at = steps[2] if report.taken_at else filed
    report.finished_at = steps[2] if report.status == "finished" else None
    names = list(json.loads(report.times))
    report.times = json.dumps(
        {name: at.isoformat(timespec="seconds") for name, at in zip(names, [filed, *steps], strict=False)}
    )
    for line, at in zip([m for m in threads.rows(session, report.id) if m.at > filed], _spread(steps), strict=False):
        line.at = at
    report.unread = row.state == "new"
    report.due_at = deadlines.due_at(report, office_of(session))
    report.sort_key = sort_key(priority=report.priority, due_at=report.due_at, id_=report.id)


def _spread(steps: list[datetime]) -> list[datetime]:
    return [at + timedelta(seconds=second) for at in steps for second in range(4)]
