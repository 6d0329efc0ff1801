"""The whole way by web chat, without JavaScript: a citizen reports, an officer answers, the answer arrives."""

from __future__ import annotations

import re

import httpx2

from core import reports
from core.models import Report
from tests.ground import Site, eventually


class Citizen:
    """Somebody with a browser on /lapor, using only forms."""

    def __init__(self, site: Site) -> None:
        self.browser = site.client()
        self.page = self.browser.get("/lapor").text

    def says(self, text: str, **more: str) -> Citizen:
        return self._posts({"text": text, **more})

    def taps(self, label: str) -> Citizen:
        button = re.search(rf'<button[^>]*name="choice"[^>]*value="([^"]+)"[^>]*>\s*(?:<[^>]+>\s*)*{label}', self.page)
        assert button, f"no button {label!r} in {self.sees()}"
        return self._posts({"choice": button[1]})

    def _posts(self, fields: dict[str, str]) -> Citizen:
        event = re.search(r'name="event" value="([^"]+)"', self.page)
        assert event
        answer = self.browser.post("/lapor", data={"event": event[1], **fields})
        assert answer.status_code == 200, answer.text
        self.page = answer.text
        return self

    def sees(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.page).split())

    def waits_for(self, words: str) -> Citizen:
        def look() -> str:
            self.page = self.browser.get("/lapor").text
            return self.sees()

        eventually(look, until=lambda seen: words in seen)
        return self


def code_in(text: str) -> str:
    found = re.search(r"JB-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", text)
    assert found, text
    return found[0]


def op_of(page: httpx2.Response, action: str) -> str:
    form = re.search(rf'action="[^"]*/{action}".*?name="op" value="([0-9a-f]+)"', page.text, re.DOTALL)
    assert form, f"no form {action}"
    return form[1]


def test_a_report_is_answered(site_on_both: Site) -> None:
    site = site_on_both
    officer = site.officer()

    # Two turns: tell, send.
    citizen = Citizen(site).says("motor saya dicuri di Pasar Baru tadi pagi").waits_for("Periksa dulu")
    assert "Pencurian" in citizen.sees()
    assert "Pasar Baru" in citizen.sees()
    citizen.taps("Kirim laporan").waits_for("Terkirim")
    code = code_in(citizen.sees())

    # The officer finds it, takes it, answers; a double click sends once.
    assert code in officer.get("/masuk").text
    page = officer.get(f"/laporan/{code}")
    assert "motor saya dicuri" in page.text
    officer.post(f"/laporan/{code}/ambil", data={"op": op_of(page, "ambil")})
    page = officer.get(f"/laporan/{code}")
    words = {"op": op_of(page, "balas"), "text": "Petugas menuju lokasi."}
    officer.post(f"/laporan/{code}/balas", data=words)
    officer.post(f"/laporan/{code}/balas", data=words)
    officer.post(f"/laporan/{code}/catatan", data={"op": op_of(page, "catatan"), "text": "hati-hati, residivis"})

    citizen.waits_for("Petugas menuju lokasi.")
    assert citizen.sees().count("Petugas menuju lokasi.") == 1
    assert "residivis" not in citizen.sees()

    # What the citizen adds reaches the same report.
    citizen.says("pelakunya memakai jaket merah")
    eventually(lambda: "jaket merah" in officer.get(f"/laporan/{code}").text)
    report = site.read(lambda s: reports.by_code(s, code))
    assert report.status == "handling"
    assert site.read(lambda s: s.query(Report).count()) == 1


def test_an_emergency_gets_the_number_in_the_first_answer(site: Site) -> None:
    citizen = Citizen(site).says("tolong dia bawa pisau")
    assert "Ada bahaya sekarang? Telepon 110" in citizen.sees()
    report = site.read(lambda s: s.query(Report).one())
    assert (report.priority, report.status) == (1, "received")
