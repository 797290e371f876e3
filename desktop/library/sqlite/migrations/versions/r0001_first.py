"""The first tables, as Ascribe 0.1.0 made them. An empty library file becomes one of version 1.0.

What stands here is never changed: later migrations build on it, whatever tables.py says by then.
"""

from alembic import op
from sqlalchemy import text

revision = "0001"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_meta PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE article (
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
        CONSTRAINT pk_article PRIMARY KEY (number),
        CONSTRAINT uq_article_id UNIQUE (id),
        CONSTRAINT uq_article_sha256 UNIQUE (sha256)
    )
    """,
    """
    CREATE INDEX ix_article_status ON article (status)
    """,
    """
    CREATE TABLE speaker (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        aliases TEXT NOT NULL,
        role TEXT NOT NULL,
        affiliation TEXT NOT NULL,
        external_id TEXT NOT NULL,
        note TEXT NOT NULL,
        hue INTEGER NOT NULL,
        CONSTRAINT pk_speaker PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        "of" INTEGER,
        "group" TEXT NOT NULL,
        state TEXT NOT NULL,
        name TEXT NOT NULL,
        annotator TEXT NOT NULL,
        at TEXT NOT NULL,
        changes TEXT NOT NULL,
        CONSTRAINT fk_journal_of_journal FOREIGN KEY("of") REFERENCES journal (seq)
            DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE INDEX ix_journal_annotator_state_seq ON journal (annotator, state, seq)
    """,
    """
    CREATE INDEX ix_journal_group ON journal ("group")
    """,
    """
    CREATE TABLE kept (
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        CONSTRAINT pk_kept PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE article_text (
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        CONSTRAINT pk_article_text PRIMARY KEY (number),
        CONSTRAINT fk_article_text_number_article FOREIGN KEY(number) REFERENCES article (number)
            DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE TABLE annotation (
        id TEXT NOT NULL,
        article TEXT NOT NULL,
        label TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        fragments TEXT NOT NULL,
        attributes TEXT NOT NULL,
        speaker TEXT,
        status TEXT NOT NULL,
        origin TEXT NOT NULL,
        confidence FLOAT,
        annotator TEXT NOT NULL,
        note TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        CONSTRAINT pk_annotation PRIMARY KEY (id),
        CONSTRAINT ck_annotation_not_empty CHECK ("start" < "end"),
        CONSTRAINT fk_annotation_article_article FOREIGN KEY(article) REFERENCES article (id)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_annotation_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id)
            DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE INDEX ix_annotation_speaker ON annotation (speaker)
    """,
    """
    CREATE INDEX ix_annotation_article_label_status_start_end ON annotation (article, label, status, start, "end")
    """,
    """
    CREATE INDEX ix_annotation_not_accepted ON annotation (id) WHERE status != 'accepted'
    """,
    """
    CREATE TABLE attribution (
        claim TEXT NOT NULL,
        article TEXT NOT NULL,
        parent TEXT,
        CONSTRAINT pk_attribution PRIMARY KEY (claim),
        CONSTRAINT fk_attribution_claim_annotation FOREIGN KEY(claim) REFERENCES annotation (id)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attribution_article_article FOREIGN KEY(article) REFERENCES article (id)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attribution_parent_annotation FOREIGN KEY(parent) REFERENCES annotation (id)
            DEFERRABLE INITIALLY DEFERRED
    )
    """,
    """
    CREATE INDEX ix_attribution_article ON attribution (article)
    """,
    """
    CREATE INDEX ix_attribution_parent ON attribution (parent)
    """,
    """
    CREATE TABLE attribution_source (
        claim TEXT NOT NULL,
        position INTEGER NOT NULL,
        speaker TEXT,
        mention TEXT,
        CONSTRAINT pk_attribution_source PRIMARY KEY (claim, position),
        CONSTRAINT ck_attribution_source_names_someone CHECK (speaker IS NOT NULL OR mention IS NOT NULL),
        CONSTRAINT fk_attribution_source_claim_attribution FOREIGN KEY(claim) REFERENCES attribution (claim)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attribution_source_speaker_speaker FOREIGN KEY(speaker) REFERENCES speaker (id)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attribution_source_mention_annotation FOREIGN KEY(mention) REFERENCES annotation (id)
            DEFERRABLE INITIALLY DEFERRED
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_attribution_source_speaker ON attribution_source (speaker)
    """,
    """
    CREATE INDEX ix_attribution_source_mention ON attribution_source (mention)
    """,
    """
    CREATE TABLE attribution_cue (
        claim TEXT NOT NULL,
        position INTEGER NOT NULL,
        cue TEXT NOT NULL,
        CONSTRAINT pk_attribution_cue PRIMARY KEY (claim, position),
        CONSTRAINT fk_attribution_cue_claim_attribution FOREIGN KEY(claim) REFERENCES attribution (claim)
            DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attribution_cue_cue_annotation FOREIGN KEY(cue) REFERENCES annotation (id)
            DEFERRABLE INITIALLY DEFERRED
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_attribution_cue_cue ON attribution_cue (cue)
    """,
    """
    CREATE VIEW article_content AS
    SELECT article.number AS number, article.title AS title, article_text.text AS text
    FROM article JOIN article_text ON article_text.number = article.number
    """,
    """
    CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='article_content', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2')
    """,
)
_SCHEME = (
    '{"name":"Claims and speakers","labels":[{"name":"Claim","role":"claim","color":"#2F5FD0","shortcut":"C",'
    '"guideline":"What was said, written, believed or decreed: the content, without the words that report it.",'
    '"attributes":[{"name":"quotation","kind":"choice","options":["direct","indirect","mixed"],"open":false,'
    '"guideline":"Direct: in quotation marks. Indirect: in the article\'s words. Mixed: some of each."}]},'
    '{"name":"Speaker","role":"speaker","color":"#B4552D","shortcut":"S","guideline":"Where the text names a '
    'source: a name, a title, a role, a pronoun.","attributes":[]},{"name":"Cue","role":"cue","color":"#7A5AA6",'
    '"shortcut":"Q","guideline":"The words that report: said, according to, in her view.","attributes":[]},'
    '{"name":"Other","role":"other","color":"#6A6F78","shortcut":"O","guideline":"Anything else worth marking.",'
    '"attributes":[]}]}'
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in _STATEMENTS:
        connection.execute(text(statement))
    connection.execute(text("INSERT INTO meta VALUES ('scheme', :scheme)"), {"scheme": _SCHEME})


def downgrade() -> None:
    raise NotImplementedError("a library is led back by restoring the backup that was made before the migration")
