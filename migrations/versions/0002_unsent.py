"""What officers have written and not sent yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsent",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", core.db.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_unsent_officer_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_unsent_report_id")),
        sa.PrimaryKeyConstraint("report_id", "officer_id", "kind", name=op.f("pk_unsent")),
    )
    with op.batch_alter_table("unsent", schema=None) as batch_op:
        batch_op.create_index("ix_unsent_at", ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("unsent", schema=None) as batch_op:
        batch_op.drop_index("ix_unsent_at")
    op.drop_table("unsent")
