from datetime import UTC, datetime, timedelta

from core import db, jobs

NOW = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def due(session: db.Session, *, now: datetime = NOW) -> list[tuple[int, str, str]]:
    return jobs.due(session, jobs.TIMER, now=now)


def fetchable(session: db.Session, *, now: datetime, limit: int = 9) -> list[tuple[str, int]]:
    return [(key, tries) for _, key, tries in jobs.lease(session, jobs.FETCH, now=now, seconds=60, limit=limit)]


def test_a_timer_is_due_from_its_time_on_and_fires_once(session: db.Session) -> None:
    jobs.set_one(session, jobs.TIMER, "7", due_at=NOW, payload="webchat")
    assert due(session, now=NOW - timedelta(seconds=1)) == []
    [(id_, key, payload)] = due(session)
    assert (key, payload) == ("7", "webchat")
    assert jobs.fire(session, id_, now=NOW)
    assert not jobs.fire(session, id_, now=NOW)
    assert due(session) == []


def test_one_look_tells_of_which_kinds_something_is_due(session: db.Session) -> None:
    jobs.set_one(session, jobs.TIMER, "7", due_at=NOW)
    jobs.set_one(session, jobs.DUTY, "a 1", due_at=LATER)
    jobs.set_one(session, jobs.FETCH, "b", due_at=NOW)
    jobs.set_one(session, jobs.FETCH, "c", due_at=NOW)
    jobs.set_one(session, jobs.BACKFILL, "telegram", due_at=NOW)  # whose time is another
    assert jobs.kinds_due(session, now=NOW - timedelta(seconds=1)) == set()
    assert jobs.kinds_due(session, now=NOW) == {jobs.TIMER, jobs.FETCH}
    assert jobs.kinds_due(session, now=LATER) == {jobs.TIMER, jobs.DUTY, jobs.FETCH}


def test_a_timer_that_was_moved_or_cancelled_since_it_was_read_does_not_fire(session: db.Session) -> None:
    jobs.set_many(session, [{"kind": jobs.TIMER, "key": key, "due_at": NOW, "payload": ""} for key in ("1", "2")])
    (moved, *_), (cancelled, *_) = due(session)
    jobs.set_one(session, jobs.TIMER, "1", due_at=LATER)
    jobs.cancel_many(session, jobs.TIMER, ["2"])
    assert not jobs.fire(session, moved, now=NOW)
    assert not jobs.fire(session, cancelled, now=NOW)
    assert [key for _, key, _ in due(session, now=LATER)] == ["1"]


def test_what_one_works_on_nobody_else_gets_until_the_lease_ends(session: db.Session) -> None:
    for key in ("a", "b", "c"):
        jobs.set_one(session, jobs.FETCH, key, due_at=NOW)
    assert fetchable(session, now=NOW, limit=2) == [("a", 1), ("b", 1)]
    assert fetchable(session, now=NOW) == [("c", 1)]
    assert fetchable(session, now=NOW + timedelta(seconds=59)) == []
    assert sorted(fetchable(session, now=NOW + timedelta(seconds=60))) == [("a", 2), ("b", 2), ("c", 2)]


def test_the_only_process_need_not_wait_for_a_dead_ones_leases(session: db.Session) -> None:
    jobs.set_one(session, jobs.FETCH, "a", due_at=NOW)
    assert fetchable(session, now=NOW) == [("a", 1)]
    jobs.orphan(session)
    assert fetchable(session, now=NOW) == [("a", 2)]


def test_work_put_off_comes_back_at_its_time_and_finished_work_never(session: db.Session) -> None:
    jobs.set_one(session, jobs.FETCH, "a", due_at=NOW)
    [(id_, *_)] = jobs.lease(session, jobs.FETCH, now=NOW, seconds=60, limit=1)
    jobs.retry(session, id_, due_at=LATER)
    assert fetchable(session, now=NOW) == []
    assert fetchable(session, now=LATER) == [("a", 2)]
    jobs.finish(session, id_)
    assert fetchable(session, now=LATER + timedelta(hours=1)) == []
