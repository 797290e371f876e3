"""Articles get tags and sets, and what their list is filtered by and put in order by."""

from alembic import op
from sqlalchemy import text

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    "ALTER TABLE article ADD COLUMN tags TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE article ADD COLUMN sets TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE article ADD COLUMN title_folded TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE article ADD COLUMN publisher_folded TEXT DEFAULT '' NOT NULL",
    "UPDATE article SET title_folded = folded(title), publisher_folded = folded(publisher)",
    "CREATE INDEX ix_article_title_folded ON article (title_folded)",
    "CREATE INDEX ix_article_publisher_folded ON article (publisher_folded)",
    "CREATE INDEX ix_article_published ON article (published)",
    "CREATE INDEX ix_article_language ON article (language)",
    """CREATE TABLE article_group (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        number INTEGER NOT NULL,
        CONSTRAINT pk_article_group PRIMARY KEY (kind, name, number),
        CONSTRAINT fk_article_group_number_article FOREIGN KEY(number) REFERENCES article (number)
            DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_article_group_number ON article_group (number)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().execute(text(statement))


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
