"""Runs the steps on the connection that `schema` hands over, inside its transaction.

Alembic loads this file; it knows no address or key of a database.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
