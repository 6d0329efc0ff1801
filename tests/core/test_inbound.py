from datetime import UTC, datetime, timedelta

from core import db, inbound
from core.inbound import Raw
from core.models import Inbound

NOW = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)


def left(session: db.Session, ages: list[int], outcomes: tuple[str, ...] = ()) -> list[int]:
    """Which of the events of so many days ago are left after the daily cleaning."""
    named = dict(enumerate(outcomes))
    raws = [
        Raw("telegram:1", str(number), NOW - timedelta(days=age), named.get(number, "done"), b"sealed")
        for number, age in enumerate(ages)
    ]
    for raw in raws:
        inbound.store_many(session, [raw])
    inbound.expire(session, now=NOW)
    return [(NOW - row.at).days for row in session.query(Inbound).order_by(Inbound.id)]


def test_raw_events_are_kept_for_thirty_days(session: db.Session) -> None:
    assert left(session, [40, 31, 30, 29, 0]) == [30, 29, 0]


def test_all_go_when_all_are_old(session: db.Session) -> None:
    assert left(session, [50, 40]) == []


def test_one_that_seems_to_come_from_the_future_keeps_no_others(session: db.Session) -> None:
    assert left(session, [-365, 60, 1]) == [-365, 1]


def test_an_event_that_nobody_has_looked_at_stays(session: db.Session) -> None:
    assert left(session, [50, 40, 1], ("quarantined",)) == [50, 1]
