"""The full-text index gets the words folded, and apart in scripts without blanks; it holds no texts any more."""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "DROP TABLE article_search",
    "DROP VIEW article_content",
    "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='', tokenize='ascii')",
    "INSERT INTO article_search(rowid, title, text) "
    "SELECT article.number, index_words(article.title), index_words(article_text.text) "
    "FROM article JOIN article_text ON article_text.number = article.number "
    "ORDER BY article.number",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().execute(text(statement))


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
