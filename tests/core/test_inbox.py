"""What the list costs: ten times the archive must not make it slower."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, text

from core import access, clock, codes, db, inbox, officers, reports, terms, units
from core.access import Who
from core.inbox import Filters
from core.models import Report

UNITS = 20
OPEN_EVERY = 25  # 4 of 100 reports are open
FEW, MANY = 10_000, 100_000


def fill(session: db.Session, start: int, end: int, unit_ids: list[int]) -> None:
    """Reports as years would leave them: most of them closed, unit sizes very unlike, the last one tiny."""
    now = clock.now()
    rows = []
    for n in range(start, end):
        priority, at = 1 + n % 4, now - timedelta(minutes=n % 50_000)
        open_ = n % OPEN_EVERY == 0
        rank = 0 if n % 1000 == 0 else (n // OPEN_EVERY if open_ else n) % (UNITS - 1)
        unit = unit_ids[-1] if n % 2500 == 0 else unit_ids[rank]
        rows.append({
            "id": n + 1, "code": f"JB-{n:010d}", "pin_hash": b"p" * 32, "account": "webchat", "unit_id": unit,
            "category": terms.CATEGORIES[n // OPEN_EVERY % len(terms.CATEGORIES)], "priority": priority,
            "status": "received" if open_ else "finished", "complete": True, "identity": "anonymous",
            "language": "id", "summary": f"kejadian nomor {n} di pasar", "place": "Pasar Baru", "taken_by": "",
            "result": "", "restricted": "", "filed_at": at, "changed_at": at, "due_at": at, "unread": False,
            "waiting": "officer", "version": 1,
            "sort_key": reports.sort_key(priority=priority, due_at=at, id_=n + 1),
        })  # fmt: skip
    for chunk in range(0, len(rows), 5_000):
        session.execute(insert(Report), rows[chunk : chunk + 5_000])


@contextmanager
def writing(engine: Engine) -> Iterator[db.Session]:
    with db.Session(engine) as session, session.begin():
        yield session


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = db.writer_engine(database)
    yield made
    made.dispose()


@pytest.fixture
def small(engine: Engine) -> tuple[Who, list[int]]:
    """The officer of the smallest unit, and the ids of all units."""
    with writing(engine) as session:
        root = units.root(session)
        ids = [units.add(session, root, name=f"Unit {n}").id for n in range(UNITS)]
        smallest = units.named(session, f"Unit {UNITS - 1}")
        officer = officers.add(
            session, email="k@x.example", name="Kecil", password="lima kuda di lapangan", unit=smallest,
            roles=["operator"], actor="test",
        )  # fmt: skip
        return access.officer(session, officer.id), ids


def analysed(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def median(work: Callable[[], object], *, times: int = 30) -> float:
    """Seconds. The best of three: what else the machine does must not count."""

    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    work()
    return min(statistics.median(once() for _ in range(times)) for _ in range(3))


def test_the_list_of_the_smallest_unit_does_not_feel_the_archive(
    engine: Engine, small: tuple[Who, list[int]], database: str
) -> None:
    who, unit_ids = small
    reader = db.reader(database)
    filters = Filters(category=terms.CATEGORIES[0])
    wide = Who(who.actor, who.officer_id, who.name, "id", frozenset(unit_ids), frozenset(), who.restrictions)

    def look() -> Any:
        with db.reading(reader) as session:
            return inbox.page(session, who, filters).reports, inbox.counts(session, who)

    def look_back() -> Any:
        with db.reading(reader) as session:
            return inbox.page(session, wide, Filters(view="finished")).reports

    found, cost, archive = [], [], []
    for start, end in ((0, FEW), (FEW, MANY)):
        with writing(engine) as session:
            fill(session, start, end, unit_ids)
        analysed(engine)
        found.append(len(look()[0]))
        cost.append(median(look))
        archive.append(median(look_back))
        ids = [r.id for r in look_back()]
        assert ids == [n + 1 for n in range(end - 1, end - 54, -1) if n % OPEN_EVERY][:50]
    with db.reading(reader) as session:
        assert session.scalar(select(func.count()).select_from(Report)) == MANY
    reader.dispose()
    assert 0 < found[0] <= found[1] <= 50
    assert cost[1] <= cost[0] * 1.5, cost
    assert archive[1] <= archive[0] * 1.5, archive


def test_an_after_key_walks_on_without_counting_what_lies_before(
    engine: Engine, small: tuple[Who, list[int]], database: str
) -> None:
    who, unit_ids = small
    wide = Who(who.actor, who.officer_id, who.name, "id", frozenset(unit_ids), frozenset(), who.restrictions)
    with writing(engine) as session:
        fill(session, 0, FEW, unit_ids)
    analysed(engine)
    seen: list[str] = []
    with db.reading(engine) as session:
        after = ""
        while True:
            page = inbox.page(session, wide, Filters(after=after))
            seen += [r.code for r in page.reports]
            if not (after := page.next):
                break
        wanted = session.scalars(select(Report.code).where(inbox.OPEN).order_by(Report.sort_key)).all()
    assert seen == list(wanted)
    assert len(seen) == FEW // OPEN_EVERY


def test_codes_of_other_units_do_not_show_even_where_the_filter_names_them(
    engine: Engine, small: tuple[Who, list[int]]
) -> None:
    who, unit_ids = small
    with writing(engine) as session:
        fill(session, 0, 500, unit_ids)
    with db.reading(engine) as session:
        for other in unit_ids[:-1]:
            assert inbox.page(session, who, Filters(unit_id=other)).reports == []
        assert {r.unit_id for r in inbox.page(session, who, Filters()).reports} == {unit_ids[-1]}
    assert codes.parse_code("JB-0000000000") is None  # the rows here are no real reports
