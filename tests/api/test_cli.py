"""The command as an administrator meets it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def jembatan(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"JEMBATAN_DATA_DIR": str(data_dir)}
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        cwd=ROOT, env=environment, input="perahu layar kayu\n", text=True, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    ["backup {0}/kept", "audit verify", "understand halo", "token create --name x --role operator"],
)
def test_a_command_in_a_folder_without_a_database_says_so_and_makes_nothing(tmp_path: Path, arguments: str) -> None:
    folder = tmp_path / "elsewhere"
    done = jembatan(folder, *arguments.format(tmp_path).split())
    assert done.returncode == 2
    assert str(folder / "jembatan.db") in done.stderr
    assert "JEMBATAN_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr
    assert not folder.exists()


def test_nobody_else_on_the_machine_can_read_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert jembatan(folder, "migrate").returncode == 0
    kept = [folder, *folder.rglob("*")]
    assert folder / "jembatan.db" in kept
    assert [path for path in kept if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("content", [None, b"kind,parent\nmarket,Kota\n", b"name\n\xff\xfe\n", b"", b"name\n"])
def test_a_list_of_places_that_is_none_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    folder, file = tmp_path / "data", tmp_path / "places.csv"
    jembatan(folder, "migrate")
    if content is not None:
        file.write_bytes(content)
    done = jembatan(folder, "places", "load", str(file))
    assert done.returncode == 1
    assert done.stderr.startswith("Berkas ")
    assert "Traceback" not in done.stderr


def test_a_list_of_places_may_come_out_of_a_spreadsheet(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", tmp_path / "places.csv"
    jembatan(folder, "migrate")
    file.write_bytes("\ufeffname,kind,parent,lat,lon\r\nPasar Kembang,market,Kota,-7.25,112.75\r\n,,,,\r\n".encode())
    done = jembatan(folder, "places", "load", str(file))
    assert done.stdout.startswith("1 ")
    seen = jembatan(folder, "understand", "motor hilang di Pasar Kembang")
    assert "lat=-7.25" in seen.stdout
