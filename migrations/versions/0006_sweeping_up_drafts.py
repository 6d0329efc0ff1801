"""What was not sent and is forgotten is swept up soon, on PostgreSQL."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE unsent SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE unsent RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)")
