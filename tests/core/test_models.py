"""An index costs every write: beside each stands the query that it is for."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import core.models

FILES = sorted(Path(core.models.__file__).parent.glob("*.py"))
INDEX = re.compile(r"Index\(|index=True")
QUERY = re.compile(r"\b([a-z_]+)\.([a-z_]+)\(\)")


def indexes() -> dict[str, list[tuple[str, str]]]:
    """Where -> the queries that its own line or the comment above it names."""
    found = {}
    for file in FILES:
        above = ""
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if line.strip().startswith("#"):
                above += line
                continue
            if INDEX.search(line) and "import" not in line:
                found[f"{file.name}:{number}"] = QUERY.findall(above + line.partition("#")[2])
            if line.strip():
                above = ""
    return found


def test_every_index_names_its_query() -> None:
    found = indexes()
    assert len(found) > 20
    assert [where for where, queries in found.items() if not queries] == []


def test_the_queries_that_indexes_name_exist() -> None:
    missing = [
        f"{where}: {module}.{name}"
        for where, queries in indexes().items()
        for module, name in queries
        if not hasattr(importlib.import_module(f"core.{module}"), name)
    ]
    assert missing == []
