"""A report on a phone, worked by a finger: what it touches is what it gets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from core import clock, conversations, db
from core.models import Contact, Conversation, Message
from tests.browser.desk import PHONE, connected, opened, signed_in
from tests.factories import make_report
from tests.ground import Site, eventually

pytestmark = pytest.mark.browser


@pytest.fixture(params=["no-preference", "reduce"])
def phone(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    site.officer()
    context = opened(chromium, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion=request.param)
    yield signed_in(context, site)
    context.close()


def filed(site: Site, kind: str) -> str:
    """A report that nobody has taken, one that somebody has, and one whose channel is not connected: each has more to
    say around the field than the one before."""

    def put(session: db.Session) -> str:
        contact = Contact(language="id", created_at=clock.now())
        session.add(contact)
        session.flush()
        session.add(Conversation(contact_id=contact.id, state="{}", version=1, heard_at=clock.now()))
        account = "telegram:1" if kind == "off" else "webchat"
        sealed = {"blind": b"b" * 32, "contact_id": contact.id, "sealed": site.world.vault.seal(b"7", about=b"address")}
        session.execute(conversations.NEW_ID, [{"account": account, **sealed}])
        return make_report(session, contact_id=contact.id, account=account, identity="private").code

    code = site.write(put)
    if kind != "new":
        site.officer("budi@polres.example", name="Budi").post(f"/laporan/{code}/ambil")
    return code


def said(site: Site) -> list[str]:
    return site.read(lambda s: [m.text for m in s.query(Message).filter(Message.author == "officer").all()])


@pytest.mark.parametrize("kind", ["new", "taken", "off"])
def test_a_tap_on_the_field_writes_there_and_a_tap_on_send_sends(site: Site, phone: Page, kind: str) -> None:
    code = filed(site, kind)
    phone.goto(f"{site.url}/laporan/{code}")
    connected(phone)
    phone.locator("#reply").tap()
    assert phone.evaluate("document.activeElement.id") == "reply"
    phone.keyboard.type("Kami ke sana.")
    assert phone.input_value("#reply") == "Kami ke sana."
    phone.locator(".send").tap()
    eventually(lambda: said(site), until=lambda found: found == ["Kami ke sana."])


@pytest.mark.parametrize("way", ["Enter", "Escape"])
def test_words_behind_a_sign_that_lead_to_nobody_stay_words(site: Site, phone: Page, way: str) -> None:
    site.officer("citra@polres.example", name="Citra M.")
    phone.goto(f"{site.url}/laporan/{filed(site, 'new')}")
    connected(phone)
    phone.locator(".mode-tab-note").tap()
    phone.focus("#note")
    phone.keyboard.type("Tanya @")
    phone.locator("[data-colleagues] [role=option]", has_text="Citra").wait_for()
    phone.keyboard.type("Bram di Lantas")
    phone.locator("[data-colleagues] [data-unmatched]", has_text="Tidak ada yang cocok").wait_for()
    phone.keyboard.press(way)
    phone.keyboard.type(", lalu @")
    phone.locator("[data-colleagues] [role=option]", has_text="Citra").wait_for()
    assert not phone.locator("[data-unmatched]").first.is_visible()
    phone.keyboard.press("Enter")
    assert phone.input_value("#note") == "Tanya @Bram di Lantas, lalu @Citra M. "


def test_a_tap_on_the_other_field_or_beside_it_is_no_loss(site: Site, phone: Page) -> None:
    code = filed(site, "new")
    phone.goto(f"{site.url}/laporan/{code}")
    connected(phone)
    phone.locator("#reply").tap()
    phone.locator(".bottom").wait_for(state="hidden")  # the field has come to the edge, and its finger has left
    phone.locator(".mode-tab-note").tap()
    phone.locator("#note").tap()
    phone.keyboard.type("Hanya petugas.")
    phone.locator(".note-button").tap()
    phone.locator(".bubble-note", has_text="Hanya petugas.").wait_for()
    assert said(site) == []
