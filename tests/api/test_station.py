"""What whoever runs the station gives by command and setting: its places and its name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api import cli, groundwork
from core import places, units
from core.settings import Settings
from tests.ground import free_port


@pytest.fixture
def given(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings, as a command finds them."""
    monkeypatch.setenv("JEMBATAN_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("JEMBATAN_DATABASE_URL", settings.database_url)
    return settings


@pytest.mark.parametrize("kind", ["kecamatan", "mall", "8"])
def test_an_unknown_kind_of_place_is_named_with_its_line_and_what_there_is(
    tmp_path: Path, given: Settings, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    before, file = groundwork.read(given, places.everything), tmp_path / "places.csv"
    file.write_text(f"name,kind\nAlun-alun,\nPasar Kembang,market\nSagara,{kind}\n")
    assert cli.main(["places", "load", str(file)]) == 1
    words = capsys.readouterr().err
    assert ("baris 4" in words, f"'{kind}'" in words, ", village, market, " in words) == (True, True, True)
    assert groundwork.read(given, places.everything) == before


def test_a_kind_of_place_may_be_left_out_or_written_large(tmp_path: Path, given: Settings) -> None:
    file = tmp_path / "places.csv"
    file.write_text("name,kind\nPasar Kembang, Market \nAlun-alun,\nTugu\n")
    assert cli.main(["places", "load", str(file)]) == 0
    assert [row.kind for row in groundwork.read(given, places.everything)] == ["market", "place", "place"]


@pytest.mark.parametrize("name", ["Polsek Sirih", "POLSEK SIRIH"])
def test_a_station_is_not_called_as_one_of_its_units(given: Settings, name: str) -> None:
    groundwork.write(given, lambda s: units.add(s, units.root(s), name="Polsek Sirih"))
    started = subprocess.run(
        [sys.executable, "-m", "api.cli", "serve"], cwd=Path(__file__).parents[2], capture_output=True, text=True,
        env=os.environ | {"JEMBATAN_STATION_NAME": name, "JEMBATAN_PORT": str(free_port())}, timeout=30, check=False,
    )  # fmt: skip
    assert (started.returncode, "JEMBATAN_STATION_NAME" in started.stderr) == (cli.BAD_SETTINGS, True)
    assert "Polsek Sirih" in started.stderr
    assert groundwork.read(given, lambda s: units.root(s).name) == Settings.model_fields["station_name"].default
