"""By what a folder of files is known as this database's."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "station_mark",
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_station_mark")),
    )
    op.bulk_insert(table, [{"mark": secrets.token_hex(16)}])


def downgrade() -> None:
    op.drop_table("station_mark")
