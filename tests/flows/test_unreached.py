"""A citizen who has blocked the bot: the list and the report say that the last reply did not arrive, until one does."""

from __future__ import annotations

import asyncio
import re

import httpx2

from core.settings import Settings
from tests.emulators.telegram_people import Person
from tests.flows.test_telegram import code_of, town
from tests.ground import eventually

LOST = "Balasan terakhir tidak sampai"


async def reported(siti: Person) -> str:
    await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
    await siti.expects("Ini laporan Anda")
    await siti.taps("Kirim laporan")
    return code_of((await siti.expects("Terkirim")).text)


def row(desk: httpx2.Client, code: str, address: str = "/masuk") -> str:
    found = re.search(rf'<a class="row[^>]*data-code="{code}".*?</a>', desk.get(address).text, re.DOTALL)
    return found[0] if found else ""


def bubble(desk: httpx2.Client, code: str, words: str) -> str:
    page = desk.get(f"/laporan/{code}?blok=thread").text
    return next(found for found in page.split('<li class="bubble') if words in found)


async def test_a_reply_to_who_has_blocked_the_bot_is_no_answer(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        code = await reported(siti)

        def says(desk: httpx2.Client, words: str) -> str:
            desk.post(f"/laporan/{code}/balas", data={"text": words})
            return bubble(desk, code, words)

        def story() -> None:
            ayu, bram = site.officer(), site.officer("bram@polres.example", name="Bram S.")
            says(ayu, "Kami ke sana sekarang.")
            eventually(lambda: "Terkirim" in bubble(ayu, code, "Kami ke sana"))
            assert LOST not in row(ayu, code)
            assert row(ayu, code, "/masuk?tampilan=menunggu-saya") == ""

            siti.blocked = True
            says(ayu, "Plat nomornya berapa?")
            eventually(lambda: LOST in row(ayu, code))
            assert LOST in row(bram, code)
            assert LOST in ayu.get(f"/laporan/{code}?blok=details").text  # from there live pages take the head's facts
            lost = bubble(ayu, code, "Plat nomornya")
            assert ("memblokir" in lost, "halaman lacak" in lost) == (True, True)
            assert "memblokir" not in bubble(ayu, code, "Kami ke sana")
            assert "Menunggu Anda" in row(ayu, code, "/masuk?tampilan=menunggu-saya")
            assert 'data-count="waiting_me">1<' in ayu.get("/masuk").text
            assert row(bram, code, "/masuk?tampilan=menunggu-saya") == ""

            siti.blocked = False
            message = re.search(r'name="message" value="(\w+)"', lost)
            assert message
            ayu.post(f"/laporan/{code}/kirim-ulang", data={"message": message[1]})
            eventually(lambda: "Terkirim" in bubble(ayu, code, "Plat nomornya"))
            assert LOST not in row(ayu, code)
            assert row(ayu, code, "/masuk?tampilan=menunggu-saya") == ""

        await asyncio.to_thread(story)


async def test_a_report_that_ends_unheard_says_so_too(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(7)
        code = await reported(siti)
        siti.blocked = True

        def story() -> None:
            ayu = site.officer()
            form = {"status": "finished", "result": "solved", "reason": "sudah", "text": "Laporan Anda selesai."}
            version = re.search(r'name="version" value="(\d+)"', ayu.get(f"/laporan/{code}").text)
            assert version
            ayu.post(f"/laporan/{code}/status", data=form | {"version": version[1]})
            eventually(lambda: LOST in row(ayu, code, "/masuk?tampilan=selesai"))

        await asyncio.to_thread(story)
