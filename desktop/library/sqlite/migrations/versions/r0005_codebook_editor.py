"""An option of the codebook may be retired, and the journal keeps of a codebook only the parts that a step changed.

Both are read as they were before, too, so nothing is rewritten. The new version keeps Ascribe 0.2.0 from a library
whose codebook and journal it would take for damaged.
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing to rewrite: `codebook.from_data` and `journal.changes_of` read both."""


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
