"""Headers on every answer."""

from __future__ import annotations

import pytest

from api.pages import static
from tests.ground import Site


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/masuk", "no-store"),
        (static("desk.js"), "public, max-age=31536000, immutable"),
        ("/static/link.js", "no-cache"),  # imported by other scripts, which do not know its version
    ],
)
def test_browsers_keep_versioned_files_and_nothing_else(site: Site, path: str, kept: str) -> None:
    assert site.client().get(path).headers["cache-control"] == kept
