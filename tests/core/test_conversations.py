"""People and their conversations, loaded in sets."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import event

from core import clock, conversations, db
from core.conversations import Arrival
from core.models import Contact, Report
from tests.factories import make_report


def test_of_each_persons_reports_the_ten_newest_are_loaded_and_no_others(session: db.Session) -> None:
    filed = {contact_id: file(session, contact_id, number) for contact_id, number in ((1, 3), (2, 25), (3, 0))}
    session.expunge_all()
    loaded: list[object] = []
    event.listen(session, "loaded_as_persistent", lambda _, row: loaded.append(row))
    people = conversations.load(session, filed)
    assert {id_: [report.id for report in person.reports] for id_, person in people.items()} == {
        id_: ids[:-11:-1] for id_, ids in filed.items()
    }
    assert len(loaded) == 3 + 10


def test_of_more_than_ten_those_that_somebody_still_waits_for_are_loaded(session: db.Session) -> None:
    asked, *ids = file(session, 1, 13)
    session.get_one(Report, asked).status = "need_info"
    for id_ in ids[-4:]:
        session.get_one(Report, id_).status = "finished"
    session.flush()
    session.expunge_all()
    [person] = conversations.load(session, [1]).values()
    assert [report.id for report in person.reports] == [ids[-1], *ids[-5::-1], asked]


@pytest.mark.parametrize("order", list(permutations([("+62", "ID.abc"), ("ID.abc",), ("+62",)])))
def test_one_person_by_two_names_in_one_batch_is_one(session: db.Session, order: tuple[tuple[str, ...], ...]) -> None:
    arrivals = [
        Arrival(
            keys=tuple(("whatsapp:1", name.encode()) for name in names), sealed=tuple(b"x" for _ in names),
            language="id", sealed_name=None, at=clock.now(),
        )
        for names in order
    ]  # fmt: skip
    if {len(names) for names in order[:2]} == {1}:
        return  # nothing has told yet that they are one
    people = conversations.load_many(session, arrivals)
    assert len({person.id for person in people.values()}) == 1
    assert len(people) == 2


def file(session: db.Session, contact_id: int, number: int) -> list[int]:
    session.add(Contact(id=contact_id, language="id", created_at=clock.now()))
    session.flush()
    return [make_report(session, contact_id=contact_id, identity="contactable").id for _ in range(number)]
