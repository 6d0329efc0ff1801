"""Files that are fetched: what never comes is closed with the reason, what may come is tried again later."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from api.app import build
from bot.fetching import GONE_AFTER
from bot.jobs import Jobs
from core import clock, db, media, threads, units
from core.models import Attachment, Job
from core.settings import Settings
from tests.api.test_attachments import filed
from tests.emulators.twilio import TwilioEmulator
from tests.flows.test_telegram import code_of, picture
from tests.flows.test_telegram import town as telegram_town
from tests.flows.test_whatsapp import town
from tests.ground import Site, eventually

NOBODY = "http://127.0.0.1:9/x"


async def test_where_nothing_is_due_a_round_looks_once(settings: Settings) -> None:
    world, stop, asked = build(settings), asyncio.Event(), []
    loop = asyncio.get_running_loop()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM jobs" in statement:
            asked.append(statement)
            loop.call_soon_threadsafe(stop.set)  # at the end of this round

    event.listen(world.reader, "before_cursor_execute", note)
    world.writer.start()
    await Jobs(world.house, writer=world.writer, reader=world.reader, base_url="").run(stop)
    await asyncio.to_thread(world.writer.stop)
    db.close(world.reader)
    assert len(asked) == 1


async def file_in(site: Site, state: str) -> None:
    def states() -> list[str]:
        return [a.state for a in site.read(lambda s: s.query(Attachment).all())]

    await asyncio.to_thread(eventually, states, until=lambda found: found == [state])


async def put_off(site: Site, *, attempts: int = 1) -> None:
    """The fetch has failed so often and waits for its next time."""

    def waiting() -> list[bool]:
        jobs = site.read(lambda s: s.query(Job).filter_by(kind="fetch").all())
        return [j.attempts == attempts and j.lease_until is None and j.due_at > clock.now() for j in jobs]

    await asyncio.to_thread(eventually, waiting, until=lambda found: found == [True])


async def sends_in_vain(site: Site, twilio: TwilioEmulator) -> None:
    """A photo whose address leads nowhere now."""
    twilio.redirect_media_to = NOBODY
    await twilio.person("+6281234567890", "Budi").sends_photo(picture(), caption="banjir")
    await put_off(site)


@pytest.mark.parametrize(
    ("trouble", "state", "words"),
    [
        ("gone", "gone", "sudah hilang di penyedia"),
        ("large", "too_large", "terlalu besar untuk disimpan"),
        ("address", "refused", "tidak diambil, alamatnya ditolak"),
    ],
)
async def test_a_file_that_will_never_come_is_closed_with_the_reason(
    settings: Settings, later: Callable[..., None], trouble: str, state: str, words: str
) -> None:
    async with town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budi")
        if trouble == "address":
            twilio.redirect_media_to = "http://169.254.169.254/latest/meta-data"
        if trouble == "gone":
            twilio.redirect_media_to = f"{twilio.cdn_url}/nothing"
        content = bytes(21_000_000) if trouble == "large" else picture()
        await budi.sends_photo(content, caption="motor saya dicuri di Pasar Baru tadi pagi")
        for tries in range(1, GONE_AFTER if trouble == "gone" else 1):  # it may be back in a moment
            await put_off(site, attempts=tries)
            later(minutes=5 * tries)
        await file_in(site, state)
        assert site.read(lambda s: s.query(Job).filter_by(kind="fetch").count()) == 0
        await budi.expects("Sudah benar?")
        await budi.says("1")
        code = code_of(await budi.expects("Terkirim"))
        officer = await asyncio.to_thread(site.officer)
        assert words in (await asyncio.to_thread(officer.get, f"/laporan/{code}")).text


async def test_a_file_that_is_here_already_is_taken_from_here(
    sqlite_settings: Settings, later: Callable[..., None]
) -> None:
    """As after a backup that held it while its row still waited: its provider has it no more."""
    async with town(sqlite_settings) as (site, twilio):
        await sends_in_vain(site, twilio)
        id_ = site.read(lambda s: s.query(Attachment).one().id)
        world = site.world
        await asyncio.to_thread(media.store, world.vault, world.house.files, id_, picture())
        twilio.redirect_media_to = f"{twilio.cdn_url}/nothing"
        later(minutes=1)
        await file_in(site, "stored")
        assert site.read(lambda s: s.query(Attachment).one().sha256) == hashlib.sha256(picture()).digest()


async def test_a_file_that_cannot_be_reached_now_is_fetched_later(
    settings: Settings, later: Callable[..., None]
) -> None:
    async with town(settings) as (site, twilio):
        await sends_in_vain(site, twilio)
        later(minutes=1)
        await put_off(site, attempts=2)
        await file_in(site, "waiting")
        twilio.redirect_media_to = ""
        later(minutes=2)
        await file_in(site, "stored")


@pytest.mark.parametrize("trouble", [{"code": 502}, {"drop": True}])
async def test_a_file_server_in_trouble_does_not_cost_the_file(
    sqlite_settings: Settings, later: Callable[..., None], trouble: dict[str, Any]
) -> None:
    async with telegram_town(sqlite_settings) as (site, telegram):
        telegram.fault("download", **trouble)
        await telegram.person(7).sends_photo(picture(), caption="banjir")
        await put_off(site)
        later(minutes=1)
        await file_in(site, "stored")


async def test_after_a_day_of_trying_a_file_is_given_up(sqlite_settings: Settings, later: Callable[..., None]) -> None:
    async with town(sqlite_settings) as (site, twilio):
        await sends_in_vain(site, twilio)

        def age(session) -> None:
            session.query(Job).filter_by(kind="fetch").one().attempts = 51

        site.write(age)
        later(minutes=1)
        await file_in(site, "unreached")


async def test_a_file_that_the_process_dies_of_is_given_up_too(
    sqlite_settings: Settings, later: Callable[..., None]
) -> None:
    async with town(sqlite_settings) as (site, twilio):
        await sends_in_vain(site, twilio)
        twilio.redirect_media_to = ""  # it could be had, and was leased as often as a day allows
        site.write(lambda s: s.query(Job).filter_by(kind="fetch").update({"attempts": 52}))
        later(minutes=1)
        await file_in(site, "unreached")


def test_files_and_rows_that_differ_are_set_right_every_day(site: Site, later: Callable[..., None]) -> None:
    site.write(lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    folder = site.settings.media_dir
    kept, lost, unsure, forgotten = (filed(site) for _ in range(4))
    given_up = {"state": "gone", "sha256": None}  # its provider has it no more, and the store was away then
    site.write(lambda s: s.query(Attachment).filter_by(id=unsure).update(given_up))
    site.write(lambda s: threads.forget(s, [s.get_one(Attachment, forgotten).message_id]))
    for path in folder.glob(f"*/{lost}.*"):
        path.unlink()
    stray = folder / "ab" / f"{'0' * 30}ab.orig"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of a draft that was discarded")

    def state_of(id_: str) -> str:
        return site.read(lambda s: s.get_one(Attachment, id_).state)

    later(days=2)
    eventually(lambda: state_of(lost), until=lambda state: state == "gone")
    assert not stray.exists()
    assert not list(folder.glob(f"*/{forgotten}.*"))
    assert state_of(kept) == "stored"
    for id_ in (kept, unsure):
        assert len(list(folder.glob(f"*/{id_}.*"))) == 2
