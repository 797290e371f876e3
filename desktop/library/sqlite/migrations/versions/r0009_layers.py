"""Each annotator's work becomes a layer: the first is that of who accepted most, what was only suggested is in it too.

The ids of all other layers are the names of their annotators. An article has the status that it had, in each of the
layers that has work in it.
"""

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    "ALTER TABLE annotation ADD COLUMN layer TEXT DEFAULT '' NOT NULL",
    """CREATE TABLE annotator (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        hue INTEGER NOT NULL,
        CONSTRAINT pk_annotator PRIMARY KEY (id),
        CONSTRAINT uq_annotator_name UNIQUE (name)
    )""",
    """CREATE TABLE standing (
        id TEXT NOT NULL,
        article TEXT NOT NULL,
        layer TEXT NOT NULL,
        status TEXT NOT NULL,
        CONSTRAINT pk_standing PRIMARY KEY (id),
        CONSTRAINT fk_standing_article_article FOREIGN KEY(article) REFERENCES article (id)
            DEFERRABLE INITIALLY DEFERRED
    )""",
    "CREATE INDEX ix_standing_article ON standing (article)",
    "CREATE INDEX ix_standing_layer_status_article ON standing (layer, status, article)",
    # Who accepted most is the first.
    """INSERT INTO annotator (id, name, hue)
        SELECT CASE place WHEN 0 THEN '' ELSE name END, name, place FROM (
            SELECT annotator AS name, row_number() OVER (ORDER BY count(*) DESC, annotator) - 1 AS place
            FROM annotation WHERE status = 'accepted' AND annotator NOT IN ('', 'Ascribe') GROUP BY annotator
        )""",
    """UPDATE annotation SET layer = annotator
        WHERE status = 'accepted' AND annotator IN (SELECT id FROM annotator WHERE id != '')""",
    # What a claim names is in its layer; what two layers share stays with who made it.
    """INSERT INTO standing (id, article, layer, status)
        SELECT DISTINCT article.id || ' ' || annotation.layer, article.id, annotation.layer, article.status
        FROM annotation JOIN article ON article.id = annotation.article
        WHERE annotation.layer != '' AND article.status != 'new'""",
    "DROP INDEX ix_annotation_article_label_status_start_end",
    "CREATE INDEX ix_annotation_article_label_status_start_end_layer ON annotation"
    ' (article, label, status, start, "end", layer)',
    "CREATE INDEX ix_annotation_not_in_first_layer ON annotation (layer, id) WHERE layer != ''",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().execute(text(statement))


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
