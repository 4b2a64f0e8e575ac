"""The tables of saved cases, step by step; Alembic runs what is missing."""
