"""`make demo`: a fictional station that shows every state."""

from __future__ import annotations

from api import cli, demo
from core import db, terms
from core.models import Report
from core.settings import Settings


def test_the_demo_has_reports_in_every_state_and_fills_only_an_empty_station(sqlite_settings: Settings) -> None:
    cli.prepare(sqlite_settings)
    assert demo.fill(sqlite_settings)
    assert not demo.fill(sqlite_settings)
    engine = db.reader(sqlite_settings.database)
    with db.reading(engine) as session:
        found = session.query(Report).all()
    engine.dispose()
    assert len(found) >= 40
    assert {report.status for report in found} == set(terms.STATUSES)
    assert {report.account.partition(":")[0] for report in found} == {"webchat", "telegram", "whatsapp"}
