"""A reply does not queue behind a message to everybody."""

from __future__ import annotations

import asyncio

from bot.delivery import SLOTS
from bot.messages import Outbound
from bot.rows import written
from core import clock, db, outbox
from core.ids import new_id
from core.models import Report
from core.settings import Settings
from tests.flows.test_telegram import TOKEN, town
from tests.ground import Site

CROWD = 300


async def test_a_reply_overtakes_all_bulk_but_what_is_under_way(sqlite_settings: Settings) -> None:
    async with town(sqlite_settings) as (site, telegram):
        siti = telegram.person(7)
        await siti.says("DARURAT")
        await siti.expects("110")
        code = site.read(lambda s: s.query(Report).one().code)
        officer = await asyncio.to_thread(site.officer)
        for number in range(CROWD):
            telegram.person(1000 + number, started=True)
        await asyncio.to_thread(site.write, lambda s: to_everybody(s, site))
        async with telegram.changed:
            await telegram.changed.wait_for(lambda: bulk(telegram.sends) >= 10)
        await asyncio.to_thread(officer.post, f"/laporan/{code}/balas", data={"text": "Petugas menuju lokasi."})
        committed = len(telegram.sends)
        await siti.expects("Petugas menuju lokasi.")
        reply = next(n for n, sent in enumerate(telegram.sends) if "menuju" in sent.text)
        assert bulk(telegram.sends[committed:reply]) <= SLOTS
        assert bulk(telegram.sends[:reply]) < CROWD


def bulk(sends: list) -> int:
    return len([sent for sent in sends if "Imbauan" in sent.text])


def to_everybody(session: db.Session, site: Site) -> None:
    now, payload = clock.now(), written(Outbound("Imbauan untuk warga."))
    rows = [
        {
            "id": new_id(), "contact_id": None, "report_id": None, "account": f"telegram:{TOKEN.partition(':')[0]}",
            "address": site.world.vault.seal(str(1000 + number).encode(), about=b"address"), "lane": outbox.BULK,
            "payload": payload, "state": "queued", "due_at": now, "created_at": now,
        }
        for number in range(CROWD)
    ]  # fmt: skip
    outbox.enqueue_many(session, rows)
