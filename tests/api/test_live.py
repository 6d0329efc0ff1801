"""Live pages when the line between database and server breaks."""

import pytest
from sqlalchemy import text

from tests.ground import Site

END_LISTENING = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_page_fetches_anew_when_hints_may_have_been_lost(site_on_both: Site) -> None:
    officer = site_on_both.officer()
    with officer.stream("GET", "/masuk/langsung", timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: hello"
        assert site_on_both.write(lambda s: s.execute(END_LISTENING).scalar()) == 1
        assert not [line for line in lines if line.startswith("event: report")]  # it ends; the browser comes again
    with officer.stream("GET", "/masuk/langsung", timeout=10) as stream:
        assert "event: hello" in next(stream.iter_lines())
