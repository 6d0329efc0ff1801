"""What the list costs: ten times the archive must not make it slower."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, insert, select, update

from core import access, clock, codes, db, inbox, officers, terms, troubles, units
from core.access import Who
from core.inbox import Filters
from core.models import Mention, Message, Report
from tests.archive import FEW, MANY, OPEN_EVERY, UNITS, fill
from tests.effort import analysed, effort


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


def call(session: db.Session, who: Who, report_ids: Sequence[int]) -> None:
    """Most calls were heard long ago."""
    at = clock.now()
    notes = [
        {"id": f"n{id_}", "report_id": id_, "author": "note", "kind": "text", "text": "", "at": at}
        for id_ in report_ids
    ]
    session.execute(insert(Message), notes)
    seen = {"officer_id": who.officer_id, "seen_at": at}
    session.execute(insert(Mention), [seen | {"message_id": f"n{id_}", "report_id": id_} for id_ in report_ids])
    few = select(Mention.message_id).where(Mention.report_id < 400)
    session.execute(update(Mention).where(Mention.message_id.in_(few)).values(seen_at=None))


LOOKS = {
    "a small unit, one category": lambda s, small, _: inbox.page(s, small, Filters(category=terms.CATEGORIES[0])),
    "a small unit, counts": lambda s, small, _: inbox.counts(s, small),
    "the whole station": lambda s, _, wide: inbox.page(s, wide, Filters()),
    "the whole station, counts": lambda s, _, wide: inbox.counts(s, wide),
    "the whole station, the archive": lambda s, _, wide: inbox.page(s, wide, Filters(view="finished")),
    "a small unit, the archive": lambda s, small, _: inbox.page(s, small, Filters(view="finished")),
    "the whole station, files": lambda s, _, wide: inbox.files(s, inbox.page(s, wide, Filters())),
    "the whole station, the last one": lambda s, _, wide: inbox.last_filed(s, wide),
    "a small unit, the last one": lambda s, small, _: inbox.last_filed(s, small),
    "a small unit, calls": lambda s, small, _: inbox.page(s, small, Filters(view="mentioned")),
    "the whole station, calls": lambda s, _, wide: inbox.page(s, wide, Filters(view="mentioned")),
    "the whole station, troubles counted": lambda s, _, wide: [inbox.counts(s, wide), troubles.count(s, wide)],
    "the whole station, troubles": lambda s, _, wide: [inbox.counts(s, wide), troubles.messages(s, wide)],
}


def test_ten_times_the_archive_costs_the_list_nothing(
    engine: Engine, small: tuple[Who, list[int]], database: str
) -> None:
    who, unit_ids = small
    wide = replace(who, units=frozenset(unit_ids))
    reader, found = db.reader(database), []

    def through(look: Callable[..., object]) -> Callable[[], None]:
        def work() -> None:
            with db.reading(reader) as session:
                look(session, who, wide)

        return work

    for start, end in ((0, FEW), (FEW, MANY)):
        with writing(engine) as session:
            fill(session, start, end, unit_ids)
            call(session, who, range(start + 1, end, 20))
        analysed(engine)
        found.append({name: effort(reader, through(look)) for name, look in LOOKS.items()})
    with db.reading(reader) as session:
        assert session.scalar(select(func.count()).select_from(Report)) == MANY
        newest = [r.id for r in inbox.page(session, wide, Filters(view="finished")).reports]
    reader.dispose()
    assert newest == list(range(MANY, MANY - 50, -1))
    few, many = found
    assert all(few.values())
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name] * 1.5 + 20} == {}


def test_an_after_key_walks_on_without_counting_what_lies_before(
    engine: Engine, small: tuple[Who, list[int]], database: str
) -> None:
    who, unit_ids = small
    wide = replace(who, units=frozenset(unit_ids))
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
