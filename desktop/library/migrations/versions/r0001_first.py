"""The first tables. An empty library file becomes one of version 1.0."""

from alembic import op
from sqlalchemy import insert

from desktop import scheme
from desktop.library import tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    tables.metadata.create_all(connection)
    connection.execute(insert(tables.meta), {"key": "scheme", "value": scheme.default().as_json()})


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
