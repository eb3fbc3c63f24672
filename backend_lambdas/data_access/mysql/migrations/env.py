"""Runs the steps on the connection that `migrate` hands over, inside its transaction.

Alembic loads this file; it knows no address or password of a database.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
