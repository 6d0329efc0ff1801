"""`jembatan places load` beside running servers: the next message is read with the new list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import place_list
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.ground import Site, eventually, open_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_list, "LOOK_EVERY", 0.1)


def load(settings: Settings, *names: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, in a process of its own."""
    file = settings.data_dir / "places.csv"
    file.write_text("name,kind,parent\n" + "".join(f"{name},market,\n" for name in names))
    own = {"JEMBATAN_DATA_DIR": str(settings.data_dir), "JEMBATAN_DATABASE_URL": settings.database}
    command = [sys.executable, "-m", "api.cli", "places", "load", str(file)]
    env = {**os.environ, **own, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip


def place_read(site: Site, text: str) -> str:
    """The place on the card that a new visitor is shown, "" when the bot has to ask for it."""
    phone = Phone(site)
    phone.say(text)
    eventually(phone.open, until=lambda _: "Lewati" in phone.buttons or "Kirim laporan" in phone.buttons)
    said = " ".join(phone.thread)
    return said.partition("Di mana")[2] if "Kirim laporan" in phone.buttons else ""


def test_a_loaded_list_is_read_without_a_restart(site_on_both: Site) -> None:
    site, text = site_on_both, "motor saya dicuri di Pasar Melati tadi pagi"
    assert "Melati" not in place_read(site, text)
    for names in (("Pasar Melati",), ("Pasar Kenanga",)):  # lists of the same length are told apart
        done = load(site.settings, *names)
        assert "1 tempat dimuat." in done.stdout, done.stderr
        there = text.replace("Pasar Melati", names[0])
        assert names[0] in eventually(lambda there=there: place_read(site, there))
    assert "Melati" not in place_read(site, text)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_every_process_reads_the_new_list(settings: Settings) -> None:
    with open_site(settings) as one, open_site(settings) as other:
        assert "0 tempat" not in load(settings, "Pasar Melati").stdout
        for site in (one, other):
            found = eventually(lambda site=site: place_read(site, "motor saya dicuri di Pasar Melati tadi pagi"))
            assert "Pasar Melati" in found


def test_an_empty_list_is_refused_and_the_old_one_stays(site: Site) -> None:
    done = load(site.settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Pasar Sirih" in place_read(site, "motor saya dicuri di Pasar Sirih tadi pagi")
