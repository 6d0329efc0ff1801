"""A provider does not accept the station's account any more: whoever can see to it is told, until it does again."""

from __future__ import annotations

import asyncio
import html
from datetime import timedelta

import httpx2
import pytest

from bot import backfill, delivery
from core import clock, db, senders
from core.settings import Settings
from tests.flows import test_telegram, test_whatsapp
from tests.ground import Site, eventually

SAID = "tidak menerima akun kami sejak"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "ACCOUNT_SECONDS", 3.0)


def told(site: Site, officer: httpx2.Client) -> dict[str, bool]:
    """Who is told of it just now."""
    ready = site.client().get("/readyz")
    assert ready.status_code == 200  # people are served by web chat
    figures = site.client().get("/metrics").text
    return {
        "desk": SAID in officer.get("/masuk").text,
        "troubles": SAID in officer.get("/masalah").text,
        "ready": bool(ready.json().get("warnings")),
        "figures": "jembatan_accounts_refused 1.0" in figures,
    }


def everybody_is_told(site: Site, officer: httpx2.Client, *, is_refused: bool) -> None:
    eventually(lambda: set(told(site, officer).values()), until=lambda found: found == {is_refused})


async def test_a_token_that_was_revoked(settings: Settings) -> None:
    async with test_telegram.town(settings, webhook=False) as (site, telegram):
        ayu = await asyncio.to_thread(site.officer)
        siti = telegram.person(7)
        await siti.says("halo")
        await siti.expects("Halo, ini layanan")
        await asyncio.to_thread(everybody_is_told, site, ayu, is_refused=False)
        telegram.fault("getUpdates", code=401, times=3)
        await siti.says("halo")
        await asyncio.to_thread(everybody_is_told, site, ayu, is_refused=True)
        page = html.unescape((await asyncio.to_thread(ayu.get, "/masuk")).text)
        assert "Telegram tidak menerima akun kami" in page
        assert 'href="/masalah"' in page
        warnings = (await asyncio.to_thread(site.client().get, "/readyz")).json()["warnings"]
        assert warnings == ["telegram: account not usable"]
        await siti.says("halo")  # who writes nothing would be waited for
        await asyncio.to_thread(everybody_is_told, site, ayu, is_refused=False)


async def test_an_account_at_twilio(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "EVERY", 0.2)
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        ayu = await asyncio.to_thread(site.officer)
        twilio.revoked = True
        await asyncio.to_thread(everybody_is_told, site, ayu, is_refused=True)
        assert (await asyncio.to_thread(site.client().get, "/readyz")).json()["warnings"] == [
            "whatsapp: account not usable"
        ]
        twilio.revoked = False
        await asyncio.to_thread(everybody_is_told, site, ayu, is_refused=False)


@pytest.mark.parametrize("role", ["operator", "admin"])
def test_it_is_said_to_admins_too_and_of_an_account_in_use_alone(site_on_both: Site, role: str) -> None:
    site, ayu = site_on_both, site_on_both.officer(roles=(role,))
    page = {"operator": "/masuk", "admin": "/unit"}[role]

    def at(ago: timedelta) -> None:
        def hold(session: db.Session) -> None:
            for refused in (False, True):
                now = clock.now() - ago
                senders.hold(session, "telegram:1", holder="a", now=now, seconds=30, refused=refused)
                session.flush()

        site.write(hold)

    at(timedelta(minutes=1))  # another token has taken its place since
    assert SAID not in ayu.get(page).text
    at(timedelta())
    assert SAID in ayu.get(page).text
