"""Who wrote stands nowhere in the database in the clear: neither name, nor number, nor what the provider sent."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from core import db
from core.models import Audit, Report
from core.settings import Settings
from tests.flows import test_telegram, test_whatsapp
from tests.ground import Site

STORY = "motor saya dicuri di Pasar Baru tadi pagi"
NUMBER = 7_310_420_055
PHONE = "+6281234567890"
NAME = "Zubaidah Kartanegara"


def rows(site: Site) -> list[str]:
    """Every row of every table, as whoever has stolen the database reads it."""

    def look(session: db.Session) -> list[str]:
        return [
            f"{table.name}: " + " ".join(_shown(value) for value in row)
            for table in db.Base.metadata.sorted_tables
            for row in session.execute(select(table))
        ]

    return site.read(look)


def _shown(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def answer(site: Site) -> None:
    code = site.read(lambda s: s.query(Report).one().code)
    officer = site.officer()
    assert officer.post(f"/laporan/{code}/balas", data={"text": "Kami datang."}).status_code == 200
    assert officer.post(f"/laporan/{code}/catatan", data={"text": "rahasia sekali"}).status_code == 200


def nothing_tells(site: Site, *secrets: str) -> None:
    found = rows(site)
    assert any(STORY in row for row in found), "what was written can be read; who wrote it cannot"
    assert [row[:200] for row in found if any(secret in row for secret in secrets)] == []
    told = site.read(lambda s: [f"{a.actor} {a.subject} {a.detail}" for a in s.query(Audit)])
    assert len(told) > 3
    assert [row for row in told if any(word in row for word in ("motor", "datang", "rahasia", "@polres"))] == []


async def test_by_telegram(settings: Settings) -> None:
    async with test_telegram.town(settings) as (site, telegram):
        siti = telegram.person(NUMBER, NAME)
        await siti.says(STORY)
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        await siti.expects("Terkirim")
        await asyncio.to_thread(answer, site)
        await siti.expects("Kami datang.")
        await asyncio.to_thread(nothing_tells, site, str(NUMBER), NAME, NAME.split(maxsplit=1)[0])


async def test_by_whatsapp(settings: Settings) -> None:
    async with test_whatsapp.town(settings) as (site, twilio):
        siti = twilio.person(PHONE, NAME)
        await siti.says(STORY)
        await siti.expects("Sudah benar?")
        await siti.says("1")
        await siti.expects("Terkirim")
        await asyncio.to_thread(answer, site)
        await siti.expects("Kami datang.")
        await asyncio.to_thread(nothing_tells, site, PHONE[3:], NAME, NAME.split(maxsplit=1)[0])
