"""Somebody asks to be forgotten: at once where nothing was filed, else an admin does it and nothing leads back."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx2

from core import audit, clock, db, receipts, units
from core.models import Contact, Conversation, Message, Outbox, Report
from core.settings import Settings
from core.vault import Unreadable, hash_token
from tests.api.public.phone import Phone
from tests.flows import test_whatsapp
from tests.flows.test_anonymous import rows
from tests.flows.test_telegram import code_of, picture, town
from tests.ground import PASSWORD, Site, eventually

ABOUT = (b"address", b"name", b"inbound", b"media", b"file", b"receipt")
SEALED = re.compile(r"(?:[A-Za-z0-9+/]{4}){12,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
CODE = re.compile(r"JB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
WORDS = "Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja"


# What whoever holds the database and its key can see


def opened(site: Site, value: Any) -> str:
    """The value as it is stored, and what the key opens in it."""
    sealed = [value] if isinstance(value, bytes) else [base64.b64decode(part) for part in SEALED.findall(str(value))]
    return " ".join([str(value), *(text for part in sealed for text in _opened(site, part))])


def _opened(site: Site, sealed: bytes) -> Iterator[str]:
    for about in ABOUT:
        with contextlib.suppress(Unreadable, UnicodeDecodeError):
            yield site.world.vault.open(sealed, about=about).decode()


def naming(site: Site, *marks: str) -> Iterator[tuple[str, str]]:
    """(table, the row as text) of every row in which one of these stands."""
    for row in rows(site):
        text = " ".join(opened(site, value) for value in row.values())
        if any(mark in text for mark in marks):
            yield row["table"], text


def moments(text: str) -> set[str]:
    return set(re.findall(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d+", text))


def joined(site: Site, *marks: str) -> list[str]:
    """What in the rows that name the contact leads to a report."""
    known = list(naming(site, *marks))
    codes = site.read(lambda s: [r.code for r in s.query(Report)])
    ids = site.read(lambda s: [m.id for m in s.query(Message).filter(Message.report_id.is_not(None))])
    assert codes
    assert ids
    traces = [f"{table}: {mark}" for table, text in known for mark in (*codes, *ids) if mark in text]
    told = [row for row in rows(site) if row.get("report_id") or row["table"] == "reports" or row.get("id") in ids]
    times = {str(value) for row in told for value in row.values() if isinstance(value, datetime)}
    return traces + [f"{table}: {at}" for table, text in known for at in moments(text) & times]


def known_as(site: Site, *more: str) -> tuple[str, ...]:
    """The id of the only contact, and what else it is called."""
    return (str(site.read(lambda s: s.query(Contact).one().id)), *more)


def request_code(site: Site) -> str:
    return str(site.read(lambda s: s.query(Report).filter(Report.tags.contains("delete_request")).one().code))


def fields(page: str) -> dict[str, str]:
    form = re.search(r'<form method="post" action="[^"]*/hapus-data">(.*?)</form>', page, re.DOTALL)
    assert form, "no form"
    return dict(re.findall(r'name="(who|op|version)" value="([^"]*)"', form[1]))


def carry_out(admin: httpx2.Client, code: str, *, password: str = PASSWORD) -> httpx2.Response:
    page = admin.get(f"/laporan/{code}").text
    return admin.post(f"/laporan/{code}/hapus-data", data={**fields(page), "password": password})


def provider_ids(site: Site) -> set[str]:
    """By which a provider could tell whose they were."""
    told = site.read(lambda s: {m.id: m.provider_id for m in s.query(Message)})
    return site.read(lambda s: {o.provider_id for o in s.query(Outbox) if o.id in told}) | set(told.values())


def files(site: Site) -> list[str]:
    return [path.name for path in site.settings.media_dir.glob("??/*")]


def is_empty(site: Site) -> bool:
    return site.read(lambda s: s.query(Contact).count() == 0)


# By web chat, both kinds of database


def two_reports_and_a_wish(phone: Phone) -> list[str]:
    """An ordinary report, one that only officers of the PPA see, and the wish. Returns the codes of the first two."""
    phone.say("halo")
    phone.file_a_report()
    phone.say("anak tetangga saya dilecehkan pamannya kemarin di Pasar Sirih")
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    codes = phone.site.read(lambda s: [r.code for r in s.query(Report).order_by(Report.id)])
    restricted = phone.site.read(lambda s: [r.restricted for r in s.query(Report).order_by(Report.id)])
    assert restricted == ["", "ppa", ""]
    return codes[:2]


def test_an_admin_carries_it_out_and_the_citizen_reads_what_went_and_what_stays(
    site_on_both: Site, later: Callable[..., None]
) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    plain, restricted = two_reports_and_a_wish(phone)
    wish, admin = request_code(site), site.officer(roles=("operator", "admin"))
    marks = known_as(site, hash_token(phone.browser.cookies["lapor"]).hex())
    assert joined(site, *marks), "the ways that are to be cut are seen before"

    page = admin.get(f"/laporan/{wish}").text
    panel = page[page.index('id="hapus-data"') : page.index("hapus-data", page.index('id="hapus-data"') + 20)]
    assert plain in panel
    assert restricted not in page
    answer = carry_out(admin, wish)
    assert answer.status_code == 200
    assert 'id="hapus-data"' not in answer.text
    assert "Sambungan ke pelapor dihapus" in answer.text
    assert restricted not in answer.text

    assert joined(site, *marks) == []
    told = site.read(lambda s: [(r.code, r.contact_id, r.identity, r.status) for r in s.query(Report)])
    assert {(contact, identity) for _, contact, identity, _ in told} == {(None, "anonymous")}
    assert {code: status for code, *_, status in told}[wish] == "finished"
    phone.open()
    assert len(phone.thread) == 1
    proof = phone.thread[0]
    assert set(CODE.findall(proof)) == {plain, restricted, wish}
    assert "Sudah dihapus: nama, percakapan di luar laporan" in proof
    assert WORDS in admin.get(f"/laporan/{plain}").text  # evidence stays
    done = site.read(lambda s: [(row.action, row.actor) for row in audit.of(s, wish)])
    assert ("contact.erased", "officer:1") in done
    assert site.read(lambda s: audit.verify(s)[2]) is None

    later(hours=50)  # a page cannot be delivered to: it shows the proof for three days
    assert site.read(lambda s: receipts.due(s, before=clock.now() - receipts.SHOWN_FOR)) == []
    assert "Sudah dihapus" in phone.open()
    later(hours=73)
    eventually(phone.open, until=lambda page: "Sudah dihapus" not in page)
    assert joined(site, *marks) == []
    later(hours=100)
    eventually(lambda: is_empty(site))
    assert list(naming(site, *marks)) == []
    assert site.read(lambda s: s.query(Report).count()) == 3
    phone.say("halo")
    assert any("Saya bot" in text for text in phone.thread)
    assert known_as(site) != marks[:1]


def test_twice_is_once(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    phone.file_a_report()
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    wish, admin = request_code(site), site.officer(roles=("operator", "admin"))
    form = fields(admin.get(f"/laporan/{wish}").text) | {"password": PASSWORD}
    answers = [admin.post(f"/laporan/{wish}/hapus-data", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert site.read(lambda s: [r.action for r in audit.of(s, wish)]).count("contact.erased") == 1
    phone.open()
    assert len(phone.thread) == 1
    stale = admin.post(f"/laporan/{wish}/hapus-data", data=form | {"op": "ab" * 16})
    assert stale.status_code == 409  # and a page from before says that there is nothing left


def test_nothing_happens_without_the_password_or_on_an_old_page(site_on_both: Site) -> None:
    site, phone = site_on_both, Phone(site_on_both)
    phone.file_a_report()
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    wish, admin = request_code(site), site.officer(roles=("operator", "admin"))
    old = fields(admin.get(f"/laporan/{wish}").text)
    wrong = carry_out(admin, wish, password="bukan kata sandi saya")
    assert wrong.status_code == 422
    assert "Kata sandi Anda tidak cocok." in wrong.text
    admin.post(f"/laporan/{wish}/prioritas", data={"priority": 3, "version": old["version"]})
    assert admin.post(f"/laporan/{wish}/hapus-data", data={**old, "password": PASSWORD}).status_code == 409
    assert site.read(lambda s: s.query(Report).filter(Report.contact_id.is_(None)).count()) == 0
    assert (
        str(site.read(lambda s: [tuple(r) for r in s.execute(db.Base.metadata.tables["operations"].select())])) == "[]"
    )
    for _ in range(5):
        last = carry_out(admin, wish, password="bukan kata sandi saya")
    assert last.status_code == 429
    assert carry_out(admin, wish).status_code == 429  # now not even the right one


def test_other_officers_cannot(site: Site) -> None:
    def add(session: db.Session) -> None:
        units.add(session, units.root(session), name="Polsek Lontar")

    site.write(add)
    phone = Phone(site)
    phone.file_a_report()
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    wish, plain = request_code(site), site.read(lambda s: s.query(Report).order_by(Report.id).first().code)
    both = ("operator", "admin")
    kinds = {
        "elsewhere": site.officer("lontar@x.example", roles=both, unit="Polsek Lontar"),
        "no admin": site.officer("operator@x.example"),
        "sees no reports": site.officer("admin@x.example", roles=("admin",)),
    }
    form = {"op": "cd" * 16, "version": "1", "password": PASSWORD}
    found = {name: who.post(f"/laporan/{wish}/hapus-data", data=form).status_code for name, who in kinds.items()}
    assert found == {"elsewhere": 404, "no admin": 403, "sees no reports": 403}
    page = kinds["no admin"].get(f"/laporan/{wish}").text
    assert "Hanya admin unit ini" in page
    assert 'name="password"' not in page[: page.index("composer")]
    admin = site.officer(roles=both)
    assert "Pelapor minta datanya dihapus" not in admin.get(f"/laporan/{plain}").text
    assert admin.post(f"/laporan/{plain}/hapus-data", data=form).status_code == 409  # nobody asked for it here
    assert site.read(lambda s: s.query(Report).filter(Report.contact_id.is_(None)).count()) == 0


def test_who_filed_nothing_is_forgotten_at_once(site_on_both: Site, later: Callable[..., None]) -> None:
    site, phone = site_on_both, Phone(site_on_both, headers={"Accept-Language": "en"})
    phone.say("halo", files=[("kamar.jpg", picture(), "image/jpeg")])
    phone.say("tetangga saya Bu Ratna orangnya aneh")
    assert eventually(lambda: files(site))
    marks = known_as(site, hash_token(phone.browser.cookies["lapor"]).hex())
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    texts = [text for text in phone.thread if "Sudah dihapus: percakapan, nama, dan draf Anda" in text]
    assert texts == phone.thread
    eventually(lambda: files(site) == [])
    text = str([(table, row) for table, row in naming(site, *marks, "Ratna", "kamar")])
    assert "Ratna" not in text
    assert "kamar" not in text
    assert site.read(lambda s: [(c.state, c.version) for c in s.query(Conversation)]) == [("{}", 1)]
    assert site.read(lambda s: s.query(Report).count()) == 0
    later(hours=100)
    eventually(lambda: is_empty(site) and not list(naming(site, *marks)))


def test_what_is_kept_after_an_anonymous_report_can_be_forgotten_at_once(site_on_both: Site) -> None:
    from tests.flows.test_anonymous import send_anonymously

    phone = Phone(site_on_both)
    code, pin = send_anonymously(phone)
    phone.say("HAPUS DATA")
    phone.press("Ya, hapus")
    assert "Sudah dihapus" in phone.page.text
    assert code not in phone.page.text
    page = site_on_both.client().post("/lacak", data={"kode": code, "pin": pin}).text
    assert "motor saya dicuri" in html.unescape(page)


# By Telegram and WhatsApp


async def test_nothing_leads_from_a_telegram_chat_to_its_reports_and_the_proof_arrives_in_english(
    settings: Settings,
) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(70_012_345, "Sitirahayu", "en")
        await siti.sends_photo(picture(), caption="motorcycle stolen at Pasar Baru this morning")
        await siti.expects("This is your report")
        await siti.taps("Send report")
        code = code_of((await siti.expects("Sent.")).text)
        admin = await asyncio.to_thread(site.officer, roles=("operator", "admin"))
        await asyncio.to_thread(admin.post, f"/laporan/{code}/balas", data={"text": "We are looking for it."})
        await siti.expects("We are looking for it.")
        await siti.says("DELETE DATA")
        await siti.expects("Ask for it now?")
        await siti.taps("Yes, delete it")
        wish = code_of((await siti.expects("Your request is with an officer")).text)
        marks = await asyncio.to_thread(known_as, site, "70012345", "Sitirahayu")
        assert await asyncio.to_thread(joined, site, *marks) != []
        assert (await asyncio.to_thread(carry_out, admin, wish)).status_code == 200
        proof = (await siti.expects("Deleted: your name")).text
        assert set(CODE.findall(proof)) == {code, wish}
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Outbox).filter(Outbox.forget).all()))

        def left() -> set[str]:
            return {table for table, _ in naming(site, *marks)}

        # The empty contact and its address, until the sweep.
        await asyncio.to_thread(
            eventually, left, until=lambda found: found == {"contacts", "contact_ids", "conversations"}
        )
        assert await asyncio.to_thread(joined, site, *marks) == []
        page = await asyncio.to_thread(admin.get, f"/laporan/{code}")
        assert "We are looking for it." in page.text
        assert await asyncio.to_thread(provider_ids, site) == {""}
        contact = await asyncio.to_thread(site.read, lambda s: s.query(Contact).one())
        assert (contact.name, contact.consent, contact.consent_at) == (None, "", None)
        await siti.says("motorcycle stolen at Pasar Baru this morning")
        await siti.expects("I am a bot")  # whoever writes again is new


async def test_the_proof_arrives_by_whatsapp_and_what_the_provider_knew_is_gone(settings: Settings) -> None:
    async with test_whatsapp.town(settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budiharto")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.says("1")
        code = code_of(await budi.expects("Terkirim"))
        await budi.says("HAPUS DATA")
        await budi.expects("Ajukan sekarang?")
        await budi.says("ya")
        wish = code_of(await budi.expects("kami teruskan ke petugas"))
        marks = await asyncio.to_thread(known_as, site, "6281234567890", "Budiharto")
        admin = await asyncio.to_thread(site.officer, roles=("operator", "admin"))
        assert (await asyncio.to_thread(carry_out, admin, wish)).status_code == 200
        assert set(CODE.findall(await budi.expects("Sudah dihapus: nama"))) == {code, wish}
        await budi.reads()

        def left() -> set[str]:
            return {table for table, _ in naming(site, *marks)}

        await asyncio.to_thread(
            eventually, left, until=lambda found: found == {"contacts", "contact_ids", "conversations"}
        )
        assert await asyncio.to_thread(joined, site, *marks) == []


async def test_where_the_channel_takes_nothing_the_panel_says_so_and_nothing_is_kept_for_it(
    sqlite_settings: Settings, later: Callable[..., None]
) -> None:
    async with test_whatsapp.town(sqlite_settings) as (site, twilio):
        budi = twilio.person("+6281234567890", "Budiharto")
        await budi.says("motor saya dicuri di Pasar Baru tadi pagi")
        await budi.expects("Sudah benar?")
        await budi.says("1")
        await budi.expects("Terkirim")
        await budi.says("HAPUS DATA")
        await budi.expects("Ajukan sekarang?")
        await budi.says("ya")
        wish = code_of(await budi.expects("kami teruskan ke petugas"))
        later(hours=30)
        admin = await asyncio.to_thread(site.officer, roles=("operator", "admin"))
        page = await asyncio.to_thread(admin.get, f"/laporan/{wish}")
        assert "bukti penghapusan mungkin tidak sampai" in page.text
        assert (await asyncio.to_thread(carry_out, admin, wish)).status_code == 200
        marks = await asyncio.to_thread(known_as, site, "6281234567890", "Budiharto")
        failed = Outbox.state == "failed"  # only then is it to be wiped, for which the product looks once a minute
        await asyncio.to_thread(eventually, lambda: site.read(lambda s: s.query(Outbox).filter(failed).count()))
        later(hours=56)  # the proof that never left is kept for a day, for whoever sends it anew
        await asyncio.to_thread(eventually, lambda: joined(site, *marks) == [])
        later(hours=104)
        await asyncio.to_thread(eventually, lambda: is_empty(site))


async def test_what_an_officer_wrote_just_before_arrives_and_is_forgotten_too(settings: Settings) -> None:
    async with town(settings) as (site, telegram):
        siti = telegram.person(70_012_345, "Sitirahayu")
        await siti.says("motor saya dicuri di Pasar Baru tadi pagi")
        await siti.expects("Ini laporan Anda")
        await siti.taps("Kirim laporan")
        code = code_of((await siti.expects("Terkirim")).text)
        await siti.says("HAPUS DATA")
        await siti.expects("Ajukan sekarang?")
        await siti.taps("Ya, hapus")
        wish = code_of((await siti.expects("kami teruskan ke petugas")).text)
        admin = await asyncio.to_thread(site.officer, roles=("operator", "admin"))
        marks = await asyncio.to_thread(known_as, site, "70012345", "Sitirahayu")
        telegram.fault("sendMessage", code=429, retry_after=4)
        await asyncio.to_thread(admin.post, f"/laporan/{code}/balas", data={"text": "Kami cari."})
        assert (await asyncio.to_thread(carry_out, admin, wish)).status_code == 200
        assert await asyncio.to_thread(on_its_way, site) == {"Kami cari.": None}
        await siti.expects("Sudah dihapus: nama")
        await siti.expects("Kami cari.")

        def left() -> set[str]:
            return {table for table, _ in naming(site, *marks)}

        empty = {"contacts", "contact_ids", "conversations"}
        await asyncio.to_thread(eventually, left, until=lambda found: found == empty)


def on_its_way(site: Site) -> dict[str, int | None]:
    """Words in a thread that are still in the queue -> whose they are."""

    def look(session: db.Session) -> dict[str, int | None]:
        found = session.query(Outbox, Message.text).join(Message, Message.id == Outbox.id)
        waiting = found.filter(Outbox.state.in_(("queued", "sending")), Message.report_id.is_not(None))
        return {text: row.contact_id for row, text in waiting}

    return site.read(look)
