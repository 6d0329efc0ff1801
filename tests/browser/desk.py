"""Officers at their browsers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from core import clock, db, ids, media
from core.models import Attachment, Message
from tests.factories import make_report
from tests.ground import PASSWORD, Site

PATIENCE = 30_000  # milliseconds; how long a page takes says how busy the machine is
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

# Headless browsers have no ears: what would sound is counted instead.
EARS = """
window.beeps = 0;
let touched = false;  // by somebody: for the browser itself whatever a test asks of a page is a touch
const feel = ({ type, pointerType }) => { touched ||= type !== "pointerdown" || pointerType === "mouse"; };
// A finger that comes down is no touch yet: it may scroll
for (const touch of ["pointerdown", "pointerup", "keydown"]) addEventListener(touch, feel, { capture: true });
class Tone {
  frequency = {};
  gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  connect(to) { return to; }
  start() { window.beeps += 1; }
  stop() {}
}
window.AudioContext = class {
  currentTime = 0;
  destination = {};
  get state() { return touched ? "running" : "suspended"; }
  resume() { return this.state === "running" ? Promise.resolve() : new Promise(() => {}); }
  createOscillator() { return new Tone(); }
  createGain() { return new Tone(); }
};
"""


def opened(chromium: Browser, **more: Any) -> BrowserContext:
    context = chromium.new_context(**({"viewport": DESK} | more))
    context.set_default_timeout(PATIENCE)
    return context


def signed_in(
    context: BrowserContext, site: Site, email: str = "ayu@polres.example", password: str = PASSWORD,
    page: Page | None = None,
) -> Page:  # fmt: skip
    page = page or context.new_page()
    page.goto(f"{site.url}/masuk")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.locator("form[action='/masuk/keluar']").first.wait_for(state="attached")
    return page


def emergency(site: Site) -> str:
    return site.write(lambda s: make_report(s, priority=1).code)


def beeps(page: Page) -> int:
    return int(page.evaluate("window.beeps"))


def connected(page: Page) -> Page:
    page.locator("[data-link]", has_text="Tersambung").wait_for(state="attached")
    return page


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where all of them lie at one moment. Asked for one by one, some may be drawn anew in between."""
    at_once = "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    found: list[dict[str, float]] = page.locator(selector).evaluate_all(at_once)
    return found


def with_photos(site: Site, count: int, **over: Any) -> str:
    def make(session: db.Session) -> tuple[str, list[str]]:
        report = make_report(session, **over)
        said = Message(
            id=ids.new_id(), report_id=report.id, author="citizen", kind="text", text="Lihat ini", at=clock.now()
        )
        session.add(said)
        session.flush()
        names = [ids.new_id() for _ in range(count)]
        for id_ in names:
            session.add(
                Attachment(
                    id=id_, message_id=said.id, account="webchat", kind="photo", mime="", state="waiting",
                    at=clock.now(),
                )
            )  # fmt: skip
        return report.code, names

    code, names = site.write(make)
    for place, id_ in enumerate(names):
        body = io.BytesIO()
        Image.new("RGB", (320 + place, 240), (30, 90, 60 * place)).save(body, "JPEG")
        stored = media.store(site.world.vault, site.world.house.files, id_, body.getvalue())
        site.write(lambda s, id_=id_, stored=stored: media.record(s, id_, stored, state="stored"))
    return code


@dataclass(frozen=True)
class Desk:
    """An officer's desk in verbs; what comes by itself must come into the page that is open."""

    page: Page

    def opens(self, code: str) -> None:
        """By a click on its row."""
        self.page.click(f"[data-list] [data-code='{code}']")
        self.page.locator(f"[data-report='{code}']").wait_for()

    def takes(self) -> None:
        self.page.click("[data-take] button")
        self._sees(".line-system", "mengambil laporan")

    def replies(self, text: str) -> None:
        self.page.fill("#reply", text)
        self.page.click(".send")
        self._sees(".bubble-officer", text)

    def asks(self, text: str) -> None:
        self.page.check("[name=ask]")
        self.replies(text)

    def closes(self, *, result: str, reason: str) -> str:
        """Returns what the citizen is told."""
        self.page.click("[data-act=s] > summary")
        self.page.click(".next:has([data-result]) > summary")
        self.page.select_option("[data-result]", label=result)
        self.page.fill("[name=reason]", reason)
        told = self.page.locator("form:has([data-result]) textarea").input_value()
        self.page.click("form:has([data-result]) button")
        self._sees("[data-facts]", f"Selesai · {result}")
        return told

    # What comes without a reload

    def stays(self) -> None:
        """From here on the page may not be loaded anew."""
        connected(self.page).evaluate("window.stayed = true")

    def receives(self, selector: str, words: str) -> Locator:
        found = self._sees(selector, words)
        assert self.page.evaluate("window.stayed"), "the page was loaded anew"
        return found

    def receives_tick(self, of: str, word: str) -> None:
        self.receives(f".bubble-officer:has-text('{of}') .tick", word)

    def has_the_newest_in_sight(self) -> bool:
        below = "thread => thread.scrollHeight - thread.scrollTop - thread.clientHeight"
        return float(self.page.locator("[data-thread]").evaluate(below)) < 2

    def _sees(self, selector: str, words: str) -> Locator:
        found = self.page.locator(selector, has_text=words).last
        found.wait_for()
        return found
