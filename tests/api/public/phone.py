"""A citizen with a browser that runs no scripts: reads the page, fills its form, presses its buttons."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

import httpx2

from tests.ground import Site, eventually


@dataclass
class Phone:
    site: Site
    headers: dict[str, str] = field(default_factory=dict)
    browser: httpx2.Client = field(init=False)
    page: httpx2.Response = field(init=False)

    def __post_init__(self) -> None:
        self.browser = self.site.client(headers=self.headers)
        self.open()

    def open(self) -> str:
        self.page = self.browser.get("/lapor")
        return self.page.text

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's form, as the browser would send them."""
        found = re.search(r'<form class="composer".*?</form>', self.page.text, re.DOTALL)
        assert found
        return dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', found[0]))

    @property
    def thread(self) -> list[str]:
        """The texts of the messages on the page, oldest first."""
        return [
            html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", item))).strip()
            for item in re.findall(r'<li class="msg.*?</li>', self.page.text, re.DOTALL)
        ]

    @property
    def buttons(self) -> dict[str, str]:
        """Label -> value of every button that can be pressed, and of every row that can be picked."""
        found = re.findall(r'<button[^>]*name="choice" value="([^"]+)"[^>]*>(.*?)</button>', self.page.text, re.DOTALL)
        found += re.findall(r'<input type="radio"[^>]*name="pick" value="([^"]+)"[^>]*>(.*?)</label>', self.page.text)
        return {
            html.unescape(re.sub(r"<[^>]+>|\n", "", label)).strip(): html.unescape(key)
            for key, label in found
            if key != "picked"
        }

    def say(self, text: str = "", *, files: list[tuple[str, bytes, str]] | None = None, **fields: str) -> str:
        parts = [("files", file) for file in files or []] or [("files", ("", b"", "application/octet-stream"))]
        self.page = self.browser.post("/lapor", data={**self.hidden, "text": text, **fields}, files=parts)
        return self.page.text

    def press(self, label: str, **fields: str) -> str:
        key = self.buttons[label]
        if f'name="pick" value="{html.escape(key)}"' in self.page.text:
            return self.say(choice="picked", pick=key, **fields)
        return self.say(choice=key, **fields)

    def wait_for(self, text: str) -> str:
        """Reloads until the page says it."""
        return eventually(self.open, until=lambda page: text in html.unescape(page))

    def file_a_report(self) -> str:
        """Describe, skip what is asked, send: the page then shows code and PIN."""
        self.say("Motor saya dicuri di Pasar Sirih tadi pagi waktu saya belanja")
        eventually(self.open, until=lambda _: "Lewati" in self.buttons or "Kirim laporan" in self.buttons)
        if "Lewati" in self.buttons:
            self.press("Lewati")
        eventually(self.open, until=lambda _: "Kirim laporan" in self.buttons)
        return self.press("Kirim laporan")
