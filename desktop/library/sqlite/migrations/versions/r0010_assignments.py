"""Who is to code which article, and what is talked about a claim."""

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"

_STATEMENTS = (
    """CREATE TABLE assignment (
        id TEXT NOT NULL,
        article TEXT NOT NULL,
        layer TEXT NOT NULL,
        CONSTRAINT pk_assignment PRIMARY KEY (id),
        CONSTRAINT fk_assignment_article_article FOREIGN KEY(article) REFERENCES article (id)
            DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_assignment_article ON assignment (article)",
    "CREATE INDEX ix_assignment_layer_article ON assignment (layer, article)",
    """CREATE TABLE comment (
        id TEXT NOT NULL,
        claim TEXT NOT NULL,
        author TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        CONSTRAINT pk_comment PRIMARY KEY (id),
        CONSTRAINT fk_comment_claim_annotation FOREIGN KEY(claim) REFERENCES annotation (id)
            DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_comment_claim ON comment (claim)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().execute(text(statement))


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
