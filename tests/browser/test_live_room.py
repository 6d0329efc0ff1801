"""No place for another live stream: the pages ask by themselves, and nobody notices much."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from api import live
from core.models import Report
from tests.api.public.phone import Phone
from tests.browser.desk import PHONE, opened, signed_in
from tests.factories import make_report
from tests.ground import Site

pytestmark = pytest.mark.browser


def test_without_a_place_the_list_and_the_chat_still_learn_what_is_new(
    chromium: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST", 0)
    siti, officer = Phone(site), site.officer()
    siti.file_a_report()
    desk, phone = opened(chromium), opened(chromium, viewport=PHONE)
    phone.add_cookies([{"name": "lapor", "value": siti.browser.cookies["lapor"], "url": site.url}])
    list_, chat = signed_in(desk, site), phone.new_page()
    for page, path in ((list_, "/masuk"), (chat, "/lapor")):
        page.clock.install()
        page.goto(site.url + path)
    list_.locator("[data-link].off").wait_for()
    code = site.write(lambda s: make_report(s).code)
    own = site.read(lambda s: s.query(Report).filter(Report.contact_id.is_not(None)).one().code)
    officer.post(f"/laporan/{own}/balas", data={"text": "Kami ke sana."})
    list_.clock.run_for(31_000)
    list_.locator(f"[data-list] [data-code='{code}']").wait_for()
    chat.clock.run_for(16_000)
    chat.locator(".bubble-officer", has_text="Kami ke sana.").wait_for()
    monkeypatch.undo()  # there is room again
    chat.clock.run_for(16_000)
    officer.post(f"/laporan/{own}/balas", data={"text": "Sepuluh menit lagi."})
    chat.locator(".bubble-officer", has_text="Sepuluh menit lagi.").wait_for()
    for context in (desk, phone):
        context.close()


def test_a_page_whose_stream_gave_way_does_not_fight_for_it_and_still_hears(
    chromium: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PER_PERSON", 1)
    siti, officer = Phone(site), site.officer()
    siti.file_a_report()
    phone = opened(chromium, viewport=PHONE)
    phone.add_cookies([{"name": "lapor", "value": siti.browser.cookies["lapor"], "url": site.url}])
    asked: list[str] = []
    pages = [phone.new_page() for _ in range(2)]
    pages[0].clock.install()
    for page in pages:
        page.on("request", lambda request: asked.append(request.url) if "langsung" in request.url else None)
        with page.expect_response("**/lapor/pesan*"):  # the stream said hello
            page.goto(f"{site.url}/lapor")
    code = site.read(lambda s: s.query(Report).one().code)
    officer.post(f"/laporan/{code}/balas", data={"text": "Kami ke sana."})
    pages[1].locator(".bubble-officer", has_text="Kami ke sana.").wait_for()
    assert len(asked) == 2
    pages[0].clock.run_for(16_000)
    pages[0].locator(".bubble-officer", has_text="Kami ke sana.").wait_for()
    phone.close()
