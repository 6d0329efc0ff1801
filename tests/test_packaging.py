"""What nothing here can build or start is at least read: image, composition, service, locks."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api import cli, limits, shell
from core.settings import Settings

ROOT = Path(__file__).parents[1]
SECRET_WORDS = ("password", "token", "secret", "database_url", "key")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def docker_steps() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", read("Dockerfile"), flags=re.MULTILINE))
    return [(step.split()[0], step.partition(" ")[2]) for step in text.splitlines() if step.strip()]


def compose() -> dict[str, Any]:
    return yaml.safe_load(read("compose.yaml"))


def is_pinned(image: str) -> bool:
    return bool(re.search(r":\d", image))


def test_the_image_runs_as_an_ordinary_user_with_its_data_in_a_volume() -> None:
    steps = docker_steps()
    last_stage = steps[max(i for i, (word, _) in enumerate(steps) if word == "FROM") :]
    assert [rest for word, rest in last_stage if word == "USER"] == ["10001"]
    words = [word for word, _ in last_stage]
    assert words.index("USER") > max(i for i, word in enumerate(words) if word in {"COPY", "RUN"})
    assert ("VOLUME", "/data") in last_stage
    assert any(word == "HEALTHCHECK" and "/healthz" in rest for word, rest in last_stage)


def test_every_base_image_is_pinned() -> None:
    stages = {rest.split(" AS ")[1] for word, rest in docker_steps() if word == "FROM" and " AS " in rest}
    bases = {rest.split()[0] for word, rest in docker_steps() if word == "FROM"} - stages
    bases |= {s["image"] for s in compose()["services"].values() if not s["image"].startswith("jembatan:")}
    assert len(bases) == 3
    assert all(is_pinned(base) for base in bases), bases


def test_what_the_image_copies_exists_and_is_let_through() -> None:
    let_through = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    for word, rest in docker_steps():
        if word == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_through, source


def test_no_secret_is_written_into_image_or_composition() -> None:
    for word, rest in docker_steps():
        if word in {"ENV", "ARG"}:
            names = re.findall(r"(\w+)=", rest)
            assert not [n for n in names if any(part in n.lower() for part in SECRET_WORDS)]
    for name, service in compose()["services"].items():
        for key, value in service.get("environment", {}).items():
            if any(word in key.lower() for word in SECRET_WORDS):
                assert str(value).startswith("/run/secrets/"), f"{name}: {key}"


def test_each_secret_is_a_file_and_is_a_setting_we_know() -> None:
    content = compose()
    used = {s for service in content["services"].values() for s in service.get("secrets", [])}
    assert used == set(content["secrets"])
    assert all(s["file"].startswith("secrets/") for s in content["secrets"].values())
    known = {f"jembatan_{name}" for name in Settings.model_fields} | {"postgres_password"}
    assert used <= known


def test_our_services_get_only_settings_that_exist() -> None:
    known = {f"JEMBATAN_{name.upper()}" for name in Settings.model_fields}
    for service in compose()["services"].values():
        names = {n for n in service.get("environment", {}) if n.startswith("JEMBATAN_")}
        assert names <= known
    named = set(re.findall(r"JEMBATAN_[A-Z_]+", read("Dockerfile") + read("jembatan.service")))
    assert named <= known


FIXED = set("HOST PORT DATA_DIR SECRET_KEY_FILE".split())  # decided by image and composition


def test_every_other_setting_reaches_our_services() -> None:
    wanted = {name.upper() for name in Settings.model_fields} - FIXED
    for name in ("migrate", "app", "worker"):
        service = compose()["services"][name]
        given = {n.removeprefix("JEMBATAN_") for n in service["environment"]}
        given |= {n.removeprefix("jembatan_").upper() for n in service["secrets"]}
        assert wanted - given == set()


def test_our_services_are_locked_down_and_only_caddy_is_reachable() -> None:
    services = compose()["services"]
    for name in ("migrate", "app", "worker"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    assert compose()["networks"]["database"]["internal"] is True
    assert services["postgres"]["networks"] == ["database"]


def test_both_serving_processes_wait_for_the_migration() -> None:
    services = compose()["services"]
    for name in ("app", "worker"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_proxy_lets_through_what_is_ours_to_refuse_with_a_reason() -> None:
    found = re.search(r"max_size (\d+)MB", read("Caddyfile"))
    assert found
    assert int(found[1]) * 1_000_000 > max(shell.LIMITS.values()) + limits.MOST_READ_ON


def test_the_service_of_a_single_pc_has_no_rights_and_one_writable_folder() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(read("jembatan.service"))
    service = unit["Service"]
    assert (service["DynamicUser"], service["NoNewPrivileges"]) == ("yes", "yes")
    assert (service["ProtectSystem"], service["StateDirectory"]) == ("strict", "jembatan")
    # What somebody has to mend first is not tried again and again.
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("always", str(cli.BAD_SETTINGS))
    # The environment file is .env.example filled in, and wins over Environment=.
    assert service["ExecStart"].startswith("/usr/bin/env JEMBATAN_DATA_DIR=/var/lib/jembatan ")


@pytest.mark.parametrize("name", ["run", "dev", "uv", "npm"])
def test_a_list_of_packages_is_pinned_hashed_and_holds_no_address(name: str) -> None:
    text = read(f"requirements/{name}.txt")
    assert "://" not in text
    assert "--index" not in text
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==", requirement), requirement[:60]
        assert "--hash=sha256:" in requirement, requirement[:60]


def test_the_lists_for_running_and_for_development_agree() -> None:
    run, dev = (set(re.findall(r"^(\S+==\S+)", read(f"requirements/{n}.txt"), re.MULTILINE)) for n in ("run", "dev"))
    assert run <= dev


def test_the_front_end_lock_holds_hashes_and_no_address() -> None:
    text = read("frontend/package-lock.json")
    assert "://" not in text
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    wanted = json.loads(read("frontend/package.json"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version


@pytest.mark.parametrize("script", ["requirements/install.sh", ".ci/run"])
def test_a_script_can_be_executed_and_parsed(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    shell = "bash" if read(script).startswith("#!/usr/bin/env bash") else "sh"
    assert subprocess.run([shell, "-n", str(ROOT / script)], check=False).returncode == 0


@pytest.mark.parametrize("name", ["browser", "faults"])
def test_what_make_test_does_not_even_read_is_for_make_test_all(name: str) -> None:
    """A test in these folders without the mark would run in neither."""
    marked = re.compile(rf"^pytestmark = .*\bpytest\.mark\.{name}\b", re.MULTILINE)
    files = [path.relative_to(ROOT) for path in (ROOT / "tests" / name).rglob("test_*.py")]
    assert files
    assert [str(file) for file in files if not marked.search(read(str(file)))] == []
