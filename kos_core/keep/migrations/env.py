"""Alembic's way in: run what is missing inside the transaction that was handed over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
