"""Runs the one chain of migrations, on SQLite and on PostgreSQL, in one transaction: another process that starts at
the same time gets between none of them."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

from core import models
from core.db import WRITER_LOCK, migrating_engine
from core.settings import load


def migrate() -> None:
    engine = context.config.attributes.get("engine") or migrating_engine(load().database)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=models.Report.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
            context.run_migrations()


migrate()
