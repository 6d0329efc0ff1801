"""Colleagues called to a report by a note."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentions",
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", core.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_mentions_message_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_mentions_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_mentions_report_id")),
        sa.PrimaryKeyConstraint("message_id", "officer_id", name=op.f("pk_mentions")),
    )
    unseen = sa.text("seen_at IS NULL")
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mentions_unseen", ["officer_id", "report_id"], unique=False, sqlite_where=unseen,
            postgresql_where=unseen,
        )  # fmt: skip


def downgrade() -> None:
    unseen = sa.text("seen_at IS NULL")
    with op.batch_alter_table("mentions", schema=None) as batch_op:
        batch_op.drop_index("ix_mentions_unseen", sqlite_where=unseen, postgresql_where=unseen)
    op.drop_table("mentions")
