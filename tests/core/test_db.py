"""Reading that takes too long ends, on both databases."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from core import db, inbox
from core.settings import Settings
from tests.factories import make_report
from tests.ground import open_site

COUNTED = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :last) SELECT count(*) FROM c"
NEVER = 10**15  # it would end in months


def test_a_page_that_takes_too_long_says_so_and_lets_others_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "LONGEST", 0.3)
    monkeypatch.setattr(db, "_PAGES", "-c statement_timeout=300")
    with open_site(settings) as site:
        officer, code = site.officer(), site.write(lambda s: make_report(s).code)
        with monkeypatch.context() as patch:
            patch.setattr(inbox, "page", lambda session, *_: session.execute(text(COUNTED), {"last": NEVER}))
            for _ in range(db.READ_POOL + 1):
                answer = officer.get("/masuk")
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
                assert "Coba lagi sebentar lagi." in answer.text
        assert code in officer.get("/masuk").text


def test_what_reads_in_many_statements_may_take_its_time(
    sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the audit's verification does."""
    monkeypatch.setattr(db, "LONGEST", 1.0)
    monkeypatch.setattr(db, "STEPS", 1_000)
    reader, begun = db.reader(sqlite_settings.database), time.monotonic()
    with db.reading(reader) as session:
        while time.monotonic() < begun + 1.2:
            assert session.scalar(text(COUNTED), {"last": 2_000}) == 2_000
    reader.dispose()
