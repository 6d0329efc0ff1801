"""Headers on every answer."""

from __future__ import annotations

import re
import uuid

import pytest

from api.pages import static
from core.settings import Settings
from tests.ground import PASSWORD, Site, open_site

LOGIN = {"email": "ayu@polres.example", "password": PASSWORD}

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


@pytest.mark.parametrize("path", ["/", "/healthz", "/lapor", "/lacak", "/masuk", "/x", "/api/v1/reports", "/metrics"])
def test_whoever_asks_for_the_head_alone_gets_that_of_the_page(site: Site, path: str) -> None:
    browser = site.officer()
    whole, head = browser.get(path), browser.head(path)
    assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])
    assert head.content == b""


@pytest.mark.parametrize("path", ["/lapor/langsung", "/masuk/langsung"])
def test_of_what_never_ends_there_is_no_head(site: Site, path: str) -> None:
    assert site.officer().head(path).status_code == 405


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


@pytest.mark.parametrize("path", ["/rusak", "/api/v1/rusak"])
def test_what_breaks_has_them_too(site: Site, path: str) -> None:
    def breaks() -> None:
        raise ValueError("of ours")

    site.app.add_api_route(path, breaks)
    whole, broken = site.client().get("/masuk"), site.client().get(path)
    assert broken.status_code == 500
    assert "default-src 'none'" in broken.headers["content-security-policy"]
    wanted = {"x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "cache-control"}
    assert {name: broken.headers.get(name) for name in wanted} == {name: whole.headers[name] for name in wanted}
    assert "of ours" not in broken.text


@pytest.mark.parametrize("path", ["/masuk/login", "/lapor", "/lacak", "/privasi"])
def test_scripts_run_only_with_the_nonce_of_this_very_answer(site: Site, path: str) -> None:
    answers = [site.client().get(path) for _ in range(2)]
    policies = [dict(rule.split(" ", 1) for rule in a.headers["content-security-policy"].split("; ")) for a in answers]
    nonces = [policy["script-src"].split("'")[1].removeprefix("nonce-") for policy in policies]
    assert len({*nonces}) == 2
    for answer, policy, nonce in zip(answers, policies, nonces, strict=True):
        assert policy["script-src"] == f"'nonce-{nonce}' 'strict-dynamic'"
        assert {policy[rule] for rule in ("default-src", "base-uri", "object-src", "frame-ancestors")} == {"'none'"}
        scripts = re.findall(r"<script[^>]*>", answer.text)
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)


def cookies(site: Site) -> dict[str, set[str]]:
    """Name -> flags of all that login and chat set."""
    answers = [
        site.client().post("/masuk/login", data=LOGIN, follow_redirects=False),
        site.client().post("/lapor", data={"event": str(uuid.uuid4()), "text": "halo"}, follow_redirects=False),
    ]
    set_ = [cookie.split("; ") for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    return {pair.partition("=")[0]: {flag.lower() for flag in flags} for pair, *flags in set_}


def test_over_https_cookies_belong_to_this_very_host(sqlite_settings: Settings) -> None:
    with open_site(sqlite_settings) as site:
        site.officer()
        plain = cookies(site)
    with open_site(sqlite_settings.model_copy(update={"public_url": "https://lapor.example"})) as site:
        bound = cookies(site)
    assert {"jembatan", "lapor"} <= set(plain)
    assert set(bound) == {f"__Host-{name}" for name in plain}
    for flags in bound.values():
        assert {"httponly", "secure", "path=/"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)
