"""The tables of saved cases as the newest migration leaves them."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

SCENARIO = Table(
    "scenario",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("brief", Text, nullable=False),
    Column("looked", Text, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("knowledge_version", String(64), nullable=False),
    Column("results", LargeBinary, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("deleted_at", DateTime),
    Index("scenario_owner", "owner"),
)

SHARE = Table(
    "share",
    METADATA,
    Column("token", String(64), primary_key=True),  # SHA-256 of what the link carries
    Column("scenario", String(32), ForeignKey("scenario.id", ondelete="CASCADE"), nullable=False),
    Index("share_scenario", "scenario"),
)
