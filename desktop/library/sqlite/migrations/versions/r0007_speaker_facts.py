"""Speakers answer attributes of the codebook, for a time or for good, and know whom they are not."""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    "ALTER TABLE speaker ADD COLUMN facts TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE speaker ADD COLUMN distinct_from TEXT DEFAULT '[]' NOT NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().execute(text(statement))


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
