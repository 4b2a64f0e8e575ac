"""Version 2: links that read one case."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the table of links; only the hash of what a link carries is kept."""
    op.create_table(
        "share",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column(
            "scenario", sa.String(32), sa.ForeignKey("scenario.id", ondelete="CASCADE"), nullable=False
        ),
    )
    op.create_index("share_scenario", "share", ["scenario"])
