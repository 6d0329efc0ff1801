"""The contenders, each a server process: `python -m benchmarks.servers NAME PORT FOLDER [DATABASE]`."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import uvicorn

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
SECRET = "benchmark-secret-0123456789"


async def _read(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def _ok(send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def begun(receive: Any, send: Any, begin: Any) -> None:
    """The server's start and end; `begin` runs once, before the first request."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await begin()
            await send({"type": "lifespan.startup.complete"})
        else:
            await send({"type": "lifespan.shutdown.complete"})
            return


def bare(_folder: Path, _database: str) -> Any:
    """Nothing but the server: reads the body and answers 200."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await _read(receive)
            await _ok(send)

    return app


def floor(folder: Path, _database: str) -> Any:
    """One insert and one commit per request, inline, on the same settings of SQLite as the product."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, body BLOB)")

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            body = await _read(receive)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO raw (body) VALUES (?)", (body,))
            connection.execute("COMMIT")
            await _ok(send)

    return app


def pgfloor(_folder: Path, database: str) -> Any:
    """One insert and one commit per request through asyncpg's pool of 16."""
    import asyncpg

    pool: list[Any] = []

    async def connect() -> None:
        pool.append(await asyncpg.create_pool(database, min_size=16, max_size=16))
        await pool[0].execute("CREATE TABLE IF NOT EXISTS bench_raw (id bigserial PRIMARY KEY, body bytea)")

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await begun(receive, send, connect)
            return
        body = await _read(receive)
        await pool[0].execute("INSERT INTO bench_raw (body) VALUES ($1)", body)
        await _ok(send)

    return app


def product(folder: Path, database: str) -> Any:
    """Jembatan as shipped; the provider's address leads nowhere, so that sending is not measured."""
    os.environ.update(
        {
            "JEMBATAN_DATA_DIR": str(folder), "JEMBATAN_DATABASE_URL": database, "JEMBATAN_TELEGRAM_TOKEN": TOKEN,
            "JEMBATAN_TELEGRAM_WEBHOOK_SECRET": SECRET, "JEMBATAN_TELEGRAM_API_URL": "http://127.0.0.1:9",
            "JEMBATAN_PUBLIC_URL": "http://127.0.0.1:8000",
        }
    )  # fmt: skip
    from api.groundwork import prepare
    from api.serving import configure_log, settled_app
    from core.settings import load

    configure_log()
    settings = load()
    prepare(settings)
    return settled_app(settings, roles=frozenset({"http"}))


def ptb(_folder: Path, _database: str) -> Any:
    """python-telegram-bot's ConversationHandler in memory, with the same understanding; nothing is durable."""
    from benchmarks.peer import app

    return app()


CONTENDERS = {"bare": bare, "floor": floor, "pgfloor": pgfloor, "product": product, "ptb": ptb}


def main() -> None:
    name, port, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    app = CONTENDERS[name](folder, sys.argv[4] if len(sys.argv) > 4 else "")
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, server_header=False)


if __name__ == "__main__":
    main()
