"""What is too long for a message is never lost."""

from __future__ import annotations

import pytest

from tests.api.desk.test_report import alert_in, close, filed, stored
from tests.ground import Site


@pytest.mark.parametrize("field", ["text", "reason"])
def test_a_closing_that_is_too_long_is_given_back_whole(site: Site, field: str) -> None:
    ayu, code, words = site.officer(), filed(site), "panjang " * 1300
    answer = close(ayu, site, code, **{field: words})
    assert (answer.status_code, alert_in(answer)) == (422, "Pesan paling panjang 10.000 huruf.")
    assert words.strip() in answer.text
    beyond = close(ayu, site, code, **{field: words * 4})  # more than a page of ours would send
    assert (beyond.status_code, words in beyond.text) == (422, True)
    assert stored(site, code).status == "received"
