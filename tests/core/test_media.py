"""The daily look at files and rows, while citizens go on sending."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from core import db, media, units
from core.models import Attachment
from tests.api.test_attachments import filed
from tests.ground import Site


@pytest.mark.parametrize("moment", ["before_cursor_execute", "after_cursor_execute"])
def test_a_file_stored_between_the_look_at_the_folder_and_the_look_at_the_rows_is_left_alone(
    site_on_both: Site, moment: str
) -> None:
    site = site_on_both
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    stored = [filed(site)]
    looking = db.reader(site.settings.database)

    @event.listens_for(looking, moment)
    def another_comes(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            stored.append(filed(site))

    with db.reading(looking) as session:
        assert media.differences(session, site.settings.media_dir) == ([], [])
    looking.dispose()
    assert site.read(lambda s: s.query(Attachment).count()) == len(stored) == 2
