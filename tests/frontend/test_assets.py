"""Without a way to fetch the packages the set-up says so in one sentence, and spoils nothing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make_checkout(folder: Path, *, npm: str) -> Path:
    """A copy of frontend/ with no packages, and an npm of our own first in PATH."""
    ignored = shutil.ignore_patterns("node_modules", "places", "__pycache__")
    shutil.copytree(ROOT / "frontend", folder / "frontend", ignore=ignored)
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncase $1 in --version) echo 11.0.0;; *) {npm};; esac\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


def fill(checkout: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "frontend.assets"]
    return subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, check=False)


def test_a_failed_fetch_is_one_sentence_and_leaves_the_older_files(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, npm="exit 1")
    older = checkout / "api" / "static" / "vendor" / "htmx.min.js"
    older.parent.mkdir(parents=True)
    older.write_text("older")
    done = fill(checkout)
    assert done.returncode == 1
    assert "could not be fetched" in done.stderr
    assert "the next start tries again" in done.stderr
    assert "Traceback" not in done.stderr
    assert older.read_text() == "older"


def test_the_files_of_an_archive_are_taken_without_npm(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, npm="exit 1")
    show = "from frontend import assets; print(assets.fingerprint())"
    command = [sys.executable, "-c", show]
    stamp = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout.strip()
    for folder in ("api/static/vendor", "frontend/places"):
        (checkout / folder).mkdir(parents=True)
        (checkout / folder / ".stamp").write_text(stamp)
    done = fill(checkout)
    assert (done.returncode, done.stderr) == (0, "")
