"""What Alembic runs: the migrations, on the connection and in the transaction that `migrate` opened."""

from alembic import context

from desktop.library.sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
