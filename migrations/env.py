"""Runs the one chain of migrations, on SQLite and on PostgreSQL, in one transaction: another process that starts at
the same time gets between none of them."""

from __future__ import annotations

from alembic import context

from core import models
from core.db import migrating_engine
from core.settings import load


def migrate() -> None:
    engine = context.config.attributes.get("engine") or migrating_engine(load().database)
    # Begun here, or Alembic would commit every revision by itself on SQLite. Beginning takes the writing lock.
    with engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=models.Report.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        context.run_migrations()


migrate()
