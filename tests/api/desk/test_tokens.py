"""Tokens for programs: on the Unit page and by `jembatan token create`."""

from __future__ import annotations

import re

import httpx2
import pytest

from api import cli
from core import api_tokens, units
from core.models import ApiToken
from tests.ground import Site


@pytest.fixture
def admin(site: Site) -> httpx2.Client:
    return site.officer("chief@polres.example", name="Kepala", roles=("admin",))


def asked(site: Site, admin: httpx2.Client, role: str) -> httpx2.Response:
    unit = str(site.read(lambda s: units.root(s).id))
    return admin.post("/unit/token", data={"name": "Papan", "unit": unit, "role": role})


def test_there_are_no_tokens_that_can_do_nothing(site: Site, admin: httpx2.Client) -> None:
    form = admin.get("/unit").text.partition('action="/unit/token"')[2].partition("</form>")[0]
    assert 'value="operator"' in form
    assert 'value="admin"' not in form
    refused = asked(site, admin, "admin")
    assert (refused.status_code, "jbt_" in refused.text) == (422, False)
    with pytest.raises(SystemExit):
        cli.main("token create --name x --role admin".split())


def test_a_token_is_shown_once_and_ends_when_revoked(site: Site, admin: httpx2.Client) -> None:
    found = re.search(r'id="secret"[^>]*value="(jbt_[^"]+)"', asked(site, admin, "operator").text)
    assert found
    token = found[1]
    program = site.client(headers={"authorization": f"Bearer {token}"})
    assert program.get("/api/v1/reports").status_code == 200
    id_ = site.read(lambda s: api_tokens.id_of(s, token))
    assert token not in admin.get("/unit").text
    admin.post(f"/unit/token/{id_}/cabut")
    assert program.get("/api/v1/reports").status_code == 401
    assert site.read(lambda s: s.get_one(ApiToken, id_).revoked_at) is not None
