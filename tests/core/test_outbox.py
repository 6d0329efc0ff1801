from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest
from sqlalchemy import delete, insert, select

from core import db, lost_answers, outbox, senders
from core.ids import new_id
from core.models import Attempt, Contact, Outbox
from core.outbox import BULK, SAFETY, TALK, Outcome
from tests.effort import analysed, effort, statements

NOW = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)
ACCOUNT = "telegram:1"
WEEK = timedelta(days=7)


def contact(session: db.Session) -> int:
    row = Contact(language="id", created_at=NOW)
    session.add(row)
    session.flush()
    return row.id


def put(session: db.Session, contact_id: int | None, *, lane: int = TALK, due_at: datetime = NOW) -> str:
    id_ = new_id()
    outbox.enqueue_many(
        session,
        [
            {
                "id": id_, "contact_id": contact_id, "report_id": None, "account": ACCOUNT, "address": b"x",
                "lane": lane, "payload": "{}", "state": "queued", "due_at": due_at, "created_at": NOW,
            }
        ],
    )  # fmt: skip
    return id_


def lease(session: db.Session, *, limit: int = 10, now: datetime = NOW, fence: int = 1) -> list[str]:
    rows = outbox.lease(session, ACCOUNT, fence=fence, now=now, seconds=60, limit=limit)
    session.flush()
    return [row.id for row in rows]


def record(session: db.Session, id_: str, outcome: str, **more) -> list[str]:
    stale = outbox.record_many(session, [Outcome(id_, 1, outcome, **more)], now=NOW)
    session.flush()
    return stale


def state(session: db.Session, id_: str) -> tuple[str, str]:
    session.flush()
    session.expire_all()
    row = session.get_one(Outbox, id_)
    return row.state, row.trouble


def test_safety_goes_before_talk_and_talk_before_bulk(session: db.Session) -> None:
    bulk, talk, safety = (put(session, contact(session), lane=lane) for lane in (BULK, TALK, SAFETY))
    assert lease(session, limit=1) == [safety]
    assert lease(session) == [talk, bulk]


def crowd(database: str, size: int) -> None:
    """So many people with one bulk message each, and one who is to get a reply."""
    people = [{"id": n, "language": "id", "created_at": NOW} for n in range(1, size + 2)]
    rows = [
        {
            "id": f"{n:032x}", "contact_id": n, "report_id": None, "account": ACCOUNT, "address": b"x",
            "lane": TALK if n > size else BULK, "payload": "{}", "state": "queued", "due_at": NOW, "created_at": NOW,
        }
        for n in range(1, size + 2)
    ]  # fmt: skip
    engine = db.writer_engine(database)
    for start in range(0, size + 1, 2_000):
        with db.Session(engine) as session, session.begin():
            session.execute(insert(Contact), people[start : start + 2_000])
            outbox.enqueue_many(session, rows[start : start + 2_000])
    analysed(engine)
    engine.dispose()


def test_what_a_sender_asks_costs_the_same_whatever_waits(database: str) -> None:
    """A reply behind the bulk of everybody, leases that ran out, sends of unknown outcome."""
    efforts, engine = [], db.writer_engine(database)
    for size in (500, 20_000):
        with db.Session(engine) as session, session.begin():
            session.execute(delete(Outbox))
            session.execute(delete(Contact))
        crowd(database, size)

        def ask(look: Callable[[db.Session], object], wanted: object) -> int:
            def work() -> None:
                with db.Session(engine) as session:
                    assert look(session) == wanted

            return effort(engine, work)

        efforts.append({
            "reply": ask(lambda s: lease(s, limit=1), [f"{size + 1:032x}"]),
            "waiting": ask(lambda s: outbox.waiting(s, ACCOUNT, now=NOW), True),
            "expired": ask(lambda s: outbox.expired(s, ACCOUNT, now=NOW, resend=True), 0),
            "unknown": ask(lambda s: lost_answers.unknown(s, ACCOUNT, since=NOW, after="", limit=10), []),
        })  # fmt: skip
    engine.dispose()
    few, many = efforts
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name] * 1.5 + 20} == {}


def test_one_contact_gets_its_messages_in_order(session: db.Session) -> None:
    person = contact(session)
    first, second = put(session, person), put(session, person)
    assert lease(session) == [first]
    assert lease(session) == []
    record(session, first, "sent", provider_id="7")
    assert lease(session) == [second]


def test_a_message_that_waits_holds_back_its_lane_but_no_other_lane_or_contact(session: db.Session) -> None:
    person, other = contact(session), contact(session)
    first = put(session, person)
    lease(session)
    record(session, first, "retry", due_at=NOW + timedelta(seconds=7))
    put(session, person)
    safety, elsewhere = put(session, person, lane=SAFETY), put(session, other)
    assert lease(session) == [safety, elsewhere]
    assert lease(session, now=NOW + timedelta(seconds=6)) == []
    assert lease(session, now=NOW + timedelta(seconds=8)) == [first]


def test_what_is_leased_is_not_leased_again(session: db.Session) -> None:
    put(session, contact(session))
    assert len(lease(session)) == 1
    assert lease(session) == []


def test_many_outcomes_are_looked_up_together(session: db.Session) -> None:
    engine, costs = session.get_bind(), []
    for number in (2, 20):
        ids = [put(session, contact(session)) for _ in range(number)]
        lease(session, limit=number)
        session.expire_all()
        outcomes = [Outcome(id_, 1, "sent", provider_id=id_) for id_ in ids]
        asked = statements(engine, lambda o=outcomes: outbox.record_many(session, o, now=NOW))
        costs.append([each.startswith("SELECT") for each in asked].count(True))
        assert {state(session, id_) for id_ in ids} == {("sent", "")}
    assert costs == [1, 1]


def test_a_new_holder_waits_for_the_lease_and_raises_the_fence(session: db.Session) -> None:
    def hold(holder: str, now: datetime) -> int | None:
        return senders.hold(session, ACCOUNT, holder=holder, now=now, seconds=30)

    assert hold("a", NOW) == 1
    session.flush()
    assert hold("b", NOW) is None
    assert hold("a", NOW + timedelta(seconds=20)) == 1
    assert hold("b", NOW + timedelta(seconds=51)) == 2
    session.flush()
    assert hold("a", NOW + timedelta(seconds=52)) is None


def test_a_new_holder_need_not_wait_for_the_rows_of_the_old_one(session: db.Session) -> None:
    senders.hold(session, ACCOUNT, holder="a", now=NOW, seconds=30)
    id_, later = put(session, contact(session)), NOW + timedelta(seconds=31)
    assert lease(session, now=NOW + timedelta(seconds=29)) == [id_]
    assert outbox.expired(session, ACCOUNT, now=later, resend=True) == 0
    assert senders.hold(session, ACCOUNT, holder="b", now=later, seconds=30) == 2
    assert outbox.expired(session, ACCOUNT, now=later, resend=True) == 1
    session.flush()
    assert lease(session, now=later, fence=2) == [id_]
    assert senders.hold(session, ACCOUNT, holder="b", now=later, seconds=30) == 2
    assert outbox.expired(session, ACCOUNT, now=later, resend=True) == 0
    assert record(session, id_, "failed") == [id_]  # the old holder's word, of fence 1


def test_a_sleeper_that_wakes_after_its_lease_changes_nothing(session: db.Session) -> None:
    id_ = put(session, contact(session))
    lease(session, fence=1)
    outbox.expired(session, ACCOUNT, now=NOW + timedelta(seconds=61), resend=True)
    session.flush()
    assert record(session, id_, "failed", reason="late") == [id_]
    assert state(session, id_) == ("queued", "")


def test_an_expired_lease_is_sent_again_or_shown_as_unknown(session: db.Session) -> None:
    id_ = put(session, contact(session))
    lease(session)
    later = NOW + timedelta(seconds=61)
    assert outbox.expired(session, ACCOUNT, now=later, resend=False) == 1
    assert state(session, id_) == ("sending", "unknown")
    outbox.again(session, session.get_one(Outbox, id_), now=later)
    session.flush()
    assert lease(session, now=later) == [id_]


def test_what_nobody_records_is_not_sent_for_ever(session: db.Session) -> None:
    id_, now, tries = put(session, contact(session)), NOW, 0
    while lease(session, now=now) and tries < 50:
        tries, now = tries + 1, now + timedelta(seconds=61)
        outbox.expired(session, ACCOUNT, now=now, resend=True)
        session.flush()
    assert (tries, state(session, id_)) == (outbox.LAST_TRY, ("sending", "unknown"))


def test_a_lease_that_ran_out_after_a_long_outage_is_a_first_repeat(session: db.Session) -> None:
    id_ = put(session, contact(session))
    for _ in range(50):
        lease(session)
        record(session, id_, "retry", reason="no answer", due_at=NOW)
    assert session.query(Attempt).count() == outbox.LISTED
    assert session.get_one(Outbox, id_, populate_existing=True).attempts == 50
    lease(session)
    outbox.expired(session, ACCOUNT, now=NOW + timedelta(seconds=61), resend=True)
    assert state(session, id_) == ("queued", "")


def test_an_unknown_outcome_stops_blocking_after_a_minute(session: db.Session) -> None:
    person = contact(session)
    first = put(session, person)
    lease(session)
    record(session, first, "unknown", reason="timeout")
    second = put(session, person)
    assert lease(session) == []
    assert lease(session, now=NOW + timedelta(seconds=61)) == [second]


STATES = ("queued", "sending", "sent", "delivered", "read")


def test_all_orders_of_status_callbacks_end_at_the_largest(session: db.Session) -> None:
    ids = {}
    for order in permutations(STATES):
        id_ = put(session, contact(session))
        ids[id_] = order
        for seen in (*order, order[0], order[2]):
            outbox.advance_many(session, [{"message": id_, "state": seen}], now=NOW)
    assert len(ids) == 120
    assert {state(session, id_)[0] for id_ in ids} == {"read"}


@pytest.mark.parametrize(("early", "late"), list(product(("delivered", "read"), ("sent", "failed", "unknown"))))
def test_a_callback_faster_than_our_own_record_is_kept(session: db.Session, early: str, late: str) -> None:
    id_ = put(session, contact(session))
    lease(session)
    outbox.advance_many(session, [{"message": id_, "state": early}], now=NOW)
    record(session, id_, late, provider_id="SM1")
    assert state(session, id_) == (early, "")
    assert session.get_one(Outbox, id_).provider_id == "SM1"


def test_a_secret_that_arrived_before_its_answer_was_lost_is_no_trouble(session: db.Session) -> None:
    id_ = put(session, contact(session))
    session.get_one(Outbox, id_).forget = True
    lease(session)
    outbox.advance_many(session, [{"message": id_, "state": "delivered"}], now=NOW)
    record(session, id_, "unknown", reason="timeout")
    assert state(session, id_) == ("delivered", "")
    assert session.get_one(Outbox, id_).payload is None


def test_those_that_are_asked_about_take_turns(session: db.Session) -> None:
    ids = [put(session, contact(session)) for _ in range(5)]
    lease(session)
    for id_ in reversed(ids):
        record(session, id_, "unknown")

    def ask(after: str) -> list[str]:
        return [r.id for r in lost_answers.unknown(session, ACCOUNT, since=NOW - WEEK, after=after, limit=3)]

    assert [ask(""), ask(ids[2])] == [ids[:3], ids[3:]]


@pytest.mark.parametrize("arrived", ["delivered", "read"])
def test_what_arrives_after_it_failed_has_arrived_and_its_history_says_so(session: db.Session, arrived: str) -> None:
    id_ = put(session, contact(session))
    lease(session)
    failed = {"message": id_, "state": "failed", "why": "63024", "blocked": True}
    for event in (failed, {"message": id_, "state": arrived}, failed, {"message": id_, "state": arrived}):
        outbox.advance_many(session, [event], now=NOW)
    assert state(session, id_) == (arrived, "")
    session.expire_all()
    assert session.execute(select(Attempt.outcome)).scalars().all() == ["failed", arrived]
    assert session.scalars(select(Contact.reachable)).all() == [True]


def test_every_try_leaves_an_attempt_that_can_be_read(session: db.Session) -> None:
    id_ = put(session, contact(session))
    lease(session)
    record(session, id_, "retry", reason="429", due_at=NOW)
    lease(session)
    record(session, id_, "failed", reason="blocked", blocked=True)
    session.flush()
    tries = session.execute(select(Attempt.outcome, Attempt.reason).order_by(Attempt.id)).all()
    assert tries == [("retry", "429"), ("failed", "blocked")]
    assert state(session, id_) == ("failed", "blocked")
    session.expire_all()
    assert session.scalars(select(Contact.reachable)).all() == [False]


def test_a_failure_that_is_reported_twice_stands_once_in_the_history_with_its_first_reason(session: db.Session) -> None:
    id_, other = put(session, contact(session)), put(session, contact(session))
    lease(session)
    record(session, id_, "sent")
    first = {"message": id_, "state": "failed", "why": "no such recipient: twilio 63024"}
    for events in ([first, first | {"why": "refused"}, {"message": other, "state": "delivered"}], [first]):
        outbox.advance_many(session, events, now=NOW)
    session.flush()
    tries = session.execute(select(Attempt.outbox_id, Attempt.outcome, Attempt.reason).order_by(Attempt.id)).all()
    assert tries == [(id_, "sent", ""), (id_, "failed", "no such recipient: twilio 63024")]


def test_what_is_heard_of_an_earlier_round_changes_nothing(session: db.Session) -> None:
    id_ = put(session, contact(session))
    lease(session)
    outbox.advance_many(session, [{"message": id_, "state": "failed", "why": "x"}], now=NOW)
    row = outbox.failed(session, id_)
    assert row is not None
    outbox.again(session, row, now=NOW)
    session.flush()
    for late in ("sending", "sent", "failed", "delivered"):
        outbox.advance_many(session, [{"message": id_, "state": late}], now=NOW)
    assert record(session, id_, "sent", provider_id="SM1") == [id_]
    assert state(session, id_) == ("queued", "")
    (again,) = outbox.lease(session, ACCOUNT, fence=1, now=NOW, seconds=60, limit=1)
    assert again.ticket != id_
    outbox.advance_many(session, [{"message": again.ticket, "state": "delivered"}], now=NOW)
    assert state(session, id_) == ("delivered", "")
    assert outbox.failed(session, id_) is None


def test_an_answer_and_a_callback_of_the_same_batch_end_at_the_largest(session: db.Session) -> None:
    id_ = put(session, contact(session))
    lease(session)
    outbox.record_many(session, [Outcome(id_, 1, "sent", provider_id="SM1")], now=NOW)
    outbox.advance_many(session, [{"message": id_, "state": "delivered"}], now=NOW)
    assert state(session, id_) == ("delivered", "")


@pytest.mark.parametrize("ticket", ["", ".", "x.1", ".2", "1" * 32 + ".9999999999999999999", "\u0661.\u0661"])
def test_a_callback_for_a_name_that_is_none_changes_nothing(session: db.Session, ticket: str) -> None:
    id_ = put(session, contact(session))
    outbox.advance_many(session, [{"message": ticket, "state": "read", "blocked": True}], now=NOW)
    assert outbox.failed(session, ticket) is None
    assert state(session, id_) == ("queued", "")


@pytest.mark.parametrize("final", [True, False])
def test_a_secret_that_arrived_leaves_neither_words_nor_recipient(session: db.Session, final: bool) -> None:
    id_ = put(session, contact(session))
    session.get_one(Outbox, id_).forget = True
    lease(session)
    record(session, id_, "sent", final=final)
    if not final:  # it may fail yet and be sent in another way
        outbox.advance_many(session, [{"message": id_, "state": "delivered"}], now=NOW)
    row = session.get_one(Outbox, id_, populate_existing=True)
    assert (row.payload, row.contact_id, row.address) == (None, None, b"")


def test_what_may_have_arrived_is_sent_a_dozen_times_at_most(session: db.Session) -> None:
    id_, now, tries = put(session, contact(session)), NOW, 0
    while lease(session, now=now) and tries < 50:
        tries, now = tries + 1, now + timedelta(hours=1)
        record(session, id_, "repeat", reason="no answer", due_at=now)
    assert (tries, state(session, id_)) == (outbox.LAST_TRY, ("sending", "unknown"))


def test_a_lease_whose_outcome_its_holder_still_knows_is_not_over(session: db.Session) -> None:
    id_, later = put(session, contact(session)), NOW + timedelta(minutes=10)
    lease(session)
    assert outbox.expired(session, ACCOUNT, now=later, resend=True, but=[id_]) == 0
    assert record(session, id_, "sent") == []
    assert state(session, id_) == ("sent", "")


@pytest.mark.parametrize("word", ["queued", "sending"])
def test_a_provider_that_is_still_busy_with_it_stops_no_other_try(session: db.Session, word: str) -> None:
    """It answered our POST with an error, and took the message all the same."""
    id_ = put(session, contact(session))
    lease(session)
    record(session, id_, "retry", reason="provider in trouble", due_at=NOW)
    outbox.advance_many(session, [{"message": id_, "state": word}], now=NOW)
    assert state(session, id_) == ("queued", "")
    outbox.advance_many(session, [{"message": id_, "state": "sent"}], now=NOW)
    assert lease(session) == []
