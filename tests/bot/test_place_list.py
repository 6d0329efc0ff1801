"""`jembatan places load` beside running servers: the next message is read with the new list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api import cli
from bot import place_list
from core.settings import Settings
from tests.api.public.phone import Phone
from tests.ground import Site, eventually, open_site

Load = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_list, "LOOK_EVERY", 0.1)


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Load:
    """Exit status and words of the command that loads a list of these names."""

    def run(settings: Settings, *names: str) -> tuple[int, str]:
        file = settings.data_dir / "places.csv"
        file.write_text("name,kind,parent\n" + "".join(f"{name},market,\n" for name in names))
        monkeypatch.setenv("JEMBATAN_DATA_DIR", str(settings.data_dir))
        monkeypatch.setenv("JEMBATAN_DATABASE_URL", settings.database)
        return cli.main(["places", "load", str(file)]), capsys.readouterr().out

    return run


def place_read(site: Site, text: str) -> str:
    """The place on the card that a new visitor is shown, "" when the bot has to ask for it."""
    phone = Phone(site)
    phone.say(text)
    eventually(phone.open, until=lambda _: "Lewati" in phone.buttons or "Kirim laporan" in phone.buttons)
    said = " ".join(phone.thread)
    return said.partition("Di mana")[2] if "Kirim laporan" in phone.buttons else ""


def test_a_loaded_list_is_read_without_a_restart(site_on_both: Site, load: Load) -> None:
    site, text = site_on_both, "motor saya dicuri di Pasar Melati tadi pagi"
    assert "Melati" not in place_read(site, text)
    for names in (("Pasar Melati",), ("Pasar Kenanga",)):  # lists of the same length are told apart
        assert load(site.settings, *names) == (0, "1 tempat dimuat.\n")
        there = text.replace("Pasar Melati", names[0])
        assert names[0] in eventually(lambda there=there: place_read(site, there))
    assert "Melati" not in place_read(site, text)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_every_process_reads_the_new_list(settings: Settings, load: Load) -> None:
    with open_site(settings) as one, open_site(settings) as other:
        assert load(settings, "Pasar Melati")[0] == 0
        for site in (one, other):
            found = eventually(lambda site=site: place_read(site, "motor saya dicuri di Pasar Melati tadi pagi"))
            assert "Pasar Melati" in found


def test_an_empty_list_is_refused_and_the_old_one_stays(site: Site, load: Load) -> None:
    assert load(site.settings) == (1, "")
    assert "Pasar Sirih" in place_read(site, "motor saya dicuri di Pasar Sirih tadi pagi")
