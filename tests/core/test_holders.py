"""Who holds reports when rights change: the same few statements whatever their number."""

from __future__ import annotations

from sqlalchemy import Engine

from core import audit, clock, db, jobs, officers, units
from core.models import Job, Officer, Report
from tests.effort import statements
from tests.factories import make_report
from tests.ground import PASSWORD


def budi(session: db.Session) -> Officer:
    return officers.add(
        session, email="budi@polres.example", name="Budi", password=PASSWORD, unit=units.root(session),
        roles=["operator"], actor="test", ppa=True,
    )  # fmt: skip


def hold(session: db.Session, officer: Officer, number: int, **over: object) -> list[Report]:
    """So many more reports that this officer has taken."""
    actor, now = f"officer:{officer.id}", clock.now()
    held = [make_report(session, **over) for _ in range(number)]
    for report in held:
        report.officer_id, report.taken_by, report.taken_at = officer.id, actor, now
    session.flush()
    return held


def cost(session: db.Session, officer: Officer, *, ppa: bool) -> int:
    engine = session.get_bind()
    assert isinstance(engine, Engine)

    def change() -> None:
        officers.set_marks(session, officer, ppa=ppa, oversight=False, actor="test")
        session.flush()

    return len(statements(engine, change))


def test_a_change_of_rights_costs_the_same_whatever_is_held_or_lost(session: db.Session) -> None:
    officer = budi(session)
    costs = []
    for number in (2, 40):
        kept = hold(session, officer, number)
        lost = hold(session, officer, number, restricted="oversight", priority=1)
        costs.append(cost(session, officer, ppa=len(costs) == 1))
        assert {report.taken_by for report in kept} == {f"officer:{officer.id}"}
        assert {(report.taken_by, report.officer_id) for report in lost} == {("", None)}
    assert costs[0] == costs[1]


def test_what_is_lost_rings_if_it_is_urgent_and_is_audited_each(session: db.Session) -> None:
    officer = budi(session)
    urgent = hold(session, officer, 2, restricted="oversight", priority=1)
    calm = hold(session, officer, 1, restricted="oversight")
    cost(session, officer, ppa=True)
    calls = {row.payload for row in session.query(Job).filter_by(kind=jobs.DUTY)}
    assert calls == {report.code for report in urgent}
    for report in (*urgent, *calm):
        assert "report.assigned" in {entry.action for entry in audit.of(session, report.code)}
    assert audit.verify(session)[2] is None
