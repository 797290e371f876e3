"""Texts get tracks, two articles may have the same text, and the library knows which have much the same."""

from alembic import op
from sqlalchemy import text

from desktop.library.sql import similar_texts_index

revision = "0008"
down_revision = "0007"

_ARTICLE = """CREATE TABLE article (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    length INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    added_at TEXT NOT NULL,
    tags TEXT DEFAULT '[]' NOT NULL,
    sets TEXT DEFAULT '[]' NOT NULL,
    title_folded TEXT DEFAULT '' NOT NULL,
    publisher_folded TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_article PRIMARY KEY (number),
    CONSTRAINT uq_article_id UNIQUE (id)
)"""
_STATEMENTS = (
    """CREATE TABLE article_tracks (
        number INTEGER NOT NULL,
        tracks TEXT NOT NULL,
        CONSTRAINT pk_article_tracks PRIMARY KEY (number),
        CONSTRAINT fk_article_tracks_number_article FOREIGN KEY(number) REFERENCES article (number)
            DEFERRABLE INITIALLY DEFERRED
    )""",
    # SQLite cannot take a constraint away. The table is made anew, under its name as it is declared, and filled again.
    "CREATE TABLE article_before AS SELECT * FROM article",
    "DROP TABLE article",
    _ARTICLE,
    "INSERT INTO article SELECT * FROM article_before",
    "DROP TABLE article_before",
    "CREATE INDEX ix_article_status ON article (status)",
    "CREATE INDEX ix_article_sha256 ON article (sha256)",
    "CREATE INDEX ix_article_title_folded ON article (title_folded)",
    "CREATE INDEX ix_article_publisher_folded ON article (publisher_folded)",
    "CREATE INDEX ix_article_published ON article (published)",
    "CREATE INDEX ix_article_language ON article (language)",
    """CREATE TABLE article_likeness (
        "key" INTEGER NOT NULL,
        number INTEGER NOT NULL,
        CONSTRAINT pk_article_likeness PRIMARY KEY ("key", number)
    ) WITHOUT ROWID""",
    """CREATE TABLE article_alike (
        number INTEGER NOT NULL,
        other INTEGER NOT NULL,
        percent INTEGER NOT NULL,
        CONSTRAINT pk_article_alike PRIMARY KEY (number, other)
    ) WITHOUT ROWID""",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in _STATEMENTS:
        connection.execute(text(statement))
    similar_texts_index.add(connection, connection.scalars(text("SELECT id FROM article ORDER BY number")).all())


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
