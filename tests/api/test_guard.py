"""Headers on every answer."""

from __future__ import annotations

import pytest

from api.pages import static
from core.settings import Settings
from tests.ground import Site, open_site

TILES = "https://tiles.example:8443/{z}/{x}/{y}.png?key=1"


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


def pictures(site: Site, path: str) -> str:
    rules = site.client().get(path).headers["content-security-policy"].split("; ")
    return next(rule for rule in rules if rule.startswith("img-src"))


def test_pictures_come_from_here_and_from_the_stations_own_tile_server_alone(sqlite_settings: Settings) -> None:
    with open_site(sqlite_settings) as site:
        assert pictures(site, "/lapor") == "img-src 'self' data: blob:"
        plain = site.client().get("/lapor").headers["content-security-policy"]
    more = {"tiles_url": TILES, "tiles_attribution": "Dinas Peta"}
    with open_site(sqlite_settings.model_copy(update=more)) as site:
        for path in ("/lapor", "/masuk"):
            assert pictures(site, path) == "img-src 'self' data: blob: https://tiles.example:8443"
        assert (
            site.client().get("/lapor").headers["content-security-policy"].count("https:") == plain.count("https:") + 1
        )
